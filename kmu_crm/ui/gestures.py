"""What people do to the whole window: drop files, press the mouse's back and forward buttons, press Alt alone."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMainWindow

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QMouseEvent


class Gestures(QMainWindow):
    """`files_dropped` gives paths; `alt_alone` is never said on macOS, where the menu bar always stands."""

    files_dropped = Signal(list)
    back_wanted, forward_wanted, alt_alone = Signal(), Signal(), Signal()

    def __init__(self) -> None:
        super().__init__()
        self._alt_alone = False
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: "QDragEnterEvent") -> None:
        if _local_files(event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: "QDropEvent") -> None:
        event.acceptProposedAction()
        self.files_dropped.emit(_local_files(event.mimeData().urls()))

    def mousePressEvent(self, event: "QMouseEvent") -> None:
        if event.button() == QtCore.Qt.MouseButton.BackButton:
            self.back_wanted.emit()
        elif event.button() == QtCore.Qt.MouseButton.ForwardButton:
            self.forward_wanted.emit()
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        self._alt_alone = event.key() == QtCore.Qt.Key.Key_Alt
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: "QKeyEvent") -> None:
        if event.key() == QtCore.Qt.Key.Key_Alt and self._alt_alone and sys.platform != "darwin":
            self.alt_alone.emit()
        super().keyReleaseEvent(event)


def _local_files(urls: "list[QUrl]") -> list[Path]:
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
