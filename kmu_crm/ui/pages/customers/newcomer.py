"""The form for a new customer, in place; what is typed becomes a record of our own."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from kmu_crm.desk import entry, may_be, writing_down
from kmu_crm.desk.entry import BadEntry
from kmu_crm.i18n import N_, _
from kmu_crm.ui import theme
from kmu_crm.ui.errors import show_error
from kmu_crm.ui.latest import Latest
from kmu_crm.ui.pages.customers.known import KnownList
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import Button, Card, FormRow, Label, Segments, column, lay_out, pieces, row, scrolled

_FIELDS = (
    ("company", N_("Company")), ("given_name", N_("Given name")), ("family_name", N_("Surname")),
    ("email", N_("E-mail")), ("phone", N_("Phone")), ("street", N_("Street and number")), ("postcode", N_("Postcode")),
    ("city", N_("Town")), ("country", N_("Country")), ("vat_id", N_("VAT number")), ("customer_number", N_("Customer number")),
    ("note", N_("Note")),
)  # fmt: skip
_LINES = (
    ("company",), ("given_name", "family_name"), ("email", "phone"), ("street",), ("postcode", "city"),
    ("country", "customer_number"), ("vat_id",), ("note",),
)  # fmt: skip
_OF_COMPANIES, KIND, LEAD = ("company", "vat_id"), "kind", "lead"
_LEAD = "Interessent"  # as a list's column of kinds says it
PAUSE_MS = 250  # in typing, before it is asked who that may be


class NewCustomer(QWidget):
    """`made` gives the record number of the new customer, `left` that nothing was kept; `known` a customer who is here already
    and whom somebody wants to see: what is typed stays."""

    made, known, left = Signal(int), Signal(int), Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.kind = Segments([("company", _("Company")), ("person", _("Private person"))])
        self.kind.changed.connect(lambda _kind: self._fit())
        self.lead = QCheckBox(_("Lead: may become a customer"))
        self.rows = {name: FormRow(_(title), QLineEdit(), label_width=126) for name, title in _FIELDS}
        self.problem = Label("", "body", "danger", wrap=True)
        self.save = Button(_("Add customer"), "primary", on_click=self._keep)
        self.leave = Button(_("Cancel"), on_click=self._cancel)
        buttons = row(self.save, self.leave, 1)
        intro = Label(_("A name, a company, an e-mail address or a phone number is enough."), "caption2", wrap=True)
        lines = [row(*(self.rows[name] for name in names), gap=20) for names in _LINES]
        for line in lines:
            for one in pieces(line):
                line.setAlignment(one, Qt.AlignmentFlag.AlignTop)
        self.alike = KnownList()
        self.alike.opened.connect(self.known)
        self._question = Latest(session, self, PAUSE_MS)
        self._question.answered.connect(self.alike.show_known)
        card = Card(_("New customer")).add(
            intro, row(self.kind, self.lead, 1, gap=16), *lines, self.problem, self.alike, buttons
        )
        card.setFixedWidth(theme.px(720))
        for one in self.rows.values():
            one.field.returnPressed.connect(self._keep)
            one.field.textChanged.connect(self._ask_who)
        area = scrolled(column(row(card, 1, margins=(20, 16, 20, 16)), 1))
        lay_out(self, column(area))

    def start(self) -> None:
        """With what was typed and not kept, the cursor in the first field; as it is, while it is being kept."""
        if not self.save.isEnabled():
            return
        self._say("", "")
        self._fit()
        self.rows["company" if self.kind.value() == "company" else "given_name"].field.setFocus()

    def typed(self) -> dict[str, str]:
        """By field, the kind of customer with it; empty where nothing is typed."""
        texts = {name: text for name, one in self.rows.items() if (text := one.field.text())}
        lead = {LEAD: "yes"} if self.lead.isChecked() else {}
        return {**texts, **lead, KIND: str(self.kind.value())} if texts else {}

    def type_again(self, typed: dict[str, str]) -> None:
        for name, text in typed.items():
            if name == KIND:
                self.kind.set_value(text)
            elif name == LEAD:
                self.lead.setChecked(True)
            else:
                self.rows[name].field.setText(text)

    def _clear(self) -> None:
        for one in self.rows.values():
            one.field.clear()
        self.lead.setChecked(False)
        self._question.drop()
        self.alike.show_known(())

    def _cancel(self) -> None:
        self._clear()
        self.left.emit()

    def _fit(self) -> None:
        for name in _OF_COMPANIES:
            self.rows[name].setVisible(self.kind.value() == "company")

    def _values(self) -> dict[str, str]:
        shown = {name: one for name, one in self.rows.items() if one.isVisibleTo(self)}
        values = {name: text for name, one in shown.items() if (text := one.field.text().strip())}
        return {**values, "party_kind": _LEAD if self.lead.isChecked() else str(self.kind.value())}

    def _ask_who(self) -> None:
        values = self._values()
        self._question.ask(lambda db: may_be.of(db, values))

    def _keep(self) -> None:
        if not self.save.isEnabled():  # one press, one customer
            return
        values = self._values()
        self._question.drop()
        self._wait(_("Being added …"))
        self._session.record(
            writing_down.newcomer(values),
            lambda db, progress: entry.new(db, "customer", values, progress),
            self._done,
            self._refused,
        )

    def _wait(self, words: str) -> None:
        """While it is being kept, nothing typed could go with it any more."""
        if words and self.save.hasFocus():
            self.setFocus()  # a button that goes off hands the focus to anybody
        self.save.wait(words)
        self.kind.setEnabled(not words)
        for one in self.rows.values():
            one.field.setReadOnly(bool(words))

    def _done(self, made: dict) -> None:
        self._wait("")
        self._clear()
        self.made.emit(made["record_id"])

    def _refused(self, error: Exception) -> None:
        self._wait("")
        if not isinstance(error, BadEntry):
            if self._session.window is not None:
                show_error(self._session.window, error)
            return
        field = str(error.facts["field"])
        if field in self.rows:
            title = self.rows[field].label.text()
            self._say(field, _("“{value}” is no {field}.").format(value=error.facts["value"], field=title))
        else:
            self._say("", _("Type a name, a company, an e-mail address or a phone number."))

    def _say(self, field: str, text: str) -> None:
        for name, one in self.rows.items():
            one.set_problem(text if name == field else "")
        self.problem.setText("" if field else text)
        self.problem.setVisible(bool(self.problem.text()))
        if field:
            self.rows[field].field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
