"""Records are taken out of a customer where they belong to somebody else."""

import cafe_shop
import pytest
from cafe_shop import open_whole
from PySide6.QtWidgets import QLabel

from kmu_crm.desk import entry
from kmu_crm.desk.derive import derive
from kmu_crm.identity import verdicts
from kmu_crm.ui.problem import Problem

OURS = "kmu_crm"


@pytest.fixture
def page(qtbot, tmp_path):
    with cafe_shop.page(qtbot, cafe_shop.store(tmp_path)) as shown:
        yield shown


def hotel(qtbot, page):
    """The hotel, with a second record, of our own."""
    entry.new(page.session.store.db, "customer", {"company": "Hotel Bergblick", "email": "info@bergblick.example"})
    page.session.changed.emit()
    open_whole(qtbot, page, "Hotel Bergblick")
    qtbot.waitUntil(lambda: OURS in {word.system for word in page.whole.of.words})
    return page.whole.origin


def test_records_are_taken_out_only_where_some_go_and_some_stay(qtbot, page):
    origin = hotel(qtbot, page)
    origin.choose_records()
    first, *rest = origin.boxes.values()
    assert rest and not origin.out.isEnabled()
    first.click()
    assert origin.out.isEnabled()
    for box in rest:
        box.click()
    assert not origin.out.isEnabled()


def test_a_refusal_to_take_records_out_names_the_customer_and_no_number(qtbot, page):
    origin = hotel(qtbot, page)
    origin.choose_records()
    ours = next(word.record for word in page.whole.of.words if word.system == OURS)
    verdicts.split(page.session.store.db, page.whole.of.number, [ours], "Ina")  # somebody else is quicker
    derive(page.session.store.db)
    origin.boxes[ours].click()
    origin.out.click()
    qtbot.waitUntil(lambda: page.window().findChild(Problem) is not None)
    problem = page.window().findChild(Problem)
    said = [label.text() for label in problem.findChildren(QLabel)]
    assert f"Der Datensatz {ours} gehört nicht zum Kunden Hotel Bergblick." in said
    problem.close_up()
