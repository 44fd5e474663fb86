"""Everything a person sees of a segment while building it, and the sizes of all segments beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.errors import KmuError
from kmu_crm.profiles import queries as profiles
from kmu_crm.profiles.queries import ProfileLine
from kmu_crm.segments import because, compare, evaluate, rules
from kmu_crm.segments.apart import Trait, apart
from kmu_crm.segments.compare import Side
from kmu_crm.segments.parser import parse
from kmu_crm.segments.rules import Rule

PREVIEW = 200
BESIDE = ("value_class", "revenue_12m")  # columns of the preview; the reasons need not repeat them


@dataclass(frozen=True)
class Outlook:
    """`members`: all profile numbers, highest revenue first. `lines`: the first 200, `reasons` why they are in.

    `emptied_by`: the part that leaves nobody, where nobody is in it; `blank`: fields asked about that nobody has.
    """

    members: Sequence[int]
    total: int
    side: Side
    lines: Sequence[ProfileLine]
    reasons: Mapping[int, str]
    traits: Sequence[Trait]
    emptied_by: Rule | None
    blank: Sequence[str]


def look(db: Connection, rule: Rule) -> Outlook:
    members = evaluate.members(db, rule)
    shown = members[:PREVIEW]
    asked = {part.field for _path, part in rules.walk(rule) if isinstance(part, rules.Condition)}
    return Outlook(
        members=members,
        total=profiles.count(db),
        side=compare.side(db, members),
        lines=profiles.lines(db, shown),
        reasons=because.because(db, rule, shown, BESIDE),
        traits=apart(db, members, without=asked),
        emptied_by=None if members else because.emptied_by(db, rule),
        blank=because.blank_fields(db, rule),
    )


def sizes(db: Connection, texts: Sequence[str]) -> list[int | None]:
    """How many customers each rule text hits; None for one that can no longer be read."""
    parsed = [_readable(text) for text in texts]
    hits = iter(evaluate.count_each(db, [rule for rule in parsed if rule is not None]))
    return [None if rule is None else next(hits) for rule in parsed]


def _readable(text: str) -> Rule | None:
    try:
        return parse(text)
    except KmuError:
        return None
