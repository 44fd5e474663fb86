"""The grip of a condition or group: drag it, or move it with the arrow keys."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from kmu_crm.i18n import _
from kmu_crm.segments.draft import Piece
from kmu_crm.ui.widgets import Button

MIME = "application/x-kmu-crm-condition"
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Handle(Button):
    """`step(piece, -1 or 1)` is called for the arrow keys; a drag carries the piece itself (`dragged`)."""

    def __init__(self, piece: Piece, card: QWidget, step: Callable[[Piece, int], object]) -> None:
        super().__init__("", "ghost", "grip-vertical", small=True, name=_("Move: drag, or arrow keys"))
        self.piece, self._card, self._step = piece, card, step
        self._pressed: QPoint | None = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setMaximumWidth(18)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            self._step(self.piece, _STEPS[event.key()])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        moved = self._pressed and (event.position().toPoint() - self._pressed).manhattanLength()
        if not moved or moved < QApplication.startDragDistance():
            return
        self._pressed = None
        drag, data = QDrag(self), QMimeData()
        data.setData(MIME, b"1")
        drag.setMimeData(data)
        drag.setPixmap(self._card.grab())
        drag.exec(Qt.DropAction.MoveAction)


def dragged(source: object, data: QMimeData) -> Piece | None:
    """The piece that hangs on the pointer, where it is one of ours."""
    return source.piece if isinstance(source, Handle) and data.hasFormat(MIME) else None
