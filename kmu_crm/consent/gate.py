"""The one door through which an address leaves. Files are written from `Cleared` alone, and only the gate makes one."""

import json
from collections.abc import Sequence
from dataclasses import InitVar, dataclass
from datetime import date, timedelta
from sqlite3 import Connection

from kmu_crm.consent import addresses, former, unheard
from kmu_crm.consent.candidates import Candidate, Postal
from kmu_crm.consent.choice import choose
from kmu_crm.consent.existing import STALE_DAYS
from kmu_crm.consent.law import Ground, Loss
from kmu_crm.consent.states import State, states
from kmu_crm.consent.words import Channel, Purpose
from kmu_crm.errors import KmuError
from kmu_crm.fields import email
from kmu_crm.i18n import N_

_STAMP = object()


class OnlyByMail(KmuError):
    text = N_("The rule for existing customers covers e-mail only.")
    advice = N_("Choose e-mail as the channel, or advertising as the purpose.")
    code = "only_by_mail"


@dataclass(frozen=True)
class Cleared:
    """An address that may leave, with its ground. Made by the gate, valid for the one purpose it was asked for.

    `postal` is there for letters only; `stale`: an existing customer who has not bought for long.
    """

    stamp: InitVar[object]  # not kept, so that `replace` cannot make one either
    profile_id: int
    purpose: Purpose
    channel: Channel
    state: State
    ground: Ground
    postal: Postal | None
    stale: bool

    def __post_init__(self, stamp: object) -> None:
        if stamp is not _STAMP:
            raise TypeError("only the gate clears addresses")

    @property
    def address(self) -> str:
        return self.state.address


@dataclass(frozen=True)
class Verdict:
    """`loss` is '' where `cleared` is there. `state`: of the address that decided, None where there is no address."""

    profile_id: int
    loss: Loss
    cleared: Cleared | None = None
    state: State | None = None

    @property
    def allowed(self) -> bool:
        return self.cleared is not None

    @property
    def address(self) -> str | None:
        return self.cleared.address if self.cleared else None

    @property
    def ground(self) -> Ground:
        return self.cleared.ground if self.cleared else ""

    @property
    def event_id(self) -> int | None:
        return self.state.event_id if self.state else None


class Gate:
    """Asked anew for each list: what it said yesterday is no answer today. Raises OnlyByMail."""

    def __init__(self, db: Connection, purpose: Purpose, channel: Channel, as_of: str):
        if purpose == "existing-customers" and channel != "email":
            raise OnlyByMail()
        self._db, self.purpose, self.channel = db, purpose, channel
        self._stale_before = (date.fromisoformat(as_of) - timedelta(days=STALE_DAYS)).isoformat()

    def decide(self, candidates: Sequence[Candidate]) -> list[Verdict]:
        """One verdict each, in the order asked."""
        found = {one.profile_id: usable(one, self.channel) for one in candidates}
        wanted = [address for one in found.values() for address in one]
        known = states(self._db, self.channel, self.purpose, wanted)
        before = former.said(self._db, self.channel, self.purpose, candidates)
        verdicts = (
            self._verdict(one, found[one.profile_id], known, before.get(one.profile_id, ())) for one in candidates
        )
        return self._without_unheard(list(verdicts))

    def _without_unheard(self, verdicts: list[Verdict]) -> list[Verdict]:
        """Whoever may have said no waits until a person has looked, and noted the no or, later than those words, a consent."""
        if self.purpose == "notice":
            return verdicts
        said = unheard.among(self._db, [one.profile_id for one in verdicts if one.allowed], self.channel)
        agreed = self._agreed_by_hand([one.event_id for one in verdicts if one.profile_id in said and one.event_id])
        return [
            Verdict(one.profile_id, "may_say_no", state=one.state)
            if one.profile_id in said and agreed.get(one.event_id or 0, "") < said[one.profile_id]
            else one
            for one in verdicts
        ]

    def _agreed_by_hand(self, events: Sequence[int]) -> dict[int, str]:
        """Those of them that a person noted, with the moment."""
        sql = (
            "SELECT id, noted_at FROM consent_event WHERE import_id IS NULL AND id IN (SELECT value FROM json_each(?))"
        )
        return dict(self._db.execute(sql, (json.dumps(events),)))

    def _verdict(
        self,
        who: Candidate,
        found: dict[str, Postal | None],
        known: dict[str, State],
        before: Sequence[State],
    ) -> Verdict:
        said = [known[address] for address in found]
        choice = choose(self.purpose, self.channel, who.kind, who.country, said, before)
        if choice is None:
            return Verdict(who.profile_id, "no_address")
        state, judgement = choice
        if judgement.loss:
            return Verdict(who.profile_id, judgement.loss, state=state)
        stale = judgement.ground == "existing-customer" and self._is_stale(who, state)
        cleared = Cleared(
            _STAMP, who.profile_id, self.purpose, self.channel, state, judgement.ground, found[state.address], stale
        )
        return Verdict(who.profile_id, "", cleared, state)

    def _is_stale(self, who: Candidate, state: State) -> bool:
        return max(who.last_purchase or "", (state.since or "")[:10]) < self._stale_before


def usable(who: Candidate, channel: Channel) -> dict[str, Postal | None]:
    """Normal forms, the preferred first. What is no good address, or a market place's relay, is left out here."""
    if channel == "post":
        keyed = [(postal.key, postal) for postal in who.postals]
        return {key: next(one for other, one in keyed if other == key) for key, _ in keyed if key}
    if channel == "phone":
        country = who.country or "DE"
        found = [addresses.normal("phone", text, country) for text in who.phones]
    else:
        found = [addresses.normal("email", text) for text in who.emails]
        found = [text for text in found if text and not email.is_alias(text) and text[0] not in "=+-@"]
    return {text: None for text in found if text}
