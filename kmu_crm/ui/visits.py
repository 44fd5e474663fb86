"""Where one has been: the way back and forward."""

from typing import NamedTuple


class Visit(NamedTuple):
    page: str
    place: object


class Visits:
    """`leave` keeps where one stood before going on; `back` and `forward` say where to go, None at the end."""

    def __init__(self) -> None:
        self._past: list[Visit] = []
        self._future: list[Visit] = []

    def leave(self, here: Visit) -> None:
        self._past.append(here)
        self._future.clear()

    def back(self, here: Visit) -> Visit | None:
        return self._travel(self._past, self._future, here)

    def forward(self, here: Visit) -> Visit | None:
        return self._travel(self._future, self._past, here)

    @staticmethod
    def _travel(source: list[Visit], other: list[Visit], here: Visit) -> Visit | None:
        if not source:
            return None
        other.append(here)
        return source.pop()
