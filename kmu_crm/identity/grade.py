"""Pairs of records, field by field: how they agree (`levels`), and how rare the value is on which they agree."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kmu_crm.identity import given, spelling
from kmu_crm.identity.levels import Level as L
from kmu_crm.identity.model import Model
from kmu_crm.identity.spread import Spread
from kmu_crm.identity.table import Flags, Ints, Levels, Table, distance, shared

Rarity = npt.NDArray[np.float64]
USUAL = 4  # seen this often, a spelling is a name of its own and no slip


@dataclass(frozen=True)
class Grade:
    """Of every pair: the level, and log2 of the share of the value they agree on (0 where they do not)."""

    level: Levels
    rarity: Rarity


class Grades:
    """Grades pairs of rows of one table under one model."""

    def __init__(self, table: Table, model: Model, spread: Spread):
        self.table, self.model, self.spread = table, model, spread
        self._rarity = {
            field: model.rarity(field, table[field].texts)
            for field in ("given", "family", "core", "places", "mails", "phones", "birth", "vat", "iban")
        }
        self._usual = {
            field: np.array([model.count(field, text) >= USUAL for text in table[field].texts])
            for field in ("given", "family", "core")
        }
        self._rarity["birth"] = np.full(len(table["birth"].texts), -np.log2(20_000))  # days of a life

    def person(self, a: Ints, b: Ints) -> Mapping[str, Grade]:
        first, last = self.names(a, b)
        return {
            "given": first,
            "family": last,
            "gender": self._either("gender", a, b, L.CONTRARY),
            "generation": self.generation(a, b),
            "birth": self.birth(a, b),
            "mail": self._mail(a, b, self.spread.people_of_mail),
            "phone": self._phone(a, b, self.spread.people_of_phone),
            "place": self._place(a, b),
            "iban": self._near_unique("iban", a, b, L.DIFFERENT, 0),
            "number": self._number(a, b),
        }

    def firm(self, a: Ints, b: Ints) -> Mapping[str, Grade]:
        return {
            "company": self.company(a, b),
            "form": self._either("form", a, b, L.DIFFERENT),
            "vat": self.vat(a, b),
            "mail": self._host(a, b, self._mail(a, b, self.spread.firms_of_mail)),
            "phone": self._phone(a, b, self.spread.firms_of_phone),
            "place": self._place(a, b),
            "contact": self._contact(a, b),
            "iban": self._near_unique("iban", a, b, L.DIFFERENT, 0),
            "number": self._number(a, b),
        }

    def mixed(self, a: Ints, b: Ints) -> Mapping[str, Grade]:
        mail = self._mail(a, b, self.spread.firms_of_mail)
        level = np.where(np.isin(mail.level, (L.TYPO, L.NEAR)), L.DIFFERENT, mail.level)
        birth = (self.table["birth"].one[a] > 0) | (self.table["birth"].one[b] > 0)
        none = np.zeros(len(a))
        return {
            "mail": Grade(level.astype(np.int8), mail.rarity),
            "phone": self._coarse(self._phone(a, b, self.spread.people_of_phone)),
            "place": self._coarse(self._place(a, b)),
            "contact": self._contact(a, b),
            "desk": Grade(np.where(self.spread.desk[a] | self.spread.desk[b], L.SAME, 0).astype(np.int8), none),
            "birth": Grade(np.where(birth, L.DIFFERENT, 0).astype(np.int8), none),
        }

    def generation(self, a: Ints, b: Ints) -> Grade:
        """Sen. or jun. on one side only: there are two of the name, and the bare one may be either."""
        grade, marks = self._either("generation", a, b, L.CONTRARY), self.table["generation"].one
        return Grade(np.where((marks[a] > 0) != (marks[b] > 0), L.PART, grade.level).astype(np.int8), grade.rarity)

    def birth(self, a: Ints, b: Ints) -> Grade:
        return self._near_unique("birth", a, b, L.CONTRARY, 1)

    def vat(self, a: Ints, b: Ints) -> Grade:
        return self._near_unique("vat", a, b, L.CONTRARY, 1)

    @staticmethod
    def _coarse(grade: Grade) -> Grade:
        """Only what is plainly the same, or in the same town, counts between a firm and a person."""
        plain = (L.MISSING, L.SAME, L.SHARED, L.CROWDED, L.NEAR)
        return Grade(np.where(np.isin(grade.level, plain), grade.level, L.DIFFERENT).astype(np.int8), grade.rarity)

    def _either(self, field: str, a: Ints, b: Ints, otherwise: L) -> Grade:
        agree, both, _ = shared(self.table[field], a, b)
        return Grade(_pick((agree, L.SAME), (both, otherwise)), np.zeros(len(a)))

    def _near_unique(self, field: str, a: Ints, b: Ints, otherwise: L, edits: int) -> Grade:
        column = self.table[field]
        agree, both, code = shared(column, a, b)
        near = np.zeros(len(a), dtype=bool)
        ask = np.flatnonzero(both & ~agree)
        if edits and len(ask):
            near[ask] = distance(column, column.one[a[ask]], column.one[b[ask]], edits) <= edits
        return Grade(_pick((agree, L.SAME), (near, L.TYPO), (both, otherwise)), self._rarity[field][code])

    def _number(self, a: Ints, b: Ints) -> Grade:
        """Two numbers of one source; contrary where both were in use side by side for half a year."""
        two = (self.table.source[a] == self.table.source[b]) & self.table.numbered[a] & self.table.numbered[b]
        first, last = self.spread.first, self.spread.last
        together = np.minimum(last[a], last[b]) - np.maximum(first[a], first[b]) > 180
        return Grade(_pick((two & together, L.CONTRARY), (two, L.DIFFERENT)), np.zeros(len(a)))

    def names(self, a: Ints, b: Ints) -> tuple[Grade, Grade]:
        names, families = self.table["given"], self.table["family"]
        first, last = self._given(a, b), self._family(a, b)
        swapped = np.isin(first.level, (L.DIFFERENT, L.MISSING, L.NEAR)) & np.isin(last.level, (L.DIFFERENT, L.MISSING))
        ask = np.flatnonzero(swapped)
        swapped[ask] = self.spread.crossed(a[ask], b[ask])
        rarity = self._rarity["given"][names.one[a]], self._rarity["family"][families.one[a]]
        # Swapped names stand in the other column, where they are rarer than they should be: take what they are in b.
        usual = np.maximum(rarity[0], self._rarity["given"][names.one[b]])
        unusual = np.maximum(rarity[1], self._rarity["family"][families.one[b]])
        return (
            Grade(np.where(swapped, L.SWAPPED, first.level).astype(np.int8), np.where(swapped, usual, first.rarity)),
            Grade(np.where(swapped, L.SWAPPED, last.level).astype(np.int8), np.where(swapped, unusual, last.rarity)),
        )

    def _given(self, a: Ints, b: Ints) -> Grade:
        column = self.table["given"]
        left, right = column.one[a], column.one[b]
        same, both = (left == right) & (left > 0), (left > 0) & (right > 0)
        level = _pick((same, L.SAME), (both, L.DIFFERENT))
        ask = np.flatnonzero(both & ~same)
        level[ask] = spelling.by_pair(column, left[ask], right[ask], given.grade)
        short = np.array([len(text) == 1 for text in column.texts])
        level[same & short[left]] = L.INITIAL
        usual = self._usual["given"]
        level[(level == L.TYPO) & usual[left] & usual[right]] = L.CLOSE
        return Grade(level, self._rarity["given"][np.where(same, left, 0)] * same)

    def _family(self, a: Ints, b: Ints) -> Grade:
        column = self.table["family"]
        left, right = column.one[a], column.one[b]
        same, both = (left == right) & (left > 0), (left > 0) & (right > 0)
        level = _pick((same, L.SAME), (both, L.DIFFERENT))
        ask = np.flatnonzero(both & ~same)
        level[ask] = spelling.by_pair(column, left[ask], right[ask], spelling.family)
        usual = self._usual["family"]
        level[(level == L.TYPO) & usual[left] & usual[right]] = L.CLOSE
        rarity = np.maximum(self._rarity["family"][left], self._rarity["family"][right])
        return Grade(level, rarity * np.isin(level, (L.SAME, L.PART)))

    def _mail(self, a: Ints, b: Ints, holders: Ints) -> Grade:
        column = self.table["mails"]
        agree, both, code = shared(column, a, b)
        level = _pick((agree, L.SAME), (both, L.DIFFERENT))
        several = agree & (holders[code] > 1)
        level[several] = np.where(self.spread.named(a[several], b[several], code[several]), L.SAME, L.SHARED)
        level[agree & (holders[code] > 3)] = L.CROWDED
        ask = np.flatnonzero(both & ~agree)
        left, right = column.one[a[ask]], column.one[b[ask]]
        local = self.spread.local
        near = (local[left] == local[right]) & (local[left] > 0)
        level[ask[near]] = L.NEAR
        level[ask[(distance(column, left, right, 1) <= 1) & ~near]] = L.TYPO
        return Grade(level, self._rarity["mails"][code])

    def _host(self, a: Ints, b: Ints, mail: Grade) -> Grade:
        """For firms the host of their own counts like a part of the name; two people alone on a host are no firm yet."""
        agree, both, _ = shared(self.spread.hosts, a, b)
        core, desk = self.table["core"].one, self.spread.desk
        agree &= (core[a] > 0) | (core[b] > 0) | desk[a] | desk[b]
        level, rarity = mail.level.copy(), mail.rarity
        level[(level == L.NEAR) & ~agree] = L.DIFFERENT
        level[np.isin(level, (L.DIFFERENT, L.TYPO, L.SHARED, L.CROWDED)) & agree] = L.NEAR
        level[(level == L.DIFFERENT) & both] = L.CONTRARY
        return Grade(level, rarity)

    def _phone(self, a: Ints, b: Ints, holders: Ints) -> Grade:
        column = self.table["phones"]
        agree, both, code = shared(column, a, b)
        level = _pick((agree, L.SAME))
        level[agree & (holders[code] > 1)] = L.SHARED
        level[agree & (holders[code] > 3)] = L.CROWDED
        ask = np.flatnonzero(both & ~agree)
        level[ask] = spelling.nearest_phone(column, a[ask], b[ask], self.spread.mobile)
        return Grade(level, self._rarity["phones"][code])

    def _place(self, a: Ints, b: Ints) -> Grade:
        table = self.table
        agree, both, code = shared(table["places"], a, b)
        street, streets, _ = shared(table["streets"], a, b)
        postcode, postcodes, _ = shared(table["postcodes"], a, b)
        city, cities, _ = shared(table["cities"], a, b)
        level = _pick(
            (agree, L.SAME),
            (street & city, L.VARIANT),
            (street & (self.spread.number > 0)[table["streets"].one[a]], L.VARIANT),
            (postcode | city, L.NEAR),
            (both | postcodes | cities, L.DIFFERENT),
        )
        ask = np.flatnonzero((level == L.NEAR) & streets)
        left, right = table["streets"].one[a[ask]], table["streets"].one[b[ask]]
        close = (distance(table["streets"], left, right, 2) <= 2) & (
            self.spread.number[left] == self.spread.number[right]
        )
        level[ask[close]] = L.TYPO
        return Grade(level, self._rarity["places"][code])

    def company(self, a: Ints, b: Ints) -> Grade:
        column = self.table["core"]
        left, right = column.one[a], column.one[b]
        both = (left > 0) & (right > 0)
        same = both & ((left == right) | (self.spread.sorted[left] == self.spread.sorted[right]))
        named = ~both & self.spread.host_names_firm(a, b)
        level = _pick((same, L.SAME), (both, L.DIFFERENT), (named, L.VARIANT))
        ask = np.flatnonzero(both & ~same)
        level[ask] = spelling.by_pair(column, left[ask], right[ask], spelling.company)
        usual = self._usual["core"]
        level[(level == L.TYPO) & usual[left] & usual[right]] = L.CLOSE
        marks = self.table["marks"].one
        level[both & ~same & (marks[a] != marks[b]) & (level != L.DIFFERENT) & (level != L.TYPO)] = L.SISTER
        return Grade(
            level,
            np.maximum(
                self._rarity["core"][np.where(left > 0, left, right)],
                self._rarity["core"][np.where(right > 0, right, left)],
            )
            * (both | named),
        )

    def _contact(self, a: Ints, b: Ints) -> Grade:
        first, last = self.table["given"].one, self.table["family"].one
        full = (last[a] > 0) & (last[b] > 0)
        same = full & (last[a] == last[b]) & ((first[a] == first[b]) | (first[a] == 0) | (first[b] == 0))
        rarity = self._rarity["family"][last[a]] + np.where(first[a] == first[b], self._rarity["given"][first[a]], 0)
        return Grade(_pick((same, L.SAME), (full, L.DIFFERENT)), np.maximum(rarity, -12.0))


def _pick(*choices: tuple[Flags, L]) -> Levels:
    """The first level whose condition holds."""
    return np.select([when for when, _ in choices], [int(level) for _, level in choices], 0).astype(np.int8)
