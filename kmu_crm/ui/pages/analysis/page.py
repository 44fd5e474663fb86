"""The analysis page: figures, then cards, each asked for one after the other."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from sqlite3 import Connection

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.segments import evaluate
from kmu_crm.segments.parser import parse
from kmu_crm.sources import queries as sources
from kmu_crm.ui.page import Page
from kmu_crm.ui.pages.analysis import sheets
from kmu_crm.ui.pages.analysis.articles import Loyalty, Together
from kmu_crm.ui.pages.analysis.campaigns import Campaigns
from kmu_crm.ui.pages.analysis.filters import Choices, Filters, choices, rule_within
from kmu_crm.ui.pages.analysis.finding import Finding
from kmu_crm.ui.pages.analysis.grid import Columns, Grid
from kmu_crm.ui.pages.analysis.leads import LeadsSheet
from kmu_crm.ui.pages.analysis.people import Costly, Traits
from kmu_crm.ui.pages.analysis.quality import Quality
from kmu_crm.ui.pages.analysis.report import Figure as OnPaper
from kmu_crm.ui.pages.analysis.report import Report
from kmu_crm.ui.pages.analysis.returning import Returning
from kmu_crm.ui.pages.analysis.revenue import ByClass, Concentration, NewAndExisting
from kmu_crm.ui.pages.analysis.tiles import Figure, Standing, figures, fill
from kmu_crm.ui.pages.chosen import these
from kmu_crm.ui.pages.questions import Round
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import Button, Label, Surface, Tabs, Tile, column, lay_out, row, scrolled
from kmu_crm.value import queries
from kmu_crm.value.review import review
from kmu_crm.value.slices import Slice, buyers, sold_to

_CARDS = (ByClass, NewAndExisting, Concentration, Returning, Campaigns, Traits, Quality, Together, Costly, Loyalty)
# width from which, the cards of each column, the columns' shares of the width
_PLANS = (
    (1120, "classes returning loyalty|new campaigns traits together|concentration quality costly", (40, 32, 31)),
    (600, "classes returning together costly|new concentration campaigns traits quality loyalty", (1, 1)),
    (0, "classes new concentration returning campaigns traits together costly loyalty quality", (1,)),
)

OVERVIEW, LEADS = range(2)


def make(session: Session) -> Page:
    return AnalysisPage(session)


class AnalysisPage(Page):
    """A place is the id of a card ("traits", "together"). Answers stay until data have changed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.title = _("Analysis")
        self._session, self._round, self._stale = session, Round(session, self), True
        self._target: Finding | None = None
        self._figures = figures()
        self.tiles = {figure.id: self._tile(figure) for figure in self._figures}
        self.cards: dict[str, Finding] = {card.id: card for card in (kind() for kind in _CARDS)}
        for card in self.cards.values():
            card.wanted.connect(lambda rule, card=card: self._show_customers(rule, card.anytime, card.by_sales))
            card.within.connect(partial(self._show_within, card))
            card.go.connect(self.go)
        self._as_of = Label("", "caption2")
        how = Button(_("How this is worked out"), "link", "calculator", on_click=self._explain)
        self.report = Button(_("Report as PDF …"), icon="file-down", on_click=self.save_report)
        self.filters = Filters()
        self.filters.changed.connect(self.refresh)
        head = row(self.filters, how, 1, self._as_of, gap=10)
        tiles = Grid(list(self.tiles.values()), ((1000, 5), (560, 3), (0, 2)))
        self.columns = Columns([(width, self._laid(plan), shares) for width, plan, shares in _PLANS])
        body = column(head, tiles, self.columns, 1, gap=10, margins=(18, 10, 18, 18))
        self._area: QScrollArea = scrolled(body)
        self.leads = LeadsSheet(session)
        self.leads.go.connect(self.go)
        self.tabs, self.sheets = Tabs([_("Overview"), _("Leads")]), QStackedWidget()
        for sheet in (self._area, self.leads):
            self.sheets.addWidget(sheet)
        self.tabs.changed.connect(self._turn)
        strip = Surface("strip", column(self.tabs, margins=(16, 0, 16, 0)))
        whole = column(strip, self.sheets, gap=0)
        whole.setStretch(1, 1)
        lay_out(self, whole)

    def actions_at_top(self) -> list[QWidget]:
        return [self.report]

    def _tile(self, figure: Figure) -> Tile:
        tile = Tile(figure.title, "…", " ", clickable=True)
        tile.clicked.connect(lambda: self._show_customers(figure.rule, figure.anytime))
        return tile

    def _laid(self, plan: str) -> list[list[QWidget]]:
        return [[self.cards[id] for id in ids.split()] for ids in plan.split("|")]

    def _turn(self, sheet: int) -> None:
        self.sheets.setCurrentIndex(sheet)
        self.report.setVisible(sheet == OVERVIEW)  # it is one of the overview
        self.shown()

    def refresh(self) -> None:
        self._stale = True
        self.leads.refresh()
        if self.isVisible():
            self.shown()

    def shown(self) -> None:
        if self.tabs.current() == LEADS:
            self.leads.shown()
        elif self._stale:
            self._stale = False
            self._round.ask((choices, self._offer))

    def _offer(self, found: Choices) -> None:
        self.filters.offer(found)
        of = self.filters.slice(self._as_of_day())
        asking = [card for card in self.cards.values() if not isinstance(card, ByClass | NewAndExisting)]
        self._round.ask(
            (partial(_standing, of=of, as_of=self._as_of_day()), self._show_standing),
            *((partial(card.ask, of=of), partial(self._fill, card)) for card in asking),
        )

    def _as_of_day(self) -> str:
        return queries.scored_at(self._session.db) or self._session.key_date

    def _fill(self, card: Finding, answer: object) -> None:
        card.fill(answer)
        self._reveal()

    def go_to(self, place: object) -> None:
        """Scrolls to the card, and stays there while answers change the heights above it; “leads” is a sheet of its own."""
        self.tabs.set_current(LEADS if place == "leads" else OVERVIEW)
        self._target = self.cards.get(str(place))
        QTimer.singleShot(0, self._reveal)

    def _reveal(self) -> None:
        if self._target is None:
            return
        self._area.widget().layout().activate()
        self._area.ensureWidgetVisible(self._target, 0, 18)
        if self._round.is_over():
            self._target.menu.setFocus(Qt.FocusReason.OtherFocusReason)
            self._target = None

    def _show_standing(self, of: Standing) -> None:
        for figure in self._figures:
            fill(figure, self.tiles[figure.id], of.review)
        for card in self.cards.values():
            if isinstance(card, ByClass | NewAndExisting):
                card.fill(of.review)
        self.report.setEnabled(of.sources > 0)
        sources = ngettext("from {n} source", "from {n} sources", of.sources).format(n=show.number(of.sources))
        told = _("As of {day} · {sources}").format(day=show.date(of.as_of), sources=sources)
        self._as_of.setText(told if of.sources else "")

    def _show_customers(self, rule: str, anytime: bool = False, by_sales: bool = True) -> None:
        """By the rule itself; where the filters leave less than rules can say, by the numbers of those who are left."""
        if self.filters.is_usual() or not by_sales:
            self.go.emit("customers", ("filter", rule))
            return
        of = self.filters.slice(self._as_of_day())
        of = replace(of, first="", last="") if anytime else of
        self._session.ask(
            lambda db: narrowed(db, rule_within(rule), of),
            lambda found: self.go.emit("customers", ("filter", these(found))),
        )

    def _show_within(self, card: Finding, rule: str, first: str, last: str) -> None:
        """Those of the rule with sales between two days, in what the filters leave; the list adds these sales up."""
        of = replace(self.filters.slice(self._as_of_day()), first=first, last=last)
        sold = sold_to if card.by_documents else buyers
        self._session.ask(
            lambda db: narrowed(db, rule, of, sold),
            lambda found: self.go.emit("customers", ("filter", these(found), of)),
        )

    def save_report(self) -> None:
        """Asks where to, and writes what the page shows now."""
        sheets.save_report(
            self.window(), Report(
                self._session.business or self._session.store.file.stem, self.title, self.filters.words(),
                self._as_of.text(), [_on_paper(tile) for tile in self.tiles.values()],
                [card.on_paper() for card in self.cards.values()],
            ),
        )  # fmt: skip

    def _explain(self) -> None:
        cards = [(card.title, card.how) for card in self.cards.values()]
        sheets.show_words(
            self.window(), _("How this is worked out"), [(figure.title, figure.how) for figure in self._figures] + cards
        )


def _on_paper(tile: Tile) -> OnPaper:
    change = tile.delta.text()
    return OnPaper(tile.caption.text(), tile.figure, f"{change} · {tile.note.text()}" if change else tile.note.text())


def _standing(db: Connection, of: Slice, as_of: str) -> Standing:
    return Standing(review(db, of), as_of, len(sources.freshness(db, as_of)))


def narrowed(
    db: Connection, rule: str, of: Slice, sold: Callable[[Connection, Slice], list[int]] = buyers
) -> list[int]:
    """Customers of the rule who bought in the slice."""
    bought = set(sold(db, of))
    return [number for number in evaluate.members(db, parse(rule)) if number in bought]
