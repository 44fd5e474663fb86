"""Lying bars: two groups beside each other, and shares with a mark for all others."""

from abc import abstractmethod
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent

from kmu_crm.ui import fonts, theme
from kmu_crm.ui.charts.base import LEFT, RIGHT, Chart, Hit, block, text

GAP = 10  # px between a title and the text beside it


class _Rows(Chart):
    """As tall as its rows."""

    ROW = 38

    def __init__(self, name: str, description: str = "") -> None:
        super().__init__(name, description)
        self._rows: Sequence = ()

    def set_data(self, rows: Sequence) -> None:
        self._rows = rows
        self._fit()
        self.updateGeometry()
        self.update()

    def _fit(self) -> None:
        self.setFixedHeight(sum(self.heights(self.width())))

    def heights(self, _width: float) -> list[int]:
        """Of each row, in px; room for one where there is none."""
        return [theme.px(self.ROW)] * max(len(self._rows), 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(240, sum(self.heights(self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def draw(self, painter: QPainter, area: QRectF) -> None:
        heights, y = self.heights(area.width()), area.y()
        if sum(heights) > area.height() + 1:  # on paper, where the room is given
            heights = [theme.px(self.ROW)] * len(heights)
        for place, (row, tall) in enumerate(zip(self._rows, heights, strict=False)):
            at = QRectF(area.x(), y, area.width(), tall)
            self.hits.append(Hit(at, place, self._row(painter, at, row)))
            y += tall

    @abstractmethod
    def _row(self, painter: QPainter, at: QRectF, row) -> str:
        """Paints one row; what it says in words."""


class CompareBars(_Rows):
    """Rows of (title, (value, text), (value, text)): this group above, the other below; each row on its own scale."""

    ROW = 49

    def table(self) -> list[list[str]]:
        return [["", "", ""], *([title, one[1], other[1]] for title, one, other in self._rows)]

    def _row(self, painter: QPainter, at: QRectF, row) -> str:
        title, one, other = row
        text(painter, QRectF(at.x(), at.y(), at.width(), theme.px(16)), title, align=LEFT)
        room, thick = at.width() - theme.px(64), theme.px(9)
        top = max(one[0], other[0]) or 1
        for place, ((value, words), role) in enumerate(((one, "series.0"), (other, "series.4"))):
            y = at.y() + theme.px(17) + place * (thick + theme.px(4))
            wide = max(room * value / top, 2)
            block(painter, QRectF(at.x(), y, wide, thick), role)
            beside = QRectF(at.x() + wide + 7, y - 4, theme.px(64), thick + 8)
            text(painter, beside, words, "micro", "text", LEFT, weight=600 if place == 0 else 400)
        return f"{title}: {one[1]} / {other[1]}"


class ShareBars(_Rows):
    """Rows of (title, text, share, mark or None), shares 0 to 1: the bar this group, the stroke all others.

    Where a title does not fit beside its text, the text stands on a line of its own."""

    ROW, LINE = 39, 15

    def heights(self, width: float) -> list[int]:
        title, words = fonts.font("micro", weight=500), fonts.font("micro", tabular=True)
        wanted = [
            QFontMetrics(title).horizontalAdvance(row[0]) + QFontMetrics(words).horizontalAdvance(row[1]) + GAP
            for row in self._rows
        ]
        return [theme.px(self.ROW + (self.LINE if one > width else 0)) for one in wanted] or super().heights(width)

    def table(self) -> list[list[str]]:
        return [["", ""], *([title, words] for title, words, _share, _mark in self._rows)]

    def _row(self, painter: QPainter, at: QRectF, row) -> str:
        title, words, share, mark = row
        head, thick = QRectF(at.x(), at.y(), at.width(), theme.px(18)), theme.px(6)
        below = theme.px(self.LINE) if at.height() >= theme.px(self.ROW + self.LINE) else 0
        text(painter, head.translated(0, below), words, align=LEFT if below else RIGHT)
        used = 0 if below else painter.fontMetrics().horizontalAdvance(words) + GAP
        text(painter, head.adjusted(0, 0, -used, 0), title, "micro", "text", LEFT, weight=500)
        y = at.y() + theme.px(20) + below
        block(painter, QRectF(at.x(), y, at.width(), thick), "muted_soft", 3)
        if share > 0:
            block(painter, QRectF(at.x(), y, max(at.width() * share, 2), thick), "series.0", 3)
        if mark is not None:
            painter.fillRect(QRectF(at.x() + at.width() * mark - 1, y - 3, 2, thick + 6), theme.color("text"))
        return f"{title}: {words}"
