"""Files of people who left, where only the file's name or a title in it says so: “Newsletter abgemeldet”, “Bounces”, “Opt-out”."""

from collections.abc import Iterable, Sequence
from pathlib import PurePath

from kmu_crm.fields import consent
from kmu_crm.sources.mapping import contacting, watching
from kmu_crm.sources.mapping.fitting import Column
from kmu_crm.sources.mapping.leaving_names import CLEAR, LEFT, MAYBE, Named, by_name
from kmu_crm.sources.mapping.sheets import NO_CALLS, NO_LETTERS, Sheet
from kmu_crm.sources.mapping.vocabulary import ATTRIBUTE, CONSENT, IGNORED, NAMING
from kmu_crm.sources.reading.tables import Table

ADDRESSES_AT_MOST = 3  # columns of other things in a list of addresses: a day, a reason, a list's name
_MOST = 0.5

_SAYS_ELSE = CONSENT.keys() - {"consent_at", "consent_confirmed_at", "consent_proof"}  # row by row
_OF_AN_ADDRESS = {
    "email", "email2", "email3", "given_name", "family_name", "full_name", "display_name", "salutation", "title", "company", "language",
    "consent_at", "consent_confirmed_at", "consent_proof", "tags", "origin", "phone", "mobile", "birth_date", "hook_birthday",
}  # fmt: skip
_REFUSING = {"objection", "consent_refused", "consent_refused_phone", "consent_refused_post", "consent_withdrawn_at"}
_ANSWERING = {"consent_email", "consent_phone", "consent_post", "consent_status", "consent_bounced"}
_PHONES = {"phone", "phone2", "phone3", "mobile"}
CALLING = NAMING | _PHONES
PEOPLE = ("customers", "newsletter")
# What has to be known of whom a name bars from one way.
_REACHED: dict[str, tuple[set[str], ...]] = {
    "general": (set(),), "withdrawn": ({"email"},), "bounced": ({"email"},),
    NO_CALLS: ({"phone"}, {"mobile"}, {"external_id"}), NO_LETTERS: ({"street", "postcode"}, {"full_address"}, {"external_id"}),
}  # fmt: skip


def everyone(sheet: Sheet, columns: Sequence[Column], table: Table) -> str:
    """The state of every row, where name and content leave no doubt; else nothing.

    Words that speak of advertising alone need people in the rows; others, such as “Abmeldungen”, which may be those of
    a club or a course, a list of addresses and little beside.
    """
    named = _named(table)
    if named is None or not named.alone or not _is_silent(sheet, columns):
        return ""
    fields = {field for _header, field, _sure in columns}
    if not any(one <= fields for one in _REACHED.get(named.state, ())):
        return ""
    sure = named.strength == CLEAR or (named.strength == LEFT and _are_addresses(sheet, columns))
    return named.state if sure else ""


def are_bare(columns: Sequence[Column], table: Table) -> bool:
    """Mail addresses without a heading, and nothing else that anybody understands."""
    fields = {field for _header, field, _sure in columns} - {None, ATTRIBUTE}
    return fields == {"email"} and not any(map(str.strip, table.raw_header))


def are_numbers(sheet: Sheet, columns: Iterable[tuple[str, str | None]]) -> bool:
    """Numbers of customers and a column in which they may refuse, and nobody's name or address. `columns`: headers, fields."""
    known = [(header, field or ATTRIBUTE) for header, field in columns if field != IGNORED]
    has = {field for _header, field in known}
    if sheet.kind not in PEOPLE or "external_id" not in has or has & (NAMING | _PHONES):
        return False
    refuse = has & (_REFUSING | _ANSWERING) or sheet.consent_default in ("general", "withdrawn", NO_CALLS, NO_LETTERS)
    return bool(refuse) or any(watching.may_say_no(header, field) for header, field in known)


def refuses(header: str, field: str, cells: Iterable[str]) -> bool:
    """Whether a column says no: by its heading, or in one of its cells."""
    if field in _REFUSING:
        return True
    if field in _ANSWERING:
        return any(consent.state(cell) in consent.REFUSED or consent.is_bounce(cell) for cell in cells)
    return watching.may_say_no(header, field) and any(map(watching.says_no, cells))


def never_joined(table: Table) -> bool:
    """Whether the newsletter tool says of everybody that they never subscribed (Mailchimp's “nonsubscribed”)."""
    return PurePath(table.name).stem.casefold().startswith("nonsubscribed")


def have_left(sheet: Sheet, columns: Sequence[Column], table: Table) -> bool:
    """Whether more than half of the rows of a newsletter tool's list tell the day of leaving, where no word at all would be a yes: whose
    day is missing there has not agreed."""
    days = [place for place, (_header, field, _sure) in enumerate(columns) if field == "consent_withdrawn_at"]
    if not days or sheet.kind != "newsletter" or sheet.consent_default != "claimed":
        return False
    rows = list(zip(*(table.sample()[place] for place in days), strict=True))
    return sum(any(map(str.strip, row)) for row in rows) > _MOST * len(rows)


def is_doubtful(sheet: Sheet, columns: Sequence[Column], table: Table) -> bool:
    """Whether the name may say so, and a person has to."""
    named = _named(table)
    if named is None or not _is_silent(sheet, columns):
        return False
    return named.strength > MAYBE or (named.alone and _are_addresses(sheet, columns))


def _named(table: Table) -> Named | None:
    """By the workbook's sheet first; then by the lines above the headings, or by the file's name, which is that of all its sheets."""
    if table.sheet and (named := by_name(table.sheet)):
        return named
    named = by_name(PurePath(table.name).stem)
    of_file = named._replace(alone=False) if named and table.other_sheets else named
    said = [*filter(None, map(by_name, table.preamble)), *([of_file] if of_file else [])]
    return max(said, key=lambda one: (one.alone, one.strength), default=None)


def _is_silent(sheet: Sheet, columns: Sequence[Column]) -> bool:
    """A list of people in which no column says row by row who may be written to, or may say it. A newsletter program tells the
    days of those who left in the list of all who did, too: there an empty cell contradicts no name."""
    says = _SAYS_ELSE - ({"consent_withdrawn_at"} if sheet.kind == "newsletter" and sheet.system != "list" else set())
    if sheet.kind not in PEOPLE or any(field in says for _header, field, _sure in columns):
        return False
    unread = [header for header, field, _sure in columns if field in (None, ATTRIBUTE)]
    return not any(contacting.is_about(header) or contacting.is_status(header) for header in unread)


def _are_addresses(sheet: Sheet, columns: Sequence[Column]) -> bool:
    fields = {field for _header, field, _sure in columns if field not in (None, ATTRIBUTE, IGNORED)}
    others = sum(field == ATTRIBUTE for _header, field, _sure in columns)
    return "email" in fields and (
        sheet.kind == "newsletter" or (fields <= _OF_AN_ADDRESS and others <= ADDRESSES_AT_MOST)
    )
