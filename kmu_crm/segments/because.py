"""What a rule does: why each customer is in it, which part empties it, which fields nobody has filled."""

from collections.abc import Collection, Sequence
from sqlite3 import Connection

from kmu_crm.i18n import _
from kmu_crm.segments import evaluate, fields, later
from kmu_crm.segments.evaluate import Answer, explain_all
from kmu_crm.segments.rules import All, Condition, Either, Not, Path, Rule, children, walk


def because(db: Connection, rule: Rule, profiles: Sequence[int], beside: Collection[str] = ()) -> dict[int, str]:
    """For each customer the conditions that let it in, with what it has there: “Last purchase: 03.07.2025”.

    Where a group asks for one of several, those that hold tell the most; conditions everybody in the list shares come
    only where there is nothing else to say. So do fields that stand `beside` it anyway.
    """
    leaves = [(path, part) for path, part in walk(rule) if isinstance(part, Condition)]
    positive = [place for place, (path, _part) in enumerate(leaves) if not _denied(rule, path)]
    chosen = [place for place in positive if _optional(rule, leaves[place][0])] or positive
    chosen = [place for place in chosen if leaves[place][1].field not in beside] or chosen
    named = {place: _(fields.ALL[leaves[place][1].field].title) for place in chosen}
    return {
        profile: " · ".join(dict.fromkeys(_reason(named[at], answers[at]) for at in chosen if answers[at].holds))
        for profile, answers in explain_all(db, rule, profiles).items()
    }


def _reason(title: str, answer: Answer) -> str:
    return f"{title}: {answer.value}" if answer.value != evaluate.UNKNOWN else answer.condition


def _ancestors(rule: Rule, path: Path) -> list[Rule]:
    found = [rule]
    for number in path:
        found.append(children(found[-1])[number])
    return found[:-1]


def _denied(rule: Rule, path: Path) -> bool:
    return any(isinstance(part, Not) for part in _ancestors(rule, path))


def _optional(rule: Rule, path: Path) -> bool:
    return any(isinstance(part, Either) for part in _ancestors(rule, path))


def emptied_by(db: Connection, rule: Rule) -> Rule | None:
    """The first part without which somebody would still be left; None where somebody is in the rule."""
    if evaluate.count(db, rule):
        return None
    if not isinstance(rule, All):
        return rule
    prefixes: list[Rule] = [All(rule.parts[:n]) if n > 1 else rule.parts[0] for n in range(1, len(rule.parts) + 1)]
    hits = evaluate.count_each(db, prefixes)
    return next((part for part, n in zip(rule.parts, hits, strict=True) if n == 0), rule)


def blank_fields(db: Connection, rule: Rule) -> list[str]:
    """Fields the rule asks about that no customer has filled; asking whether they are unknown is fair."""
    asked = {part.field for _path, part in walk(rule) if isinstance(part, Condition) and part.operator != "empty"}
    return [name for name, share in filled(db, sorted(asked)).items() if share == 0]


def filled(db: Connection, names: Sequence[str] = tuple(fields.ALL)) -> dict[str, float]:
    """The share of customers, 0..1, for whom a field is known; “bought” counts those with articles."""
    if not names:
        return {}
    later.prepare(db, names)
    bought = f"p.id IN ({fields.BOUGHT.format(match='1')})"
    known = [f"{fields.ALL[name].sql} <> ''" if fields.ALL[name].sql else bought for name in names]
    sums = ", ".join(f"coalesce(avg(coalesce({expression}, 0)), 0)" for expression in known)
    row = db.execute(f"SELECT {sums} FROM profile AS p LEFT JOIN figure AS g ON g.profile_id = p.id").fetchone()
    return dict(zip(names, row, strict=True))
