"""The scale of how sure it is that two records are one customer, with its two thresholds as handles to drag."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from kmu_crm.i18n import _
from kmu_crm.ui import fonts, theme
from kmu_crm.ui.widgets.bars import paint_bar

_TALL, _BAR, _NEAR = 44, 26, 14  # px


class Scale(QWidget):
    """`moved` gives (which threshold, percent) while a handle is dragged. What it shows stands in words beside it."""

    moved = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self._at = {"ask": 55, "one": 95}
        self._now = dict(self._at)
        self._held = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def show_thresholds(self, ask: int, one: int, now: tuple[int, int]) -> None:
        """`now`: those in force, (ask, one)."""
        self._at, self._now = {"ask": ask, "one": one}, {"ask": now[0], "one": now[1]}
        self.setAccessibleName(
            _("Kept apart below {ask} %, asked about from there, merged by itself from {one} %").format(
                ask=ask, one=one
            )
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, theme.px(_TALL))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, theme.px(_TALL))

    def place_of(self, percent: float) -> float:
        """The x of a percentage."""
        edge = theme.px(6)
        return edge + (self.width() - 2 * edge) * percent / 100

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top, tall = (self.height() - theme.px(_BAR)) / 2, theme.px(_BAR)
        ask, one = self.place_of(self._at["ask"]), self.place_of(self._at["one"])
        zones = (
            (self.place_of(0), ask, _("kept apart"), "muted_soft", "text2"),
            (ask, one, _("asked about"), "warn_soft", "warn"),
            (one, self.place_of(100), _("merged"), "accent_soft", "accent_text"),
        )
        painter.setFont(fonts.font("micro", weight=600))
        for left, right, word, ground, ink in zones:
            at = QRectF(left, top, right - left, tall)
            painter.setPen(Qt.PenStyle.NoPen)
            paint_bar(painter, QRectF(at), ground, 4)
            if painter.fontMetrics().horizontalAdvance(word) + theme.px(14) < at.width():
                painter.setPen(theme.color(ink))
                painter.drawText(at, Qt.AlignmentFlag.AlignCenter, word)
        painter.setPen(Qt.PenStyle.NoPen)
        for which in ("ask", "one"):
            if self._now[which] != self._at[which]:  # where it stands now
                painter.setBrush(theme.color("border_strong"))
                x = self.place_of(self._now[which]) - 1
                painter.drawRect(QRectF(x, 2, 2, top - 3))
                painter.drawRect(QRectF(x, top + tall + 1, 2, top - 3))
            self._handle(painter, self.place_of(self._at[which]))

    def _handle(self, painter: QPainter, x: float) -> None:
        wide = theme.px(8)
        painter.setBrush(theme.color("text"))
        painter.drawRoundedRect(QRectF(x - wide / 2, 2, wide, self.height() - 4), wide / 2, wide / 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        near = {which: abs(self.place_of(percent) - x) for which, percent in self._at.items()}
        which = min(near, key=lambda one: (near[one], one == ("ask" if x > self.place_of(self._at["ask"]) else "one")))
        self._held = which if near[which] <= theme.px(_NEAR) else ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._held:
            span = self.place_of(100) - self.place_of(0)
            self.moved.emit(self._held, round((x - self.place_of(0)) / span * 100))
            return
        near = any(abs(self.place_of(percent) - x) <= theme.px(_NEAR) for percent in self._at.values())
        self.setCursor(Qt.CursorShape.SizeHorCursor if near else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._held = ""


class Percent(QLineEdit):
    """A whole percentage within bounds: typed, or moved by the arrows up and down."""

    changed = Signal(int)

    def __init__(self, name: str, low: int, high: int) -> None:
        super().__init__()
        self._low, self._high, self._value = low, high, low
        self.setAccessibleName(name)
        self.setFixedWidth(theme.px(56))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(lambda: self.setText(str(self._value)))

    def value(self) -> int:
        return self._value

    def set_value(self, value: int, *, told: bool = True) -> None:
        """As near as the bounds allow; `told`: `changed` says so."""
        before, self._value = self._value, min(max(value, self._low), self._high)
        self.setText(str(self._value))
        if told and self._value != before:
            self.changed.emit(self._value)

    def _typed(self, text: str) -> None:
        """What is typed counts once it is within the bounds; what is not goes with the focus."""
        digits = text.strip(" %")
        if digits.isascii() and digits.isdigit() and self._low <= int(digits) <= self._high:
            before, self._value = self._value, int(digits)
            if self._value != before:
                self.changed.emit(self._value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        steps = {keys.Key_Up: 1, keys.Key_Down: -1, keys.Key_PageUp: 5, keys.Key_PageDown: -5}
        if step := steps.get(keys(event.key())):
            self.set_value(self._value + step)
        else:
            super().keyPressEvent(event)
