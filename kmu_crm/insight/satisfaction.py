"""Would they recommend us: NPS and share of the satisfied, from the last answer of each customer."""

from math import sqrt
from sqlite3 import Connection
from typing import Any

from kmu_crm.insight.statistics import Z95
from kmu_crm.profiles.told_of import RECORD

ENOUGH_ANSWERS = 30

_LAST = f"""
    SELECT score, score2 FROM (
        SELECT f.score, f.score2, row_number() OVER (PARTITION BY m.profile_id
            ORDER BY f.day DESC, coalesce(f.at, '') DESC, f.key DESC, f.id DESC) AS newest
        FROM fact AS f JOIN membership AS m ON m.record_id = {RECORD}
        WHERE f.current = 1 AND f.kind = 'survey' AND f.day <= ?)
    WHERE newest = 1"""


def satisfaction(db: Connection, as_of: str) -> dict[str, Any]:
    """`nps`: n, promoters (9-10), detractors (0-6), nps in points, its 95 % interval, csat_top2 (4-5 of 5) as share."""
    answers = db.execute(_LAST, (as_of,)).fetchall()
    scores = [score for score, _ in answers if score is not None]
    content = [score for _, score in answers if score is not None]
    promoters, detractors = sum(score >= 9 for score in scores), sum(score <= 6 for score in scores)
    csat = sum(score >= 4 for score in content) / len(content) if content else None
    found = {"n": len(scores), "promoters": promoters, "detractors": detractors, "csat_top2": csat}
    return {
        "asof": as_of,
        "nps": found | _nps(promoters, detractors, len(scores)) | {"enough": len(scores) >= ENOUGH_ANSWERS},
    }


def _nps(promoters: int, detractors: int, n: int) -> dict[str, Any]:
    if not n:
        return {"nps": None, "nps_ci": None}
    up, down = promoters / n, detractors / n
    half = Z95 * sqrt((up + down - (up - down) ** 2) / n)
    return {"nps": 100 * (up - down), "nps_ci": [100 * (up - down - half), 100 * (up - down + half)]}
