"""One lead: what happened with it and when, and the facts behind its points."""

from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.fields import show
from kmu_crm.i18n import _
from kmu_crm.sales.leads import words
from kmu_crm.sales.leads.criteria import SIGNS, criteria
from kmu_crm.sales.leads.stages import Lead, ask, lead
from kmu_crm.segments import evaluate

_SIGNS = """
    SELECT sign, count(*), sum(points), max(day) FROM earned
    WHERE again = (SELECT rejected IS NOT NULL FROM begun) GROUP BY sign ORDER BY sum(points) DESC, sign"""
_SAID = "SELECT id, at, author, kind, owner, due, reason, text FROM said ORDER BY id"
# Most are none: what `stages.sql` begins with, of one profile.
_MAY_BE = """
    SELECT EXISTS (SELECT 1 FROM membership AS m JOIN party AS x ON x.record_id = m.record_id AND x.current = 1 AND x.is_lead = 1
                   WHERE m.profile_id = :profile)
        OR EXISTS (SELECT 1 FROM membership AS m CROSS JOIN fact AS f INDEXED BY fact_record ON f.record_id = m.record_id
                   WHERE m.profile_id = :profile AND f.current = 1 AND f.kind IN ('lead', 'enquiry'))
        OR EXISTS (SELECT 1 FROM decision AS d, json_each(d.what, '$.records') AS j
                   WHERE d.kind IN ('lead_handed', 'lead_accepted', 'lead_rejected', 'lead_owner')
                     AND j.value IN (SELECT record_id FROM membership WHERE profile_id = :profile))"""


@dataclass(frozen=True)
class Earned:
    """Points and the facts behind them, in words; `n` facts, the last on `day`; n is 0 for what somebody is."""

    what: str
    n: int
    day: str | None
    points: int


@dataclass(frozen=True)
class Step:
    """`what`: a stage, or handed, owner. `decision`: what can be taken back; `detail` in words, such as the owner or reason."""

    day: str
    what: str
    detail: str
    author: str | None
    decision: int | None


@dataclass(frozen=True)
class Story:
    """One lead with all that belongs to it; `mql` and `sal`: the points asked for."""

    lead: Lead
    steps: list[Step]
    earned: list[Earned]
    mql: int
    sal: int


def story(db: Connection, profile: int, as_of: str | None = None) -> Story | None:
    """Of a profile number; None where it never was a lead."""
    if not db.execute(_MAY_BE, {"profile": profile}).fetchone()[0]:
        return None
    found, by = lead(db, profile, as_of), criteria()
    if found is None:
        return None
    said = ask(db, _SAID, as_of, profile).fetchall()
    return Story(found, _steps(found, said), _earned(db, profile, as_of), by.mql, by.sal)


def told(step: Step) -> str:
    """What a step is called."""
    match step.what:
        case "handed":
            return _("Handed over")
        case "owner":
            return _("Other owner")
    return words.stage(step.what)


def _steps(of: Lead, said: Sequence[tuple[int, str, str, str, str, str, str, str]]) -> list[Step]:
    """Oldest first; on one day what follows from facts comes before what people said."""
    derived = [("mcl" if of.inside or said else "parked", of.since), ("mql", of.mql), ("mql", of.mql_again)]
    if of.stage == "nurture" and not of.rejected_at:
        derived.append(("nurture", of.stage_day))
    steps = [Step(day, what, "", None, None) for what, day in derived if day]
    for number, at, author, kind, owner, due, reason, text in said:
        what = {"lead_handed": "handed", "lead_owner": "owner", "lead_accepted": "sal"}.get(kind, "nurture")
        detail = words.reason(reason, text) if reason else owner or ""
        if kind == "lead_handed" and due:
            detail = _("{owner}, answer due {when}").format(owner=owner, when=show.moment(due))
        steps.append(Step(at[:10], what, detail, author, number))
    if of.sold:
        steps.append(Step(of.sold, "customer", "", None, None))
    return sorted(steps, key=lambda step: (step.day, step.decision or (0 if step.what != "customer" else 1 << 62)))


def _earned(db: Connection, profile: int, as_of: str | None) -> list[Earned]:
    signs = ask(db, _SIGNS, as_of, profile).fetchall()
    found = [Earned(_(SIGNS[sign]), n, day, points) for sign, n, points, day in signs]
    by = criteria()
    expressions, bound = evaluate.compiled(db, [one.rule for one in by.firm])
    if not expressions:
        return found
    row = db.execute(
        f"SELECT {', '.join(expressions)} FROM profile AS p LEFT JOIN figure AS g ON g.profile_id = p.id WHERE p.id = :only",
        dict(bound) | {"only": profile},
    ).fetchone()
    return found + [Earned(one.title, 0, None, one.points) for one, holds in zip(by.firm, row, strict=True) if holds]
