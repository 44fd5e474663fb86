"""Whom a call is about: name, contact, class and what the gate wants to know."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.fields import text

_PEOPLE = """
    SELECT p.id, p.kind, p.display_name, coalesce(p.title, ''), coalesce(p.given_name, ''), coalesce(p.family_name, ''),
           p.customer_numbers, coalesce(p.country, ''), g.last_purchase, coalesce(g.value_class, ''),
           coalesce(g.lifecycle, 'prospect'), coalesce(g.revenue_12m, 0), coalesce(g.revenue_net, 0), coalesce(g.currency, 'EUR')
    FROM json_each(?) AS w CROSS JOIN profile AS p ON p.id = w.value LEFT JOIN figure AS g ON g.profile_id = p.id"""


@dataclass(frozen=True)
class Person:
    """One profile; `phase`: as in `value.phase`; money in cents; texts are '' where unknown."""

    profile_id: int
    kind: str
    display_name: str
    title: str
    given_name: str
    family_name: str
    customer_numbers: str
    country: str
    last_purchase: str | None
    value_class: str
    phase: str
    revenue_12m: int
    revenue_net: int
    currency: str

    @property
    def name(self) -> str:
        return text.clean(self.display_name)

    @property
    def contact(self) -> str:
        """The person of a company; '' where the customer is one."""
        parts = (self.title, self.given_name, self.family_name) if self.kind == "company" else ()
        return text.clean(" ".join(part for part in parts if part))

    @property
    def worth(self) -> tuple[str, int, int, int]:
        """Sorts the most valuable first."""
        return (self.value_class or "E", -self.revenue_12m, -self.revenue_net, self.profile_id)


def people(db: Connection, profiles: Sequence[int]) -> dict[int, Person]:
    """Those that are there."""
    return {row[0]: Person(*row) for row in db.execute(_PEOPLE, (json.dumps(list(profiles)),))}
