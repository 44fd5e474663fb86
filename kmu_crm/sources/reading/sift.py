"""Rows below the header become data rows: blank and closing lines are left out, ragged rows listed, none is shifted."""

import re
from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from operator import itemgetter
from typing import NamedTuple

from kmu_crm.fields.name import is_given
from kmu_crm.i18n import _
from kmu_crm.sources.reading.header import FAR, is_label_row, kind, known_share
from kmu_crm.sources.reading.legend_words import MARK, MEANS, NO, TITLE, YES
from kmu_crm.sources.reading.periods import is_heading, is_word, may_head, names_period
from kmu_crm.sources.reading.records import Row
from kmu_crm.sources.reading.remarks import BAD_ROW, Findings
from kmu_crm.sources.reading.totals import (
    GROUPS,
    WORDS,
    Above,
    is_item,
    is_of_a_person,
    is_of_its_own,
    names_one,
    only_adds,
    reaches_one,
    sounds_like_a_company,
)

_TOTAL = re.compile(
    rf"\W*({WORDS}|gesamt\w*|total\w*|(gesamt|end|rechnungs)betrag|(grand|sub) ?total|"
    r"(jahres|monats|quartals)(summe|umsatz|umsätze|betrag|ergebnis)|(?-i:davon)( [^\W\d][\w.-]*){1,3}|"  # Davon is a given name, too
    r"anzahl( \w+)?"
    r"|(davon|zzgl\.?|zuzüglich|inkl\.?|enthaltene?|plus)? ?(mwst|ust|mehrwertsteuer|umsatzsteuer|vat)\.?( ?[\d.,]+ ?%)?"
    r"|davon (schon |noch |bereits )?(bezahlt|beglichen|offen|netto|brutto|bar)"
    r"|(umsatz|umsätze|netto|brutto|steuer|mwst|ust|offen|bezahlt) (gesamt|insgesamt|summe|total))"
    r"(\W+(im jahr )?(19|20)\d\d)?\W*(eur|chf|€)?\W*$",
    re.I,
)
_CLOSING = re.compile(
    rf"\W*(({WORDS}|anzahl)\b|(seite|page|blatt)\s*\d|ende (der|des|dieser|vom)\b|end of|stand\b|"
    r"erstellt|erzeugt|exportiert|export(ed)?\b|druckdatum|gedruckt|generated|seller id|"
    r"\d+\s+(record|datens|zeile|eintr|kunden|rows|treffer)|"
    r"\*{3}|-{3}|={3})",
    re.I,
)
# “x = abgemeldet, o = angemeldet”: what marks mean.
_LEGEND = re.compile(
    rf"\W*({TITLE}\W+)?({MARK}( ?= ?|: ?| {MEANS} )[^\W\d]|({YES}|{NO}) ?= ?\w\b)",
    re.I,
)
_SIGNS = ("=", ":", *MEANS.split("|"))
_END = re.compile(r"\W*ende\b", re.I)  # alone in its row: somebody may be called so
_COUNTED_ARE = (
    r"\w*pl(ä|ae)tze|\w*teilnehmer(innen)?|teilnahmen|\w*personen|g(ä|ae)ste|mitglieder|kunden|firmen|\w*kontakte|adressen|eintr(ä|ae)ge"
    r"|datens(ä|ae)tze|zeilen|\w*anmeldungen|\w*buchungen|\w*bestellungen|\w*rechnungen|termine|warteliste|anzahl|insgesamt|gesamt\w*"
    r"|(noch |nicht )?(freie?|belegte?|verf(ü|ue)gbare?|angemeldete?|gebuchte?|vergebene?)|noch|der|seats|places|spots|participants|guests"
    r"|members|customers|contacts|bookings|orders|invoices|rows|records|entries|count|number|of|available|free|taken|booked|left|full"
)
_WORDS_OF_COUNTS = re.compile(rf"(({_COUNTED_ARE}|{WORDS})[ -]*)+", re.I)
_COUNT = re.compile(r"([^\W\d][^:=]*[^:=\s])\s?[:=]\s?\d{1,5}([.,]\d+)?( ?(von|of|/) ?\d+)?\W*")
_COUNTED = re.compile(r"\W*\d+\W+records?(\(s\))?\W+downloaded", re.I)  # "83,record(s) downloaded,from .."
_LEGEND_TITLE = re.compile(rf"\W*{TITLE}\W*", re.I)
_MEANS = re.compile(r"([^\W\d]\S*( \S+)?)\s?=\s?\S.*")  # rot = Stammkunde
_MEANS_TOO = re.compile(r"[^=:]{1,30}\s?[=:–-]\s\S.*")
_OF_SUMS = ("summ", "gesa", "tota", "zwis", "ends", "subt", "sub ", "sald", "über", "uebe")  # as `WORDS` begin
_STEMS = (
    *_OF_SUMS, "endb", "gran", "anza", "rech", "ende", "umsa", "umsä", "davo", "mwst", "zzgl", "inkl", "jahr", "mona", "quar",
)  # fmt: skip
_SUMS = {start for stem in _OF_SUMS for start in (stem, stem.title(), stem.upper())}
_STARTS = {start for stem in _STEMS for start in (stem, stem.title(), stem.upper())} | {
    "MwSt",
    "USt ",
    "USt.",
    "*** ",
    "----",
    "--- ",
    "====",
    "=== ",
}


class Batch(NamedTuple):
    """`rows` have exactly as many cells as the header; `numbers`: data rows from 1; `lines`: where they begin."""

    first_row: int
    rows: list[tuple[str, ...]]
    numbers: Sequence[int]
    lines: Sequence[int]


class BadRow(NamedTuple):
    """A data row that cannot be used as it stands; `text` says why, `cells` are as they were found. `place`: the one cell
    that causes it and could be corrected."""

    row: int
    line: int
    code: str
    text: str
    cells: tuple[str, ...]
    place: int | None = None


@dataclass
class Sieve:
    """State of one pass over a table. `optional`: columns that are often empty, so a row may end before them; `corrected`:
    data row -> the places of cells that a person corrected; `kinds`: what the cells of each column mostly look like;
    `trails`: rows usually end in separators too many; `made`: rows were made of cards or the like, and none closes a list."""

    header: Sequence[str]
    width: int
    findings: Findings
    optional: frozenset[int] = frozenset()
    kinds: Sequence[str] = ()
    trails: bool = False
    made: bool = False
    corrected: Mapping[int, Collection[int]] = field(default_factory=dict)
    bad: list[BadRow] = field(default_factory=list)
    number: int = 0
    placed: "array[int]" = field(default_factory=lambda: array("I"))  # of each data row so far its line
    closing: list[str] = field(default_factory=list)  # closing lines, the first few
    short: int = 0  # rows that end before the table does
    _last_short: int = 0
    _missing: set[int] = field(default_factory=set)  # cells at the ends of those
    _torn: bool = False  # the last of them ends within a character
    _lacks_little: bool = False  # the last of them ends before columns that are often empty
    _gap: bool = False
    _ended: bool = False
    _legend: bool = False  # the row above told what a mark of the list means
    _above: Above = field(default_factory=Above)
    _below: Callable[[], Sequence[Row]] = tuple

    def __post_init__(self) -> None:
        self._first_kind = self.kinds[0] if self.kinds else "text"
        self._heading = [cell.strip() for cell in self.header]
        self._watched = _STARTS | {"", (self.header[0] if self.header else "")[:4]}

    @property
    def cut_off(self) -> bool:
        """Whether the very last row ends before the table does, and rows of this table do not usually."""
        usual = (self.short - 1) * (10 if self._lacks_little else 4) > self.number
        return 0 < self.number == self._last_short and not usual

    @property
    def lacking(self) -> int:
        """How many cells each row lacks, where all of them lack the same number of columns that have names."""
        if not 1 < self.number == self.short or len(self._missing) > 1:
            return 0
        missing = max(self._missing)
        return missing if any(self._heading[self.width - missing :]) else 0

    @property
    def surely_cut(self) -> bool:
        """Whether that row ends within a character, or there is no other; a row may also have lost its empty cells."""
        return self.cut_off and (self._torn or self.number == 1)

    def sift(self, rows: list[Row], lines: Sequence[int]) -> Batch:
        """The data rows among them, without the bad ones."""
        first = self.number + 1
        if self._sound(rows):
            self.number += len(rows)
            self._above.keep(rows)
            self.placed.extend(lines)
            numbers: Sequence[int] = range(first, self.number + 1)
            return Batch(first, rows, numbers, lines)
        kept = []
        for place, (row, line) in enumerate(zip(rows, lines, strict=True), start=1):
            self._below = partial(_rows_below, rows, place)
            if cells := self._one(row, line):
                kept.append((cells, self.number, line))
                self._above.keep((cells,))
        self.findings.broken.clear()
        return Batch(first, [k[0] for k in kept], [k[1] for k in kept], [k[2] for k in kept])

    def _sound(self, rows: list[Row]) -> bool:
        """Nothing to look at: all rows have the right width and sound marks, and none begins like a total or a heading."""
        if self._gap or self._ended or self._legend or self.findings.broken or set(map(len, rows)) != {self.width}:
            return False
        first = set(map(itemgetter(0), rows))
        together = "\n".join(first) + "\n"  # a loop over the cells costs as much as parsing them
        ends = any(f"{end}\n" in together for end in GROUPS) or self._may_count(rows[-1])
        plain = self._watched.isdisjoint({cell[:4] for cell in first}) and not _hold_legend(first, together)
        if self.width > 2:  # beside a number that each row has
            plain = plain and _SUMS.isdisjoint({row[place][:4] for place in (1, 2) for row in rows})
        return plain and not ends and not may_head(first)

    def _one(self, row: Row, line: int) -> tuple[str, ...] | None:
        filled = [cell for cell in row if cell and not cell.isspace()]
        if not filled or self._ended:
            self._gap = True
            return None
        gap, self._gap = self._gap, False
        if self.made or reaches_one(row, self._heading):
            self._legend = False
            return self._next(row, line)
        self._legend = self.width > 1 and self._explains(filled, gap)
        if self._legend:
            self._leave(filled, line)
            return None
        if len(row) >= self.width - 1 and [cell.strip() for cell in row[: self.width]] == self._heading[: len(row)]:
            self.findings.note("repeated_header", line=line)
            return None
        if self._tells_period(row, filled):
            self.findings.note("period", line=line, name=filled[0].strip()[:60])
            self._above.close(filled[0], sums=len(filled) > 1)
            return None
        if label := self._above.sums_of_one(row, self._heading):
            self._above.close(label)
            self._leave([label, *(one for one in filled if one != label)], line)
            return None
        if self._closes(row, filled):
            self._above.close(filled[0])
            self._leave(filled, line)
            return None
        if gap and self._second_table(row, filled):
            self.findings.note("two_tables", name=line)
            self._ended = True
            return None
        return self._next(row, line)

    def _next(self, row: Row, line: int) -> tuple[str, ...] | None:
        self.number += 1
        self.placed.append(line)
        return self._fitted(row, line)

    def _fitted(self, row: Row, line: int) -> tuple[str, ...] | None:
        """Exactly `width` cells, or None and a place in the list of bad rows."""
        missing = self.width - len(row)
        broken = set(self.findings.broken.get(line, ())).difference(self.corrected.get(self.number, ()))
        if missing == 0 and not broken:
            return row
        if missing > 0:
            self.short, self._last_short = self.short + 1, self.number
            self._missing.add(missing)
            self._torn = row[-1].endswith("\ufffd")
            self._lacks_little = self.optional.issuperset(range(len(row), self.width)) and len(row) > 1
        if broken:
            self.findings.note("unclosed_quote", row=self.number, line=line)
            place = min(broken) if missing == 0 and len(broken) == 1 else None
            sentence = BAD_ROW["unclosed_quote"]
            self.bad.append(BadRow(self.number, line, "unclosed_quote", _(sentence), row, place))
            return None
        surplus_empty = missing < 0 and not any(cell.strip() for cell in row[self.width :])
        if (surplus_empty or (missing > 0 and self._lacks_little)) and not self._slid(row):
            return (*row[: self.width], *[""] * missing)
        self.findings.note("ragged", row=self.number)
        sentence = BAD_ROW["ragged"]
        text = _(sentence).format(cells=len(row), width=self.width)
        self.bad.append(BadRow(self.number, line, "ragged", text, row))
        return None

    def _slid(self, row: Row) -> bool:
        """A mail address, day or figure stands one cell behind its column, and in its own something else: a separator within
        the text before it."""
        pairs = zip(self.kinds, row, row[1:], strict=False)
        return not self.trails and any(
            wanted != "text" and here.strip() and not _alike(here, wanted) and _alike(behind, wanted)
            for wanted, here, behind in pairs
        )

    def _tells_period(self, row: Row, filled: list[str]) -> bool:
        """“Februar 2025” above the rows of that month, alone or with what they come to."""
        if self.width < 3:
            return False
        label = row.index(filled[0])
        of_documents = "day" in self.kinds and self.kinds[label : label + 1] != ("day",)
        if len(filled) > 1:
            if is_item(row, self._heading, label):
                return False
            named = names_period(filled[0]) and only_adds(row, self._heading, label)
            return named or (
                of_documents and is_word(filled[0]) and self._above.closes_period(row, self._heading, label)
            )
        return names_period(filled[0]) or (of_documents and is_heading(filled[0]))

    def _may_count(self, row: Row) -> bool:
        return self.width > 2 and sum(map(bool, row)) <= 2

    def _counts(self, row: Row, filled: list[str]) -> bool:
        """“Plätze frei: 4” below the rows, or the figure in a cell beside it where none can stand: nobody is called so."""
        if len(filled) == 1:
            found = _COUNT.fullmatch(filled[0].strip()) if self.width > 1 else None
            return found is not None and self._ends_with(found[1])
        if not self._may_count(row) or not filled[1].strip().isdigit() or len(filled[1].strip()) > 3:
            return False
        label, place = row.index(filled[0]), row.index(filled[1])
        beside = place == label + 1 and kind(filled[0]) == "text"
        odd = beside and (self.kinds[place : place + 1] == ("mail",) or is_of_a_person(self._heading[place]))
        return odd and self._ends_with(filled[0].strip(" :="))

    def _ends_with(self, label: str) -> bool:
        """A word that counts, below which no full row stands."""
        most = min(2, self.width - 1)
        full = (sum(bool(cell.strip()) for cell in one) > most for one in self._below())
        return _WORDS_OF_COUNTS.fullmatch(label) is not None and not any(full)

    def _leave(self, filled: list[str], line: int) -> None:
        self.findings.note("footer", line=line, name=filled[0].strip()[:60])
        if len(self.closing) < FAR:
            self.closing.append(" ; ".join(filled))

    def _explains(self, filled: list[str], gap: bool) -> bool:
        """What a mark of the list means, alone in its row below a gap; “Anna = verstorben” speaks of a customer."""
        text = filled[0].strip()
        if len(filled) > 1 or not (gap or self._legend):
            return False
        means = _MEANS.fullmatch(text)
        said = _LEGEND_TITLE.fullmatch(text) or (means and not is_given(means[1]))
        return bool(said or (self._legend and _MEANS_TOO.fullmatch(text)))

    def _closes(self, row: Row, filled: list[str]) -> bool:
        """A total, a count, a page line or a closing remark."""
        if self._counts(row, filled):
            return True
        if len(filled) == 1 and self.width > 2 and _END.match(filled[0]):
            return True
        if self.width > 2 and all(map(_LEGEND.match, filled)):
            return True
        if self.width < 2:
            return bool(_TOTAL.match(filled[0])) and self._first_kind != "text"
        few = len(filled) <= max(1, self.width // 2)
        label = row.index(filled[0])
        if _TOTAL.match(filled[0]) and not names_one(row, self._heading, label):
            odd = row[0] == filled[0] and self._first_kind != "text"
            if few or odd or only_adds(row, self._heading, label):
                return True
        if self._above.sums_up(row, label) and not is_of_its_own(row, self._heading, label):
            return True
        if self._above.is_bare_sum(row, self._heading):
            return True
        if self._above.ends_group(row, label) and only_adds(row, self._heading, label):
            return True
        if len(row) < self.width and few and _COUNTED.match(" ".join(filled)):
            return True
        if len(filled) == 1 and len(row) != self.width and self.width > 2:
            alien = (
                self._first_kind in ("whole", "mail", "day") and kind(filled[0]) == "text" and " " in filled[0].strip()
            )
            return bool(_CLOSING.match(filled[0])) or alien
        lonely = len(filled) <= 2 and self.width >= 5 and not row[0].strip()
        closing = bool(_CLOSING.match(filled[0])) and len(filled) <= 3
        closing = closing and not sounds_like_a_company(filled[0]) and not names_one(row, self._heading, label)
        return few and (closing or (lonely and all(map(_figure, filled))))

    def _second_table(self, row: Row, filled: list[str]) -> bool:
        """After a gap: another table, or the line above it that says what it holds."""
        below = [one for one in self._below() if any(cell.strip() for cell in one)]
        if len(filled) == 1 and below:
            row, below = below[0], below[1:]
        return self._begins_anew(row, below)

    def _begins_anew(self, row: Row, below: Sequence[Row]) -> bool:
        """Other column names, over rows of another shape or by their words alone: another table."""
        names = sum(bool(cell.strip()) for cell in row) >= 2 and is_label_row(row) and known_share(row) >= 0.5
        if not names or len(row) != self.width or self._first_kind != "text" or known_share(row) >= 0.8:
            return names
        strange = sum(self._of_another_shape(one) for one in below[:5])
        return strange * 2 > len(below[:5])

    def _of_another_shape(self, row: Row) -> bool:
        return any(cell.strip() and not _alike(cell, wanted) for cell, wanted in zip(row, self.kinds, strict=False))


def _rows_below(rows: Sequence[Row], place: int) -> Sequence[Row]:
    return rows[place : place + FAR]


def _alike(cell: str, wanted: str) -> bool:
    return kind(cell) == wanted or (wanted == "number" and kind(cell) == "whole")


def _hold_legend(cells: Collection[str], together: str) -> bool:
    said = together.lower()
    return any(sign in said for sign in _SIGNS) and any(map(_LEGEND.match, cells))


def _figure(cell: str) -> bool:
    return kind(cell) in ("number", "whole")
