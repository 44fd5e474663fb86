"""Words of many records as columns of numbers, so that pairs are compared by the array."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from kmu_crm.fields.email import mailbox
from kmu_crm.identity.words import Words

Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]
Levels = npt.NDArray[np.int8]

SINGLE = ("core", "called", "form", "marks", "given", "family", "gender", "generation", "birth", "vat", "iban", "civil")
SEVERAL = ("phones", "streets", "places", "postcodes", "cities", "numbers")


class Coded:
    """A column: every distinct text has a number, empty text is 0. `codes` has as many
    columns as the fullest row has values, and at `least` so many."""

    def __init__(self, rows: Sequence[tuple[str, ...]], least: int = 1):
        numbers: dict[str, int] = {"": 0}
        counts = np.fromiter(map(len, rows), dtype=np.int64, count=len(rows))
        codes = [numbers.setdefault(value, len(numbers)) for values in rows for value in values]
        self.codes: Codes = np.zeros((len(rows), counts.max(initial=least)), dtype=np.int32)
        column = np.arange(len(codes)) - np.repeat(np.cumsum(counts) - counts, counts)
        self.codes[np.repeat(np.arange(len(rows)), counts), column] = codes
        self.texts = list(numbers)

    @property
    def one(self) -> Codes:
        return self.codes[:, 0]

    def derive(self, function: Callable[[str], str]) -> "Coded":
        """The column of `function` over the distinct texts."""
        made = Coded.__new__(Coded)
        numbers: dict[str, int] = {"": 0}
        to = np.array([numbers.setdefault(function(value), len(numbers)) for value in self.texts], dtype=np.int32)
        made.codes, made.texts = to[self.codes], list(numbers)
        return made


class Table:
    """The records side by side; `place` finds a record's row. Pairs are two arrays of rows.

    The column `mails` has mailboxes; `spellings` are the addresses of those that are written otherwise somewhere.
    """

    def __init__(self, words: Iterable[Words]):
        self.words = list(words)
        self.records: Ints = np.array([one.record for one in self.words], dtype=np.int64)
        self.source: Ints = np.array([one.source for one in self.words], dtype=np.int64)
        self.own: Flags = np.array([one.own for one in self.words], dtype=bool)
        self.numbered: Flags = np.array([one.numbered for one in self.words], dtype=bool)
        self.firm: Flags = np.array([one.firm for one in self.words], dtype=bool)
        self.columns = {name: Coded([(getattr(one, name),) for one in self.words]) for name in SINGLE}
        self.columns |= {name: Coded([getattr(one, name) for one in self.words]) for name in SEVERAL}
        self.spellings: defaultdict[str, set[str]] = defaultdict(set)
        self.columns["mails"] = Coded([self._mailboxes(one.mails) for one in self.words])

    def _mailboxes(self, mails: Sequence[str]) -> tuple[str, ...]:
        found = tuple(map(mailbox, mails))
        for mail, box in zip(mails, found, strict=True):
            if mail != box:
                self.spellings[box].add(mail)
        return tuple(dict.fromkeys(found))

    def __getitem__(self, name: str) -> Coded:
        return self.columns[name]

    @cached_property
    def alike(self) -> Ints:
        """Of each row the first that says the very same, but for days."""
        codes = np.column_stack([self.firm, *(column.codes for column in self.columns.values())])
        _, first, back = np.unique(codes, axis=0, return_index=True, return_inverse=True)
        found: Ints = first[back.ravel()].astype(np.int64)
        return found

    def rows(self, records: Ints) -> Ints:
        """Rows of record numbers, all of which must be here; records stand in ascending order."""
        return np.searchsorted(self.records, records)


def shared(column: Coded, left: Ints, right: Ints) -> tuple[Flags, Flags, Codes]:
    """For each pair: does any value agree, do both sides have one, and the code of the agreeing value or 0."""
    agree = np.zeros(len(left), dtype=bool)
    code = np.zeros(len(left), dtype=np.int32)
    for one in column.codes.T:
        for other in column.codes.T:
            hit = (one[left] == other[right]) & (one[left] > 0) & ~agree
            agree |= hit
            code = np.where(hit, one[left], code)
    both = (column.one[left] > 0) & (column.one[right] > 0)
    return agree, both, code


def distance(column: Coded, left: Codes, right: Codes, most: int = 3) -> npt.NDArray[np.int64]:
    """Edits (with swaps of neighbours) between texts given by code; more than `most` is told as `most` + 1.

    Every distinct pair of texts is compared once, outside the interpreter's lock.
    """
    low, high = np.minimum(left, right).astype(np.int64), np.maximum(left, right).astype(np.int64)
    distinct, back = np.unique(low * len(column.texts) + high, return_inverse=True)
    texts = column.texts
    a = [texts[code] for code in (distinct // len(texts)).tolist()]
    b = [texts[code] for code in (distinct % len(texts)).tolist()]
    if not a:
        return np.zeros(0, dtype=np.int64)
    edits = cpdist(a, b, scorer=OSA.distance, score_cutoff=most, dtype=np.int32)
    return edits[back].astype(np.int64)
