"""A relation told by hand: another customer, found by typing, and what this one is to them."""

from collections.abc import Sequence
from sqlite3 import Connection

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from kmu_crm.desk import related
from kmu_crm.desk.dossier import Dossier
from kmu_crm.errors import KmuError
from kmu_crm.i18n import _
from kmu_crm.profiles import search
from kmu_crm.profiles.relations import said
from kmu_crm.profiles.search import Hit
from kmu_crm.ui.errors import show_error
from kmu_crm.ui.overlay import PassingOverlay
from kmu_crm.ui.pages.customers.question import Latest
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import Button, FormRow, Label, Picker, SearchField, column, lay_out, row

FOUND = 8


class RelationEntry(PassingOverlay):
    """Closes once it is written down; what cannot be written is told in it."""

    def __init__(self, session: Session, of: Dossier) -> None:
        assert session.window is not None
        super().__init__(session.window, 560, 480)
        self._session, self._of, self._left = session, of, False
        self._latest = Latest(session, self)
        self.kind = Picker(_("Relation"))
        for kind, here in related.offered(is_company=of.is_company):
            self.kind.addItem(_((related.HERE if here else related.THERE)[kind]), (kind, here))
        self.search = SearchField(_("Name, company, town, number …"), _("Other customer"))
        self.found = QListWidget()
        self.found.setAccessibleName(_("Customers found"))
        self.problem = Label("", "micro", "danger", wrap=True)
        self.keep = Button(_("Note down"), "primary", on_click=self.settle)
        self.search.searched.connect(self._look)
        self.found.currentRowChanged.connect(lambda _place: self._fit())
        self.found.itemActivated.connect(lambda _item: self.settle())
        head = column(
            Label(_("Add a relation"), "section"), Label(of.name, "caption2", wrap=True), margins=(22, 16, 20, 4)
        )
        fields = column(
            FormRow(_("Other customer"), self.search, label_width=150), self.found,
            FormRow(_("Relation"), self.kind, label_width=150),
            gap=8, margins=(22, 8, 20, 8),
        )  # fmt: skip
        fields.setStretch(1, 1)
        foot = row(self.problem, Button(_("Cancel"), on_click=self.close_up), self.keep, margins=(22, 10, 20, 12))
        foot.setStretch(0, 1)
        body = column(head, fields, foot, gap=0)
        body.setStretch(1, 1)
        lay_out(self.dialog, body)
        self._fit()

    def open(self) -> None:
        super().open()
        self.search.setFocus()

    def _look(self, typed: str) -> None:
        self._latest.ask(lambda db: _find(db, typed, self._of.number), self._show)

    def _show(self, hits: Sequence[Hit]) -> None:
        self.found.clear()
        for hit in hits:
            item = QListWidgetItem(
                " · ".join(part for part in (hit.display_name, hit.city, str(hit.profile_id)) if part)
            )
            item.setData(Qt.ItemDataRole.UserRole, hit.profile_id)
            self.found.addItem(item)
        self.found.setCurrentRow(0 if hits else -1)
        self.problem.setText("" if hits or not self.search.text().strip() else _("Nothing found."))
        self._fit()

    def _fit(self) -> None:
        self.keep.setEnabled(self.found.currentItem() is not None)

    def settle(self) -> None:
        item = self.found.currentItem()
        if item is None or not self.keep.isEnabled():
            return
        self.keep.setEnabled(False)  # one press, one decision
        other, (kind, here) = int(item.data(Qt.ItemDataRole.UserRole)), self.kind.currentData()
        a, b = (self._of.number, other) if here else (other, self._of.number)
        author, session = self._session.author, self._session
        told = _("Relation noted: {name} – {role}: {other}").format(
            name=self._of.name, role=self.kind.currentText(), other=item.text().split(" · ")[0]
        )

        session.record(
            told,
            lambda db, _progress: said.relate(db, a, kind, b, author),
            lambda _decision: self.close_up(),
            self._refused,
        )

    def _refused(self, error: Exception) -> None:
        if isinstance(error, KmuError) and not self._left:
            self.problem.setText(str(error))
            self.keep.setEnabled(True)
        elif self._session.window is not None:
            show_error(self._session.window, error)

    def close_up(self) -> None:
        if not self._left:
            self._left = True
            super().close_up()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose while one types, Enter keeps."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(event.key())
        if step and self.found.count():
            self.found.setCurrentRow((self.found.currentRow() + step) % self.found.count())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.settle()
        else:
            super().keyPressEvent(event)


def _find(db: Connection, typed: str, own: int) -> list[Hit]:
    if not typed.strip():
        return []
    return [hit for hit in search.find(db, typed, FOUND + 1) if hit.profile_id != own][:FOUND]
