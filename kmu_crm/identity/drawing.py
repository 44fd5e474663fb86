"""What drawing everything and drawing a part have in common: comparing, writing groups down, telling what moved."""

import json
from collections.abc import Iterable, Mapping
from sqlite3 import Connection
from typing import NamedTuple

from kmu_crm.identity.candidates import Crowd
from kmu_crm.identity.grades import Grades
from kmu_crm.identity.model import Model
from kmu_crm.identity.pairs import Comparison
from kmu_crm.identity.spread import Spread
from kmu_crm.identity.table import Table

Membership = Mapping[int, int]  # record number -> profile number


class Drawn(NamedTuple):
    """`touched`: profile numbers, old and new, whose records or whose records' words changed; `moved`: the records that
    are of another profile now, or of none."""

    touched: set[int]
    moved: set[int]


IN = "record_id IN (SELECT value FROM json_each(?))"


def listed(records: Iterable[int]) -> str:
    return json.dumps(sorted(records))


def comparison(table: Table, fitted: Model, crowd: Crowd) -> Comparison:
    return Comparison(table, fitted, Grades(table, fitted, Spread(table, crowd.many, fitted)))


def write(db: Connection, after: Membership) -> None:
    db.executemany("INSERT INTO membership VALUES (?, ?)", sorted(after.items()))


def drawn(before: Membership, after: Membership, changed: Iterable[int]) -> Drawn:
    moved = {record for record in before.keys() | after.keys() if before.get(record) != after.get(record)}
    numbers = {where.get(record) for where in (before, after) for record in moved | set(changed)}
    return Drawn({number for number in numbers if number is not None}, moved)
