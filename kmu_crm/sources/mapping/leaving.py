"""Files of people who left, where only the file's name says so: “Newsletter abgemeldet”, “Bounces”, “Werbewiderspruch”."""

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import NamedTuple

from kmu_crm.sources.mapping import contacting, turned
from kmu_crm.sources.mapping.fitting import Column
from kmu_crm.sources.mapping.sheets import Sheet
from kmu_crm.sources.mapping.vocabulary import ATTRIBUTE, CONSENT, IGNORED, NAMING
from kmu_crm.sources.reading.tables import Table

CLEAR, LEFT, MAYBE = 3, 2, 1  # of advertising alone; of whatever one can leave; of much else, too
ADDRESSES_AT_MOST = 3  # columns of other things in a list of addresses: a day, a reason, a list's name

# In German, English, French and Italian, folded; the state in the ledger, and how much the words can mean.
_WORDS = (
    (
        "general",
        CLEAR,
        r"werbe?(widerspr|sperr|stopp?|verbot|verweiger)\w*|werbung (widersprochen|unerwuenscht|abgelehnt)|kein\w* werb\w+"
        r"|widerspr\w* (gegen )?(die )?werb\w+|robinson ?(liste?)?|robinson\w*|(bitte )?nicht (mehr )?(kontaktieren|anschreiben|bewerben)"
        r"|do not contact|no advertis\w*|pas de publicite|niente pubblicita|verstorbene?n?|deceased|decedes?|decedut[io]",
    ),
    (
        "withdrawn",
        CLEAR,
        r"unsub\w*|opt ?outs?|opted out|desinscri\w*|desabonn\w*|disiscri\w*|do not e ?mail|newsletter ?(stopp?|nein|kuendig\w*)"
        r"|newsletter gekuendigt\w*|(kein\w*|no) (newsletter|e?mails?|e mails?|mailings?)",
    ),
    (
        "withdrawn",
        LEFT,
        r"(newsletter|nl|mailing)?(abmeld|abbestell|ausgetragen|austragung)\w*|abgemeldete?[nr]?|(black|block) ?list\w*|sperrlisten?"
        r"|suppress\w*|widersprueche?n?|widerspruch|widersprochen|liste noire|lista nera|cancellati|spam ?(beschwerde|complaint)\w*",
    ),
    (
        "bounced",
        LEFT,
        r"(hard ?)?bounce[sdr]?|bounceliste?|^cleaned (members|email|audience|segment)|unzustellbare?r?|nicht zustellbar\w*|undeliver\w*",
    ),
    (
        "withdrawn",
        MAYBE,
        r"gesperrte?[nr]?|blockierte?[nr]?|blocked|inaktive?[nr]?|inactive|geloeschte?[nr]?|loesch\w+|deleted|gekuendigte?[nr]?"
        r"|kuendig\w+|ausgetretene?n?|widerruf\w*|complain\w*|ungueltige?r?",
    ),
)
_SHAPES = tuple((state, strength, re.compile(rf"\b({words})\b")) for state, strength, words in _WORDS)
_OF_NEWSLETTERS = re.compile(
    r"\b(newsletter\w*|nl|mailings?|mail ?chimp|clever ?reach|brevo|sendinblue|rapid ?mail|mail ?poet)\b"
)
_TOOLS = re.compile(r"^(unsubscribed|cleaned) .*\bexport\b.*")  # whatever the list is called that it exports
_DENIED = re.compile(
    r"\b(ohne|sans|senza|without|except\w*|exkl\w*|excl\w*|ausser|minus|abzueglich|abzgl|bereinigt\w*|entfernt|nonsub\w*"
    r"|(nicht|non|not|kein\w*)"
    r" (abgemeldet|abmeld|unsub|opt|bounce|gesperrt|sperr|black|widerspr|desin|disis|inaktiv|geloescht|verstorben)\w*)\b"
)
# What may stand beside such a word and changes nothing; numbers and days do neither.
_BESIDE = re.compile(
    r"newsletter\w*|nl|mailings?|listen?|liste|lists?|export\w*|download|members?|mitglieder|contacts?|kontakten?|kontakt|subscribers?"
    r"|abonnent\w*|empfaenger\w*|recipients?|audience|segment|e|e?mails?|adress\w*|e?mailadress\w*|addresses|kund\w{0,5}|customers?|clienti?"
    r"|clients?|personen|people|users?|alle[rn]?|all|aus|vom|von|der|die|des|den|stand|per|bis|am|im|neu\w?|aktuell|kopie|copy|csv|xlsx?|utf"
    r"|januar|februar|maerz|april|mai|juni|juli|august|september|oktober|november|dezember|mailchimp|chimp|cleverreach|clever"
    r"|reach|brevo|sendinblue|rapidmail|rapid|mailpoet|poet|klicktipp|klick|tipp|hubspot|mailerlite|shopify|tabelle|sheet|blatt|\w*\d\w*"
)
_SAYS_ELSE = CONSENT.keys() - {"consent_at", "consent_confirmed_at", "consent_proof"}  # row by row
_OF_AN_ADDRESS = {
    "email", "email2", "email3", "given_name", "family_name", "full_name", "display_name", "salutation", "title", "company", "language",
    "consent_at", "consent_confirmed_at", "consent_proof", "tags", "origin", "phone", "mobile", "birth_date", "hook_birthday",
}  # fmt: skip
_REFUSING = {"objection", "consent_refused", "consent_refused_phone", "consent_refused_post", "consent_withdrawn_at"}
_PHONES = {"phone", "phone2", "phone3", "mobile"}
PEOPLE = ("customers", "newsletter")


class Named(NamedTuple):
    """What a name says of everybody: a state of the ledger or `general`, and CLEAR, LEFT or MAYBE; `alone`: and nothing else."""

    state: str
    strength: int
    alone: bool


def by_name(name: str) -> Named | None:
    """What the name of a file or of a workbook's sheet says; None where it speaks of nobody who left, or says “ohne”."""
    said = turned.words(name)
    found = next(((state, strength) for state, strength, shape in _SHAPES if shape.search(said)), None)
    if found is None or _DENIED.search(said):
        return None
    state, strength = found
    if strength == LEFT and _OF_NEWSLETTERS.search(said):
        strength = CLEAR
    rest = _TOOLS.sub(" ", said)
    for _state, _strength, shape in _SHAPES:
        rest = shape.sub(" ", rest)
    return Named(state, strength, all(map(_BESIDE.fullmatch, rest.split())))


def everyone(sheet: Sheet, columns: Sequence[Column], table: Table) -> str:
    """The state of every row, where name and content leave no doubt; else nothing.

    Words that speak of advertising alone need people in the rows; others, such as “Abmeldungen”, which may be those of
    a club or a course, a list of addresses and little beside.
    """
    named = _named(table)
    if named is None or not named.alone or not _is_silent(sheet, columns):
        return ""
    fields = {field for _header, field, _sure in columns}
    if named.state != "general" and "email" not in fields:
        return ""
    sure = named.strength == CLEAR or (named.strength == LEFT and _are_addresses(sheet, columns))
    return named.state if sure else ""


def are_bare(columns: Sequence[Column], table: Table) -> bool:
    """Mail addresses without a heading, and nothing else that anybody understands."""
    fields = {field for _header, field, _sure in columns} - {None, ATTRIBUTE}
    return fields == {"email"} and not any(map(str.strip, table.raw_header))


def are_numbers(sheet: Sheet, fields: Iterable[str | None]) -> bool:
    """Numbers of customers and that they refuse, and nobody's name or address."""
    has = {field for field in fields if field}
    refuse = bool(has & _REFUSING) or sheet.consent_default in ("general", "withdrawn")
    return sheet.kind in PEOPLE and refuse and "external_id" in has and not has & (NAMING | _PHONES)


def is_doubtful(sheet: Sheet, columns: Sequence[Column], table: Table) -> bool:
    """Whether the name may say so, and a person has to."""
    named = _named(table)
    if named is None or not _is_silent(sheet, columns):
        return False
    return named.strength > MAYBE or (named.alone and _are_addresses(sheet, columns))


def _named(table: Table) -> Named | None:
    """By the workbook's sheet first; the file's name is that of all its sheets."""
    if table.sheet and (named := by_name(table.sheet)):
        return named
    named = by_name(PurePath(table.name).stem)
    return named._replace(alone=False) if named and table.other_sheets else named


def _is_silent(sheet: Sheet, columns: Sequence[Column]) -> bool:
    """A list of people in which no column says row by row who may be written to, or may say it."""
    if sheet.kind not in PEOPLE or any(field in _SAYS_ELSE for _header, field, _sure in columns):
        return False
    unread = [header for header, field, _sure in columns if field in (None, ATTRIBUTE)]
    return not any(contacting.is_about(header) or contacting.is_status(header) for header in unread)


def _are_addresses(sheet: Sheet, columns: Sequence[Column]) -> bool:
    fields = {field for _header, field, _sure in columns if field not in (None, ATTRIBUTE, IGNORED)}
    others = sum(field == ATTRIBUTE for _header, field, _sure in columns)
    return "email" in fields and (
        sheet.kind == "newsletter" or (fields <= _OF_AN_ADDRESS and others <= ADDRESSES_AT_MOST)
    )
