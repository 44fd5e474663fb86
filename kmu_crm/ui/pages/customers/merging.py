"""Two customers joined by hand: side by side first, then one decision that can be undone."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from kmu_crm.desk import comparison, decided, deciding
from kmu_crm.desk.comparison import Comparison
from kmu_crm.desk.deciding import Wish
from kmu_crm.i18n import _
from kmu_crm.ui.errors import show_error
from kmu_crm.ui.overlay import PassingOverlay
from kmu_crm.ui.pages.customers.question import Latest
from kmu_crm.ui.pages.duplicates.fields import FieldTable
from kmu_crm.ui.pages.duplicates.parts import MergedCard
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import Button, Label, column, lay_out, line, row


class MergeByHand(PassingOverlay):
    """Also for pairs that matching does not ask about; the keys 1–9 choose fields as they do among the duplicates."""

    joined = Signal()

    def __init__(self, session: Session, a: int, b: int) -> None:
        assert session.window is not None
        super().__init__(session.window, 1080, 700)
        self._session, self._pair = session, (min(a, b), max(a, b))
        self._left = self._settling = False
        self._found: Comparison | None = None
        self.fields, self.merged = FieldTable(), MergedCard()
        self.fields.changed.connect(self._show_merged)
        self.problem = Label("", "caption2", wrap=True)
        self.join = Button(_("Merge"), "primary", "git-merge", on_click=self.settle)
        self.join.setEnabled(False)
        self.cancel = Button(_("Cancel"), on_click=self.close_up)
        head = column(
            Label(_("Merge two customers"), "section"),
            Label(
                _("Where they differ, choose what holds. Nothing is lost: the decision can be taken back at any time."),
                "caption2", wrap=True,
            ), margins=(22, 16, 20, 8),
        )  # fmt: skip
        cards = column(self.fields, self.merged, gap=10, margins=(16, 4, 16, 10))
        cards.setStretch(0, 1)
        foot = row(self.problem, self.cancel, self.join, margins=(22, 10, 20, 12))
        foot.setStretch(0, 1)
        body = column(head, cards, line(), foot, gap=0)
        body.setStretch(1, 1)
        lay_out(self.dialog, body)
        Latest(session, self).ask(lambda db: comparison.compare(db, comparison.pair_of(db, *self._pair)), self._show)

    def _show(self, found: Comparison) -> None:
        self._found = found
        self.fields.show_comparison(found)
        self._show_merged()
        self.join.setEnabled(True)
        self.join.setFocus()

    def _show_merged(self) -> None:
        if self._found:
            self.merged.show_comparison(self._found, self._name())

    def _name(self) -> str:
        assert self._found is not None
        return self.fields.chosen_value("company") or self.fields.chosen_value("name") or self._found.name

    def settle(self) -> None:
        """One press, one decision: it takes a moment in a large file, and the sheet stays until it is made."""
        if self._settling:
            return
        self._settle_or_rest(True)
        wish, author, session = Wish(*self._pair, True, self.fields.corrections()), self._session.author, self._session
        said = decided.pair(True, *decided.customers(session.db, *self._pair))

        def done(_made: list[int]) -> None:
            self._settling = False
            self.joined.emit()
            self.close_up()

        session.record(said, lambda db, progress: deciding.carry_out(db, [wish], author, progress), done, self._refused)

    def _settle_or_rest(self, settling: bool) -> None:
        self._settling = settling
        self.join.setEnabled(not settling)
        self.cancel.setEnabled(not settling)
        self.problem.setText(_("Being merged …") if settling else "")

    def _refused(self, error: Exception) -> None:
        self._settle_or_rest(False)
        show_error(self._session.window, error)

    def close_up(self) -> None:
        if not (self._left or self._settling):
            self._left = True
            super().close_up()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
            self.fields.toggle(event.key() - Qt.Key.Key_0)
        else:
            super().keyPressEvent(event)
