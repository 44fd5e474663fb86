"""A list to choose from with a search line above it, opened at the place where the choice will stand."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from kmu_crm.fields.text import fold
from kmu_crm.i18n import _
from kmu_crm.ui import fonts, icons, theme
from kmu_crm.ui.widgets import SearchField, Surface, column, lay_out

Entry = tuple[str, object, str]  # text, value, icon
VALUE = Qt.ItemDataRole.UserRole
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Picker(Surface):
    """`groups`: (heading, entries). `chosen` gets the value. Type to narrow, arrows and Enter to choose."""

    def __init__(
        self,
        parent: QWidget,
        name: str,
        groups: Sequence[tuple[str, Sequence[Entry]]],
        chosen: Callable[[object], object],
        now: object = None,
    ) -> None:
        super().__init__("card")
        self.setParent(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._chosen = chosen
        self.search = SearchField(_("Search"), name, small=True)
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        self.list.setIconSize(QSize(theme.px(16), theme.px(16)))
        self.list.setUniformItemSizes(True)
        lay_out(self, column(self.search, self.list, gap=6, margins=(8, 8, 8, 8)))
        for heading, entries in groups:
            self._fill(heading, entries, now)
        self.search.textChanged.connect(self.narrow)
        self.search.installEventFilter(self)
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)

    def _fill(self, heading: str, entries: Sequence[Entry], now: object) -> None:
        head = QListWidgetItem(heading)
        head.setFlags(Qt.ItemFlag.NoItemFlags)
        head.setFont(fonts.font("caption", weight=600))
        self.list.addItem(head)
        for text, value, icon in entries:
            item = QListWidgetItem(icons.icon(icon, "accent_text"), text) if icon else QListWidgetItem(text)
            item.setData(VALUE, value)
            self.list.addItem(item)
            if value == now:
                self.list.setCurrentItem(item)

    def open_at(self, corner: QPoint, wide: int) -> None:
        self.resize(max(wide, theme.px(280)), theme.px(340))
        room = self.screen().availableGeometry()
        self.move(min(corner.x(), room.right() - self.width()), min(corner.y(), room.bottom() - self.height()))
        self.show()
        self.search.setFocus()

    def narrow(self, typed: str) -> None:
        """Shows what holds every word typed, and headings that still have something below them. The entry that is what was
        typed is chosen before one that holds it."""
        words = fold(typed).split()
        head: QListWidgetItem | None = None
        first: QListWidgetItem | None = None
        for place in range(self.list.count()):
            item = self.list.item(place)
            if item.flags() == Qt.ItemFlag.NoItemFlags:
                head = item
                item.setHidden(True)
                continue
            hit = all(word in fold(item.text()) for word in words)
            item.setHidden(not hit)
            if hit and head is not None:
                head.setHidden(False)
            if hit and (first is None or fold(item.text()) == fold(typed)):
                first = item
        self.list.setCurrentItem(first)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            key: QKeyEvent = event
            if key.key() in _MOVES:
                self.list.keyPressEvent(key)
                return True
            if key.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.currentItem():
                self._choose(self.list.currentItem())
                return True
            if key.key() == Qt.Key.Key_Escape:
                self.close()
                return True
        return super().eventFilter(watched, event)

    def _choose(self, item: QListWidgetItem) -> None:
        if item.flags() != Qt.ItemFlag.NoItemFlags:
            self.close()
            self._chosen(item.data(VALUE))
