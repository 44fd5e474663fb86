"""The command palette (Ctrl+K): customers, commands, documents in one list; ">" only commands, "@" only customers,
"#" only documents."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any, Protocol

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kmu_crm.i18n import _
from kmu_crm.ui.actions import Commands
from kmu_crm.ui.hits import Found, Group, HitView, Key
from kmu_crm.ui.overlay import Overlay
from kmu_crm.ui.widgets import IconLabel, Label, Surface, column, lay_out, line, row
from kmu_crm.ui.widgets.labels import spoken_keys
from kmu_crm.ui.window_state import WindowState

MOST = 8  # hits a group
KEPT, USED = 2 * MOST, "palette.used"  # some that were used may be gone


@dataclass(frozen=True)
class Provider:
    """A group of hits out of the customer file, searched off the window's thread. `prefix` ("@") limits the palette to it."""

    title: str
    search: Callable[[Connection, str], list[Found]]
    prefix: str


Again = Callable[[Connection, Sequence[int]], dict[int, Found]]  # customers who were opened before, by number


class Asker(Protocol):
    """Asks off the window's thread; of questions in quick succession only the last is answered."""

    def ask(self, call: Callable[[Connection], Any], done: Callable[[Any], object]) -> None: ...
    def drop(self) -> None: ...
    def waits(self) -> bool: ...


class Palette(Overlay):
    """Commands show at once; hits out of the file follow when they are found, and those of the words before stay until then.

    Nothing typed: what was used last, kept as ids and numbers, for this customer file."""

    def __init__(self, window: QWidget, commands: Commands, state: WindowState) -> None:
        super().__init__(window, 640, 452, top=120)
        self._commands, self._state = commands, state
        self._providers: list[Provider] = []
        self._asker: Asker | None = None
        self._again: Again = lambda _db, _numbers: {}
        self._typed, self._by_hand, self._entered = "", False, False
        self._hits: list[Group] = []  # out of the file, for what was typed when they were asked
        self._known: dict[int, Found] = {}
        self._field, self.list = _Field(self), HitView()
        self.list.entered.connect(self._point)
        self.list.clicked.connect(lambda _index: self._run(self.list.current()))
        head = row(IconLabel("search", "text2"), self._field, gap=12, margins=(18, 6, 14, 6))
        hints = (
            Label(_("↑ ↓ choose"), "caption"),
            Label(_("⏎ open"), "caption"),
            1,
            Label(_("> commands"), "caption"),
            Label(_("# documents"), "caption"),
        )
        foot = row(*hints, Label(_("@ customers"), "caption"), gap=16, margins=(18, 8, 18, 9))
        listed = row(self.list, margins=(8, 6, 8, 6))
        lay_out(self.dialog, column(Surface("", head), line(), listed, line(), Surface("", foot), gap=0))
        self._field.textChanged.connect(self.show_hits)

    def search_in(self, asker: Asker, providers: list[Provider], again: Again) -> None:
        """What is typed is looked for there, too, before the commands."""
        if self._asker:
            self._asker.drop()
        self._asker, self._providers, self._again = asker, providers, again
        if self.isVisible():
            self.show_hits(self._field.text())

    def open(self) -> None:
        super().open()
        self._hits = []
        self._field.clear()
        self.show_hits("")
        self._field.setFocus()

    def close_up(self) -> None:
        if self._asker:
            self._asker.drop()
        super().close_up()

    def show_hits(self, typed: str) -> None:
        self._typed, self._by_hand, self._entered = typed, False, False
        prefix, words = self._read()
        asked = [one for one in self._providers if prefix in ("", one.prefix)]
        self._hits = [(title, hits) for title, hits in self._hits if words and title in {one.title for one in asked}]
        if self._asker:
            again, numbers = self._again, [key for key in self._used() if isinstance(key, int)]
            if words and asked:
                self._asker.ask(lambda db: [(one.title, one.search(db, words)[:MOST]) for one in asked], self._found)
            elif not typed and numbers:
                self._asker.ask(lambda db: again(db, numbers), self._remembered)
            else:
                self._asker.drop()
        self._show(None)

    def step(self, by: int) -> None:
        """Up or down, over headings, around at the ends."""
        self._by_hand, self._entered = True, False
        self._field.setAccessibleDescription(self.list.step(by))

    def run_current(self) -> None:
        """What is chosen; where nobody meant that, what is found first."""
        if self._waits() and not self._is_meant():
            self._entered = True
        else:
            self._run(self.list.current())

    def _run(self, found: Found | None) -> None:
        if found is not None:
            if found.key != "":
                self._state.set(USED, [found.key, *(key for key in self._used() if key != found.key)][:KEPT])
            self.close_up()
            found.run()

    def _point(self, index: QModelIndex) -> None:
        self._by_hand = True
        self.list.setCurrentIndex(index)

    def _is_meant(self) -> bool:
        """Whether what is chosen was chosen with an arrow or the mouse, or is a command that begins as it is typed: “ho” means
        the hotel, which is still looked for, rather than “Show ..”."""
        found, words = self.list.current(), self._read()[1].casefold()
        if self._by_hand or found is None:
            return self._by_hand
        is_command = isinstance(found.key, str) and found.key != ""
        return is_command and words != "" and f" {words}" in f" {found.text.casefold()}"

    def _waits(self) -> bool:
        return self._asker is not None and self._asker.waits()

    def _found(self, groups: list[Group]) -> None:
        self._hits = groups
        self._arrived()

    def _remembered(self, known: dict[int, Found]) -> None:
        self._known = known
        self._arrived()

    def _arrived(self) -> None:
        """What is chosen stays so, where somebody meant it; else the first is."""
        self._show(self.list.current() if self._is_meant() else None)
        if self._entered:
            self._entered = False
            self._run(self.list.current())

    def _show(self, chosen: Found | None) -> None:
        prefix, words = self._read()
        commands = self._find_commands(words)[:MOST] if prefix in ("", ">") else []
        used = [] if self._typed else self._used_last()
        groups: list[Group] = [(_("Last used"), used), *self._hits, (_("Commands"), commands)]
        self.list.show_groups(groups, words, _("Searching …") if self._waits() else _("Nothing found"), chosen)

    def _read(self) -> tuple[str, str]:
        """The prefix, or '', and the words after it."""
        prefix = self._typed[:1] if self._typed[:1] in {">", *(one.prefix for one in self._providers)} else ""
        return prefix, self._typed.removeprefix(prefix).strip()

    def _used(self) -> list[Key]:
        kept = self._state.get(USED)
        return [key for key in kept if type(key) in (str, int)] if isinstance(kept, list) else []

    def _used_last(self) -> list[Found]:
        """Without commands that are off and customers who are gone; of customers who became one, one."""
        commands = {found.key: found for found in self._find_commands("")}
        found = [commands.get(key) if isinstance(key, str) else self._known.get(key) for key in self._used()]
        return list({one.key: one for one in found if one is not None}.values())[:MOST]

    def _find_commands(self, words: str) -> list[Found]:
        wanted = words.casefold().split()
        found = []
        for command, action in self._commands.all():
            text = command.text.replace("&", "")
            if action.isEnabled() and command.id != "search" and all(word in text.casefold() for word in wanted):
                keys = "" if action.shortcut().isEmpty() else spoken_keys(action.shortcut()).replace("+", " ")
                icon = command.icon or "chevron-right"
                found.append(Found(text, action.trigger, "", icon, keys, command.id))
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
