"""What somebody noted of a customer and holds until it is taken off again: tasks, interests and preferences, links to files."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection

from kmu_crm.decisions import journal
from kmu_crm.desk.entry import BadEntry, cleaned
from kmu_crm.fields.text import clean
from kmu_crm.i18n import N_, _
from kmu_crm.identity.verdicts import records_of
from kmu_crm.store.transaction import transaction

TASK, INTEREST, PREFERENCE, LINK = "task", "interest", "preference", "link"
KINDS = (TASK, INTEREST, PREFERENCE, LINK)
TITLES = {TASK: N_("Task"), INTEREST: N_("Interest"), PREFERENCE: N_("Preference"), LINK: N_("Attachment")}

_OF_PROFILE = """
    SELECT DISTINCT d.id, d.at, d.author, d.kind, d.what FROM decision AS d
    CROSS JOIN json_each(d.what, '$.records') AS r CROSS JOIN membership AS m ON m.record_id = r.value
    WHERE d.kind IN (SELECT value FROM json_each(?)) AND m.profile_id = ?
    AND NOT EXISTS (SELECT 1 FROM revocation AS v WHERE v.revokes = d.id) ORDER BY d.id"""


@dataclass(frozen=True)
class Noted:
    """`id`: of the decision. `text`: what is to be done, liked or attached. `day`: ISO; of a task by when, of an interest since when,
    "" where that is not known. `origin`: where an interest is known from. `path`: of a file that a link leads to."""

    id: int
    at: str
    author: str
    kind: str
    text: str
    day: str = ""
    origin: str = ""
    path: str = ""


def of(db: Connection, profile: int, kinds: Sequence[str] = KINDS) -> list[Noted]:
    """What holds of a profile number: tasks by the day they are due, all else as it was noted."""
    rows = db.execute(_OF_PROFILE, (json.dumps(list(kinds)), profile))
    found = [_noted(number, at, author, kind, json.loads(what)) for number, at, author, kind, what in rows]
    return sorted(found, key=lambda one: (KINDS.index(one.kind), one.day if one.kind == TASK else "", one.id))


def _noted(number: int, at: str, author: str, kind: str, what: dict[str, str]) -> Noted:
    day = what.get("due") or what.get("day") or ""
    return Noted(number, at, author, kind, what["text"], day, what.get("origin", ""), what.get("path", ""))


def like(db: Connection, profile: int, kind: str, text: str, origin: str, day: str, author: str) -> int:
    """An interest or a preference, with where it is known from and since when, as typed; the decision's number. Raises BadEntry,
    NoSuchRecord."""
    if kind not in (INTEREST, PREFERENCE):
        raise BadEntry(field="kind", title=_("Kind"), value=kind)
    if not clean(origin):
        raise BadEntry(field="origin", title=_("Origin"), value=origin)
    what = {"text": _filled("text", text), "origin": clean(origin), "day": cleaned("day", day) if day.strip() else ""}
    return _decide(db, profile, kind, what, author)


def attach(db: Connection, profile: int, path: str, text: str, author: str) -> int:
    """A link to a file on disk, which stays where it is and is never read; the decision's number. Raises BadEntry, NoSuchRecord."""
    if not path.strip() or not Path(path.strip()).is_absolute():
        raise BadEntry(field="path", title=_("File"), value=path)
    where = path.strip()
    return _decide(db, profile, LINK, {"text": clean(text) or clean(Path(where).name), "path": where}, author)


def _filled(field: str, text: str) -> str:
    said = clean(text)
    if not said:
        raise BadEntry(field=field, title=_("Text"), value=text)
    return said


def _decide(db: Connection, profile: int, kind: str, what: dict[str, str], author: str) -> int:
    with transaction(db):
        return journal.decide(db, kind, {"records": records_of(db, profile), **what}, author)
