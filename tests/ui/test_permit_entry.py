"""Consents and objections are noted on the page of a customer."""

import cafe_shop
import pytest
from cafe_shop import stand_on
from shiboken6 import isValid

from kmu_crm.desk.dossier import dossier
from kmu_crm.ui.pages.customers import permitting
from kmu_crm.ui.pages.customers.permitting import PermitEntry


@pytest.fixture
def page(qtbot, tmp_path):
    with cafe_shop.page(qtbot, cafe_shop.store(tmp_path)) as shown:
        yield shown


def opened(qtbot, page, channel: str, kind: str) -> PermitEntry:
    stand_on(qtbot, page, "Café Morgenrot")
    head = page.panel.head
    head._fill_menu()
    next(one for one in head.more.menu().actions() if "Einwilligung" in one.text()).trigger()
    sheet = page.window().findChildren(PermitEntry)[-1]
    sheet.choose(channel, kind)
    return sheet


def closed(sheet: PermitEntry) -> bool:
    return not isValid(sheet) or not sheet.isVisible()


def settle(qtbot, page, sheet: PermitEntry) -> None:
    with qtbot.waitSignal(page.session.changed):
        sheet.keep.click()


def answer(page, channel: str) -> str:
    permissions = dossier(page.session.db, page.panel.of.number).permissions
    return next(one.answer for one in permissions if one.channel == channel)


def test_a_consent_is_noted_shown_and_undone(qtbot, page):
    sheet = opened(qtbot, page, "phone", permitting.CONSENT)
    sheet.lines["evidence"].setText("Messe 2025, Ordner 3")
    sheet.lines["day"].setText("05.11.2025")
    with qtbot.waitSignal(page.session.undoable):
        sheet.keep.click()
    qtbot.waitUntil(lambda: page.panel.head.call.isEnabled())
    qtbot.waitUntil(lambda: closed(sheet))
    assert answer(page, "phone") == "yes"
    with qtbot.waitSignal(page.session.changed):
        page.window().undo_bar.button.click()
    qtbot.waitUntil(lambda: not page.panel.head.call.isEnabled())


def test_a_consent_without_proof_is_told_in_the_form(qtbot, page):
    sheet = opened(qtbot, page, "email", permitting.CONSENT)
    settle(qtbot, page, sheet)
    assert sheet.isVisible() and "Nachweis" in sheet.problem.text() and sheet.keep.isEnabled()


@pytest.mark.parametrize("kind", [permitting.REFUSAL, permitting.BLOCK])
@pytest.mark.parametrize("channel", ["email", "phone", "post"])
def test_a_no_is_noted_for_every_channel(qtbot, page, channel, kind):
    sheet = opened(qtbot, page, channel, kind)
    assert sheet.kind.findData(permitting.SALE) == (3 if channel == "email" else -1)
    settle(qtbot, page, sheet)
    qtbot.waitUntil(lambda: closed(sheet))
    assert answer(page, channel) == "no"
    qtbot.waitUntil(lambda: {one.channel: one for one in page.panel.of.permissions}[channel].answer == "no")


def test_the_conditions_of_the_rule_for_existing_customers_are_asked(qtbot, page):
    sheet = opened(qtbot, page, "email", permitting.SALE)
    sheet.lines["sold"].setText("12.11.2025")
    sheet.lines["goods"].setText("Kaffee")
    sheet.told[0].setChecked(True)
    settle(qtbot, page, sheet)
    assert sheet.isVisible() and "Hinweis in jeder" in sheet.problem.text()
    sheet.told[1].setChecked(True)
    with qtbot.waitSignal(page.session.undoable):
        sheet.keep.click()
    rows = page.session.db.execute("SELECT purpose, state, basis FROM consent_event").fetchall()
    assert ("existing-customers", "given", "sale") in [tuple(one) for one in rows]
