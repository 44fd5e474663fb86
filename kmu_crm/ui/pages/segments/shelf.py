"""The list at the left: own segments and ready ones, each with how many customers are in it now."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kmu_crm.fields import show
from kmu_crm.i18n import _
from kmu_crm.ui import fonts, icons, theme
from kmu_crm.ui.tips import tip

_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
_ENTRY, _COUNT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class Entry:
    """`name` is what a saved segment is known by; `preset` the id of a ready one, else ''; `about` it beyond its rule."""

    name: str
    rule: str
    icon: str = "funnel"
    preset: str = ""
    about: str = ""

    @property
    def known_by(self) -> str:
        """What leads to it from elsewhere: one's own may have the name of a ready one, as earlier versions let it."""
        return self.preset or self.name


class Shelf(QListWidget):
    """`chosen(Entry)` on a choice by hand; `delete_wanted(Entry)` for one's own."""

    chosen = Signal(object)
    delete_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Segments"))
        self.setItemDelegate(_Rows(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setWordWrap(True)  # asks anew for heights where the width changes
        self.currentItemChanged.connect(
            lambda *_items: self.scheduleDelayedItemsLayout()
        )  # bold words may need a line more
        self.itemClicked.connect(self._open)
        self.itemActivated.connect(self._open)

    def fill(self, shelves: list[tuple[str, list[Entry]]], counts: dict[Entry, int | None]) -> None:
        """(heading, entries) in order, "" for no heading; keeps place and choice."""
        current, at = self.entry(), self.verticalScrollBar().value()
        self.clear()
        for heading, entries in shelves:
            if heading:
                head = QListWidgetItem(heading, self)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
            for entry in entries:
                item = QListWidgetItem(entry.name, self)
                item.setData(_ENTRY, entry)
                item.setToolTip(tip(entry.name))
        self.show_counts(counts)
        self.verticalScrollBar().setValue(at)
        if current:
            self.mark(current.name, current.preset)

    def show_counts(self, counts: dict[Entry, int | None]) -> None:
        for item in self._items():
            count = counts.get(item.data(_ENTRY))
            item.setData(_COUNT, "" if count is None else show.number(count))
            spoken = [item.text(), item.data(_COUNT) or _("not counted")]
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(spoken))

    def _items(self) -> list[QListWidgetItem]:
        items = (self.item(place) for place in range(self.count()))
        return [item for item in items if item.data(_ENTRY)]

    def entry(self) -> Entry | None:
        return self.currentItem().data(_ENTRY) if self.currentItem() else None

    def entries(self) -> list[Entry]:
        return [item.data(_ENTRY) for item in self._items()]

    def mark(self, name: str, preset: str = "") -> None:
        """Shows which one is open; none where there is no such entry."""
        for item in self._items():
            entry = item.data(_ENTRY)
            if (entry.name, entry.preset) == (name, preset):
                self.setCurrentItem(item)
                return
        self.setCurrentItem(None)

    def _open(self, item: QListWidgetItem) -> None:
        if entry := item.data(_ENTRY):
            self.chosen.emit(entry)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entry = self.entry()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and entry:
            self.chosen.emit(entry)
        elif event.key() == Qt.Key.Key_Delete and entry and not entry.preset:
            self.delete_wanted.emit(entry)
        else:
            super().keyPressEvent(event)


class _Rows(QStyledItemDelegate):
    """Long names go on in a second line, and a third at most."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        if entry := index.data(_ENTRY):
            chosen = index.row() == self.parent().currentRow()
            metrics = QFontMetrics(fonts.font("strong" if chosen else "body"))
            room = name_width(self.parent().viewport().width(), index.data(_COUNT) or "")
            tall = metrics.boundingRect(QRect(0, 0, room, 1000), _WRAPPED, shortened(entry.name, room)).height()
            return QSize(80, theme.px(31) + tall - metrics.height())
        return QSize(80, theme.px(32 if index.row() == 0 else 40))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        entry, at = index.data(_ENTRY), QRect(option.rect)
        if entry is None:
            _write(painter, at.adjusted(0, 0, 0, -theme.px(6)), index.data(), "strong", "text", low=True)
        else:
            self._entry(painter, option, index, entry)
        painter.restore()

    def _entry(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex, entry: Entry) -> None:
        at = QRect(option.rect).adjusted(0, 1, 0, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selection" if chosen else "hover"))
            painter.drawRoundedRect(at, 6, 6)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.color("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(at.adjusted(0, 0, -1, -1), 6, 6)
        side, count = theme.px(16), index.data(_COUNT) or ""
        icons.paint(painter, entry.icon, "text2", QRect(at.x() + 9, at.center().y() - side // 2 + 1, side, side))
        inner = at.adjusted(9 + side + 9, 0, -9, 0)
        _write(painter, inner, count, "caption", "text2", right=True)
        room = name_width(at.width(), count)
        painter.setFont(fonts.font("strong" if chosen else "body"))
        painter.setPen(theme.color("text"))
        inner.setWidth(room)
        painter.drawText(inner, _WRAPPED, shortened(entry.name, room))


def name_width(width: int, count: str) -> int:
    """What an entry of this width has for its name, between icon and count."""
    room = QFontMetrics(fonts.font("caption", tabular=True)).horizontalAdvance(count or "000")
    return max(width - 9 - theme.px(16) - 9 - room - 8 - 9, 40)


def shortened(name: str, room: int) -> str:
    return QFontMetrics(fonts.font("strong")).elidedText(name, Qt.TextElideMode.ElideRight, room * 3)


def _write(
    painter: QPainter, at: QRect, text: str, role: str, ink: str, *, right: bool = False, low: bool = False
) -> None:
    painter.setFont(fonts.font(role, tabular=right))
    painter.setPen(theme.color(ink))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    height = Qt.AlignmentFlag.AlignBottom if low else Qt.AlignmentFlag.AlignVCenter
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, at.width())
    painter.drawText(at, side | height, cut)
