"""Whose customer numbers are of one range: 1001 in the till and 1001 in the shop may well be two customers.

A number alone is evidence only between places that demonstrably count together: where the records that bear the same
number there also bear the same name, or the same mail address or telephone. Of a business's own lists one such record
is enough, unless more of them speak against it. With the same full name beside it, a number is evidence everywhere.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from kmu_crm.fields.email import mailbox
from kmu_crm.identity import spelling
from kmu_crm.identity.levels import Level as L
from kmu_crm.identity.words import Words
from kmu_crm.store import record_key

plain = record_key.plain

Slot = tuple[int, int]  # a source, and which of a record's two numbers: its key there, or the one it names besides
Ranges = Mapping[Slot, int]

ENOUGH = 3  # numbers that must agree in name before two slots are believed to count together
MOSTLY = 0.8  # and so must this share of all that can be compared; two programs that count alone agree by 1 %
ENOUGH_OF_OWN, MOSTLY_OF_OWN = 1, 0.5  # between lists of the business's own, whose rows may have changed since
_ALIKE = (L.TYPO, L.PART, L.INITIAL)


def learn(words: Iterable[Words]) -> dict[Slot, int]:
    """Slot -> the number of its range; slots that no other is seen to count with are left out."""
    agreed: Counter[tuple[Slot, Slot]] = Counter()
    compared: Counter[tuple[Slot, Slot]] = Counter()
    own: set[Slot] = set()
    for holders in _holders(words).values():
        own.update(slot for slot, one in holders if one.own)
        told: dict[tuple[Slot, Slot], bool] = {}
        for (one, left), (other, right) in combinations(sorted(holders, key=lambda holder: holder[0]), 2):
            verdict = None if left is right else alike(left, right)
            if verdict is not None:
                told.setdefault((one, other), verdict)
        compared.update(told.keys())
        agreed.update(pair for pair, verdict in told.items() if verdict)
    return _joined(pair for pair, n in sorted(agreed.items()) if _believed(n, compared[pair], own.issuperset(pair)))


def _believed(agreed: int, compared: int, own: bool) -> bool:
    enough, mostly = (ENOUGH_OF_OWN, MOSTLY_OF_OWN) if own else (ENOUGH, MOSTLY)
    return agreed >= enough and agreed >= mostly * compared


def of(words: Words, ranges: Ranges) -> Iterator[tuple[int, str]]:
    """Range and number, for those numbers of a record that have a range."""
    for place, number in enumerate(words.numbers):
        if number and (found := ranges.get((words.source, place))):
            yield found, plain(number)


def with_name(words: Words) -> list[str]:
    """Each number with the full name of who bears it, `10101|anna|muster`; nothing where a name is missing or cut short."""
    numbers = {found for written in words.numbers if written and (found := plain(written))}
    if not numbers:
        return []
    if words.core:
        said = {"|".join(sorted(words.core.split()))}
    elif len(words.given) > 1 and len(words.family) > 1:
        said = {"|".join(sorted((words.given, words.family)))}
    else:
        return []
    if words.called:
        said.add(words.called.replace(" ", "|"))
    return sorted({f"{number}|{name}" for number in numbers for name in said})


def _holders(words: Iterable[Words]) -> dict[str, list[tuple[Slot, Words]]]:
    """Number -> who bears it, by slot; of each slot two are enough."""
    found: defaultdict[str, list[tuple[Slot, Words]]] = defaultdict(list)
    for one in words:
        for place, written in enumerate(one.numbers):
            slot = (one.source, place)
            if (number := plain(written)) and sum(other == slot for other, _ in found[number]) < 2:
                found[number].append((slot, one))
    return found


def alike(one: Words, other: Words) -> bool | None:
    """Do two records, their numbers left aside, speak of one customer? None where they leave it open."""
    if not {*map(mailbox, one.mails), *one.phones}.isdisjoint((*map(mailbox, other.mails), *other.phones)):
        return True
    if one.core and other.core:
        return one.core == other.core or spelling.company(one.core, other.core) in _ALIKE
    if one.core or other.core:
        return True if one.called and one.called == other.called else None
    if not (one.family and other.family):
        return None
    if {one.given, one.family} == {other.given, other.family}:
        return True
    initials = {name[0] for name in (one.given, other.given) if name}
    same = one.family == other.family or spelling.family(one.family, other.family) in _ALIKE
    return same and len(initials) < 2


def _joined(pairs: Iterable[tuple[Slot, Slot]]) -> dict[Slot, int]:
    """What counts with one slot counts with all that count with it."""
    ranges: dict[Slot, int] = {}
    for number, (one, other) in enumerate(pairs, start=1):
        merged = {ranges.get(one), ranges.get(other)} - {None}
        ranges |= {slot: number for slot, known in ranges.items() if known in merged}
        ranges |= {one: number, other: number}
    return ranges
