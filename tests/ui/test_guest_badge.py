"""Whoever bought without an account is called a guest beside the name."""

import cafe_shop
import pytest
from cafe_shop import open_whole, stand_on

from kmu_crm.desk import intake
from kmu_crm.ui.pages.customers import filters

ORDERS = cafe_shop.ORDERS.splitlines()[0] + (
    "\n#9,gesa@moor.example,paid,EUR,40.00,0.00,3.00,40.00,2025-03-01 10:00:00 +0100,1,Filter,40.00\n"
)


@pytest.fixture
def page(qtbot, tmp_path):
    store = cafe_shop.store(tmp_path)
    (file := tmp_path / "orders2.csv").write_text(ORDERS, encoding="utf-8")
    intake.take_in(store.db, [file], as_of="2025-11-24")
    with cafe_shop.page(qtbot, store) as shown:
        yield shown


def test_a_guest_wears_a_badge_that_says_what_it_means(qtbot, page):
    stand_on(qtbot, page, "gesa@moor.example")
    badge = page.panel.head.guest
    assert badge.isVisible() and badge.text() == "Gast"
    assert badge.toolTip() == "Hat im Shop ohne Kundenkonto gekauft und ist sonst nirgends bekannt"
    open_whole(qtbot, page, "gesa@moor.example")
    assert page.whole.head.guest.isVisible()


def test_a_customer_with_an_account_wears_none(qtbot, page):
    stand_on(qtbot, page, "Café Morgenrot")
    assert page.panel.head.guest.isHidden()


def test_the_filter_menu_leaves_guests_alone(qtbot, page):
    asked = []
    menu = filters.menu(page, asked.append)
    kinds = next(one.menu() for one in menu.actions() if one.text() == "Art")
    next(one for one in kinds.actions() if one.text() == "Gäste ohne Kundenkonto").trigger()
    assert asked == ["guest is yes"]
    assert filters.chip_text(asked[0]) == "Nur Gastkauf ist ja"
