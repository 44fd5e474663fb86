"""One, apart, split: what people decide about records. Hard: they outlast every import and every rebuild.

A decision stores the record numbers as they stood when it was made; a later one goes before an earlier one. Profiles
follow at the next `match.update`, for which the records stand in line.
"""

from collections import defaultdict
from collections.abc import Collection
from sqlite3 import Connection

from kmu_crm.decisions import authors, journal
from kmu_crm.errors import KmuError
from kmu_crm.fields import show
from kmu_crm.i18n import N_
from kmu_crm.identity import by_number, correspondents, held, silent

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
    text = N_("{a} and {b} cannot become one customer: {left} and {right} were kept apart on {day} {by}.")
    advice = N_("Take that decision back first, with “revoke {decision}”.")
    code = "contradicts"


def profile_of(db: Connection, number: int) -> int | None:
    """The profile a record number leads to; None where no live record bears it."""
    row = db.execute("SELECT profile_id FROM membership WHERE record_id = ?", (number,)).fetchone()
    return None if row is None else int(row[0])


def records_of(db: Connection, number: int) -> list[int]:
    """All records of the profile that a record number leads to, without addresses out of mail, which come and go, and, where a
    file says anything of it, without those that none speaks of any more. Raises NoSuchRecord."""
    guests = set(correspondents.of(db, members := members_of(db, number)))
    known = [record for record in members if record not in guests]
    quiet = silent.of(db, known).left_with
    return [record for record in known if record not in quiet] or known


def members_of(db: Connection, number: int) -> list[int]:
    profile = profile_of(db, number)
    if profile is None:
        raise NoSuchRecord(number=number)
    rows = db.execute("SELECT record_id FROM membership WHERE profile_id = ? ORDER BY record_id", (profile,))
    return [record for (record,) in rows]


class Joined:
    """Profiles that decisions made one, while they stand in line to be drawn so; by a number that all of them share."""

    def __init__(self, db: Connection) -> None:
        self._other: dict[int, int] = {}
        waiting = {record for (record,) in db.execute("SELECT record_id FROM changed_record")}
        if not waiting:
            return
        apart: set[tuple[int, int]] = set()  # by a newer word
        for decision in reversed(journal.standing(db, KINDS)):
            if not waiting.issuperset(journal.records_of(decision.what)):
                continue
            sides = [{profile_of(db, record) for record in decision.what[side]} - {None} for side in ("left", "right")]
            pairs = {(min(a, b), max(a, b)) for a in sides[0] for b in sides[1] if a is not None and b is not None}
            if decision.kind != "one":
                apart |= pairs
            for a, b in pairs - apart if decision.kind == "one" else ():
                self.join(a, b)

    def __bool__(self) -> bool:
        return bool(self._other)

    def of(self, profile: int) -> int:
        while profile in self._other:
            profile = self._other[profile]
        return profile

    def groups(self) -> list[list[int]]:
        found: defaultdict[int, list[int]] = defaultdict(list)
        for profile in self._other:
            found[self.of(profile)].append(profile)
        return [[one, *others] for one, others in found.items()]

    def join(self, a: int, b: int) -> int:
        """The number of both by now."""
        one, other = sorted((self.of(a), self.of(b)))
        if one != other:
            self._other[other] = one
        return one


class Rulings:
    """Many decisions one after the other, each as if those before it had been carried out already; what stands is read once,
    so that each costs the same."""

    def __init__(self, db: Connection, author: str) -> None:
        self._db, self._author = db, author
        self._joined = Joined(db)
        self._records = {
            group[0]: sorted(record for profile in group for record in records_of(db, profile))
            for group in self._joined.groups()
        }
        self._held = held.standing(db)
        self._two: defaultdict[int, list[journal.Decision]] = defaultdict(list)  # record -> what keeps it apart
        for decision in journal.standing(db, ("apart", "split")):
            self._note(decision)

    def profile_of(self, number: int) -> int | None:
        """The profile that a record number leads to by now; None where no live record bears it."""
        found = profile_of(self._db, number)
        return None if found is None else self._joined.of(found)

    def records_of(self, number: int) -> list[int]:
        """Raises NoSuchRecord."""
        profile = self.profile_of(number)
        if profile is None:
            raise NoSuchRecord(number=number)
        if profile not in self._records:
            self._records[profile] = records_of(self._db, profile)
        return self._records[profile]

    def merge(self, a: int, b: int, with_: int | None = None) -> int:
        """These two customers are one. Returns the decision's number; it goes before one that said of the same two that they
        are not. `with_`: the first decision of those that were made together with this one. Raises NoSuchRecord,
        SameProfile, and Contradicts where a standing decision keeps apart others who would come together."""
        left, right = self.records_of(a), self.records_of(b)
        one, other = self.profile_of(a), self.profile_of(b)
        if one is None or other is None or one == other:
            raise SameProfile(a=a, b=b)
        self._check(a, b, {*left}, {*right})
        what = {"left": left, "right": right, **_together(with_)}
        what |= _parted(self._held.parts(self._db, left, a), self._held.parts(self._db, right, b))
        number = journal.decide(self._db, "one", what, self._author)
        self._held.add(journal.Decision(number, journal.now(), self._author, "one", what, None))
        self._records[self._joined.join(one, other)] = sorted(left + right)
        return number

    def apart(self, a: int, b: int, with_: int | None = None) -> int:
        """These two customers are not one, whatever their data say. Raises NoSuchRecord, NotApart."""
        left, right = self.records_of(a), self.records_of(b)
        if self.profile_of(a) == self.profile_of(b):
            raise NotApart(a=a, b=b)
        what = {"left": left, "right": right, **_together(with_)}
        number = journal.decide(self._db, "apart", what, self._author)
        self._note(journal.Decision(number, journal.now(), self._author, "apart", what, None))
        return number

    def _note(self, decision: journal.Decision) -> None:
        for record in journal.records_of(decision.what):
            self._two[record].append(decision)

    def _check(self, a: int, b: int, left: set[int], right: set[int]) -> None:
        """A side that is one with the other already, by a later decision, contradicts no more."""
        few = min(left, right, key=len)
        for _number, decision in sorted({one.id: one for record in few for one in self._two.get(record, ())}.items()):
            said = set(decision.what["left"]), set(decision.what["right"])
            across = (left & said[0] and right & said[1]) or (left & said[1] and right & said[0])
            here = [(left | right) & side for side in said]
            if across and not {a, b} <= here[0] | here[1]:
                told = {"by": authors.by(decision.author), "day": show.moment(decision.at), "decision": decision.id}
                raise Contradicts(a=a, b=b, left=min(here[0]), right=min(here[1]), **told)


def _parted(*sides: list[held.Group]) -> dict[str, list[list[held.Group]]]:
    """Where a side hangs together by earlier decisions alone: its parts, so that it comes apart with them."""
    return {"parts": [*sides]} if max(map(len, sides)) > 1 else {}


def _together(with_: int | None) -> dict[str, int]:
    return {} if with_ is None else {"with": with_}


def head(decision: journal.Decision) -> int:
    """The number of the first decision of those that were made together with this one: its own where it stands alone."""
    return int(decision.what.get("with", decision.id))


def merge(db: Connection, a: int, b: int, author: str) -> int:
    """As `Rulings.merge`, for one."""
    return Rulings(db, author).merge(a, b)


def apart(db: Connection, a: int, b: int, author: str) -> int:
    """As `Rulings.apart`, for one."""
    return Rulings(db, author).apart(a, b)


def split(db: Connection, profile: int, records: Collection[int], author: str) -> int:
    """Takes these records out of a customer; they become one of their own, but for addresses out of mail, which are then
    nobody's. Documents known by a number alone go with the rows of it. Raises NotInProfile, NothingLeft."""
    members = members_of(db, profile)
    for number in records:
        if number not in members:
            raise NotInProfile(number=number, profile=profile)
    leaving = {*records, *by_number.along(by_number.of(db, members), records)}
    rest = [number for number in records_of(db, profile) if number not in leaving]
    if not rest or not records:
        raise NothingLeft(profile=profile)
    taken = sorted(leaving)
    what = {"left": taken, "right": rest, **_parted([taken], held.standing(db).parts(db, rest, profile))}
    return journal.decide(db, "split", what, author)


def meant(decision: journal.Decision) -> tuple[list[int], list[int]]:
    """Of both sides those whom people named, with who is one with them by itself; or all of them."""
    if "parts" in decision.what:
        left, right = (parts[0] for parts in decision.what["parts"])
        return left, right
    return decision.what["left"], decision.what["right"]
