"""Typing in: the program's own forms are a source like any other, and what people put right is a decision."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from sqlite3 import Connection
from typing import Any
from uuid import uuid4

from kmu_crm.consent import unheard
from kmu_crm.decisions import journal, tasks
from kmu_crm.desk import correcting, permitting, wording
from kmu_crm.desk.derive import followed, key_date
from kmu_crm.errors import KmuError
from kmu_crm.fields import duration
from kmu_crm.fields import text as plain
from kmu_crm.fields.reading import reader_for
from kmu_crm.i18n import N_, _
from kmu_crm.identity.verdicts import profile_of, records_of
from kmu_crm.profiles import build
from kmu_crm.profiles.golden import FIELDS
from kmu_crm.progress import SILENT, Progress
from kmu_crm.sales.calls import outcomes
from kmu_crm.sources.mapping.titles import is_titled, title
from kmu_crm.sources.mapping.vocabulary import FACT, PARTY, kind_of
from kmu_crm.sources.recording import people
from kmu_crm.sources.recording.ledger import Ledger
from kmu_crm.sources.recording.shapes import FactRow, PartyRow
from kmu_crm.store.transaction import transaction

CONTACTS = ("note", "call", "email", "appointment", "visit", "complaint")
KINDS = ("customer", *CONTACTS)
CONTENT = ("day", "at", "due", "gross", "net", "tax", "shipping", "currency", "status", "channel", "subject", "text", "outcome", "author",
           "minutes", "score", "score2")  # fmt: skip


class BadEntry(KmuError):
    """`field`: its key, `title`: what it is called."""

    text = N_("“{title}” cannot be “{value}”.")
    advice = N_("Correct the entry.")
    code = "bad_entry"


class UnknownEntry(KmuError):
    text = N_("“{word}” cannot be typed in here; possible: {known}.")
    code = "unknown_entry"


def new(db: Connection, kind: str, values: Mapping[str, str], progress: Progress = SILENT) -> dict[str, Any]:
    """A customer or something that happened (`profile` names whom it concerns), as a record of our own; derived at
    once; “no more calls” is an objection, too. Raises UnknownEntry, BadEntry, UnknownOutcome, NoSuchRecord."""
    if kind not in KINDS:
        raise UnknownEntry(word=kind, known=_kinds(KINDS))
    read = _read(kind, values)
    with followed(db, progress):
        ledger = _ledger(db)
        made = _customer(ledger, read) if kind == "customer" else _fact(db, ledger, kind, read, profile_in(values))
        if kind == "call" and read.get("outcome") == outcomes.NO_MORE_CALLS:
            author = values.get("author") or _("Entered by hand")
            whose = profile_of(db, made["record_id"]) or made["record_id"]
            made["refusals"] = permitting.refuse_calls(db, whose, author)
        return made


def correct(db: Connection, profile: int, field: str, value: str, author: str) -> int:
    """As `correct_all`, for one value."""
    return correct_all(db, profile, {field: value}, author)[0]


def correct_all(db: Connection, profile: int, values: Mapping[str, str], author: str) -> list[int]:
    """These values of one customer are right, whatever a later import says; an empty value means there is none. All or none;
    the numbers of the decisions. Raises BadEntry, UnknownEntry, NoSuchRecord."""
    with followed(db):
        return correcting.write(db, correcting.about(db, profile), _right(values), author)


def correct_merged(
    db: Connection, profiles: Sequence[int], values: Mapping[str, str], author: str, merge: int
) -> list[int]:
    """As `correct_all`, for the customer whom the decision `merge` makes of several; all are drawn with the next derive, and
    the values go with that decision."""
    with transaction(db):
        return correcting.write(db, correcting.about(db, *profiles), _right(values), author, {"merge": merge})


def _right(values: Mapping[str, str]) -> dict[str, str]:
    if unknown := next((field for field in values if field not in FIELDS), None):
        raise UnknownEntry(word=unknown, known=_fields(FIELDS))
    return {field: cleaned(field, value) if value else "" for field, value in values.items()}


def tag(db: Connection, profile: int, text: str, author: str) -> int:
    """Raises BadEntry for an empty tag, NoSuchRecord."""
    return tag_all(db, [profile], text, author)[0]


def tag_all(db: Connection, profiles: Sequence[int], text: str, author: str) -> list[int]:
    """The same tag for many customers; the numbers of the decisions. Raises BadEntry for an empty tag."""
    said = plain.clean(text)
    if not said:
        raise BadEntry(field=_("Tag"), title=_("Tag"), value=text)
    with transaction(db):
        return [_decide(db, one, "tag", {"tag": said}, author) for one in profiles]


def untag(db: Connection, profile: int, text: str, author: str) -> int:
    return _decide(db, profile, "untag", {"tag": text.strip()}, author)


def looked(db: Connection, profile: int, author: str) -> int:
    """What may be a no of this customer is none: lists wait no longer, until new words come in. Raises NoSuchRecord."""
    return _decide(db, profile, unheard.LOOKED, {}, author)


def task(db: Connection, profile: int, text: str, due: str, author: str) -> int:
    """Something to do for a customer until a day; it stands until it is revoked. Raises BadEntry, NoSuchRecord."""
    said = plain.clean(text)
    if not said:
        raise BadEntry(field=_("Task"), title=_("Task"), value=text)
    what = {"text": said, "due": cleaned("due", due), "seen": tasks.newest_fact(db)}
    return _decide(db, profile, tasks.TASK, what, author)


def log(
    db: Connection,
    profile: int,
    kind: str,
    text: str,
    author: str,
    outcome: str = "",
    follow_up: str = "",
    more: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """A contact as it went, and the task that follows from it; `more`: further values by field, such as `at` and `minutes`. Raises
    UnknownEntry, BadEntry, NoSuchRecord."""
    if kind not in CONTACTS:
        raise UnknownEntry(word=kind, known=_kinds(CONTACTS))
    if not text.strip():
        raise BadEntry(field="text", title=_("Text"), value=text)
    with transaction(db):
        said = {**(more or {}), "profile": str(profile), "text": text, "outcome": outcome, "author": author}
        made = new(db, kind, said)
        decision = task(db, profile, text, follow_up, author) if follow_up else None
    return made | {"task": decision}


def _decide(db: Connection, profile: int, kind: str, what: Mapping[str, Any], author: str) -> int:
    with transaction(db):
        records = records_of(db, profile)
        number = journal.decide(db, kind, {"records": records, **what}, author)
        build.refresh(db, {found for record in records if (found := profile_of(db, record)) is not None})
    return number


def _read(kind: str, values: Mapping[str, str]) -> dict[str, Any]:
    known = PARTY if kind == "customer" else {name: FACT[name] for name in CONTENT}
    for field in values.keys() - known.keys() - {"profile"}:
        raise UnknownEntry(word=field, known=_fields(known))
    read = {field: cleaned(field, value) for field, value in values.items() if field != "profile" and value}
    return read | {"outcome": outcomes.code(read["outcome"])} if kind == "call" and "outcome" in read else read


def _fields(names: Iterable[str]) -> str:
    """As they are typed in, with what they are called."""
    return ", ".join(f"{name} ({title(name)})" if is_titled(name) else name for name in sorted(names))


def _kinds(names: Iterable[str]) -> str:
    return ", ".join(f"{name} ({_('Customer') if name == 'customer' else wording.kind(name)})" for name in names)


def to_edit(field: str, value: str) -> str:
    """A value as a form offers it: as people read it, where that means the same when it is typed, else as it is kept."""
    if field not in ("phone", "birth_date") or not value:
        return value
    shown = wording.value(field, value)
    try:
        return shown if cleaned(field, shown) == value else value
    except BadEntry:
        return value


def cleaned(field: str, value: str) -> str:
    """In normal form. Raises BadEntry."""
    reading = reader_for(kind_of(field), [value], dayfirst=True, unit=duration.MINUTES).read(value)
    if reading.value is None:
        raise BadEntry(field=field, title=title(field), value=value)
    return reading.value


def _customer(ledger: Ledger, read: dict[str, Any]) -> dict[str, Any]:
    party = people.party(read, {})
    if party is None:
        raise BadEntry(field=_("Name"), title=_("Name"), value="")
    key = f"~{uuid4().hex}"  # a row without a number of its own
    ledger.take_parties([PartyRow(key, party, 1, None)], own=False)
    return {"record_id": ledger.records.numbers([key])[key]}


def profile_in(values: Mapping[str, str]) -> int:
    """Whom something that is typed in concerns. Raises BadEntry."""
    profile = values.get("profile", "")
    if not profile.isdigit():
        raise BadEntry(field="profile", title=_("Customer"), value=profile)
    return int(profile)


def _fact(db: Connection, ledger: Ledger, kind: str, read: dict[str, Any], profile: int) -> dict[str, Any]:
    record = min(records_of(db, profile))
    if not (read.get("day") or read.get("at")):
        read |= _when(db)
    read.setdefault("day", str(read.get("at"))[:10])
    key = uuid4().hex
    ledger.take_facts(
        [FactRow(kind, key, record, None, None, (*(read.get(name) for name in CONTENT), None), (), 1, None)]
    )
    (number,) = db.execute(
        "UPDATE fact SET noted_at = ? WHERE key = ? AND kind = ? RETURNING id", (journal.now(), key, kind)
    ).fetchone()
    return {"fact_id": number, "record_id": record}


def _when(db: Connection) -> dict[str, str]:
    """Now; where the file's key date is set to another day, on that day: its figures and lists speak of it."""
    day = key_date(db)
    return {"day": day, "at": journal.now()} if day == date.today().isoformat() else {"day": day}


def _ledger(db: Connection) -> Ledger:
    """All entries by hand belong to one standing import of our own source."""
    db.execute(
        "INSERT OR IGNORE INTO source (system, account, title) VALUES ('kmu_crm', '', ?)", (_("Entered by hand"),)
    )
    (source,) = db.execute("SELECT id FROM source WHERE system = 'kmu_crm'").fetchone()
    row = db.execute("SELECT id FROM import WHERE source_id = ?", (source,)).fetchone()
    if row is None:
        made = db.execute(
            "INSERT INTO import (source_id, file, sha256, format, mapping, confidence, at, state, rows, new, updated,"
            " unchanged, refused, seconds)"
            " VALUES (?, ?, '', 'entry', '{}', 1, ?, 'done', 0, 0, 0, 0, 0, 0)",
            (source, _("Entered by hand"), journal.now()),
        )
        return Ledger(db, int(made.lastrowid or 0), source, "invoice")
    return Ledger(db, int(row[0]), source, "invoice")
