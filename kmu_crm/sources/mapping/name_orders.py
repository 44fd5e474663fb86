"""Whether the names in a column begin with the surname: told by all of its cells, for one alone may look either way."""

from collections.abc import Sequence

from kmu_crm.fields import name

FIELDS = {"full_name", "contact_name", "display_name"}
ENOUGH = 2_000  # distinct cells settle it
_STRAYS = 0.1  # of those that tell an order, what a list in one order may have in the other


class NameOrder:
    """Sees the cells of a column; then tells."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def see(self, cells: Sequence[str]) -> None:
        if len(self._seen) < ENOUGH:
            self._seen.update(cells[:ENOUGH])

    def is_surname_first(self) -> bool | None:
        """None where too few cells tell it, or they differ: then each cell speaks for itself."""
        told = [order for order in map(name.surname_leads, self._seen) if order is not None]
        first = sum(told)
        many, few = max(first, len(told) - first), min(first, len(told) - first)
        if many < 2 or many <= 2 * few or few > max(1, _STRAYS * len(told)):
            return None
        return first == many
