"""The start page with data: four figures, what is to do, what is new, what is often needed."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.profiles.timeline import News
from kmu_crm.ui import theme
from kmu_crm.ui.charts import Bar, Bars
from kmu_crm.ui.pages import changes, untold
from kmu_crm.ui.pages.lines import Line
from kmu_crm.ui.pages.start import words
from kmu_crm.ui.pages.start.standing import Figures, Open, Saved
from kmu_crm.ui.pages.start.tasks import TaskRow, tasks
from kmu_crm.ui.widgets import (
    Card,
    Label,
    SectionHeader,
    SkeletonBars,
    Tile,
    clear,
    column,
    lay_out,
    line,
    pieces,
    row,
    scrolled,
    tab_after,
)
from kmu_crm.value import slices
from kmu_crm.value.overview import Overview
from kmu_crm.value.slices import Slice


class Today(QWidget):
    """`go(page, place)` leads on; `profile` gives the number of a customer to open."""

    go = Signal(str, object)
    sales = Signal(object)  # a Slice: whoever is behind its revenue is wanted
    profile = Signal(int)
    refused = Signal(object)  # files of the watched folder that are not wanted

    def __init__(self) -> None:
        super().__init__()
        self._open: Open | None = None
        self._seen: Overview | None = None
        self.greeting = Label(words.greeting(datetime.now().hour, False), "hero")
        self.tiles = {name: self._tile(name, title) for name, title in _titles().items()}
        self._rules: dict[str, str] = {"risk": changes.AT_RISK, "reach": changes.REACHABLE}
        self.tasks = column(SkeletonBars(4, 64), gap=8)
        self.news = Card(_("New"), gap=2).add(SkeletonBars(5, 48))
        self.often = Card(_("Often used"), gap=0).add(SkeletonBars(4, 28))
        self.chart, self.chart_card = self._chart()
        left = column(SectionHeader(_("To do")), self.tasks, self.chart_card, gap=8)
        left.setStretch(2, 1)
        side = QWidget()
        self.questions = self._questions()
        lay_out(side, column(self.news, self.often, self.questions, 1, gap=10))
        side.setMinimumWidth(theme.px(280))
        body = row(left, side, gap=14)
        body.setStretch(0, 21)
        body.setStretch(1, 10)
        tiles = row(*self.tiles.values(), gap=10)
        for place in range(len(self.tiles)):
            tiles.setStretch(place, 1)
        page = column(self.greeting, tiles, body, gap=12, margins=(28, 16, 24, 20))
        page.setStretch(2, 1)
        lay_out(self, column(scrolled(page), gap=0))

    def _tile(self, name: str, title: str) -> Tile:
        tile = Tile(title, "…", " ", clickable=True)
        tile.clicked.connect(lambda: self._behind(name))
        return tile

    def _behind(self, name: str) -> None:
        if name == "month" and self._seen is not None:
            self.show_sales(self._seen.until[:7])
        elif name in self._rules:
            self.go.emit("customers", ("filter", self._rules[name]))

    def show_sales(self, month: object) -> None:
        """The customers behind the revenue of a month, such as `2025-11`."""
        if self._seen is not None:
            self.sales.emit(Slice(*slices.month(str(month), self._seen.until)))

    def _chart(self) -> tuple[Bars, Card]:
        chart = Bars(_("Revenue by month"), show.whole_amount, before_title=_("year before"), height=230)
        card = Card(
            _("Revenue by month"), " ", link=_("To the analysis"), on_link=lambda: self.go.emit("analysis", None)
        )
        chart.clicked.connect(self.show_sales)
        self.no_sales = Label("", "body2", wrap=True)
        self.no_sales.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.no_sales.hide()
        return chart, card.add(chart, self.no_sales)

    def _questions(self) -> Card:
        card = Card(_("Good to know"), gap=0)
        for text, place, icon in (
            (_("What do my best customers share?"), "traits", "crown"),
            (_("What is bought together?"), "together", "shopping-cart"),
        ):
            question = Line(text, icon=icon, ink="accent_text")
            question.clicked.connect(lambda place=place: self.go.emit("analysis", place))
            card.add(question)
        return card

    def show_figures(self, of: Figures) -> None:
        seen, first = of.overview, of.overview.until[:8] + "01"
        self._seen = seen
        self._rules["new"] = changes.since("first_purchase", first)
        self._month(seen)
        before = words.month(seen.by_month[-2][0]) + ": " + show.number(seen.new_customers_month_before)
        if seen.since is None:  # nought would be a claim, here and below
            self.tiles["new"].set_figure("–", _("works when invoices or orders are imported"))
        else:
            self.tiles["new"].set_figure(show.number(seen.new_customers), _until(seen), before)
        n = seen.at_risk_customers
        risk = ngettext("{n} customer", "{n} customers", n).format(n=show.number(n))
        at_risk = show.whole_amount(seen.at_risk_revenue, seen.currency)
        if seen.since is None:
            self.tiles["risk"].set_figure("–", _("works when invoices or orders are imported"))
        elif seen.told.nothing:  # who is worth how much is then unknown, too
            untold.fill(self.tiles["risk"], seen.told)
        else:
            self.tiles["risk"].set_figure(at_risk, _("classes A and B, purchase overdue"), risk, tone="warn")
        share = show.percent(of.reachable / of.customers) if of.customers else ""
        reach = _("{n} of {all}").format(n=show.number(of.reachable), all=show.number(of.customers))
        self.tiles["reach"].set_figure(reach, _("with proven consent"), share)
        self._draw(seen)

    def _month(self, seen: Overview) -> None:
        tile, change = self.tiles["month"], seen.month_revenue
        tile.caption.setText(_("Revenue in {month}").format(month=words.month(seen.until)))
        if seen.since is None:
            tile.set_figure("–", _("works when invoices or orders are imported"))
            return
        if seen.told_month.nothing:
            untold.fill(tile, seen.told_month)
            return
        note = _until(seen)
        if seen.told_years.unknown:  # what is known in part can be set against nothing
            told = " · ".join(filter(None, (note, untold.missing(seen.told_month))))
            tile.set_figure(show.whole_amount(round(change.now), seen.currency), told)
            return
        if change.before is not None:
            note = _("{until} · year before: the same days").format(until=note)
        tile.set_figure(
            show.whole_amount(round(change.now), seen.currency),
            note,
            **changes.relative(change, _("{change} on last year")),
        )

    def _draw(self, seen: Overview) -> None:
        running = seen.month_revenue
        bars = [Bar(words.month(month)[:3], cents, before, key=month) for month, cents, before in seen.by_month[:-1]]
        same_days = None if running.before is None else round(running.before)
        bars.append(Bar(words.month(seen.until)[:3], round(running.now), same_days, partial=True, key=seen.until[:7]))
        self.chart.set_data(bars)
        sold = any(bar.value or bar.before for bar in bars)
        self.chart.setVisible(sold)
        self.no_sales.setVisible(not sold)
        self.no_sales.setText(
            _("Revenue is unknown: {why}.").format(why=untold.why(seen.told_years))
            if seen.told_years.nothing
            else _("Each month with sales gets its bar once invoices or orders are imported.")
            if seen.since is None
            else _("Nothing was sold in these two years. Each month with sales gets its bar.")
        )
        best = max(seen.by_month, key=lambda one: one[1])
        self.chart.setAccessibleDescription(
            _("Twelve months; the highest is {month} with {amount}.").format(
                month=show.month(best[0]), amount=show.whole_amount(best[1], seen.currency)
            )
        )
        assert self.chart_card.header is not None
        self.chart_card.header.note.setText(
            _("stroke: year before · {month}: both {until}").format(month=words.month(seen.until), until=_until(seen))
            if sold
            else ""
        )

    def show_tasks(self, of: Open, files: Sequence[Path] = ()) -> None:
        """`files` wait in the watched folder."""
        self._open = of
        clear(self.tasks)
        todo = tasks(of, files)
        self.greeting.setText(words.greeting(datetime.now().hour, not todo))
        rows = [
            TaskRow(task, self.go.emit, first=place == 0, refuse=self.refused.emit) for place, task in enumerate(todo)
        ]
        for made in rows:
            self.tasks.addWidget(made)
        tab_after(self.tiles["reach"], [made.button for made in rows])
        if not todo:
            self.tasks.addWidget(
                Card().add(Label(_("No duplicates to check, no overdue invoices, all sources up to date."), wrap=True))
            )

    def show_files(self, files: Sequence[Path]) -> None:
        if self._open is not None:
            self.show_tasks(self._open, files)

    def show_news(self, found: list[News], today: date) -> None:
        self._fill(self.news, [_event(one, today, self.profile.emit) for one in found], lines=True)
        if not found:
            self.news.add(Label(_("Nothing has happened yet."), "caption2"))

    def show_often(self, found: list[Saved]) -> None:
        made = []
        for one in found:
            entry = Line(one.title, show.number(one.count), icon="funnel", ink="accent_text")
            entry.clicked.connect(lambda place=one.place: self.go.emit("segments", place))
            made.append(entry)
        self._fill(self.often, made)
        self.often.setVisible(bool(made))

    def _fill(self, card: Card, entries: list[Line], *, lines: bool = False) -> None:
        """In place of what stands below the card's heading."""
        while card.body.count() > 1:
            widget = card.body.takeAt(1).widget()
            widget.hide()
            widget.deleteLater()
        for place, entry in enumerate(entries):
            if lines and place:
                card.add(line())
            card.add(entry)
        tab_after(self.chart, [one for of in (self.news, self.often, self.questions) for one in _entries(of)])


def _entries(card: Card) -> list[Line]:
    """Those that stand in it now."""
    return [widget for widget in pieces(card.body) if isinstance(widget, Line)]


def _titles() -> dict[str, str]:
    return {
        "month": _("Revenue"),
        "new": _("New customers"),
        "risk": _("Revenue at risk"),
        "reach": _("Reachable by e-mail"),
    }


def _until(seen: Overview) -> str:
    """`until 23 Nov`: how far the month goes that is shown; with its year where that is over."""
    day = show.date(seen.until)
    return _("until {day}").format(day=day if seen.until[:4] != seen.as_of[:4] else day[:6].strip())


def _event(of: News, today: date, opened: Callable[[int], object]) -> Line:
    title, note, icon = words.event(of)
    entry = Line(title, words.event_time(of, today), note or " ", icon)
    entry.clicked.connect(lambda: opened(of.profile))
    return entry
