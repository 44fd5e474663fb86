"""Whose a value is that is being put right: the records it stays with where the customer is taken apart one day."""

from collections.abc import Mapping, Sequence
from sqlite3 import Connection

from kmu_crm.decisions.corrections import Correction
from kmu_crm.profiles import build
from kmu_crm.profiles.golden import Choice, says
from kmu_crm.profiles.word import TOGETHER, Word
from kmu_crm.profiles.words import by_hand


def whose(db: Connection, number: int, words: Sequence[Word], values: Mapping[str, str]) -> dict[str, list[int]]:
    """Field -> record numbers, for cleaned values put right in one go, of a customer whose records say `words`: those that say it
    themselves (one of several was chosen), else those that say what it replaces, else the number it was typed in for. Values that
    stand together in a record, such as street and town, stay together."""
    chosen, hand = build.choices_of(db, words), by_hand(db).holding(words)
    found: dict[str, list[int]] = {}
    for field in values:
        group = _group(field)
        told = [name for name in group if name in values]
        replaced = (_replaced(name, group[0], words, chosen, hand) for name in told)
        found[field] = _saying({name: values[name] for name in told}, words) or next(filter(None, replaced), [number])
    return found


def _group(field: str) -> tuple[str, ...]:
    return next((group for group in TOGETHER.values() if field in group), (field,))


def _saying(values: Mapping[str, str], words: Sequence[Word]) -> list[int]:
    wanted = {field: value for field, value in values.items() if value}
    return [word.record for word in words if wanted and all(_says(word, *one) for one in wanted.items())]


def _replaced(
    field: str, lead: str, words: Sequence[Word], chosen: Mapping[str, Choice], hand: Mapping[str, Correction]
) -> list[int]:
    """Records that say the value shown beside the leading one of its group (the street of a town); where a person had put it
    right before, whose it was then."""
    shown = [chosen[name] for name in dict.fromkeys((lead, field)) if name in chosen]
    if not shown:
        return []
    if by_person := next((one for one in reversed(shown) if one.word is None), None):
        return sorted(hand[by_person.field].whose)
    saying = _saying({one.field: one.value for one in shown}, words) if field in chosen else []
    return saying or [one.word.record for one in shown[-1:] if one.word]


def _says(word: Word, field: str, value: str) -> bool:
    return value.casefold() in (one.casefold() for one in says(word, field))
