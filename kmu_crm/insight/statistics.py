"""Intervals and tests in plain Python: Wilson, normal tail, Benjamini-Hochberg."""

from collections.abc import Sequence
from math import sqrt
from statistics import NormalDist

Z95 = NormalDist().inv_cdf(0.975)


def wilson(k: int, n: int, z: float = Z95) -> tuple[float, float]:
    """95 % interval of a share k/n (Wilson 1927); (0, 1) where nothing was counted."""
    if n == 0:
        return 0.0, 1.0
    share = k / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def two_proportions(k: int, n: int, other_k: int, other_n: int) -> float:
    """Two-sided p of the pooled z test; 1 where a group is empty or nothing differs."""
    if not n or not other_n:
        return 1.0
    pooled = (k + other_k) / (n + other_n)
    spread = sqrt(pooled * (1 - pooled) * (1 / n + 1 / other_n))
    if spread == 0:
        return 1.0
    return 2 * (1 - NormalDist().cdf(abs(k / n - other_k / other_n) / spread))


def adjusted(ps: Sequence[float]) -> list[float]:
    """p values after Benjamini-Hochberg 1995, in the order given."""
    order = sorted(range(len(ps)), key=lambda place: ps[place], reverse=True)
    out, least = [1.0] * len(ps), 1.0
    for rank, place in enumerate(order):
        least = min(least, ps[place] * len(ps) / (len(ps) - rank))
        out[place] = least
    return out
