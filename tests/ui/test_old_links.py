"""An old link to a customer who was merged or is gone says so."""

from pathlib import Path

import cafe_shop
import pytest
from cafe_shop import number

from kmu_crm.desk import deciding
from kmu_crm.desk.deciding import Wish
from kmu_crm.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return cafe_shop.store(tmp_path)


@pytest.fixture
def page(qtbot, store):
    with cafe_shop.page(qtbot, store) as shown:
        yield shown


def test_a_number_that_nobody_has_any_more_gets_a_word_and_a_way_back(qtbot, page):
    page.go_to(99999)
    qtbot.waitUntil(lambda: page.places.currentWidget() is page.no_more)
    page.no_more.button.click()
    assert page.places.currentWidget() is page.splitter


def test_a_new_customer_who_was_undone_gets_a_word_though_seen_last(qtbot, page):
    page.open_form()
    page.form.rows["company"].field.setText("Neuer Laden GmbH")
    page.form.save.click()
    qtbot.waitUntil(lambda: page._is_whole() and page.whole.of is not None)
    made = page.whole.of.number
    page.window().undo_last()
    qtbot.waitUntil(lambda: page.places.currentWidget() is page.splitter)
    page.go_to(made)
    qtbot.waitUntil(lambda: page.places.currentWidget() is page.no_more)
    page.no_more.button.click()
    assert page.places.currentWidget() is page.splitter


def test_a_merged_number_leads_to_the_one_who_is_left_and_says_so(qtbot, page, store):
    kept, gone = sorted((number(page, "Hotel Bergblick"), number(page, "Uwe Özdemir")))
    deciding.carry_out(store.db, [Wish(kept, gone, True)], "test")
    page.go_to(gone)
    qtbot.waitUntil(lambda: page.places.currentWidget() is page.whole and page.whole.of is not None)
    qtbot.waitUntil(lambda: page.whole.of.number == kept)
    assert page.window().undo_bar.text() == f"Nummer {gone} ist jetzt ein Kunde mit {page.whole.of.name}."
