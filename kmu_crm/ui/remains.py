"""What a window leaves to the next one on the same customer file, such as after a change of language."""

from collections.abc import Callable

from kmu_crm.ui.undoing import Undos


class Remains:
    """What was done there and can be taken back, and what is typed but not kept, by the page's id."""

    def __init__(self, session: Callable) -> None:
        self.undos = Undos(session)
        self.typed: dict[str, object] = {}
