"""How long contracts run: where a list tells no end of one, it is the last day of its term. What the list says of term and renewal is
kept as it was written, with the unit that the heading names."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from kmu_crm.fields import day, period
from kmu_crm.fields.text import clean, is_empty
from kmu_crm.sources.mapping import contracts
from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.sheets import Sheet
from kmu_crm.sources.recording.people import as_json
from kmu_crm.sources.recording.problems import TERM_IN_MONTHS, TERM_UNREAD, Problem
from kmu_crm.sources.recording.values import Values

# “gekündigt zum 31.12.2025” in a state, or above a column of days: until when it runs; “gekündigt am”: when notice was given.
_GIVEN_UP = re.compile(
    r"(?:gek(?:ü|ue)ndigt|k(?:ü|ue)ndigung|cancell?ed|terminated)\W*(zum|per|auf|to|as of|effective|am|vom|on|at)?\W*(?:den )?(\d.*)?",
    re.IGNORECASE,
)
_TO = {"zum", "per", "auf", "to", "as of", "effective"}
CANCELLED, UNTIL = "contract_cancelled", "contract_until"  # what is kept of both, ISO days


class Terms:
    """Of a list of contracts."""

    def __init__(self, sheet: Sheet, columns: Sequence[MappedColumn]):
        found = columns if sheet.kind == "contracts" else ()
        self._term = next((one for one in found if one.field == contracts.TERM), None)
        self._end = next((one for one in found if one.field == "due"), None)
        self._kept = [one for one in found if one.field in (contracts.TERM, contracts.RENEWAL)]
        self._status = next((one for one in found if one.field == "status"), None)
        self._cancelled = next((one for one in found if one.field == "cancelled_at"), None)
        self._dayfirst = sheet.dayfirst
        self._notice = next((one for one in found if one.field == "text" and contracts.is_notice(one.header)), None)

    def tell(self, values: Values, heads: Block) -> None:
        """Adds the ends that follow from a term, and what is kept of term, renewal and notice."""
        if self._notice:
            values["text"] = [_with_unit(self._notice, str(one)) if one else None for one in values["text"]]
        given_up = self._given_up(values, heads)
        if self._kept or given_up:
            said = values.get(":attributes") or [None] * len(heads.rows)
            values[":attributes"] = [
                self._with_terms(one, heads, place, given_up.get(place, {})) for place, one in enumerate(said)
            ]
        if self._term:
            days = values.get("day") or values.get("at:day") or [None] * len(heads.rows)
            ends = values.get("due") or [None] * len(heads.rows)
            values["due"] = [
                end or (self._ends(heads, place, str(begins)) if begins else None)
                for place, (end, begins) in enumerate(zip(ends, days, strict=True))
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

    def _given_up(self, values: Values, heads: Block) -> dict[int, dict[str, str]]:
        """Place of a row -> when notice was given, or until when the contract runs; a state that says so is read as given up."""
        found: dict[int, dict[str, str]] = {}
        if self._cancelled:
            key = _key(_GIVEN_UP.match(self._cancelled.header))
            found = {place: {key: str(at)[:10]} for place, at in enumerate(values["cancelled_at"]) if at}
        if self._status:
            states, style = list(values["status"]), day.Style(self._dayfirst)
            for place, cell in enumerate(heads.columns[self._status.index]):
                if (said := _GIVEN_UP.fullmatch(cell.strip())) and said[2]:
                    states[place] = "gekündigt"
                    if on := day.read_date(said[2], style).value:
                        found.setdefault(place, {})[_key(said)] = str(on)
            values["status"] = states
        return found

    def _with_terms(self, attributes: str | None, heads: Block, place: int, given_up: dict[str, str]) -> str | None:
        said: dict[str, Any] = (json.loads(attributes) if attributes else {}) | given_up
        for column in self._kept:
            if cell := clean(heads.columns[column.index][place]):
                said[column.field] = _with_unit(column, cell)
        return as_json(said) if said else None


def _key(said: re.Match[str] | None) -> str:
    return UNTIL if said and (said[1] or "").lower() in _TO else CANCELLED


def _with_unit(column: MappedColumn, cell: str) -> str:
    """A bare number under “Laufzeit (Jahre)” with what it counts, else the cell as it is."""
    of_heading = period.unit_of(column.header)
    found = period.read(cell, of_heading) if of_heading and period.is_bare(cell) else None
    return f"{found.n} {found.unit}" if found else cell
