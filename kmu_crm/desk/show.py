"""All about one profile in one document: values with their origin, records, timeline, figures, consents."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from sqlite3 import Connection
from typing import Any

from kmu_crm.consent import ledger, permissions
from kmu_crm.consent.barred import Barred, barred
from kmu_crm.desk import looping, related
from kmu_crm.desk.derive import key_date
from kmu_crm.desk.dossier import waiting_words
from kmu_crm.desk.table import MONEY, money
from kmu_crm.identity import by_number
from kmu_crm.identity import queries as identity
from kmu_crm.identity.by_number import Bare
from kmu_crm.identity.verdicts import profile_of
from kmu_crm.outreach import people
from kmu_crm.profiles import build, contacts, golden, guests, precedence, queries, timeline
from kmu_crm.profiles.people_of import people_of
from kmu_crm.profiles.precedence import Why
from kmu_crm.profiles.word import Word, speaking
from kmu_crm.sales.health.lights import health
from kmu_crm.sales.leads import history
from kmu_crm.value.queries import figures


def show(db: Connection, number: int) -> dict[str, Any]:
    """Any record number leads to its profile. Raises NoSuchProfile."""
    profile = profile_of(db, number)
    if profile is None:
        raise queries.NoSuchProfile(number=number)
    row = queries.profile(db, profile)
    words = build.words_of(db, profile)
    (who,) = people.candidates(db, people.people(db, [profile]))
    relations, today = related.related(db, profile), key_date(db)
    bare = {one.record: one for one in by_number.of(db, [word.record for word in words])}
    touched, loops = contacts.contacts(timeline.tallies(db, profile, today)), looping.open_loops(db, profile)
    return {
        "profile_id": profile,
        "display_name": row["display_name"],
        "type": row["kind"],
        "guest": guests.is_guest(db, profile),
        "customer_numbers": str(row["customer_numbers"]).split("|") if row["customer_numbers"] else [],
        "tags": str(row["tags"]).split("|") if row["tags"] else [],
        "contacts": [one.name for one in people_of(words)] if row["kind"] == "company" else [],
        "fields": _fields(build.choices_of(db, words)),
        "records": [_record(word, bare.get(word.record)) for word in speaking(words)],
        "timeline": [_entry(entry, today) for entry in timeline.entries(db, profile, limit=10_000)],
        "figures": _figures(db, profile),
        "health": asdict(health(figures(db, profile), loops, touched.answered, today)),
        "last_contacts": {way: day for way, (day, _n) in touched.last.items()},
        "permissions": {channel: row[f"{channel}_ok"] for channel in ("email", "phone", "post")},
        "barred": _barred(barred(db, who, permissions.explain(db, who), today)),
        "consents": [asdict(event) for event in ledger.history(db, timeline.addresses_of(db, profile))],
        "lead": _lead(history.story(db, profile)),
        "unheard": waiting_words(db, who)[0],
        "relations": [asdict(one) for one in relations],
        "together": _together(related.together(db, profile, relations)),
        "why_one": [asdict(reason) for reason in identity.why_one(db, profile)],
    }


def _barred(found: Barred | None) -> dict[str, Any] | None:
    return asdict(found) | {"noes": dict(found.noes)} if found else None


def _lead(of: history.Story | None) -> dict[str, Any] | None:
    """The stage with the facts behind it and each step with its day; None for who never was a lead."""
    if of is None:
        return None
    steps = [{**asdict(step), "title": history.told(step)} for step in of.steps]
    asked = {"mql": of.mql, "sal": of.sal}
    return asdict(of.lead) | {"history": steps, "earned": [asdict(one) for one in of.earned], "asked": asked}


def _together(found: related.Together | None) -> dict[str, Any] | None:
    """What a company is worth with its people, a household as one; None where there is nobody else."""
    if found is None:
        return None
    return {name: money(value) if name in MONEY else value for name, value in asdict(found).items()}


def _fields(choices: Mapping[str, golden.Choice]) -> list[dict[str, Any]]:
    return [
        {
            "field": choice.field,
            "value": choice.value,
            "origin": _origin(choice.word, choice.field),
            "why": _why(choice.why),
            "others": [{"value": value} | _origin(word) for value, word in choice.others],
        }
        for choice in choices.values()
    ]


def _why(reason: Why | None) -> dict[str, str] | None:
    """The criterion, the kinds of sources that won and lost by it, and the sentence."""
    if reason is None:
        return None
    return {
        "code": reason.code, "winner": reason.winner, "loser": reason.loser, "text": precedence.sentence(reason)
    }  # fmt: skip


def _origin(word: Word | None, field: str = "") -> dict[str, Any]:
    if word is None:
        return {"system": "kmu_crm", "file": None, "row": None, "at": None}
    origin = {"system": word.system, "file": word.file, "row": word.row, "line": word.line, "at": word.at}
    return origin | {"by_hand": True} if word.is_mended(field) else origin


def _record(word: Word, bare: Bare | None) -> dict[str, Any]:
    """`documents`: how many name the customer by this number alone; None of a row of its own, which says more."""
    said = {name: value for name, value in word.values.items() if value not in (None, "", 0)}
    if bare is not None:
        said = {"customer_number": bare.number}
    return {
        "record_id": word.record,
        "documents": None if bare is None else bare.documents,
        "file": word.file if bare is None else bare.file,
        "row": word.row or None,
        "line": word.line,
        "system": word.system,
        "external_id": word.number,
        "says": said,
    }


def _entry(entry: timeline.Entry, today: str) -> dict[str, Any]:
    """Of a contract with the end that holds on the key date, and the last day to give notice to it."""
    found = {name: value for name, value in asdict(replace(entry, terms=None)).items() if value is not None}
    if of := entry.terms:
        said = {"term": of.term, "renewal": of.renewal, "ends": of.ends(today), "notice_until": of.notice_until(today)}
        found |= {name: text for name, text in said.items() if text}
    for name in ("amount_gross", "amount_net"):
        found[name] = money(getattr(entry, name))
    return {"at": entry.at, "kind": entry.kind, "reference": entry.reference, "currency": entry.currency} | found


def _figures(db: Connection, profile: int) -> dict[str, Any]:
    cursor = db.execute("SELECT * FROM figure WHERE profile_id = ?", (profile,))
    row = cursor.fetchone()
    if row is None:
        return {}
    named = dict(zip((column[0] for column in cursor.description), row, strict=True))
    if 0 < named["documents"] == named["unknown_net"]:  # no document tells its net amount: revenue is then not nought
        named |= dict.fromkeys(("revenue_net", "revenue_12m", "revenue_12m_before"))
    return {name: money(value) if name in MONEY else value for name, value in named.items()}
