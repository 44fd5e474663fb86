"""Why two records are one, or may be: what is kept beside a pair, so that every weight can be shown in words."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from kmu_crm.identity.levels import Level
from kmu_crm.identity.table import Table
from kmu_crm.identity.weigh import Weighed
from kmu_crm.identity.words import Words

RARE = 9.0  # from this many bits a value is called rare

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


def of(table: Table, weighed: Weighed, chosen: Iterable[int]) -> Iterator[str]:
    """JSON for each chosen pair: `[{field, left, right, weight, reason}]`, the weightiest first; left is record `a`.

    `reason` is `field.level`, with `.rare` where the value is, and `.common` where it agrees and yet speaks against, since
    the other explanation (a family, a company) shares it too: `identity.reasons` makes a sentence of it.
    """
    fields = [
        (field, SHOWN[field], grade.level, weighed.shares[field], grade.rarity)
        for field, grade in weighed.grades.items()
    ]
    for place in chosen:
        left, right = table.words[weighed.a[place]], table.words[weighed.b[place]]
        lines: list[dict[str, Any]] = []
        for field, shown, levels, shares, rarity in fields:
            if level := levels[place]:
                weight = round(float(shares[place]), 2)
                more = ".common" if level == Level.SAME and weight < 0 else ".rare" if -rarity[place] >= RARE else ""
                reason = f"{field}.{Level(level).name.lower()}{more}"
                lines.append(
                    {"field": field, "left": shown(left), "right": shown(right), "weight": weight, "reason": reason}
                )
        lines.sort(key=lambda line: (-abs(line["weight"]), line["field"]))
        yield json.dumps(lines, ensure_ascii=False, separators=(",", ":"))
