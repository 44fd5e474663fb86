"""Who somebody may be that is only being typed in: compared under the model in force, and nothing is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from sqlite3 import Connection

import numpy as np

from kmu_crm.identity import candidates, drawing, evidence, keys, lines, model, namesakes, words
from kmu_crm.identity.lines import Evidence
from kmu_crm.identity.table import Table
from kmu_crm.identity.weigh import weigh

MOST = 5
TYPED = 0  # stands before every record's number


@dataclass(frozen=True)
class Alike:
    """`evidence`: on its left what is typed, on its right what is known of `profile`, the strongest first."""

    profile: int
    probability: float
    evidence: list[Evidence]


def alike(db: Connection, said: Mapping[str, str | None], most: int = MOST) -> list[Alike]:
    """The customers whom these words, by columns of a party, may be of, and who is called so; the likeliest first. None where nothing was
    matched yet."""
    fitted = model.load(db)
    if fitted is None:
        return []
    typed = words.typed(TYPED, said, fitted.public)
    held = candidates.held(db, sorted(keys.of(typed, fitted)), fitted) | namesakes.held(db, typed)
    crowd = candidates.crowded(db, fitted, held)
    known = list(words.of(db, held | candidates.holders(db, crowd, held, "dk"), fitted.public))
    compared = drawing.comparison(Table([typed, *known]), fitted, crowd)
    others = compared.table.rows(np.array(sorted(held & {one.record for one in known}), dtype=np.int64))
    found: dict[int, Alike] = {}
    for weighed in weigh(compared.grades, np.zeros(len(others), dtype=np.int64), others):
        likely = np.flatnonzero((weighed.score >= fitted.ask) | namesakes.among(weighed)).tolist()
        told = evidence.of(compared.table, weighed, likely)
        for place, text in zip(likely, told, strict=True):
            row = db.execute(
                "SELECT profile_id FROM membership WHERE record_id = ?",
                (int(compared.table.records[weighed.b[place]]),),
            ).fetchone()
            probability = round(float(weighed.probability[place]), 4)
            if row and (row[0] not in found or found[row[0]].probability < probability):
                found[row[0]] = Alike(int(row[0]), probability, lines.read(text))
    return sorted(found.values(), key=lambda one: (-one.probability, one.profile))[:most]
