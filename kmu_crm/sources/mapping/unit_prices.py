"""Prices of items with tax and without side by side: the latter is the unit price, the other tells the gross amount."""

from collections.abc import Sequence

from kmu_crm.sources.mapping import amounts
from kmu_crm.sources.mapping.headings import meanings
from kmu_crm.sources.mapping.sheets import says_net
from kmu_crm.sources.mapping.vocabulary import ARTICLE, LINE

Column = tuple[str, str | None, float]  # header, field, confidence
_PRICES = {"line_unit", "price"}
_ITEMS = amounts.OF_ITEMS | amounts.NAMED


def fit(columns: Sequence[Column]) -> list[Column]:
    """Of a list of documents with items."""
    found, fields = list(columns), {field for _, field, _ in columns}
    if not fields & amounts.NUMBERS or not fields & _ITEMS:
        return found
    prices = [place for place, column in enumerate(columns) if _is_price(column)]
    nets = [place for place in prices if says_net(columns[place][0])]
    grosses = [place for place in prices if place not in nets and amounts.says_gross(columns[place][0])]
    if len(nets) == len(grosses) == 1 and len(prices) == 2:
        for field, place in (("line_unit", nets[0]), ("line_unit_gross", grosses[0])):
            found[place] = (found[place][0], field, amounts.TOLD)
    return found


def _is_price(column: Column) -> bool:
    header, field, _sure = column
    return field in _PRICES or (field is None and any(one in _PRICES for one, _ in meanings(header)))


def without_items(columns: Sequence[Column]) -> list[Column]:
    """A price beside the amount of the document, and nothing else that an item has: an instalment or a sum of whatever kind,
    which makes no item."""
    fields = {field for _, field, _ in columns}
    if not fields & amounts.AMOUNTS or fields & (
        (LINE.keys() | ARTICLE.keys()) - {*_PRICES, "line_unit_gross", "tax_rate"}
    ):
        return list(columns)
    return [(header, None if field in _PRICES else field, sure) for header, field, sure in columns]
