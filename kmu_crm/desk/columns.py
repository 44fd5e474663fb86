"""One column of a file before it is taken in: a few real cells, how they are read, and the verdict on all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from kmu_crm.fields import money, phone, show
from kmu_crm.fields.reading import ColumnReader, reader_for
from kmu_crm.sources.mapping.sheets import Sheet, folded
from kmu_crm.sources.mapping.vocabulary import ATTRIBUTE, IGNORED, kind_of

EXAMPLES = 3
READ_AS_IS: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Example:
    """`read` is the value as people read it, '' where nothing is converted."""

    raw: str
    read: str


@dataclass(frozen=True)
class Doubt:
    """Cells of the sample with one problem: its code, how many, and the first as (line or row, text)."""

    code: str
    count: int
    cells: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class ColumnLook:
    """A column of the file: its target, examples, the share of rows that fill it, and the verdict on its cells.

    `verdict`: fine, unique, zeros_kept, unproven, empty, skipped, own_field, doubtful (see `doubts`).
    """

    header: str
    field: str | None
    kind: str
    examples: tuple[Example, ...]
    filled: float
    verdict: str
    doubts: tuple[Doubt, ...] = ()

    @property
    def taken(self) -> bool:
        return self.field is not None and self.field != IGNORED

    @property
    def doubted(self) -> int:
        return sum(doubt.count for doubt in self.doubts)


def look(
    header: str, field: str | None, texts: Sequence[str], lines: Sequence[int], sheet: Sheet, country: str, proven: bool,
    style: Mapping[str, Any] = READ_AS_IS,
) -> ColumnLook:  # fmt: skip
    """`style`: how a person chose to have the column read (`choices.style`)."""
    kind = kind_of(field) if field else "text"
    distinct = dict.fromkeys(text for text in texts if text.strip())
    filled = sum(1 for text in texts if text.strip()) / len(texts) if texts else 0.0
    reader = reader_for(kind, distinct, country=country, **{"dayfirst": sheet.dayfirst, **style})
    taken = field is not None and field != IGNORED
    doubts = _doubts(reader, texts, lines) if taken and kind != "text" else ()
    examples = tuple(Example(text.strip(), _read(reader, text) if taken else "") for text in _spread(list(distinct)))
    verdict = _verdict(field, kind, distinct, len(texts), proven, doubts)
    return ColumnLook(header, field, kind, examples, filled, verdict, doubts)


def _spread(distinct: list[str]) -> list[str]:
    """A few different cells: the first ones, short before long where there is a choice."""
    return sorted(distinct[:12], key=lambda text: len(text) > 40)[:EXAMPLES]


def _doubts(reader: ColumnReader, texts: Sequence[str], lines: Sequence[int]) -> tuple[Doubt, ...]:
    codes = {text: code for text in set(texts) if (code := reader.read(text).code)}
    found: dict[str, list[tuple[int, str]]] = {}
    for line, text in zip(lines, texts, strict=True) if codes else ():
        if text in codes:
            found.setdefault(codes[text], []).append((line, text.strip()))
    return tuple(Doubt(code, len(cells), tuple(cells[:EXAMPLES])) for code, cells in found.items())


def _verdict(
    field: str | None, kind: str, distinct: dict[str, None], rows: int, proven: bool, doubts: Sequence[Doubt]
) -> str:
    if field is None or field == IGNORED:
        return "skipped"
    if not distinct:
        return "empty"
    if doubts:
        return "doubtful"
    if field == ATTRIBUTE:
        return "own_field"
    if kind == "consent" and not proven:
        return "unproven"
    if kind == "postcode" and any(text.startswith("0") for text in distinct):
        return "zeros_kept"
    return "unique" if field in ("external_id", "number", "article") and len(distinct) == rows else "fine"


def _read(reader: ColumnReader, text: str) -> str:
    """The cell as people read it once taken over; '' where it stays as it is, or cannot be read."""
    value = reader.read(text).value
    if value is None or value == text.strip():
        return ""
    if reader.kind == "amount":
        shown = show.amount(money.cents(value))
    elif reader.kind in ("date", "moment"):
        shown = show.date(value)
    elif reader.kind == "phone":
        shown = phone.show(value)
    else:
        shown = value
    return "" if folded(shown) == folded(text) else shown
