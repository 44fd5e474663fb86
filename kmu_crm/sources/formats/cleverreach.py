"""CleverReach's receivers: days say what a status says elsewhere."""

from typing import Any

Values = dict[str, list[Any]]


class Receivers:
    """Active are those with a day of activation; all others agreed to nothing. That day is set for uploaded addresses, too:
    it dates what was agreed, and proves no double opt-in."""

    def __init__(self, head: list[str]):
        del head  # CleverReach writes no machine line

    def derive(self, values: Values, size: int) -> Values:
        activated = values.pop("consent_confirmed_at", None) or [None] * size
        return values | {"consent_status": ["active" if on else "" for on in activated], "consent_at": activated}
