"""What a customer said about being written to or called, noted by hand on their page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection

from kmu_crm.consent import existing, law, ledger, objections, suppression
from kmu_crm.consent.candidates import Candidate
from kmu_crm.consent.gate import usable
from kmu_crm.consent.objections import Objection
from kmu_crm.consent.statements import Statement
from kmu_crm.consent.words import CHANNELS, PRESUMED, Channel
from kmu_crm.decisions import journal
from kmu_crm.desk.derive import followed
from kmu_crm.errors import KmuError
from kmu_crm.fields import phone
from kmu_crm.fields.reading import reader_for
from kmu_crm.i18n import N_, _
from kmu_crm.profiles import reach
from kmu_crm.sales.calls.people import people

DOUBLE_OPT_IN = "double opt-in"
PROOFS = {  # how a consent was given; the ledger keeps the name
    "form": N_("Form with signature"),
    DOUBLE_OPT_IN: N_("Double opt-in"),
    "e-mail": N_("E-mail or letter"),
    "conversation": N_("Conversation, noted"),
}


class NotPresumable(KmuError):
    text = N_("The consent of {name} to calls cannot be presumed.")
    advice = N_("That holds for calls to businesses in Germany alone: ask for consent.")
    code = "not_presumable"


@dataclass(frozen=True)
class Address:
    """`key`: the normal form that the ledger speaks of; `shown`: for people."""

    channel: Channel
    key: str
    shown: str


def addresses_of(who: Candidate) -> list[Address]:
    """Every address of one customer that can be used, by channel, the preferred first."""
    found = []
    for channel in CHANNELS:
        for key, postal in usable(who, channel).items():
            shown = phone.show(key) if channel == "phone" else key
            if postal is not None:
                shown = f"{postal.street}, {postal.postcode} {postal.city}"
            found.append(Address(channel, key, shown))
    return found


def agree(db: Connection, to: Address, proof: str, evidence: str, day: str, author: str) -> int:
    """A consent to advertising with its proof; its number in the ledger. `day` as typed, empty or today: now.

    Raises NoMoment, NoEvidence.
    """
    state = "confirmed" if proof == DOUBLE_OPT_IN else "given"
    return _note(
        db, Statement(to.key, to.channel, state, "advertising", _(PROOFS[proof]), evidence, _moment(day)), author
    )


def refuse(db: Connection, to: Address, how: str, day: str, author: str) -> int:
    """A withdrawal or an objection to advertising; only a later consent lifts it. Raises NoMoment."""
    said = Statement(to.key, to.channel, "withdrawn", "advertising", how.strip(), how, _moment(day))
    return _note(db, said, author)


def refuse_calls(db: Connection, profile: int, author: str) -> list[int]:
    """“No more calls”: an objection for every number of a customer, in one transaction with what tells of it; the numbers of
    the entries. Where no number is known it holds for the person. What follows from it is derived by whoever asks."""
    who = reach.candidates(db, list(people(db, [profile]).values()))
    numbers = [number for one in who for number in usable(one, "phone")]
    how = _("On the telephone")
    if not numbers:
        objections.note_many(db, [Objection(profile, one.emails, journal.now(), "phone") for one in who])
    return [ledger.note(db, Statement(one, "phone", "withdrawn", "advertising", how, how), author) for one in numbers]


def presume(db: Connection, profile: int, to: Address, reason: str, author: str) -> int:
    """UWG §7(2) no. 1: a German business may be called where its consent can be presumed; the concrete `reason` is written
    down, such as a running business relation. Its number in the ledger. Raises NotPresumable, NoEvidence."""
    (who,) = people(db, [profile]).values()
    if to.channel != "phone" or not law.german_business(who.kind, who.country):
        raise NotPresumable(name=who.name)
    return _note(db, Statement(to.key, "phone", "given", "advertising", PRESUMED, reason, None), author)


def presume_calls(db: Connection, profile: int, reason: str, author: str) -> list[int]:
    """As `presume`, for every number of a customer, in one go. Raises NotPresumable, NoEvidence, NoAddress."""
    who = reach.candidates(db, list(people(db, [profile]).values()))
    numbers = [number for one in who for number in usable(one, "phone")]
    with followed(db):
        return [presume(db, profile, Address("phone", one, phone.show(one)), reason, author) for one in numbers]


def block(db: Connection, to: Address, reason: str, author: str) -> None:
    """Nothing leaves to this address any more, for good."""
    with followed(db):
        suppression.suppress(db, to.key, reason.strip() or _("At the person's wish"), author)


def rely_on_sale(db: Connection, to: Address, day: str, goods: str, notices: Sequence[bool], author: str) -> int:
    """UWG §7(3): `day` of the sale, the own similar `goods`, and whether the two notices were given: at collection, in
    each mail. Raises NotAllConditions, NoMoment.
    """
    at_collection, in_each_mail = notices
    said = existing.statement(
        to.key, _day(day) or "", goods, told_at_collection=at_collection, told_in_each_mail=in_each_mail
    )
    return _note(db, said, author)


def _note(db: Connection, said: Statement, author: str) -> int:
    with followed(db):
        return ledger.note(db, said, author)


def _moment(typed: str) -> str | None:
    """None for now: of what is said on one day, the later word must count."""
    day = _day(typed)
    return None if day == date.today().isoformat() else day


def _day(typed: str) -> str | None:
    if not typed.strip():
        return None
    read = reader_for("date", [typed], dayfirst=True).read(typed).value
    if read is None:
        raise ledger.NoMoment(at=typed)
    return read
