"""Fields that only a later stage can answer, such as how far a lead has come: it hands its question in.

Where nobody did, they are unknown of everybody."""

from collections.abc import Callable, Collection, Mapping
from sqlite3 import Connection

Question = Callable[[Connection], Mapping[int, str]]  # value by profile number, of all who have one
_FIELDS = ("lead_stage", "contract_end", "notice_until")
_QUESTIONS: dict[str, Question] = {}


def answers(field: str, question: Question) -> None:
    """From now on rules may ask for `field`."""
    assert field in _FIELDS
    _QUESTIONS[field] = question


def function(field: str) -> str:
    """What stands for the field in SQL over profile `p`."""
    return f"kmu_{field}(p.id)"


def prepare(db: Connection, fields: Collection[str]) -> None:
    """Asks for those of the fields that are asked for, once for all customers, before their function is called."""
    for field in _FIELDS:
        known = _QUESTIONS[field](db) if field in fields and field in _QUESTIONS else {}
        db.create_function(f"kmu_{field}", 1, known.get, deterministic=True)
