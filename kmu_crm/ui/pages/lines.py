"""A line to click in a card: icon, words, a figure at the right."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy

from kmu_crm.ui import theme
from kmu_crm.ui.widgets import ElidedLabel, IconLabel, Label, WrappedLabel, column, lay_out, row


class Line(QFrame):
    """`clicked` on a click, Enter or Space; `note` stands below the title."""

    clicked = Signal()

    def __init__(self, title: str, figure: str = "", note: str = "", icon: str = "", *, ink: str = "text2") -> None:
        super().__init__()
        words = [ElidedLabel(title, "strong") if note else WrappedLabel(title)]
        if note:
            words.append(ElidedLabel(note, "caption2"))
        at_right = Label(figure, "caption2", tabular=True)
        if not figure:
            at_right.hide()
        laid = row(
            IconLabel(icon, ink) if icon else None, column(*words, gap=0), at_right, gap=10, margins=(4, 3, 4, 3)
        )
        laid.setStretch(1 if icon else 0, 1)
        lay_out(self, laid)
        self.setAccessibleName(", ".join(text for text in (title, note, figure) if text))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setMinimumHeight(theme.px(42 if note else 28))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(ground, 5, 5)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground, 5, 5)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)
