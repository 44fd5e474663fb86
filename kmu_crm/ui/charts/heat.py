"""The cohort table: every cell a share with its number, darker for more."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from kmu_crm.ui import fonts, theme
from kmu_crm.ui.charts.base import CENTER, LEFT, RIGHT, Chart, Format, Hit, block, text

_STEPS = (0.15, 0.25, 0.35, 0.5, 0.65)  # upper ends of the ramp's first five colours


@dataclass(frozen=True)
class HeatRow:
    """A group, its size as text, and its shares 0 to 1 (None: not yet known). `running`: the last is not over yet."""

    label: str
    size: str
    shares: Sequence[float | None]
    running: bool = False


class Heat(Chart):
    """Rows of `HeatRow` under `heads`; a click gives (row, column)."""

    def __init__(self, name: str, fmt: Format, description: str = "", *, height: int = 300) -> None:
        super().__init__(name, description, height=height)
        self._rows: Sequence[HeatRow] = ()
        self._heads: Sequence[str] = ()
        self._fmt = fmt

    def set_data(self, rows: Sequence[HeatRow], heads: Sequence[str]) -> None:
        self._rows, self._heads = rows, heads
        self.update()

    def table(self) -> list[list[str]]:
        rows = []
        for row in self._rows:
            shares = ["" if share is None else self._fmt(share) for share in row.shares]
            rows.append([row.label, row.size, *shares, *[""] * (len(self._heads) - len(shares))])
        return [["", "", *self._heads], *rows]

    def draw(self, painter: QPainter, area: QRectF) -> None:
        if not self._rows:
            return
        words = QFontMetrics(fonts.font("micro", tabular=True))
        label = max(words.horizontalAdvance(row.label) for row in self._rows) + 10
        left, head = label + max(words.horizontalAdvance(row.size) for row in self._rows) + 12, theme.px(20)
        wide, tall = (
            (area.width() - left) / len(self._heads),
            min((area.height() - head) / len(self._rows), theme.px(44)),
        )
        for place, title in enumerate(self._heads):
            text(painter, QRectF(area.x() + left + place * wide, area.y(), wide, head - 2), title)
        for n, row in enumerate(self._rows):
            y = area.y() + head + n * tall
            text(painter, QRectF(area.x(), y, label, tall), row.label, "micro", "text", LEFT)
            text(painter, QRectF(area.x() + label, y, left - label - 9, tall), row.size, align=RIGHT)
            for place, share in enumerate(row.shares):
                if share is not None:
                    self._cell(painter, QRectF(area.x() + left + place * wide, y, wide - 2, tall - 2), n, place, share)

    def _cell(self, painter: QPainter, at: QRectF, n: int, place: int, share: float) -> None:
        row = self._rows[n]
        if row.running and place == len(row.shares) - 1:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("border_strong"), 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(at.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            painter.setPen(theme.color("text"))
        else:
            role = f"sequential.{sum(share > end for end in _STEPS)}"
            block(painter, at, role, 3)
            painter.setPen(theme.ink_on(theme.color(role)))
        painter.setFont(fonts.font("micro", tabular=True, weight=600))
        painter.drawText(at, CENTER, self._fmt(share))
        self.hits.append(Hit(at, (n, place), f"{row.label}, {self._heads[place]}: {self._fmt(share)}"))
