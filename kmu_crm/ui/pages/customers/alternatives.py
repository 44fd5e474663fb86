"""Where sources disagree: for each value shown, what another source says instead, as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kmu_crm.fields.text import fold
from kmu_crm.profiles.golden import Choice
from kmu_crm.profiles.word import TOGETHER, Word


@dataclass(frozen=True)
class Alternative:
    """The fields that belong together, as this record has them; "" where it says nothing."""

    values: Mapping[str, str]
    word: Word


def alternatives(lead: str, choices: Sequence[Choice]) -> list[Alternative]:
    """Distinct other values of a field or of a group (name, address); spelling alone is no difference."""
    group = TOGETHER.get(lead, (lead,))
    have = {one.field: one.value for one in choices}
    records = {word.record: word for one in choices if one.field == lead for _value, word in one.others}
    seen = {_folded(have, group)}
    found = []
    for word in records.values():
        values = {field: str(word.values.get(field) or "") for field in group}
        if _folded(values, group) not in seen:
            seen.add(_folded(values, group))
            found.append(Alternative(values, word))
    return found


def _folded(values: Mapping[str, str], group: Sequence[str]) -> str:
    return "|".join(fold(values.get(field, "")) for field in group if field not in ("salutation", "country"))
