"""What marketing and sales say of a lead: handed over, accepted, given back with a reason, who answers for it. Decisions of the
journal, from which the stage follows; each can be taken back."""

from sqlite3 import Connection

from kmu_crm.decisions import journal
from kmu_crm.errors import KmuError
from kmu_crm.fields import show
from kmu_crm.fields.text import clean
from kmu_crm.i18n import N_
from kmu_crm.identity.verdicts import profile_of, records_of
from kmu_crm.sales.leads import clock
from kmu_crm.sales.leads.criteria import criteria
from kmu_crm.sales.leads.stages import Lead, lead
from kmu_crm.sales.leads.words import REASONS
from kmu_crm.store.transaction import transaction

HANDED, ACCEPTED, REJECTED, OWNER = journal.LEADS


class IsCustomer(KmuError):
    text = N_("{name} is a customer already, since {day}.")
    advice = N_("Leads are those who have not bought yet.")
    code = "is_customer"


class IsHanded(KmuError):
    text = N_("{name} is with sales already.")
    advice = N_("Name another owner, or take the hand-over back.")
    code = "is_handed"


class NotHanded(KmuError):
    text = N_("{name} was not handed over to sales.")
    advice = N_("Hand the lead over first.")
    code = "not_handed"


class NoOwner(KmuError):
    text = N_("Say who answers for the lead.")
    code = "no_owner"


class NoSuchReason(KmuError):
    text = N_("“{reason}” is no reason to give a lead back.")
    advice = N_("There are: {known}.")
    code = "no_such_reason"


def hand_over(db: Connection, profile: int, owner: str, author: str) -> int:
    """To sales, who has until the time of the criteria to answer. Also without the points they ask for: that is counted.
    Returns the decision's number. Raises NoSuchRecord, IsCustomer, IsHanded, NoOwner."""
    owner = _named(owner)
    with transaction(db):
        found = _open(db, profile)
        if found is not None and (found.waiting or found.stage == "sal"):
            raise IsHanded(name=found.name)
        by = criteria()
        due = clock.due(journal.now(), by.working_days, by.hours)
        return _decide(db, profile, HANDED, author, owner=owner, due=due)


def accept(db: Connection, profile: int, author: str) -> int:
    """Sales takes the lead that waits for an answer. Raises NoSuchRecord, IsCustomer, NotHanded."""
    with transaction(db):
        found = _open(db, profile)
        if found is None or not found.waiting:
            raise NotHanded(name=_name(db, profile, found))
        return _decide(db, profile, ACCEPTED, author)


def reject(db: Connection, profile: int, reason: str, author: str, text: str = "") -> int:
    """Sales gives back what waits for an answer, or what it had accepted: it is nurtured, and comes again when it has earned
    the points anew. `reason`: one of `words.REASONS`. Raises NoSuchRecord, IsCustomer, NotHanded, NoSuchReason."""
    if reason not in REASONS:
        raise NoSuchReason(reason=reason, known=", ".join(REASONS))
    with transaction(db):
        found = _open(db, profile)
        if found is None or not (found.waiting or found.stage == "sal"):
            raise NotHanded(name=_name(db, profile, found))
        return _decide(db, profile, REJECTED, author, reason=reason, text=clean(text))


def set_owner(db: Connection, profile: int, owner: str, author: str) -> int:
    """Who answers for the lead from now on. Raises NoSuchRecord, IsCustomer, NoOwner."""
    owner = _named(owner)
    with transaction(db):
        _open(db, profile)
        return _decide(db, profile, OWNER, author, owner=owner)


def owners(db: Connection) -> list[str]:
    """Who was named before, for a choice."""
    said = journal.standing(db, (HANDED, OWNER))
    return sorted({str(one.what["owner"]) for one in said}, key=str.casefold)


def _open(db: Connection, profile: int) -> Lead | None:
    """The lead it is by now; None for a customer file's prospect who never showed interest. Raises as the verbs."""
    records_of(db, profile)
    found = lead(db, profile_of(db, profile) or profile)
    bought = _bought(db, profile) if found is None else found.sold
    if bought:
        raise IsCustomer(name=_name(db, profile, found), day=show.date(bought))
    return found


def _bought(db: Connection, profile: int) -> str | None:
    (day,) = db.execute(
        "SELECT min(c.day) FROM membership AS m JOIN counted AS c ON c.profile_id = m.profile_id"
        " WHERE m.record_id = ? AND c.purchase = 1",
        (profile,),
    ).fetchone()
    return None if day is None else str(day)


def _name(db: Connection, profile: int, found: Lead | None) -> str:
    if found is not None:
        return found.name
    row = db.execute("SELECT display_name FROM profile WHERE id = ?", (profile_of(db, profile),)).fetchone()
    return str(row[0]) if row else str(profile)


def _named(owner: str) -> str:
    if not (cleaned := clean(owner)):
        raise NoOwner()
    return cleaned


def _decide(db: Connection, profile: int, kind: str, author: str, **said: str) -> int:
    return journal.decide(db, kind, {"records": records_of(db, profile), **said}, author)
