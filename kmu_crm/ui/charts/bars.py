"""Upright bars: by month against the year before, and stacked by value class."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from kmu_crm.ui import theme
from kmu_crm.ui.charts.base import LEFT, Chart, Format, Hit, axis, block, text, ticks
from kmu_crm.ui.charts.series import SeriesChart


@dataclass(frozen=True)
class Bar:
    """`before` is drawn as a stroke; `partial` (a month not over yet) lighter; `key` goes out with a click."""

    label: str
    value: float
    before: float | None = None
    partial: bool = False
    key: object = None


class Bars(Chart):
    """Bars from zero. `compact` has no axis, only the highest value at its head (for narrow cards)."""

    def __init__(
        self,
        name: str,
        fmt: Format,
        description: str = "",
        *,
        before_title: str = "",
        compact: bool = False,
        height: int = 220,
    ) -> None:
        super().__init__(name, description, height=height)
        self._bars: Sequence[Bar] = ()
        self._fmt, self._before_title, self._compact = fmt, before_title, compact

    def set_data(self, bars: Sequence[Bar]) -> None:
        self._bars = bars
        self.update()

    def table(self) -> list[list[str]]:
        rows = [
            [bar.label, self._fmt(bar.value), "" if bar.before is None else self._fmt(bar.before)] for bar in self._bars
        ]
        return [["", self.accessibleName(), self._before_title], *rows]

    def draw(self, painter: QPainter, area: QRectF) -> None:
        if not self._bars:
            return
        top = max(max(bar.value, bar.before or 0) for bar in self._bars) or 1
        plot = area.adjusted(0, theme.px(18 if self._compact else 4), 0, -theme.px(20))
        if self._compact:
            text(painter, QRectF(area.x(), area.y(), area.width(), theme.px(14)), self._fmt(top), align=LEFT)
        painter.fillRect(QRectF(plot.x(), round(plot.bottom()), plot.width(), 1), theme.color("border"))
        pitch = plot.width() / len(self._bars)
        wide = pitch * (0.72 if self._compact else 0.56)
        for place, bar in enumerate(self._bars):
            middle = plot.x() + pitch * (place + 0.5)
            self._bar(painter, QRectF(middle - wide / 2, plot.y(), wide, plot.height()), bar, top)
            text(painter, QRectF(middle - pitch / 2, plot.bottom() + 3, pitch, theme.px(16)), bar.label)
            words = f"{bar.label}: {self._fmt(bar.value)}"
            if bar.before is not None:
                words += f" · {self._before_title}: {self._fmt(bar.before)}"
            self.hits.append(
                Hit(
                    QRectF(middle - pitch / 2, plot.y(), pitch, plot.height()),
                    bar.key if bar.key is not None else place,
                    words,
                )
            )

    def _bar(self, painter: QPainter, at: QRectF, bar: Bar, top: float) -> None:
        tall = at.height() * max(bar.value, 0) / top
        if tall:
            painter.save()
            painter.setClipRect(at)  # round above, straight on the base line
            block(
                painter,
                QRectF(at.x(), at.bottom() - tall, at.width(), tall + 4),
                "sequential.2" if bar.partial else "series.0",
                3,
            )
            painter.restore()
        if bar.before is not None:
            y = round(at.bottom() - at.height() * bar.before / top)
            painter.fillRect(QRectF(at.x() - at.width() * 0.17, y - 1, at.width() * 1.34, 2), theme.color("text"))


class StackedBars(SeriesChart):
    """Bars of parts, the first at the bottom; titles stand above."""

    def draw(self, painter: QPainter, area: QRectF) -> None:
        if not self._labels:
            return
        self._legend(painter, area)
        sums = [sum(values[place] for _t, values, _c in self._series) for place in range(len(self._labels))]
        steps = ticks(max(sums))
        plot = axis(painter, area.adjusted(0, theme.px(20), 0, 0), steps, self._axis_fmt)
        pitch = plot.width() / len(self._labels)
        wide = pitch * 0.64
        for place, label in enumerate(self._labels):
            x, y = plot.x() + pitch * (place + 0.5) - wide / 2, plot.bottom()
            for title, values, role in self._series:
                tall = plot.height() * values[place] / steps[-1]
                if tall > 1.5:
                    at = QRectF(x, y - tall, wide, tall - 1)  # a thin gap parts the pieces
                    block(painter, at, role, 1.5)
                    self.hits.append(Hit(at, (place, title), f"{label}, {title}: {self._fmt(values[place])}"))
                y -= tall
            text(painter, QRectF(x - 12, plot.bottom() + 4, wide + 24, theme.px(16)), label)

    def _legend(self, painter: QPainter, area: QRectF) -> None:
        x = area.x()
        for title, _values, role in self._series:
            block(painter, QRectF(x, area.y() + theme.px(3), 10, 10), role)
            wide = painter.fontMetrics().horizontalAdvance(title) + 16
            text(painter, QRectF(x + 16, area.y(), wide, theme.px(16)), title, "caption", align=LEFT)
            x += 16 + wide
