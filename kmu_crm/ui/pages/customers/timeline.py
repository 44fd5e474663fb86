"""Everything that happened, newest first, 200 at a time, under headings by month; painted, so that years cost nothing."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kmu_crm.fields import show
from kmu_crm.i18n import _
from kmu_crm.ui import fonts, icons, theme
from kmu_crm.ui.pages.customers.events import Shown
from kmu_crm.ui.tables.cells import write

FIRST, PAGE = 60, 200  # entries: what is seen at once, and what is fetched on the way down
_INK = {"accent": "accent_text", "neutral": "text2"}
_GROUND = {"neutral": "muted_soft"}
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class TimelineModel(QAbstractListModel):
    """Lines are month headings (str) and entries (`Shown`). `more_wanted`: the end comes into view."""

    more_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.items: list[str | Shown] = []
        self._month, self.complete = "", True

    def restart(self) -> None:
        self.beginResetModel()
        self.items, self._month, self.complete = [], "", True
        self.endResetModel()

    def append(self, entries: Sequence[Shown], complete: bool) -> None:
        added: list[str | Shown] = []
        for one in entries:
            if one.month != self._month:
                self._month = one.month
                added.append(show.month(one.month) if one.month else _("Without a date"))
            added.append(one)
        self.complete = complete
        if added:
            self.beginInsertRows(QModelIndex(), len(self.items), len(self.items) + len(added) - 1)
            self.items += added
            self.endInsertRows()

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.items)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.UserRole):
            return None
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return item
        return item if isinstance(item, str) else item.spoken()

    def canFetchMore(self, _parent: QModelIndex) -> bool:
        return not self.complete

    def fetchMore(self, _parent: QModelIndex) -> None:
        self.complete = True  # asked once; the answer says whether there is more
        self.more_wanted.emit()


class TimelineList(QListView):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.entries = TimelineModel()
        self.setModel(self.entries)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(name)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMinimumHeight(theme.px(120))
        self.setResizeMode(QListView.ResizeMode.Adjust)


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        item = index.data(Qt.ItemDataRole.UserRole)
        tall = 30 if isinstance(item, str) else 29 + 17 * len(item.notes)
        return QSize(100, theme.px(tall))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at, item = option.rect, index.data(Qt.ItemDataRole.UserRole)
        last = index.row() + 1 >= index.model().rowCount()
        if option.state & QStyle.StateFlag.State_HasFocus and not isinstance(item, str):
            painter.fillRect(at, theme.color("selection"))
        if isinstance(item, str):
            write(painter, at.adjusted(theme.px(4), 0, 0, 0), item, "micro", "text2")
        else:
            _line(painter, at, index.row() == 0, last)
            _entry(painter, at, item)
        painter.restore()


def _line(painter: QPainter, at: QRect, _first: bool, last: bool) -> None:
    x, middle = at.x() + theme.px(16), at.y() + theme.px(15)
    painter.fillRect(QRect(x, at.y(), 2, (middle if last else at.bottom() + 1) - at.y()), theme.color("border"))


def _entry(painter: QPainter, at: QRect, item: Shown) -> None:
    side, left = theme.px(26), theme.px(42)
    circle = QRect(at.x() + theme.px(4), at.y() + theme.px(2), side, side)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(_GROUND.get(item.tone, f"{item.tone}_soft")))
    painter.drawEllipse(circle)
    inset = (side - theme.px(14)) // 2
    icons.paint(painter, item.icon, _INK.get(item.tone, item.tone), circle.adjusted(inset, inset, -inset, -inset))
    top, tall = at.y() + theme.px(4), theme.px(18)
    wide = QFontMetrics(fonts.font("caption", tabular=True)).horizontalAdvance(item.day) + theme.px(12)
    write(painter, QRect(at.x() + left, top, at.width() - left - wide, tall), item.title, "strong")
    write(painter, QRect(at.right() - wide, top, wide - theme.px(4), tall), item.day, "caption", "text2", _RIGHT, True)
    for place, note in enumerate(item.notes):
        line = QRect(at.x() + left, top + tall + theme.px(17) * place, at.width() - left - theme.px(4), theme.px(17))
        write(painter, line, note, "caption", "text2" if place == 0 else "text3")
