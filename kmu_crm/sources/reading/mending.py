"""Rows as a person wants them read: cells corrected by hand, and text that was decoded wrongly before set right."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from kmu_crm.sources.choices import REPAIR, Choice, Mend
from kmu_crm.sources.reading.cleaning import clean, set_right
from kmu_crm.sources.reading.remarks import Findings
from kmu_crm.sources.reading.sift import Batch


class Mending:
    """What is changed in the rows of a table before they are read."""

    def __init__(self, header: Sequence[str], choices: Iterable[Choice] = (), mends: Iterable[Mend] = ()):
        self._repairs = any(one.code == "mojibake" and one.action == REPAIR for one in choices)
        places = {name: place for place, name in enumerate(header)}
        self._cells: dict[int, dict[int, str]] = defaultdict(dict)
        for one in mends:
            if one.column in places:  # a mapping for another sheet may have left it behind
                self._cells[one.row][places[one.column]] = clean(one.text)

    def __bool__(self) -> bool:
        return self._repairs or bool(self._cells)

    @property
    def corrected(self) -> Mapping[int, Collection[int]]:
        """The data rows with cells corrected by hand, and the places of those."""
        return self._cells

    def mend(self, batch: Batch, findings: Findings) -> Batch:
        """The rows as they shall be read; how many were changed is noted."""
        wanted = self._cells.keys() & set(batch.numbers) if self._cells else set()
        if not self._repairs and not wanted:
            return batch
        rows = [self._repaired(row, n, findings) for row, n in zip(batch.rows, batch.numbers, strict=True)]
        for place, number in enumerate(batch.numbers):
            if number in wanted:
                cells = list(rows[place])
                for at, text in self._cells[number].items():
                    cells[at] = text
                    findings.note("mended_by_hand")
                rows[place] = tuple(cells)
        return batch._replace(rows=rows)

    def _repaired(self, row: tuple[str, ...], number: int, findings: Findings) -> tuple[str, ...]:
        if not self._repairs or "".join(row).isascii():
            return row
        found = tuple(map(set_right, row))
        if found != row:
            findings.note("mojibake_repaired", row=number)
        return found
