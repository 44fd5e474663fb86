"""The segment that is open: where it came from, and whether it was changed since."""

from dataclasses import dataclass

from kmu_crm.segments.parser import parse
from kmu_crm.segments.rules import Rule, to_text
from kmu_crm.ui.pages.segments.shelf import Entry


@dataclass(frozen=True)
class Opened:
    """`entry`: None for a new one. `name` and `rule` (its text) as they were opened."""

    entry: Entry | None = None
    name: str = ""
    rule: str = ""

    @classmethod
    def at(cls, entry: Entry | None, name: str, rule: Rule | None) -> "Opened":
        return cls(entry, name, text_of(rule))

    @property
    def own(self) -> str:
        """The name of a saved one, '' for new and ready ones."""
        return self.entry.name if self.entry and not self.entry.preset else ""

    def parsed(self) -> Rule | None:
        return parse(self.rule) if self.rule else None

    def differs(self, name: str, rule: Rule | None) -> bool:
        return (name, text_of(rule)) != (self.name, self.rule)


@dataclass(frozen=True)
class Built:
    """A segment as it stands on the page, changed and not saved: name, rule, and the rule's text where that cannot be read."""

    opened: Opened
    name: str
    rule: Rule
    unreadable: str


def text_of(rule: Rule | None) -> str:
    return "" if rule is None else to_text(rule)
