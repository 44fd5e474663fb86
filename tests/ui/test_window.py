from pathlib import Path

import look_shell
import pytest
from look_gallery import gallery
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import delete

from kmu_crm import i18n
from kmu_crm.errors import Cancelled, KmuError
from kmu_crm.fields import show
from kmu_crm.ui import icons, theme
from kmu_crm.ui.actions import Command
from kmu_crm.ui.errors import show_error
from kmu_crm.ui.widgets.labels import spoken_keys
from kmu_crm.ui.window_state import WindowState


@pytest.fixture
def window(qtbot):
    made = look_shell.window()
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.painted):
        made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    return made


def nameless(root: QWidget) -> list[str]:
    stops = [
        widget
        for widget in root.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(root)
    ]
    assert len(stops) > 10
    names = [
        (type(widget).__name__, QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name))
        for widget in stops
    ]
    return [kind for kind, name in names if not name and kind not in ("QTableCornerButton",)]


def test_everything_that_takes_the_focus_has_a_name(qtbot, window):
    page = gallery()
    qtbot.addWidget(page)
    assert nameless(page) == [] and nameless(window) == []


def test_pages_are_built_when_they_are_first_shown(window):
    assert list(window._pages) == ["customers"]
    window.go("start")
    assert list(window._pages) == ["customers", "start"] and window.top.title.text() == "Start"


def test_a_page_that_comes_to_the_front_takes_the_focus_from_the_one_that_had_it(window):
    window.page("customers").table.setFocus()
    window.go("start")
    assert window.current_page().hasFocus()
    window.rail.buttons["customers"].setFocus()
    window.go("customers")
    assert window.rail.buttons["customers"].hasFocus()


def test_what_a_page_shows_at_the_top_waits_until_it_is_in_front(window):
    (button, _new) = window.page("customers").buttons
    window.go("start")
    button.hide()
    button.show()
    assert not button.isVisible()
    window.go("customers")
    assert button.isVisible()


def test_back_and_forward_lead_where_one_was(window):
    window.go("start")
    window.go("calls")
    window.commands.run("view.back")
    assert window.top.title.text() == "Start"
    window.commands.run("view.forward")
    assert window.top.title.text() == "Anrufe"


def test_a_narrow_window_folds_the_rail(window):
    assert not window.rail.is_collapsed()
    window.resize(1100, 700)
    assert window.rail.is_collapsed() and window.rail.width() == 56
    window.commands.run("view.rail")
    assert not window.rail.is_collapsed()


def test_files_may_be_dropped_anywhere(qtbot, window, tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "Debitoren.csv")), QUrl("https://shop.example/")])
    button, modifier = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, button, modifier)
    with qtbot.waitSignal(window.files_dropped) as dropped:
        window.dropEvent(drop)
    assert dropped.args[0] == [Path(tmp_path / "Debitoren.csv")]


def test_shortcuts_work_while_the_menu_bar_is_hidden(qtbot, window):
    assert not window.menuBar().isVisible()
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert window.top.title.text() == "Anrufe"


def test_f6_goes_from_region_to_region(window):
    visited = []
    for _step in range(4):
        window.next_region()
        visited.append(window.focusWidget())
    assert window.rail.isAncestorOf(visited[0]) and window.top.isAncestorOf(visited[1])
    assert window.current_page().regions()[0].isAncestorOf(visited[2])
    assert window.current_page().regions()[1].isAncestorOf(visited[3])


def test_menus_palette_and_keyboard_map_read_one_registry(window):
    write = Command("list.write", "Liste ausgeben …", print, "customers", shortcut="Ctrl+E", topic="Kundenliste")
    keys = QKeySequence("Ctrl+E").toString(QKeySequence.SequenceFormat.NativeText)
    window.commands.add(write)
    window.fill_menus()
    menus = {action.text(): action.menu().actions() for action in window.menuBar().actions()}
    assert window.commands.action("list.write") in menus["&Customers"]
    assert window.commands.keyboard_map()["Kundenliste"] == [("Liste ausgeben", keys)]
    assert [found.text for found in window.palette_overlay._find_commands("ausgeben")] == ["Liste ausgeben …"]


def test_single_letters_keep_quiet_in_lists(qtbot, window):
    done, page = [], window.current_page()
    window.commands.add(Command("pair.merge", "Zusammenführen", lambda: done.append(1), shortcut="Z", scope=page))
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Z)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Z)
    assert done == [1]


def test_the_undo_bar_takes_back(qtbot, window):
    undone = []
    window.offer_undo("Zusammengeführt: Café Morgenrot.", lambda _session: undone.append(True))
    assert window.undo_bar.isVisible()
    qtbot.mouseClick(window.undo_bar.button, Qt.MouseButton.LeftButton)
    assert undone == [True] and not window.undo_bar.isVisible()


def test_the_window_remembers_itself(qtbot, tmp_path):
    file = tmp_path / "state.json"
    first = look_shell.window(WindowState(file))
    qtbot.addWidget(first)
    first.set_rail_collapsed(True)
    first.close()
    second = look_shell.window(WindowState(file))
    qtbot.addWidget(second)
    second.show()
    assert second.rail.is_collapsed()


def test_two_windows_on_different_files_do_not_forget_each_other(tmp_path):
    kept = tmp_path / "state.json"
    one, two = WindowState(kept, tmp_path / "eins"), WindowState(kept, tmp_path / "zwei")
    one.set("customers.compact", True)
    one.save()
    two.set("scheme", "dark")
    two.save()
    assert WindowState(kept, tmp_path / "eins").get("customers.compact") is True
    new = WindowState(kept, tmp_path / "drei")
    assert (new.get("scheme"), new.get("customers.compact")) == ("dark", None)


def test_a_broken_state_file_counts_as_empty(tmp_path):
    file = tmp_path / "state.json"
    file.write_text("{cut off", encoding="utf-8")
    assert WindowState(file).get("page") is None


def test_errors_are_said_in_the_window(window):
    problem = show_error(window, KmuError())
    assert problem.isVisible()
    problem.close_up()
    assert show_error(window, Cancelled()) is None


def test_a_sheet_closes_though_what_had_the_focus_below_it_is_gone(qtbot, window):
    below = QLineEdit(window.page("customers"))
    below.show()
    below.setFocus()
    problem = show_error(window, KmuError())
    delete(below)
    with qtbot.waitSignal(problem.destroyed):
        problem.close_up()


def test_every_icon_that_is_named_exists(window):
    known = set(icons.names())
    assert {spec.icon for spec in look_shell.specs()} <= known
    assert {command.icon for command, _action in window.commands.all() if command.icon} <= known


def test_a_ring_at_an_area_shows_what_runs_there(window):
    button = window.rail.buttons["duplicates"]
    before = button.grab().toImage()
    button.show_progress(0.4)
    assert button.accessibleName() == button.toolTip() == f"Dubletten, {show.percent(0.4)}"
    assert button._chip.isHidden() and button.grab().toImage() != before
    button.show_progress(None)
    assert (button.accessibleName(), button._chip.isHidden()) == ("Dubletten, 23", False)


def test_the_theme_and_the_language_in_use_are_marked(window):
    def marked(ids):
        return [id for id in ids if window.commands.action(f"view.{id}").isChecked()]

    assert (marked(("system", "light", "dark")), marked(("de", "en"))) == (["light"], [i18n.language()])
    window.commands.run("view.dark")
    window.commands.run("view.dark")
    assert (marked(("system", "light", "dark")), theme.current.scheme) == (["dark"], "dark")


def test_words_about_keys_are_shown_as_they_stand():
    assert spoken_keys("1–9") == "1–9" and spoken_keys("↓ ↑") == "↓ ↑"
