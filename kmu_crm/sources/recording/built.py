"""What one batch of rows says, ready to be compared with what the store holds."""

from dataclasses import dataclass, field

from kmu_crm.sources.recording.shapes import ArticleRow, FactRow, Objector, PartyRow, Refusal, Statement


@dataclass
class Built:
    """`problems`, `skipped`: what becomes of rows that are not, or not wholly, taken."""

    parties: list[PartyRow] = field(default_factory=list)
    facts: list[FactRow] = field(default_factory=list)
    articles: list[ArticleRow] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    objectors: list[Objector] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    problems: list[tuple[str, str, int]] = field(default_factory=list)  # code, column, row: taken without the field
    skipped: dict[str, int] = field(default_factory=dict)  # reason -> rows left out on purpose
