"""More can be shown in the list than is at first, and it is remembered with the file."""

import cafe_shop
import pytest

from kmu_crm.ui.pages.customers.columns import FURTHER


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
