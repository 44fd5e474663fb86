"""The one ring there is: a share with its number inside."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy

from kmu_crm.ui import theme
from kmu_crm.ui.charts.base import CENTER, Chart, Hit, text


class Ring(Chart):
    """`share` 0 to 1; `words` (the number) stand in the middle; `parts` (title, figure) are told by the table alone."""

    def __init__(self, name: str, description: str = "", *, size: int = 72) -> None:
        super().__init__(name, description, height=size)
        self._share, self._words, self._side = 0.0, "", size
        self._parts: Sequence[tuple[str, str]] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_data(self, share: float, words: str, parts: Sequence[tuple[str, str]] = ()) -> None:
        self._share, self._words, self._parts = share, words, parts
        self.update()

    def table(self) -> list[list[str]]:
        return [["", self.accessibleName()], ["", self._words], *([title, figure] for title, figure in self._parts)]

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._side), theme.px(self._side))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        thick = area.width() * 0.12
        at = area.adjusted(thick / 2 + 1, thick / 2 + 1, -thick / 2 - 1, -thick / 2 - 1)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for role, share in (("muted_soft", 1.0), ("series.0", self._share)):
            painter.setPen(QPen(theme.color(role), thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawArc(at, 90 * 16, -round(share * 360 * 16))
        text(painter, area, self._words, "title", "text", CENTER)
        self.hits.append(Hit(area, None, f"{self.accessibleName()}: {self._words}"))
