"""A card of the analysis: a heading with its menu, and a chart, or from when there will be one."""

from abc import abstractmethod
from sqlite3 import Connection
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kmu_crm.i18n import _
from kmu_crm.ui.charts import Chart, chart_menu
from kmu_crm.ui.pages.analysis import sheets
from kmu_crm.ui.pages.analysis.report import Picture
from kmu_crm.ui.widgets import Card, Label, SkeletonBars
from kmu_crm.value.slices import Slice


class Finding(Card):
    """Subclasses give `title`, `how` (how it is worked out), the question `ask`, and `fill`, which takes the answer.

    `rule` is of the customers behind the whole chart, "" while there are none to show."""

    id, title, how, rule = "", "", "", ""
    anytime = False  # the chosen period does not apply
    broad, PAPER_TALL = False, 190  # in a report: over the whole width, and how tall where the chart does not say
    by_sales = True  # its customers are those who bought in what the filters leave
    wanted = Signal(str)  # the rule of customers to show
    within = Signal(str, str, str)  # a rule, and two days that they bought between
    by_documents = False  # also whoever only gave back within those days: the chart shows revenue
    go = Signal(str, object)

    def __init__(self, chart: Chart, *, content: QWidget | None = None, grows: bool = False) -> None:
        super().__init__(self.title)
        self.chart, self.note = chart, Label("", "caption2", wrap=True)
        self._content, self._bars, self._lacking = content or chart, SkeletonBars(4, 46), Label("", "body2", wrap=True)
        self.add(self._bars, self._content, self._lacking, self.note)
        if grows:
            self.body.setStretch(2, 1)
        else:
            self.body.addStretch(1)
        self._add_menu()
        self._show(self._bars)
        chart.clicked.connect(self.clicked)

    def ask(self, db: Connection, of: Slice) -> Any:
        """Off the window's thread; `of` is what the page's filters leave."""

    @abstractmethod
    def fill(self, answer: Any) -> None:
        """Ends in `show_chart` or `lack`."""

    def clicked(self, key: object) -> None:
        """A part of the chart was clicked."""

    def show_chart(self, sentence: str, note: str = "") -> None:
        """The sentence says to ears what the chart says to eyes; the note stands below."""
        self.chart.setAccessibleDescription(sentence)
        self.note.setText(note)
        self._show(self._content)

    def lack(self, text: str) -> None:
        """Too little data: says from when there will be something."""
        self._lacking.setText(text)
        self._show(self._lacking)

    def is_shown(self) -> bool:
        return not self._content.isHidden()

    def _show(self, place: QWidget) -> None:
        for widget in (self._bars, self._content, self._lacking):
            widget.setVisible(widget is place)
        self.menu.setVisible(place is self._content)
        self.customers.setVisible(bool(self.rule))
        self.note.setVisible(place is self._content and bool(self.note.text()))

    def sentence(self) -> str:
        """What the chart says, or from when it will."""
        if not self.is_shown():
            return self._lacking.text()
        return "\n".join(filter(None, (self.chart.accessibleDescription(), self.note.text())))

    def on_paper(self) -> Picture:
        tall = self.chart.minimumHeight() or self.PAPER_TALL
        return Picture(self.title, self.sentence(), self.chart if self.is_shown() else None, tall, self.broad)

    def _add_menu(self) -> None:
        self.menu = chart_menu(
            self.chart,
            lambda picture: sheets.save_picture(self.window(), self.title, picture),
            lambda rows: sheets.show_table(self.window(), self.title, rows),
        )
        self.customers = self.menu.menu().addAction(_("Show customers"), lambda: self.wanted.emit(self.rule))
        self.menu.menu().addAction(_("How this is worked out"), self.explain)
        assert self.header is not None
        self.header.add(self.menu)

    def explain(self) -> None:
        sheets.show_words(self.window(), _("How this is worked out"), [(self.title, self.how)])
