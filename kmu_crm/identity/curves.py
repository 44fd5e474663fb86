"""From weight to an honest probability: of the pairs that are said to be one at 80 %, about 80 % are.

What is decided, joined or asked about, is decided by the score (`weigh`), which settings and stores have known all along.
What people are told is read from these curves: for each kind of pair and what stands behind it, points (weight in bits,
share that is one), straight lines between them. They follow logistic fits to invented customers of known truth
(`tests/benchmarks/known`, seeds 2, 4 and 6, three levels, 5,000 and 20,000 rows) and to one store of another inventor that
counts eightfold, rounded by hand; how much `honest.SUPPORT` counts was chosen with seeds 3, 5 and 7 and a second such store
in view. Seeds 9, 11 and 13 were looked at last. `tests/benchmarks/identity.py` prints how they hold. Among people whom a
name alone joins stores differ most: one in five is one, where nearly every row tells mail, telephone or address, and
three in four where many tell none. `BORNE` was read off one store of 500,000 rows and looked at in others.
"""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from kmu_crm.identity import honest

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Curve = tuple[tuple[float, float], ...]

VERSION = 5  # of the curves, and of the rules and lists behind a weight: stores drawn under others are drawn anew

PLAIN: Mapping[str, Curve] = {
    "person": (
        (-4, 0.03), (-2, 0.1), (0, 0.4), (0.5, 0.78), (2, 0.88), (4, 0.93), (5.5, 0.97), (8, 0.98), (10, 0.994), (12, 0.999),
        (16, 0.9997),
    ),
    "firm": ((-4, 0.01), (-2, 0.03), (0, 0.3), (0.5, 0.66), (2, 0.78), (4, 0.93), (5.5, 0.985), (7, 0.998), (12, 0.9998)),
    "mixed": ((-4, 0.3), (0, 0.9), (1, 0.97), (4, 0.985), (8, 0.998)),
}  # fmt: skip
NAME: Mapping[str, Curve] = {  # where a name alone speaks
    "person": ((-2, 0.2), (2, 0.4), (3, 0.72), (4.5, 0.8)),
    "firm": ((-4, 0.05), (-2, 0.45), (0, 0.8), (4, 0.95)),
    "mixed": ((-4, 0.01), (2, 0.02)),
}
ELSEWHERE: Mapping[str, Curve] = {  # and the addresses differ
    "person": ((-4, 0.02), (-2, 0.08)),
    "firm": ((-4, 0.06), (-2, 0.3), (0, 0.65), (4, 0.85)),
    "mixed": ((-4, 0.01),),
}
CONTRADICTED: Curve = ((-6, 0.03), (-2, 0.2), (0, 0.6), (2, 0.8), (6, 0.9))
APART = 0.5  # the most of a firm and people who live and telephone elsewhere; no store had any
# The share of it that is left where their own words say that they are two: of 900 such pairs 2 in 100 are one.
OPPOSED = honest.SAYS_TWO
# The most that a firm's name by itself makes likely, by the log2 of how many records bear it: the more do, the more firms they
# are. `same`: both bear it; `host`: one bears it, and the other writes from a host that is called so.
BORNE: Mapping[str, Curve] = {
    "same": ((0, 0.95), (2, 0.87), (3, 0.5), (4, 0.3), (5, 0.2)),
    "host": ((0, 0.98), (2, 0.3), (3, 0.15), (5, 0.05)),
}
BARE = 0.92  # two firms of one name, and of one nothing else is known


def read(curve: Curve, weight: Floats) -> Floats:
    weights, shares = zip(*curve, strict=True)
    found: Floats = np.interp(weight, weights, shares)
    return found


def probability(kind: str, weight: Floats, only_name: Flags, elsewhere: Flags, bare: Flags, against: Flags) -> Floats:
    """Of pairs of records of one kind, seen alone."""
    name = np.where(elsewhere, read(ELSEWHERE[kind], weight), read(NAME[kind], weight))
    found = np.where(only_name, name, read(PLAIN[kind], weight))
    found = np.where(bare, np.maximum(found, BARE), found)
    return np.where(against, np.minimum(found, read(CONTRADICTED, weight)), found)
