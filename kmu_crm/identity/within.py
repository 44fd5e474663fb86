"""Groups as arrays: what hangs together, and the pairs within each group, many groups at once."""

from collections.abc import Iterator

import numpy as np

from kmu_crm.identity.table import Ints

AT_ONCE = 1_000_000  # pairs


def leaders(count: int, a: Ints, b: Ints) -> Ints:
    """Of each place up to `count` the first that it hangs together with by ties between `a` and `b`."""
    lead = np.arange(count)
    while True:
        one, other = lead[a], lead[b]
        if np.array_equal(one, other):
            return lead
        np.minimum.at(lead, np.maximum(one, other), np.minimum(one, other))
        while not np.array_equal(lead, further := lead[lead]):
            lead = further


def pairs(values: Ints, counts: Ints) -> Iterator[tuple[Ints, Ints]]:
    """All pairs within groups that stand one after the other in `values`, `counts` of them in each; smaller first."""
    starts = np.cumsum(counts) - counts
    for count in np.unique(counts[counts > 1]).tolist():
        begins = starts[counts == count]
        one, other = np.triu_indices(count, 1)
        step = max(AT_ONCE // len(one), 1)
        for first in range(0, len(begins), step):
            block = np.sort(values[begins[first : first + step, None] + np.arange(count)], axis=1)
            yield block[:, one].ravel(), block[:, other].ravel()
