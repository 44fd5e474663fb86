"""What is to be done for customers: a task stands until it is revoked (never meant) or a further decision says it is done."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.decisions import journal

TASK, DONE = "task", "done"

_OPEN = """
    SELECT d.id, d.at, d.author, d.what FROM decision AS d
    WHERE d.kind = 'task' AND NOT EXISTS (SELECT 1 FROM revocation AS r WHERE r.revokes = d.id)
      AND NOT EXISTS (
        SELECT 1 FROM decision AS f WHERE f.kind = 'done' AND json_extract(f.what, '$.task') = d.id
        AND NOT EXISTS (SELECT 1 FROM revocation AS r WHERE r.revokes = f.id))
      AND json_extract(d.what, '$.due') <= :until {whose}
    ORDER BY json_extract(d.what, '$.due'), d.id"""
_WHOSE = "AND EXISTS (SELECT 1 FROM json_each(d.what, '$.records') AS j WHERE j.value IN (SELECT value FROM json_each(:records)))"
ALWAYS = "9999-12-31"


@dataclass(frozen=True)
class Task:
    """`records`: of the customer as it stood when the task was noted; `due`: ISO day; `seen`: the newest fact there
    was by then, 0 where that was not noted."""

    id: int
    at: str
    author: str
    records: tuple[int, ...]
    text: str
    due: str
    seen: int = 0


def due(db: Connection, until: str, records: Sequence[int] | None = None) -> list[Task]:
    """Tasks that are neither done nor revoked, due up to that ISO day, the oldest first; `records`: those of one customer."""
    whose = "" if records is None else _WHOSE
    rows = db.execute(_OPEN.format(whose=whose), {"until": until, "records": json.dumps(list(records or ()))})
    return [_task(*row) for row in rows]


def newest_fact(db: Connection) -> int:
    """What a task notes as `seen`: a clock of seconds does not tell whether it came after a call."""
    return int(db.execute("SELECT coalesce(max(id), 0) FROM fact").fetchone()[0])


def finish(db: Connection, task: Task, author: str) -> int:
    """It is done; the number of the decision, whose revocation puts the task back."""
    return journal.decide(db, DONE, {"records": list(task.records), "task": task.id, "text": task.text}, author)


def _task(number: int, at: str, author: str, what: str) -> Task:
    said = json.loads(what)
    return Task(number, at, author, tuple(said["records"]), said["text"], said["due"], said.get("seen", 0))
