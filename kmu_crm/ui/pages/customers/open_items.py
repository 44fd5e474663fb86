"""What is open at a customer: what they still owe, the oldest first, and what is to be done for them; few lines, the rest behind a
link."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kmu_crm.desk import deciding, noted
from kmu_crm.desk.dossier import Dossier
from kmu_crm.desk.noted import Noted
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import Button, ElidedLabel, IconLabel, Label, Surface, clear, column, lay_out, nest, row
from kmu_crm.value.queries import OpenItem

SHOWN = 2


class OpenItems(QWidget):
    """`opened`: all of what is owed is asked for. Hidden where nothing is open. Framed a line each, else two."""

    opened = Signal()

    def __init__(self, session: Session, *, framed: bool = True) -> None:
        super().__init__()
        self._session, self._framed = session, framed
        self._of: Dossier | None = None
        self._all_tasks = False
        self.done: list[Button] = []
        self._lines = column(gap=4, margins=(12, 8, 12, 8) if framed else (0, 0, 0, 0))
        self.title = Label(_("Open"), "section")
        body = Surface("sunken", self._lines) if framed else self._lines
        lay_out(self, column(self.title, body, gap=6))

    def show_customer(self, of: Dossier) -> None:
        if self._of is None or self._of.number != of.number:
            self._all_tasks = False
        self._of = of
        held = self.isAncestorOf(self.window().focusWidget())
        clear(self._lines)
        self.done = []
        currency = of.figures.currency if of.figures else "EUR"
        for item in of.open_items[:SHOWN]:
            nest(self._lines, self._line(item, currency))
        rest = len(of.open_items) - SHOWN
        if rest > 0:
            total = show.amount(sum(item.open for item in of.open_items), currency)
            text = ngettext("{n} more, {total} in all", "{n} more, {total} in all", rest)
            link = Button(text.format(n=show.number(rest), total=total), "link", small=True, on_click=self.opened.emit)
            self._lines.addWidget(link)
        tasks = tasks_of(of)
        for task in tasks if self._all_tasks else tasks[:SHOWN]:
            nest(self._lines, self._task(task))
        if (left := len(tasks) - SHOWN) > 0 and not self._all_tasks:
            more = ngettext("{n} more task", "{n} more tasks", left).format(n=show.number(left))
            self._lines.addWidget(Button(more, "link", small=True, on_click=self._show_tasks))
        self.setVisible(bool(of.open_items or tasks))
        if held and self.done:  # what had the focus is gone
            self.done[0].setFocus()

    def _show_tasks(self) -> None:
        self._all_tasks = True
        if self._of is not None:
            self.show_customer(self._of)

    def _task(self, task: Noted):
        late = task.day < date.today().isoformat()
        when, tone = _("Follow-up {day}").format(day=show.date(task.day)), "warn" if late else ""
        done = Button(_("Done"), "link" if self._framed else "plain", small=True, on_click=lambda: self._finish(task))
        done.setAccessibleName(_("Done: {task}").format(task=task.text))
        self.done.append(done)
        if self._framed:
            told = row(ElidedLabel(task.text, "strong"), Label(when, "caption2", tone))
            told.setStretch(0, 1)
        else:
            told = column(ElidedLabel(task.text, "strong"), ElidedLabel(when, "caption2", tone), gap=1)
        line = row(IconLabel("calendar-clock", tone or "info"), told, done)
        line.setStretch(1, 1)
        return line

    def _finish(self, task: Noted) -> None:
        """One press; the task comes back with an undo."""
        for button in self.done:
            button.setEnabled(False)
        author = self._session.author
        said = _("Done: {task}").format(task=task.text)
        self._session.record(said, lambda db, _progress: deciding.revoke(db, task.id, author))

    def _line(self, item: OpenItem, currency: str):
        amount, tone = show.amount(item.open, currency), "warn" if item.days_overdue else ""
        when = when_due(item)
        if self._framed:
            told = row(Label(item.number, "strong"), ElidedLabel(f"{amount} · {when}", "caption2", tone))
            told.setStretch(1, 1)
        else:
            told = column(
                ElidedLabel(f"{item.number} · {amount}", "strong"), ElidedLabel(when, "caption2", tone), gap=1
            )
        icon = IconLabel("receipt-text", tone or "text2")
        line = row(icon, told, Button(_("Show"), "link", small=True, on_click=self.opened.emit))
        line.setStretch(1, 1)
        return line


def tasks_of(of: Dossier) -> list[Noted]:
    """The next first."""
    return [one for one in of.noted if one.kind == noted.TASK]


def when_due(item: OpenItem) -> str:
    """`fällig 28.11.2025 · 3 Tage überfällig`"""
    due = _("due {day}").format(day=show.date(item.due)) if item.due else show.date(item.day)
    late = ""
    if item.days_overdue > 0:
        late = ngettext("{n} day late", "{n} days late", item.days_overdue).format(n=show.number(item.days_overdue))
    return " · ".join(part for part in (due, late) if part)
