"""Columns that somebody added to a program's file, to say who wants no advertising: they hold as in a list of one's own."""

import re
from collections.abc import Sequence

from kmu_crm.sources.mapping import contacting, contents, turned
from kmu_crm.sources.mapping.fitting import Column
from kmu_crm.sources.mapping.headings import SPELT, meanings
from kmu_crm.sources.mapping.sheets import Sheet, folded
from kmu_crm.sources.mapping.vocabulary import ATTRIBUTE

REFUSING = {
    "objection", "consent_refused", "consent_refused_phone", "consent_refused_post", "consent_withdrawn_at",
}  # fmt: skip
OF_PEOPLE = {"customers", "contacts", "newsletter"}
_OF_A_PURCHASE = re.compile(r"widerr|widerspr|abgem|storn")  # may be meant in other files: there they tell nothing


def are_possible(sheet: Sheet, columns: Sequence[Column]) -> bool:
    """Whether any column that the sheet does not know speaks of contacting people; saves reading cells for nothing."""
    if sheet.declined or sheet.file_kind or sheet.kind == "articles":
        return False
    return any(_is_unknown(sheet, column) and _may_say(sheet, column[0]) for column in columns)


def add(sheet: Sheet, columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """The sheet's columns, and beside them those that unmistakably refuse; one that only may stays an own field, and is told.

    `cells`: those of the first rows, column by column.
    """
    return tuple(
        (column[0], *_meant(sheet, column[0], cells[place])) if _is_unknown(sheet, column) else column
        for place, column in enumerate(columns)
    )


def _is_unknown(sheet: Sheet, column: Column) -> bool:
    header, field, _sure = column
    return field is None or (field == ATTRIBUTE and folded(header) not in sheet.columns)


def _may_say(sheet: Sheet, header: str) -> bool:
    told = contacting.is_about(header) or contacting.is_ending(header)
    return told or any(field in REFUSING for field in _by_name(sheet, header))


def _by_name(sheet: Sheet, header: str) -> list[str]:
    named = [field for field, _sure in meanings(header)]
    return [] if sheet.kind not in OF_PEOPLE and _OF_A_PURCHASE.search(folded(header)) else named


def _meant(sheet: Sheet, header: str, cells: Sequence[str]) -> tuple[str | None, float]:
    look = contents.shares(cells)
    locked = turned.field(header, cells)
    said = [locked] if locked else _by_name(sheet, header)[:1]
    for field in said:
        meant = contents.instead(field, look)
        if meant in REFUSING and not contents.contradicts(meant, look):
            return meant, SPELT
    unread = sheet.keep or contacting.is_unread(header, cells) or contacting.is_ending(header)
    return (ATTRIBUTE, 1.0) if unread else (None, 0.0)
