"""The one registry of commands: menus, shortcuts, command palette and keyboard map all read it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QMainWindow, QMenu, QMenuBar, QWidget

from kmu_crm.i18n import N_, _
from kmu_crm.ui import icons
from kmu_crm.ui.widgets.labels import spoken_keys

LONGEST = 60  # letters of an entry in a menu
MENUS = {
    "file": N_("&File"),
    "edit": N_("&Edit"),
    "view": N_("&View"),
    "customers": N_("&Customers"),
    "extras": N_("E&xtras"),
    "help": N_("&Help"),
}


@dataclass(frozen=True)
class Command:
    """`text` is already translated and says what it does; `menu` is a key of `MENUS` ("": only palette and keyboard
    map).

    `topic` is the heading in the keyboard map ("" : not shown there). A command with a `scope` works only inside that
    widget, or those;
    single letters need one and keep quiet while a list or combo box has the focus. `checked` makes it a switch, run
    with its new state. `also`: a second shortcut, for those who know it from elsewhere."""

    id: str
    text: str
    run: Callable[..., object]
    menu: str = ""
    icon: str = ""
    shortcut: str = ""
    topic: str = ""
    scope: QWidget | tuple[QWidget, ...] = ()
    checked: bool | None = None
    after_line: bool = False
    role: QAction.MenuRole = QAction.MenuRole.NoRole
    also: str = ""

    @property
    def scopes(self) -> tuple[QWidget, ...]:
        return (self.scope,) if isinstance(self.scope, QWidget) else self.scope


class Commands(QObject):
    """`add` in the order of the menus; `explain` names keys that are not commands (arrows in tables)."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._commands: dict[str, Command] = {}
        self._actions: dict[str, QAction] = {}
        self._explained: list[tuple[str, str, str]] = []
        self.single_keys = True

    def add(self, *commands: Command) -> None:
        for command in commands:
            action = QAction(command.text, self)
            if command.icon and command.checked is None:  # an icon would stand where the mark belongs
                action.setIcon(icons.icon(command.icon))
            if command.shortcut:
                action.setShortcuts([QKeySequence(keys) for keys in (command.shortcut, command.also) if keys])
            if command.checked is not None:
                action.setCheckable(True)
                action.setChecked(command.checked)
            action.setMenuRole(command.role)
            action.triggered.connect(lambda on, id=command.id: self._trigger(self._commands[id], on))
            for scope in command.scopes:
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                scope.addAction(action)
            if not command.scopes:
                self._window.addAction(action)  # a hidden menu bar would switch its shortcuts off
            self._commands[command.id], self._actions[command.id] = command, action

    def reach(self, id: str, widget: QWidget) -> None:
        """A command with a scope works in this widget, too, which was made later."""
        command = self._commands[id]
        self._commands[id] = replace(command, scope=(*command.scopes, widget))
        widget.addAction(self._actions[id])

    def one_of(self, ids: Iterable[str]) -> None:
        """Of these commands with `checked` one holds at a time: choosing another takes its mark away."""
        group = QActionGroup(self)
        for id in ids:
            group.addAction(self._actions[id])

    def retitle(self, id: str, text: str) -> None:
        """What its entry in the menu says for now; one that tells of customers is cut, and never names a key by “&”."""
        shown = text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
        self._actions[id].setText(shown.replace("&", "&&"))

    def remove(self, id: str) -> None:
        self._commands.pop(id)
        self._actions.pop(id).deleteLater()

    def action(self, id: str) -> QAction:
        return self._actions[id]

    def run(self, id: str) -> None:
        self._actions[id].trigger()

    def enable(self, id: str, on: bool, reason: str = "") -> None:
        """Off with the reason as tooltip."""
        self._actions[id].setEnabled(on)
        self._actions[id].setToolTip("" if on else reason)

    def all(self) -> list[tuple[Command, QAction]]:
        return [(command, self._actions[id]) for id, command in self._commands.items()]

    def explain(self, topic: str, text: str, keys: str) -> None:
        self._explained.append((topic, text, keys))

    def keyboard_map(self) -> dict[str, list[tuple[str, str]]]:
        """Topic -> (text, keys in the system's own words), in the order they were added."""
        topics: dict[str, list[tuple[str, str]]] = {}
        for command, action in self.all():
            if command.topic and not action.shortcut().isEmpty():
                keys = spoken_keys(action.shortcut())
                topics.setdefault(command.topic, []).append((command.text.replace("&", "").removesuffix(" …"), keys))
        for topic, text, keys in self._explained:
            topics.setdefault(topic, []).append((text, keys))
        return topics

    def menu(self, ids: Iterable[str]) -> QMenu:
        """Some of the commands as a menu of their own, in the order of the registry."""
        made, wanted = QMenu(), set(ids)
        self._offer(made, [entry for entry in self.all() if entry[0].id in wanted])
        return made

    def fill(self, bar: QMenuBar) -> None:
        """Builds the menus afresh from what is registered."""
        bar.clear()
        for key, title in MENUS.items():
            entries = [(command, action) for command, action in self.all() if command.menu == key]
            if entries:
                self._offer(bar.addMenu(_(title)), entries)

    @staticmethod
    def _offer(menu: QMenu, entries: "list[tuple[Command, QAction]]") -> None:
        for command, action in entries:
            if command.after_line:
                menu.addSeparator()
            menu.addAction(action)

    def _trigger(self, command: Command, on: bool) -> None:
        if len(command.shortcut) == 1 and self._is_in(command.scopes) and not self._letters_welcome():
            return
        if command.checked is None:
            command.run()
        else:
            command.run(on)

    @staticmethod
    def _is_in(scopes: tuple[QWidget, ...]) -> bool:
        """Whether it was a key there, and not a menu elsewhere."""
        at = QApplication.focusWidget()
        return at is not None and any(scope is at or scope.isAncestorOf(at) for scope in scopes)

    def _letters_welcome(self) -> bool:
        return self.single_keys and not isinstance(QApplication.focusWidget(), (QComboBox, QAbstractItemView))
