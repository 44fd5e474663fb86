"""Which rows of a list of people are leads."""

from collections.abc import Sequence

from kmu_crm.fields.text import fold
from kmu_crm.sources.mapping import turned
from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.leads import ANY_STATE, CUSTOMER, DONE, STATE
from kmu_crm.sources.recording.parties import Named

_OWN = {"external_id", "customer", "customer_number"}


class Leads:
    """`listed`: all rows are, but those with a customer's number, and those that became one; else those with a lead's state."""

    def __init__(self, columns: Sequence[MappedColumn], listed: bool):
        named = [(one.index, one.field, turned.words(one.header)) for one in columns]
        self._listed = listed
        self._of_leads = [index for index, _field, name in named if STATE.fullmatch(name)]
        self._states = [index for index, _field, name in named if ANY_STATE.fullmatch(name)]
        self._numbers = [index for index, field, name in named if field in _OWN and CUSTOMER.search(name)]

    def marked(self, named: Named, block: Block) -> Named:
        """The same, with what its rows in `block` say."""
        if not (self._listed or self._of_leads):
            return named
        pairs = zip(named.parties, named.at, strict=True)
        return named._replace(parties=[one.of_lead() if self._is_one(block.rows[i]) else one for one, i in pairs])

    def _is_one(self, cells: Sequence[str]) -> bool:
        if any(cells[index].strip() for index in self._numbers):
            return False
        if any(DONE.fullmatch(fold(cells[index])) for index in self._states):
            return False
        return self._listed or any(cells[index].strip() for index in self._of_leads)
