"""The figure of the contribution leads to a list that shows it."""

import cafe_shop
import pytest

from kmu_crm.ui.pages import changes


@pytest.fixture
def page(qtbot, tmp_path):
    with cafe_shop.page(qtbot, cafe_shop.store(tmp_path)) as shown:
        yield shown


def hidden(page) -> dict[str, bool]:
    table = page.list.table
    return {one.name: table.isColumnHidden(place) for place, one in enumerate(table.model().columns)}


def test_the_contribution_stands_in_the_list_while_it_is_asked_for(page):
    assert hidden(page)["db1"]
    page.go_to(("filter", changes.WITH_COSTS))
    assert (hidden(page)["db1"], hidden(page)["last_purchase"]) == (False, True)
    page.list.chips.set_rules([])
    assert (hidden(page)["db1"], hidden(page)["last_purchase"]) == (True, False)
