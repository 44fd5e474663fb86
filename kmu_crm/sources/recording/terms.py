"""How long contracts run: where a list tells no end of one, it is the last day of its term. What the list says of term and renewal is
kept as it was written, with the unit that the heading names."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from kmu_crm.fields import period
from kmu_crm.fields.text import clean, is_empty
from kmu_crm.sources.mapping import contracts
from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.sheets import Sheet
from kmu_crm.sources.recording.people import as_json
from kmu_crm.sources.recording.problems import TERM_IN_MONTHS, TERM_UNREAD, Problem
from kmu_crm.sources.recording.values import Values


class Terms:
    """Of a list of contracts."""

    def __init__(self, sheet: Sheet, columns: Sequence[MappedColumn]):
        found = columns if sheet.kind == "contracts" else ()
        self._term = next((one for one in found if one.field == contracts.TERM), None)
        self._end = next((one for one in found if one.field == "due"), None)
        self._kept = [one for one in found if one.field in (contracts.TERM, contracts.RENEWAL)]
        self._notice = next((one for one in found if one.field == "text" and contracts.is_notice(one.header)), None)

    def tell(self, values: Values, heads: Block) -> None:
        """Adds the ends that follow from a term, and what is kept of term, renewal and notice."""
        if self._notice:
            values["text"] = [_with_unit(self._notice, str(one)) if one else None for one in values["text"]]
        if self._kept:
            said = values.get(":attributes") or [None] * len(heads.rows)
            values[":attributes"] = [self._with_terms(one, heads, place) for place, one in enumerate(said)]
        if self._term:
            days = values.get("day") or values.get("at:day") or [None] * len(heads.rows)
            ends = values.get("due") or [None] * len(heads.rows)
            values["due"] = [
                end or (self._ends(heads, place, str(day)) if day else None)
                for place, (end, day) in enumerate(zip(ends, days, strict=True))
            ]

    def understands(self, column: MappedColumn, cell: str) -> bool:
        """Whether what is no day says that there is none: “unbefristet”."""
        return column is self._end and period.is_endless(cell)

    def problems(self, heads: Block, keep: Sequence[bool]) -> Iterator[Problem]:
        if self._term is None:
            return
        cells, of_heading = heads.columns[self._term.index], period.unit_of(self._term.header)
        for number, cell, kept in zip(heads.numbers, cells, keep, strict=False):
            if not kept or is_empty(cell) or period.is_endless(cell):
                continue
            if period.read(cell, of_heading) is None:
                yield TERM_UNREAD, self._term.header, number
            elif of_heading is None and period.is_bare(cell):
                yield TERM_IN_MONTHS, self._term.header, number

    def _ends(self, heads: Block, place: int, begins: str) -> str | None:
        """Where a column tells ends and says something else than nothing, nobody knows better."""
        told = heads.columns[self._end.index][place] if self._end else ""
        if self._term is None or not is_empty(told):
            return None
        term = period.read(heads.columns[self._term.index][place], period.unit_of(self._term.header))
        return period.last_day(begins, term) or None if term else None

    def _with_terms(self, attributes: str | None, heads: Block, place: int) -> str | None:
        said: dict[str, Any] = json.loads(attributes) if attributes else {}
        for column in self._kept:
            if cell := clean(heads.columns[column.index][place]):
                said[column.field] = _with_unit(column, cell)
        return as_json(said)


def _with_unit(column: MappedColumn, cell: str) -> str:
    """A bare number under “Laufzeit (Jahre)” with what it counts, else the cell as it is."""
    of_heading = period.unit_of(column.header)
    found = period.read(cell, of_heading) if of_heading and period.is_bare(cell) else None
    return f"{found.n} {found.unit}" if found else cell
