"""The figure of the contribution leads to a list that shows it."""

import cafe_shop
import pytest

from kmu_crm.segments import evaluate
from kmu_crm.segments.parser import parse
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


def test_the_figure_leads_to_those_whose_contribution_is_known(page):
    db = page.session.store.db
    with db:
        db.execute("UPDATE figure SET db1 = NULL, last_purchase = '2025-11-12'")
        db.execute("UPDATE figure SET db1 = 500 WHERE profile_id = 1")
    assert list(evaluate.members(db, parse(changes.WITH_COSTS))) == [1]
