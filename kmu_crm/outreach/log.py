"""What was written when, for what purpose, to whom and on what ground."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from sqlite3 import Connection
from typing import Any

from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_


class NoSuchCampaign(KmuError):
    text = N_("There is no list number {number} in the export log.")
    code = "no_campaign"


@dataclass(frozen=True)
class Campaign:
    """`at`: UTC. `control`: share held back. `funnel`: persons lost by reason. `file`: bare name; `sha256` of it.
    `reason`: of a notice, '' where none was asked for."""

    id: int
    at: str
    author: str
    name: str
    segment: str
    rule: str
    purpose: str
    channel: str
    preset: str
    seed: int
    control: float
    arms: int
    segment_size: int
    written: int
    funnel: Mapping[str, int]
    file: str
    sha256: str
    reason: str


@dataclass(frozen=True)
class Frozen:
    """A recipient as it stood. `address` is '' and `arm` is `control` for those held back; `profile_id` as of today,
    None where nobody is left behind the record."""

    record_id: int
    profile_id: int | None
    address: str
    arm: str
    consent_event_id: int | None
    ground: str


_NAMES = [field.name for field in fields(Campaign)]
_COLUMNS = ", ".join(_NAMES)


def campaigns(db: Connection) -> list[Campaign]:
    """The whole log, newest first."""
    return [_campaign(row) for row in db.execute(f"SELECT {_COLUMNS} FROM campaign ORDER BY id DESC")]


def campaign(db: Connection, number: int) -> Campaign:
    """Raises NoSuchCampaign."""
    row = db.execute(f"SELECT {_COLUMNS} FROM campaign WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise NoSuchCampaign(number=number)
    return _campaign(row)


def recipients(db: Connection, number: int) -> list[Frozen]:
    """Everybody drawn for a campaign. Raises NoSuchCampaign."""
    campaign(db, number)
    return [
        Frozen(*row)
        for row in db.execute(
            "SELECT r.record_id, m.profile_id, r.address, r.arm, r.consent_event_id, r.reason FROM recipient AS r"
            " LEFT JOIN membership AS m ON m.record_id = r.record_id WHERE r.campaign_id = ? ORDER BY r.record_id",
            (number,),
        )
    ]


def _campaign(row: tuple[Any, ...]) -> Campaign:
    cells = dict(zip(_NAMES, row, strict=True))
    funnel = {one["reason"]: one["n"] for one in json.loads(cells.pop("funnel"))}
    return Campaign(funnel=funnel, **cells)
