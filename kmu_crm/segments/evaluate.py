"""Rules become one SQL statement with bound values; names of fields and operators come from our own tables only."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from sqlite3 import Connection

from kmu_crm.fields import show
from kmu_crm.fields.text import fold, fold_short
from kmu_crm.segments import fields, later, operators, values, words
from kmu_crm.segments.rules import All, Condition, Either, Not, Path, Rule, walk
from kmu_crm.value.queries import scored_at

UNKNOWN = "–"  # what people read where a customer has nothing
_FROM = "FROM profile AS p LEFT JOIN figure AS g ON g.profile_id = p.id"


class Bound(dict[str, int | float | str]):
    """What the SQL of a rule names, and the lists its functions look things up in."""

    def __init__(self, **known: str):
        super().__init__(known)
        self.lists: list[frozenset[str]] = []


@dataclass(frozen=True)
class Answer:
    """One condition for one customer: `value` is what the customer has there, as people read it."""

    condition: str
    holds: bool
    value: str


def members(db: Connection, rule: Rule) -> list[int]:
    """Profile numbers, highest revenue of 12 months first."""
    bound = _begin(db, rule)
    sql = f"SELECT p.id {_FROM} WHERE {_sql(rule, bound)} ORDER BY coalesce(g.revenue_12m, 0) DESC, p.id"
    return [id for (id,) in db.execute(sql, bound)]


def count(db: Connection, rule: Rule) -> int:
    bound = _begin(db, rule)
    (n,) = db.execute(f"SELECT count(*) {_FROM} WHERE {_sql(rule, bound)}", bound).fetchone()
    return int(n)


def counts(db: Connection, rule: Rule) -> dict[Path, int]:
    """How many each condition and each group hits alone, by its place in the rule; `()` is the whole."""
    bound = _begin(db, rule)
    places = list(walk(rule))
    sums = ", ".join(f"coalesce(sum({_sql(part, bound)}), 0)" for _, part in places)
    row = db.execute(f"SELECT {sums} {_FROM}", bound).fetchone()
    return {path: n for (path, _), n in zip(places, row, strict=True)}


def count_each(db: Connection, rules: Sequence[Rule]) -> list[int]:
    """How many each of several rules hits, in one pass over the customers."""
    if not rules:
        return []
    bound = _begin(db, *rules)
    sums = ", ".join(f"coalesce(sum({_sql(rule, bound)}), 0)" for rule in rules)
    return [int(n) for n in db.execute(f"SELECT {sums} {_FROM}", bound).fetchone()]


def explain(db: Connection, rule: Rule, profile: int) -> list[Answer]:
    """Every condition of the rule with whether it holds for this customer, and why; empty for an unknown profile."""
    return explain_all(db, rule, [profile]).get(profile, [])


def explain_all(db: Connection, rule: Rule, profiles: Sequence[int]) -> dict[int, list[Answer]]:
    """As `explain`, for several customers at once; unknown ones are left out."""
    bound = _begin(db, rule)
    bound["profiles"] = json.dumps(list(profiles))
    conditions = [part for _, part in walk(rule) if isinstance(part, Condition)]
    columns = ", ".join(f"{_sql(part, bound)}, {fields.ALL[part.field].sql or 'NULL'}" for part in conditions)
    wanted = "WHERE p.id IN (SELECT value FROM json_each(:profiles))"
    said = [words.condition(part) for part in conditions]
    return {
        profile: [
            Answer(said[place], bool(row[2 * place]), _value(fields.ALL[part.field], row[2 * place + 1]))
            for place, part in enumerate(conditions)
        ]
        for profile, *row in db.execute(f"SELECT p.id, {columns} {_FROM} {wanted}", bound)
    }


def _value(field: fields.Field, value: int | float | str | None) -> str:
    if value is None or value == "":
        return UNKNOWN
    if field.kind == "money":
        return show.amount(int(value))
    if field.kind == "number":
        return show.number(float(value), 0 if float(value).is_integer() else 1)
    if field.kind in ("day", "coming", "birthday"):
        return show.date(str(value))
    return values.choice(str(value)) if field.kind == "choice" else str(value)


def compiled(db: Connection, rules: Sequence[Rule | None]) -> tuple[list[str], Bound]:
    """Each rule as an expression over profile `p` and figure `g`, 1 where it holds, else 0, and what they name. None holds for all."""
    bound = _begin(db, *(rule for rule in rules if rule is not None))
    return ["1" if rule is None else _sql(rule, bound) for rule in rules], bound


def _begin(db: Connection, *rules: Rule) -> Bound:
    later.prepare(db, {part.field for rule in rules for _path, part in walk(rule) if isinstance(part, Condition)})
    bound = Bound(as_of=scored_at(db) or date.today().isoformat())
    db.create_function("kmu_is", 2, lambda text, wanted: _folded(wanted) in _spellings(text), deterministic=True)
    db.create_function("kmu_in", 2, lambda text, n: not bound.lists[n].isdisjoint(_spellings(text)), deterministic=True)
    db.create_function("kmu_has", 2, lambda text, wanted: _folded(wanted) in _entries(text), deterministic=True)
    db.create_function(
        "kmu_among", 2, lambda text, n: not bound.lists[n].isdisjoint(_entries(text)), deterministic=True
    )
    db.create_function("kmu_starts", 2, _starts, deterministic=True)
    db.create_function("kmu_contains", 2, _contains, deterministic=True)
    return bound


def _sql(rule: Rule, bound: Bound) -> str:
    """An expression that is 0 or 1, never NULL, so that “not” means not."""
    match rule:
        case Condition():
            return _condition(rule, bound)
        case Not(part):
            return f"(NOT {_sql(part, bound)})"
        case All(parts):
            return f"({' AND '.join(_sql(part, bound) for part in parts)})"
        case Either(parts):
            return f"({' OR '.join(_sql(part, bound) for part in parts)})"


def _condition(of: Condition, bound: Bound) -> str:
    field = fields.ALL[of.field]
    template = operators.find(field.kind, of.operator).sql
    wanted = [values.bound(field, of.operator, value) for value in of.values]
    if of.operator == "in":
        names, named = [], {"all": _list(field.kind, wanted, bound)}
    else:
        names, named = [_bind(value, bound) for value in wanted], {}
    if field.kind == "bought":
        match = " OR ".join(template.format(*names, x=column, **named) for column in fields.BOUGHT_VALUES)
        return f"(p.id IN ({fields.BOUGHT.format(match=match)}))"
    return f"coalesce(({template.format(*names, x=field.sql, **named)}), 0)"


def _list(kind: str, wanted: Sequence[int | float | str], bound: Bound) -> str:
    """Of a choice the values as they stand, else the place of their folded words among the lists."""
    if kind == "choice":
        return _bind(json.dumps(wanted), bound)
    bound.lists.append(frozenset(_folded(str(one)) for one in wanted))
    return str(len(bound.lists) - 1)


def _bind(value: int | float | str, bound: Bound) -> str:
    name = f"v{len(bound)}"
    bound[name] = value
    return f":{name}"


@lru_cache(maxsize=100_000)
def _folded(text: str) -> str:
    """What holds no letter at all stays as it is: a search for `%` is not a search for everything."""
    return fold(text) or text


@lru_cache(maxsize=100_000)
def _spellings(text: str | None) -> tuple[str, ...]:
    """As the search reads them: Müller is found as Mueller and as Muller."""
    return () if text is None else tuple({_folded(text), fold_short(text) or text})


def _starts(text: str | None, wanted: str) -> bool:
    return any(one.startswith(_folded(wanted)) for one in _spellings(text))


def _contains(text: str | None, wanted: str) -> bool:
    return any(_folded(wanted) in one for one in _spellings(text))


def _entries(text: str | None) -> set[str]:
    """Of a list joined by `|`."""
    return {_folded(entry) for entry in (text or "").replace(",", "|").replace(";", "|").split("|")}
