"""Which source is believed first, by field, and which of equal ones: the rules of `trust.toml`, and what a customer file
says instead."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from sqlite3 import Connection
from typing import Any

from kmu_crm import settings

ENTRY, LIST, GUESTS = "entry", "list", "orders"
ALL = "all"
GROUPS = (ALL, "email", "phone", "address", "name", "company", "birth_date", "vat_id")


@dataclass(frozen=True)
class Rules:
    """`orders`: group -> kinds of sources, the best first; `among_equals`: what decides between records of one kind."""

    orders: Mapping[str, tuple[str, ...]]
    among_equals: tuple[str, ...]

    def rank(self, kind: str, field: str) -> int:
        """Smaller is better."""
        return self.orders[group_of(field)].index(kind)


@cache
def kind(system: str, guest: bool = False) -> str:
    """What kind of source a system is; `guest`: the customer has no account with it."""
    found = next((name for name, systems in _sheet()["kinds"].items() if system in systems), LIST)
    return GUESTS if found == "shop" and guest else found


def systems(kind: str) -> tuple[str, ...]:
    """Those of the sheet that are of this kind of source."""
    return tuple(_sheet()["kinds"][kind])


@cache
def group_of(field: str) -> str:
    return next((group for group, fields in _sheet()["groups"].items() if field in fields), ALL)


def fields_of(group: str) -> Sequence[str]:
    """Those whose order is set with this group; none for `ALL`, which holds for the others."""
    return tuple(_sheet()["groups"].get(group, ()))


def changed(one: Rules, other: Rules, kinds: Sequence[str] | None = None) -> set[str]:
    """The groups of which the two say something else, of records of these kinds of sources or of all."""
    if one.among_equals != other.among_equals and (kinds is None or len(set(kinds)) < len(kinds)):
        return set(GROUPS)

    def told(rules: Rules, group: str) -> list[str]:
        return [kind for kind in rules.orders[group] if kinds is None or kind in kinds]

    return {group for group in GROUPS if told(one, group) != told(other, group)}


def rules(db: Connection) -> Rules:
    """Those in force in a customer file."""
    return of({key: str(settings.read(db, key)) for key in settings.ALL if key.startswith(settings.TRUST)})


def of(chosen: Mapping[str, str]) -> Rules:
    """The rules that these settings give: what they say of a group, else what the sheet does, else the same for all fields.
    Kinds that a setting leaves out follow in the order of the sheet."""
    said = {group: settings.listed(chosen.get(settings.TRUST + group, "")) for group in GROUPS}
    sheet = _sheet()["order"]
    orders = {
        group: _order(said[group] or (() if group in sheet else said[ALL]), sheet.get(group, sheet[ALL]))
        for group in GROUPS
    }
    return Rules(orders, tuple(_sheet()["among_equals"][chosen.get(settings.TRUST + "equals") or "first"]))


def _order(first: Sequence[str], then: Sequence[str]) -> tuple[str, ...]:
    """What a person typed in goes before every file."""
    return (ENTRY, *first, *(kind for kind in then if kind != ENTRY and kind not in first))


def programs(db: Connection) -> dict[str, list[str]]:
    """Kind of source -> the systems of this kind that a customer file has."""
    found: dict[str, list[str]] = {}
    for (system,) in db.execute("SELECT DISTINCT system FROM source ORDER BY system"):
        found.setdefault(kind(system), []).append(system)
    return found


@cache
def _sheet() -> Mapping[str, Any]:
    return tomllib.loads(resources.files("kmu_crm.profiles").joinpath("trust.toml").read_text(encoding="utf-8"))


AS_DELIVERED = of({})
