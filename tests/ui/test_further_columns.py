"""More can be shown in the list than is at first, and it is remembered with the file."""

import cafe_shop
import pytest

from kmu_crm import i18n
from kmu_crm.desk import intake
from kmu_crm.profiles import queries, search
from kmu_crm.ui import theme
from kmu_crm.ui.pages.customers.columns import FURTHER
from kmu_crm.ui.tables.view import LEAST


@pytest.fixture
def store(tmp_path):
    return cafe_shop.store(tmp_path)


@pytest.fixture
def page(qtbot, store):
    with cafe_shop.page(qtbot, store) as shown:
        yield shown


def shown(page) -> set[str]:
    table = page.list.table
    return {one.name for place, one in enumerate(table.model().columns) if not table.isColumnHidden(place)}


def cell(page, name: str, row: int) -> str:
    column = next(one for one in page.list.model.columns if one.name == name)
    return str(column.value(page.list.model.line(row)))


def test_further_columns_are_hidden_until_they_are_chosen_and_stay_chosen(qtbot, page):
    assert shown(page).isdisjoint(FURTHER)
    for name in FURTHER:
        page.list.arrangement.columns[name].setChecked(True)
    assert set(FURTHER) <= shown(page)
    assert (cell(page, "number", 1), cell(page, "city", 1), cell(page, "phone", 1)) == (
        "1001",
        "Leipzig",
        "+49 341 2312514",
    )
    page.list.arrangement.columns["email"].setChecked(False)
    assert page.list.arrangement.kept("further") == [name for name in FURTHER if name != "email"]
    assert "city" in shown(page) and "email" not in shown(page)


def test_the_ends_of_contracts_can_be_shown(tmp_path, store, page):
    i18n.use("de")
    file = tmp_path / "vertraege.csv"
    file.write_text(
        "Vertragsnummer;Kundennummer;Firma;E-Mail;Beginn;Laufzeit;Kündigungsfrist;Verlängerung\n"
        "V-1;;Café Morgenrot;kontakt@morgenrot.example;01.01.2024;12 Monate;1 Monat;12 Monate\n"
        "V-2;;Café Morgenrot;kontakt@morgenrot.example;01.02.2025;24 Monate;;nein\n",
        encoding="utf-8",
    )
    assert intake.take_in(store.db, [file], as_of="2025-11-24").refused == []
    (number,) = search.ids(store.db, "Morgenrot") or ()
    (line,) = queries.lines(store.db, [number])
    shown = {one.name: str(one.value(line)) for one in page.list.model.columns if one.name in FURTHER}
    assert (shown["contract_end"], shown["notice_until"]) == ("31.12.2025", "30.11.2025")
    (other,) = search.ids(store.db, "Bergblick") or ()
    assert (queries.lines(store.db, [other])[0].contract_end, queries.lines(store.db, [other])[0].notice_until) == (
        "",
        "",
    )


def test_where_nobody_fits_a_new_customer_is_one_click_away(qtbot, page):
    page.list.search.setText("gibtesnicht")
    qtbot.waitUntil(lambda: page.list.places.currentWidget() is page.list.empty)
    page.list.wants_new.emit()
    assert page.places.currentWidget() is page.form


def test_what_no_view_holds_is_looked_for_in_all(qtbot, page):
    page.list.chips.add("country is CH")
    page.list.search.setText("bergblick")
    qtbot.waitUntil(lambda: page.list.places.currentWidget() is page.list.empty)
    page.list.empty.button.click()
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)
    assert page.list.search.text() == "bergblick"


def test_names_stay_to_be_read_however_many_columns_are_chosen(qtbot, page):
    table = page.list.table
    place = next(i for i, one in enumerate(table.model().columns) if one.name == "name")
    room, bar = table.columnWidth(place), table.horizontalScrollBar()
    assert bar.maximum() == 0
    for name in FURTHER:
        page.list.arrangement.columns[name].setChecked(True)
    assert table.columnWidth(place) >= theme.px(LEAST)
    qtbot.waitUntil(lambda: bar.maximum() > 0)  # the others are reached by scrolling
    for name in FURTHER:
        page.list.arrangement.columns[name].setChecked(False)
    qtbot.waitUntil(lambda: bar.maximum() == 0 and table.columnWidth(place) == room)
