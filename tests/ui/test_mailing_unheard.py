"""A list says how many it leaves out because they may have said no, and leads to them."""

import pytest
import speaking_shop
from PySide6.QtWidgets import QPushButton

from kmu_crm.segments import store
from kmu_crm.ui.pages.mailing.page import MailingPage


@pytest.fixture
def desk(qtbot, tmp_path):
    made = speaking_shop.store(tmp_path)
    store.define(made.db, "Käufer", "purchases >= 1", "Lena")
    opened = speaking_shop.desk(qtbot, made, mailing=MailingPage)
    opened.window.go("mailing")
    yield opened
    speaking_shop.close(opened)


@pytest.fixture
def page(qtbot, desk):
    page = desk.window.page("mailing")
    speaking_shop.planned(qtbot, page)
    return page


def test_whoever_may_have_said_no_is_left_out_and_told_with_a_way_to_the_customers(qtbot, desk, page):
    assert page.unheard.isHidden()
    first = page._plan.recipients[0].person.profile_id
    db = desk.session.store.db
    db.execute(
        "UPDATE party SET note = 'will nicht mehr angeschrieben werden'"
        " WHERE record_id IN (SELECT record_id FROM membership WHERE profile_id = ?)", (first,),
    )  # fmt: skip
    db.execute("UPDATE import SET at = '2999-01-01T08:00:00Z'")  # it came in after the consents
    db.commit()
    page._fresh = False
    page.refresh()
    speaking_shop.planned(qtbot, page)
    assert not page.unheard.isHidden()
    assert first not in [one.person.profile_id for one in page._plan.recipients]
    with qtbot.waitSignal(page.funnel.customers_wanted) as wanted:
        page.unheard.findChild(QPushButton).click()
    assert wanted.args == [[first]]
