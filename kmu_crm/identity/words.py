"""What one record says, in the spellings that matching compares. Nothing here looks at a second record."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from sqlite3 import Connection
from typing import Any, NamedTuple

from kmu_crm.fields import address, company, email, name, text
from kmu_crm.identity import couples
from kmu_crm.store import record_key

MAILS, PHONES, PLACES = 3, 3, 2


class Words(NamedTuple):
    """Empty text and empty tuples where the record says nothing."""

    record: int
    source: int
    own: bool  # the source is a list of the business's own
    numbered: bool
    numbers: tuple[str, str]  # the key in its source where that is a number, and a customer number named besides
    days: tuple[str, str]  # first and last fact
    firm: bool  # names one, or writes from a host of its own: which may be one's, see `Spread.at_firm`
    core: str  # the firm's name without form and filler, words in order
    form: str
    marks: str
    given: str  # of a couple both: “max und maria”, in the order of the alphabet
    family: str
    gender: str  # f, m
    generation: str  # sen, jun
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
    person_shown: str
    company_shown: str
    place_shown: str

    @property
    def called(self) -> str:
        """The words of the firm's or the person's whole name in the order of the alphabet: a list that calls everybody
        “Kunde” takes Blumen Risse for a person. Empty where it is one word alone."""
        names = _plain_name(self.core)[0].split() if self.core else f"{self.given} {self.family}".split()
        return " ".join(sorted(names)) if len(names) > 1 else ""


COLUMNS = (
    "kind, salutation, given_name, family_name, full_name, company, email, phone, street, postcode, city,"
    " birth_date, vat_id, iban, customer_number, more, department, attributes"
)
LIVE = (
    "SELECT record_id FROM party WHERE current = 1 AND kind NOT IN ('collective', 'correspondent')"
    " UNION SELECT record_id FROM fact WHERE current = 1"
    " AND record_id NOT IN (SELECT record_id FROM party WHERE current = 1 AND kind = 'correspondent')"
    f" AND record_id NOT IN ({record_key.COLLECTIVE})"
    " AND record_id IS NOT NULL"
)


def of(db: Connection, records: Iterable[int] | None, public: frozenset[str]) -> Iterator[Words]:
    """The words of these records, or of all, by record number; those without a current party version are left out, as
    are correspondents, who take no part in matching.

    `public` are further mail hosts that many unrelated people use, as the model found them.
    """
    some = "" if records is None else "AND r.id IN (SELECT value FROM json_each(?))"
    wanted = () if records is None else (json.dumps(sorted(records)),)
    named = ", ".join(f"p.{column.strip()}" for column in COLUMNS.split(","))
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
        yield _words(row, public)


def typed(record: int, said: Mapping[str, str | None], public: frozenset[str]) -> Words:
    """The words of somebody who is no record yet, by `COLUMNS`."""
    cells = (said.get(column.strip()) for column in COLUMNS.split(","))
    return _words((record, 0, False, "", *cells, None, None), public)


def _words(row: tuple[Any, ...], public: frozenset[str]) -> Words:
    record, source, own, key, kind, salutation, given, family, full, firm, mail, phone = row[:12]
    street, postcode, city, birth, vat, iban, number, more, department, attributes, first, last = row[12:]
    given, family, firm = _named(kind, given or "", family or "", full or "", firm or "")
    if family and not (given or firm):  # “Leitung Frau Berg” and “Küche Frau Berg” are two
        given = department or ""
    extra = json.loads(more) if more else {}
    mails = _first(MAILS, mail, extra.get("emails", ()))
    places = _places((street, postcode, city), extra.get("addresses", ()))
    first_name, surname = couples.taken_apart(given, family)
    given_plain, generation = _plain_name(first_name)
    family_plain, other_generation = _plain_name(surname)
    core, form, marks = _firm(firm)
    return Words(
        record,
        source,
        bool(own),
        bool(own_number := record_key.number(key)),
        (own_number, number or ""),
        (first or "", last or ""),
        bool(core) or (not birth and any(_own_host(mail, public) or names_trade(mail) for mail in mails)),
        core,
        form,
        marks,
        given_plain,
        family_plain,
        _gender(salutation or ""),
        generation or other_generation,
        birth or "",
        vat or "",
        iban or "",
        _civil(attributes or ""),
        mails,
        _first(PHONES, phone, extra.get("phones", ())),
        tuple(_street(street) for street, _, _ in places),
        tuple(f"{_code(postcode)}|{_street(street)}" if postcode and street else "" for street, postcode, _ in places),
        tuple(_code(postcode) for _, postcode, _ in places),
        tuple(_city(city) for _, _, city in places),
        " ".join(part for part in (given, family) if part),
        firm,
        ", ".join(part for part in (street, " ".join(part for part in (postcode, city) if part)) if part),
    )


def _named(kind: str, given: str, family: str, full: str, firm: str) -> tuple[str, str, str]:
    """Given name, surname and firm, in whichever column they stand."""
    if not (firm or given) and company.looks_like_company(family):
        return "", "", family
    if given or family or firm or not full:
        return given, family, firm
    if kind == "company" or company.looks_like_company(full):
        return "", "", full
    return (*_split(full), "")


def _civil(attributes: str) -> str:
    """In a column of its own, which no field of this program is for: the social security number, the tax file number."""
    if not _MAYBE_CIVIL.search(attributes):  # before reading it: most rows have columns of their own, few this one
        return ""
    named = (str(value) for column, value in json.loads(attributes).items() if _CIVIL.search(text.fold(column)))
    found = ("".join(filter(str.isalnum, value)).lower() for value in named)
    return next((value for value in found if sum(map(str.isdigit, value)) >= 6), "")


_MAYBE_CIVIL = re.compile(r"soc|ssn|sv|rv|ahv|avs|sozial|renten|steuer|codice|tax", re.I)
_CIVIL = re.compile(
    r"\bsoc(?:ial)? sec(?:urity)?\b|\bssn\b|\b(?:ahv|avs)\b|\bsvnr\b|\bcodice fiscale\b|\btax file n"
    r"|\b(?:sv|rv|sozialversicherungs?|rentenversicherungs?) ?(?:nr|no|nummer)\b"
    r"|\bsteuer ?id(?:entifikations)? ?(?:nr|nummer)?$"
)


def _places(first: tuple[str | None, ...], more: Iterable[Mapping[str, str]]) -> list[tuple[str, ...]]:
    """Street, postcode and town of each address that has any of them."""
    places = [first, *((one.get("street"), one.get("postcode"), one.get("city")) for one in more)]
    return [tuple(part or "" for part in place) for place in places if any(place)][:PLACES]


def _first(most: int, one: str | None, more: Iterable[str]) -> tuple[str, ...]:
    """Each once, in order; a relay of a market place is nobody's address."""
    values = dict.fromkeys(value for value in (one, *more) if value and not email.is_alias(value))
    return tuple(values)[:most]


@lru_cache(maxsize=100_000)
def _own_host(mail: str, public: frozenset[str]) -> bool:
    host = mail.rpartition("@")[2]
    return not email.is_public_host(host) and host not in public


@lru_cache(maxsize=100_000)
def names_trade(mail: str) -> bool:
    """born.landhandel@ a public host: a firm without a host of its own."""
    return company.looks_like_company(re.sub(r"[._-]", " ", mail.partition("@")[0]))


def host_label(host: str) -> str:
    """What a host is called, as a skeleton without hyphens: `bau-mueller.example` is `baumuller`."""
    return skeleton(text.fold(host.rpartition(".")[0]).replace(" ", ""))


@lru_cache(maxsize=100_000)
def _split(full: str) -> tuple[str, str]:
    parts = name.split(full)
    return parts.given or "", " ".join(part for part in (parts.family, parts.suffix) if part)


_GENERATION = re.compile(rf"\b(?:({name.SENIOR})|({name.JUNIOR}))\b")  # wherever it stands: “Senior Huber”
_TITLES = re.compile(r"\b(?:dr|prof|dipl|ing|mag|med|phil|jur|rer nat|h c|mba|msc|bsc|lic|di|fh)\b")


@lru_cache(maxsize=200_000)
def _plain_name(written: str) -> tuple[str, str]:
    """The skeleton without titles; sen or jun."""
    before, generation, _ = name.generation(_with_lost_letters(written))
    folded = text.fold(before)
    if generation is None:
        found = _GENERATION.search(folded)
        generation = "" if found is None else ("sen" if found[1] else "jun")
    bare = " ".join(_TITLES.sub(" ", _GENERATION.sub(" ", folded)).split())
    return skeleton(bare), generation


def _with_lost_letters(written: str) -> str:
    """Ay?e went through a program that does not know the ş: a letter stood there, and any is a slip away from the true one."""
    return _LOST.sub(LOST, written) if "?" in written or "\ufffd" in written else written


LOST = "ʘ"  # a letter of no name
_LOST = re.compile(r"(?:(?<=[^\W\d_])|^)[?\ufffd](?=[^\W\d_])")


def skeleton(folded: str) -> str:
    """Müller, Mueller and Muller in one spelling; used on both sides of every comparison, never shown."""
    return folded.replace("ae", "a").replace("oe", "o").replace("ue", "u")


@lru_cache(maxsize=100_000)
def _firm(written: str) -> tuple[str, str, str]:
    if not written:
        return "", "", ""
    written = _with_lost_letters(written)
    core = skeleton(text.fold(company.core(written))) or skeleton(text.fold(written))
    return (
        core,
        company.form_in_german(company.legal_form(written) or ""),
        " ".join(sorted(company.sister_marks(written))),
    )


@lru_cache(maxsize=100_000)
def _street(written: str) -> str:
    street, number = address.street_key(written)
    return f"{skeleton(street)} {number}".strip()


def _code(postcode: str) -> str:
    """Spreadsheets eat the zero of 01067."""
    return postcode.lstrip("0")


@lru_cache(maxsize=100_000)
def _city(written: str) -> str:
    return skeleton(text.fold(written)).split(" ")[0]


def _gender(salutation: str) -> str:
    return {"ms": "f", "mr": "m"}.get(name.salutation(salutation) or "", "")
