"""Who is called as somebody that is being typed in, or nearly so: found by names alone, as nothing else may be typed yet."""

from collections.abc import Iterator
from sqlite3 import Connection

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from kmu_crm.identity import given
from kmu_crm.identity.keys import LAST
from kmu_crm.identity.levels import Level as L
from kmu_crm.identity.table import Flags
from kmu_crm.identity.weigh import Weighed
from kmu_crm.identity.words import Words

MOST = 60  # records of one name that are looked at: the name alone does not tell which of more it is
LEAST = 0.02  # probability from which a namesake is told of: below, what was typed speaks against it
BEGINS = 2, 3  # letters that a person's names and a firm's are taken to begin with as they are typed
SLIPS = 2
_GIVEN = (L.SAME, L.VARIANT, L.TYPO, L.SWAPPED)
_FAMILY = (L.SAME, L.TYPO, L.CLOSE, L.SWAPPED)
_COMPANY = (L.SAME, L.TYPO, L.CLOSE)


def held(db: Connection, words: Words) -> set[int]:
    """Records of the same name first, then of near spellings; at most `MOST`."""
    found: dict[int, None] = {}
    for key in _keys(db, words):
        if len(found) >= MOST:
            break
        rows = db.execute("SELECT record_id FROM match_key WHERE key = ? LIMIT ?", (key, MOST - len(found)))
        found |= dict.fromkeys(record for (record,) in rows)
    return set(found)


def _keys(db: Connection, words: Words) -> Iterator[str]:
    """As `keys.of` writes names, the nearest first."""
    if words.core:
        joined = "".join(sorted(words.core.split()))
        yield f"c:{joined}"
        yield from _near(db, f"c:{joined}", BEGINS[1])
    elif words.given and words.family:
        for name in (words.given, *sorted(given.forms(words.given) - {words.given})):
            yield f"n:{'|'.join(sorted((name, words.family)))}"
        yield from _near(db, f"n:{'|'.join(sorted((words.given, words.family)))}", BEGINS[0])


def _near(db: Connection, key: str, letters: int) -> list[str]:
    """Keys that are a slip or two from this one, the nearest first; of which this many letters agree at the beginning."""
    begin = key[: len("n:") + letters]
    rows = db.execute("SELECT DISTINCT key FROM match_key WHERE key >= ? AND key < ?", (begin, begin + LAST))
    known = [one for (one,) in rows if one != key]
    return [one for one, _edits, _at in extract(key, known, scorer=OSA.distance, score_cutoff=SLIPS, limit=MOST)]


def among(weighed: Weighed) -> Flags:
    """Which of these pairs bear one name, or nearly so, and are not spoken against by all else. The contact of a firm who is
    called so is another customer."""
    level = {field: grade.level for field, grade in weighed.grades.items()}
    found: Flags = weighed.probability >= LEAST
    if weighed.kind == "person":
        return found & np.isin(level["given"], _GIVEN) & np.isin(level["family"], _FAMILY)
    return found & np.isin(level["company"], _COMPANY) if weighed.kind == "firm" else np.zeros_like(found)
