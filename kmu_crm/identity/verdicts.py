"""One, apart, split: what people decide about records. Hard: they outlast every import and every rebuild.

A decision stores the record numbers as they stood when it was made; a later one goes before an earlier one. Profiles
follow at the next `match.update`, for which the records stand in line.
"""

from collections.abc import Collection
from sqlite3 import Connection

from kmu_crm.decisions import journal
from kmu_crm.errors import KmuError
from kmu_crm.fields import show
from kmu_crm.i18n import N_
from kmu_crm.identity import correspondents

KINDS = ("one", "apart", "split")


class NoSuchRecord(KmuError):
    text = N_("There is no customer with the number {number}.")
    advice = N_("Numbers stand beside the name in the list of customers.")
    code = "no_record"


class SameProfile(KmuError):
    text = N_("{a} and {b} are the same customer already.")
    code = "same_profile"


class NotApart(KmuError):
    text = N_("{a} and {b} are one customer. Use “split” to take records out of it.")
    code = "not_apart"


class NotInProfile(KmuError):
    text = N_("The record {number} does not belong to the customer {profile}.")
    code = "not_in_profile"


class NothingLeft(KmuError):
    text = N_("Choose some records of the customer {profile}, not all and not none.")
    code = "nothing_left"


class Contradicts(KmuError):
    text = N_("{a} and {b} cannot become one customer: {author} decided on {day} that {left} and {right} are two.")
    advice = N_("Take that decision back first: on the page of duplicates, newest first, or with “revoke {decision}”.")
    code = "contradicts"


def profile_of(db: Connection, number: int) -> int | None:
    """The profile a record number leads to; None where no live record bears it."""
    row = db.execute("SELECT profile_id FROM membership WHERE record_id = ?", (number,)).fetchone()
    return None if row is None else int(row[0])


def records_of(db: Connection, number: int) -> list[int]:
    """All records of the profile that a record number leads to, without addresses out of mail, which come and go. Raises
    NoSuchRecord."""
    guests = set(correspondents.of(db, members := _members(db, number)))
    return [record for record in members if record not in guests]


def _members(db: Connection, number: int) -> list[int]:
    profile = profile_of(db, number)
    if profile is None:
        raise NoSuchRecord(number=number)
    rows = db.execute("SELECT record_id FROM membership WHERE profile_id = ? ORDER BY record_id", (profile,))
    return [record for (record,) in rows]


def merge(db: Connection, a: int, b: int, author: str) -> int:
    """These two customers are one. Returns the decision's number; it goes before one that said of the same two that they are
    not. Raises NoSuchRecord, SameProfile, and Contradicts where a standing decision keeps apart others who would come
    together."""
    left, right = records_of(db, a), records_of(db, b)
    if left == right:
        raise SameProfile(a=a, b=b)
    together = {*left, *right}
    for decision in journal.standing(db, ("apart", "split")):
        here = [together.intersection(decision.what[side]) for side in ("left", "right")]
        if all(here) and not {a, b} <= here[0] | here[1]:
            told = {"author": decision.author, "day": show.moment(decision.at), "decision": decision.id}
            raise Contradicts(a=a, b=b, left=min(here[0]), right=min(here[1]), **told)
    return journal.decide(db, "one", {"left": left, "right": right}, author)


def apart(db: Connection, a: int, b: int, author: str) -> int:
    """These two customers are not one, whatever their data say. Raises NoSuchRecord, NotApart."""
    left, right = records_of(db, a), records_of(db, b)
    if left == right:
        raise NotApart(a=a, b=b)
    return journal.decide(db, "apart", {"left": left, "right": right}, author)


def split(db: Connection, profile: int, records: Collection[int], author: str) -> int:
    """Takes these records out of a customer; they become one of their own, but for addresses out of mail, which are then
    nobody's. Raises NotInProfile, NothingLeft."""
    members = _members(db, profile)
    for number in records:
        if number not in members:
            raise NotInProfile(number=number, profile=profile)
    rest = [number for number in records_of(db, profile) if number not in set(records)]
    if not rest or not records:
        raise NothingLeft(profile=profile)
    return journal.decide(db, "split", {"left": sorted(set(records)), "right": rest}, author)


def ties(decision: journal.Decision) -> list[list[int]]:
    """The groups of records a decision holds together."""
    left, right = decision.what["left"], decision.what["right"]
    if decision.kind == "one":
        return [[*left, *right]]
    return [left, right] if decision.kind == "split" else []
