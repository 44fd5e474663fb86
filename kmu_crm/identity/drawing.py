"""What drawing everything and drawing a part have in common: comparing, writing groups down, telling what moved."""

import json
from collections.abc import Iterable, Mapping
from sqlite3 import Connection

from kmu_crm.identity.candidates import Crowd
from kmu_crm.identity.grades import Grades
from kmu_crm.identity.model import Model
from kmu_crm.identity.pairs import Comparison
from kmu_crm.identity.spread import Spread
from kmu_crm.identity.table import Table

Membership = Mapping[int, int]  # record number -> profile number
IN = "record_id IN (SELECT value FROM json_each(?))"


def listed(records: Iterable[int]) -> str:
    return json.dumps(sorted(records))


def comparison(table: Table, fitted: Model, crowd: Crowd) -> Comparison:
    return Comparison(table, fitted, Grades(table, fitted, Spread(table, crowd.many, fitted)))


def write(db: Connection, after: Membership) -> None:
    db.executemany("INSERT INTO membership VALUES (?, ?)", sorted(after.items()))


def touched(before: Membership, after: Membership, changed: Iterable[int]) -> set[int]:
    moved = {record for record in before.keys() | after.keys() if before.get(record) != after.get(record)}
    numbers = {where.get(record) for where in (before, after) for record in moved | set(changed)}
    return {number for number in numbers if number is not None}
