"""What two records are called, graded: given name, surname, firm, contact."""

from collections.abc import Callable

import numpy as np

from kmu_crm.identity import given, spelling
from kmu_crm.identity.grade import Grade, Ground, pick
from kmu_crm.identity.levels import Level as L
from kmu_crm.identity.table import Flags, Ints, Levels, shared

CONTACT_AT_MOST = -12.0  # however rare, a contact's name says no more than this, in bits


def person(ground: Ground, a: Ints, b: Ints) -> tuple[Grade, Grade]:
    """Given name and surname."""
    names, families = ground.table["given"], ground.table["family"]
    first, last = _given(ground, a, b), _family(ground, a, b)
    swapped = _swapped(ground, first, last, a, b)
    rarity = ground.rarity["given"][names.one[a]], ground.rarity["family"][families.one[a]]
    # Swapped names stand in the other column, where they are rarer than they should be: take what they are in b.
    usual = np.maximum(rarity[0], ground.rarity["given"][names.one[b]])
    unusual = np.maximum(rarity[1], ground.rarity["family"][families.one[b]])
    return (
        Grade(np.where(swapped, L.SWAPPED, first.level).astype(np.int8), np.where(swapped, usual, first.rarity)),
        Grade(np.where(swapped, L.SWAPPED, last.level).astype(np.int8), np.where(swapped, unusual, last.rarity)),
    )


def _swapped(ground: Ground, first: Grade, last: Grade, a: Ints, b: Ints) -> Flags:
    swapped: Flags = np.isin(first.level, (L.DIFFERENT, L.MISSING, L.NEAR))
    swapped &= np.isin(last.level, (L.DIFFERENT, L.MISSING))
    ask = np.flatnonzero(swapped)
    swapped[ask] = ground.spread.crossed(a[ask], b[ask])
    return swapped


def _given(ground: Ground, a: Ints, b: Ints) -> Grade:
    column = ground.table["given"]
    level, same = _spelled(ground, "given", a, b, given.grade)
    short = np.array([len(text) == 1 for text in column.texts])
    level[same & short[column.one[a]]] = L.INITIAL
    return Grade(level, ground.rarity["given"][np.where(same, column.one[a], 0)] * same)


def _family(ground: Ground, a: Ints, b: Ints) -> Grade:
    codes, rarity = ground.table["family"].one, ground.rarity["family"]
    level, _ = _spelled(ground, "family", a, b, spelling.family)
    return Grade(level, np.maximum(rarity[codes[a]], rarity[codes[b]]) * np.isin(level, (L.SAME, L.PART)))


def _spelled(ground: Ground, field: str, a: Ints, b: Ints, grade: Callable[[str, str], L]) -> tuple[Levels, Flags]:
    """The levels by spelling, and which are the same; a slip between two usual names is none."""
    column, usual = ground.table[field], ground.usual[field]
    left, right = column.one[a], column.one[b]
    same, both = (left == right) & (left > 0), (left > 0) & (right > 0)
    level = pick((same, L.SAME), (both, L.DIFFERENT))
    ask = np.flatnonzero(both & ~same)
    level[ask] = spelling.by_pair(column, left[ask], right[ask], grade)
    level[(level == L.TYPO) & usual[left] & usual[right]] = L.CLOSE
    return level, same


def twins(ground: Ground, a: Ints, b: Ints) -> Flags:
    """A firm, and a row that gives its very name as a person's, in the same town as far as that is told; with a legal form
    the firm may be another than its owner, unless both have one number. Whoever was born, or is sen. or jun., is a person."""
    core, called, form = (ground.table[field].one for field in ("core", "called", "form"))
    numbered, _, _ = shared(ground.spread.named_numbers, a, b)
    found: Flags = ((core[a] > 0) != (core[b] > 0)) & (called[a] == called[b]) & (called[a] > 0)
    here, both, _ = shared(ground.table["postcodes"], a, b)
    found &= numbered | ((form[a] == 0) & (form[b] == 0) & (here | ~both))
    for field in ("birth", "generation"):
        found &= (ground.table[field].one[a] == 0) & (ground.table[field].one[b] == 0)
    return found


def company(ground: Ground, a: Ints, b: Ints) -> Grade:
    column, order, usual = ground.table["core"], ground.spread.sorted, ground.usual["core"]
    left, right = column.one[a], column.one[b]
    both = (left > 0) & (right > 0)
    twin = twins(ground, a, b)
    same = (both & ((left == right) | (order[left] == order[right]))) | twin
    named = ~both & ~twin & ground.spread.host_names_firm(a, b)
    level = pick((same, L.SAME), (both, L.DIFFERENT), (named, L.VARIANT))
    ask = np.flatnonzero(both & ~same)
    level[ask] = spelling.by_pair(column, left[ask], right[ask], spelling.company)
    level[(level == L.TYPO) & usual[left] & usual[right]] = L.CLOSE
    marks = ground.table["marks"].one
    level[both & ~same & (marks[a] != marks[b]) & (level != L.DIFFERENT) & (level != L.TYPO)] = L.SISTER
    rarity = ground.rarity["core"]
    one, other = rarity[np.where(left > 0, left, right)], rarity[np.where(right > 0, right, left)]
    return Grade(level, np.maximum(one, other) * (both | named | twin))


def contact(ground: Ground, a: Ints, b: Ints) -> Grade:
    first, last = ground.table["given"].one, ground.table["family"].one
    full = (last[a] > 0) & (last[b] > 0) & ~twins(ground, a, b)
    same = full & (last[a] == last[b]) & ((first[a] == first[b]) | (first[a] == 0) | (first[b] == 0))
    ask = np.flatnonzero(full & ~same & (first[a] > 0) & (first[b] > 0))
    same[ask] = ground.spread.crossed(a[ask], b[ask])  # in each other's column
    rarity = ground.rarity["family"][last[a]]
    rarity = rarity + np.where(first[a] == first[b], ground.rarity["given"][first[a]], 0)
    return Grade(pick((same, L.SAME), (full, L.DIFFERENT)), np.maximum(rarity, CONTACT_AT_MOST))
