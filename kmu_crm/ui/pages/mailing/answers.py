"""The five answers a list is made from. Plain values: what they mean is the core's business."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from kmu_crm.desk import mailing
from kmu_crm.outreach.plan import Plan
from kmu_crm.outreach.sheets import Target

SHARES = (0.05, 0.1, 0.15, 0.2, 0.25, 0.5)


@dataclass(frozen=True)
class Answers:
    """`segment`: a name or rule text, '' while none is chosen. `seed`: kept, so that a change of mind about other
    things leaves everybody in their group; None draws one. `columns`: None for those that the preset has on.
    `reason`: of a notice."""

    segment: str = ""
    purpose: str = "advertising"
    channel: str = "email"
    preset: str = "cleverreach"
    control: float = 0.0
    arms: int = 1
    seed: int | None = None
    columns: tuple[str, ...] | None = None
    reason: str = ""

    @property
    def lacks_reason(self) -> bool:
        return self.purpose == "notice" and not self.reason.strip()

    def plan(self, db: Connection, own: Path) -> Plan:
        return mailing.plan(
            db, self.segment, purpose=self.purpose, channel=self.channel, preset=self.preset, control=self.control,
            arms=self.arms, seed=self.seed, own=own, columns=self.columns, reason=self.reason,
        )  # fmt: skip

    def to_remember(self) -> dict[str, Any]:
        """Plain values, for `remembered`; who is drawn into which group is settled anew when it is opened, and each
        notice has a reason of its own."""
        return asdict(replace(self, seed=None, reason=""))

    @classmethod
    def remembered(cls, kept: Mapping[str, Any]) -> "Answers":
        """What an older version did not know keeps its usual value."""
        known = {one.name: kept[one.name] for one in fields(cls) if one.name in kept}
        columns = known.get("columns")
        return cls(**known | {"columns": tuple(columns) if columns is not None else None})._for_all()

    def with_purpose(self, purpose: str, known: dict[str, Target]) -> "Answers":
        """The rule for existing customers knows e-mail only."""
        changed = replace(self, purpose=purpose, reason=self.reason if purpose == "notice" else "")._for_all()
        return changed.with_channel("email", known) if purpose == "existing-customers" else changed

    def _for_all(self) -> "Answers":
        """A notice is kept from nobody, and there is no other version of it."""
        return replace(self, control=0.0, arms=1) if self.purpose == "notice" else self

    def with_channel(self, channel: str, known: dict[str, Target]) -> "Answers":
        """Keeps the program where it serves the channel, else takes the first that does."""
        serves = [name for name, target in known.items() if channel in target.channels]
        preset = next(name for name in (self.preset, Answers.preset, *serves) if name in serves)
        return replace(self, channel=channel, preset=preset, columns=self.columns if preset == self.preset else None)
