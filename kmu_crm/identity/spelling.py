"""Two spellings, graded: surnames, firms, telephone numbers. Each distinct pair once, however many records bear it."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from rapidfuzz.distance import OSA

from kmu_crm.identity.counted import numbered
from kmu_crm.identity.given import slip
from kmu_crm.identity.levels import Level as L
from kmu_crm.identity.table import Coded, Codes, Flags, Ints, Levels


def by_pair(column: Coded, left: Codes, right: Codes, grade: Callable[[str, str], L]) -> Levels:
    """Names are graded once for every distinct pair of spellings, however many records bear them."""
    low, high = np.minimum(left, right).astype(np.int64), np.maximum(left, right).astype(np.int64)
    distinct, back = np.unique(low * len(column.texts) + high, return_inverse=True)
    texts, width = column.texts, len(column.texts)
    return np.array([grade(texts[pair // width], texts[pair % width]) for pair in distinct.tolist()], dtype=np.int8)[
        back
    ]


@lru_cache(maxsize=200_000)
def family(one: str, other: str) -> L:
    if told := numbered(one, other):
        return told
    if slip(one, other):
        return L.TYPO
    if min(len(one), len(other)) == 1:
        return L.INITIAL if one[0] == other[0] else L.DIFFERENT
    ones = {part for part in one.split() if len(part) > 2}
    others = {part for part in other.split() if len(part) > 2}
    if ones & others or one.replace(" ", "") == other.replace(" ", ""):
        return L.PART
    close = any(slip(a, b) for a in ones for b in others)
    return L.PART if close and len(ones) != len(others) else L.DIFFERENT


@lru_cache(maxsize=200_000)
def company(one: str, other: str) -> L:
    ones, others = one.split(), other.split()
    joined, joined_other = "".join(ones), "".join(others)
    if joined != joined_other and (told := numbered(one, other)):
        return told
    if slip(joined, joined_other) or slip("".join(sorted(ones)), "".join(sorted(others))):
        return L.TYPO
    left, right = set(ones), set(others)
    if left <= right or right <= left:
        return L.PART
    alike = {a for a in left if a in right or any(slip(a, b) for b in right)}
    if len(alike) == len(left) == len(right):
        return L.TYPO
    if max(map(len, alike), default=0) > 3 and (len(alike) == len(left) or _met(right, left) == len(right)):
        return L.PART
    return L.NEAR if any(len(part) > 3 for part in alike) else L.DIFFERENT


def _met(words: set[str], others: set[str]) -> int:
    """How many of the words stand among the others, but for a slip."""
    return sum(word in others or any(slip(word, other) for other in others) for word in words)


def nearest_phone(column: Coded, a: Ints, b: Ints, mobile: Flags) -> Levels:
    """Extension numbers and slips; otherwise they differ only where both are of one sort, mobile or landline."""
    level = np.zeros(len(a), dtype=np.int8)
    for one in column.codes.T:
        for other in column.codes.T:
            left, right = one[a], other[b]
            ask = np.flatnonzero((left > 0) & (right > 0) & (mobile[left] == mobile[right]))
            if len(ask):
                found = by_pair(column, left[ask], right[ask], phone)
                level[ask] = np.where(level[ask] == 0, found, np.minimum(level[ask], found))
    return level


def phone(one: str, other: str) -> L:
    short, long = sorted((one, other), key=len)
    if len(short) > 8 and long.startswith(short) and len(long) - len(short) <= 5:
        return L.VARIANT
    return L.TYPO if len(short) > 9 and OSA.distance(one, other, score_cutoff=1) <= 1 else L.DIFFERENT
