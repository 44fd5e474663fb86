"""Records that hang together and of which none contradicts another: nearly all, and each such group is one customer."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from kmu_crm.identity import units, within
from kmu_crm.identity.table import Flags, Ints
from kmu_crm.identity.units import Link, Vetoes


def profiles(
    live: Collection[int], links: Sequence[Link], decided: Collection[int], alike: Mapping[int, int], vetoes: Vetoes
) -> tuple[dict[int, int], set[int]]:
    """Record -> profile of the live ones in such groups; and all other records, which are to be joined link by link.

    `alike` and `vetoes` as for `clusters.resolve`; `decided` are the records that people decided about."""
    a, b = _ends(links)
    living, said = _array(live), _array(alike)
    records = np.unique(np.concatenate([living, said, _array(alike.values()), _array(decided), a, b]))
    a, b, own = (np.searchsorted(records, one) for one in (a, b, living))
    unit = np.arange(len(records))
    unit[np.searchsorted(records, said)] = np.searchsorted(records, _array(alike.values()))
    together = within.leaders(len(records), np.concatenate([a, unit]), np.concatenate([b, np.arange(len(records))]))
    torn = _torn(records, unit, together, vetoes)
    torn[together[np.searchsorted(records, _array(decided))]] = True
    clear = ~torn[together]
    joined = within.leaders(len(records), a, b)
    first = np.full(len(records), len(records))
    np.minimum.at(first, joined[own], own)
    mine = own[clear[own]]
    profile = dict(zip(records[mine].tolist(), records[first[joined[mine]]].tolist(), strict=True))
    return profile, set(records[~clear].tolist())


def _torn(records: Ints, unit: Ints, together: Ints, vetoes: Vetoes) -> Flags:
    """Of each leader whether two units of its group contradict each other, or are too many. Of two alone, somebody looked
    at both."""
    each = np.unique(unit)
    order = np.argsort(together[each], kind="stable")
    groups, counts = np.unique(together[each], return_counts=True)
    torn = np.zeros(len(records), dtype=bool)
    torn[groups[counts > units.MOST]] = True
    looked = (counts > 2) & (counts <= units.MOST)
    for one, other in within.pairs(each[order][np.repeat(looked, counts)], counts[looked]):
        hit = vetoes(records[other], records[one])
        torn[together[one[hit]]] = True
    return torn


def _ends(links: Sequence[Link]) -> tuple[Ints, Ints]:
    return _array([a for _, a, _ in links]), _array([b for _, _, b in links])


def _array(numbers: Collection[int]) -> Ints:
    return np.fromiter(numbers, dtype=np.int64, count=len(numbers))
