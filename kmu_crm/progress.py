"""Long work talks to a `Progress`; the core knows no thread. Cancelling is an exception out of `report`, so transactions roll back."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


class Progress:
    """Silent here; the command line has one that draws a bar, the window one that emits signals."""

    def stage(self, title: str) -> None:
        """A new part of the work begins; `title` is already translated."""

    def report(self, done: int, total: int) -> None:
        """`total` is 0 where it is not known. May raise `Cancelled`."""

    def over(self, items: Sequence[T], every: int = 200) -> Iterator[T]:
        for done, item in enumerate(items):
            if done % every == 0:
                self.report(done, len(items))
            yield item
        self.report(len(items), len(items))


SILENT = Progress()
