"""Who recommended us to whom: by customer numbers, one level, told apart from own revenue.

As in `amounts`: a number that two customers bear proves nothing, and nobody recommends themselves.
"""

import json
from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.profiles import search

_RECRUITED = """
    SELECT p.id, p.display_name, coalesce(f.revenue_net, 0) FROM json_each(:numbers) AS w
    CROSS JOIN profile AS p INDEXED BY profile_recommended ON p.recommended_by = w.value AND p.recommended_by <> ''
    LEFT JOIN figure AS f ON f.profile_id = p.id
    WHERE p.id <> :profile ORDER BY f.revenue_net DESC, p.id"""


@dataclass(frozen=True)
class Recruit:
    """A customer who came by recommendation; `revenue_net` in cents, of all time."""

    profile: int
    name: str
    revenue_net: int


@dataclass(frozen=True)
class Referrals:
    """`by`: who recommended us to this customer (profile, name), None where nobody is known; `recruited`: the most valuable
    first."""

    by: tuple[int, str] | None
    recruited: tuple[Recruit, ...]

    @property
    def revenue_net(self) -> int:
        return sum(one.revenue_net for one in self.recruited)


def of(db: Connection, profile: int) -> Referrals:
    row = db.execute("SELECT customer_numbers, recommended_by FROM profile WHERE id = ?", (profile,)).fetchone()
    if row is None:
        return Referrals(None, ())
    numbers, by = [one for one in row[0].split("|") if one], row[1]
    own = [one for one in numbers if [found for found, _name in search.numbered(db, one)] == [profile]]
    recruited = db.execute(_RECRUITED, {"numbers": json.dumps(own), "profile": profile}) if own else ()
    named = search.numbered(db, by) if by else ()
    first = named[0] if len(named) == 1 and named[0][0] != profile else None
    return Referrals(first, tuple(Recruit(*one) for one in recruited))
