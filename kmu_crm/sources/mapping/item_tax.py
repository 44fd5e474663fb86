"""Whether the tax beside the amounts of items is that of each item, or of the whole document and repeated in its rows."""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from kmu_crm.fields import money
from kmu_crm.sources.mapping.fitting import SAME_DOCUMENT

Column = tuple[str, str | None, float]  # header, field, confidence
Row = tuple[int | None, int | None]  # amount and tax of an item, in cents
RATES = (
    0,
    25,
    26,
    37,
    38,
    50,
    55,
    70,
    77,
    81,
    100,
    130,
    160,
    190,
    200,
    220,
)  # per mille, of Germany and its neighbours
_CLOSE = 2  # cents that rounding may make


def fit(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """The tax becomes that of the item where more documents of several rows say so than not."""
    places = {field: place for place, (_, field, _) in enumerate(columns) if field}
    amount = next((field for field in ("line_gross", "line_net") if field in places), None)
    if amount is None or "tax" not in places or places.keys() & {"gross", "net"}:
        return list(columns)
    same = zip(*(cells[places[field]] for field in SAME_DOCUMENT if field in places), strict=True)
    read = zip(money.in_cents(cells[places[amount]]), money.in_cents(cells[places["tax"]]), strict=True)
    documents = groupby(zip(same, read, strict=True), key=itemgetter(0))
    several = [rows for _, found in documents if len(rows := [row for _, row in found]) > 1]
    said = [_is_of_items(rows, amount == "line_net") for rows in several]
    if sum(said) <= len(said) / 2:
        return list(columns)
    return [(header, "line_tax" if field == "tax" else field, sure) for header, field, sure in columns]


def _is_of_items(rows: Sequence[Row], net: bool) -> bool:
    """Every item has its tax, and they differ, or each is that of its amount at a usual rate."""
    said = [(amount, tax) for amount, tax in rows if amount is not None and tax is not None]
    if len(said) < len(rows):
        return False
    return len({tax for _, tax in said}) > 1 or all(fits(amount, tax, net) for amount, tax in said)


def fits(amount: int, tax: int, net: bool) -> bool:
    """Whether it is the tax of the amount at a usual rate."""
    return any(abs(abs(amount) * rate / (1000 if net else 1000 + rate) - abs(tax)) <= _CLOSE for rate in RATES)
