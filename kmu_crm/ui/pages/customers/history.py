"""The timeline with its filters: five coarse ones in the panel, all kinds on the whole page."""

from collections.abc import Callable
from dataclasses import dataclass
from sqlite3 import Connection

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from kmu_crm.desk.dossier import Dossier
from kmu_crm.fields import show
from kmu_crm.i18n import N_, _
from kmu_crm.profiles import timeline
from kmu_crm.ui import theme
from kmu_crm.ui.pages.customers import sought, words
from kmu_crm.ui.pages.customers.events import Shown
from kmu_crm.ui.pages.customers.question import Latest
from kmu_crm.ui.pages.customers.timeline import FIRST, PAGE, TimelineList
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import (
    Button,
    ChipButton,
    EmptyState,
    FlowLayout,
    Label,
    SearchField,
    column,
    lay_out,
    pieces,
    row,
    tab_after,
)

_COARSE = (
    ("purchases", N_("Purchases")), ("payments", N_("Payments")), ("contacts", N_("Contacts")), ("complaints", N_("Complaints, returns")),
)  # fmt: skip

Page = tuple[list[Shown], int | None]


@dataclass(frozen=True)
class Beginning:
    """The first entries of a customer by a filter, and where to go on."""

    kinds: tuple[str, ...]
    typed: str
    entries: list[Shown]
    further: int | None


def _page(db: Connection, of: Dossier, kinds: tuple[str, ...], typed: str, offset: int, most: int) -> Page:
    still_open = {item.fact_id for item in of.open_items}
    return sought.page(db, of.number, kinds, typed, offset, most, still_open)


class History(QWidget):
    """`fine`: a chip for every kind this customer has; else five coarse chips and a menu with all kinds.

    `search` is for whoever shows the whole page to place."""

    def __init__(self, session: Session, *, fine: bool, title: str = "") -> None:
        super().__init__()
        self._session, self._latest, self._fine = session, Latest(session, self), fine
        self._of: Dossier | None = None
        self._kinds: tuple[str, ...] = ()
        self.list = TimelineList(_("Timeline"))
        self.list.entries.more_wanted.connect(self._ask)
        self._asked: int | None = 0
        self.search = SearchField(_("Search the timeline"), small=True)
        self.search.setFixedWidth(theme.px(190))
        self.search.searched.connect(lambda _text: self._of is not None and self._restart())
        self.search.setParent(self)  # until somebody places it
        self.search.hide()
        self.places = QStackedWidget()
        self.places.addWidget(self.list)
        self.places.addWidget(
            EmptyState(_("Nothing here yet"), _("Orders, invoices, calls and notes stand here."), "history")
        )
        self.places.addWidget(EmptyState(_("Nothing found"), _("Try fewer words, or another kind."), "search"))
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, gap=4)
        self._by_kinds: dict[
            tuple[str, ...], ChipButton
        ] = {}  # made once: new ones would take a tenth of opening a page
        self._coarse = {timeline.COARSE[name]: _(text) for name, text in _COARSE}
        offered = {(kind,): words.kind(kind) for kind in words.KINDS} if fine else self._coarse
        for kinds, text in {(): _("All"), **offered}.items():
            self._add_chip(text, kinds)
        self.kinds_button = Button("", "ghost", "list-filter", small=True, name=_("Filter by kind"))
        self.kinds_button.setMenu(QMenu(self.kinds_button))
        head = row(Label(title, "section") if title else None, self._chips, self.kinds_button, gap=10)
        head.setStretch(1 if title else 0, 1)
        for beside in (
            pieces(head)[:: head.count() - 1] if title else ()
        ):  # the first line of chips, however many there are
            beside.setFixedHeight(theme.px(26))
            head.setAlignment(beside, Qt.AlignmentFlag.AlignTop)
        body = column(head, self.places, gap=6)
        body.setStretch(1, 1)
        lay_out(self, body)
        tab_after(self.kinds_button, [*self._by_kinds.values(), self.list])

    def _add_chip(self, text: str, kinds: tuple[str, ...]) -> None:
        chip = self._by_kinds[kinds] = ChipButton(text)
        chip.clicked.connect(lambda: self.filter(kinds))
        self._flow.addWidget(chip)

    def begins(self) -> Callable[[Connection, Dossier], Beginning]:
        """What asks for the first entries together with a customer, to be shown with them: as they are filtered now, where it is
        the customer that is shown."""
        was, kinds, typed = self._of and self._of.number, self._kinds, self.search.text()

        def ask(db: Connection, of: Dossier) -> Beginning:
            chosen, said = (kinds, typed) if of.number == was else ((), "")
            return Beginning(chosen, said, *_page(db, of, chosen, said, 0, FIRST))

        return ask

    def show_customer(self, of: Dossier, beginning: Beginning | None = None) -> None:
        if self._of is None or self._of.number != of.number:
            self._kinds = ()
            self.search.setText("")
        self._of = of
        self._draw_chips()
        if beginning is None or (beginning.kinds, beginning.typed) != (self._kinds, self.search.text()):
            self._restart()
            return
        self._latest.drop()
        self._show(0, beginning.entries, beginning.further)

    def filter(self, kinds: tuple[str, ...]) -> None:
        self._kinds = kinds
        self._draw_chips()
        self._restart()

    def _draw_chips(self) -> None:
        assert self._of is not None
        have = [kind for kind in words.KINDS if self._of.counts.get(kind)]
        total = sum(self._of.counts.values())
        self._chips.setVisible(total > 0)
        self.kinds_button.setVisible(total > 0 and not self._fine)
        if self._fine:
            self._by_kinds[()].setText(_("All {n}").format(n=show.number(total)))
        elif self._kinds not in self._by_kinds:  # chosen from the menu
            self._add_chip(words.kind(self._kinds[0]), self._kinds)
            tab_after(self.kinds_button, [*self._by_kinds.values(), self.list])
        offered = {(kind,) for kind in have} if self._fine else set(self._coarse)
        for kinds, chip in self._by_kinds.items():
            chip.setVisible(kinds in offered or kinds in ((), self._kinds))
            chip.setChecked(kinds == self._kinds)
        menu = self.kinds_button.menu()
        menu.clear()
        for kind in have:
            menu.addAction(words.kind(kind), lambda kind=kind: self.filter((kind,)))

    def _restart(self) -> None:
        self._asked = 0
        self._latest.drop()
        self._ask()

    def _ask(self) -> None:
        offset = self._asked
        if offset is not None:
            most = PAGE if offset else FIRST
            self._latest.ask(lambda db: self._page(db, offset, most), lambda answer: self._show(offset, *answer))

    def ask_all(self, most: int, done: Callable[[tuple[list[Shown], int | None]], object]) -> None:
        """The first `most` entries of those that are shown, and whether there are more."""
        Latest(self._session, self).ask(lambda db: self._page(db, 0, most), done)

    def _page(self, db: Connection, offset: int, most: int) -> Page:
        assert self._of is not None
        return _page(db, self._of, self._kinds, self.search.text(), offset, most)

    def _show(self, offset: int, entries: list[Shown], further: int | None) -> None:
        if offset == 0:
            self.list.entries.restart()
            self.list.scrollToTop()
        self._asked = further
        self.list.entries.append(entries, further is None)
        nothing = 2 if self.search.text().strip() else 1
        self.places.setCurrentIndex(0 if self.list.entries.items else nothing)
