"""A dialog inside the window: the rest is dimmed, Esc or a click beside it closes it, the focus returns to where it
was."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from kmu_crm.ui import theme
from kmu_crm.ui.widgets.surfaces import Surface


class Overlay(QWidget):
    """`dialog` is the white sheet; subclasses lay it out. `wide` and `tall` are its size, less where the window is
    smaller; `top` its distance from above."""

    def __init__(self, window: QWidget, wide: int, tall: int, *, top: int | None = None) -> None:
        super().__init__(window)
        self._size, self._top = (wide, tall), top
        self._before: QWidget | None = None
        self.dialog = Surface("dialog")
        self.dialog.setParent(self)
        window.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        self._before = QApplication.focusWidget()
        self._arrange()
        self.show()
        self.raise_()
        self.setFocus()

    def close_up(self) -> None:
        self.hide()
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():  # the page below may be another by now
            before.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.StyleChange) and self.isVisible():  # or zoomed
            self._arrange()
        return False

    def _arrange(self) -> None:
        host = self.parentWidget()
        self.setGeometry(host.rect())
        wide, tall = min(theme.px(self._size[0]), host.width() - 48), min(theme.px(self._size[1]), host.height() - 48)
        top = (host.height() - tall) // 2 if self._top is None else min(self._top, host.height() - tall - 24)
        self.dialog.setGeometry((host.width() - wide) // 2, max(top, 12), wide, tall)

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("scrim"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 7))
        for spread in range(2, 24, 2):  # a soft shadow; Qt's own effect would redraw the whole dialog with every key
            around = self.dialog.geometry().adjusted(-spread, 6 - spread, spread, 8 + spread)
            painter.drawRoundedRect(around, 12 + spread, 12 + spread)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.dialog.geometry().contains(event.position().toPoint()):
            self.close_up()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays within the dialog."""
        stops = [
            widget
            for widget in self.dialog.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
        ]
        if not stops:
            return True
        here = stops.index(QApplication.focusWidget()) if QApplication.focusWidget() in stops else -1
        stops[(here + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True


class PassingOverlay(Overlay):
    """Made for one showing: closed, it is gone."""

    def close_up(self) -> None:
        super().close_up()
        self.deleteLater()
