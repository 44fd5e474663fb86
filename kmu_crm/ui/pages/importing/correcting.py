"""The rows behind a problem, in a sheet over the page; a cell is corrected where it stands."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QWidget

from kmu_crm.desk.problem_rows import SHOWN, ProblemRow
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.sources.choices import Mend
from kmu_crm.sources.recording.problems import sentence
from kmu_crm.ui.overlay import PassingOverlay
from kmu_crm.ui.tables import Choice, Column, PagedTable, Table
from kmu_crm.ui.widgets import Button, Label, column, lay_out, row

_EDIT = Qt.ItemDataRole.EditRole


class _Rows(PagedTable):
    """`typed`: cells as a person wants them, by the place of their row."""

    changed = Signal()

    @classmethod
    def open_for(cls, rows: Sequence[ProblemRow], columns: Sequence[Column]) -> "_Rows":
        made = cls(columns, lambda ids: [(place, rows[place]) for place in ids], key=lambda line: line[0])
        made.rows, made.typed = rows, {}
        made.set_ids(range(len(rows)))
        return made

    def mends(self) -> list[Mend]:
        pairs = [(self.rows[place], text) for place, text in self.typed.items()]
        return [Mend(one.row, str(one.column), text) for one, text in pairs if text != one.text]

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        found = super().flags(index)
        editable = self.columns[index.column()].name == "value" and self.rows[index.row()].open
        return found | Qt.ItemFlag.ItemIsEditable if editable else found

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == _EDIT and self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return self.typed.get(index.row(), self.rows[index.row()].text)
        return super().data(index, role)

    def setData(self, index: QModelIndex, value: object, role: int = _EDIT) -> bool:
        if role != _EDIT:
            return False
        self.typed[index.row()] = str(value)
        self.dataChanged.emit(index, index)
        self.changed.emit()
        return True


class ProblemRows(PassingOverlay):
    """`corrected`: the cells that were changed, when the sheet is closed by its button."""

    corrected = Signal(object)

    def __init__(self, window: QWidget, title: str, rows: Sequence[ProblemRow], count: int) -> None:
        super().__init__(window, 900, 540)
        self.model = _Rows.open_for(rows, self._columns())
        self.table = Table(self.model, title, compact=True)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.table.cell_clicked.connect(lambda place, name: self.edit(place) if name == "value" else None)
        self.table.opened.connect(self.edit)
        self.model.changed.connect(self._count)
        self.leave = Button(_("Close"), on_click=self.close_up)
        self.use = Button(_("Use corrections"), "primary", "check", on_click=self._use)
        can = any(one.open for one in rows)
        note = _("Click a value to correct it. The file itself stays as it is; after the import the rows still left out can"
                 " be saved as an Excel file.")  # fmt: skip
        told = [Label(note if can else _("These rows cannot be corrected cell by cell."), "caption2", wrap=True)]
        if count > len(rows):
            shown, total = show.number(min(len(rows), SHOWN)), show.number(count)
            told.append(Label(_("The first {shown} of {total} rows.").format(shown=shown, total=total), "caption2"))
        head, foot = Label(title, "section", wrap=True), row(1, self.leave, self.use, gap=10)
        lay_out(self.dialog, column(head, *told, self.table, foot, gap=10, margins=(22, 18, 20, 16)))
        self._count()

    def _columns(self) -> list[Column]:
        return [
            Column("line", _("Line"), "number", lambda line: show.number(line[1].line or line[1].row), 80),
            Column("reason", _("Reason"), "text", lambda line: sentence(line[1].code), 230, hidden_below=760),
            Column("column", _("Column"), "text", lambda line: line[1].column or "", 150),
            Column("value", _("Value"), "icon", lambda line: self._value(*line), 190, spoken=self._spoken),
            Column("cells", _("Row"), "quiet", lambda line: " · ".join(cell for cell in line[1].cells if cell), 0),
        ]

    def _value(self, place: int, one: ProblemRow) -> Choice:
        text = self.model.typed.get(place, one.text or "").strip()
        if not one.open:
            return Choice(text, "", "text")
        return Choice(
            text, "check" if place in self.model.typed else "pencil", "ok" if place in self.model.typed else "text2"
        )

    def _spoken(self, line: tuple[int, ProblemRow]) -> str:
        said = self._value(*line).text or _("empty")
        return _("{value}. Enter corrects it.").format(value=said) if line[1].open else said

    def edit(self, place: int) -> None:
        """Opens the cell for typing; the Enter that closes it comes here, too."""
        if self.table.findChild(QLineEdit) is not None:
            return
        names = [one.name for one in self.model.columns]
        index = self.model.index(place, names.index("value"))
        if self.model.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.table.setCurrentIndex(index)
            self.table.edit(index)

    def _count(self) -> None:
        n = len(self.model.mends())
        self.use.setVisible(n > 0)
        self.leave.setText(_("Discard") if n else _("Close"))
        self.use.setText(ngettext("Use {n} correction", "Use {n} corrections", n).format(n=show.number(n)))

    def _use(self) -> None:
        mends = self.model.mends()
        self.close_up()
        self.corrected.emit(mends)
