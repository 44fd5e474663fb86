"""Legends behind headings, which tell how a column is answered: “Newsletter (ja/nein)”, “Werbung erlaubt j/n”, “Post (1 = ja)”;
and those in a line of their own: “x = abgelehnt, o = zugestimmt”."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from kmu_crm.fields import consent, refusing, text
from kmu_crm.sources.reading.legend_words import MARK, MEANS, NO, TITLE, YES
from kmu_crm.sources.reading.tables import Table

_BETWEEN = r"(?:\s*[/|,;\\_–-]\s*|\s+(?:oder|or|bzw\.?)\s+|\s+)"
_FURTHER = r"(?:\s*[/|,;]\s*[\w?]+)*"  # “(ja/nein/unbekannt)”
_WORDS = rf"(?:(?:{YES}){_BETWEEN}(?:{NO})|(?:{NO}){_BETWEEN}(?:{YES})){_FURTHER}"
_MEANT = rf"\w+\s*[=:]\s*(?:{YES}|{NO})(?:\s*[/|,;]?\s*\w+\s*[=:]\s*(?:{YES}|{NO}))*"  # “1 = ja, 0 = nein”
_FIGURES = r"(?:0\s*[/|]\s*1|1\s*[/|]\s*0)"
_OPEN, _CLOSE = r"(?:[\s_:,;?–-]*[(\[{<]\s*|[\s_:,;?–-]+)", r"\s*[)\]}>]?\s*[?*:]?\s*$"
_LEGEND = re.compile(rf"{_OPEN}(?:(?P<words>{_WORDS}|{_MEANT})|{_FIGURES}){_CLOSE}", re.IGNORECASE)
_PARTS = re.compile(r"[,;/|()\[\]]")
_PAIRS = re.compile(r"(\S+)\s*=\s*(.+?)(?=\s+\S+\s*=|$)")
_MARK = re.compile(MARK)
# What a cell looks like, and what that means.
_LOOKS = re.compile(
    rf"^\W*(?:{TITLE}\W+)?(?:(?:alle|die|der|namen|zeilen|kunden) )*(?:(?:dunkel|hell)?(?:rot|grün|gruen|gelb|grau|orange|blau|lila|rosa)"
    rf"|farbig|eingefärbt|markiert|durchgestrichen|gestrichen|fett|kursiv|unterstrichen)(?:e[nrs]?)?\b[^=:\n]{{0,40}}(?:[=:]|{MEANS})(.+)$",
    re.I | re.M,
)
_ANSWER = re.compile(f"{YES}|{NO}")
_TITLE = re.compile(rf"^\W*{TITLE}\W+", re.I)
_SIGNS = re.compile(rf"\s*(?::|=|(?<=\s){MEANS}(?=\s))\s*", re.I)
_MAY_BE_NO = "?"
_HAS = re.compile(r"^((der|die|kunde|kundin|person|hat|haben|ist|wurde|will|moechte|sich) )*")


@lru_cache(10_000)
def without(heading: str) -> str:
    """`"Newsletter (ja/nein)"` becomes `"Newsletter"`; a heading that is nothing but a legend stays."""
    return _LEGEND.sub("", heading) or heading


@lru_cache(10_000)
def asks_in_words(heading: str) -> bool:
    """Whether the column is answered with a yes or a no: an “n” there was written, and is no box that nobody ticked."""
    found = _LEGEND.search(heading)
    return found is not None and found["words"] is not None


@lru_cache(10_000)
def answers(heading: str) -> Mapping[str, str]:
    """What the marks of a legend mean, where it turns any round: “(x = nein)” makes a no of what is a yes elsewhere."""
    found = _LEGEND.search(heading)
    said = dict(_told(found["words"])) if found and found["words"] else {}
    return _decided(said) if _turns(said) else {}


def lines_beside(table: Table) -> list[str]:
    """Lines above and below the rows of a surveyed table, and those between them that hold a single cell."""
    alone = (filled[0] for row in table.bad_rows if len(filled := [cell for cell in row.cells if cell.strip()]) == 1)
    return [*table.preamble, *table.below, *alone]


def of_lines(lines: Iterable[str]) -> Mapping[str, str]:
    """The same of lines above or below a table. Which column they are about is certain where they name a yes, too; else their
    marks mean nothing: ""."""
    said = {mark: meant for line in lines if _SIGNS.search(line) for mark, meant in _told(line)}
    if not _turns(said):
        return {}
    return _decided(said) if "yes" in said.values() else dict.fromkeys(said, "")


def are_of_looks(cells: Iterable[str]) -> bool:
    """Whether one tells that a colour or a line through a row is a no: “rot = will keine Werbung”."""
    said = (found[1] for found in _LOOKS.finditer("\n".join(cells)))
    return any(
        refusing.may_forbid(words) or (consent.is_answer(words) and consent.clean(words) == "no") for words in said
    )


def _turns(said: Mapping[str, str]) -> bool:
    return any(meant in ("no", _MAY_BE_NO) and consent.clean(mark) == "yes" for mark, meant in said.items())


def _decided(said: Mapping[str, str]) -> Mapping[str, str]:
    return {mark: "" if meant == _MAY_BE_NO else meant for mark, meant in said.items()}


def _told(line: str) -> Iterator[tuple[str, str]]:
    """Marks with `yes`, `no`, what may be one, or "" where nobody knows; they may stand on either side of the sign."""
    for part in _PARTS.split(_SIGNS.sub(" = ", _TITLE.sub("", line))):
        pairs = _PAIRS.findall(part) if part.count("=") > 1 else [part.partition("=")[::2]]
        for left, right in pairs:
            yield from _pair(left, right)


def _pair(left: str, right: str) -> Iterator[tuple[str, str]]:
    one, other = text.fold(left), text.fold(right)
    mark, words, written = (
        (one, other, right)
        if _MARK.fullmatch(one) and not (_ANSWER.fullmatch(one) and _MARK.fullmatch(other))
        else (other, one, left)
    )
    if _MARK.fullmatch(mark):
        unclear = _MAY_BE_NO if refusing.may_forbid(written.strip()) else ""
        yield ("x" if len(mark) > 2 else mark), consent.clean(_HAS.sub("", words)) or unclear
