"""What all charts share: hit regions with words, keyboard, picture and table."""

import math
from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QMetaMethod, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from kmu_crm.i18n import _
from kmu_crm.ui import fonts, theme
from kmu_crm.ui.tips import tip
from kmu_crm.ui.widgets.buttons import Button

Format = Callable[[float], str]
CENTER, LEFT, RIGHT = (
    Qt.AlignmentFlag.AlignCenter,
    Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
)


@dataclass(frozen=True)
class Hit:
    """A place that can be pointed at: where, what it stands for, what it says."""

    at: QRectF
    key: object
    words: str


class Chart(QWidget):
    """Subclasses paint in `draw`, filling `self.hits`, and return their figures in `table` (first row: heads)."""

    clicked = Signal(object)

    def __init__(self, name: str, description: str = "", *, height: int = 220) -> None:
        super().__init__()
        self.hits: list[Hit] = []
        self._place, self._tall = -1, height
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @abstractmethod
    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Paints the figures into `area`, and says in `self.hits` what can be pointed at."""

    @abstractmethod
    def table(self) -> list[list[str]]:
        """The figures in words, row by row."""

    def picture(self, ratio: float = 2.0) -> QPixmap:
        """The chart on its own ground, for the clipboard or a file."""
        made = QPixmap(self.size() * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(theme.color("surface"))
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.hits = []
        self.draw(painter, QRectF(self.rect()))
        painter.end()
        return made

    def sizeHint(self) -> QSize:
        return QSize(280, theme.px(self._tall))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, min(theme.px(self._tall), theme.px(120)))

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.hits = []
        self.draw(painter, QRectF(self.rect()))
        if self.hasFocus() and 0 <= self._place < len(self.hits):
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.hits[self._place].at.adjusted(1, 1, -1, -1), 3, 3)

    def _hit(self, position: QPointF) -> Hit | None:
        return next((hit for hit in reversed(self.hits) if hit.at.contains(position)), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hit = self._hit(event.position())
        clickable = self.isSignalConnected(QMetaMethod.fromSignal(self.clicked))
        self.setCursor(Qt.CursorShape.PointingHandCursor if hit and clickable else Qt.CursorShape.ArrowCursor)
        QToolTip.showText(event.globalPosition().toPoint(), tip(hit.words) if hit else "", self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and (hit := self._hit(event.position())):
            self.clicked.emit(hit.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(event.key())
        if step and self.hits:
            self._place = (self._place + step) % len(self.hits)
            self._say()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and 0 <= self._place < len(
            self.hits
        ):
            self.clicked.emit(self.hits[self._place].key)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._place = max(self._place, 0)
        self.update()

    def _say(self) -> None:
        hit = self.hits[self._place]
        QToolTip.showText(self.mapToGlobal(hit.at.center().toPoint()), tip(hit.words), self)
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            return True  # the tooltip follows the pointer in mouseMoveEvent
        return super().event(event)


def text(
    painter: QPainter,
    at: QRectF,
    words: str,
    role: str = "micro",
    ink: str = "text2",
    align=CENTER,
    *,
    weight: int | None = None,
) -> None:
    painter.setFont(fonts.font(role, tabular=True, weight=weight))
    painter.setPen(theme.color(ink))
    painter.drawText(
        at,
        align | Qt.TextFlag.TextSingleLine,
        painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, math.ceil(at.width())),
    )


def block(painter: QPainter, at: QRectF, role: str, radius: float = 2) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(role))
    rounded = min(radius, at.width() / 2, at.height() / 2)
    painter.drawRoundedRect(at, rounded, rounded)


def ticks(top: float, count: int = 3) -> list[float]:
    """Round steps from 0 up to at least `top`: some `count` of them, so that an axis has three to four lines."""
    if top <= 0:
        return [0.0, 1.0]
    rough = top / count
    power = 10 ** math.floor(math.log10(rough))
    step = next(nice * power for nice in (1, 2, 2.5, 5, 10) if nice * power >= rough * 0.999)
    return [step * place for place in range(math.ceil(top / step * 0.999) + 1)]


def axis(painter: QPainter, area: QRectF, steps: list[float], fmt: Format) -> QRectF:
    """Draws the value axis with its lines; returns what is left for the figures."""
    painter.setFont(fonts.font("micro", tabular=True))
    wide = max(painter.fontMetrics().horizontalAdvance(fmt(step)) for step in steps) + 8
    plot = area.adjusted(wide, 8, -2, -theme.px(22))
    for step in steps:
        y = round(plot.bottom() - plot.height() * step / steps[-1])
        painter.fillRect(QRectF(plot.x(), y, plot.width(), 1), theme.color("grid"))
        text(painter, QRectF(area.x(), y - 9, wide - 6, 18), fmt(step), align=RIGHT)
    return plot


def chart_menu(
    chart: Chart,
    save_picture: Callable[[QPixmap], object],
    show_table: Callable[[list[list[str]]], object],
    show_customers=None,
) -> Button:
    """The three dots beside a chart's heading: as picture, as table, the customers behind it."""
    button = Button(
        "", "ghost", "ellipsis", small=True, name=_("More about: {chart}").format(chart=chart.accessibleName())
    )
    menu = QMenu(button)
    menu.addAction(_("As picture …"), lambda: save_picture(chart.picture()))
    menu.addAction(_("As table"), lambda: show_table(chart.table()))
    if show_customers:
        menu.addAction(_("Show customers"), show_customers)
    button.setMenu(menu)
    return button
