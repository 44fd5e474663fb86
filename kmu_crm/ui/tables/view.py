"""The view: rows of one height, no grid but lines, a bar at the left of the selected row."""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from kmu_crm.ui import fonts, theme
from kmu_crm.ui.tables.cells import PADDING, CellDelegate
from kmu_crm.ui.tables.columns import RIGHT, Column, plain
from kmu_crm.ui.tables.model import PagedTable

LEAST = 150  # px for the names of a list
DOT, CHIP = 15, 16  # px before a phase, and around the words of a chip


def fitting(column: Column) -> int:
    """The column's width, more where its head or the words it may hold need it."""
    font, beside = (fonts.font("micro", weight=600), CHIP) if column.kind == "chip" else (fonts.font("body"), DOT)
    widest = max((QFontMetrics(font).horizontalAdvance(word) + theme.px(beside) for word in column.fits), default=0)
    # Numbers are sorted by most often, and their heads, at the right, lose their beginning.
    head = f"{column.title} ↓" if column.sortable and column.kind in RIGHT else column.title
    return max(theme.px(column.width), head_width(head), widest + 2 * theme.px(PADDING) + 1)


def head_width(title: str) -> int:
    """What a column's head needs; nothing where it has no words."""
    words = QFontMetrics(fonts.font("caption", weight=600)).horizontalAdvance(title)
    return words + 2 * theme.px(PADDING) + 1 if title else 0


class Table(QTableView):
    """`name` is read aloud. `opened`: Enter or double click. `current_changed`: the row one stands on.
    `cell_clicked`: (id, column name).
    `sort_requested`: (column name, descending) for a sortable column's head. `menu_requested`: (id, global position).

    `find_prefix(text)` gives the row whose name begins so; without it the lines fetched so far are searched."""

    opened, current_changed = Signal(object), Signal(object)
    cell_clicked = Signal(object, str)
    sort_requested = Signal(str, bool)
    menu_requested = Signal(object, QPoint)

    def __init__(
        self,
        model: PagedTable,
        name: str,
        *,
        compact: bool = False,
        find_prefix: Callable[[str], int | None] | None = None,
    ) -> None:
        super().__init__()
        self._find_prefix = find_prefix
        self._hidden: set[int] = set()
        self._more = 0  # px that wide words take beyond the widths of their columns
        self._zoom = theme.current.zoom  # that the widths are for
        self._given: dict[int, tuple[float, int]] = {}  # column -> (px at 100 %, what it came to last)
        self.setModel(model)
        self.setAccessibleName(name)
        self.cells = CellDelegate(self, model.columns)
        self.setItemDelegate(self.cells)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalHeader().hide()  # visible, a reset to fewer rows takes seconds at a million
        self.verticalHeader().setMinimumSectionSize(16)  # later it would walk over every row
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._arrange_header()
        self.set_compact(compact)
        self.doubleClicked.connect(lambda index: self.opened.emit(model.id_at(index.row())))
        self.clicked.connect(self._click)
        model.modelReset.connect(self._hide_columns)
        model.headerDataChanged.connect(self._widen)

    def set_compact(self, compact: bool) -> None:
        """Rows of 30 px instead of 42."""
        self.compact = compact
        sizes = theme.current.tokens.size
        tall = theme.px(sizes["row_compact" if compact else "row_normal"])
        self.horizontalHeader().setFixedHeight(theme.px(sizes["table_header"]))
        if self.verticalHeader().defaultSectionSize() != tall:  # touches every row: no more often than needed
            self.verticalHeader().setDefaultSectionSize(tall)

    def current_id(self) -> int | None:
        return self.model().id_at(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def go_to(self, wanted: int) -> bool:
        """Selects the row with this id and brings it into view."""
        row = self.model().row_of(wanted)
        if row is not None:
            self.selectRow(row)
            self.scrollTo(self.model().index(row, 0))
        return row is not None

    def _arrange_header(self) -> None:
        header, columns = self.horizontalHeader(), self.model().columns
        self._measure()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._sort)
        for place, column in enumerate(columns):
            stretch = column.width == 0
            header.setSectionResizeMode(
                place, QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.Interactive
            )
            if not stretch:
                header.resizeSection(place, fitting(column))

    def widen_heads(self) -> None:
        """Widths that were kept may be for the shorter words of another language."""
        self._widen(Qt.Orientation.Horizontal, 0, len(self.model().columns) - 1)

    def _widen(self, _orientation: Qt.Orientation, first: int, last: int) -> None:
        """For the arrow that tells the order."""
        header = self.horizontalHeader()
        for place in range(first, last + 1):
            needed = head_width(str(self.model().headerData(place, Qt.Orientation.Horizontal)))
            fixed = self.model().columns[place].width and not header.isSectionHidden(place)  # hidden, it tells no size
            if fixed and header.sectionSize(place) < needed:
                header.resizeSection(place, needed)

    def _sort(self, section: int) -> None:
        column, (name, descending) = self.model().columns[section], self.model().sorted_by()
        if column.sortable:
            self.sort_requested.emit(
                column.name, not descending if name == column.name else column.kind in ("money", "number", "date")
            )

    def _click(self, index: QModelIndex) -> None:
        column = self.model().columns[index.column()]
        if column.kind == "check":
            self.model().toggle(index.row())
        self.cell_clicked.emit(self.model().id_at(index.row()), column.name)

    def _hide_columns(self) -> None:
        for place, column in enumerate(self.model().columns):
            if column.hidden_below or place in self._hidden:
                self._set_hidden(
                    place, place in self._hidden or self.width() < theme.px(column.hidden_below) + self._more
                )

        self._keep_names()

    def _keep_names(self) -> None:
        """The column that takes what room is left, names mostly, is never narrower than can be read: one scrolls sideways then."""
        header, columns = self.horizontalHeader(), self.model().columns
        shown = [place for place in range(len(columns)) if not header.isSectionHidden(place)]
        room = self.viewport().width() - sum(header.sectionSize(place) for place in shown if columns[place].width)
        for place in (place for place in shown if not columns[place].width):
            fits, least = room >= theme.px(LEAST), theme.px(LEAST)
            modes = QHeaderView.ResizeMode
            header.setSectionResizeMode(place, modes.Stretch if fits else modes.Interactive)
            if not fits:
                header.resizeSection(place, max(room, least))
            bars = Qt.ScrollBarPolicy
            self.setHorizontalScrollBarPolicy(bars.ScrollBarAlwaysOff if fits else bars.ScrollBarAsNeeded)

    def hide_column(self, place: int, hidden: bool) -> None:
        """By hand; stays hidden whatever the width."""
        if hidden == (place in self._hidden):
            return  # else all rows are laid out and painted anew
        self._hidden = self._hidden | {place} if hidden else self._hidden - {place}
        self._set_hidden(place, hidden)
        self._measure()
        self._hide_columns()

    def _set_hidden(self, place: int, hidden: bool) -> None:
        before = self.isColumnHidden(place)
        self.setColumnHidden(place, hidden)
        if before and not hidden:
            self._widen(Qt.Orientation.Horizontal, place, place)

    def _hover(self, row: int) -> None:
        if row != self.cells.hovered:
            self.cells.hovered = row
            self.viewport().update()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != previous.row():
            self.current_changed.emit(self.model().id_at(current.row()))
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "compact"):
            self._follow_zoom()

    def _follow_zoom(self) -> None:
        """Columns keep what was made of them by hand."""
        if self._zoom == theme.current.zoom:
            return
        self.set_compact(self.compact)
        self.scale_columns(self._zoom, theme.current.zoom)
        self._zoom = theme.current.zoom
        self._hide_columns()

    def scale_columns(self, before: float, now: float) -> None:
        """From one zoom to another, and back again without a pixel lost."""
        header, given = self.horizontalHeader(), self._given
        for place, column in enumerate(self.model().columns):
            if column.width:
                whole, last = given.get(place, (fitting(column) / now, 0))
                if not header.isSectionHidden(place) and header.sectionSize(place) != last:
                    whole = header.sectionSize(place) / before
                given[place] = (whole, round(whole * now))
        self._measure()  # not before: it would widen what is narrower than is allowed now
        for place, (_whole, wide) in given.items():
            header.resizeSection(place, wide)

    def _measure(self) -> None:
        shown = (one for place, one in enumerate(self.model().columns) if one.width and place not in self._hidden)
        self._more = sum(fitting(one) - theme.px(one.width) for one in shown)
        self.horizontalHeader().setMinimumSectionSize(theme.px(28))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._hide_columns()
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.opened.emit(self.model().id_at(row))
        elif event.key() == Qt.Key.Key_Space and any(column.kind == "check" for column in self.model().columns):
            self.model().toggle(row)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if keyboard else self.indexAt(event.pos())
        if index.isValid():
            at = self.visualRect(index).bottomLeft() if keyboard else event.pos()
            self.menu_requested.emit(self.model().id_at(index.row()), self.viewport().mapToGlobal(at))

    def keyboardSearch(self, text: str) -> None:
        """Jumps to the row whose name begins so, without fetching every page on the way."""
        if self._find_prefix:
            row = self._find_prefix(text)
        else:
            named = next(
                (column for column in self.model().columns if column.kind in ("person", "strong", "text")),
                self.model().columns[0],
            )
            starts = (
                row
                for row, line in self.model().loaded()
                if plain(named.value(line)).casefold().startswith(text.casefold())
            )
            row = next(starts, None)
        if row is not None:
            self.selectRow(row)

    def copy(self) -> None:
        """The selected rows as a table: for spreadsheets and for letters."""
        shown = [column for column in self.model().columns if column.kind != "check"]
        lines = [self.model().line(index.row()) for index in self.selectionModel().selectedRows()]
        rows = [[column.title for column in shown]] + [
            [plain(column.value(line)) for column in shown] for line in lines if line
        ]
        data = QMimeData()
        data.setText("\n".join("\t".join(row) for row in rows))
        data.setHtml(
            "<table>"
            + "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
            + "</table>"
        )
        QGuiApplication.clipboard().setMimeData(data)
