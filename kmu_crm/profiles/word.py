"""What one record says now of a customer, and which of its values belong together."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kmu_crm.profiles import trust
from kmu_crm.store import record_key

TOGETHER = {                              # values that only make sense side by side come from one record
    "street": ("street", "address_extra", "postcode", "city", "country"),
    "family_name": ("family_name", "given_name", "title", "salutation"),
}  # fmt: skip


@dataclass(frozen=True)
class Word:
    """One current party version with where it stands. `turn`: the higher, the newer; of one source, by the days of its
    documents, in whatever order its files came."""

    version: int
    record: int
    key: str
    system: str
    file: str
    at: str
    row: int
    line: int | None
    values: dict[str, Any]
    mode: str = "fill"  # how its source ranks against others
    came: int = 0  # the first import of its source that stands
    mended: frozenset[str] = frozenset()  # fields of its row that were corrected by hand at the import
    turn: int = 0  # 0: that of its version
    silent: bool = False  # no file says anything of this record any more: it only bears what people said
    placed: bool = False  # a part of its address was put right, so that the rest of the address is that of this record

    def is_mended(self, field: str) -> bool:
        """Whether the field comes from a cell that was corrected by hand at the import."""
        return field in self.mended or (field in ("given_name", "family_name") and "full_name" in self.mended)

    @property
    def number(self) -> str:
        """The source's own; empty where it gives none."""
        return record_key.number(self.key)

    @property
    def role(self) -> str:
        return trust.kind(self.system, self.key.startswith("~"))

    def emails(self) -> list[str]:
        return [found for found in (self.values["email"], *self._more("emails")) if found]

    def phones(self) -> list[str]:
        return [found for found in (self.values["phone"], *self._more("phones")) if found]

    def addresses(self) -> list[dict[str, Any]]:
        return [{name: self.values[name] for name in TOGETHER["street"]}, *self._more("addresses")]

    def _more(self, part: str) -> list[Any]:
        return list(json.loads(self.values["more"]).get(part, ())) if self.values["more"] else []


def speaking(words: Sequence[Word]) -> list[Word]:
    """Without records that are silent, where others speak."""
    return [word for word in words if not word.silent] or list(words)
