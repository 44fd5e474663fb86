"""Whose mailbox or calendar is it? What the settings say, else the one address that takes part in clearly most of it."""

from collections import Counter
from collections.abc import Iterable

_AT_LEAST, _SHARE, _RUNNER_UP = 4, 0.7, 0.5  # messages; share of them; how near the next address may come


class Own:
    """The business's own addresses. `told`: addresses, or `@domain` for every address of it. None: it cannot be told."""

    def __init__(self, told: Iterable[str]):
        self.words = tuple(sorted({word.strip().casefold() for word in told if word.strip()}))
        self._known = set(self.words)
        self.guessed = ""  # the address that was inferred

    @property
    def known(self) -> bool:
        return bool(self._known)

    def has(self, address: str) -> bool:
        return address in self._known or f"@{address.rpartition('@')[2]}" in self._known

    def infer(self, met: Counter[str], messages: int) -> None:
        """`met`: in how many of the messages each address takes part."""
        if self.known or messages < _AT_LEAST:
            return
        (best, count), *others = [*met.most_common(2), ("", 0)]
        if count >= _SHARE * messages and others[0][1] <= _RUNNER_UP * count:
            self.guessed = best
            self._known = {best}
