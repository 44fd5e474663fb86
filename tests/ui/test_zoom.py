"""A window zoomed while it is open looks as one opened at that zoom."""

import re
from collections import defaultdict

import figures_shop
import pytest
from PySide6.QtWidgets import QApplication, QWidget

from kmu_crm import i18n
from kmu_crm.ui import theme, work
from kmu_crm.ui.keys import KeyboardMap
from kmu_crm.ui.main import Desk
from kmu_crm.ui.tables import Table

PAGES = ("start", "customers", "segments", "mailing", "analysis", "importing", "duplicates")


@pytest.fixture
def opened(qtbot, tmp_path):
    file = figures_shop.two_customers(tmp_path)
    made: list[Desk] = []

    def start() -> Desk:
        i18n.use("de")
        desk = Desk(file)
        made.append(desk)
        desk.window.resize(1440, 900)
        desk.window.show()
        qtbot.waitUntil(desk.window.has_page)
        desk.window.go("customers")
        qtbot.waitUntil(lambda: desk.window.page("customers").panel.of is not None)
        return desk

    yield start
    work.wait_all()
    for desk in made:
        desk.leave()
        desk.window.close()
        desk.window.deleteLater()


def sizes(window: QWidget) -> dict[str, set[tuple[int, ...]]]:
    """Limits of width and height by what a widget is and where it stands."""
    found = defaultdict(set)
    for one in window.findChildren(QWidget):
        if one.isVisibleTo(window) and not one.isWindow():
            above = [type(one.parentWidget()).__name__, type(one).__name__, one.accessibleName() or one.objectName()]
            limits = (one.minimumWidth(), one.minimumHeight(), one.maximumWidth(), one.maximumHeight())
            found[" ".join(above)].add(limits)
    return found


def other(one: dict[str, set], two: dict[str, set], by: int) -> dict[str, tuple[set, set]]:
    """What is in both, and differs by more px."""

    def near(these: set, those: set) -> bool:
        return all(any(max(abs(a - b) for a, b in zip(x, y, strict=True)) <= by for y in those) for x in these)

    return {name: (one[name], two[name]) for name in one.keys() & two.keys() if not near(one[name], two[name])}


def at_rest(qtbot, desk, page: str) -> dict[str, set]:
    desk.window.go(page)
    qtbot.waitUntil(lambda: not work._running, timeout=20_000)
    QApplication.processEvents()
    return sizes(desk.window)


def widths(window: QWidget) -> list[list[int]]:
    return [
        [table.horizontalHeader().sectionSize(place) for place, one in enumerate(table.model().columns) if one.width]
        for table in window.findChildren(Table)
        if table.isVisible()
    ]


def on_all_pages(qtbot, desk) -> dict[str, tuple[dict[str, set], list[list[int]]]]:
    return {page: (at_rest(qtbot, desk, page), widths(desk.window)) for page in PAGES}


def test_larger_and_back_leaves_every_size_as_it_was(qtbot, qapp, opened):
    desk = opened()
    window = desk.window
    on_all_pages(qtbot, desk)  # made, and what they ask is answered
    before = on_all_pages(qtbot, desk)
    window.commands.run("view.larger")
    assert theme.current.zoom > 1
    theme.apply(qapp, "light", 1.5)
    assert [page for page in PAGES if other(at_rest(qtbot, desk, page), before[page][0], 4) == {}] == []
    window.commands.run("view.normal")
    for page, (now, columns) in on_all_pages(qtbot, desk).items():
        assert (page, other(now, before[page][0], 0)) == (page, {})
        assert (page, len(columns)) == (page, len(before[page][1]))
        for one, two in zip(columns, before[page][1], strict=True):
            assert one == pytest.approx(two, abs=1)  # a head with the arrow of the order asks for its own room


@pytest.mark.parametrize("page", ["customers", "mailing", "duplicates"])
def test_zoomed_while_open_all_sizes_are_as_if_opened_at_that_zoom(qtbot, qapp, opened, page):
    desk = opened()
    theme.apply(qapp, "light", 1.3)
    zoomed = at_rest(qtbot, desk, page)
    desk.reopen()
    desk.window.resize(1440, 900)
    fresh = at_rest(qtbot, desk, page)
    assert len(zoomed.keys() & fresh.keys()) > 20 and other(zoomed, fresh, 6) == {}  # px that no zoom changes


def test_the_rail_folds_where_a_larger_zoom_leaves_no_room(qapp, opened):
    window = opened().window
    window.resize(1280, 720)
    assert not window.rail.is_collapsed()
    theme.apply(qapp, "light", 1.5)
    assert window.rail.is_collapsed()
    theme.apply(qapp, "light", 1.0)
    assert not window.rail.is_collapsed()


@pytest.mark.parametrize("zoom", theme.ZOOMS)
def test_what_is_round_stays_round(zoom):
    """A radius larger than half the height is no radius to Qt."""
    rules = re.findall(r'QPushButton\[kind="(chip|differ)"\] \{([^}]*)\}', theme.sheet(theme.current.tokens, zoom))
    assert {kind for kind, _rule in rules} == {"chip", "differ"}
    for _kind, rule in rules:
        if radius := re.search(r"border-radius: (\d+)px", rule):
            height = int(re.search(r"min-height: (\d+)px", rule)[1]) + 2
            assert height / 2 - 1 <= int(radius[1]) <= height / 2


def test_widths_of_columns_are_remembered_as_of_the_zoom_they_were_left_at(qapp, opened):
    desk = opened()
    before = widths(desk.window)
    desk.window.page("customers").list.table.horizontalHeader().resizeSection(2, 90)
    theme.apply(qapp, "light", 1.5)
    desk.reopen()
    desk.window.go("customers")
    table = desk.window.page("customers").list.table
    assert table.horizontalHeader().sectionSize(2) == 135 and before


@pytest.mark.parametrize("words", ["Kurz", "Verbunden: Agentur Bernsteinhaus GmbH und Blumen Pätzold " * 3])
def test_the_way_back_is_never_cut_however_large_the_letters(qtbot, qapp, opened, words):
    window = opened().window
    window.offer_undo(words, lambda _session: None)
    bar = window.undo_bar
    for zoom in (1.0, 1.5):
        theme.apply(qapp, "light", zoom)
        qtbot.waitUntil(lambda: bar.button.width() >= bar.button.sizeHint().width())
        assert bar.geometry().right() <= window.width() and bar.button.geometry().right() <= bar.width()


def test_an_open_sheet_grows_with_its_letters(qapp, opened):
    window = opened().window
    window.show_keyboard_map()
    (sheet,) = window.findChildren(KeyboardMap)
    before = sheet.dialog.width()
    theme.apply(qapp, "light", 1.3)
    assert sheet.dialog.width() == min(round(before * 1.3), window.width() - 48) > before
