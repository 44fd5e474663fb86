"""A document of a list of one's own whose day was put right into another year, or was missing before.

Where numbers begin anew each year the year is part of a document's key, so that such a one comes under another key. Only
the file as a whole tells it from a further document of that number: the same list has come again, only this one moved.
"""

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from sqlite3 import Connection
from typing import NamedTuple

from kmu_crm.sources.choices import CORRECTED, KEEP
from kmu_crm.sources.recording import renaming
from kmu_crm.sources.recording.changes import Changes
from kmu_crm.sources.recording.problems import MOVED, OTHER_YEAR, Problem
from kmu_crm.sources.recording.renaming import Key

DATED = "dated"  # its day was missing before
NEAR = 31  # days: a document of the same number in the year before is mostly as old as a year

_KEY = "d.number || coalesce('/' || substr({0}.day, 1, 4), '')"
_BEFORE = "SELECT 1 FROM import WHERE source_id = ? AND id <> ? AND state = 'done'"
_PAIRS = f"""
    SELECT old.id, new.id, new.kind, old.key, new.key, old.day, new.day, new.row, old.record_id IS new.record_id,
        old.gross IS new.gross AND old.net IS new.net AND old.currency IS new.currency,
        max(old.import_id, coalesce((SELECT max(c.import_id) FROM confirmed AS c WHERE c.kind = 'fact' AND c.version_id = old.id), 0))
            AS teller
    FROM fact AS new JOIN document AS d ON d.id = new.document_id
    JOIN fact AS old ON old.document_id = d.id AND old.source_id = new.source_id AND old.kind = new.kind AND old.current = 1
    WHERE new.import_id = :this AND new.current = 1 AND old.import_id <> :this
    AND new.key = {_KEY.format("new")} AND old.key = {_KEY.format("old")} AND new.key <> old.key AND teller <> :this
    ORDER BY new.row"""
_TOLD = """
    SELECT kind, key, day FROM fact WHERE import_id = :import AND document_id IS NOT NULL
    UNION SELECT f.kind, f.key, f.day FROM confirmed AS c JOIN fact AS f ON f.id = c.version_id
    WHERE c.import_id = :import AND c.kind = 'fact' AND f.document_id IS NOT NULL"""
# Whether a number is known of two years, those apart that this is asked about.
_AGAIN = """
    SELECT 1 FROM fact WHERE source_id = ? AND current = 1 AND day IS NOT NULL AND document_id IS NOT NULL
    AND document_id NOT IN (SELECT document_id FROM fact WHERE id IN (SELECT value FROM json_each(?)))
    GROUP BY kind, document_id HAVING count(DISTINCT substr(day, 1, 4)) > 1 LIMIT 1"""
# Of what an import that is taken back had moved.
_ASTRAY = f"""
    SELECT f.source_id, f.kind, f.key, {_KEY.format("f")} AS own FROM temp.touched AS t
    JOIN fact AS f ON f.source_id = t.source_id AND f.kind = t.kind AND f.key = t.key AND f.current = 1
    JOIN document AS d ON d.id = f.document_id JOIN source AS s ON s.id = f.source_id AND s.system = 'list'
    WHERE f.key GLOB '*/[0-9][0-9][0-9][0-9]' AND substr(f.key, 1, length(f.key) - 5) = d.number AND f.key <> own"""


class Pair(NamedTuple):
    """One document that stands and is not in the file, and a new one of its number; `teller`: the import that named it last."""

    old_id: int
    new_id: int
    kind: str
    old: str
    new: str
    old_day: str | None
    new_day: str | None
    row: int
    same_customer: bool
    same_sum: bool
    teller: int

    @property
    def is_alike(self) -> bool:
        return bool(self.same_customer and self.same_sum)

    @property
    def is_near(self) -> bool:
        if not (self.old_day and self.new_day):
            return True
        return abs((date.fromisoformat(self.new_day) - date.fromisoformat(self.old_day)).days) <= NEAR

    @property
    def later(self) -> Key:
        """What it bears, or bore, in the later one of the two years."""
        return self.kind, max(self.old, self.new)


Told = Mapping[Key, str | None]  # what an import named -> its day


class Evidence:
    """What the file and an earlier import, both as a whole, say of the documents that seem to have moved."""

    def __init__(self, here: Told, there: Told, pairs: Sequence[Pair], anew: bool):
        """`anew`: that numbers begin again is known of others."""
        self._here, self._there = _span(here.values()), _span(there.values())
        like = [one for one in pairs if one.same_customer or one.same_sum]
        gone = there.keys() - here.keys() - {(one.kind, one.old) for one in like}
        fresh = here.keys() - there.keys() - {(one.kind, one.new) for one in like}
        kept = len(there.keys() & here.keys())
        # What lies outside of the time that a file is about is missing in it for that.
        self.again = kept >= sum(1 for one in pairs if one.old_day) and not any(
            self._is_due(there[one]) for one in gone
        )
        moving = {(one.kind, key) for one in pairs for key in (one.old, one.new)}
        self._reached: dict[str, int] = {}  # year -> the highest number of it
        for _, key in ({*here, *there} - moving) if anew else ():
            self._reached[key[-4:]] = max(self._reached.get(key[-4:], 0), _number(key))
        self.kept = kept
        self.whole = not gone or (kept > 0 and not fresh)

    def _is_due(self, day: str | None) -> bool:
        return day is None or _within(day, self._here)

    def may_follow(self, pair: Pair) -> bool:
        """Whether the later year may have come as far as that number by itself."""
        _, key = pair.later
        return _number(key) <= 2 * self._reached.get(key[-4:], 0) + 1

    def is_due(self, pair: Pair) -> bool:
        """Two documents would both have stood in one of the files, which are about the time of both."""
        return self._is_due(pair.old_day) or pair.new_day is None or _within(pair.new_day, self._there)


def settle(
    db: Connection, source_id: int, import_id: int, chosen: str | None, header: str, changes: Changes
) -> tuple[int, list[Problem]]:
    """Once an import is written: how many of its documents are one that stood, with its day put right, and what is told.
    `chosen`: what a person decided about those that cannot be told; `header`: of the column of numbers."""
    if not db.execute(_BEFORE, (source_id, import_id)).fetchone():
        return 0, []
    pairs = [Pair(*row) for row in db.execute(_PAIRS, {"this": import_id})]
    known = _known(db, source_id, import_id, [one.new for one in pairs]) if pairs else set()
    pairs = [one for one in pairs if (one.kind, one.new) not in known]
    if not pairs:
        return 0, []
    here = _told(db, import_id)
    anew = db.execute(_AGAIN, (source_id, json.dumps([one.new_id for one in pairs]))).fetchone() is not None
    evidence = {
        teller: Evidence(here, _told(db, teller), [one for one in pairs if one.teller == teller], anew)
        for teller in {one.teller for one in pairs}
    }
    moved, problems = _verdicts(pairs, evidence, chosen, header)
    changes.moved(db, [(one.old_id, renaming.coming(db, one.new_id)) for one in moved])
    db.executemany(
        "INSERT OR IGNORE INTO changed_record SELECT record_id FROM fact WHERE id = ? AND record_id IS NOT NULL",
        [(one.old_id,) for one in moved],
    )
    renaming.rename(db, source_id, {(one.kind, one.old): one.new for one in moved})
    return len(moved), problems


def release(db: Connection) -> None:
    """Once an import is taken back (temp.touched): what it had moved bears the key of its own year again."""
    moves: dict[int, dict[Key, str]] = {}
    for source, kind, key, own in db.execute(_ASTRAY).fetchall():
        moves.setdefault(source, {})[kind, key] = own
    for source, renamed in moves.items():
        renaming.rename(db, source, renamed)


def _verdicts(
    pairs: Sequence[Pair], evidence: Mapping[int, Evidence], chosen: str | None, header: str
) -> tuple[list[Pair], list[Problem]]:
    """Those that are one, and what is told."""
    moved: list[Pair] = []
    problems: list[Problem] = []
    olds, news = Counter((one.kind, one.new) for one in pairs), Counter((one.kind, one.old) for one in pairs)
    done: set[Key] = set()
    for one in sorted(pairs, key=lambda one: (one.old_day is not None, not one.is_alike, one.row)):
        old, new = (one.kind, one.old), (one.kind, one.new)
        if done & {old, new}:
            continue
        found = _verdict(one, evidence[one.teller], olds[new] == 1 and news[old] == 1, chosen)
        if found:
            done.add(new)
        if found in (DATED, MOVED):
            moved.append(one)
            done.add(old)
        if found in (MOVED, OTHER_YEAR):
            problems.append((found, header, one.row))
    return moved, problems


def _verdict(one: Pair, seen: Evidence, alone: bool, chosen: str | None) -> str:
    """`alone`: each of the two is the only one that the other may be."""
    half = bool(one.same_customer or one.same_sum)
    if one.old_day is None and seen.whole and (one.is_alike or (half and seen.kept)):
        return DATED
    if not one.new_day:
        return ""
    if one.old_day is None:
        sure, doubtful = False, half
    else:
        close = one.is_near and seen.again and seen.is_due(one)
        sure = one.is_alike and close and alone and not seen.may_follow(one)
        doubtful = (one.is_alike and (one.is_near or seen.is_due(one))) or (half and close)
    if (sure and chosen != KEEP) or (doubtful and alone and chosen == CORRECTED):
        return MOVED
    return OTHER_YEAR if doubtful else ""


def _number(key: str) -> int:
    digits = re.findall(r"\d+", key.rpartition("/")[0])
    return int(digits[-1]) if digits else 0


def _span(days: Iterable[str | None]) -> tuple[str, str]:
    known = [day for day in days if day]
    return (min(known), max(known)) if known else ("", "")


def _within(day: str, span: tuple[str, str]) -> bool:
    return span[0] <= day <= span[1]


def _told(db: Connection, import_id: int) -> Told:
    return {(kind, key): day for kind, key, day in db.execute(_TOLD, {"import": import_id})}


def _known(db: Connection, source_id: int, import_id: int, keys: Sequence[str]) -> Collection[Key]:
    """Those that were there before this import."""
    found = db.execute(
        "SELECT kind, key FROM fact WHERE source_id = ? AND import_id <> ? AND key IN (SELECT value FROM json_each(?))",
        (source_id, import_id, json.dumps(keys)),
    )
    return set(found.fetchall())
