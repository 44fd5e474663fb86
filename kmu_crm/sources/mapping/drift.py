"""Columns of a known program's file whose headings are spelt otherwise than its sheet has them: understood by their words.

Only where no other column of the file says the same: nothing that the sheet knows gives way to what is guessed.
"""

from collections.abc import Iterator, Sequence, Set

from kmu_crm.sources.mapping import contents
from kmu_crm.sources.mapping.fitting import Column
from kmu_crm.sources.mapping.headings import SPELT, is_further, meanings, spelling
from kmu_crm.sources.mapping.sheets import Sheet, folded
from kmu_crm.sources.mapping.vocabulary import ATTRIBUTE, CONSENT, IGNORED, LINE, NAMING, PARTY

_PEOPLE = ("customers", "contacts", "newsletter")
_DOCUMENTS = ("orders", "invoices", "payments")
_PLACES = ("street", "house", "address", "postcode", "city", "country", "full_address")
_REACHED = {one for one in PARTY if one.startswith(("email", "phone", "mobile", *_PLACES))}
_FIRST = {one for one in _REACHED if not one.endswith("2") or one.startswith(("email", "phone"))}
_AMOUNTS, _DAYS = {"gross", "net"}, {"day", "at"}
_ALONE = (
    {"full_name", "display_name", "contact_name", "family_name"},
    _AMOUNTS,
    _DAYS,
    set(CONSENT),
)  # one of each group
_SEVERAL = {"email3", "phone3", "address_extra", "address_extra2", ATTRIBUTE, IGNORED}  # hold what several columns say
# Who somebody is, how they are reached, and what they allow; a status may be that of anything.
OF_PEOPLE = (
    NAMING | _REACHED | {one for one in CONSENT if one != "consent_status" and not one.endswith(("_at", "_proof"))}
)
OF_DOCUMENTS = NAMING | _FIRST | _AMOUNTS | _DAYS | {"currency"}


def sought(sheet: Sheet, has: Set[str | None]) -> Set[str]:
    """What a column that the sheet does not name may tell in such a file. What somebody writes themselves, and DATEV's fixed
    columns, are never half a format; a document's address says something only where the file names its customers."""
    if sheet.system == "list" or sheet.category or sheet.declined or sheet.file_kind:
        return set()
    if sheet.kind in _PEOPLE:
        return OF_PEOPLE
    if sheet.kind not in _DOCUMENTS:
        return set()
    amounts = set() if sheet.sum_lines or has & LINE.keys() & {"line_net", "line_gross"} else _AMOUNTS
    return (OF_DOCUMENTS if has & (NAMING | {"hook_name"}) else {"currency", *NAMING, *_AMOUNTS, *_DAYS}) - (
        _AMOUNTS - amounts
    )


def are_possible(sheet: Sheet, columns: Sequence[Column]) -> bool:
    """Saves reading cells for nothing."""
    return any(_meant(sheet, columns))


def add(sheet: Sheet, columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """`cells`: those of the first rows, column by column; a heading they contradict stays unread."""
    found = list(columns)
    for place, field, sure in _meant(sheet, columns):
        look = contents.shares(cells[place])
        has = {one for _header, one, _sure in found}
        if is_free(field, has) and not contents.contradicts(field, look) and contents.instead(field, look) == field:
            found[place] = (columns[place][0], field, sure)
    return tuple(found)


def _meant(sheet: Sheet, columns: Sequence[Column]) -> Iterator[tuple[int, str, float]]:
    has = {field for _header, field, _sure in columns}
    told = sought(sheet, has)
    if not told:
        return
    wanted = (told - CONSENT.keys()) | ({"birth_date", "vat_id"} if sheet.kind in _PEOPLE else set())
    own = {spelling(name): field for name, field in sheet.columns.items()}
    for place, (header, field, _sure) in enumerate(columns):
        own_field = sheet.keep and field == ATTRIBUTE and folded(header) not in sheet.columns
        if not (field is None or own_field) or not header.strip():
            continue
        named = own.get(spelling(header))
        said = [(named, SPELT)] if named else [] if is_further(header) else meanings(header)
        if said and (named or said[0][0] in wanted) and all(is_free(one, has) for one, _sure in said):
            yield place, *said[0]


def is_free(field: str, has: Set[str | None]) -> bool:
    """Whether no other column of the file tells that, or what goes without it."""
    if field in _SEVERAL:
        return True
    return field not in has and not any(field in group and has & group for group in _ALONE)
