"""A format that a person names instead of having it recognised: whether a file can be one at all, and what it would need."""

import re

from kmu_crm.i18n import _
from kmu_crm.sources.mapping.sheets import Sheet, folded
from kmu_crm.sources.reading.tables import Table

_SHOWN = 8


def suits(sheet: Sheet, table: Table) -> bool:
    """Whether at least half of what the format is known by is there: one “Name” alone may be anything's."""
    headers = {folded(header) for header in table.header}
    head = [cell.strip().strip('"') for cell in table.head]
    if sheet.category and head and (sheet.category == "*" or head[2:3] == [sheet.category]):
        return True
    if sheet.category and not sheet.known_by:
        return False
    if sheet.positions and not sheet.category:
        return True
    if sheet.file_kind:
        return sheet.file_kind == table.kind
    if sheet.marks:
        return 2 * sum(any(re.search(mark, header) for header in headers) for mark in sheet.marks) >= sheet.least
    if sheet.known_by:
        return 2 * sum(not headers.isdisjoint(group) for group in sheet.known_by) >= len(sheet.known_by)
    return not headers.isdisjoint(sheet.columns)


def needed(sheet: Sheet) -> str:
    """The columns a file of that format has, for people."""
    groups = sheet.known_by or tuple((header,) for header in list(sheet.columns)[:_SHOWN])
    if not groups or (sheet.category and not sheet.known_by):
        return _("a first line in which DATEV says what the file holds")
    return ", ".join(" / ".join(_("“{text}”").format(text=header) for header in group[:2]) for group in groups)
