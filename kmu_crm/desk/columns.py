"""One column of a file before it is taken in: a few real cells, how they are read, and the verdict on all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from kmu_crm.fields import consent, money, phone, show
from kmu_crm.i18n import N_, _
from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.lands import Lands
from kmu_crm.sources.mapping.sheets import Sheet, folded
from kmu_crm.sources.mapping.vocabulary import ATTRIBUTE, IGNORED, kind_of
from kmu_crm.sources.recording.card_numbers import without
from kmu_crm.sources.recording.values import Reader

EXAMPLES = 3


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


class Sample:
    """The first rows of a file, read as the import reads them: a postcode or a number as one of its row's country.

    `columns`: those to be taken over, not prepared yet; `country`: that of the business.
    """

    def __init__(self, block: Block, columns: Sequence[MappedColumn], sheet: Sheet, country: str):
        self._block = block
        self._columns = {column.index: column for column in columns}
        for column in columns:
            cells = block.columns[column.index]
            column.prepare(set(cells) if column.depends_on(cells) else (), country, sheet.dayfirst)
        lands = Lands(columns)
        self._countries = lands.of(block.columns) if block.rows else {False: None, True: None}
        self._doubts = _doubts(Reader(columns, lands), block)

    def look(self, place: int, header: str, field: str | None, texts: Sequence[str], proven: bool) -> ColumnLook:
        """The column at that place of the header, with all its cells."""
        kind = kind_of(field) if field else "text"
        distinct = dict.fromkeys(text for text in texts if text.strip())
        filled = sum(1 for text in texts if text.strip()) / len(texts) if texts else 0.0
        column, doubts = self._columns.get(place), self._doubts.get(place, ())
        shown = _spread(list(distinct))
        read = self._read(column, texts, shown) if column else [""] * len(shown)
        examples = tuple(Example(without(text.strip()), without(one)) for text, one in zip(shown, read, strict=True))
        known = ATTRIBUTE if column and column.field == ATTRIBUTE else field
        verdict = _verdict(known, kind, distinct, len(texts), proven, doubts)
        return ColumnLook(header, field, kind, examples, filled, verdict, doubts)

    def _read(self, column: MappedColumn, texts: Sequence[str], shown: Sequence[str]) -> list[str]:
        seen = column.seen(texts, self._countries[column.is_second])
        values = [column.memo.reading(seen[texts.index(text)]).value for text in shown]
        return [_in_words(column.kind, text, value) for text, value in zip(shown, values, strict=True)]


def _spread(distinct: list[str]) -> list[str]:
    """A few different cells: the first ones, short before long where there is a choice."""
    return sorted(distinct[:12], key=lambda text: len(text) > 40)[:EXAMPLES]


def _doubts(reader: Reader, block: Block) -> dict[int, tuple[Doubt, ...]]:
    """By the place of the column. The very cells that an import would tell of."""
    reader.read(block)
    found: dict[int, dict[str, list[tuple[int, str]]]] = {}
    for column, i, code, _nothing in reader.unreadable(block):
        if column.kind != "text":
            cell = (block.lines[i], without(block.columns[column.index][i].strip()))
            found.setdefault(column.index, {}).setdefault(code, []).append(cell)
    return {
        place: tuple(Doubt(code, len(cells), tuple(cells[:EXAMPLES])) for code, cells in codes.items())
        for place, codes in found.items()
    }


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
    if kind == "consent" and not proven and not any(map(consent.dated, distinct)):
        return "unproven"
    if kind == "postcode" and any(text.startswith("0") for text in distinct):
        return "zeros_kept"
    return "unique" if field in ("external_id", "number", "article") and len(distinct) == rows else "fine"


_ANSWERS = {
    "yes": N_("yes"), "no": N_("no"), "unticked": N_("no"), "withdrawn": N_("no"), "general": N_("no advertising at all"),
}  # fmt: skip


def _in_words(kind: str, text: str, value: str | None) -> str:
    """The cell as people read it once taken over; '' where it stays as it is, or cannot be read."""
    if value is None or value == text.strip():
        return ""
    if kind == "amount":
        shown = show.amount(money.cents(value))
    elif kind in ("date", "moment"):
        shown = show.date(value)
    elif kind == "phone":
        shown = phone.show(value)
    elif kind == "consent" and value in _ANSWERS:
        shown = _(_ANSWERS[value])
    else:
        shown = value
    return "" if folded(shown) == folded(text) else shown
