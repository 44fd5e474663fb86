"""Who is held back and who gets which version: drawn at random within value classes, by a seed that is kept."""

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kmu_crm.errors import KmuError
from kmu_crm.fields import show
from kmu_crm.i18n import N_, ngettext

CONTROL = "control"
MOST_ARMS = 26
BUYERS = 0.3  # share of customers assumed to buy within the window, where nothing better is known
_WANTED = 200  # persons in a control group from which on no warning is needed (VALUE.md section 8)


class BadShare(KmuError):
    text = N_("A control group of {share} with {versions} cannot be drawn.")
    advice = N_("The share lies from 0 to below 1, and there are 1 to 26 versions.")
    code = "bad_share"


def check(share: float, arms: int) -> None:
    """Raises BadShare."""
    if not 0 <= share < 1 or not 1 <= arms <= MOST_ARMS:
        decimals = len(f"{share:g}".partition(".")[2]) if math.isfinite(share) else 0
        told = show.number(share, decimals) if math.isfinite(share) else str(share)
        versions = ngettext("{n} version", "{n} versions", arms).format(n=show.number(arms))
        raise BadShare(share=told, versions=versions)


def draw(members: Iterable[tuple[int, str]], share: float, arms: int, seed: int) -> dict[int, str]:
    """`control`, `A`, `B` .. for each (profile, value class); the same for every order of `members`.

    Each class gives its share to the control group and its even part to each version; what does not divide is carried
    on to the next class, so that the whole is exact as well.
    """
    check(share, arms)
    classes: dict[str, list[int]] = defaultdict(list)
    for number, value_class in members:
        classes[value_class].append(number)
    assigned: dict[int, str] = {}
    seen = held = given = 0
    for value_class in sorted(classes):
        drawn = sorted(classes[value_class], key=lambda number: (_lot(seed, number), number))
        seen += len(drawn)
        hold = min(len(drawn), math.floor(share * seen + 0.5) - held)
        held += hold
        assigned.update(dict.fromkeys(drawn[:hold], CONTROL))
        for number in drawn[hold:]:
            assigned[number] = chr(ord("A") + given % arms)
            given += 1
    return assigned


def _lot(seed: int, number: int) -> bytes:
    return hashlib.sha256(f"{seed}:{number}".encode()).digest()


@dataclass(frozen=True)
class Visibility:
    """The smallest difference in the share of buyers (0..1) that the groups can show, and a better share if one is.

    `better_*` are None where the control group is large enough already.
    """

    control: int
    rest: int
    difference: float
    better_share: float | None
    better_control: int | None
    better_difference: float | None


def visibility(control: int, rest: int, buyers: float = BUYERS) -> Visibility | None:
    """None where nobody is held back or nobody is written to.

    n per group = 15.7 p(1-p)/d² at 5 % error and 80 % power (two proportions); for unequal groups 2/n is 1/n1 + 1/n2.
    """
    if control <= 0 or rest <= 0:
        return None
    difference = _difference(control, rest, buyers)
    share = _better(control, control + rest)
    if share is None:
        return Visibility(control, rest, difference, None, None, None)
    better = round(share * (control + rest) + 1e-9)
    return Visibility(control, rest, difference, share, better, _difference(better, control + rest - better, buyers))


def _difference(one: int, other: int, buyers: float) -> float:
    return min(1.0, math.sqrt(7.85 * buyers * (1 - buyers) * (1 / one + 1 / other)))


def _better(control: int, total: int) -> float | None:
    if control >= _WANTED:
        return None
    steps: Sequence[float] = (0.05, 0.1, 0.15, 0.2, 0.25)
    larger = [share for share in steps if round(share * total) > control]
    enough = [share for share in larger if round(share * total) >= _WANTED]
    if enough:
        return enough[0]
    return larger[-1] if larger else 0.5 if total // 2 > control else None
