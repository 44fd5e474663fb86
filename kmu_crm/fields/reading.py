"""One reader for a column: its style is decided once from all its cells, then every distinct cell is read once."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from kmu_crm.fields import address, consent, currency, day, duration, email, money, phone, score, vat_id
from kmu_crm.fields import text as plain
from kmu_crm.fields.cell import EMPTY, Reader, Reading, refused

__all__ = ["KINDS", "ColumnReader", "Memo", "Reader", "Reading", "reader_for"]

KINDS = (
    "text", "name", "amount", "quantity", "percent", "duration", "date", "moment", "email", "phone", "consent",
    "postcode", "place", "country", "vat_id", "identifier", "currency", *score.SCALES, "rating",
)  # fmt: skip

_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?E\+[0-9]{1,2}|[0-9][.,][0-9]+E[0-9]{2}", re.I)
_PRECISION = 15  # digits that a spreadsheet keeps of a number; the rest become zeros
_STORED = re.compile(r"-?[0-9]+(\.[0-9]*[1-9])?")
_GROUP = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
_PIECES = re.compile(r"(?<=[0-9])\s*(?:stk|stck|stück|x|pcs?|%|v\.?h\.?)\.?$", re.I)


class Memo(dict[str, Reading]):
    """Cell to reading; a cell not seen before is read on first asking, so `[memo[t] for t in column]` is fast."""

    def __init__(self, reader: Reader):
        super().__init__()
        self._reader = reader

    def __missing__(self, text: str) -> Reading:
        reading = self[text] = self._reader(text)
        return reading


@dataclass(frozen=True)
class ColumnReader:
    """`style` shows how the column writes (`1.234,56`, `DD.MM.YYYY`); `warnings` are codes about it as a whole."""

    kind: str
    memo: Memo
    style: str = ""
    warnings: list[str] = field(default_factory=list)

    def read(self, text: str) -> Reading:
        return self.memo[text]


def reader_for(
    kind: str,
    texts: Iterable[str],
    *,
    country: str = "DE",
    dayfirst: bool | None = None,
    decimal: str | None = None,
    ahead: int | None = None,
    born: bool = False,
    today: date | None = None,
    zeros: bool = False,
    numbers: Collection[str] | None = None,
    unit: str = "",
    scale: str = "",
) -> ColumnReader:
    """The reader of one column from its distinct cells `texts`.

    `dayfirst` and `decimal` ("," or ".") are what the user or the rest of the file says, and win; days more than `ahead`
    days after `today` are refused; `born`: they are days of birth; `country` is where numbers without a country code belong;
    `zeros` puts the zeros back that postcodes lost; `numbers`: the cells are those of a workbook, and these among them are
    numbers that would be doubtful as texts; `unit`: what bare durations are told in;
    `scale`: that of answers which do not tell theirs. Raises ValueError on a `kind` that is not in `KINDS`.
    """
    if kind in ("amount", "quantity", "percent"):
        return _of_numbers(kind, list(texts), decimal, numbers)
    if kind in ("date", "moment"):
        cells = list(texts)
        return _of_days(kind, cells, day.style_of(cells, dayfirst=dayfirst, today=today, ahead=ahead, born=born))
    if kind == "consent":
        said = list(texts)
        days = day.style_of(filter(None, map(consent.dated, said)), dayfirst=dayfirst, today=today, ahead=ahead)
        return ColumnReader(kind, Memo(partial(consent.read, letter=consent.yes_beside_no(said), style=days)))
    if kind == "duration":
        return ColumnReader(kind, Memo(duration.reader(texts, unit)))
    if kind == "identifier":
        return _of_identifiers(list(texts))
    if kind in score.SCALES or (kind == "rating" and scale):
        return ColumnReader(kind, Memo(partial(score.read, scale=score.SCALES[scale or kind])))
    if kind == "rating":
        return ColumnReader(kind, Memo(score.read_unsure), "", [score.UNSURE])
    readers: dict[str, Reader] = {
        "text": _read_text,
        "name": _read_text,
        "email": email.read,
        "phone": partial(phone.read, country=country),
        "postcode": partial(address.postcode, country=country, repair=zeros),
        "place": partial(address.place, country=country, repair=zeros),
        "country": address.read_country,
        "vat_id": vat_id.read,
        "currency": currency.read,
    }
    if kind not in readers:
        raise ValueError(f"unknown kind of value: {kind}")
    return ColumnReader(kind, Memo(readers[kind]))


def _of_numbers(
    kind: str, texts: list[str], decimal: str | None, numbers: Collection[str] | None = None
) -> ColumnReader:
    def stored(text: str) -> bool:
        """As a workbook writes a number; 1.125 only where it is one, for as a text it could be thousands."""
        return (
            numbers is not None
            and _STORED.fullmatch(text) is not None
            and (text in numbers or not _GROUP.fullmatch(text))
        )

    typed = [text for text in texts if not stored(text)]
    cells = typed if kind == "amount" else [_PIECES.sub("", text.rstrip()) for text in typed]
    decided, needs_one = money.decimal_mark(cells)
    if decided is None and not needs_one and len(typed) < len(texts):
        decided = money.POINT
    mark = decimal or decided
    cents = kind == "amount" and not decimal and needs_one and money.shows_cents(cells, mark)

    def read(text: str) -> Reading:
        if stored(text):
            return money.read(text, money.POINT, kind)
        return money.read(text if kind == "amount" else _PIECES.sub("", text.rstrip()), mark, kind, cents)

    asked = (needs_one and mark is None) or (cents and any(read(cell).code == "amount_ambiguous" for cell in cells))
    return ColumnReader(kind, Memo(read), money.style(cells, mark), ["amount_ambiguous"] if asked else [])


def _of_days(kind: str, texts: list[str], style: day.Style) -> ColumnReader:
    reader = partial(day.read_date if kind == "date" else day.read_moment, style=style)
    memo = Memo(reader)
    warnings = ["date_serial"] if style.serials else []
    if style.dayfirst is None and any(memo[text].code == "date_ambiguous" for text in texts):
        warnings.append("date_ambiguous")
    return ColumnReader(kind, memo, style.name, warnings)


def _of_identifiers(texts: list[str]) -> ColumnReader:
    """Text as it stands. Long numbers that all end in zeros past the 15th digit went through a spreadsheet."""
    cleaned = (plain.clean(text) for text in texts if len(text) > _PRECISION)
    long = [bare for bare in cleaned if bare.isdecimal() and len(bare) > _PRECISION]
    damaged = len(long) > 1 and all(not bare[_PRECISION:].strip("0") for bare in long)

    def read(text: str) -> Reading:
        reading = _read_text(text)
        value = reading.value or ""
        cut = damaged and len(value) > _PRECISION and value.isdecimal()
        return refused("scientific") if cut or reading.code else reading

    return ColumnReader("identifier", Memo(read), "", ["scientific"] if damaged else [])


def is_shortened(text: str) -> bool:
    """Whether a spreadsheet shows the number so, and has dropped its other figures: 4,91711E+11."""
    return _SCIENTIFIC.fullmatch(text.strip()) is not None


def _read_text(text: str) -> Reading:
    """Kept as written; a number that a spreadsheet shortened (4,91711E+11) is kept and named."""
    bare = plain.clean(plain.strip_guard(plain.clean(text)))
    if plain.is_empty(bare):
        return EMPTY
    return Reading(bare, "scientific" if _SCIENTIFIC.fullmatch(bare) else None)
