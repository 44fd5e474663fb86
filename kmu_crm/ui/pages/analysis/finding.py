"""A card of the analysis: a heading with its menu, and a chart, or from when there will be one."""

from sqlite3 import Connection
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from kmu_crm.i18n import _
from kmu_crm.ui.charts import Chart, chart_menu
from kmu_crm.ui.pages.analysis import sheets
from kmu_crm.ui.widgets import Card, Label, SkeletonBars


class Finding(Card):
    """Subclasses give `title`, `how` (how it is worked out), the question `ask`, and `fill`, which takes the answer.

    `rule` is of the customers behind the whole chart, "" where there are none to show."""

    id, title, how, rule = "", "", "", ""
    wanted = Signal(str)  # the rule of customers to show
    go = Signal(str, object)

    def __init__(self, chart: Chart, note: str = "") -> None:
        super().__init__(self.title)
        self.chart = chart
        self._bars, self._lacking = SkeletonBars(4, 46), Label("", "body2", wrap=True)
        self._places = QStackedWidget()
        for place in (self._bars, chart, self._lacking):
            self._places.addWidget(place)
        self.note = Label(note, "caption2", wrap=True)
        self.note.setVisible(bool(note))
        self.add(self._places, self.note)
        self.body.setStretch(1, 1)
        self._add_menu()
        chart.clicked.connect(self.clicked)

    def ask(self, db: Connection) -> Any:
        """Off the window's thread."""
        raise NotImplementedError

    def fill(self, answer: Any) -> None:
        """Ends in `show_chart` or `lack`."""
        raise NotImplementedError

    def clicked(self, key: object) -> None:
        """A part of the chart was clicked."""

    def show_chart(self, sentence: str) -> None:
        """The sentence says to ears what the chart says to eyes."""
        self.chart.setAccessibleDescription(sentence)
        self._places.setCurrentWidget(self.chart)
        self.note.setVisible(bool(self.note.text()))
        self.menu.show()

    def lack(self, text: str) -> None:
        """Too little data: says from when there will be something."""
        self._lacking.setText(text)
        self._places.setCurrentWidget(self._lacking)
        self.note.hide()
        self.menu.hide()

    def is_shown(self) -> bool:
        return self._places.currentWidget() is self.chart

    def _add_menu(self) -> None:
        customers = (lambda: self.wanted.emit(self.rule)) if self.rule else None
        self.menu = chart_menu(
            self.chart,
            lambda picture: sheets.save_picture(self.window(), self.title, picture),
            lambda rows: sheets.show_table(self.window(), self.title, rows),
            customers,
        )
        self.menu.menu().addAction(_("How this is worked out"), self.explain)
        self.menu.hide()
        assert self.header is not None
        self.header.add(self.menu)

    def explain(self) -> None:
        sheets.show_words(self.window(), _("How this is worked out"), [(self.title, self.how)])
