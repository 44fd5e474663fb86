"""The page that most turn to first is built while the window rests."""

from kmu_crm.ui.main import Desk


def test_the_list_of_customers_is_there_before_somebody_turns_to_it(tmp_path, qtbot):
    desk = Desk(tmp_path / "town.kmucrm")
    qtbot.addWidget(desk.window)
    desk.window.show()
    qtbot.waitUntil(lambda: "customers" in desk.window._pages, timeout=20_000)
    assert desk.window.here().page == "start"
    desk.window.go("customers")
    assert desk.window.current_page().isVisible()
    desk.leave()


def test_nothing_is_built_for_a_window_that_is_closed(tmp_path, qtbot):
    desk = Desk(tmp_path / "town.kmucrm")
    window = desk.window
    window.show()
    qtbot.waitUntil(window.has_page)
    window.close()
    qtbot.wait(1_500)
    assert "customers" not in window._pages
    desk.leave()
