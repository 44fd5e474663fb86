"""What is said about an address, and how it stands in the ledger."""

from dataclasses import dataclass

from kmu_crm.consent.words import Channel


@dataclass(frozen=True)
class Statement:
    """`address` in any spelling. `at`: when it was said, ISO day or time, None where unknown; never the time of import.

    `state`: claimed (a bare yes of a shop), given, confirmed (double opt-in), withdrawn, bounced (for good).
    `basis`: how (form, double opt-in, `presumed`, `sale`); `evidence`: where the proof lies, or the reason.
    """

    address: str
    channel: Channel
    state: str
    purpose: str = "advertising"
    basis: str = ""
    evidence: str = ""
    at: str | None = None
    source_id: int | None = None
    import_id: int | None = None
    row: int | None = None


@dataclass(frozen=True)
class Event:
    """One line of the ledger. `source` is the title of the system that said it, '' where a person did."""

    id: int
    address: str
    channel: str
    purpose: str
    state: str
    basis: str
    evidence: str
    at: str | None
    noted_at: str
    author: str
    source: str
    import_id: int | None
    row: int | None
    taken_back_at: str | None
