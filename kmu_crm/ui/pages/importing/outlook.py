"""What taking a file over would do."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget

from kmu_crm.desk.trial import Trial
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.sources.modes import MODES
from kmu_crm.ui import theme
from kmu_crm.ui.pages.importing import words
from kmu_crm.ui.pages.importing.happening import Happening
from kmu_crm.ui.pages.importing.tray import Item
from kmu_crm.ui.widgets import Button, Card, ElidedLabel, Label, Note, Picker, clear, column, nest, row, tab_after


class OutlookCard(Card):
    """ "What will happen": five numbers of a trial over the whole file. `ranked`: how the source shall rank (`modes`)."""

    ranked = Signal(str)

    def __init__(self, show_rows: Callable[[], object]) -> None:
        super().__init__(_("What will happen"), gap=2)
        self._row = row(gap=12)
        self._wait = Note("", "neutral")
        self._show_rows = show_rows
        self._item: Item | None = None
        self.modes = Picker(_("How this source ranks against others"))
        for name, sentence in MODES.items():
            self.modes.addItem(_(sentence), name)
        self.modes.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.mark(self.modes, small=True)
        self.modes.setFixedWidth(self.modes.fit(theme.px(340)))
        self.modes.activated.connect(self._rank)
        self.header.add(self.modes)
        self._customers = Button("", "link", on_click=self._show_customers)
        self._customers.setProperty("flush", True)
        self.add(self._row, row(self._customers, 1), self._wait)

    def show_item(self, item: Item) -> None:
        self._item = item
        self.modes.setCurrentIndex(self.modes.findData(item.mode or item.mode_before))
        self.modes.setVisible(item.state in ("trying", "ready"))
        clear(self._row)
        self.links: list[Button] = []
        self._wait.setVisible(item.trial is None)
        told = item.trial.report.customers if item.trial else None
        self._customers.setVisible(told is not None and told.changed > 0)
        if told is not None:
            self._customers.setText(words.other_values(told.changed))
        if item.trial is None:
            self._wait.set_text(self._why_waiting(item))
            return
        for figure in _numbers(item.trial):
            nest(self._row, self._figure(figure, item.trial), 1)
        tab_after(self.modes, [*self.links, self._customers])

    def _figure(self, of: "Figure", trial: Trial) -> QLayout:
        title: QWidget = ElidedLabel(of.title, "strong")
        way = self._way(of, trial)
        if way is not None:
            title = Button(of.title, "link", on_click=way)
            title.setAccessibleName(f"{of.number} {of.title}")
            title.setProperty("flush", True)
            self.links.append(title)
        return column(Label(of.number, "figure", of.tone), title, Label(of.note, "caption2", wrap=True), gap=0)

    def _way(self, of: "Figure", trial: Trial) -> Callable[[], object] | None:
        """To the rows behind the figure, where some are kept."""
        if of.outcome == "left_out":
            return self._show_rows if trial.report.refusals else None
        samples = trial.report.changes.of(of.outcome)
        if not samples:
            return None
        total = getattr(trial.report.tally, of.outcome)
        return lambda: Happening(self.window(), of.outcome, samples, total).open()

    def _show_customers(self) -> None:
        told = self._item.trial.report.customers if self._item and self._item.trial else None
        if told is not None:
            Happening(self.window(), "customers", told.samples, told.changed).open()

    def _rank(self, place: int) -> None:
        mode = self.modes.itemData(place)
        if self._item is not None and mode != (self._item.mode or self._item.mode_before):
            self.ranked.emit(mode)

    def _why_waiting(self, item: Item) -> str:
        if item.state == "unmapped":
            return _("The numbers come as soon as the columns are assigned.")
        return _("The program tries the whole file: {percent}. Nothing is changed by that.").format(
            percent=show.percent(item.tried)
        )


class Figure(NamedTuple):
    """`outcome`: whose rows can be looked at ("" for none)."""

    number: str
    title: str
    note: str
    tone: str
    outcome: str = ""


def _numbers(trial: Trial) -> list[Figure]:
    report, tally = trial.report, trial.report.tally
    customers = report.customers
    made = {
        "customers": words.new_customers(customers.new) if customers else _("before matching"),
        "documents": words.new_customers(customers.new) if customers and customers.new else _("documents are added"),
        "articles": _("articles are added"), "history": _("with known customers"),
    }[trial.kind]  # fmt: skip
    fourth = Figure(show.number(report.rows), _("rows"), _("in this file"), "")
    if trial.kind == "documents":
        items = (
            ngettext("{n} item", "{n} items", report.lines).format(n=show.number(report.lines))
            if report.lines
            else _("without items")
        )
        fourth = Figure(show.number(report.facts), _("documents"), items, "")
    left = Figure(
        show.number(trial.left_out),
        _("left out"),
        _("see problems") if trial.left_out else _("nothing"),
        "warn" if trial.left_out else "muted",
        "left_out",
    )
    newer = words.changed_most(report.changes.counts) or _("with newer values")
    return [
        Figure(show.number(tally.new), words.new_entries(tally.new), made, "ok" if tally.new else "muted", "new"),
        Figure(show.number(tally.updated), _("updated"), newer, "info" if tally.updated else "muted", "updated"),
        Figure(show.number(tally.unchanged), _("unchanged"), _("as they are already"), "muted", "unchanged"),
        fourth,
        left,
    ]
