"""What came of an import."""

from dataclasses import dataclass, field

from kmu_crm.consent.words import Channel
from kmu_crm.sources.recording.changes import Changes, OfCustomers
from kmu_crm.sources.recording.oddities import Oddity
from kmu_crm.sources.recording.shapes import Refusal
from kmu_crm.sources.recording.versions import Tally


@dataclass
class ImportReport:
    """What an import did; a dry run gives the same numbers and leaves nothing behind. `skipped`: reason -> rows left out
    on purpose; `joined`: rows that went into a document another row began; `noes`: rows with an objection, an unsubscription or
    an undeliverable address, which are kept also when the import is taken back."""

    id: int | None
    file: str
    format: str
    title: str
    confidence: float
    encoding: str | None
    delimiter: str | None
    rows: int = 0
    tally: Tally = field(default_factory=Tally)
    refusals: list[Refusal] = field(default_factory=list)
    warnings: list[Oddity] = field(default_factory=list)
    skipped: dict[str, int] = field(default_factory=dict)
    joined: int = 0
    noes: int = 0
    unproven: dict[Channel, int] = field(default_factory=dict)  # rows that say yes, and not when
    facts: int = 0
    lines: int = 0
    same_as: int | None = None
    strangers: bool = False  # whoever it names is no customer by that alone
    seconds: float = 0.0
    grown: int = 0  # bytes by which the store has grown so far
    changes: Changes = field(default_factory=Changes)
    customers: OfCustomers | None = None  # of a dry run that looked so far

    @property
    def adds_nothing(self) -> bool:
        """All of it stands in the store as it is, but for rows left out."""
        return self.same_as is not None or (self.tally.unchanged > 0 and not (self.tally.new or self.tally.updated))

    @property
    def new_noes(self) -> int:
        """`noes`, unless they had been noted before with all else."""
        return 0 if self.adds_nothing else self.noes

    @property
    def left_out(self) -> int:
        """Rows that nothing is kept of, for a fault of theirs or on purpose."""
        return len(self.refusals) + sum(self.skipped.values())
