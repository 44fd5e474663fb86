"""From a segment, by name or rule text, to a mailing list: the plan that is shown and the file that is written."""

from pathlib import Path
from sqlite3 import Connection

from kmu_crm.consent.words import Channel, Purpose
from kmu_crm.desk.derive import key_date
from kmu_crm.errors import KmuError
from kmu_crm.outreach import export as outreach
from kmu_crm.outreach.plan import Plan, Request
from kmu_crm.outreach.plan import plan as make_plan
from kmu_crm.segments import evaluate, store
from kmu_crm.segments.parser import parse
from kmu_crm.segments.rules import Rule, to_text


def rule_of(db: Connection, segment: str) -> tuple[str, Rule]:
    """The name ('' where there is none) and the rule of a saved or ready segment, or of a rule text."""
    try:
        return store.named(db, segment)
    except store.NoSuchSegment:
        if not _looks_like_a_rule(segment):
            raise
        return "", parse(segment)


def way_to(db: Connection, name: str, rule: Rule) -> str:
    """What `rule_of` takes to come to just this rule: the name, or the rule's text where that name means another one."""
    try:
        return name if rule_of(db, name)[1] == rule else to_text(rule)
    except KmuError:
        return to_text(rule)


def _looks_like_a_rule(text: str) -> bool:
    """A rule has at least a field, an operator and a value; a mistyped name seldom has."""
    return len(text.split()) >= 3


def plan(
    db: Connection, segment: str, *, purpose: Purpose, channel: Channel, preset: str,
    control: float = 0.0, arms: int = 1, seed: int | None = None, own: Path | None = None,
    columns: tuple[str, ...] | None = None, reason: str = "",
) -> Plan:  # fmt: skip
    """Who would get it, who drops out and why. Asks only. `columns`, `reason`: as in `Request`."""
    name, rule = rule_of(db, segment)
    text = to_text(rule)
    return make_plan(
        db,
        Request(
            name=name or text, profile_ids=tuple(evaluate.members(db, rule)), rule=text, purpose=purpose, channel=channel, preset=preset,
            control=control, arms=arms, seed=seed, as_of=key_date(db), own=own, segment=name,
            columns=columns, reason=reason,
        ),
    )  # fmt: skip


def export(
    db: Connection, segment: str, target: Path, *, purpose: Purpose, channel: Channel, preset: str, author: str,
    control: float = 0.0, arms: int = 1, seed: int | None = None, own: Path | None = None, reason: str = "",
) -> outreach.Export:  # fmt: skip
    """Writes the file and its entry in the log, or neither."""
    planned = plan(
        db, segment, purpose=purpose, channel=channel, preset=preset, control=control, arms=arms, seed=seed, own=own,
        reason=reason,
    )  # fmt: skip
    return outreach.write(db, planned, target, author)
