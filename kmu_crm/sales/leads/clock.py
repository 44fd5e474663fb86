"""How long sales has to answer: so many working days and hours after the hand-over."""

from datetime import UTC, datetime, timedelta

_FORM = "%Y-%m-%dT%H:%M:%SZ"
_SATURDAY = 5


def due(handed: str, working_days: int, hours: int) -> str:
    """The moment by which an answer is due, both in UTC. Saturdays and Sundays do not count; public holidays do."""
    moment, left = _read(handed) + timedelta(hours=hours), working_days
    while left > 0 or moment.weekday() >= _SATURDAY:
        moment += timedelta(days=1)
        left -= moment.weekday() < _SATURDAY
    return moment.strftime(_FORM)


def left(until: str, now: str) -> int:
    """Seconds that are left; less than nothing where the time is over."""
    return round((_read(until) - _read(now)).total_seconds())


def _read(moment: str) -> datetime:
    return datetime.strptime(moment, _FORM).replace(tzinfo=UTC)
