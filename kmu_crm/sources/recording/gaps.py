"""What a list of documents lacks, so that some of them count in no revenue, twice, or the wrong way round."""

from collections.abc import Iterator, Sequence

from kmu_crm.sources.commonest import SALES
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.sheets import Sheet
from kmu_crm.sources.recording.problems import AMOUNTLESS, NET_GAP, NUMBERLESS, SIDES, UNDATED, Problem
from kmu_crm.sources.recording.shapes import UNSOLD, FactRow, place_of

_COSTS = {"gross", "net", "line_unit", "line_net", "line_gross"}
_DAY, *_AMOUNTS = map(place_of, ("day", "gross", "net", "tax", "status"))


class Gaps:
    """Knows the columns of one file."""

    def __init__(self, sheet: Sheet, columns: Sequence[MappedColumn]):
        fields = {one.field for one in columns}
        own = sheet.system == "list" and sheet.fact_kind in SALES
        self._day = next((one.header for one in columns if one.field in ("day", "at")), "")
        self._numberless = own and not fields & {"number", "fact_key"}
        self._amountless = own and "line_quantity" in fields and not fields & _COSTS
        self._columns = columns if own else ()

    def undated(self, facts: Sequence[FactRow]) -> Iterator[Problem]:
        """Whole documents that would count, had they a day."""
        yield from ((UNDATED, self._day, fact.row) for fact in facts if fact.values[_DAY] is None and _counts(fact))

    def closing(self) -> Iterator[Problem]:
        if self._numberless:
            yield NUMBERLESS, "", 0
        if self._amountless:
            yield AMOUNTLESS, "", 0
        yield from ((SIDES, one.header, 0) for one in self._columns if one.has_sides)


def without_net(facts: Sequence[FactRow], header: str) -> Iterator[Problem]:
    """What counts, and tells its gross amount alone; a document that it takes back may tell the tax."""
    for fact in facts:
        gross, net, tax, _ = (fact.values[place] for place in _AMOUNTS)
        if gross and net is None and tax is None and not fact.refers_to and _counts(fact):
            yield NET_GAP, header, fact.row


def _counts(fact: FactRow) -> bool:
    """Whether its amount, or that of its lines, is revenue or lowers it."""
    gross, net, _, status = (fact.values[place] for place in _AMOUNTS)
    said = gross or net or (fact.lines and gross is None and net is None)
    return bool(said) and status not in UNSOLD and fact.kind in SALES
