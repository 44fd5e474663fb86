"""A rule as a tree, and its text. The text is what is stored; `parser.parse(to_text(rule)) == rule`."""

from collections.abc import Iterator
from dataclasses import dataclass

from kmu_crm.segments import fields, operators

Path = tuple[int, ...]


@dataclass(frozen=True)
class Condition:
    """`values` are written as in the text: numbers with a point, days in ISO, choices by their names."""

    field: str
    operator: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class All:
    """Every part must hold; two parts or more."""

    parts: tuple["Rule", ...]


@dataclass(frozen=True)
class Either:
    """At least one part must hold; two parts or more."""

    parts: tuple["Rule", ...]


@dataclass(frozen=True)
class Not:
    part: "Rule"


Rule = Condition | All | Either | Not


def to_text(rule: Rule) -> str:
    """`value_class in (A, B) and last_purchase older than 90 days and not phase is lost`."""
    match rule:
        case Condition():
            return _condition(rule)
        case Not(part):
            return f"not {_inner(part)}"
        case All(parts):
            return " and ".join(_inner(part) for part in parts)
        case Either(parts):
            return " or ".join(to_text(part) if isinstance(part, All) else _inner(part) for part in parts)


def children(rule: Rule) -> tuple[Rule, ...]:
    match rule:
        case All(parts) | Either(parts):
            return parts
        case Not(part):
            return (part,)
        case Condition():
            return ()


def walk(rule: Rule, path: Path = ()) -> Iterator[tuple[Path, Rule]]:
    """Every part with its place: `()` is the whole, `(0, 2)` the third part of the first."""
    yield path, rule
    for number, part in enumerate(children(rule)):
        yield from walk(part, (*path, number))


def _inner(part: Rule) -> str:
    return f"({to_text(part)})" if isinstance(part, All | Either) else to_text(part)


def _condition(condition: Condition) -> str:
    operator = operators.find(fields.ALL[condition.field].kind, condition.operator)
    left = iter(condition.values)
    words = [condition.field]
    for word in operator.pattern:
        if word == operators.VALUE:
            words.append(_quoted(next(left)))
        elif word == operators.VALUES:
            words.append(f"({', '.join(_quoted(value) for value in left)})")
        else:
            words.append(word)
    return " ".join(words)


def _quoted(value: str) -> str:
    plain = value and not any(sign in value for sign in '()<>=,"\\') and not any(sign.isspace() for sign in value)
    if plain and value.casefold() not in operators.KEYWORDS:
        return value
    return '"{}"'.format(value.replace("\\", "\\\\").replace('"', '\\"'))
