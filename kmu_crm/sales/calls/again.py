"""Who is to be called once more on the day of a call: a follow-up that was noted after it and is due by then."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from sqlite3 import Connection

from kmu_crm.decisions import tasks
from kmu_crm.decisions.tasks import Task
from kmu_crm.sales.calls.finding import Hit
from kmu_crm.sales.calls.history import Called
from kmu_crm.sales.calls.rules import Rules

_WHOSE = """
    SELECT DISTINCT m.profile_id, w.key FROM json_each(:records) AS w, json_each(w.value) AS r
    CROSS JOIN membership AS m ON m.record_id = r.value ORDER BY w.key"""


def again(db: Connection, sheet: Rules, day: str, said: Mapping[int, Sequence[Called]]) -> dict[int, list[Hit]]:
    """By profile: the tasks due on an ISO day that are younger than the last call of that day, the oldest first. `said`: the
    calls up to that day, as `history.calls` gives them."""
    last = {profile: calls[-1] for profile, calls in said.items() if calls and calls[-1].day == day}
    if not last or not any(rule.code == "task" for rule in sheet.rules):
        return {}
    due = [one for one in tasks.due(db, day) if any(_is_after(one, call) for call in last.values())]
    found: dict[int, list[Hit]] = {}
    for profile, place in db.execute(_WHOSE, {"records": json.dumps([one.records for one in due])}):
        one = due[place]
        if profile in last and _is_after(one, last[profile]):
            hit = Hit(profile, "task", since=one.at[:10], day=one.due, text=one.text, task=one.id)
            found.setdefault(profile, []).append(hit)
    return found


def _is_after(task: Task, call: Called) -> bool:
    """By what the file knew when the task was noted; else by the clock, where it is known when the call was."""
    if task.seen >= call.fact_id:
        return True
    return len(call.at) > len(call.day) and _moment(task.at) > _moment(call.at)


def _moment(at: str) -> datetime:
    """A time without a zone is one of this computer's clock."""
    return datetime.fromisoformat(at).astimezone(UTC)
