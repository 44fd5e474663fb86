"""Documents of days to come: an invoice may be written ahead, and no figure knows it until then."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from kmu_crm.sources.mapping import ahead, kinds
from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.sheets import Sheet
from kmu_crm.sources.recording.problems import AHEAD, Problem


class DaysAhead:
    """`today`: the day of the run."""

    def __init__(self, sheet: Sheet, columns: Sequence[MappedColumn], today: date):
        of_day = (one.header for one in columns if one.field in ahead.DATED and sheet.kind in kinds.DOCUMENTS)
        self._header = next(of_day, "")
        self._latest = (today + timedelta(days=ahead.NOT)).isoformat()

    def told(self, heads: Block, values: Mapping[str, Sequence[Any]], keep: Sequence[bool]) -> Iterator[Problem]:
        days = values.get("day") or values.get("at:day") or ()
        if self._header and max(filter(None, days), default="") > self._latest:
            for number, day, kept in zip(heads.numbers, days, keep, strict=False):
                if kept and day and day > self._latest:
                    yield AHEAD, self._header, number
