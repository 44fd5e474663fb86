"""The ledger: append-only. Permissions of an import can be taken back with it; a no never is, but for a slip of the hand."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from sqlite3 import Connection
from typing import Any
from uuid import uuid4

from kmu_crm.consent import addresses, moments, waiting
from kmu_crm.consent.statements import Event, Statement
from kmu_crm.consent.words import DOUBTED, EVERYTHING, PERMISSIONS, PURPOSES, SAID, Channel, one_of
from kmu_crm.decisions.journal import now
from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_, kept
from kmu_crm.store.transaction import transaction

_KIND = "consent"  # our rows in the table `confirmed`
_BATCH = 5_000


class NoAddress(KmuError):
    text = N_("“{address}” is not an address of this channel.")
    advice = N_("Check the spelling.")
    code = "no_address"


class NoEvidence(KmuError):
    text = N_("A consent needs its proof: where is it written that {address} agreed?")
    advice = N_("Name the form, the letter or the confirmation mail, and the day.")
    code = "no_evidence"


class NoMoment(KmuError):
    text = N_("“{at}” is not a day that a consent can have.")
    advice = N_("Write it as 2025-03-31; it cannot lie in the future.")
    code = "no_moment"


class NothingToTakeBack(KmuError):
    text = N_("Entry {number} is no consent noted by hand.")
    advice = N_("A withdrawal stands until the person agrees anew; an import is taken back as a whole.")
    code = "nothing_to_take_back"


@dataclass(frozen=True)
class Noted:
    """`unusable`: rows (as in the statements) whose address has no normal form; nothing was written for them."""

    new: int
    known: int
    unusable: tuple[int | None, ...]


@dataclass(frozen=True)
class TakenBack:
    """`kept`: withdrawals and bounces the import brought; they stand."""

    permissions: int
    kept: int


def note(db: Connection, said: Statement, author: str) -> int:
    """One statement by hand; its moment is now where none is given.

    Raises NoAddress, NoMoment, UnknownWord, or NoEvidence for a consent without proof.
    """
    address = addresses.normal(said.channel, said.address)
    if address is None:
        raise NoAddress(address=said.address)
    _refuse_bad_words(said)
    if said.state in ("given", "confirmed") and not said.evidence.strip():
        raise NoEvidence(address=address)
    moment = now()
    at = moments.normal(said.at) if said.at else moment
    if at is None or at[:10] > moments.day_after(moment):
        raise NoMoment(at=said.at)
    with transaction(db):
        number = db.execute(
            _INSERT, (*_cells(said, address, at), moment, author, addresses.mailbox(address), f"hand:{uuid4().hex}")
        ).lastrowid
        waiting.touch(db, address)
    assert number is not None
    return number


def note_many(db: Connection, statements: Iterable[Statement], author: str, again: bool = False) -> Noted:
    """Statements of imports. The same statement of the same source is one event, however often a file repeats it.

    A permission that was taken back with its import speaks again; it never gains a new place in the order of events. A no
    without a date that comes after a later yes is a new no, unless it comes `again`, out of a file that was here before.
    """
    new = known = 0
    unusable: list[int | None] = []
    said = iter(statements)
    with transaction(db):
        moment = now()
        while batch := list(islice(said, _BATCH)):
            spelled = [(one, addresses.normal(one.channel, one.address)) for one in batch]
            unusable += [one.row for one, address in spelled if address is None]
            written = _write(db, [(one, address) for one, address in spelled if address], moment, author, again)
            usable = sum(address is not None for _, address in spelled)
            new, known = new + written, known + usable - written
    return Noted(new, known, tuple(unusable))


def _write(db: Connection, spelled: Sequence[tuple[Statement, str]], moment: str, author: str, again: bool) -> int:
    rows = []
    for one, address in spelled:
        _refuse_bad_words(one)
        cells = _cells(one, address, moments.normal(one.at))
        rows.append((*cells, moment, author, addresses.mailbox(address), _key(one.source_id, cells)))
    rows = _numbered(db, rows, again)
    written = db.executemany(_INSERT_OR_REVIVE, rows).rowcount
    db.executemany(
        f"INSERT OR IGNORE INTO confirmed (import_id, kind, version_id, row) SELECT ?, '{_KIND}', id, ?"
        " FROM consent_event WHERE key = ?",
        [(row[8], row[9], row[-1]) for row in rows if row[8] is not None],
    )
    if written:
        mails = [(one.state, address) for one, address in spelled if one.channel == "email"]
        refused = [address for state, address in mails if state not in PERMISSIONS]
        waiting.touch_main(db, [*(address for _state, address in mails), *waiting.spellings(db, refused)])
    return written


_COLUMNS = (
    "address, channel, purpose, state, basis, evidence, at, source_id, import_id, row, noted_at, author, mailbox, key"
)
_INSERT = f"INSERT INTO consent_event ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_INSERT_OR_REVIVE = (
    f"{_INSERT} ON CONFLICT (key) DO UPDATE SET taken_back_at = NULL, import_id = excluded.import_id,"
    " row = excluded.row WHERE taken_back_at IS NOT NULL"
)
# Of each undated no its latest event, and whether a yes came after it, even one that was taken back: it may come again.
_NEWEST_NO = """
    SELECT w.value, e.key, max(e.id), EXISTS (
        SELECT 1 FROM consent_event AS y WHERE y.mailbox = e.mailbox AND y.channel = e.channel
        AND y.state IN ('given', 'confirmed') AND y.id > e.id)
    FROM json_each(?) AS w CROSS JOIN consent_event AS e ON e.key >= w.value AND e.key < w.value || '$'
    GROUP BY w.value"""
_Cells = tuple[str, str, str, str, str, str, str | None, int | None, int | None, int | None]


def _cells(one: Statement, address: str, at: str | None) -> _Cells:
    return (
        *(address, one.channel, one.purpose, one.state, one.basis, one.evidence.strip(), at),
        *(one.source_id, one.import_id, one.row),
    )


def _key(source_id: int | None, cells: _Cells) -> str:
    """Which proof a file names may change with its rows; whether it names one is part of what is said."""
    address, channel, purpose, state, basis, evidence, at = cells[:7]
    said = [source_id, address, channel, purpose, state, basis, bool(evidence), at]
    text = json.dumps(said, ensure_ascii=False)
    return "said:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _numbered(db: Connection, rows: Sequence[tuple[Any, ...]], again: bool) -> list[tuple[Any, ...]]:
    """A no without a date has one key however often it comes. After a yes it is a new no, which a repeat then finds."""
    undated = {row[-1] for row in rows if row[3] not in PERMISSIONS and row[6] is None}
    keys = {
        said: f"{said}#{number}" if overtaken and not again else newest
        for said, newest, number, overtaken in db.execute(_NEWEST_NO, (json.dumps(sorted(undated)),))
    }
    return [(*row[:-1], keys.get(row[-1], row[-1])) for row in rows]


def _refuse_bad_words(said: Statement) -> None:
    one_of(said.state, SAID)
    one_of(said.purpose, (*PURPOSES, EVERYTHING))


def places(db: Connection, import_id: int) -> list[str]:
    """Telephone numbers and doors of which this import said something new."""
    sql = "SELECT DISTINCT address FROM consent_event WHERE import_id = ? AND channel <> 'email'"
    return [address for (address,) in db.execute(sql, (import_id,))]


def take_back(db: Connection, import_id: int) -> TakenBack:
    """Takes back the permissions that only this import said; what another standing import says too, stays with that."""
    with transaction(db):
        confirmed = "SELECT version_id FROM confirmed WHERE kind = :kind AND import_id = :import"
        mine = f"(import_id = :import OR id IN ({confirmed}))"
        facts = {"import": import_id, "kind": _KIND, "at": now()}
        other = (
            "(SELECT min(c.import_id) FROM confirmed AS c JOIN import AS i ON i.id = c.import_id AND i.state = 'done'"
            " WHERE c.kind = :kind AND c.version_id = consent_event.id AND c.import_id <> :import)"
        )
        db.execute(
            f"UPDATE consent_event SET import_id = {other} WHERE import_id = :import AND {other} IS NOT NULL", facts
        )
        freed = db.execute(
            f"UPDATE consent_event SET taken_back_at = :at WHERE {mine} AND {other} IS NULL AND import_id IS NOT NULL"
            f" AND taken_back_at IS NULL AND state IN ({_quoted(PERMISSIONS)}) RETURNING address, channel",
            facts,
        ).fetchall()
        waiting.touch_main(db, [*(address for address, channel in freed if channel == "email"), *doubted(db)])
        waiting.touch_places(db, [address for address, channel in freed if channel != "email"])
        (kept,) = db.execute(
            f"SELECT count(*) FROM consent_event WHERE {mine} AND state NOT IN ({_quoted(PERMISSIONS)})", facts
        ).fetchone()
        db.execute("DELETE FROM confirmed WHERE kind = :kind AND import_id = :import", facts)
    return TakenBack(len(freed), kept)


def newest(db: Connection) -> int:
    return int(db.execute("SELECT coalesce(max(id), 0) FROM consent_event").fetchone()[0])


def leave_out(db: Connection, import_id: int, rows: Iterable[int], before: int) -> list[tuple[Channel, str]]:
    """Permissions that only these rows of an import said, which are left out of it after all, were never said; a no stays.
    `before`: the newest event before the import. Gives back channel and state of what is gone, row for row."""
    granted = f"(SELECT id FROM consent_event WHERE state IN ({_quoted(PERMISSIONS)}))"
    gone = db.execute(
        f"DELETE FROM confirmed WHERE kind = '{_KIND}' AND import_id = ? AND +row IN (SELECT value FROM json_each(?))"
        f" AND +version_id IN {granted} RETURNING version_id",
        (import_id, json.dumps(list(rows))),
    ).fetchall()
    asked = {"import": import_id, "gone": json.dumps([event for (event,) in gone]), "before": before, "at": now()}
    found = db.execute(
        "SELECT e.channel, e.state FROM json_each(:gone) AS g JOIN consent_event AS e ON e.id = g.value", asked
    ).fetchall()
    # The plus keeps SQLite from walking through the whole import for each event.
    mine = (
        f"(SELECT row FROM confirmed WHERE kind = '{_KIND}' AND version_id = consent_event.id AND +import_id = :import)"
    )
    these = "+import_id = :import AND id IN (SELECT value FROM json_each(:gone))"
    db.execute(f"DELETE FROM consent_event WHERE {these} AND id > :before AND NOT EXISTS {mine}", asked)
    db.execute(f"UPDATE consent_event SET taken_back_at = :at WHERE {these} AND NOT EXISTS {mine}", asked)
    db.execute(
        f"UPDATE consent_event SET row = {mine.replace('row', 'min(row)', 1)} WHERE {these} AND EXISTS {mine}", asked
    )
    return found


def doubted(db: Connection) -> set[str]:
    """Addresses that an import said neither yes nor no of, where it said yes before."""
    rows = db.execute(
        "SELECT DISTINCT address FROM consent_event WHERE basis = ? AND taken_back_at IS NULL", (DOUBTED,)
    )
    return {address for (address,) in rows}


def take_back_entry(db: Connection, number: int) -> None:
    """A permission noted by hand counts no more; what was said before it does again. Raises NothingToTakeBack."""
    with transaction(db):
        row = db.execute(
            "UPDATE consent_event SET taken_back_at = ? WHERE id = ? AND import_id IS NULL AND taken_back_at IS NULL"
            f" AND state IN ({_quoted(PERMISSIONS)}) RETURNING address",
            (now(), number),
        ).fetchone()
        if row is None:
            raise NothingToTakeBack(number=number)
        waiting.touch(db, row[0])


def say_again(db: Connection, number: int) -> None:
    """What `take_back_entry` took back counts again, from its old place in the order of events: a no since goes before it."""
    with transaction(db):
        row = db.execute(
            "UPDATE consent_event SET taken_back_at = NULL WHERE id = ? AND import_id IS NULL AND taken_back_at IS NOT NULL"
            f" AND state IN ({_quoted(PERMISSIONS)}) RETURNING address",
            (number,),
        ).fetchone()
        if row is not None:
            waiting.touch(db, row[0])


def by_hand(db: Connection, numbers: Iterable[int], *, counting: bool) -> list[int]:
    """Those of these entries that are permissions noted by hand, and count or were taken back."""
    rows = db.execute(
        "SELECT id FROM consent_event WHERE id IN (SELECT value FROM json_each(?)) AND import_id IS NULL"
        f" AND state IN ({_quoted(PERMISSIONS)}) AND (taken_back_at IS NULL) = ? ORDER BY id",
        (json.dumps(list(numbers)), counting),
    )
    return [number for (number,) in rows]


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in sorted(words))


def history(db: Connection, wanted: Sequence[str]) -> list[Event]:
    """Everything ever said about these addresses (normal forms), newest first, also what was taken back."""
    rows = db.execute(
        "SELECT e.id, e.address, e.channel, e.purpose, e.state, e.basis, e.evidence, e.at, e.noted_at, e.author,"
        " coalesce(s.title, ''), e.import_id, e.row, e.taken_back_at"
        " FROM consent_event AS e LEFT JOIN source AS s ON s.id = e.source_id"
        " WHERE e.address IN (SELECT value FROM json_each(?)) ORDER BY coalesce(e.at, e.noted_at) DESC, e.id DESC",
        (json.dumps(list(wanted)),),
    )
    return [replace(event, source=kept(event.source)) for event in (Event(*row) for row in rows)]
