"""The page: list and panel side by side, one customer on the whole page, the form for a new one."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QWidget

from kmu_crm.desk.dossier import Dossier
from kmu_crm.fields import show
from kmu_crm.i18n import _
from kmu_crm.profiles import queries
from kmu_crm.ui import theme
from kmu_crm.ui.page import Page
from kmu_crm.ui.pages.customers import keys
from kmu_crm.ui.pages.customers.drafts import Drafts
from kmu_crm.ui.pages.customers.head import Head
from kmu_crm.ui.pages.customers.listing import CustomerList
from kmu_crm.ui.pages.customers.panel import Panel
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import Button, EmptyState, column, lay_out

if TYPE_CHECKING:
    from kmu_crm.ui.pages.customers.newcomer import NewCustomer
    from kmu_crm.ui.pages.customers.whole import WholePage

SIDE_BY_SIDE = 870  # px of the page: a window of some 1000 with the narrow rail
WHOLE_AFTER_MS, FORM_AFTER_MS = 1000, 1500  # one at a time, each is made in a tenth of a second
SETTLE_MS = 40  # with the arrow key held down, only the customer one stops at is asked for


def make(session: Session) -> Page:
    return CustomersPage(session)


class CustomersPage(Page):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self.title = _("Customers")
        self._session = session
        self._drafts = drafts = Drafts()
        self.list, self.panel = CustomerList(session), Panel(session, drafts)
        self.nothing = EmptyState(
            _("No customers yet"), _("Take in the exports of your programs: accounting, shop, address book."), "users",
            button=_("Import files …"), on_click=lambda: self.go.emit("importing", None),
        )  # fmt: skip
        self.no_more = EmptyState(
            _("This customer is no longer there"), " ", "user-x",
            button=_("Back to the list"), on_click=lambda: self.leave_whole(),
        )  # fmt: skip
        self.no_more.button.set_kind("plain")
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(self.panel)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([680, 508])
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.panel.setMinimumWidth(theme.px(516))
        self.list.setMinimumWidth(theme.px(330))
        self.places = QStackedWidget()
        for place in (self.splitter, self.nothing, self.no_more):
            self.places.addWidget(place)
        lay_out(self, column(self.places))
        self._settle = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self._show_in_panel)
        QTimer.singleShot(WHOLE_AFTER_MS, self, lambda: self.whole)
        QTimer.singleShot(FORM_AFTER_MS, self, lambda: self.form)
        self._chosen: int | None = None
        self._linked: int | None = None  # the number that an older link gave, until it is answered
        self._make_actions()
        self._connect()
        self._turn_to(self.splitter if queries.is_anybody(session.db) else self.nothing)
        keys.register(self, session)

    def _make_actions(self) -> None:
        self.export = Button("", icon="download", name=_("To a mailing list"), on_click=self._to_mailing)
        self.new = Button(_("New customer"), "primary", "plus", on_click=self.open_form)
        self.above = Button("", icon="chevron-up", name=_("Previous customer"), on_click=lambda: self._step(-1))
        self.below = Button("", icon="chevron-down", name=_("Next customer"), on_click=lambda: self._step(1))
        for button in self.actions_at_top():
            button.setParent(self)  # until the top bar takes it
            button.hide()

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self.open_whole)
        self.list.wants_new.connect(self.open_form)
        self.list.menu_wanted.connect(self._menu)
        self.list.calls_wanted.connect(lambda numbers: self.go.emit("calls", ("customers", numbers)))
        self.list.mailing_wanted.connect(lambda rule: self.go.emit("mailing", rule))
        self.list.answered.connect(self._list_answered)
        self.panel.whole_page.connect(lambda: self._chosen is not None and self.open_whole(self._chosen))
        self.panel.wanted.connect(self.open_whole)
        if self._session.window is not None:
            self._session.window.state.remember_splitter("customers.splitter", self.splitter)
            self.list.as_left()

    @cached_property
    def whole(self) -> "WholePage":
        """Made when first asked for, at the latest when the list has come to rest: the list is there sooner."""
        from kmu_crm.ui.pages.customers.whole import WholePage

        made = WholePage(self._session, self._drafts)
        made.left.connect(self.leave_whole)
        made.gone.connect(self._is_gone)
        made.neighbour.connect(self._step)
        made.shown.connect(self._whole_shown)
        self.places.addWidget(made)
        keys.reach(self._session, made)
        return made

    @cached_property
    def form(self) -> "NewCustomer":
        from kmu_crm.ui.pages.customers.newcomer import NewCustomer

        made = NewCustomer(self._session)
        made.left.connect(self._leave_form)
        made.made.connect(self._customer_made)
        made.known.connect(self.open_whole)
        self.places.addWidget(made)
        return made

    # the contract of a page

    def actions_at_top(self) -> list[QWidget]:
        return [self.export, self.above, self.below, self.new]

    def regions(self) -> list[QWidget]:
        return [self.list, self.panel] if self._is_list() else [self.places.currentWidget()]

    def search_field(self) -> QWidget | None:
        if self._is_whole():
            return self.whole.history.search
        if not self._is_list():
            self.leave_whole()
        return self.list.search if self._is_list() else None

    def place(self) -> object:
        if self._is_whole() and (number := self.whole.of.number if self.whole.of else self._linked) is not None:
            return number
        return "list", self._chosen

    def go_to(self, place: object) -> None:
        match place:
            case int(number):
                self.open_whole(number)
            case ("filter", str(rule)):
                self._turn_to(self.splitter)
                self.list.show_rule(rule)
            case ("filter", str(rule), figure):
                self._turn_to(self.splitter)
                self.list.show_rule(rule, figure)
            case ("list", number):
                self._turn_to(self.splitter)
                self.list.choose(number)

    def typed(self) -> object:
        self.panel.put_away_form()
        if "whole" in self.__dict__:  # made already
            self.whole.put_away_form()
        newcomer = self.form.typed() if "form" in self.__dict__ else {}
        sought = self.list.search.text()
        typed = newcomer or sought or self._drafts.notes or self._drafts.forms
        return (self._drafts, newcomer, sought) if typed else None

    def type_again(self, typed: tuple[Drafts, dict[str, str], str]) -> None:
        drafts, newcomer, sought = typed
        self._drafts.take(drafts)
        if newcomer:
            self.form.type_again(newcomer)
        self.list.search.setText(sought)

    def bring_back_form(self, number: int, typed: dict[str, str]) -> None:
        """What was typed at a customer and left."""
        self._drafts.forms[number] = typed
        self.go.emit("customers", number)

    def shown(self) -> None:
        self._arrange()
        if self._is_list():
            self.list.table.setFocus()

    def refresh(self) -> None:
        self.list.refresh()
        if self._is_whole() and (number := self.whole.awaited.wanted) is not None:
            self.whole.show_number(number)
        self._show_in_panel()

    # list and panel

    def _choose(self, number: int | None) -> None:
        self._chosen = number
        self.panel.awaited.expect(number, self.panel.of.number if self.panel.of else None)
        self._settle.start()

    def _show_in_panel(self) -> None:
        if self.panel.isVisibleTo(self) or self._chosen is None:
            self.panel.show_number(self._chosen)

    def _list_answered(self) -> None:
        listing = self.list.listing
        assert listing is not None
        if not listing.total and self._is_list():
            self._turn_to(self.nothing)
        elif listing.total and self._is(self.nothing):
            self._turn_to(self.splitter)
        if self._is_whole() and self.whole.of is not None:
            self._say_place(self.whole.of)

    def _menu(self, number: int, at: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(_("Open on the whole page"), lambda: self.open_whole(number))
        menu.addAction(_("Note"), self.open_note)
        menu.addAction(_("Copy row"), self.list.table.copy)
        menu.exec(at)

    def _head(self) -> Head:
        return (self.whole if self._is_whole() else self.panel).head

    def _do(self, act: Callable[[], object]) -> None:
        """With the customer one has chosen, who may not be there yet."""
        if self._is_whole():
            self.whole.awaited.do(act)
        elif self._chosen is not None:
            if self.panel.awaited.waits:
                self._settle.stop()
                self.panel.show_number(self._chosen)
            self.panel.awaited.do(act)

    def open_note(self, kind: str = "note") -> None:
        self._do(lambda: self._head().open_form(kind))

    def edit(self) -> None:
        """The master data of the customer one looks at, as a form."""
        self._do(lambda: self.whole.master.edit() if self._is_whole() else self.panel.edit())

    def lead(self, what: str) -> None:
        """As the button of the lead: nothing happens where it is not offered."""
        self._do(lambda: self._lead(what))

    def _lead(self, what: str) -> None:
        part = (self.whole if self._is_whole() else self.panel).lead
        button = {"hand": part.hand, "accept": part.accept, "reject": part.reject}[what]
        if not button.isHidden() and not part.isHidden():
            button.click()

    def open_permit(self) -> None:
        self._do(lambda: self._head().open_permit())

    def call(self) -> None:
        """As the button: nothing happens where calling is not allowed."""
        self._do(lambda: self._head().call.click())

    def mail(self) -> None:
        self._do(lambda: self._head().mail.click())

    def print(self) -> None:
        """The customer on the whole page, or the one in the panel, which is opened for it."""
        if self._is_whole():
            self._do(self.whole.print)
        elif self._chosen is not None:
            self.whole.print_when_shown()
            self.open_whole(self._chosen)

    def next_view(self) -> None:
        self.list.tabs.set_current((self.list.tabs.current() + 1) % self.list.view_count())

    def _to_mailing(self) -> None:
        self.go.emit("mailing", self.list.rule_text() or None)

    # one customer

    def open_whole(self, number: int) -> None:
        self._linked = number
        self.whole.open(number)
        self._turn_to(self.whole)
        self.whole.setFocus()

    def _whole_shown(self, of: Dossier) -> None:
        linked, self._linked = self._linked, None
        if linked is not None and linked != of.number and self._session.window is not None:
            self._session.window.undo_bar.say(
                _("Number {n} is one customer with {name} now.").format(n=linked, name=of.name)
            )
        self._say_place(of)

    def _is_gone(self) -> None:
        """Without a word where an undo took away whom one looked at; a link from elsewhere is answered."""
        linked, self._linked = self._linked, None
        if linked is None:
            self.leave_whole()
            return
        self.no_more.set_text(
            _("Number {n} was deleted, or the import that brought it was taken back.").format(n=show.number(linked))
        )
        self._turn_to(self.no_more)
        self.no_more.button.setFocus()

    def leave_whole(self) -> None:
        """Back to the list, where one stood; after steps, at the customer last seen."""
        number = self.whole.of.number if self.whole.of else None
        self.whole.leave()
        self._turn_to(self.splitter)
        if number is not None and number != self.list.table.current_id():
            self.list.choose(number)
        self._settle.start()  # what was changed on the whole page is seen beside the list, too
        self.list.table.setFocus()

    def _step(self, step: int) -> None:
        found = self.list.neighbour(self.whole.of.number, step) if self.whole.of else None
        if found is not None:
            self.whole.show_number(found)

    def _say_place(self, of: Dossier) -> None:
        if not self._is_whole():
            return
        place = self.list.place_of(of.number)
        self.status = ""
        if place:
            self.status = _("{place} of {n}").format(place=show.number(place[0]), n=show.number(place[1]))
        self.above.setEnabled(bool(place) and place[0] > 1)
        self.below.setEnabled(bool(place) and place[0] < place[1])
        self.heading_changed.emit()

    # a new customer

    def open_form(self) -> None:
        self._turn_to(self.form)
        self.form.start()

    def _leave_form(self) -> None:
        self._turn_to(self.splitter if self.list.listing and self.list.listing.total else self.nothing)
        self.shown()

    def _customer_made(self, record: int) -> None:
        if self._is(self.__dict__.get("form")):  # who left it meanwhile stays where they are
            self.open_whole(record)

    # looks

    def _is(self, widget: QWidget | None) -> bool:
        return self.places.currentWidget() is widget

    def _is_list(self) -> bool:
        return self._is(self.splitter)

    def _is_whole(self) -> bool:
        return self._is(self.__dict__.get("whole"))  # made already

    def _turn_to(self, widget: QWidget) -> None:
        self.places.setCurrentWidget(widget)
        made = self.__dict__
        places = {
            made.get("whole"): (_("Customer profile"), self.leave_whole),
            made.get("form"): (_("New customer"), self._leave_form),
            self.no_more: (_("Customers"), self.leave_whole),
        }
        self.title, self.back = places.get(widget, (_("Customers"), None))
        self.status = ""
        self._arrange()
        self.heading_changed.emit()

    def _arrange(self) -> None:
        """The buttons at the top belong to what is shown; a narrow window has no room for the panel."""
        self.new.set_kind("plain" if self._is(self.nothing) else "primary")
        self.new.setVisible(self._is_list() or self._is(self.nothing))
        self.export.setVisible(self._is_list())
        self.above.setVisible(self._is_whole())
        self.below.setVisible(self._is_whole())
        wide = self.width() >= theme.px(SIDE_BY_SIDE)
        if self.panel.isHidden() == wide:
            self.panel.setVisible(wide)
            self._settle.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
