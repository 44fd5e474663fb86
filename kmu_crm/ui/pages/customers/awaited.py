"""A customer is asked about while the one before still stands there: whatever is done meanwhile is for who comes."""

from collections.abc import Callable


class Awaited:
    """`expect` tells who is wanted, `arrived` that they are there; what `do` is given waits in between, the last of it alone."""

    def __init__(self) -> None:
        self._wanted: int | None = None
        self._waits = False
        self._then: Callable[[], object] | None = None

    @property
    def waits(self) -> bool:
        return self._waits

    @property
    def wanted(self) -> int | None:
        return self._wanted

    def expect(self, number: int | None, shown: int | None) -> None:
        """`shown`: who stands there now."""
        if number != self._wanted:
            self._then = None
        self._wanted, self._waits = number, number is not None and number != shown

    def arrived(self, number: int | None = None) -> None:
        """Whoever was wanted, or somebody: others have been asked for before, and are not waited for."""
        if number is not None and number != self._wanted:
            return
        self._waits = False
        then, self._then = self._then, None
        if then is not None:
            then()

    def do(self, act: Callable[[], object]) -> None:
        if self._waits:
            self._then = act
        else:
            act()
