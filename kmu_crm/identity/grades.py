"""All fields of a pair, graded for what the two are: persons, firms, or a firm and a person."""

from collections.abc import Mapping
from functools import cached_property

import numpy as np

from kmu_crm.identity import couples, grade_names, grade_reach
from kmu_crm.identity.grade import Grade, Ground, pick
from kmu_crm.identity.levels import Level as L
from kmu_crm.identity.table import Flags, Ints, shared

SIDE_BY_SIDE = 180  # days for which two numbers of one source must both be in use to speak for two customers
STRANGE = (L.NEAR, L.CLOSE, L.SISTER, L.DIFFERENT, L.NUMBERED)


class Grades(Ground):
    """Grades pairs of rows of one table under one model."""

    def person(self, a: Ints, b: Ints) -> Mapping[str, Grade]:
        who = self.who(a, b)
        return {
            **who,
            "mail": grade_reach.mail(self, a, b, self.spread.people_of_mail),
            "phone": self._phone(a, b, who["given"], who["family"]),
            "place": grade_reach.place(self, a, b),
            "iban": self.near_unique("iban", a, b, L.DIFFERENT, 0),
        }

    def who(self, a: Ints, b: Ints) -> Mapping[str, Grade]:
        """What tells two people apart."""
        first, last = grade_names.person(self, a, b)
        first = self._account(a, b, first)
        return {
            "given": first,
            "family": last,
            "gender": self.either("gender", a, b, L.CONTRARY),
            "generation": self.generation(a, b),
            "birth": self.birth(a, b),
            "civil": self.near_unique("civil", a, b, L.DIFFERENT, 1),
            "number": self._number(a, b, first, last),
        }

    def firm(self, a: Ints, b: Ints) -> Mapping[str, Grade]:
        company, place = self.company(a, b), grade_reach.place(self, a, b)
        number, mail = self._number(a, b, company), grade_reach.mail(self, a, b, self.spread.firms_of_mail)
        return {
            "company": company,
            "form": self.form(a, b),
            "vat": self.vat(a, b),
            "mail": grade_reach.host(self, a, b, mail, company, place, number),
            "phone": grade_reach.phone(self, a, b, self.spread.firms_of_phone),
            "place": place,
            "contact": grade_names.contact(self, a, b),
            "iban": self.near_unique("iban", a, b, L.DIFFERENT, 0),
            "number": number,
        }

    def mixed(self, a: Ints, b: Ints) -> Mapping[str, Grade]:
        mail = grade_reach.mail(self, a, b, self.spread.firms_of_mail)
        level = np.where(np.isin(mail.level, (L.TYPO, L.NEAR)), L.DIFFERENT, mail.level)
        desk = self.spread.desk[a] | self.spread.desk[b]
        level = np.where(desk & (level == L.SHARED), L.SAME, level)  # several people of one firm read it
        birth = (self.table["birth"].one[a] > 0) | (self.table["birth"].one[b] > 0)
        contact, none = grade_names.contact(self, a, b), np.zeros(len(a))
        return {
            "mail": Grade(level.astype(np.int8), mail.rarity),
            "phone": _coarse(grade_reach.phone(self, a, b, self.spread.people_of_phone)),
            "place": _coarse(grade_reach.place(self, a, b)),
            "contact": contact,
            "desk": Grade(pick((desk, L.SAME)), none),
            "birth": Grade(pick((birth, L.DIFFERENT)), none),
            "number": self._number(a, b, contact),
        }

    def _phone(self, a: Ints, b: Ints, *names: Grade) -> Grade:
        """Numbers of neighbours, given out in a row, differ in one digit, too: a slip is one only under one name."""
        found = grade_reach.phone(self, a, b, self.spread.people_of_phone)
        strange = np.any([np.isin(name.level, (L.DIFFERENT, L.CLOSE)) for name in names], axis=0)
        slip = found.level == L.TYPO
        return Grade(np.where(slip & strange, L.DIFFERENT, found.level).astype(np.int8), found.rarity)

    def _account(self, a: Ints, b: Ints, first: Grade) -> Grade:
        """A couple and one of the two under one customer number are one customer, who is addressed either way."""
        two, one = self._two, self.table["given"].one
        same, _, _ = shared(self.spread.numbers, a, b)
        either = (two[one[a]] != two[one[b]]) & same & (first.level == L.CLOSE)
        return Grade(np.where(either, L.PART, first.level).astype(np.int8), first.rarity)

    @cached_property
    def _two(self) -> Flags:
        """Of each given name, whether it is two."""
        return np.array([couples.AND in text.split() for text in self.table["given"].texts])

    def company(self, a: Ints, b: Ints) -> Grade:
        return grade_names.company(self, a, b)

    def form(self, a: Ints, b: Ints) -> Grade:
        """A GmbH & Co. KG is called a GmbH or a KG, too."""
        grade, column = self.either("form", a, b, L.DIFFERENT), self.table["form"]
        differ = np.flatnonzero(grade.level == L.DIFFERENT)
        left, right = ([column.texts[code] for code in column.one[side[differ]].tolist()] for side in (a, b))
        short = [x in y or y in x for x, y in zip(left, right, strict=True)]
        grade.level[differ[np.array(short, dtype=bool)]] = L.PART
        return grade

    def generation(self, a: Ints, b: Ints) -> Grade:
        """Sen. or jun. on one side only: there are two of the name, and the bare one may be either."""
        grade, marks = self.either("generation", a, b, L.CONTRARY), self.table["generation"].one
        return Grade(np.where((marks[a] > 0) != (marks[b] > 0), L.PART, grade.level).astype(np.int8), grade.rarity)

    def birth(self, a: Ints, b: Ints) -> Grade:
        """Another decade is no slip but another generation, unless two figures are swapped; day and month may be, too."""
        grade, column = self.near_unique("birth", a, b, L.CONTRARY, 1), self.table["birth"]
        slips = np.flatnonzero(grade.level == L.TYPO)
        left, right = ([column.texts[code] for code in column.one[side[slips]].tolist()] for side in (a, b))
        far = [x[:3] != y[:3] and sorted(x) != sorted(y) for x, y in zip(left, right, strict=True)]
        grade.level[slips[np.array(far, dtype=bool)]] = L.CONTRARY
        turned = (self._turned[column.one[a]] == column.one[b]) & (grade.level == L.CONTRARY)
        grade.level[turned] = L.TYPO
        return grade

    @cached_property
    def _turned(self) -> Ints:
        """Of each date of birth the one with day and month swapped, -1 where nobody has it."""
        places = {text: code for code, text in enumerate(self.table["birth"].texts) if code}
        turned = (f"{text[:4]}-{text[8:10]}-{text[5:7]}" for text in self.table["birth"].texts)
        return np.array([places.get(text, -1) for text in turned], dtype=np.int64)

    def vat(self, a: Ints, b: Ints) -> Grade:
        return self.near_unique("vat", a, b, L.CONTRARY, 1)

    def _number(self, a: Ints, b: Ints, *names: Grade) -> Grade:
        """The same number of one range, borne by one name or by two; the same number of two ranges, which says next to
        nothing unless it bears the same full name; or two numbers of one range, contrary where one source used both
        side by side for half a year."""
        same, _, code = shared(self.spread.numbers, a, b)
        written, _, _ = shared(self.spread.written, a, b)
        named, _, _ = shared(self.spread.named_numbers, a, b)
        source, ranges = self.table.source, self.spread.range
        numbered = self.table.numbered[a] & self.table.numbered[b] & (source[a] == source[b])
        first, last = self.spread.first, self.spread.last
        together = np.minimum(last[a], last[b]) - np.maximum(first[a], first[b]) > SIDE_BY_SIDE
        strange = np.any([np.isin(name.level, STRANGE) for name in names], axis=0)
        level = pick(
            (numbered & together, L.CONTRARY),
            (same & strange, L.SHARED),
            (same, L.SAME),
            (named & (source[a] != source[b]), L.VARIANT),
            (numbered | ((ranges[a] == ranges[b]) & (ranges[a] > 0)), L.DIFFERENT),
            (written & (source[a] != source[b]), L.NEAR),
        )
        return Grade(level, self.rarity["numbers"][code])


def _coarse(grade: Grade) -> Grade:
    """Only what is plainly the same, or in the same town, counts between a firm and a person."""
    plain = (L.MISSING, L.SAME, L.SHARED, L.CROWDED, L.NEAR)
    return Grade(np.where(np.isin(grade.level, plain), grade.level, L.DIFFERENT).astype(np.int8), grade.rarity)
