"""One customer beside the list: head, and four tabs, each made when one first turns to it."""

from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QStackedWidget, QWidget

from kmu_crm.desk import dossier
from kmu_crm.desk.dossier import Dossier
from kmu_crm.fields import show
from kmu_crm.i18n import _
from kmu_crm.ui.pages.customers.awaited import Awaited
from kmu_crm.ui.pages.customers.documents import Documents
from kmu_crm.ui.pages.customers.drafts import Drafts, MasterForm
from kmu_crm.ui.pages.customers.figures import FigureTiles
from kmu_crm.ui.pages.customers.head import Head
from kmu_crm.ui.pages.customers.history import History
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
from kmu_crm.ui.widgets import Button, EmptyState, Label, Surface, Tabs, column, lay_out, line, nest, row, scrolled

OVERVIEW, HISTORY, MASTER, ORIGIN, DOCUMENTS = range(5)


class Panel(Surface):
    """`whole_page`: the customer is wanted on a whole page; `wanted`: another one, by number."""

    whole_page = Signal()
    shown = Signal(object)
    wanted = Signal(int)

    def __init__(self, session: Session, drafts: Drafts) -> None:
        super().__init__("panel")
        self._session, self._latest = session, Latest(session, self, lambda: self.show_number(None))
        self.of: Dossier | None = None
        self.awaited = Awaited()
        self.stop, self.head = Stop(), Head(session, drafts, wide=False)
        self.tabs = Tabs([_("Overview"), _("Timeline"), _("Master data"), _("Source")], gap=8)
        self.tabs.add_end(Button(_("Whole page"), "link", "maximize-2", on_click=self.whole_page.emit))
        self.tiles, self.open_items, self.todo = FigureTiles(), OpenItems(), ToDo(session)
        self.offer = NextOffer(session)
        self.lead = LeadPart(session, wide=False)
        self.latest = History(session, fine=False, title=_("Timeline"))
        self._drafts = drafts
        self.stack = QStackedWidget()
        self._fill_stack()
        strip = Surface("strip", column(self.tabs))
        strip.layout().setContentsMargins(16, 0, 16, 0)
        self._body = QWidget()
        head = column(self.stop, self.head, gap=10, margins=(16, 14, 16, 8))
        body = column(head, strip, self.stack, gap=0)
        body.setStretch(2, 1)
        lay_out(self._body, body)
        self._none = EmptyState(_("No customer chosen"), _("Choose one in the list."), "users")
        self._places = QStackedWidget()
        self._places.addWidget(self._none)
        self._places.addWidget(self._body)
        lay_out(self, column(self._places))
        self.tabs.changed.connect(self._turn)
        self.tiles.opened.connect(self.open_figure)
        self.open_items.opened.connect(lambda: self.open_figure("open_amount"))

    def _fill_stack(self) -> None:
        overview = column(
            self.tiles, self.todo, self.lead, self.open_items, self.offer, self.latest, gap=12, margins=(16, 12, 16, 0)
        )
        overview.setStretch(5, 1)
        for place in (OVERVIEW, HISTORY, MASTER, ORIGIN, DOCUMENTS):
            page = QWidget()
            lay_out(page, overview if place == OVERVIEW else column())
            self.stack.addWidget(page)

    @cached_property
    def history(self) -> History:
        made = History(self._session, fine=True)
        self._put(HISTORY, column(made, margins=(16, 12, 16, 0)))
        return made

    @cached_property
    def master(self) -> MasterData:
        made = MasterData(self._session)
        made.first = Button(_("Edit"), "link", "pencil", on_click=made.edit)
        related = column(Label(_("Relations"), "section"), self.relations, gap=6)
        pieces = (row(1, made.first), made, line(), self.noted, line(), related)
        self._put(MASTER, scrolled(column(*pieces, 1, gap=12, margins=(16, 10, 16, 12))))
        return made

    @cached_property
    def noted(self) -> NotedOf:
        return NotedOf(self._session, self.head.open_form)

    @cached_property
    def relations(self) -> Relations:
        made = Relations(self._session)
        made.opened.connect(self.wanted.emit)
        return made

    @cached_property
    def _form(self) -> MasterForm:
        return MasterForm(self.master, self._drafts, self)

    @cached_property
    def origin(self) -> Origin:
        made = Origin(self._session)
        self._put(ORIGIN, scrolled(column(made, 1, margins=(16, 12, 16, 12))))
        return made

    @cached_property
    def documents(self) -> Documents:
        made = Documents(self._session, self.leave_figure)
        self._put(DOCUMENTS, column(made, margins=(16, 12, 16, 0)))
        return made

    def _put(self, place: int, content: QWidget | QLayout) -> None:
        nest(self.stack.widget(place).layout(), column(content))

    def show_number(self, number: int | None) -> None:
        """Asks for this customer; what is shown stays until the answer is there."""
        if number is None:
            self._latest.drop()
            self.of = None
            self._places.setCurrentWidget(self._none)
            return
        self._latest.ask(lambda db: dossier.dossier(db, number), self.show_customer)

    def show_customer(self, of: Dossier) -> None:
        other = self.of is None or self.of.number != of.number
        self.of = of
        self.stop.show_customer(of)
        self.head.show_customer(of)
        self.tabs.set_title(HISTORY, _("Timeline {n}").format(n=show.number(sum(of.counts.values()))))
        self.tiles.show_customer(of)
        self.lead.show_customer(of)
        self.open_items.show_customer(of)
        self.todo.show_customer(of)
        self.offer.show_customer(of)
        if other and self.stack.currentIndex() == DOCUMENTS:
            self.tabs.set_current(OVERVIEW)
        self._fill(self.stack.currentIndex())
        self._places.setCurrentWidget(self._body)
        self.shown.emit(of)
        self.awaited.arrived(of.number)

    def edit(self) -> None:
        self.tabs.set_current(MASTER)
        self.master.edit()

    def put_away_form(self) -> None:
        if "_form" in self.__dict__:  # made already
            self._form.put_away()

    def open_figure(self, figure: str) -> None:
        assert self.of is not None
        self.stack.setCurrentIndex(DOCUMENTS)
        self.documents.open(self.of.number, figure)

    def leave_figure(self) -> None:
        self.tabs.set_current(OVERVIEW)
        self.tiles.tiles[0].setFocus()

    def _turn(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self._fill(place)

    def _fill(self, place: int) -> None:
        """Only the tab in front is filled."""
        if self.of is None:
            return
        if place == OVERVIEW:
            self.latest.show_customer(self.of)
        elif place == HISTORY:
            self.history.show_customer(self.of)
        elif place == MASTER:
            self._form.show_customer(self.of)
            self.relations.show_customer(self.of)
            self.noted.show_customer(self.of)
        elif place == ORIGIN:
            self.origin.show_customer(self.of)
