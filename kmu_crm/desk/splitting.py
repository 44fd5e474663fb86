"""What becomes of documents known by a customer number alone where a row of that number is taken out, in words."""

from collections.abc import Collection, Iterable
from sqlite3 import Connection

from kmu_crm.i18n import ngettext
from kmu_crm.identity import by_number, verdicts
from kmu_crm.identity.by_number import Bare


def told(db: Connection, profile: int, records: Collection[int]) -> str:
    """Where these records are taken out of a customer, before they are; empty where no such document is concerned. Raises
    NoSuchRecord."""
    return sentences(by_number.of(db, verdicts.members_of(db, profile)), records)


def sentences(found: Iterable[Bare], leaving: Collection[int]) -> str:
    """A line for each number."""
    lines = []
    for one in found:
        if one.is_left_by(leaving):
            lines.append(_staying(one))
        elif one.goes_with(leaving) and one.record not in leaving:
            lines.append(_going(one))
    return "\n".join(lines)


def _going(one: Bare) -> str:
    said = ngettext(
        "{n} document that names only the customer number {number} goes along.",
        "{n} documents that name only the customer number {number} go along.",
        one.documents,
    )
    return said.format(n=one.documents, number=one.number)


def _staying(one: Bare) -> str:
    said = ngettext(
        "{n} document that names only the customer number {number} stays: a record that stays bears the number too.",
        "{n} documents that name only the customer number {number} stay: a record that stays bears the number too.",
        one.documents,
    )
    return said.format(n=one.documents, number=one.number)
