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

BILLS = """Rechnungsnummer;Rechnungsdatum;Fällig am;Kundennummer;Name;E-Mail;PLZ;Newsletter;Brutto
7;03.04.2024;xx;1;Ina Berg;ina@;1067;vielleicht;12,6o
8;03/04/2024;05.05.2024;1;Ina Berg;a@b.example;1067;ja;5,00
"""
MEETING = """BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20250203T100000Z\r\nSUMMARY:Haare\r
ATTENDEE:mailto:ina@berg.example\r\nORGANIZER:mailto:laden@holz.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"""
EXPORTS = assets.path("sample/exports")
PAGES = ("start", "customers", "segments", "mailing", "analysis", "importing", "duplicates", "settings")


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
def test_nothing_the_program_says_is_cut(qtbot, opened: Desk, tmp_path: Path) -> None:
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
    for tab in ("values", "plain"):
        window.go("settings", tab)
        look(f"settings, {tab}")
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
    (tmp_path / "bills.csv").write_text(BILLS, "utf-8")
    (tmp_path / "dates.ics").write_text(MEETING, "utf-8", newline="")
    window.go("importing", [tmp_path / "bills.csv", tmp_path / "dates.ics"])
    page = window.current_page()
    for item in page.tray.items[-2:]:
        qtbot.waitUntil(lambda item=item: item.state == "ready", timeout=40_000)
        page.checking.show_item(item)
        look(f"what becomes of {item.name}")
    assert {name: cut for name, cut in found.items() if cut} == {}
