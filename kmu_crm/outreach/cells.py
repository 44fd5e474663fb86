"""One cell of a file: without line breaks, cut where a tool cuts, and never a formula."""

import unicodedata
from datetime import date

from kmu_crm.fields import text as plain

_RUNS = "=+-@"  # a spreadsheet calculates what begins so; full-width forms count as well


def tidy(text: str, max_bytes: int = 0) -> str:
    """One line, no outer blanks, at most `max_bytes` bytes of UTF-8 (0: any), never half a character."""
    line = plain.clean(text)
    if max_bytes and len(line.encode()) > max_bytes:
        line = line.encode()[:max_bytes].decode(errors="ignore").rstrip()
    return line


def guarded(text: str) -> str:
    """With a leading ' where a spreadsheet would calculate; `fields.text.strip_guard` takes it off again."""
    return f"'{text}" if text and unicodedata.normalize("NFKC", text[0])[0] in _RUNS else text


def day(iso: str | None, style: str) -> str:
    """An ISO day in a tool's style, such as `%d.%m.%Y`; '' where there is none."""
    return date.fromisoformat(iso[:10]).strftime(style) if iso else ""
