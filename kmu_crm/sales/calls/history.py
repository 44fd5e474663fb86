"""The calls there were: what came of them, who rests after one, and who left the list for a time."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from sqlite3 import Connection

from kmu_crm.i18n import N_
from kmu_crm.sales.calls import outcomes
from kmu_crm.sales.calls.rules import Rules

_CALLS = """
    SELECT m.profile_id, f.id, f.day, coalesce(f.at, f.day), coalesce(f.outcome, ''), coalesce(f.text, f.subject, '')
    FROM json_each(:profiles) AS w CROSS JOIN membership AS m ON m.profile_id = w.value
    CROSS JOIN fact AS f INDEXED BY fact_record ON f.record_id = m.record_id
    WHERE f.current = 1 AND f.kind = 'call' AND f.day >= date(:day, '-' || :months || ' months') AND f.day <= :day
    ORDER BY m.profile_id, f.day, coalesce(f.at, f.day), f.id"""
_OF_DAY = """
    SELECT m.profile_id, max(s.system = 'kmu_crm')
    FROM fact AS f INDEXED BY fact_call CROSS JOIN membership AS m ON m.record_id = f.record_id
    JOIN source AS s ON s.id = f.source_id
    WHERE f.current = 1 AND f.kind = 'call' AND f.day = ? GROUP BY 1 ORDER BY min(f.id)"""


@dataclass(frozen=True)
class Called:
    """One call. `day` ISO, `at` a moment as far as known; `outcome` one of the six or '', `said` as it was written."""

    profile: int
    fact_id: int
    day: str
    at: str
    said: str
    text: str

    @property
    def outcome(self) -> str:
        return outcomes.read(self.said)


@dataclass(frozen=True)
class DropOut:
    """Why somebody is not called for a time. `code`: unreached, no_interest, annoyed; `n`: calls in vain; `since`: day of the
    last such call; `until`: the first ISO day on which the rules hold again."""

    profile: int
    code: str
    n: int
    since: str
    until: str


REASONS = {
    "unreached": N_("not reached {n} times in a row, last on {since}; pause until {until}"),
    "no_interest": N_("no interest on {since}; pause until {until}"),
    "annoyed": N_("annoyed on {since}; pause until {until}"),
}


def calls(db: Connection, profiles: Sequence[int], day: str, months: int) -> dict[int, list[Called]]:
    """The calls of these customers up to an ISO day, the oldest first; who has none is left out."""
    found: dict[int, list[Called]] = {}
    asked = {"profiles": json.dumps(list(profiles)), "day": day, "months": months}
    for row in db.execute(_CALLS, asked):
        found.setdefault(row[0], []).append(Called(*row))
    return found


def called_on(db: Connection, day: str) -> dict[int, bool]:
    """Profiles with a call on that day, in the order in which these were noted; whether one of them was typed in here."""
    return {profile: bool(here) for profile, here in db.execute(_OF_DAY, (day,))}


_LATELY = "f.current = 1 AND f.kind = 'call' AND f.day >= date(:day, '-' || :months || ' months') AND f.day <= :day"
_SAID = f"SELECT DISTINCT f.outcome FROM fact AS f INDEXED BY fact_call WHERE {_LATELY} AND f.outcome <> ''"
_TOLD = f"""
    SELECT m.profile_id FROM fact AS f INDEXED BY fact_call CROSS JOIN membership AS m ON m.record_id = f.record_id
    WHERE {_LATELY} AND f.outcome IN (SELECT value FROM json_each(:noes) UNION ALL SELECT value FROM json_each(:vain))
    GROUP BY 1 HAVING max(f.outcome IN (SELECT value FROM json_each(:noes))) OR count(*) >= :unreached"""


def all_turned_down(db: Connection, day: str, rules: Rules) -> dict[int, list[Called]]:
    """The calls of everybody who may have left the list: not interested once, or called in vain often enough."""
    asked = {"day": day, "months": rules.drop_out["most_months"], "unreached": rules.drop_out["unreached"]}
    meant: dict[str, list[str]] = {}
    for (said,) in db.execute(_SAID, asked):
        meant.setdefault(outcomes.read(said), []).append(said)
    words = {
        "noes": json.dumps(meant.get(outcomes.NO_INTEREST, [])),
        "vain": json.dumps(meant.get(outcomes.NOT_REACHED, [])),
    }
    profiles = [profile for (profile,) in db.execute(_TOLD, asked | words)]
    return calls(db, profiles, day, rules.drop_out["most_months"])


def drop_out(said: Sequence[Called], day: str, rules: Rules) -> DropOut | None:
    """Whether somebody with these calls has left the list on that day; where several reasons hold, the longest."""
    found = [one for one in (_in_vain(said, rules), _turned_down(said, rules)) if one and day < one.until]
    return max(found, key=lambda one: one.until, default=None)


def _in_vain(said: Sequence[Called], rules: Rules) -> DropOut | None:
    """Calls of which nobody knows what came of them say nothing, neither of the one nor of the other."""
    row: list[Called] = []
    for one in said:
        if one.outcome == outcomes.NOT_REACHED:
            row.append(one)
        elif one.outcome:
            row = []
    most = rules.drop_out["unreached"]
    if not row or not most or len(row) < most:
        return None
    until = months_after(row[-1].day, rules.drop_out["unreached_months"])
    return DropOut(row[-1].profile, "unreached", len(row), row[-1].day, until)


def _turned_down(said: Sequence[Called], rules: Rules) -> DropOut | None:
    """The last word counts: who orders afterwards is interested."""
    spoken = [one for one in said if one.outcome in outcomes.SPOKEN_TO or one.outcome == outcomes.CALL_BACK]
    if not spoken or spoken[-1].outcome not in (outcomes.NO_INTEREST, outcomes.NO_MORE_CALLS):
        return None
    last = spoken[-1]
    if last.outcome == outcomes.NO_MORE_CALLS:
        return None  # no pause: the gate keeps them, and what the gate has not heard waits there for a look
    code = "annoyed" if outcomes.is_annoyed(last.said) else "no_interest"
    return DropOut(last.profile, code, 1, last.day, months_after(last.day, rules.drop_out[f"{code}_months"]))


def rests(said: Sequence[Called], day: str, rules: Rules) -> bool:
    """Whether somebody was called so lately that today is too early."""
    known = [one for one in said if one.outcome]
    if not known:
        return False
    return day < days_after(known[-1].day, rules.rest[known[-1].outcome])


def spoken_since(said: Sequence[Called], since: str) -> bool:
    """Whether somebody was spoken to later than on that ISO day; a talk of the day itself may be how the matter came in."""
    return any(one.day > since and one.outcome in outcomes.SPOKEN_TO for one in said)


def follow_up_in(day: str, days: int) -> str:
    """The ISO day on which to call again; what falls on a weekend is for the Monday after."""
    at = date.fromisoformat(day) + timedelta(days=days)
    past_friday = at.weekday() - 4
    return (at + timedelta(days=3 - past_friday) if past_friday > 0 else at).isoformat()


def days_after(day: str, days: int) -> str:
    return date.fromordinal(min(date.fromisoformat(day).toordinal() + days, date.max.toordinal())).isoformat()


def months_after(day: str, months: int) -> str:
    """The same day that many months later, or the last of that month."""
    start = date.fromisoformat(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > 9998:
        return date.max.isoformat()
    first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=start.day - 1), first_of_next - timedelta(days=1)).isoformat()
