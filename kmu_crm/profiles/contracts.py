"""When the contracts of customers end and until when they can be given up, on a key date. Of each the store keeps the end that its
list told, or that followed from its term; one that goes on by what its list says has a next end after that, found when it is asked for.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from sqlite3 import Connection
from typing import Any

from kmu_crm.fields import period

_MOST_ENDS = 120  # a notice of ten years, and a contract that goes on by the month
OVER = ("cancelled", "closed")  # states of a contract that goes on no more
_CONTRACTS = "f.current = 1 AND f.kind = 'contract' AND f.due IS NOT NULL"
_COLUMNS = "m.profile_id, f.id, f.day, f.due, f.text, f.status, f.attributes"
_ALL = f"""
    SELECT {_COLUMNS} FROM fact AS f INDEXED BY fact_contract CROSS JOIN membership AS m ON m.record_id = f.record_id
    WHERE {_CONTRACTS} ORDER BY f.due, f.id"""
_AHEAD = f"""
    SELECT {_COLUMNS} FROM fact AS f INDEXED BY fact_contract CROSS JOIN membership AS m ON m.record_id = f.record_id
    WHERE {_CONTRACTS} AND iif(f.due < :day, coalesce(f.attributes, '') LIKE '%contract_renewal%', f.due <= :last OR f.text <> '')
    ORDER BY f.due, f.id"""
_OF_SOME = f"""
    SELECT {_COLUMNS} FROM fact AS f INDEXED BY fact_contract CROSS JOIN membership AS m ON m.record_id = f.record_id
    WHERE {_CONTRACTS} AND f.record_id IN (
        SELECT s.record_id FROM json_each(:profiles) AS w CROSS JOIN membership AS s ON s.profile_id = w.value)
    ORDER BY f.due, f.id"""


@dataclass(frozen=True)
class Terms:
    """What is known of one contract; ISO days, the texts as its list has them, "" for what is not known."""

    begins: str
    due: str
    notice: str
    status: str
    term: str
    renewal: str
    cancelled: str = ""  # on which day notice was given
    until: str = ""  # and to which end

    def ends(self, day: str) -> str:
        """The end that holds on an ISO day: the first one, or the next where the contract went on, or will for sure because no
        notice can be given to the one before any more; "" for none."""
        if self.status.lower() in OVER and (self.until or self.cancelled):
            return self.until or replace(self, status="", cancelled="").ends(self.cancelled)
        end = self._end_from(day)
        for _time in range(_MOST_ENDS):
            if not end or end < day or not "" < self.last_notice(end) < day:
                return end
            before, end = end, self._end_from(period.day_after(end))
            if end == before:  # nobody says that it goes on
                return end
        return end

    def _end_from(self, day: str) -> str:
        again = period.renewal(self.renewal) if self.renewal else None
        if not self.due or self.due >= day or again is None:
            return self.due
        if self.status.lower() in OVER:
            return ""  # it went on until somebody gave it up, and nobody says when that was
        if again == period.ENDLESS:
            return ""
        term = period.read(self.term)
        again = term if again == period.AUTOMATIC else again
        if not isinstance(again, period.Period):
            return self.due
        if self.begins and term and period.last_day(self.begins, term) == self.due:
            return period.next_end(self.begins, term, again, day)
        return period.next_end(period.day_after(self.due), None, again, day)

    def notice_until(self, day: str) -> str:
        """The last day to give notice to that end, which may be over; "" where nobody says, or the contract is over."""
        return self.last_notice(self.ends(day))

    def last_notice(self, ends: str) -> str:
        """The same, of an end that is known."""
        found = period.notice(self.notice) if self.notice and ends else None
        return period.last_notice(ends, found) if found and self.status.lower() not in OVER else ""


@dataclass(frozen=True)
class Ending:
    """A contract on a key date: `until` when notice can still be given, "" for no more; both ISO days."""

    profile: int
    fact_id: int
    ends: str
    until: str


def terms(begins: str | None, due: str | None, notice: str | None, status: str | None, attributes: str | None) -> Terms:
    """Of the columns of a fact."""
    told = _told(attributes) if attributes and "contract_" in attributes else ("", "")
    return Terms(begins or "", due or "", notice or "", status or "", *told)


@lru_cache(maxsize=1_000)
def _told(attributes: str) -> tuple[str, ...]:
    said = json.loads(attributes)
    return tuple(str(said.get(f"contract_{name}", "")) for name in ("term", "renewal", "cancelled", "until"))


def endings(db: Connection, day: str, profiles: Sequence[int] | None = None) -> Iterator[Ending]:
    """Of all contracts that end, or those of some customers; contracts are few, their index is looked through."""
    if profiles is None:
        return _endings(db.execute(_ALL), day)
    return _endings(db.execute(_OF_SOME, {"profiles": json.dumps(list(profiles))}), day)


def ahead(db: Connection, day: str, last: str, profile: int | None = None) -> list[Ending]:
    """Contracts of which the end, or the last day of notice, lies between two ISO days; the next of these first."""
    named = {"day": day, "last": last}
    found = endings(db, day, [profile]) if profile is not None else _endings(db.execute(_AHEAD, named), day)
    due = [one for one in found if day <= one.ends <= last or (one.until and one.until <= last)]
    return sorted(due, key=lambda one: (one.until or one.ends, one.fact_id))


def _endings(rows: Iterable[tuple[Any, ...]], day: str) -> Iterator[Ending]:
    for profile, fact_id, *columns in rows:
        ends, until = _reckoned(terms(*columns), day)
        if ends:
            yield Ending(profile, fact_id, ends, until if until >= day else "")


@lru_cache(maxsize=10_000)
def _reckoned(of: Terms, day: str) -> tuple[str, str]:
    """A list of calls and a rule ask for the same ones several times."""
    ends = of.ends(day)
    return ends, of.last_notice(ends)


def of_customers(db: Connection, day: str, profiles: Sequence[int] | None = None) -> dict[int, tuple[str, str]]:
    """Profile -> the next day on which a contract ends, the last one where none is ahead; and the next until which notice can be
    given, "" for none."""
    ends: dict[int, str] = {}
    until: dict[int, str] = {}
    for one in endings(db, day, profiles):
        known = ends.get(one.profile, "")
        nearer = one.ends < known if known >= day and one.ends >= day else one.ends > known
        ends[one.profile] = one.ends if nearer else known
        if one.until:
            until[one.profile] = min(until.get(one.profile, one.until), one.until)
    return {profile: (end, until.get(profile, "")) for profile, end in ends.items()}


def scored_at(db: Connection, otherwise: str) -> str:
    """The key date of the figures in the store."""
    row = db.execute("SELECT as_of FROM figure LIMIT 1").fetchone()
    return str(row[0]) if row else otherwise
