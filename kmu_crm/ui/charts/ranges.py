"""Effects with their uncertainty: a point on a line as wide as we are unsure. Grey where the range crosses zero."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from kmu_crm.ui import fonts, theme
from kmu_crm.ui.charts.base import LEFT, RIGHT, Chart, Format, Hit, text


@dataclass(frozen=True)
class Range:
    """An estimate with its lower and upper end; `verdict` and `unit` stand at the right ("+12,4", "Prozentpunkte")."""

    title: str
    note: str
    low: float
    middle: float
    high: float
    verdict: str
    unit: str = ""

    def is_sure(self) -> bool:
        return self.low > 0 or self.high < 0


class Ranges(Chart):
    """One line a row over an axis through `marks`; nothing is claimed where zero lies within."""

    def __init__(self, name: str, fmt: Format, description: str = "", *, height: int = 300) -> None:
        super().__init__(name, description, height=height)
        self._rows: Sequence[Range] = ()
        self._marks: Sequence[float] = ()
        self._fmt = fmt

    def set_data(self, rows: Sequence[Range], marks: Sequence[float]) -> None:
        """`marks` are the axis' figures, from the lowest to the highest value shown."""
        self._rows, self._marks = rows, marks
        self.update()

    def table(self) -> list[list[str]]:
        rows = [
            [row.title, self._fmt(row.low), self._fmt(row.middle), self._fmt(row.high), row.verdict]
            for row in self._rows
        ]
        return [["", "−", self.accessibleName(), "+", ""], *rows]

    def draw(self, painter: QPainter, area: QRectF) -> None:
        if not self._rows or len(self._marks) < 2:
            return
        right, low, high = theme.px(96), self._marks[0], self._marks[-1]
        plot = area.adjusted(10, 0, -right, -theme.px(22))

        def x(value: float) -> float:
            return plot.x() + plot.width() * (value - low) / (high - low)

        for mark in self._marks:
            painter.fillRect(
                QRectF(round(x(mark)), plot.y(), 1, plot.height()),
                theme.color("border_strong" if mark == 0 else "grid"),
            )
            text(painter, QRectF(x(mark) - 26, plot.bottom() + 4, 52, theme.px(16)), self._fmt(mark))
        tall = plot.height() / len(self._rows)
        for place, row in enumerate(self._rows):
            at = QRectF(area.x(), plot.y() + place * tall, area.width(), tall)
            self._row(painter, at, row, x, right)
            self.hits.append(
                Hit(at, place, f"{row.title}: {self._fmt(row.middle)} ({self._fmt(row.low)} … {self._fmt(row.high)})")
            )

    def _row(self, painter: QPainter, at: QRectF, row: Range, x, right: int) -> None:
        half, middle = theme.px(18), at.center().y()
        role = "series.0" if row.is_sure() else "series.4"
        head = QRectF(at.x(), middle - half - 4, at.width() - right, half)
        wide = QFontMetrics(fonts.font("micro", weight=600)).horizontalAdvance(row.title) + 6
        painter.fillRect(
            QRectF(head.x(), head.y(), wide + QFontMetrics(fonts.font("micro")).horizontalAdvance(row.note) + 8, half),
            theme.color("surface"),
        )
        text(painter, head, row.title, "micro", "text", LEFT, weight=600)
        text(painter, head.adjusted(wide + 4, 0, 0, 0), row.note, align=LEFT)
        y = middle + theme.px(9)
        painter.setPen(QPen(theme.color(role), 2))
        painter.drawLine(QPointF(x(row.low), y), QPointF(x(row.high), y))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(role))
        painter.drawEllipse(QPointF(x(row.middle), y), 5, 5)
        aside = QRectF(at.right() - right + 8, middle - half + 4, right - 8, half)
        text(
            painter,
            aside,
            row.verdict,
            "body" if row.is_sure() else "caption",
            "text" if row.is_sure() else "text2",
            RIGHT,
            weight=600,
        )
        text(painter, aside.translated(0, half - 2), row.unit, align=RIGHT)
