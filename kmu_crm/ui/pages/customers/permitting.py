"""A consent, an objection or a block, noted by hand for one address of a customer."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from kmu_crm.desk import permitting
from kmu_crm.desk.dossier import Dossier
from kmu_crm.desk.permitting import Address
from kmu_crm.errors import KmuError
from kmu_crm.fields import show
from kmu_crm.i18n import N_, _
from kmu_crm.ui.errors import show_error
from kmu_crm.ui.overlay import PassingOverlay
from kmu_crm.ui.pages.customers import words
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import Button, FormRow, Label, Picker, Segments, column, lay_out, row, scrolled

CONSENT, REFUSAL, BLOCK, SALE = "consent", "refusal", "block", "sale"
_KINDS = {
    CONSENT: N_("Consent, with its proof"),
    REFUSAL: N_("Withdrawal or objection"),
    BLOCK: N_("Block: never write or call again"),
    SALE: N_("Existing customer, UWG §7(3)"),
}
_ASKED = {
    CONSENT: ("proof", "evidence", "day"),
    REFUSAL: ("how", "day"),
    BLOCK: ("reason",),
    SALE: ("sold", "goods"),
}
_TELLS = {
    CONSENT: N_("Counts for advertising on this address, with the proof that you can show."),
    REFUSAL: N_("Nothing more goes to this address for advertising until a new consent is noted here."),
    BLOCK: N_("Nothing leaves to this address any more. This cannot be taken back."),
    SALE: N_("E-mail about own similar goods without consent; only where all four conditions hold."),
}


class PermitEntry(PassingOverlay):
    """Closes once it is written down; what cannot be written is told in it. `barred` is called once a no was noted."""

    def __init__(
        self, window: QWidget, session: Session, of: Dossier, barred: Callable[[], object] = lambda: None
    ) -> None:
        super().__init__(window, 560, 520)
        self._barred = barred
        self._session, self._addresses, self._left = session, of.addresses, False
        channels = dict.fromkeys(one.channel for one in of.addresses)
        self.channel = Segments([(one, _(words.CHANNELS[one])) for one in channels])
        self.address, self.kind, self.proof = (
            Picker(_("Address")),
            Picker(_("What was said")),
            Picker(_("Kind of proof")),
        )
        for key, title in permitting.PROOFS.items():
            self.proof.addItem(_(title), key)
        self.lines = {name: QLineEdit() for name in ("evidence", "day", "how", "reason", "sold", "goods")}
        self.lines["day"].setText(show.date(date.today().isoformat()))
        self.rows = {
            "proof": _row(_("Kind of proof"), self.proof),
            "evidence": _row(_("Where it lies"), self.lines["evidence"]),
            "how": _row(_("How it was said"), self.lines["how"]),
            "day": _row(_("Day"), self.lines["day"]),
            "reason": _row(_("Reason"), self.lines["reason"]),
            "sold": _row(_("Day of the sale"), self.lines["sold"]),
            "goods": _row(_("Own similar goods"), self.lines["goods"]),
        }
        self.told = [
            QCheckBox(_("Told of the right to object when the address was given")),
            QCheckBox(_("Each mail tells of the right to object")),
        ]
        self.hint, self.problem = Label("", "caption2", wrap=True), Label("", "micro", "danger", wrap=True)
        self.keep = Button(_("Note down"), "primary", on_click=self.settle)
        self._lay_out(of.name)
        self.channel.changed.connect(lambda _channel: self._fit_channel())
        self.kind.currentIndexChanged.connect(lambda _place: self._fit_kind())
        for line in self.lines.values():
            line.returnPressed.connect(self.settle)
        self._fit_channel()

    def _lay_out(self, name: str) -> None:
        head = column(
            Label(_("Consent or objection"), "section"), Label(name, "caption2", wrap=True), margins=(22, 16, 20, 4)
        )
        channel = QWidget()
        lay_out(channel, row(self.channel, 1))
        channel.setAccessibleName(_("Channel"))
        fields = column(
            _row(_("Channel"), channel), _row(_("Address"), self.address),
            _row(_("What was said"), self.kind), self.hint, *self.rows.values(), *self.told, 1,
            gap=8, margins=(22, 8, 20, 8),
        )  # fmt: skip
        foot = row(self.problem, Button(_("Cancel"), on_click=self.close_up), self.keep, margins=(22, 10, 20, 12))
        foot.setStretch(0, 1)
        body = column(head, scrolled(fields), foot, gap=0)
        body.setStretch(1, 1)
        lay_out(self.dialog, body)

    def open(self) -> None:
        super().open()
        self.address.setFocus()

    def choose(self, channel: str, kind: str) -> None:
        self.channel.set_value(channel)
        self._fit_channel()
        self.kind.setCurrentIndex(self.kind.findData(kind))

    def _fit_channel(self) -> None:
        channel, kind = self.channel.value(), self.kind.currentData()
        self.address.clear()
        for one in self._addresses:
            if one.channel == channel:
                self.address.addItem(one.shown, one)
        self.kind.blockSignals(True)
        self.kind.clear()
        for name, title in _KINDS.items():
            if name != SALE or channel == "email":
                self.kind.addItem(_(title), name)
        self.kind.setCurrentIndex(max(self.kind.findData(kind), 0))
        self.kind.blockSignals(False)
        self._fit_kind()

    def _fit_kind(self) -> None:
        kind = self.kind.currentData()
        for name, one in self.rows.items():
            one.setVisible(name in _ASKED[kind])
        for box in self.told:
            box.setVisible(kind == SALE)
        self.hint.setText(_(_TELLS[kind]))
        self.problem.setText("")

    def settle(self) -> None:
        self.keep.setEnabled(False)  # one press, one entry
        shown, permits = self.address.currentText(), self.kind.currentData() in (CONSENT, SALE)
        said = _("Permission noted: {address}").format(address=shown)
        self._session.record(said, self._verb(), lambda _entry: self._done(permits, shown), self._refused)

    def close_up(self) -> None:
        if not self._left:
            self._left = True
            super().close_up()

    def _verb(self) -> Callable[..., object]:
        """Reads the fields here, on the window's thread."""
        kind, author = self.kind.currentData(), self._session.author
        to: Address = self.address.currentData()
        said = {name: line.text().strip() for name, line in self.lines.items()}
        proof, told = self.proof.currentData(), [box.isChecked() for box in self.told]
        if kind == CONSENT:
            return lambda db, _p: permitting.agree(db, to, proof, said["evidence"], said["day"], author)
        if kind == REFUSAL:
            return lambda db, _p: permitting.refuse(db, to, said["how"], said["day"], author)
        if kind == BLOCK:
            return lambda db, _p: permitting.block(db, to, said["reason"], author)
        return lambda db, _p: permitting.rely_on_sale(db, to, said["sold"], said["goods"], told, author)

    def _done(self, permits: bool, shown: str) -> None:
        """A permission can be undone; a no stands until a new consent. Whoever left meanwhile is told all the same."""
        session = self._session
        if not permits:
            self._barred()
            if session.window is not None:
                session.window.undo_bar.say(_("Noted: no advertising to {address} any more").format(address=shown))
        self.close_up()

    def _refused(self, error: Exception) -> None:
        if isinstance(error, KmuError) and not self._left:
            self.problem.setText(str(error))
        elif self._session.window is not None:
            show_error(self._session.window, error)
        if not self._left:
            self.keep.setEnabled(True)


def _row(title: str, field: QWidget) -> FormRow:
    return FormRow(title, field, label_width=150)
