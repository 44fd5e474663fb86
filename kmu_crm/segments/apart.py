"""What sets the customers of a segment apart from all others: shares that differ by more than chance."""

import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.fields import show
from kmu_crm.i18n import N_, _
from kmu_crm.insight.statistics import adjusted, two_proportions
from kmu_crm.segments import fields, values

LEAST_CUSTOMERS, LEAST_P, LEAST_DIFFERENCE = 20, 0.05, 0.05
_FIELDS = ("phase", "value_class", "kind", "country", "city", "system", "tag", "email_ok", "phone_ok", "post_ok")
_COMPLAINED, _OWES = N_("Had a complaint"), N_("Has open items")
_BUYS = N_("Has bought {article}")
_MOST_VALUES = 200  # a field with more different values is a name or a number, no trait

_INSIDE = "p.id IN (SELECT value FROM json_each(:inside))"
_FROM = "FROM profile AS p LEFT JOIN figure AS g ON g.profile_id = p.id"
_YES_OR_NO = (("complaints", _COMPLAINED, "g.complaints > 0"), ("open_amount", _OWES, "g.open_amount > 0"))
_ARTICLES = f"""
    SELECT name, count(*), sum({_INSIDE}) FROM (
        SELECT DISTINCT c.profile_id AS id, coalesce(l.name, a.name, l.article) AS name
        FROM counted AS c JOIN line AS l ON l.fact_id = c.lines_fact JOIN fact AS h ON h.id = l.fact_id
        LEFT JOIN article AS a ON a.source_id = h.source_id AND a.key = l.article AND a.current = 1
        WHERE c.purchase = 1) AS p
    WHERE name <> '' GROUP BY name HAVING count(*) >= {LEAST_CUSTOMERS}"""


@dataclass(frozen=True)
class Trait:
    """Shares 0..1; `p`: two-sided, after Benjamini-Hochberg 1995. “More often”, not “because”."""

    title: str
    inside: float
    overall: float
    p: float

    @property
    def shares(self) -> str:
        return _("{inside} instead of {overall}").format(
            inside=show.percent(self.inside), overall=show.percent(self.overall)
        )


def apart(db: Connection, profiles: Sequence[int], without: Collection[str] = (), most: int = 5) -> list[Trait]:
    """The largest differences first; `without` names fields that the segment's own rule asks about.

    A trait needs 20 customers, the segment too; the share in it is tested against the share among the others (pooled z
    test), and differs from the share of all by at least 5 points.
    """
    (total,) = db.execute("SELECT count(*) FROM profile").fetchone()
    n, bound = len(profiles), {"inside": json.dumps(list(profiles))}
    if n < LEAST_CUSTOMERS or n == total:
        return []
    counted = [row for row in _counted(db, bound, without) if row[1] >= LEAST_CUSTOMERS]
    ps = adjusted([two_proportions(k, n, all_k - k, total - n) for _title, all_k, k in counted])
    found = [Trait(title, k / n, all_k / total, p) for (title, all_k, k), p in zip(counted, ps, strict=True)]
    sure = [one for one in found if one.p < LEAST_P and abs(one.inside - one.overall) >= LEAST_DIFFERENCE]
    return sorted(sure, key=lambda one: (-abs(one.inside - one.overall), one.title))[:most]


def _counted(db: Connection, bound: dict[str, str], without: Collection[str]) -> list[tuple[str, int, int]]:
    """(title, customers that have it, those of them in the segment)."""
    found: list[tuple[str, int, int]] = []
    for name in _FIELDS:
        if name not in without:
            found += _by_value(db, fields.ALL[name], bound)
    for name, title, holds in _YES_OR_NO:
        if name not in without:
            has, inside = db.execute(
                f"SELECT coalesce(sum({holds}), 0), coalesce(sum(({holds}) AND {_INSIDE}), 0) {_FROM}", bound
            ).fetchone()
            found.append((_(title), has, inside))
    if "bought" not in without:
        found += [(_(_BUYS).format(article=name), has, inside) for name, has, inside in db.execute(_ARTICLES, bound)]
    return found


def _by_value(db: Connection, field: fields.Field, bound: dict[str, str]) -> list[tuple[str, int, int]]:
    has: dict[str, int] = defaultdict(int)
    inside: dict[str, int] = defaultdict(int)
    for value, n, k in db.execute(f"SELECT {field.sql}, count(*), sum({_INSIDE}) {_FROM} GROUP BY 1", bound):
        for one in str(value or "").split("|") if field.kind == "many" else [str(value or "")]:
            has[one] += n
            inside[one] += k
    named = [value for value in has if value]
    if len(named) > _MOST_VALUES:
        return []
    told = {"choice": values.choice, "many": values.system if field.name == "system" else str}.get(field.kind, str)
    return [(f"{_(field.title)}: {told(value)}", has[value], inside[value]) for value in named]
