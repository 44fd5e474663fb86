"""Whom one calls: name, class, the number in large, and on what ground one may."""

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from kmu_crm.errors import KmuError
from kmu_crm.fields import phone
from kmu_crm.i18n import _
from kmu_crm.sales.calls import allowed
from kmu_crm.sales.calls.allowed import BARRED
from kmu_crm.sales.calls.sheet import CallSheet
from kmu_crm.sales.calls.today import Call
from kmu_crm.ui.pages.customers import words
from kmu_crm.ui.pages.customers.inline import InlineField
from kmu_crm.ui.session import Session
from kmu_crm.ui.tips import tip
from kmu_crm.ui.widgets import Avatar, Button, Card, Chip, ElidedLabel, Label, WrappedLabel, column, row

_TONES = {"regular": "ok", "at_risk": "warn", "growing": "info", "new": "info"}
_MENDABLE = "unproven"  # a German business: once the concrete reason is written down


class CallHead(Card):
    """`profile_wanted`: the whole customer; `reason_given`: the concrete reason that a business may be called for;
    `outdated`: one may not call any more as it was shown; `gone`: shown where whoever is in front is not on the list."""

    profile_wanted, reason_given, outdated = Signal(), Signal(str), Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(gap=6)
        self._session = session
        self._of: CallSheet | None = None
        self._profile, self._phone = 0, ""
        self.avatar, self.name = Avatar("", 44), ElidedLabel("", "title")
        self.value, self.phase, self.second = Chip("", "accent"), Chip(""), ElidedLabel("", "caption2")
        self.gone = Chip("")
        self.gone.hide()
        self.number, self.may = Label("", "tile"), WrappedLabel("", "caption")
        self.number.selectable()
        self.call = Button(_("Call now"), "primary", "phone-call", on_click=self._dial)
        self.mend = Button(_("Note the reason …"), "link", "pencil", on_click=self.ask_reason)
        self.open = Button("", "ghost", "user", name=_("Open the customer"), on_click=self.profile_wanted.emit)
        self.reason = InlineField()
        below = row(self.value, self.phase, self.gone, self.second, gap=8)
        below.setStretch(3, 1)
        told = column(self.name, below, gap=3)
        numbers = column(self.number, self.may, row(1, self.mend), gap=0)
        line = row(self.avatar, told, numbers, self.open, self.call, gap=14)
        line.setStretch(1, 3)
        line.setStretch(2, 2)
        for label in (self.number, self.may):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.add(line, self.reason)

    def show_line(self, line: Call) -> None:
        """As the list knows them."""
        self._of, self._profile, self._phone = None, line.profile, line.phone
        self.reason.hide()
        self._show_who(line.name, line.value_class, line.phase)
        self.second.setText(line.contact)
        self._show_may(line.phone, line.allowed, line.allowed_why, line.loss)
        self.mend.hide()  # once the sheet is there

    def show_absence(self, absent: bool, was_there: bool) -> None:
        """Whoever is in front is not on the list; or, as is said otherwise, has left it."""
        if was_there:
            self.gone.show_as(_("No longer on the list"), "warn")
        else:
            self.gone.show_as(_("Not on the list"), "neutral")
        self.gone.setVisible(absent)

    def show_sheet(self, of: CallSheet) -> None:
        if self._of is None or self._of.profile != of.profile:
            self.reason.hide()
        self._of, self._profile, self._phone = of, of.profile, of.phone
        self._show_who(of.name, of.value_class, of.phase)
        number = ", ".join(of.customer_numbers[:2])
        parts = (
            of.contact,
            _("Cust. no. {number}").format(number=number) if number else "",
            _("best reached {hours} h").format(hours=of.best_hours) if of.best_hours else "",
        )
        self.second.setText(" · ".join(part for part in parts if part))
        self._show_may(of.phone, of.allowed, of.allowed_why, of.loss)
        self.mend.setVisible(of.loss == _MENDABLE)

    def _show_who(self, name: str, value_class: str, phase: str) -> None:
        self.avatar.set_initials(words.initials(name))
        self.name.setText(name)
        self.value.setText(_("{letter} customer").format(letter=value_class))
        self.value.setVisible(bool(value_class))
        self.phase.show_as(words.phase(phase), _TONES.get(phase, "neutral"))

    def _show_may(self, number: str, allowed: bool, why: str, loss: str) -> None:
        self.number.setText(phone.show_national(number) if number else "")
        self.number.setVisible(bool(number))
        self.may.setText(why)
        self.may.set_tone("ok" if allowed else "danger" if loss == BARRED else "warn")
        self.call.setEnabled(allowed)
        self.call.setToolTip(tip(why))
        self.call.setAccessibleDescription(why)

    def ask_reason(self) -> None:
        """UWG §7(2) no. 1: what makes it likely that this business wants the call."""
        if self._of is None or self.mend.isHidden():
            return
        self.reason.ask(_("Why does this business expect the call?"), _("Note"), self.reason_given.emit)
        last = self._of.figures.last_purchase if self._of.figures else None
        if last:
            from kmu_crm.fields import show

            told = _("Running business relation, last purchase on {day}").format(day=show.date(last))
            self.reason.field.setText(told)
            self.reason.field.selectAll()

    def _dial(self) -> None:
        """What was shown may be minutes old, and a no noted since: what holds now stands beside the button then."""
        if not self._phone or not self.call.isEnabled():
            return
        try:
            now = allowed.answer(self._session.db, self._profile, self._session.key_date)
        except KmuError as error:  # gone since
            self._session.show_error(error)
            return
        if now.allowed and now.phone == self._phone:
            QDesktopServices.openUrl(QUrl(f"tel:{now.phone}"))
            return
        self._phone = now.phone
        self._show_may(now.phone, now.allowed, now.why, now.loss)
        self.outdated.emit()
