"""The list: views, search as one types, filters, the table with its foot."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from kmu_crm.desk import listing
from kmu_crm.desk.listing import Listing, Orders
from kmu_crm.i18n import _
from kmu_crm.profiles import queries
from kmu_crm.ui.pages.customers import filters, foot
from kmu_crm.ui.pages.customers.arrangement import Arrangement
from kmu_crm.ui.pages.customers.chips import ChipsRow
from kmu_crm.ui.pages.customers.columns import columns
from kmu_crm.ui.pages.customers.question import Latest
from kmu_crm.ui.pages.customers.ticked import TickedBar
from kmu_crm.ui.session import Session
from kmu_crm.ui.tables import PagedTable, Table
from kmu_crm.ui.widgets import Button, ElidedLabel, EmptyState, Label, SearchField, Surface, Tabs, column, lay_out, row
from kmu_crm.value.slices import Slice

Question = Callable[..., Listing]
REST_AFTER_MS = 60  # the first rows are painted before the rest of a list is asked for


class CustomerList(QWidget):
    """`chosen`: the row one stands on (None: no row); `opened`: Enter or double click; `menu_wanted`: (id, where)."""

    chosen, opened = Signal(object), Signal(object)
    menu_wanted = Signal(object, QPoint)
    wants_new = Signal()
    mailing_wanted, calls_wanted = Signal(str), Signal(object)
    answered = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._latest = session, Latest(session, self)
        self._sort, self._descending = "revenue_12m", True
        self._wanted: int | None = None
        self._orders = Orders()
        self.listing: Listing | None = None
        self._rest = QTimer(self, interval=REST_AFTER_MS, singleShot=True)
        self._rest.timeout.connect(lambda: self._ask(listing.find))
        self.model = PagedTable(columns(session.db), lambda ids: queries.lines(session.db, ids))
        self.table = Table(self.model, _("Customers"))
        self.model.set_sorted(self._sort, self._descending)
        self._views = list(filters.VIEWS)
        self._brought: list[str] | None = None  # what another page filtered by
        self._figure: Slice | str | None = None  # and the figure that led here, which the foot adds up
        self.tabs = Tabs([_(title) for title, _rule in filters.VIEWS], margins=(16, 4, 12, 0))
        self.search = SearchField(_("Name, place, phone, customer number …"), _("Search customers"), wait_ms=20)
        self.chips = ChipsRow(session)
        self.ticked = TickedBar(session, self.model)
        self.places = QStackedWidget()
        self.count = ElidedLabel("", "caption2")
        self._arrange()
        self._connect()
        self.ask()

    def _arrange(self) -> None:
        self.filter_button, self.columns_button = (
            Button(_("Filter"), icon="list-filter"),
            Button(_("Columns"), icon="columns-3"),
        )
        self.filter_button.setMenu(filters.menu(self.filter_button, self.chips.add))
        self.arrangement = Arrangement(self.table, self._session)
        self.columns_button.setMenu(self.arrangement.menu(self.columns_button))
        self.more_views = Button("", "ghost", "plus", small=True, name=_("Add a view"))
        self.more_views.setMenu(QMenu(self.more_views))
        self.tabs.add_after(self.more_views)
        strip = Surface("strip", column(self.tabs))
        bar = row(self.search, self.filter_button, self.columns_button)
        bar.setStretch(0, 1)
        head = column(bar, self.chips, self.ticked, margins=(16, 8, 16, 8))
        self.empty = EmptyState(
            _("No customer fits"), _("Search with fewer letters, or take a filter away."), "search",
            button=_("Search in all customers"), on_click=self.search_everybody,
            further=Button(_("New customer"), "link", "plus", on_click=self.wants_new.emit),
        )  # fmt: skip
        self.empty.button.set_kind("plain")
        self.places.addWidget(self.table)
        self.places.addWidget(self.empty)
        foot = row(self.count, Label(_("Rows:"), "caption"), self.arrangement.density, gap=6, margins=(16, 4, 12, 4))
        foot.setStretch(0, 1)
        body = column(strip, head, self.places, Surface("footer", foot), gap=0)
        body.setStretch(2, 1)
        lay_out(self, body)

    def _connect(self) -> None:
        self.tabs.changed.connect(self._turn_view)
        self.search.searched.connect(lambda _text: self.ask())
        self.search.returnPressed.connect(self.table.setFocus)
        self.chips.changed.connect(self.ask)
        self.chips.menu_wanted.connect(self._open_conditions)
        self.table.sort_requested.connect(self._sort_by)
        self.table.current_changed.connect(self._stands)
        self.table.current_changed.connect(self.chosen)
        self.table.opened.connect(self.opened)
        self.table.menu_requested.connect(self.menu_wanted)
        self.model.checked_changed.connect(self._ticks_changed)
        self.ticked.mailing_wanted.connect(self.mailing_wanted)
        self.ticked.calls_wanted.connect(self.calls_wanted)
        self.more_views.menu().aboutToShow.connect(self._fill_views)

    def _open_conditions(self) -> None:
        """The filter menu, below the link that asks for it."""
        link = self.chips.more
        self.filter_button.menu().popup(link.mapToGlobal(link.rect().bottomLeft()))

    def _turn_view(self, place: int) -> None:
        if (
            self.chips.rules() == self._brought
        ):  # a figure's own filter goes with the next view; it would narrow it unasked
            self.chips.clear_all()
        self._brought = None
        self.arrangement.keep("view", list(self._views[place]))
        self.ask()

    def as_left(self) -> None:
        """Columns, rows, view and order as they were left with this file."""
        self.arrangement.restore()
        own = self.arrangement.kept("views")
        for one in own if isinstance(own, list) else ():
            match one:
                case [str(title), str(rule)]:
                    self._make_view(title, rule)
        match self.arrangement.kept("view"):
            case [str(title), str(rule)]:
                self._add_view(title, rule)
        match self.arrangement.kept("sort"):
            case [str(name), bool(descending)] if name in queries.SORTS:
                self._sort_by(name, descending)

    # what is asked

    def rule_text(self) -> str:
        """View and filters as one rule; "" for everybody."""
        texts = [text for text in (self._views[self.tabs.current()][1], *self.chips.rules()) if text]
        return texts[0] if len(texts) == 1 else " and ".join(f"({text})" for text in texts)

    def ask(self) -> None:
        """Asks off the window's thread; the old list stays until the answer, or its beginning, is there."""
        self._ask(listing.begin)

    def _ask(self, question: Question) -> None:
        self._rest.stop()
        rule = filters.combined([self.rule_text()])
        typed, sort, descending, orders = self.search.text(), self._sort, self._descending, self._orders
        self.arrangement.show_contribution(filters.asks_contribution(self.chips.rules()))
        figure = self._figure if self.chips.rules() == self._brought else None
        self._latest.ask(lambda db: question(db, rule, typed, sort, descending, orders, figure), self._show)

    def refresh(self) -> None:
        """Data have changed: who stands far down in the list stays there."""
        self._orders = Orders()
        self._ask(listing.find)

    def search_everybody(self) -> None:
        """What was typed is looked for in all, without view and filters; where these hid nobody, all are shown."""
        if not self.rule_text():
            self.search.clear()
        self.chips.clear_all()
        self.tabs.set_current(0)
        self.ask()

    def show_rule(self, text: str, figure: Slice | str | None = None) -> None:
        """Everybody this rule finds, as a filter chip; the foot adds up the `figure` that led here (`Brought.of`)."""
        self.search.clear()
        self.tabs.set_current(0)
        self._brought, self._figure = [text], figure
        self.chips.set_rules([text])

    def choose(self, number: int | None) -> None:
        """Stands on this customer, now or once the list is there."""
        self._wanted = number
        if number is not None and self.listing is not None and self.table.go_to(number):
            self._wanted = None

    def _show(self, found: Listing) -> None:
        before, top = self.table.current_id(), self.table.verticalScrollBar().value()
        whole, was = not found.follows, self.listing
        self.listing = found
        if whole and self.model.is_whole() and was is not None and found.ids == self.model.ids():
            self.model.refresh()
        elif whole and was is not None and was.follows and self.model.fill(found.ids):
            self._stand_in_whole(before, top)
        else:
            self.model.set_ids(found.ids, found.rows)
            self._stand_on(self._wanted or before, top)
        if whole:
            self._wanted = None
        self.places.setCurrentWidget(self.table if found.ids or not found.total else self.empty)
        if told := foot.told(found):
            self.count.setText(told)
        self.answered.emit()
        if not whole:
            self._rest.start()

    def _stand_on(self, wanted: int | None, top: int) -> None:
        row = self.model.row_of(wanted) if wanted is not None else None
        if row is None and wanted is not None and self.listing is not None and self.listing.follows:
            self._wanted = wanted  # perhaps further down; the panel still shows them
            return
        if row is None:
            row, top = (0, 0) if self.model.rowCount() else (None, 0)
        if row is None:
            self.chosen.emit(None)
            return
        self.table.selectRow(row)
        self.table.verticalScrollBar().setValue(top)
        self.table.scrollTo(self.model.index(row, 0))

    def _stand_in_whole(self, before: int | None, top: int) -> None:
        """The rest of the list has come; who moved on meanwhile stays where they are."""
        if self._wanted is not None or not self.table.currentIndex().isValid():
            self._stand_on(self._wanted, 0)
            if top:
                self.table.verticalScrollBar().setValue(top)
        elif before is None:
            self.chosen.emit(self.table.current_id())

    def _stands(self, _number: int | None) -> None:
        self._wanted = None

    def _sort_by(self, name: str, descending: bool) -> None:
        self._sort, self._descending = name, descending
        self.arrangement.keep("sort", [name, descending])
        self.model.set_sorted(name, descending)
        self.ask()

    # neighbours, for the whole page

    def neighbour(self, number: int, step: int) -> int | None:
        row = self.model.row_of(number)
        return None if row is None else self.model.id_at(row + step)

    def place_of(self, number: int) -> tuple[int, int] | None:
        """(place from 1, length of the list)"""
        row = self.model.row_of(number)
        return None if row is None else (row + 1, self.model.rowCount())

    def view_count(self) -> int:
        return len(self._views)

    # looks

    def _ticks_changed(self, ids: Sequence[int]) -> None:
        self.ticked.show_count(len(ids))
        self.chips.setVisible(not ids)

    def _fill_views(self) -> None:
        menu = self.more_views.menu()
        menu.clear()
        for title, rule in self.chips.saved():
            menu.addAction(title, lambda title=title, rule=rule: self._add_view(title, rule))

    def _make_view(self, title: str, rule: str) -> None:
        if (title, rule) not in self._views:
            self._views.append((title, rule))
            self.tabs.add(title)

    def _add_view(self, title: str, rule: str) -> None:
        self._make_view(title, rule)
        self.arrangement.keep("views", [list(one) for one in self._views[len(filters.VIEWS) :]])
        self.tabs.set_current(self._views.index((title, rule)))

    def keyPressEvent(self, event) -> None:
        if event.key() == Qt.Key.Key_Escape and self.model.checked():
            self.model.set_checked(())
        else:
            super().keyPressEvent(event)
