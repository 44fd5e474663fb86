"""Which columns the list shows and how high its rows are: chosen by hand, remembered for each customer file."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from kmu_crm.i18n import _
from kmu_crm.ui.pages.customers.columns import FURTHER, MARGIN, OPTIONAL
from kmu_crm.ui.session import Session
from kmu_crm.ui.tables import Table
from kmu_crm.ui.widgets import Button


class Arrangement:
    """`density` is the button at the foot; `keep` and `kept` also hold what else the list remembers."""

    def __init__(self, table: Table, session: Session) -> None:
        self._table, self._window = table, session.window
        self.columns: dict[str, QAction] = {}
        self.density = Button("", "link", small=True, on_click=self.toggle_density)
        self._say_density()

    def menu(self, parent: QWidget) -> QMenu:
        """A tick for each column that may be left out."""
        menu = QMenu(parent)
        for place, one in enumerate(self._table.model().columns):
            if one.name in FURTHER and FURTHER[0] == one.name:
                menu.addSeparator()
            if one.name in (*OPTIONAL, *FURTHER):
                action = self.columns[one.name] = menu.addAction(one.title)
                action.setCheckable(True)
                action.setChecked(one.name in OPTIONAL)
                self._table.hide_column(place, one.name in FURTHER)
                action.toggled.connect(lambda on, place=place: self._show_column(place, on))
        return menu

    def show_contribution(self, on: bool) -> None:
        """While the list is asked by it; the last purchase then makes room."""
        last, places = self.columns["last_purchase"], self._table.model().columns
        for place, one in enumerate(places):
            if one.name == MARGIN:
                self._table.hide_column(place, not on)
            elif one.name == "last_purchase":
                self._table.hide_column(place, on or not last.isChecked())

    def toggle_density(self) -> None:
        self._table.set_compact(not self._table.compact)
        self._say_density()
        self.keep("compact", self._table.compact)

    def keep(self, name: str, value: object) -> None:
        """For the next time this file is opened."""
        if self._window is not None:
            self._window.state.set(f"customers.{name}", value)

    def kept(self, name: str) -> object:
        return self._window.state.get(f"customers.{name}") if self._window is not None else None

    def restore(self) -> None:
        """Height of rows, columns and their widths, as they were left."""
        if self._window is None:
            return
        if self.kept("compact"):
            self.toggle_density()
        self._window.state.remember_columns("customers.columns", self._table)
        further = self.kept("further")
        for name in further if isinstance(further, list) else ():
            if name in FURTHER:
                self.columns[name].setChecked(True)
        hidden = self.kept("hidden")
        for name in hidden if isinstance(hidden, list) else ():
            if name in self.columns:
                self.columns[name].setChecked(False)

    def _show_column(self, place: int, on: bool) -> None:
        self._table.hide_column(place, not on)
        self.keep("hidden", [name for name in OPTIONAL if not self.columns[name].isChecked()])
        self.keep("further", [name for name in FURTHER if self.columns[name].isChecked()])

    def _say_density(self) -> None:
        self.density.setText(_("compact") if self._table.compact else _("normal"))
        self.density.setAccessibleName(_("Height of rows: {height}").format(height=self.density.text()))
