"""The rows of the command palette: headings, and under them hits with what was typed in bold."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kmu_crm.i18n import _
from kmu_crm.ui import fonts, icons, theme
from kmu_crm.ui.tables.cells import write
from kmu_crm.ui.widgets.bars import paint_bar

HIT = Qt.ItemDataRole.UserRole
Key = str | int  # a command's id or a customer's number: what is kept of a hit that was used


@dataclass(frozen=True)
class Found:
    """One hit; `keys` is shown at its right. `key`: by what it is known when it is found again."""

    text: str
    run: Callable[[], object]
    note: str = ""
    icon: str = "chevron-right"
    keys: str = ""
    key: Key = ""

    def is_same(self, other: "Found") -> bool:
        return (self.key, self.text, self.icon) == (other.key, other.text, other.icon)


Group = tuple[str, Sequence[Found]]  # under its heading


class HitView(QListView):
    def __init__(self) -> None:
        super().__init__()
        self.hits = _Hits()
        self.setModel(self.hits)
        self.setItemDelegate(_HitDelegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Hits"))
        self.setMouseTracking(True)

    def current(self) -> Found | None:
        found = self.currentIndex().data(HIT)
        return found if isinstance(found, Found) else None

    def show_groups(self, groups: Sequence[Group], words: str, none: str, chosen: Found | None) -> None:
        """`none` is what an empty list says. `chosen` stays chosen where it is still among them; else the first is."""
        self.hits.show(groups, words, none)
        rows = self.hits.rows
        kept = (at for at, row in enumerate(rows) if chosen and isinstance(row, Found) and row.is_same(chosen))
        at = next(kept, 1 if len(rows) > 1 else 0)
        self.setCurrentIndex(self.hits.index(at))
        if at == 1:
            self.scrollToTop()  # its heading, too

    def step(self, by: int) -> str:
        """Up or down, over headings, around at the ends; what stands there."""
        hits = [place for place, found in enumerate(self.hits.rows) if isinstance(found, Found)]
        if not hits:
            return ""
        here = hits.index(self.currentIndex().row()) if self.currentIndex().row() in hits else -1
        index = self.hits.index(hits[(here + by) % len(hits)])
        self.setCurrentIndex(index)
        return str(index.data())


class _Hits(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[str | Found] = []
        self.words = ""

    def show(self, groups: Sequence[Group], words: str, none: str) -> None:
        self.beginResetModel()
        self.rows = [entry for title, hits in groups if hits for entry in (title, *hits)] or [none]
        self.words = words
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        return len(self.rows)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        found = self.rows[index.row()]
        if role == HIT:
            return found
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return (
                found
                if isinstance(found, str)
                else ", ".join(text for text in (found.text, found.note, found.keys) if text)
            )
        return None

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], str):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _HitDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(100, theme.px(27 if isinstance(index.data(HIT), str) else 35))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        found, at = index.data(HIT), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(found, str):
            write(painter, at.adjusted(12, 4, 0, 0), found, "micro", "text3")
        else:
            self._hit(painter, at, found, index.model().words, bool(option.state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def _hit(self, painter: QPainter, at: QRect, found: Found, words: str, selected: bool) -> None:
        if selected:
            painter.setPen(Qt.PenStyle.NoPen)
            paint_bar(painter, at.toRectF(), "selection", 7)
        side = theme.px(16)
        icons.paint(
            painter,
            found.icon,
            "accent_text" if selected else "text2",
            QRect(at.x() + 13, at.center().y() - side // 2, side, side),
        )
        keys = found.keys or ("⏎" if selected else "")
        room = at.adjusted(40, 0, -(theme.px(90) if keys else 12), 0)
        used = _emphasised(painter, room, found.text, words)
        write(painter, room.adjusted(used + 12, 0, 0, 0), found.note, "caption", "text2")
        write(
            painter,
            at.adjusted(0, 0, -14, 0),
            keys,
            "micro",
            "text2",
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
        )


def _emphasised(painter: QPainter, at: QRect, text: str, words: str) -> int:
    """Writes the text with what was typed in bold; returns the width used."""
    start = text.casefold().find(words.casefold()) if words else -1
    parts = (
        [(text, "body")]
        if start < 0
        else [
            (text[:start], "body"),
            (text[start : start + len(words)], "strong"),
            (text[start + len(words) :], "body"),
        ]
    )
    x = 0
    for part, role in parts:
        write(painter, at.adjusted(x, 0, 0, 0), part, role)
        x += painter.fontMetrics().horizontalAdvance(part)
    painter.setFont(fonts.font())
    return x
