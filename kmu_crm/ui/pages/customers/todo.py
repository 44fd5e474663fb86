"""What is to be done for the customer: complaints and low scores that nobody has seen to, and follow-ups; each with “Done”."""

from collections.abc import Callable
from datetime import date
from sqlite3 import Connection

from PySide6.QtWidgets import QLayout, QWidget

from kmu_crm.decisions import tasks
from kmu_crm.decisions.tasks import Task
from kmu_crm.desk import looping
from kmu_crm.desk.derive import key_date
from kmu_crm.desk.dossier import Dossier
from kmu_crm.fields import show
from kmu_crm.i18n import _
from kmu_crm.sales.loops.open import Loop
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import Button, ElidedLabel, IconLabel, Label, Surface, clear, column, lay_out, nest, row

SHOWN = 3


class ToDo(QWidget):
    """Hidden where there is nothing to do. The longest overdue first; the rest follows once these are done."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.done: list[Button] = []
        self._lines = column(gap=4, margins=(12, 8, 12, 8))
        self.title = Label(_("To do"), "section")
        lay_out(self, column(self.title, Surface("sunken", self._lines), gap=6))

    def show_customer(self, of: Dossier) -> None:
        held = self.isAncestorOf(self.window().focusWidget())
        clear(self._lines)
        self.done = []
        today = key_date(self._session.db)
        found = [self._loop(one, today) for one in of.loops] + [self._task(one, today) for one in of.tasks]
        for line in found[:SHOWN]:
            nest(self._lines, line)
        rest = len(found) - SHOWN
        if rest > 0:
            self._lines.addWidget(Label(_("and {n} more").format(n=show.number(rest)), "caption2"))
        self.setVisible(bool(found))
        if held and self.done:  # what had the focus is gone
            self.done[0].setFocus()

    def _loop(self, one: Loop, today: str) -> QLayout:
        when = " · ".join(part for part in (looping.due(one, today), one.owner) if part)
        late = one.overdue(today) > 0
        return self._line("message-square-warning", "danger" if late else "warn", looping.told(one), when,
                          lambda db, author: looping.close(db, one, author))  # fmt: skip

    def _task(self, one: Task, today: str) -> QLayout:
        late = (date.fromisoformat(today) - date.fromisoformat(one.due)).days
        when = _("due {day}").format(day=show.date(one.due))
        return self._line("calendar-clock", "warn" if late >= 0 else "text2", one.text, when,
                          lambda db, author: tasks.finish(db, one, author))  # fmt: skip

    def _line(self, icon: str, tone: str, text: str, when: str, finish: Callable[[Connection, str], int]) -> QLayout:
        done = Button(_("Done"), "link", "check", small=True, on_click=lambda: self._finish(text, finish))
        done.setAccessibleName(_("Done: {what}").format(what=text))
        self.done.append(done)
        told = column(
            ElidedLabel(text, "strong"), ElidedLabel(when, "caption2", "" if tone == "text2" else tone), gap=0
        )
        line = row(IconLabel(icon, tone), told, done)
        line.setStretch(1, 1)
        return line

    def _finish(self, text: str, finish: Callable[[Connection, str], int]) -> None:
        """One press; it comes back with an undo."""
        for button in self.done:
            button.setEnabled(False)
        author, said = self._session.author, _("Done: {what}").format(what=text)
        self._session.record(said, lambda db, _progress: finish(db, author))
