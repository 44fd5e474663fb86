"""Every import there ever was, each of which can be taken back."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from kmu_crm.fields import show
from kmu_crm.i18n import _
from kmu_crm.sources import queries
from kmu_crm.sources.queries import ImportLine
from kmu_crm.sources.recording.problems import sentence
from kmu_crm.ui import theme
from kmu_crm.ui.pages.importing import words
from kmu_crm.ui.pages.importing.saving import save_left_rows
from kmu_crm.ui.session import Session
from kmu_crm.ui.tables import Choice, Column, PagedTable, Table, Tagged
from kmu_crm.ui.widgets import Card, Label, SearchField


class HistoryCard(Card):
    """All imports, newest first."""

    undo = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(_("All imports"), flush=True, gap=6)
        self._session, self._lines = session, []
        self.search = SearchField(_("Search"), _("Search imports"), small=True)
        self.search.setFixedWidth(theme.px(170))
        self.search.searched.connect(lambda _text: self._narrow())
        self.header.add(self.search)
        self.model = PagedTable(self._columns(), lambda ids: [line for line in self._lines if line.id in set(ids)])
        self.table = Table(self.model, _("All imports"), compact=True)
        self.table.cell_clicked.connect(self._click)
        self.table.opened.connect(self._open)
        self.table.menu_requested.connect(self._show_menu)
        self._empty = Label(_("Nothing has been imported yet."), "caption2")
        self._empty.setContentsMargins(14, 4, 14, 12)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.add(self.table, self._empty)
        self.setMinimumHeight(theme.px(150))

    def _columns(self) -> list[Column]:
        return [
            Column("at", _("Imported at"), "date", lambda line: show.moment(line.at), 148),
            Column("file", _("File"), "icon", lambda line: Choice(line.file, words.file_icon(line.file), "text2"), 0),
            Column(
                "program",
                _("Program"),
                "text",
                lambda line: line.title,
                180,
                hidden_below=760,
            ),
            Column("rows", _("Rows"), "number", _number("rows"), 74),
            Column("new", _("New"), "number", _number("new"), 70),
            Column("updated", _("Changed"), "number", _number("updated"), 82),
            Column("left_out", _("Left out"), "number", _number("left_out"), 96, spoken=_why_left_out),
            Column("state", _("State"), "chip", _state, 136),
            Column("undo", "", "icon", _way_back, 40, spoken=_way_back_words),
        ]

    def refresh(self) -> None:
        self._lines = [line for line in queries.imports(self._session.db) if line.format != "entry"]
        self._empty.setVisible(not self._lines)
        self.table.setVisible(bool(self._lines))
        self.search.setVisible(len(self._lines) > 5)
        self._narrow()

    def _narrow(self) -> None:
        typed = self.search.text().casefold()
        self.model.set_ids([line.id for line in self._lines if typed in f"{line.file} {line.title}".casefold()])

    def _click(self, number: int, name: str) -> None:
        if does := self._ways(number).get(name):
            does()

    def _ways(self, number: int) -> dict[str, Callable[[], object]]:
        """Column -> what a click there does."""
        line = next(one for one in self._lines if one.id == number)
        ways: dict[str, Callable[[], object]] = {}
        if line.refused:
            ways["left_out"] = lambda: save_left_rows(self, self._session, line)
        if line.state == "done":
            ways["undo"] = lambda: self.undo.emit([number])
        return ways

    def _open(self, number: int) -> None:
        """Enter does what a click on the cell does; elsewhere in the line it asks what is meant."""
        name = self.model.columns[self.table.currentIndex().column()].name
        if name in self._ways(number):
            self._click(number, name)
            return
        cell = self.table.visualRect(self.table.currentIndex())
        self._show_menu(number, self.table.viewport().mapToGlobal(cell.bottomLeft()))

    def _show_menu(self, number: int, at: QPoint) -> None:
        words = {"left_out": _("Rows left out as Excel …"), "undo": _("Undo import …")}
        self.menu = QMenu(self)
        self.menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, does in self._ways(number).items():
            self.menu.addAction(words[name], does)
        if self.menu.isEmpty():
            self.menu.deleteLater()
            return
        self.menu.setActiveAction(self.menu.actions()[0])
        self.menu.popup(at)


def _number(name: str) -> Callable[[ImportLine], str]:
    return lambda line: show.number(getattr(line, name))


def _why_left_out(line: ImportLine) -> str:
    """With the way to the rows that are kept, and why the others were passed over."""
    reasons = [f"{sentence(reason)} ({show.number(count)})" for reason, count in line.skipped.items()]
    if line.refused:
        reasons.insert(0, _("with a fault, to be saved with their reasons ({n})").format(n=show.number(line.refused)))
    return f"{show.number(line.left_out)}: {', '.join(reasons)}" if reasons else show.number(line.left_out)


def _way_back(line: ImportLine) -> Choice | None:
    return Choice("", "undo-2") if line.state == "done" else None


def _way_back_words(line: ImportLine) -> str:
    return _("Undo …") if line.state == "done" else ""


def _state(line: ImportLine) -> Tagged:
    return Tagged(_("taken over"), "ok") if line.state == "done" else Tagged(_("undone"), "neutral")
