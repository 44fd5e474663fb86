"""Rows, columns, scrolling bodies, and a layout that wraps like words do."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from PySide6 import QtCore
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QLayoutItem, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import Shiboken

Piece = QWidget | QLayout | int | None  # an int is a stretch, None stands for "no widget here"


def row(*pieces: Piece, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """Side by side; an int among the pieces is a stretch."""
    return _filled(QHBoxLayout(), pieces, gap, margins)


def column(*pieces: Piece, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """One below the other; an int among the pieces is a stretch."""
    return _filled(QVBoxLayout(), pieces, gap, margins)


def _filled(layout, pieces: Iterable[Piece], gap: int, margins: tuple[int, int, int, int]):
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    for piece in pieces:
        if isinstance(piece, int):
            layout.addStretch(piece)
        elif isinstance(piece, QLayout):
            nest(layout, piece)
        elif piece is not None:
            layout.addWidget(piece)
    return layout


def lay_out(widget: QWidget, layout: QLayout) -> None:
    """Gives the widget its layout."""
    widget.setLayout(layout)
    _let_go(layout)


def nest(layout, inner: QLayout, *at: int) -> None:
    """Puts a layout into another one; `at`: its stretch, or row and column of a grid."""
    layout.addLayout(inner, *at)
    _let_go(inner)


def pieces(layout: QLayout) -> list[QWidget]:
    """The widgets that stand in it now, in their order."""
    items = [layout.itemAt(place) for place in range(layout.count())]
    found = [widget for item in items if (widget := item.widget()) is not None]
    _let_go(layout)
    return found


def _let_go(layout: QLayout) -> None:
    """PySide makes an object for each item of a layout that is put somewhere, and keeps it as long as the outermost layout
    lives; Qt deletes the item with its widget and tells nobody. The next thing made at that place in memory is then taken for
    the item, and the program falls. So these objects are let go of at once."""
    if isinstance(layout, FlowLayout):  # holds its items itself
        return
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if isinstance(item, QLayout):
            _let_go(item)
        else:
            Shiboken.invalidate(item)


def clear(layout: QLayout) -> None:
    """Takes all pieces out and deletes them, in layouts within it too.

    They keep their parent until then: without one Python would own them, and its garbage collector runs on any thread."""
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif inner := item.layout():
            clear(inner)


@contextmanager
def refilled(widget: QWidget) -> Iterator[None]:
    """Out of sight while its pieces change, unless the focus is in it: each piece that comes into what is seen is shown by
    itself, and each time all layouts up to the window's are worked out anew."""
    at = widget.window().focusWidget()
    if widget.isHidden() or (at is not None and widget.isAncestorOf(at)):
        yield
        return
    widget.hide()
    try:
        yield
    finally:
        widget.show()


def tab_after(first: QWidget, widgets: Iterable[QWidget]) -> None:
    """Tab goes from `first` through these, in this order: what is made later would otherwise come last of all."""
    for widget in widgets:
        QWidget.setTabOrder(first, widget)
        first = widget


def tab_stops(widget: QWidget) -> list[QWidget]:
    """Where Tab stops: itself, or the pieces in it as they were put there.

    Not by the chain that Qt keeps: PySide takes what it gives for a part of what was asked, and for gone with that."""
    stop = QtCore.Qt.FocusPolicy.TabFocus
    if widget.focusPolicy() & stop:
        return [widget]
    inside = widget.findChildren(QWidget, options=QtCore.Qt.FindChildOption.FindDirectChildrenOnly)
    return [one for one in inside if one.focusPolicy() & stop]


def scrolled(content: QLayout | QWidget) -> QScrollArea:
    """The content in an area that scrolls up and down, never sideways."""
    area, body = QScrollArea(), content
    if isinstance(content, QLayout):
        body = QWidget()
        lay_out(body, content)
    body.setProperty("kind", "scrolled")
    area.setWidget(body)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


class FlowLayout(QLayout):
    """Left to right, and on to the next line where the width ends; tells its height for a width."""

    def __init__(self, parent: QWidget | None = None, gap: int = 6, line_gap: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap, self._line_gap = gap, line_gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> "QtCore.Qt.Orientation":
        return QtCore.Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, move: bool) -> int:
        """The height all lines need together."""
        x, y, tall = rect.x(), rect.y(), 0
        for item in self._items:
            if item.widget() and item.widget().isHidden():
                continue
            hint = item.sizeHint()
            hint.setWidth(min(hint.width(), max(rect.width(), item.minimumSize().width())))
            if x > rect.x() and x + hint.width() > rect.right() + 1:
                x, y, tall = rect.x(), y + tall + self._line_gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), hint))
            x, tall = x + hint.width() + self._gap, max(tall, hint.height())
        return y + tall - rect.y()
