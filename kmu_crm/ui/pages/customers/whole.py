"""One customer on the whole page: master data and origin, timeline, value."""

from contextlib import ExitStack
from sqlite3 import Connection

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QStackedWidget, QWidget

from kmu_crm.desk import dossier
from kmu_crm.desk.dossier import Dossier
from kmu_crm.fields import show
from kmu_crm.i18n import _
from kmu_crm.ui import theme
from kmu_crm.ui.charts import Bar, Bars
from kmu_crm.ui.pages.customers.awaited import Awaited
from kmu_crm.ui.pages.customers.documents import Documents
from kmu_crm.ui.pages.customers.drafts import Drafts, MasterForm
from kmu_crm.ui.pages.customers.figures import FigureTiles
from kmu_crm.ui.pages.customers.head import Head
from kmu_crm.ui.pages.customers.health import HealthPart
from kmu_crm.ui.pages.customers.history import Beginning, History
from kmu_crm.ui.pages.customers.lead import LeadPart
from kmu_crm.ui.pages.customers.masterdata import MasterData
from kmu_crm.ui.pages.customers.noted import NotedOf
from kmu_crm.ui.pages.customers.offer import NextOffer
from kmu_crm.ui.pages.customers.open_items import OpenItems
from kmu_crm.ui.pages.customers.origin import Origin
from kmu_crm.ui.pages.customers.question import Latest
from kmu_crm.ui.pages.customers.relations import Relations
from kmu_crm.ui.pages.customers.stop import Stop
from kmu_crm.ui.pages.customers.todo import ToDo
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import Button, Card, Surface, column, lay_out, refilled, scrolled


class WholePage(QWidget):
    """`left`: Esc. `neighbour`: -1 or 1, the customer above or below in the list. `shown` gives the dossier."""

    left = Signal()
    neighbour = Signal(int)
    shown = Signal(object)
    gone = Signal()

    def __init__(self, session: Session, drafts: Drafts) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Customer"))
        self._session, self._latest = session, Latest(session, self, self.gone.emit)
        self.of: Dossier | None = None
        self.awaited = Awaited()
        self._print_next = False
        self.stop, self.head = Stop(), Head(session, drafts, wide=True)
        self.master, self.origin = MasterData(session), Origin(session)
        self._form = MasterForm(self.master, drafts, self)
        self.relations, self.noted = Relations(session), NotedOf(session, self.head.open_form)
        self.history, self.tiles, self.open_items = History(session, fine=True), FigureTiles(2), OpenItems(framed=False)
        self.lead, self.health = LeadPart(session, wide=True), HealthPart()
        self.documents = Documents(session, self._leave_documents)
        self.todo, self.offer = ToDo(session), NextOffer(session, most=2)
        self.months = Bars(
            _("Revenue by month"), lambda cents: show.whole_amount(round(cents)), compact=True, height=150
        )
        self.middle = QStackedWidget()
        strip = Surface("strip", column(self.stop, self.head, gap=10, margins=(20, 12, 20, 10)))
        sides = self._left(), self._middle(), self._right()
        self._refilled = (strip, sides[0], sides[2])
        grid = QGridLayout()
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setSpacing(12)
        for place, (side, share) in enumerate(zip(sides, (10, 13, 10), strict=True)):
            grid.addWidget(side, 0, place)
            grid.setColumnStretch(place, share)
        body = column(strip, grid, gap=0)
        body.setStretch(1, 1)
        self._body = QWidget()
        lay_out(self._body, body)
        lay_out(self, column(self._body, gap=0))
        self.tiles.opened.connect(self.open_figure)
        self.open_items.opened.connect(lambda: self.open_figure("open_amount"))
        self.relations.opened.connect(self.show_number)
        self.months.clicked.connect(lambda _key: self.open_figure("revenue_12m"))

    def _left(self) -> QWidget:
        master = Card(_("Master data"))
        self.master.first = Button(_("Edit"), "link", "pencil", on_click=self.master.edit)
        master.header.add(self.master.first)
        relations, origin = Card(_("Relations")), Card(_("Why is this one customer?"))
        noted = Card(_("Tags, interests, attachments"))
        cards = (master.add(self.master), noted.add(self.noted), relations.add(self.relations), origin.add(self.origin))
        return _side(column(*cards, 1, gap=12))

    def _middle(self) -> QWidget:
        for title, widget in ((_("Timeline"), self.history), ("", self.documents)):
            card = Card(title)
            if widget is self.history:
                self.print_button = Button("", "ghost", "printer", name=_("Print profile"), on_click=self.print)
                card.header.add(self.history.search)
                card.header.add(self.print_button)
                self.history.search.show()
            card.add(widget)
            card.body.setStretch(card.body.count() - 1, 1)
            self.middle.addWidget(card)
        self.middle.setMinimumWidth(theme.px(300))
        return self.middle

    def _right(self) -> QWidget:
        value = Card(_("Customer value"))
        value.header.add(Button(_("How it is worked out"), "link", on_click=lambda: self.open_figure("value_class")))
        self.months_card = Card(_("Revenue by month"))
        self.open_card = Card(_("Open"))
        self.open_items.title.hide()
        self.lead_card = Card(_("Lead")).add(self.lead)
        cards = (
            self.todo,
            value.add(self.tiles),
            Card(_("Customer relationship")).add(self.health),
            self.lead_card,
            self.months_card.add(self.months),
            self.open_card.add(self.open_items),
            self.offer,
        )
        return _side(column(*cards, 1, gap=12))

    def open(self, number: int) -> None:
        """As `show_number`, of somebody whom one comes to: nobody else is seen until they are there."""
        if self.of is None or self.of.number != number:
            self.of = None
            self.middle.setCurrentIndex(0)
            self._body.hide()
        self.show_number(number)

    def leave(self) -> None:
        """Whoever has not come yet is not waited for any more."""
        self.awaited.expect(None, None)
        self._latest.drop()

    def show_number(self, number: int) -> None:
        self.awaited.expect(number, self.of.number if self.of else None)
        begins = self.history.begins()

        def ask(db: Connection) -> tuple[Dossier, Beginning]:
            of = dossier.dossier(db, number)
            return of, begins(db, of)

        self._latest.ask(ask, lambda found: self.show_customer(*found))

    def show_customer(self, of: Dossier, beginning: Beginning | None = None) -> None:
        if self.of is None or self.of.number != of.number:
            self.middle.setCurrentIndex(0)
        self.of, here = of, self._has_focus()
        with ExitStack() as seen_again:
            for place in self._refilled:
                seen_again.enter_context(refilled(place))
            self.history.show_customer(of, beginning)
            self._show_parts(of)
        self._body.show()
        if here and not self._has_focus():  # what had it is gone
            self.setFocus()
        self.shown.emit(of)
        self.awaited.arrived()
        if self._print_next:
            self.print()

    def _show_parts(self, of: Dossier) -> None:
        for part in (
            self.stop,
            self.head,
            self._form,
            self.noted,
            self.relations,
            self.origin,
            self.tiles,
            self.health,
            self.open_items,
            self.todo,
            self.offer,
            self.lead,
        ):
            part.show_customer(of)
        self.open_card.setVisible(bool(of.open_items))
        self.lead_card.setVisible(of.lead is not None)
        self.months_card.setVisible(any(cents for _name, cents in of.months))  # a row of noughts tells nothing
        self._show_months(of)

    def _has_focus(self) -> bool:
        at = self.window().focusWidget()
        return at is not None and (at is self or self.isAncestorOf(at))

    def open_figure(self, figure: str) -> None:
        assert self.of is not None
        self.middle.setCurrentIndex(1)
        self.documents.open(self.of.number, figure)

    def print(self) -> None:
        """What the page shows, with the entries that the filter and the search leave."""
        self._print_next = False
        if self.of is None:
            return
        from kmu_crm.ui.pages.customers import paper

        of, figures = self.of, self.tiles.told()
        self.history.ask_all(
            paper.MOST,
            lambda answer: paper.print_profile(
                self.window(), of, figures, answer[0][: paper.MOST], answer[1] is not None
            ),
        )

    def print_when_shown(self) -> None:
        self._print_next = True

    def _show_months(self, of: Dossier) -> None:
        first, last = of.months[0][0], of.months[-1][0]
        bars = [Bar(show.month(name)[:1], cents, partial=name == last, key=name) for name, cents in of.months]
        self.months.set_data(bars)
        span = _("{first} – {last}").format(first=show.month_short(first), last=show.month_short(last))
        self.months_card.header.note.setText(span)
        words = ", ".join(f"{show.month_short(name)}: {show.whole_amount(cents)}" for name, cents in of.months)
        self.months.setAccessibleDescription(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(event.key())
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        elif step:
            self.neighbour.emit(step)
        else:
            super().keyPressEvent(event)

    def _escape(self) -> None:
        """Out of a form first, then out of a figure's documents, then back to the list."""
        if self.master.fields and self.of is not None:
            self._leave_form(self.of)
            self.setFocus()
        elif self.middle.currentIndex() == 1:
            self._leave_documents()
        else:
            self.left.emit()

    def _leave_form(self, of: Dossier) -> None:
        """What was typed can be brought back."""
        if typed := self._form.leave():
            said = _("Not kept: what was typed at {name}").format(name=of.name)
            self._session.undoable.emit(
                said, lambda session: session.window.page("customers").bring_back_form(of.number, typed)
            )

    def put_away_form(self) -> None:
        self._form.put_away()

    def _leave_documents(self) -> None:
        self.middle.setCurrentIndex(0)
        self.setFocus()


def _side(layout) -> QWidget:
    area = scrolled(layout)
    area.setMinimumWidth(theme.px(270))
    area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    return area
