"""A list of talks tells what was said, under whatever heading: the column of most words is its text, and all others are kept."""

from collections.abc import Sequence

from kmu_crm.sources.mapping import kinds
from kmu_crm.sources.mapping.fitting import Column
from kmu_crm.sources.mapping.vocabulary import ATTRIBUTE

_GUESSED = 0.7
_NUMBERS, _OF_CALLS = {"phone", "mobile"}, {"outcome", "minutes"}
_LEAST = 2.5  # words in a cell, on average: fewer are a kind or a name


def fit(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """The columns of a list of contacts; what somebody said there may be a no, so that none is left unread."""
    found: list[Column] = [(header, field or ATTRIBUTE, sure) for header, field, sure in columns]
    unread = [place for place, (_header, field, _sure) in enumerate(columns) if field is None]
    if unread and not any(field == "text" for _, field, _ in columns):
        words, place = max((_words_a_cell(cells[place]), -place) for place in unread)
        if words >= _LEAST:
            found[-place] = (found[-place][0], "text", _GUESSED)
    return found


def are_of_numbers(columns: Sequence[Column], called: Sequence[str | None]) -> bool:
    """Whether a telephone number says with whom it was, and calls are spoken of: by what came of them, how long they took, or
    the names of columns, sheet and file. A day, a number and a note may be anything."""
    fields = {field for _, field, _ in columns}
    if fields.isdisjoint(_NUMBERS):
        return False
    return (
        not fields.isdisjoint(_OF_CALLS)
        or any(map(kinds.speaks_of_calls, [header for header, *_ in columns]))
        or any(kinds.speaks_of_calls(name) for name in called if name)
    )


def _words_a_cell(cells: Sequence[str]) -> float:
    said = [len(cell.split()) for cell in cells if cell.strip()]
    return sum(said) / len(said) if said else 0.0
