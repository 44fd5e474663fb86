"""What one record says, in the spellings that matching compares. Nothing here looks at a second record."""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from operator import itemgetter
from sqlite3 import Connection
from typing import Any, NamedTuple

from kmu_crm.fields import email, nobody, text
from kmu_crm.identity import former, naming, spelled
from kmu_crm.identity.former import NOWHERE, Place, Reached
from kmu_crm.sources.recording import same_bearer
from kmu_crm.store import record_key

MAILS, PHONES, PLACES = 4, 4, 3


class Words(NamedTuple):
    """Empty text and empty tuples where the record says nothing. Where several values stand, those of earlier versions of
    the row come last."""

    record: int
    source: int
    own: bool  # the source is a list of the business's own
    numbered: bool
    numbers: tuple[str, str]  # the key in its source where that is a number, and a customer number named besides
    days: tuple[str, str]  # first and last fact
    firm: bool  # names one, or writes from a host of its own: which may be one's, see `Spread.at_firm`
    core: str  # this and what follows as in `Naming`
    form: str
    marks: str
    given: str
    family: str
    generation: str
    called: str
    person_shown: str
    company_shown: str
    gender: str  # f, m
    birth: str
    vat: str
    iban: str
    civil: str  # the number by which a state or an insurance knows this one person
    mails: tuple[str, ...]  # as written; the table compares their mailboxes
    phones: tuple[str, ...]
    streets: tuple[str, ...]
    places: tuple[str, ...]  # postcode and street together
    postcodes: tuple[str, ...]
    cities: tuple[str, ...]
    place_shown: str


COLUMNS = (
    "kind, salutation, given_name, family_name, full_name, company, email, phone, street, postcode, city,"
    " birth_date, vat_id, iban, customer_number, more, department, attributes"
)
_NAMES = [column.strip() for column in COLUMNS.split(",")]
_who = itemgetter(*(4 + _NAMES.index(column) for column in same_bearer.COLUMNS))
_LIVE = f"""
    SELECT record_id FROM party WHERE current = 1 AND kind NOT IN ('collective', 'correspondent') {{some}}
    UNION SELECT record_id FROM fact WHERE current = 1 AND record_id IS NOT NULL {{some}}
        AND record_id NOT IN (SELECT record_id FROM party WHERE current = 1 AND kind = 'correspondent')
        AND record_id NOT IN ({record_key.COLLECTIVE})"""


def live(db: Connection, records: Iterable[int] | None = None) -> list[int]:
    """Who is to have a profile, of these records or of all, by number."""
    some = "" if records is None else "AND record_id IN (SELECT value FROM json_each(:some))"
    wanted = {} if records is None else {"some": json.dumps(sorted(records))}
    return [record for (record,) in db.execute(_LIVE.format(some=some), wanted)]


def of(
    db: Connection, records: Collection[int] | None, public: frozenset[str], *, before: bool = True
) -> Iterator[Words]:
    """The words of these records, or of all, by record number; those without a current party version are left out, as
    are correspondents, who take no part in matching.

    `public` are further mail hosts that many unrelated people use, as the model found them. `before`: also where they were
    reached by earlier versions of their row.
    """
    once = former.of(db, records) if before else {}
    some = "" if records is None else "AND r.id IN (SELECT value FROM json_each(?))"
    wanted = () if records is None else (json.dumps(sorted(records)),)
    named = ", ".join(f"p.{column}" for column in _NAMES)
    rows = db.execute(
        f"SELECT r.id, r.source_id, s.system = 'list', r.key, {named},"
        " (SELECT min(day) FROM fact WHERE record_id = r.id AND current = 1 AND day > ''),"
        " (SELECT max(day) FROM fact WHERE record_id = r.id AND current = 1 AND day > '')"
        " FROM record AS r JOIN source AS s ON s.id = r.source_id JOIN party AS p"
        " ON p.id = (SELECT max(id) FROM party WHERE record_id = r.id AND current = 1)"
        f" WHERE p.kind <> 'correspondent' {some} ORDER BY r.id",
        wanted,
    )
    for row in rows:
        yield _words(row, public, former.reached(_who(row), once[row[0]]) if row[0] in once else NOWHERE)


def knowing(everybody: Iterable[Words], public: frozenset[str]) -> list[Words]:
    """As `of` gives them with these mail hosts, of words that were read without."""
    return [
        one._replace(firm=_is_firm(one.core, one.birth, one.mails, public)) if one.firm and not one.core else one
        for one in everybody
    ]


def typed(record: int, said: Mapping[str, str | None], public: frozenset[str]) -> Words:
    """The words of somebody who is no record yet, by `COLUMNS`."""
    cells = map(said.get, _NAMES)
    return _words((record, 0, False, "", *cells, None, None), public)


def _words(row: tuple[Any, ...], public: frozenset[str], once: Reached = NOWHERE) -> Words:
    record, source, own, key, kind, salutation, given, family, full, firm, mail, phone = row[:12]
    street, postcode, city, birth, vat, iban, number, more, department, attributes, first, last = row[12:]
    named = naming.of(kind, given or "", family or "", full or "", firm or "", department or "")
    extra = json.loads(more) if more else {}
    mails = mails_of(mail, (*extra.get("emails", ()), *once.mails))
    own_number = record_key.number(key)
    homes = ((street or "", postcode or "", city or ""), *map(former.place, extra.get("addresses", ())), *once.places)
    if not (named.core or named.given or named.family):
        homes = (_home_of_nobody(homes[0]), *map(_home_of_nobody, homes[1:]))
    return Words(
        record,
        source,
        bool(own),
        bool(own_number),
        (own_number, number or ""),
        (first or "", last or ""),
        _is_firm(named.core, birth or "", mails, public),
        *named,
        spelled.gender(salutation) if salutation else "",
        birth or "",
        vat or "",
        iban or "",
        _civil(attributes) if attributes else "",
        mails,
        _first(PHONES, phone, (*extra.get("phones", ()), *once.phones)),
        *_places(*homes),
    )


def mails_of(one: str | None, more: Iterable[str]) -> tuple[str, ...]:
    """A relay of a market place is nobody's address, nor is that of an example."""
    return _first(MAILS, "" if one and _is_of_nobody(one) else one, [mail for mail in more if not _is_of_nobody(mail)])


def _is_of_nobody(mail: str) -> bool:
    return email.is_alias(mail) or nobody.is_mailbox(mail)


def _home_of_nobody(place: Place) -> Place:
    """Without the address of an example."""
    return ("", "", "") if nobody.is_street(place[0]) else place


def _first(most: int, one: str | None, more: Iterable[str]) -> tuple[str, ...]:
    """Each once, in order."""
    if not more:
        return (one,) if one else ()
    return tuple(dict.fromkeys(value for value in (one, *more) if value))[:most]


def _is_firm(core: str, birth: str, mails: Iterable[str], public: frozenset[str]) -> bool:
    if core or birth:
        return bool(core)
    return any(spelled.own_host(mail, public) or spelled.names_trade(mail) for mail in mails)


@lru_cache(maxsize=100_000)
def _places(
    first: Place, *more: Place
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...], str]:
    """Of each address that has any part the street, postcode with street, postcode and town; and all as they are shown."""
    told: dict[tuple[str, str, str, bool], str] = {}
    for street, postcode, city in (first, *more):
        said = (spelled.street(street), spelled.code(postcode), spelled.city(city), bool(street and postcode))
        shown = ", ".join(part for part in (street, f"{postcode} {city}".strip()) if part)
        if shown and len(told) < PLACES:
            told.setdefault(said, shown)
    return (
        tuple(street for street, _, _, _ in told),
        tuple(f"{code}|{street}" if whole else "" for street, code, _, whole in told),
        tuple(code for _, code, _, _ in told),
        tuple(city for _, _, city, _ in told),
        "; ".join(told.values()),
    )


def _civil(attributes: str) -> str:
    """In a column of its own, which no field of this program is for: the social security number, the tax file number."""
    lowered = attributes.lower()
    if not any(part in lowered for part in _MAYBE_CIVIL):  # before reading it: most rows have columns of their own
        return ""
    named = (str(value) for column, value in json.loads(attributes).items() if _CIVIL.search(text.fold(column)))
    found = ("".join(filter(str.isalnum, value)).lower() for value in named)
    return next((value for value in found if sum(map(str.isdigit, value)) >= 6), "")


_MAYBE_CIVIL = ("soc", "ssn", "sv", "rv", "ahv", "avs", "sozial", "renten", "steuer", "codice", "tax")
_CIVIL = re.compile(
    r"\bsoc(?:ial)? sec(?:urity)?\b|\bssn\b|\b(?:ahv|avs)\b|\bsvnr\b|\bcodice fiscale\b|\btax file n"
    r"|\b(?:sv|rv|sozialversicherungs?|rentenversicherungs?) ?(?:nr|no|nummer)\b"
    r"|\bsteuer ?id(?:entifikations)? ?(?:nr|nummer)?$"
)
