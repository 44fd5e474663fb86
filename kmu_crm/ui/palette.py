"""The command palette (Ctrl+K): customers, commands, documents in one list; ">" only commands, "@" only customers,
"#" only documents."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kmu_crm.i18n import _
from kmu_crm.ui import fonts, icons, theme
from kmu_crm.ui.actions import Commands
from kmu_crm.ui.overlay import Overlay
from kmu_crm.ui.tables.cells import write
from kmu_crm.ui.widgets import IconLabel, Label, Surface, column, lay_out, line, row
from kmu_crm.ui.widgets.bars import paint_bar
from kmu_crm.ui.widgets.labels import spoken_keys

MOST = 8  # hits a group
_HIT = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Found:
    """One hit; `keys` is shown at its right."""

    text: str
    run: Callable[[], object]
    note: str = ""
    icon: str = "chevron-right"
    keys: str = ""


@dataclass(frozen=True)
class Provider:
    """A group of hits. `search` must answer within 50 ms; `prefix` ("@") limits the palette to this group."""

    title: str
    search: Callable[[str], list[Found]]
    prefix: str = ""


class Palette(Overlay):
    """`add_provider` puts a group before the commands. Nothing typed: what was used last."""

    def __init__(self, window: QWidget, commands: Commands) -> None:
        super().__init__(window, 640, 452, top=120)
        self._commands = commands
        self._providers = [Provider(_("Commands"), self._find_commands, ">")]
        self._used: list[Found] = []
        self._field, self._list, self._model = _Field(self), QListView(), _Hits()
        self._list.setModel(self._model)
        self._list.setItemDelegate(_HitDelegate(self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setAccessibleName(_("Hits"))
        self._list.setMouseTracking(True)
        self._list.entered.connect(self._list.setCurrentIndex)
        self._list.clicked.connect(lambda _index: self.run_current())
        head = row(IconLabel("search", "text2"), self._field, gap=12, margins=(18, 6, 14, 6))
        hints = (
            Label(_("↑ ↓ choose"), "caption"),
            Label(_("⏎ open"), "caption"),
            1,
            Label(_("> commands"), "caption"),
            Label(_("# documents"), "caption"),
        )
        foot = row(*hints, Label(_("@ customers"), "caption"), gap=16, margins=(18, 8, 18, 9))
        listed = row(self._list, margins=(8, 6, 8, 6))
        lay_out(self.dialog, column(Surface("", head), line(), listed, line(), Surface("", foot), gap=0))
        self._field.textChanged.connect(self.show_hits)

    def add_provider(self, provider: Provider) -> None:
        self._providers.insert(len(self._providers) - 1, provider)

    def open(self) -> None:
        super().open()
        self._field.clear()
        self.show_hits("")
        self._field.setFocus()

    def show_hits(self, typed: str) -> None:
        prefix = typed[:1] if typed[:1] in {provider.prefix for provider in self._providers if provider.prefix} else ""
        words = typed.removeprefix(prefix).strip()
        groups = [
            (provider.title, provider.search(words)[:MOST])
            for provider in self._providers
            if not prefix or provider.prefix == prefix
        ]
        if not typed and self._used:
            groups = [(_("Last used"), self._used[:MOST]), *groups[-1:]]
        self._model.show(groups, words)
        self._list.setCurrentIndex(self._model.index(1 if self._model.rowCount() > 1 else 0))

    def step(self, by: int) -> None:
        """Up or down, over headings, around at the ends."""
        hits = [place for place, found in enumerate(self._model.rows) if isinstance(found, Found)]
        if hits:
            here = hits.index(self._list.currentIndex().row()) if self._list.currentIndex().row() in hits else -1
            index = self._model.index(hits[(here + by) % len(hits)])
            self._list.setCurrentIndex(index)
            self._field.setAccessibleDescription(index.data())

    def run_current(self) -> None:
        found = self._list.currentIndex().data(_HIT)
        if isinstance(found, Found):
            self._used = [found, *(used for used in self._used if used.text != found.text)][:MOST]
            self.close_up()
            found.run()

    def _find_commands(self, words: str) -> list[Found]:
        wanted = words.casefold().split()
        found = []
        for command, action in self._commands.all():
            text = command.text.replace("&", "")
            if action.isEnabled() and command.id != "search" and all(word in text.casefold() for word in wanted):
                keys = "" if action.shortcut().isEmpty() else spoken_keys(action.shortcut()).replace("+", " ")
                found.append(Found(text, action.trigger, "", command.icon or "chevron-right", keys))
        return found


class _Field(QLineEdit):
    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self._palette = palette
        self.setProperty("kind", "bare")
        self.setPlaceholderText(_("Search or command …"))
        self.setAccessibleName(_("Search or command"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._palette.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._palette.run_current()
        elif event.key() == Qt.Key.Key_Escape:
            self._palette.close_up()
        else:
            super().keyPressEvent(event)


class _Hits(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[str | Found] = []
        self.words = ""

    def show(self, groups: list[tuple[str, list[Found]]], words: str) -> None:
        self.beginResetModel()
        self.rows = [entry for title, hits in groups if hits for entry in (title, *hits)] or [_("Nothing found")]
        self.words = words
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        return len(self.rows)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        found = self.rows[index.row()]
        if role == _HIT:
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
        return QSize(100, theme.px(27 if isinstance(index.data(_HIT), str) else 35))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        found, at = index.data(_HIT), option.rect
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
