"""Mailing lists remembered without being written: who, what for, which way; who is on them is asked anew each time."""

from collections.abc import Mapping
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any

from kmu_crm.decisions import journal
from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_
from kmu_crm.store.transaction import transaction

KIND = "mailing list"


class NoListName(KmuError):
    text = N_("The list needs a name.")
    code = "no_name"


@dataclass(frozen=True)
class Remembered:
    """`answers`: plain values by name, as they were given to `remember`. `number`: of the decision."""

    number: int
    name: str
    at: str
    answers: Mapping[str, Any]


def remember(db: Connection, name: str, answers: Mapping[str, Any], author: str) -> int:
    """Under a name, in place of the list that had it. Raises NoListName; returns the decision's number."""
    name = name.strip()
    if not name:
        raise NoListName()
    with transaction(db):
        for one in lists(db):
            if one.name == name:
                journal.revoke(db, one.number, author)
        return journal.decide(db, KIND, {"name": name, "answers": dict(answers)}, author)


def forget(db: Connection, number: int, author: str) -> None:
    """Raises NoSuchDecision."""
    journal.revoke(db, number, author)


def lists(db: Connection) -> list[Remembered]:
    """By name."""
    found = [
        Remembered(one.id, str(one.what["name"]), one.at, one.what["answers"]) for one in journal.standing(db, (KIND,))
    ]
    return sorted(found, key=lambda one: one.name.casefold())
