"""Cards in as many columns as there is room for; nothing is hidden, the page scrolls."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from kmu_crm.ui import theme


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
