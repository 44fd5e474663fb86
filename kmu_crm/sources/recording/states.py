"""States of a known program's documents in words that neither its sheet nor anybody else's list knows: such a document counts as it
stands, and that is told with its words."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.sources.mapping import kinds, paid_words, status_words
from kmu_crm.sources.mapping.sheets import Sheet, folded
from kmu_crm.sources.recording.oddities import MOST_ROWS, Oddity
from kmu_crm.sources.recording.problems import STATE_CODES, STATE_IN_PART, STATE_UNKNOWN

_MOST_WORDS = 5
_CODE = re.compile(
    r"-?\d+|[0-9a-f]{16,}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
)  # means something within the program alone


class States:
    """Of one import. A list of one's own has anybody's words: there other rules tell (`taken_back`, `owed`)."""

    def __init__(self, sheet: Sheet):
        self._active, self._known = sheet.system != "list", sheet.statuses
        self._found: dict[str, dict[str, list[int]]] = {}  # code -> word -> rows
        self._odd = lru_cache(1_000)(self._read)

    def see(self, words: Iterable[str | None], row: int, given_back: bool) -> None:
        """`given_back`: the row tells how much."""
        for word in filter(None, words) if self._active else ():
            code = self._odd(word)
            if code and not (given_back and code == STATE_IN_PART):
                self._found.setdefault(code, {}).setdefault(word, []).append(row)

    def told(self) -> Iterator[Oddity]:
        for code, words in self._found.items():
            rows = sorted({row for some in words.values() for row in some})
            named = ", ".join(_("“{text}”").format(text=word) for word in list(words)[:_MOST_WORDS])
            named += ", …" if len(words) > _MOST_WORDS else ""
            text = _sentence(code, len(rows)).format(n=show.number(len(rows)), words=named)
            yield Oddity(code, text, tuple(rows[:MOST_ROWS]), None, len(rows))

    def _read(self, word: str) -> str:
        said = folded(word)
        if said in self._known or said in kinds.STATUSES:
            return ""
        if _CODE.fullmatch(said):
            return STATE_CODES
        if found := status_words.read(word):
            return STATE_IN_PART if found == status_words.PARTLY else ""
        known = status_words.is_through(word) or status_words.is_under_way(word) or paid_words.read(word)
        return "" if known else STATE_UNKNOWN


def _sentence(code: str, count: int) -> str:
    return {
        STATE_UNKNOWN: ngettext(
            "{n} document has a state that is not known, and counts as it stands: {words}. Where it is no sale, undo the import,"
            " write “storniert” there and import the file again",
            "{n} documents have states that are not known, and count as they stand: {words}. Where they are no sales, undo the"
            " import, write “storniert” there and import the file again",
            count,
        ),
        STATE_IN_PART: ngettext(
            "{n} document is taken back in part or may be, and nothing tells how much ({words}): it counts as it stands. Import the"
            " credit notes, too, or write “storniert” there where it was taken back as a whole, and import the file again",
            "{n} documents are taken back in part or may be, and nothing tells how much ({words}): they count as they stand. Import"
            " the credit notes, too, or write “storniert” there where they were taken back as a whole, and import the file again",
            count,
        ),
        STATE_CODES: ngettext(
            "The state of {n} document is a code that the program alone knows ({words}): it counts as a sale, be it cancelled or not."
            " Export the state in words, or write “storniert” there where it was cancelled, and import the file again",
            "The states of {n} documents are codes that the program alone knows ({words}): they count as sales, and those that were"
            " cancelled cannot be told apart. Export the states in words, or write “storniert” there where one was cancelled, and"
            " import the file again",
            count,
        ),
    }[code]
