"""At 1280 x 720 nothing the program says is cut, on any page, in either language; nor where more stands side by side."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cut_texts import cut_texts
from PySide6.QtWidgets import QApplication

from kmu_crm import assets, i18n
from kmu_crm.desk import demo
from kmu_crm.ui import work
from kmu_crm.ui.main import Desk
from kmu_crm.ui.widgets.states import SkeletonBars
from kmu_crm.ui.window_state import WindowState

EXPORTS = assets.path("sample/exports")
PAGES = ("start", "customers", "segments", "mailing", "analysis", "importing", "duplicates")


@pytest.fixture(scope="module")
def business(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sample") / "sample.kmucrm"
    demo.make(file, fresh=True)
    return file


@pytest.fixture
def opened(qtbot, business: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    i18n.use(request.param)
    desk = Desk(business, WindowState(None))
    qtbot.addWidget(desk.window)
    desk.window.resize(1280, 720)
    desk.window.show()
    qtbot.waitUntil(desk.window.has_page)
    yield desk
    desk.leave()


def is_quiet(desk: Desk) -> bool:
    bars = desk.window.current_page().findChildren(SkeletonBars)
    return not work._running and not any(one.isVisible() for one in bars)


@pytest.mark.parametrize("opened", ["de", "en"], indirect=True)
def test_nothing_the_program_says_is_cut(qtbot, opened: Desk) -> None:
    window, found = opened.window, {}

    def look(name: str) -> None:
        qtbot.wait(50)
        qtbot.waitUntil(lambda: is_quiet(opened), timeout=30_000)
        qtbot.wait(50)
        QApplication.sendPostedEvents()
        found[name] = cut_texts(window)

    for id in PAGES:
        window.go(id)
        look(id)
    window.resize(1440, 900)  # here the analysis has three columns
    window.go("analysis")
    look("analysis, wide")
    window.resize(1280, 720)
    window.go("customers")
    customers = window.current_page()
    for tab in (1, 2, 3):
        customers.panel.tabs.set_current(tab)
        look(f"customers, tab {tab}")
    customers.open_whole(customers.list.table.current_id())
    look("a customer's whole page")
    window.go("importing", [EXPORTS / "customers_export.csv", EXPORTS / "EXTF_DebKred_Stamm.csv"])
    look("files to be taken over")
    assert {name: cut for name, cut in found.items() if cut} == {}
