"""A list before it is written: who would get it, who drops out, how the file would look. Asks, and changes nothing."""

import secrets
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from sqlite3 import Connection

from kmu_crm import settings
from kmu_crm.consent import words
from kmu_crm.consent.gate import Gate
from kmu_crm.consent.words import Channel, Purpose
from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_
from kmu_crm.outreach import arms, render
from kmu_crm.outreach.entries import Recipient
from kmu_crm.outreach.funnel import Funnel, sift
from kmu_crm.outreach.people import candidates, people, with_holders
from kmu_crm.outreach.sheets import Column, Target, target
from kmu_crm.profiles.relations import queries

PREVIEW = 20


class WrongChannel(KmuError):
    text = N_("The preset {preset} does not serve this channel.")
    advice = N_("Choose another preset or another channel.")
    code = "wrong_channel"


class ForAll(KmuError):
    text = N_("A notice goes to all whom it concerns, in one wording: no control group, no second version.")
    code = "notice_for_all"


@dataclass(frozen=True)
class Request:
    """What is asked for; kept with the campaign, so that it can be explained later. `segment`: its name, if it has one.

    `rule`: the segment's text. `control`: share 0..1 held back. `seed`: None draws one. `as_of`: ISO day.
    `reason`: why a notice must be sent; whoever writes it needs one.
    `columns`: names of the preset's columns, None for those that are on. `own`: folder with the user's presets.
    """

    name: str
    profile_ids: tuple[int, ...]
    rule: str
    purpose: Purpose
    channel: Channel
    preset: str
    control: float = 0.0
    arms: int = 1
    seed: int | None = None
    as_of: str = ""
    columns: tuple[str, ...] | None = None
    own: Path | None = None
    segment: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Plan:
    """`request.seed` is set. `preview`: the first rows as the file will hold them. `stale`: existing customers whose
    last purchase is long ago. `visibility`: None without a control group."""

    request: Request
    target: Target
    columns: tuple[Column, ...]
    funnel: Funnel
    recipients: tuple[Recipient, ...]
    preview: render.Table
    visibility: arms.Visibility | None

    @property
    def written(self) -> int:
        return len(self.recipients)

    @property
    def unheard(self) -> tuple[int, ...]:
        """Those who are left out, for something may say no."""
        return self.funnel.loss("may_say_no").profiles

    @property
    def stale(self) -> tuple[int, ...]:
        return tuple(one.person.profile_id for one in self.recipients if one.cleared.stale)

    @property
    def sizes(self) -> dict[str, int]:
        """Persons in each version: `{"A": 158, "B": 157}`."""
        counted = Counter(one.arm for one in self.recipients)
        return {chr(ord("A") + place): counted[chr(ord("A") + place)] for place in range(self.request.arms)}


def plan(db: Connection, request: Request) -> Plan:
    """Raises WrongChannel, ForAll, OnlyByMail, UnknownTarget, BadSheet, BadShare, UnknownWord."""
    words.purpose(request.purpose), words.channel(request.channel)
    arms.check(request.control, request.arms)
    if request.purpose == "notice" and (request.control or request.arms > 1):
        raise ForAll()
    sheet = target(request.preset, request.own)
    if request.channel not in sheet.channels:
        raise WrongChannel(preset=sheet.label)
    request = replace(
        request,
        seed=secrets.randbelow(2**31) if request.seed is None else request.seed,
        as_of=request.as_of or date.today().isoformat(),
    )
    funnel, recipients = _sifted(db, request)
    columns = tuple(one for one in sheet.chosen(request.columns) if one.entry != "arm" or request.arms > 1)
    preview = render.table(sheet, columns, recipients[:PREVIEW], sheet.kind)
    control = funnel.loss("control").n
    visible = arms.visibility(control, len(recipients))
    return Plan(request, sheet, columns, funnel, recipients, preview, visible)


def _sifted(db: Connection, request: Request) -> tuple[Funnel, tuple[Recipient, ...]]:
    who = people(db, request.profile_ids)
    verdicts = Gate(db, request.purpose, request.channel, request.as_of).decide(candidates(db, who))
    assert request.seed is not None
    homes = queries.households(db, request.profile_ids) if request.channel == "post" else {}
    funnel = sift(who, verdicts, request.control, request.arms, request.seed, homes)
    home, known = str(settings.read(db, "business.country")), with_holders(db, who, funnel.kept)
    recipients = (
        Recipient(
            cleared,
            known[number],
            funnel.arms[number],
            home,
            tuple(known[one] for one in funnel.beside.get(number, ())),
        )
        for cleared in funnel.kept
        if (number := cleared.profile_id)
    )
    return funnel, tuple(recipients)
