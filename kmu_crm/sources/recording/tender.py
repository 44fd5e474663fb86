"""The currency of documents: the list's, or what stands beside the amounts of a single one."""

from collections.abc import Sequence
from itertools import chain

from kmu_crm.fields import currency
from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.sheets import Sheet

_AMOUNTS = {
    "gross",
    "net",
    "tax",
    "shipping",
    "refunded",
    "line_unit",
    "line_unit_gross",
    "line_net",
    "line_gross",
    "line_shipping",
    "line_shipping_tax",
}


class Tender:
    """`own`: what amounts without a sign are in, '' where the list does not tell. `header`: where it stands."""

    def __init__(self, sheet: Sheet, columns: Sequence[MappedColumn]):
        self._columns = [one for one in columns if one.field in _AMOUNTS and one.signs.counts]
        named = [one.header for one in columns if one.field == "currency"]
        common = {one.signs.common for one in self._columns} - {""}
        told = currency.code(sheet.currency) or sheet.currency.upper()
        self.own = told or (common.pop() if len(common) == 1 and not named else "")
        totals = (one.header for one in columns if one.field in ("gross", "net"))
        self.header = next(chain(named, (one.header for one in self._columns), totals), "")
        self._single = any(one.signs.counts.keys() - {self.own} for one in self._columns)

    def fill(self, heads: Block, said: Sequence[str | None] | None) -> Sequence[str | None] | None:
        """The currencies of documents, by their first rows. `said`: what a column of its own tells, which counts before."""
        for column in self._columns if self._single else ():
            beside = column.signs.of(heads.columns[column.index])
            said = [one or other for one, other in zip(said, beside, strict=True)] if said else beside
        return said
