"""Cards in as many columns as there is room for; nothing is hidden, the page scrolls."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from kmu_crm.ui import theme
from kmu_crm.ui.widgets import column, lay_out, row


class Grid(QWidget):
    """`steps`: (width from which, columns), widest first; `shares` are the columns' widths while all are shown."""

    def __init__(
        self, cards: Sequence[QWidget], steps: Sequence[tuple[int, int]], shares: Sequence[int] = (), gap: int = 10
    ) -> None:
        super().__init__()
        self._cards, self._steps, self._shares = cards, steps, shares
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(gap)
        for card in cards:
            card.setMinimumWidth(theme.px(150))
        self._arrange(steps[0][1])

    def columns(self) -> int:
        return self._columns

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fitting = next(
            (columns for width, columns in self._steps if self.width() >= theme.px(width)), self._steps[-1][1]
        )
        if fitting != self._columns:
            self._arrange(fitting)

    def _arrange(self, columns: int) -> None:
        for place in range(self._columns):
            self._grid.setColumnStretch(place, 0)
        for place, card in enumerate(self._cards):
            self._grid.addWidget(card, place // columns, place % columns)
        for place in range(columns):
            self._grid.setColumnStretch(place, self._shares[place] if len(self._shares) == columns else 1)
        self._columns = columns


class Columns(QWidget):
    """Cards of different heights in columns of their own. `plans`: (width from which, columns of cards, their widths),
    widest first."""

    def __init__(self, plans: Sequence[tuple[int, list[list[QWidget]], Sequence[int]]], gap: int = 10) -> None:
        super().__init__()
        self._plans, self._plan = plans, -1
        self._places = [column(gap=gap) for _ in plans[0][1]]
        self._row = row(*self._places, gap=gap)
        self._arrange(0)

    def columns(self) -> int:
        return len(self._plans[self._plan][1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        last = len(self._plans) - 1
        fitting = next((n for n, plan in enumerate(self._plans) if self.width() >= theme.px(plan[0])), last)
        if fitting != self._plan:
            self._arrange(fitting)

    def _arrange(self, number: int) -> None:
        self._plan = number
        _width, columns, shares = self._plans[number]
        if self.layout() is None:
            lay_out(self, self._row)
        for place, into in enumerate(self._places):
            while into.takeAt(0):
                pass
            cards = columns[place] if place < len(columns) else []
            for card in cards:
                card.setMinimumWidth(theme.px(150))
                into.addWidget(card, 1 if card is cards[-1] else 0)  # what is left over goes to the last
            self._row.setStretch(place, shares[place] if place < len(columns) else 0)
