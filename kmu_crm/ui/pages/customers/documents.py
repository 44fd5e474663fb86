"""What a figure is made of: how it is worked out, and the documents, in place."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kmu_crm.fields import show
from kmu_crm.i18n import N_, _, ngettext
from kmu_crm.ui.pages.customers import words
from kmu_crm.ui.pages.customers.question import Latest
from kmu_crm.ui.session import Session
from kmu_crm.ui.tables import Column, PagedTable, Person, Table
from kmu_crm.ui.widgets import Button, Label, Note, clear, column, lay_out, row
from kmu_crm.value import explain, queries
from kmu_crm.value.queries import DocumentLine

_TITLES = {
    "revenue_12m": N_("Revenue of 12 months"), "db2": N_("Contribution margin"), "db1": N_("Contribution margin"),
    "revenue_net": N_("Revenue in total"), "lifecycle": N_("Purchase gap"), "open_amount": N_("Open items"),
    "value_class": N_("Value class"), "complaints": N_("Complaints"),
}  # fmt: skip
_WHY = {
    "invoiced": N_("counted by its invoice"), "duplicate": N_("counted elsewhere"), "cancelled": N_("cancelled"),
    "refunded": N_("refunded"), "draft": N_("draft"), "later": N_("after the key date"), "undated": N_("without a date"),
    "currency": N_("another currency"), "proforma": N_("pro forma"), "unclear": N_("unclear whether it is a sale"), "offer": N_("offer"),
    "ordered": N_("not invoiced yet"), "settled": N_("settled by the final invoice"),
}  # fmt: skip
_COUNTS_ONE = ("lifecycle", "purchase_days", "complaints", "invoices")


class Documents(QWidget):
    def __init__(self, session: Session, close: Callable[[], object]) -> None:
        super().__init__()
        self._latest, self._close = Latest(session, self), close
        self.title = Label("", "section")
        self.note = Label("", "caption2")
        self.back = Button(_("Back"), "link", "arrow-left", on_click=close)
        self._explained = column()
        self._place = column()
        body = column(row(self.back, self.title, self.note, 1, gap=10), self._explained, self._place, gap=8)
        body.setStretch(2, 1)
        lay_out(self, body)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def open(self, profile: int, figure: str) -> None:
        title = _TITLES.get(figure, figure)
        self.title.setText(_(title))
        self._latest.ask(
            lambda db: (queries.documents(db, profile, figure), explain.explain(db, profile, figure)),
            lambda answer: self._show(figure, *answer),
        )
        self.back.setFocus()

    def _show(self, figure: str, lines: list[DocumentLine], explained: str) -> None:
        clear(self._explained)
        clear(self._place)
        self.note.setText(ngettext("{n} document", "{n} documents", len(lines)).format(n=show.number(len(lines))))
        if explained:
            self._explained.addWidget(
                Note(explained, "neutral", title=_("This is how it is worked out"), icon="calculator")
            )
        self._place.addWidget(Table(PagedTable.of(_columns(figure), lines), self.title.text()))


def _columns(figure: str) -> list[Column]:
    plain = [
        Column("day", _("Day"), "date", lambda one: show.date(one.day) if one.day else "–", width=98),
        Column("number", _("Document"), "person", lambda one: Person(one.number, _kind(one)), width=0),
        Column("gross", _("Amount"), "money", lambda one: _money(one.gross), width=92),
    ]
    if figure in _COUNTS_ONE:
        return plain
    return [*plain, Column("adds", _("Adds"), "money", lambda one: _money(one.adds), width=92)]


def _kind(one: DocumentLine) -> str:
    said = words.kind(one.kind)
    return f"{said}, {_(_WHY[one.why])}" if one.why in _WHY else said


def _money(cents: int | None) -> str:
    return "–" if cents is None else show.amount(cents)
