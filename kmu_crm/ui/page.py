"""What a page is to the window: a title, a status, its actions at the top right."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6 import QtCore
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class Page(QWidget):
    """Derive a page from this; set `title`, `status` and, where there is a way back within the page, `back`, which Esc
    goes, too, then call `heading_changed.emit()`.

    `go(page id, place)` leads to another page."""

    title: str = ""
    status: str = ""
    back: Callable[[], object] | None = None
    heading_changed = Signal()
    go = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "page")
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.ClickFocus)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_StyledBackground)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == QtCore.Qt.Key.Key_Escape and self.back:
            self.back()
        else:
            super().keyPressEvent(event)

    def actions_at_top(self) -> list[QWidget]:
        """Buttons for the top bar, the primary one last; made once, kept by the page."""
        return []

    def regions(self) -> list[QWidget]:
        """Where F6 stops, in reading order."""
        return [self]

    def search_field(self) -> QWidget | None:
        """Where Ctrl+F leads."""
        return None

    def refresh(self) -> None:
        """Data have changed: ask again for what is shown."""

    def shown(self) -> None:
        """The page has come to the front."""

    def undo_last(self) -> bool:
        """Ctrl+Z: takes the page's own last step back; False where it keeps no count of them, and the window does."""
        return False

    def undo_older(self) -> bool:
        """Ctrl+Z where nothing is left that was done since the program began: a page may know of more."""
        return False

    def typed(self) -> object:
        """What is typed or chosen here and kept in no file: the page of the next window on this file gets it. None: nothing."""
        return None

    def type_again(self, typed: object) -> None:
        """The counterpart of `typed`, before the page is first shown; the interface may speak another language by now."""

    def place(self) -> object:
        """Where one stands within the page (an id, a filter), for going back to it."""
        return None

    def go_to(self, place: object) -> None:
        """The counterpart of `place`; also how other pages open this one at something."""


class PageSpec(NamedTuple):
    """A page the window builds when it is first shown. `group` is the rail's heading, "" for the foot of the rail."""

    id: str
    title: str
    icon: str
    group: str
    factory: Callable[[], Page]
