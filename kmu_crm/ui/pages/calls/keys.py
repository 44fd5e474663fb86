"""The page's commands: a digit for each outcome, a letter for what else one does while talking."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from kmu_crm.i18n import _
from kmu_crm.sales.calls import outcomes
from kmu_crm.ui.actions import Command
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets.labels import spoken_keys

if TYPE_CHECKING:
    from kmu_crm.ui.pages.calls.page import CallsPage

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


def register(page: "CallsPage", session: Session) -> None:
    window = session.window
    if window is None:
        return
    commands, topic = window.commands, _("Calls")
    for place, code in enumerate(outcomes.OUTCOMES, 1):
        title = _("Outcome: {outcome}").format(outcome=outcomes.title(code))
        choose = partial(page.outcome.choose, code)
        commands.add(Command(f"calls.outcome{place}", title, choose, shortcut=str(place), topic=topic, scope=page))
    for name, text, run, key in (
        ("note", _("Note on the call"), page.outcome.note.setFocus, "N"),
        ("follow_up", _("Follow-up"), page.outcome.follow_up.setFocus, _("W")),
        ("save", _("Save and next"), page.outcome.keep, "Ctrl+Return"),
        ("call", _("Call"), page.call, "Ctrl+Shift+A"),
        ("print", _("Print sheet"), page.print_sheet, "Ctrl+P"),
        ("list", _("Print the list"), page.print_list, ""),
        ("compose", _("Put a list together"), page.queue.compose.showMenu, ""),
    ):
        commands.add(Command(f"calls.{name}", text, run, shortcut=key, topic=topic, scope=page))
    commands.explain(topic, _("Next or previous customer"), "↓ ↑")
    commands.explain(topic, _("Back from the note to the keys"), spoken_keys("Esc"))
    window.fill_menus()


def pressed(page: "CallsPage", event: QKeyEvent) -> bool:
    """Arrows move through the list, Enter opens the profile."""
    if step := _STEPS.get(Qt.Key(event.key())):
        page.step(step)
        return True
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and page.current is not None:
        page.go.emit("customers", page.current)
        return True
    return False
