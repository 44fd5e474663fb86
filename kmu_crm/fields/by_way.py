"""Which ways of advertising the parts of a cell refuse, read one after the other, and what is left of the cell."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kmu_crm.fields import lifting, one_way, turning_down

# A death, perhaps of somebody else; or a way of which nothing is kept.
_ELSE = re.compile(r"storben|\b(verst|tot|todesfall)\b|dece[ad]|\b(sms|fax|telefax|whatsapp)\b")

# Behind it stands the way that is asked for.
_INSTEAD = re.compile(r"\b(sondern|lieber|nur|aber)\b(?! (auch )?(kein|nicht))")
# Without anything that somebody left, it is us.
_LEFT_US = re.compile(
    r"((hat|ist|wurde|sich|bitte|moechte|will|auch|kunde|kundin) )*(abgemeldet|opt ?out|unsubscribed|nichts mehr (von uns )?(hoeren|wissen)"
    r"|loeschen)( (seit |am )?[\d ]+)?"
)


@dataclass(frozen=True)
class Refused:
    """`ways`: of `email`, `phone`, `post`; `left`: the parts that were understood neither as a no to one nor as lifting it."""

    ways: frozenset[str] = one_way.NO_WAY
    left: Sequence[str] = ()


def read(parts: Sequence[str], objecting: Collection[int]) -> Refused:
    """Parts are folded; `objecting`: the places of those that object to all advertising, until a later part lifts it."""
    clear = _clear(parts, objecting)
    refused, left = set[str](), list[str]()
    for place, part in enumerate(parts):
        found = clear[place] or (_beside(part) if any(clear) else one_way.NO_WAY)
        if lifting.lifts(part):
            refused -= one_way.named(part) or refused
        elif found:
            refused |= found
        else:
            left.append(part)
    return Refused(frozenset(refused), left)


def _clear(parts: Sequence[str], objecting: Collection[int]) -> list[frozenset[str]]:
    """Of each part the ways that it plainly refuses."""
    found, goes_on = list[frozenset[str]](), False
    for place, part in enumerate(parts):
        of_some = one_way.of(part) or (one_way.further(part) if goes_on else one_way.NO_WAY)
        goes_on = bool(of_some)
        found.append(one_way.EVERY_WAY if place in objecting else of_some)
    return found


def _beside(part: str) -> frozenset[str]:
    """Whoever turns down one way may well turn down another in other words, “kein Newsletter”; or all of them. What else
    is turned down, “Auto abgemeldet”, may have nothing to do with advertising.
    """
    if _LEFT_US.fullmatch(part):
        return one_way.EVERY_WAY
    if not turning_down.says(part):
        return one_way.NO_WAY
    of_all = turning_down.is_of_all(part) and not _ELSE.search(part)
    return one_way.named(_INSTEAD.split(part)[0]) or (one_way.EVERY_WAY if of_all else one_way.NO_WAY)
