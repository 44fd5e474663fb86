"""The analysis page: figures, then cards, each asked for one after the other."""

from functools import partial
from sqlite3 import Connection

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from kmu_crm.desk.derive import key_date
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.sources import queries as sources
from kmu_crm.ui.page import Page
from kmu_crm.ui.pages.analysis import sheets
from kmu_crm.ui.pages.analysis.articles import Loyalty, Together
from kmu_crm.ui.pages.analysis.finding import Finding
from kmu_crm.ui.pages.analysis.grid import Columns, Grid
from kmu_crm.ui.pages.analysis.people import Costly, Traits
from kmu_crm.ui.pages.analysis.quality import Quality
from kmu_crm.ui.pages.analysis.returning import Returning
from kmu_crm.ui.pages.analysis.revenue import ByClass, Concentration, NewAndExisting
from kmu_crm.ui.pages.analysis.tiles import Standing, figures
from kmu_crm.ui.pages.questions import Round
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import Button, Label, Tile, column, row, scrolled
from kmu_crm.value import overview, queries

_CARDS = (ByClass, NewAndExisting, Concentration, Returning, Traits, Quality, Together, Costly, Loyalty)
# width from which, the cards of each column, the columns' shares of the width
_PLANS = (
    (1120, "classes returning loyalty|new traits together|concentration quality costly", (40, 32, 31)),
    (600, "classes returning together costly|new concentration traits quality loyalty", (1, 1)),
    (0, "classes new concentration returning traits together costly loyalty quality", (1,)),
)


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
        self.tiles = {figure.id: self._tile(figure.title, figure.rule) for figure in self._figures}
        self.cards: dict[str, Finding] = {card.id: card for card in (kind() for kind in _CARDS)}
        for card in self.cards.values():
            card.wanted.connect(self._show_customers)
            card.go.connect(self.go)
        self._as_of = Label("", "caption2")
        how = Button(_("How this is worked out"), "link", "calculator", on_click=self._explain)
        head = row(how, 1, self._as_of)
        tiles = Grid(list(self.tiles.values()), ((1000, 5), (560, 3), (0, 2)))
        self.columns = Columns([(width, self._laid(plan), shares) for width, plan, shares in _PLANS])
        body = column(head, tiles, self.columns, 1, gap=10, margins=(18, 10, 18, 18))
        self._area: QScrollArea = scrolled(body)
        self.setLayout(column(self._area, gap=0))

    def _tile(self, title: str, rule: str) -> Tile:
        tile = Tile(title, "…", " ", clickable=True)
        tile.clicked.connect(lambda: self._show_customers(rule))
        return tile

    def _laid(self, plan: str) -> list[list[QWidget]]:
        return [[self.cards[id] for id in ids.split()] for ids in plan.split("|")]

    def refresh(self) -> None:
        self._stale = True
        if self.isVisible():
            self.shown()

    def shown(self) -> None:
        if self._stale:
            self._stale = False
            asking = [card for card in self.cards.values() if not isinstance(card, ByClass | NewAndExisting)]
            self._round.ask(
                (_standing, self._show_standing), *((card.ask, partial(self._fill, card)) for card in asking)
            )

    def _fill(self, card: Finding, answer: object) -> None:
        card.fill(answer)
        self._reveal()

    def go_to(self, place: object) -> None:
        """Scrolls to the card, and stays there while answers change the heights above it."""
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
            figure.fill(self.tiles[figure.id], of)
        for card in self.cards.values():
            if isinstance(card, ByClass | NewAndExisting):
                card.fill(of.overview)
        sources = ngettext("from {n} source", "from {n} sources", of.sources).format(n=show.number(of.sources))
        self._as_of.setText(_("As of {day} · {sources}").format(day=show.date(of.overview.as_of), sources=sources))

    def _show_customers(self, rule: str) -> None:
        self.go.emit("customers", ("filter", rule))

    def _explain(self) -> None:
        cards = [(card.title, card.how) for card in self.cards.values()]
        sheets.show_words(
            self.window(), _("How this is worked out"), [(figure.title, figure.how) for figure in self._figures] + cards
        )


def _standing(db: Connection) -> Standing:
    day = queries.scored_at(db) or key_date(db)
    return Standing(overview.overview(db, day), overview.margin(db), len(sources.freshness(db)))
