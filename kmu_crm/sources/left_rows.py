"""Rows that an import left out come back as a file of their own, mended: it goes on with the list they stood in."""

from collections.abc import Iterator

from kmu_crm.i18n import N_, _, everywhere
from kmu_crm.sources.reading.records import Rows
from kmu_crm.sources.reading.remarks import Findings
from kmu_crm.sources.reading.table import Table
from kmu_crm.sources.recording.problems import SENTENCES

LOOKED_AT = 200
HEADING = N_("Reason")


def heading() -> str:
    """Of the column that tells why each row was left out."""
    return _(HEADING)


def without_reasons(table: Table) -> Table:
    """A table as it came in; of rows left out without the column that this program added."""
    return _cut(table) if _tells_reasons(table) else table


def _tells_reasons(table: Table) -> bool:
    """Only this program's own words, in whatever language it wrote them, stand below the last heading: a list may have a
    column of that name, too."""
    if len(table.raw_header) < 2 or table.raw_header[-1].strip() not in everywhere(HEADING):
        return False
    told = {row[-1].strip() for row in table.first(LOOKED_AT)} - {""}
    return bool(told) and told <= frozenset().union(*map(everywhere, SENTENCES.values()))


def _cut(table: Table) -> Table:
    """Nor with the nameless columns before the last, for the cells of rows that had too many."""
    place = width = len(table.header) - 1
    while width > 1 and not table.raw_header[width - 1].strip():
        width -= 1
    records = table.records

    def cut(findings: Findings) -> Iterator[Rows]:
        return (([row[:place] for row in rows], lines) for rows, lines in records(findings))

    table.header, table.raw_header, table.kinds = table.header[:width], table.raw_header[:width], table.kinds[:width]
    table.optional = frozenset(one for one in table.optional if one < width)
    table.records = cut
    return table
