"""Documents that wait until all of a file is read, in little room: a million as objects are more than half a gigabyte."""

import marshal
import zlib
from array import array
from collections.abc import Iterator, Sequence

from kmu_crm.sources.recording.shapes import FactRow, is_beside


class Held:
    """In the order in which they were added."""

    def __init__(self) -> None:
        self._packed: list[bytes] = []
        self._names = array("q")  # of each document, its hash

    def add(self, facts: Sequence[FactRow]) -> None:
        self._names.extend(_name(fact) for fact in facts if not is_beside(fact))
        self._packed.append(zlib.compress(marshal.dumps(list(map(tuple, facts))), 1))  # as it stays within this process

    def __iter__(self) -> Iterator[list[FactRow]]:
        return (list(map(FactRow._make, marshal.loads(zlib.decompress(one)))) for one in self._packed)

    def repeated(self) -> "Repeated":
        import numpy as np  # where nothing is held it is not worth its time

        names, times = np.unique(np.frombuffer(self._names, dtype=np.int64), return_counts=True)
        return Repeated(frozenset(names[times > 1].tolist()))


class Repeated:
    """Documents of one kind and number of which there are several, be it in two states. One in many millions may be taken for
    one of them that is not: then it is looked at with those, and stays the same."""

    def __init__(self, names: frozenset[int]):
        self._names = names

    def __contains__(self, fact: FactRow) -> bool:
        return _name(fact) in self._names


def _name(fact: FactRow) -> int:
    return hash((fact.kind, fact.key))
