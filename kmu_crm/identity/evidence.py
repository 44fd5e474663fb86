"""Why two records are one, or may be: what is kept beside a pair, so that every weight can be shown in words."""

from collections.abc import Callable, Iterator, Sequence
from json.encoder import encode_basestring

from kmu_crm.identity.levels import Level
from kmu_crm.identity.table import Table
from kmu_crm.identity.weigh import Weighed
from kmu_crm.identity.words import Words

RARE = 9.0  # from this many bits a value is called rare
_NAMES, _TOWN = {int(level): level.name.lower() for level in Level}, ("place", int(Level.NEAR))

SHOWN: dict[str, Callable[[Words], str]] = {
    "given": lambda words: words.person_shown,
    "family": lambda words: words.person_shown,
    "contact": lambda words: words.person_shown,
    "company": lambda words: words.company_shown or words.person_shown,
    "form": lambda words: words.form,
    "gender": lambda words: words.gender,
    "generation": lambda words: words.generation,
    "birth": lambda words: words.birth,
    "vat": lambda words: words.vat,
    "iban": lambda words: words.iban,
    "civil": lambda words: words.civil,
    "mail": lambda words: ", ".join(words.mails),
    "phone": lambda words: ", ".join(words.phones),
    "place": lambda words: words.place_shown,
    "desk": lambda words: ", ".join(words.mails),
    "number": lambda words: ", ".join(dict.fromkeys(number for number in words.numbers if number)),
}


def of(table: Table, weighed: Weighed, chosen: Sequence[int]) -> Iterator[str]:
    """JSON for each chosen pair: `[{field, left, right, weight, reason}]`; left is record `a`. `lines.read` takes it apart.

    `reason` is `field.level`, with `.rare` where the value is, and `.street` where it is another one in the same town:
    `identity.reasons` makes a sentence of it.
    """
    left, right = weighed.a[chosen].tolist(), weighed.b[chosen].tolist()
    told: list[list[str]] = [[] for _place in left]
    for field, grade in weighed.grades.items():
        shown = _Shown(table, SHOWN[field])
        levels, weights = grade.level[chosen].tolist(), weighed.shares[field][chosen].tolist()
        rare = (-grade.rarity[chosen] >= RARE).tolist()
        for lines, a, b, level, share, is_rare in zip(told, left, right, levels, weights, rare, strict=True):
            if level:
                weight = round(share, 2)
                more = ".street" if (field, level) == _TOWN and weight < 0 else ".rare" if is_rare else ""
                both = f'"left":{shown[a]},"right":{shown[b]}'  # as `json.dumps` writes it, each value once
                lines.append(
                    f'{{"field":"{field}",{both},"weight":{weight!r},"reason":"{field}.{_NAMES[level]}{more}"}}'
                )
    for lines in told:
        yield f"[{','.join(lines)}]"


class _Shown(dict[int, str]):
    """Row of the table -> what people see of it, as JSON; a row stands in many pairs."""

    def __init__(self, table: Table, shown: Callable[[Words], str]) -> None:
        super().__init__()
        self._words, self._shown = table.words, shown

    def __missing__(self, row: int) -> str:
        self[row] = found = encode_basestring(self._shown(self._words[row]))
        return found
