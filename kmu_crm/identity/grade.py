"""Pairs of records, field by field: how they agree (`levels`), and how rare the value is on which they agree.

Pairs are two arrays of rows of one table; every answer has one entry for each pair.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kmu_crm.identity.levels import Level as L
from kmu_crm.identity.model import Model
from kmu_crm.identity.spelled import LOST
from kmu_crm.identity.spread import Spread
from kmu_crm.identity.table import Flags, Ints, Levels, Table, distance, shared

Rarity = npt.NDArray[np.float64]
USUAL = 4  # seen this often, a spelling is a name of its own and no slip
NAMES = ("given", "family", "core")
LIFE = 20_000  # days among which a date of birth is one


@dataclass(frozen=True)
class Grade:
    """Of every pair: the level, and log2 of the share of the value they agree on (0 where they do not)."""

    level: Levels
    rarity: Rarity


class Ground:
    """What all grading stands on: the table, the model, and what both tell of every value."""

    def __init__(self, table: Table, model: Model, spread: Spread):
        self.table, self.model, self.spread = table, model, spread
        self.rarity = {
            field: model.rarity(field, table[field].texts)
            for field in (*NAMES, "places", "mails", "phones", "vat", "iban", "civil")
        }
        self.rarity["birth"] = np.full(len(table["birth"].texts), -np.log2(LIFE))
        self.rarity["numbers"] = model.rarity("numbers", spread.numbers.texts)
        self.usual = {
            field: np.array([LOST not in text and model.count(field, text) >= USUAL for text in table[field].texts])
            for field in NAMES
        }

    def either(self, field: str, a: Ints, b: Ints, otherwise: L) -> Grade:
        """The same or not, where rarity says nothing."""
        agree, both, _ = shared(self.table[field], a, b)
        return Grade(pick((agree, L.SAME), (both, otherwise)), np.zeros(len(a)))

    def near_unique(self, field: str, a: Ints, b: Ints, otherwise: L, edits: int) -> Grade:
        column = self.table[field]
        agree, both, code = shared(column, a, b)
        near = np.zeros(len(a), dtype=bool)
        ask = np.flatnonzero(both & ~agree)
        if edits and len(ask):
            near[ask] = distance(column, column.one[a[ask]], column.one[b[ask]], edits) <= edits
        return Grade(pick((agree, L.SAME), (near, L.TYPO), (both, otherwise)), self.rarity[field][code])


def pick(*choices: tuple[Flags, L]) -> Levels:
    """The first level whose condition holds."""
    return np.select([when for when, _ in choices], [int(level) for _, level in choices], 0).astype(np.int8)
