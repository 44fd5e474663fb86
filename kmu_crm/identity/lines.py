"""What speaks for a pair and against it, as it is kept beside the pair; `evidence` writes it."""

import json
from dataclasses import dataclass


@dataclass(frozen=True)
class Evidence:
    """One field of two records; `weight` in bits, against where negative; `reasons.sentence` puts `reason` in words."""

    field: str
    left: str
    right: str
    weight: float
    reason: str


def read(kept: str) -> list[Evidence]:
    """The weightiest first."""
    return sorted((Evidence(**line) for line in json.loads(kept)), key=lambda one: (-abs(one.weight), one.field))
