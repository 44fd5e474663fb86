"""Lines over time with their names beside them, and the curve of how unequal a sum is spread."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from kmu_crm.ui import fonts, theme
from kmu_crm.ui.charts.base import LEFT, RIGHT, Chart, Format, Hit, axis, text, ticks
from kmu_crm.ui.charts.series import Series, SeriesChart


def _polyline(painter: QPainter, points: list[QPointF], role: str) -> None:
    painter.setPen(
        QPen(theme.color(role), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    )
    painter.drawPolyline(QPolygonF(points))


class Lines(SeriesChart):
    """At most four series; the last point is open where its month is not over (`partial`). `names`: where each line has its
    name."""

    _partial = True
    names: dict[str, QRectF]

    def set_data(self, labels: Sequence[str], series: Series, *, partial: bool = True) -> None:
        self._partial = partial
        super().set_data(labels, series)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        if not self._labels:
            return
        steps = ticks(max(max(values) for _t, values, _c in self._series))
        plot = axis(painter, area, steps, self._axis_fmt).adjusted(14, 0, -12, 0)
        gap = plot.width() / max(len(self._labels) - 1, 1)
        every = 1 if gap >= theme.px(34) else 2
        for place, label in list(enumerate(self._labels))[::every]:
            text(painter, QRectF(plot.x() + gap * place - 24, plot.bottom() + 4, 48, theme.px(16)), label)
        self.names = {}
        for title, values, role in self._series:
            points = [
                QPointF(plot.x() + gap * n, plot.bottom() - plot.height() * value / steps[-1])
                for n, value in enumerate(values)
            ]
            _polyline(painter, points, role)
            self._end(painter, points[-1], role)
            self._name(painter, points, title, plot)
            for n, point in enumerate(points):
                at = QRectF(point.x() - gap / 2, point.y() - 12, gap, 24)
                self.hits.append(Hit(at, (n, title), f"{self._labels[n]}, {title}: {self._fmt(values[n])}"))

    def _end(self, painter: QPainter, at: QPointF, role: str) -> None:
        painter.setBrush(theme.color("surface" if self._partial else role))
        painter.drawEllipse(at, 3.5, 3.5)

    def _name(self, painter: QPainter, points: list[QPointF], title: str, plot: QRectF) -> None:
        """Beside the line's lowest point in its first half, below it, or above it where the base line or another name is
        near; else before or behind its highest point; nowhere where other names are there, too."""
        painter.setFont(fonts.font("micro", tabular=True, weight=600))
        wide, tall = painter.fontMetrics().horizontalAdvance(title) + 2, 18
        lowest = max(points[: max(len(points) // 2, 1)], key=lambda point: point.y())
        highest = min(points, key=lambda point: point.y())
        left = max(lowest.x() - 10, plot.x())
        below, above = QRectF(left, lowest.y() + 6, wide, tall), QRectF(left, lowest.y() - 24, wide, tall)
        before = QRectF(highest.x() - 12 - wide, highest.y() - tall / 2, wide, tall)
        behind = before.translated(wide + 24, 0)
        room = plot.adjusted(0, -8, 0, 0)
        places = [at for at in (below, above, before, behind) if room.contains(at)]
        at = next((one for one in places if not any(one.intersects(name) for name in self.names.values())), None)
        if at is not None:
            self.names[title] = at
            text(painter, at, title, "micro", "text", LEFT, weight=600)


class Pareto(Chart):
    """Shares 0 to 1: the curve's points (customers, revenue), the one point that is marked, and what it means in two
    lines."""

    def __init__(self, name: str, fmt: Format, axis_title: str, description: str = "", *, height: int = 240) -> None:
        super().__init__(name, description, height=height)
        self._points: Sequence[tuple[float, float]] = ()
        self._mark, self._words = (0.0, 0.0), ("", "")
        self._fmt, self._axis_title = fmt, axis_title

    def set_data(
        self, points: Sequence[tuple[float, float]], mark: tuple[float, float], words: tuple[str, str]
    ) -> None:
        self._points, self._mark, self._words = points, mark, words
        self.update()

    def table(self) -> list[list[str]]:
        return [[self._axis_title, self.accessibleName()], *([self._fmt(x), self._fmt(y)] for x, y in self._points)]

    def draw(self, painter: QPainter, area: QRectF) -> None:
        if not self._points:
            return
        plot = axis(painter, area.adjusted(0, 0, -4, 0), [0.0, 0.5, 1.0], self._fmt)

        def at(x: float, y: float) -> QPointF:
            return QPointF(plot.x() + plot.width() * x, plot.bottom() - plot.height() * y)

        painter.setPen(QPen(theme.color("border_strong"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(at(0, 0), at(1, 1))
        _polyline(painter, [at(0, 0), *(at(x, y) for x, y in self._points)], "series.0")
        spot = at(*self._mark)
        painter.setPen(QPen(theme.color("series.1"), 1.5, Qt.PenStyle.DotLine))
        painter.drawLine(spot, QPointF(spot.x(), plot.bottom()))
        painter.drawLine(spot, QPointF(plot.x(), spot.y()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("series.1"))
        painter.drawEllipse(spot, 4, 4)
        self._write(painter, plot)
        self.hits.append(Hit(QRectF(spot.x() - 14, spot.y() - 14, 28, 28), self._mark, ", ".join(self._words)))

    def _write(self, painter: QPainter, plot: QRectF) -> None:
        low = plot.bottom() + 4
        text(painter, QRectF(plot.x(), low, 60, 16), self._fmt(0), align=LEFT)
        text(painter, QRectF(plot.center().x() - 30, low, 60, 16), self._fmt(0.5))
        text(painter, QRectF(plot.right() - 130, low, 130, 16), self._axis_title, align=RIGHT)
        wide = fonts.font("caption").pixelSize() * 13
        corner = QRectF(plot.right() - wide - 2, plot.bottom() - plot.height() * 0.3, wide, 18)
        text(painter, corner, self._words[0], "micro", "text", RIGHT, weight=600)
        text(painter, corner.translated(0, 17), self._words[1], "micro", "text2", RIGHT)
