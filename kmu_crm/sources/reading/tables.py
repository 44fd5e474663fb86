"""Any file on disk as a table of text cells with its story: the face of reading. Content decides, not the name."""

from collections.abc import Sequence
from pathlib import Path

from kmu_crm.progress import SILENT, Progress
from kmu_crm.sources.reading import encoding as encodings
from kmu_crm.sources.reading import raw
from kmu_crm.sources.reading.calendars import open_calendar
from kmu_crm.sources.reading.mails import open_mails
from kmu_crm.sources.reading.remarks import Findings, Remark
from kmu_crm.sources.reading.seen import Seen
from kmu_crm.sources.reading.sift import BadRow, Batch
from kmu_crm.sources.reading.spreadsheet import open_html, open_sheets, open_workbook
from kmu_crm.sources.reading.table import Table
from kmu_crm.sources.reading.textfile import open_text
from kmu_crm.sources.reading.vcards import open_vcards
from kmu_crm.sources.refusals import Refused, refused

__all__ = ["BadRow", "Batch", "Remark", "Table", "open_table", "open_tables"]

_BOOKS = ("zip", "ole", "xls")  # by their first bytes
_SHEET_NAMES = (".xls", ".xlsx", ".xlsm", ".xlsb", ".ods")
_MEANS = {".xls": "xls", ".xlsx": "xlsx", ".ods": "ods", ".vcf": "vcf", ".ics": "ics", ".eml": "mail", ".mbox": "mail"}


def open_table(
    path: Path,
    *,
    encoding: str | None = None,
    sheet: str | None = None,
    own: Sequence[str] = (),
    mail_text: bool = False,
    progress: Progress = SILENT,
) -> Table:
    """The table of a file: of a workbook the sheet of that name, else its best. `own`: the business's mail addresses or
    @domains, where they are known; `mail_text`: whether the words of e-mails are wanted.

    Raises Refused with a sentence, and what `progress` raises."""
    raw.size_of(path)
    seen = Seen.of(path)
    try:
        table = _opened(path, encoding, sheet, own, mail_text, progress)
    except OSError:
        raise refused("vanished", path.name) from None
    table.seen, table.further = seen, sheet is not None
    return table


def open_tables(path: Path, progress: Progress = SILENT) -> list[Table]:
    """Every table in a file: the sheets of a workbook that hold something, the best first. Raises as `open_table` does."""
    if not is_workbook(path):
        return [open_table(path, progress=progress)]
    seen = Seen.of(path)
    what = raw.signature(raw.head_of(path)) or ""
    try:
        tables = [_told(table, what) for table in open_sheets(path, what, progress)]
    except OSError:
        raise refused("vanished", path.name) from None
    for place, table in enumerate(tables):
        table.seen, table.further = seen, place > 0
    return tables


def is_workbook(path: Path) -> bool:
    """Whether this is one by its first bytes, as far as it can be read."""
    try:
        raw.size_of(path)
        return raw.signature(raw.head_of(path)) in _BOOKS
    except (Refused, OSError):
        return False


def _opened(
    path: Path, encoding: str | None, sheet: str | None, own: Sequence[str], mail_text: bool, progress: Progress
) -> Table:
    head = raw.head_of(path)
    what = raw.signature(head)
    if what in _BOOKS:
        return _told(open_workbook(path, what, sheet, progress), what)
    if what:
        raise refused(what, path.name)
    text = head.decode("utf-8", "ignore")
    if raw.kind_of_text(text) == "mailbox" or (
        path.suffix.lower() == ".eml" and raw.begins_like_mail(text)
    ):  # each message is decoded by itself
        return _told(open_mails(path, own, progress, mail_text), "text")
    return _told(_open_text(path, head, encoding, own), "text")


def _open_text(path: Path, head: bytes, encoding: str | None, own: Sequence[str]) -> Table:
    if raw.looks_ebcdic(head):
        raise refused("ebcdic", path.name)
    found = encodings.examine(path, encoding)
    wide = found.name.startswith(("utf-16", "utf-32"))
    if not wide and raw.looks_binary(head):
        raise refused("binary" if head.strip(b"\x00") else "empty", path.name)
    start = head.decode(found.name, "ignore")
    kind = raw.kind_of_text(start)
    if kind == "vcard" or (path.suffix.lower() == ".vcf" and "BEGIN:VCARD" in start.upper()):
        return open_vcards(path, found)
    if kind == "calendar":
        return open_calendar(path, found, own)
    if kind == "html" and path.suffix.lower() in _SHEET_NAMES:
        return open_html(path, found)
    if kind:
        raise refused(kind, path.name)
    return open_text(path, found)


def _told(table: Table, content: str) -> Table:
    """With a remark where the name promises something else than the content."""
    suffix = table.file.suffix.lower()
    wrong = (content == "text") == (suffix in _SHEET_NAMES) and (content == "text" or suffix != "")
    wrong = wrong or (suffix in _MEANS and table.kind != _MEANS[suffix])
    if wrong:
        before = table.story

        def story(findings: Findings) -> None:
            findings.note("wrong_extension", name=suffix, what=table.content)
            before(findings)

        table.story = story
    return table
