"""What is asked before a lead is handed over, given back, or gets another owner."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit

from kmu_crm.decisions import journal
from kmu_crm.errors import KmuError
from kmu_crm.fields import show
from kmu_crm.i18n import _
from kmu_crm.sales.leads import clock, deciding, words
from kmu_crm.sales.leads.criteria import criteria
from kmu_crm.sales.leads.history import Story
from kmu_crm.ui.overlay import PassingOverlay
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import Button, FormRow, Label, Note, Picker, column, lay_out, row


@dataclass(frozen=True)
class Asked:
    """What was typed."""

    owner: str = ""
    reason: str = ""
    text: str = ""


Keep = Callable[[Asked, Callable[[], None], Callable[[Exception], None]], None]


class _Form(PassingOverlay):
    """Closes once it is written down; what cannot be written is told in it."""

    TITLE, KEEP, TALL = "", "", 280

    def __init__(self, session: Session, of: Story, keep: Keep) -> None:
        assert session.window is not None
        super().__init__(session.window, 520, self.TALL)
        self._session, self._of, self._keep, self._left = session, of, keep, False
        self.owner, self.reason, self.text = QLineEdit(), Picker(_("Reason")), QLineEdit()
        self.problem = Label("", "micro", "danger", wrap=True)
        self.keep = Button(self.KEEP, "primary", on_click=self.settle)
        title = Label(self.TITLE, "section")
        head = column(title, Label(of.lead.name[:200], "caption2", wrap=True), margins=(22, 16, 20, 4))
        fields = column(*self.fields(), 1, gap=8, margins=(22, 8, 20, 8))
        foot = row(self.problem, Button(_("Cancel"), on_click=self.close_up), self.keep, margins=(22, 10, 20, 12))
        foot.setStretch(0, 1)
        body = column(head, fields, foot, gap=0)
        body.setStretch(1, 1)
        lay_out(self.dialog, body)

    def fields(self) -> list:
        return [self._owner_row()]

    def _owner_row(self) -> FormRow:
        known = QCompleter(deciding.owners(self._session.db), self.owner)
        known.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.owner.setCompleter(known)
        self.owner.setText(self._of.lead.owner or "")
        self.owner.selectAll()
        return FormRow(_("Owner"), self.owner)

    def open(self) -> None:
        super().open()
        first = self.reason if isinstance(self, Refusal) else self.owner
        first.setFocus()

    def settle(self) -> None:
        if not self.keep.isEnabled():
            return
        self.keep.setEnabled(False)  # one press, one decision
        typed = Asked(self.owner.text().strip(), str(self.reason.currentData() or ""), self.text.text())
        self._keep(typed, self.close_up, self._refused)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, KmuError) and not self._left:
            self.problem.setText(str(error))
            self.keep.setEnabled(True)
        else:
            self._session.show_error(error)

    def close_up(self) -> None:
        if not self._left:
            self._left = True
            super().close_up()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.settle()
        else:
            super().keyPressEvent(event)


class HandOver(_Form):
    """From marketing to sales; says until when an answer is due, and where that goes past the criteria."""

    def __init__(self, session: Session, of: Story, keep: Keep) -> None:
        self.TITLE, self.KEEP = _("Hand over to sales"), _("Hand over")
        self.TALL = 240 if _fits(of) else 290
        super().__init__(session, of, keep)

    def fields(self) -> list:
        by = criteria()
        due = clock.due(journal.now(), by.working_days, by.hours)
        told = Label(_("Answer of sales due {when}").format(when=show.moment(due)), "caption2", wrap=True)
        return [self._owner_row(), told, *([] if _fits(self._of) else [Note(self._past(), "warn")])]

    def _past(self) -> str:
        if not self._of.lead.inside:
            return _("Outside the target group: this goes past the criteria and is counted apart.")
        return _("{n} of {least} points: this goes past the criteria and is counted apart.").format(
            n=show.number(self._of.lead.points), least=show.number(self._of.sal)
        )


class OtherOwner(_Form):
    def __init__(self, session: Session, of: Story, keep: Keep) -> None:
        self.TITLE, self.KEEP, self.TALL = _("Who answers for this lead"), _("Note down"), 200
        super().__init__(session, of, keep)


class Refusal(_Form):
    """Back to marketing, with a reason that it can learn from."""

    def __init__(self, session: Session, of: Story, keep: Keep) -> None:
        self.TITLE, self.KEEP, self.TALL = _("Give back to marketing"), _("Give back"), 270
        super().__init__(session, of, keep)

    def fields(self) -> list:
        for key, title in words.REASONS.items():
            self.reason.addItem(_(title), key)
        told = Label(_("Stays as a lead to nurture, and comes again with new points."), "caption2", wrap=True)
        return [FormRow(_("Reason"), self.reason), FormRow(_("In words"), self.text), told]


def _fits(of: Story) -> bool:
    return of.lead.inside and of.lead.points >= of.sal
