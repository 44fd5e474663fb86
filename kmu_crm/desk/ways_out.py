"""By which address one may reach a customer now, and why not: the gate's own answer, for whatever dials or writes."""

from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.consent import permissions
from kmu_crm.consent.candidates import Candidate
from kmu_crm.consent.gate import Gate
from kmu_crm.consent.words import Channel, Purpose
from kmu_crm.desk.derive import key_date
from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_
from kmu_crm.identity.verdicts import profile_of
from kmu_crm.outreach import people
from kmu_crm.profiles.queries import NoSuchProfile
from kmu_crm.sales.calls import allowed
from kmu_crm.value import queries as value

SPOKEN: tuple[Channel, ...] = ("email", "phone")  # those a button leads to


class NotOpen(KmuError):
    """`why`: in words."""

    text = N_("This way is not open any more: {why}")
    advice = N_("Something was noted since this page was shown. Nobody was called or written to.")
    code = "not_open"


class OtherOpen(KmuError):
    """`address`: for people."""

    text = N_("Another number or address is open now: {address}.")
    advice = N_(
        "Something was noted since this page was shown. Nobody was called or written to: choose it again if you want to."
    )
    code = "other_open"


@dataclass(frozen=True)
class WayOut:
    """`address`: what the gate cleared, E.164 or a mail address, '' where nothing may leave; then `loss` as in `consent.law`, or
    `lead`: sales has not taken them over yet.
    `why`: ground or reason in words, '' where there is none to tell; `since`: ISO day or moment, None where unknown."""

    address: str
    loss: str
    why: str
    since: str | None

    @property
    def allowed(self) -> bool:
        return bool(self.address)


def way_out(db: Connection, who: Candidate, purpose: Purpose, channel: Channel) -> WayOut:
    (verdict,) = Gate(db, purpose, channel, key_date(db)).decide([who])
    since = verdict.state.since if verdict.state else None
    if verdict.address and (purpose, channel) == ("advertising", "phone"):
        figures = value.figures(db, who.profile_id)
        why = allowed.with_marketing(db, who.profile_id, figures.lifecycle if figures else "prospect")
        if why:
            return WayOut("", allowed.LEAD, why, None)
    return WayOut(verdict.address or "", verdict.loss, permissions.explain_verdict(verdict), since)


def ways_out(db: Connection, who: Candidate, purpose: Purpose) -> dict[Channel, WayOut]:
    return {channel: way_out(db, who, purpose, channel) for channel in SPOKEN}


def of_number(db: Connection, number: int, purpose: Purpose, channel: Channel) -> WayOut:
    """Of any record number, as it stands this moment. Raises NoSuchProfile."""
    profile = profile_of(db, number)
    known = people.people(db, [profile]) if profile is not None else []
    if not known:
        raise NoSuchProfile(number=number)
    (who,) = people.candidates(db, known)
    return way_out(db, who, purpose, channel)
