"""Etsy's orders: what an order came to once something of it was given back stands beside what it came to at first."""

from typing import Any

from kmu_crm.fields import money

Values = dict[str, list[Any]]


class Orders:
    """What was given back is the difference. A nought there is what an order has of which nothing was."""

    def __init__(self, head: list[str]):
        del head  # Etsy writes no machine line

    def derive(self, values: Values, size: int) -> Values:
        left = money.in_cents(cell or "" for cell in values.get("hook_adjusted") or [None] * size)
        rows = zip(values.get("gross") or [None] * size, left, strict=True)
        return values | {
            "refunded": [gross - rest if gross and rest and rest < gross else None for gross, rest in rows]
        }
