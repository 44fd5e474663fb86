"""The model behind every table: ids of all rows, contents only of the pages on screen."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from kmu_crm.i18n import _
from kmu_crm.ui.tables.columns import Column, plain
from kmu_crm.ui.tips import tip

CELL = Qt.ItemDataRole.UserRole
_DISPLAY, _SPOKEN, _CHECK = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.CheckStateRole,
)
_SERVED = {CELL, _DISPLAY, _SPOKEN, _CHECK, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.TextAlignmentRole}


class PagedTable(QAbstractTableModel):
    """`fetch` gets up to `PAGE` ids and returns their lines in any order; a line missing was deleted since the list
    was made.

    `checked_changed` gives the set of ids ticked in the check column."""

    PAGE = 128
    KEPT = 64  # pages: some 8,000 lines
    checked_changed = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column],
        fetch: Callable[[Sequence[int]], Iterable[object]],
        key: Callable[[object], int] = lambda line: line.id,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = list(columns)
        self._fetch, self._key = fetch, key
        self._named = next(place for place, column in enumerate(self.columns) if column.kind != "check")
        self._ids: Sequence[int] = ()
        self._rows = 0  # more than ids, while those of the last ones follow
        self._all_wanted = False
        self._pages: OrderedDict[int, dict[int, object]] = OrderedDict()
        self._checked: set[int] = set()
        self._sorted: tuple[str, bool] = ("", False)

    @classmethod
    def of(cls, columns: Sequence[Column], lines: Sequence[object]) -> "PagedTable":
        """A short table whose lines are all at hand; a row's id is its place."""
        places = {id(line): place for place, line in enumerate(lines)}
        model = cls(columns, lambda ids: [lines[place] for place in ids], key=lambda line: places[id(line)])
        model.set_ids(range(len(lines)))
        return model

    def set_ids(self, ids: Sequence[int], rows: int | None = None) -> None:
        """Another list, or the same in another order. Ticks stay with their ids. `rows`: how many there are, where those
        at the end come only with `fill`."""
        self.beginResetModel()
        self._ids, self._rows = ids, len(ids) if rows is None else rows
        self._pages.clear()
        self._all_wanted = False
        self.endResetModel()

    def fill(self, ids: Sequence[int]) -> bool:
        """The whole of a list that was begun: rows stay where they are. False where it begins in another way."""
        known, rows = len(self._ids), self._rows
        if len(ids) < rows or list(ids[:known]) != list(self._ids):
            return False
        if len(ids) > rows:
            self.beginInsertRows(QModelIndex(), rows, len(ids) - 1)
        self._ids, self._rows = ids, len(ids)
        self._pages.pop(known // self.PAGE, None)  # it may have held but half of its rows
        if len(ids) > rows:
            self.endInsertRows()
        if rows > known:
            self.dataChanged.emit(self.index(known, 0), self.index(rows - 1, self.columnCount() - 1))
        if self._all_wanted:
            self.check_all()
        return True

    def is_whole(self) -> bool:
        return len(self._ids) == self._rows

    def ids(self) -> Sequence[int]:
        return self._ids

    def refresh(self) -> None:
        """Fetches again what is shown; rows stay where they are."""
        self._pages.clear()
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def id_at(self, row: int) -> int | None:
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, wanted: int) -> int | None:
        try:
            return self._ids.index(wanted)
        except ValueError:
            return None

    def line(self, row: int) -> object | None:
        """The row's content, fetched with its page; None where it is gone, or still to come."""
        if row >= len(self._ids):
            return None
        number = row // self.PAGE
        page = self._pages.get(number)
        if page is None:
            wanted = self._ids[number * self.PAGE : (number + 1) * self.PAGE]
            page = self._pages[number] = {self._key(line): line for line in self._fetch(wanted)}
            if len(self._pages) > self.KEPT:
                self._pages.popitem(last=False)
        elif len(self._pages) > 1:
            self._pages.move_to_end(number)
        return page.get(self._ids[row])

    def loaded(self) -> Iterable[tuple[int, object]]:
        """(row, line) of what has been fetched so far, in order of rows."""
        for number in sorted(self._pages):
            for row in range(number * self.PAGE, min((number + 1) * self.PAGE, len(self._ids))):
                if line := self._pages[number].get(self._ids[row]):
                    yield row, line

    def checked(self) -> set[int]:
        return set(self._checked)

    def set_checked(self, ids: Iterable[int]) -> None:
        self._checked = set(ids)
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0), [_CHECK])
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
        self.checked_changed.emit(self.checked())

    def check_all(self) -> None:
        """Of a list that was begun once the rest is there."""
        self._all_wanted = not self.is_whole()
        if not self._all_wanted:
            self.set_checked(self._ids)

    def toggle(self, row: int) -> None:
        wanted = self.id_at(row)
        if wanted is not None:
            self.set_checked(self._checked ^ {wanted})

    def set_sorted(self, name: str, descending: bool) -> None:
        """Only shows the arrow; the list itself comes sorted by `set_ids`."""
        self._sorted = (name, descending)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def sorted_by(self) -> tuple[str, bool]:
        return self._sorted

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._rows

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: QModelIndex, role: int = _DISPLAY) -> object:
        if role not in _SERVED:
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.alignment()
        if column.kind == "check":
            return self._check_data(index.row(), role)
        line = self.line(index.row())
        if line is None:
            gone = role == _DISPLAY and index.column() == self._named and index.row() < len(self._ids)
            return _("deleted") if gone else None
        if role == CELL:
            return column.value(line)
        if role == _DISPLAY:
            return plain(column.value(line))
        if role == _SPOKEN:
            return f"{column.title}: {column.words(line)}"
        return (
            tip(column.words(line))
            if role == Qt.ItemDataRole.ToolTipRole and (column.spoken or column.kind == "consent")
            else None
        )

    def _check_data(self, row: int, role: int) -> object:
        ticked = self.id_at(row) in self._checked
        if role in (CELL, _CHECK):
            return ticked if role == CELL else (Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        return (_("selected") if ticked else _("not selected")) if role == _SPOKEN else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == _DISPLAY:
            arrow = (" ↓" if self._sorted[1] else " ↑") if column.name == self._sorted[0] else ""
            return column.title + arrow
        return column.alignment() if role == Qt.ItemDataRole.TextAlignmentRole else None
