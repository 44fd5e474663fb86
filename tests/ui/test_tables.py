from look_shell import customers, lines
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHeaderView

from kmu_crm.ui import fonts, theme
from kmu_crm.ui.tables import Column, PagedTable, Table
from kmu_crm.ui.tables.cells import in_two
from kmu_crm.ui.tables.view import fitting, head_width
from kmu_crm.ui.window_state import WindowState


class Asked:
    """Remembers which ids were fetched."""

    def __init__(self):
        self.ids = []

    def __call__(self, ids):
        self.ids.extend(ids)
        return lines(ids)


def shown(qtbot, table):
    qtbot.addWidget(table)
    table.resize(700, 600)
    table.show()
    qtbot.waitExposed(table)
    table.grab()
    return table


def test_only_what_is_shown_is_fetched(qtbot):
    asked = Asked()
    table = shown(qtbot, customers(1_000_000, asked))
    assert set(asked.ids) == set(range(PagedTable.PAGE))
    table.scrollToBottom()
    table.grab()
    assert len(asked.ids) <= 3 * PagedTable.PAGE
    assert 999_999 in asked.ids and 500_000 not in asked.ids


def test_a_line_deleted_meanwhile_is_said_to_be_deleted(qtbot):
    table = shown(qtbot, customers(5, lambda ids: [line for line in lines(ids) if line.id != 2]))
    assert table.model().index(2, 1).data() == "deleted"
    assert table.model().line(2) is None
    assert table.model().line(3).id == 3


def test_the_space_bar_ticks_and_enter_opens(qtbot):
    table = shown(qtbot, customers(20))
    table.selectRow(3)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert table.model().checked() == {3}
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [3]


def test_the_order_can_change_under_the_ticks(qtbot):
    table = shown(qtbot, customers(20))
    table.model().set_checked({7})
    table.model().set_ids(list(range(19, -1, -1)))
    assert table.model().checked() == {7} and table.model().line(0).id == 19


def test_a_click_on_a_head_asks_for_the_other_order(qtbot):
    table = shown(qtbot, customers(20))
    with qtbot.waitSignal(table.sort_requested) as asked:
        table.horizontalHeader().sectionClicked.emit(4)
    assert asked.args == ["revenue", True]
    table.model().set_sorted("revenue", True)
    assert table.model().headerData(4, Qt.Orientation.Horizontal) == "Umsatz 12 M ↓"


def test_cells_say_in_words_what_they_show_in_pictures(qtbot):
    table = shown(qtbot, customers(20))
    spoken = table.model().index(0, 6).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Erlaubt: ") and "," in spoken


def test_selected_rows_are_copied_as_a_table(qtbot):
    rows = [("Anna", "1,00"), ("<Bert>", "2,00")]
    columns = [
        Column("name", "Name", "text", lambda row: row[0], 0),
        Column("sum", "Summe", "money", lambda row: row[1]),
    ]
    table = shown(qtbot, Table(PagedTable.of(columns, rows), "Summen"))
    table.selectAll()
    table.copy()
    assert QGuiApplication.clipboard().text() == "Name\tSumme\nAnna\t1,00\n<Bert>\t2,00"
    assert "&lt;Bert&gt;" in QGuiApplication.clipboard().mimeData().html()


def test_tab_leaves_a_table(qtbot):
    assert not shown(qtbot, customers(3)).tabKeyNavigation()


def test_a_million_rows_change_their_height_together_and_none_is_measured(qtbot, qapp):
    asked = Asked()
    table = shown(qtbot, customers(1_000_000, asked))
    before = table.rowHeight(999_999)
    theme.apply(qapp, "light", 1.3)
    table.set_compact(True)
    heights = table.verticalHeader()
    assert table.rowHeight(0) == table.rowHeight(999_999) == heights.defaultSectionSize() != before
    assert heights.sectionResizeMode(0) == QHeaderView.ResizeMode.Fixed
    assert len(asked.ids) <= 3 * PagedTable.PAGE


def test_the_head_of_a_sorted_number_has_room_for_its_arrow():
    column = Column("revenue_12m", "Revenue 12 m", "money", str, width=60, sortable=True)
    assert fitting(column) >= head_width("Revenue 12 m ↓")


def test_kept_widths_grow_with_the_longer_heads_of_another_language(qtbot):
    def table(title: str) -> Table:
        columns = [
            Column("name", "Kunde", "text", str, width=0),
            Column("revenue_12m", title, "money", str, width=60, sortable=True),
            Column("last", title, "date", str, width=20, hidden_below=400, fits=("Stammkunde seit langem",)),
        ]
        made = Table(PagedTable(columns, lambda ids: ids, key=int), "Kunden")
        qtbot.addWidget(made)
        made.model().set_sorted("revenue_12m", True)
        return made

    state = WindowState(None)
    german, english = table("Umsatz"), table("Revenue 12 m")
    fits = english.columnWidth(2)
    state.remember_columns("columns", german)
    german.horizontalHeader().resizeSection(1, german.columnWidth(1) + 1)  # so that all are kept
    state.remember_columns("columns", english)
    assert english.columnWidth(1) >= head_width("Revenue 12 m ↓")
    english.resize(300, 200)
    english.show()
    english.model().set_sorted("name", False)
    assert english.isColumnHidden(2)
    english.resize(900, 200)
    assert english.columnWidth(2) == fits


def test_long_words_go_on_below_and_neither_a_number_nor_a_pair_is_torn(qapp):
    text = "01.02.1950 / 17.09.1985 · +49 341 2312510 / +49 731 8812550 · 04109 Leipzig / – · Ms / –"
    font = fonts.font("caption")
    for width in range(160, 700, 7):
        first, rest = in_two(text, font, width)
        between = text.removeprefix(first).removesuffix(rest)
        assert between.strip() in ("", "·") and not rest.startswith(("/", "–"))
        assert "·" in between or not (first[-1:].isdigit() and rest[:1].isdigit())
    assert in_two(text, font, 2000) == (text, "")
