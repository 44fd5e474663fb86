"""A lead in the window: seen, handed over, answered, taken back; and the sheet about all of them."""

import cafe_shop
import figures_shop
import pytest
from cafe_shop import number, open_whole
from PySide6.QtCore import Qt

from kmu_crm.decisions import journal
from kmu_crm.desk.derive import derive
from kmu_crm.sales.leads import deciding, stages
from kmu_crm.segments import evaluate
from kmu_crm.segments.parser import parse
from kmu_crm.ui import work
from kmu_crm.ui.pages.customers.leading import HandOver, OtherOwner, Refusal


def is_lead(db, name, since="2025-10-01"):
    """As if a list had said so."""
    db.execute(
        "UPDATE party SET is_lead = 1, customer_since = ? WHERE record_id IN"
        " (SELECT m.record_id FROM membership AS m JOIN profile AS p ON p.id = m.profile_id WHERE p.display_name = ?)",
        (since, name),
    )
    db.commit()


@pytest.fixture
def page(qtbot, tmp_path):
    store = cafe_shop.store(tmp_path)
    is_lead(store.db, "Lisbeth Pfäffli")
    with cafe_shop.page(qtbot, store) as shown:
        yield shown


def form(page, kind):
    (opened,) = [one for one in page.window().findChildren(kind) if one.isVisible()]
    return opened


def lead(page):
    return stages.lead(page.session.db, number(page, "Lisbeth Pfäffli"))


def shown(part):
    return [button for button in (part.hand, part.accept, part.reject) if not button.isHidden()]


def test_only_leads_have_the_card(qtbot, page):
    open_whole(qtbot, page, "Uwe Özdemir")
    assert page.whole.lead_card.isHidden() and page.panel.lead.isHidden()
    page.leave_whole()
    open_whole(qtbot, page, "Lisbeth Pfäffli")
    assert page.whole.lead_card.isVisible()


def test_a_lead_is_handed_over_accepted_and_given_back_by_keyboard_and_each_can_be_undone(qtbot, page):
    open_whole(qtbot, page, "Lisbeth Pfäffli")
    part = page.whole.lead
    assert shown(part) == [part.hand]
    qtbot.keyClick(part.hand, Qt.Key.Key_Space)
    sheet = form(page, HandOver)
    assert sheet.owner.hasFocus()
    qtbot.keyClicks(sheet.owner, "Frau Berg")
    qtbot.keyClick(sheet.owner, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown(part) == [part.accept, part.reject])
    assert "Antwort des Vertriebs fällig" in part.clock.text()
    part.accept.click()
    qtbot.waitUntil(lambda: shown(part) == [part.reject])
    assert (lead(page).stage, lead(page).owner) == ("sal", "Frau Berg")
    part.reject.click()
    refusal = form(page, Refusal)
    refusal.reason.setCurrentIndex(refusal.reason.findData("no_budget"))
    qtbot.keyClicks(refusal.text, "erst 2026")
    refusal.keep.click()
    qtbot.waitUntil(lambda: shown(part) == [part.hand])
    assert (lead(page).stage, lead(page).reason, lead(page).text) == ("nurture", "no_budget", "erst 2026")
    page.window().undo_bar.button.click()
    qtbot.waitUntil(lambda: shown(part) == [part.reject])
    assert lead(page).stage == "sal"


def test_the_panel_offers_the_same(qtbot, page):
    cafe_shop.stand_on(qtbot, page, "Lisbeth Pfäffli")
    part = page.panel.lead
    assert part.isVisible() and shown(part) == [part.hand]
    part.owner.click()
    sheet = form(page, OtherOwner)
    sheet.keep.click()
    qtbot.waitUntil(lambda: sheet.problem.text() == "Nennen Sie, wer zuständig ist.")
    sheet.owner.setText("Kranz")
    sheet.keep.click()
    qtbot.waitUntil(lambda: lead(page).owner == "Kranz")


def test_who_answered_elsewhere_meanwhile_is_told(qtbot, page):
    open_whole(qtbot, page, "Lisbeth Pfäffli")
    who = number(page, "Lisbeth Pfäffli")
    page.whole.lead.hand.click()
    sheet = form(page, HandOver)
    page.session.run(lambda db, _progress: deciding.hand_over(db, who, "Kranz", "Büro"))
    qtbot.waitUntil(lambda: lead(page).waiting)
    sheet.owner.setText("Berg")
    sheet.keep.click()
    qtbot.waitUntil(lambda: "liegt schon beim Vertrieb" in sheet.problem.text())
    assert len(journal.standing(page.session.db, journal.LEADS)) == 1


@pytest.mark.parametrize("text", ["<b>fett</b><img src=x>", "=1+1", "a" * 10_000, "\u202egreB", "{owner} %s"])
def test_hostile_words_are_shown_as_they_are_and_leave_the_page_its_width(qtbot, page, text):
    who = number(page, "Lisbeth Pfäffli")
    page.session.run(lambda db, _progress: deciding.hand_over(db, who, text, text))
    qtbot.waitUntil(lambda: lead(page) is not None and lead(page).waiting)
    page.session.run(lambda db, _progress: deciding.reject(db, who, "other", "Sie", text))
    qtbot.waitUntil(lambda: lead(page).stage == "nurture")
    open_whole(qtbot, page, "Lisbeth Pfäffli")
    qtbot.waitUntil(lambda: page.whole.of.lead.lead.stage == "nurture")
    assert page.window().width() == 1440


@pytest.fixture
def sheet(qtbot, tmp_path):
    file = figures_shop.two_customers(tmp_path)
    from kmu_crm.store.store import Store

    with Store(file) as store:
        for name, day in (("Café Morgenrot", "2024-10-01"), ("Hotel Bergblick", "2025-10-01")):
            is_lead(store.db, name, day)
        derive(store.db, full=True)
    page = figures_shop.desk(qtbot, file).window.page("analysis")
    page.window().go("analysis", "leads")
    qtbot.waitUntil(lambda: page.leads.isVisible() and page.leads.is_over())
    yield page
    work.wait_all()


def test_the_sheet_tells_how_far_leads_came_and_leads_to_them(qtbot, sheet):
    card = sheet.leads.cards["funnel"]
    assert [row[0] for row in card.chart.table()[1:]] == [
        "Erfasst (MCL)", "Qualifiziert (MQL)", "Angenommen (SAL)", "Kunde",
    ]  # fmt: skip
    assert "2 von 2 Interessenten wurden Kunden." in card.note.text()
    card.chart.grab()
    sheet.leads.go.disconnect()
    with qtbot.waitSignal(sheet.leads.go) as gone:
        qtbot.mouseClick(card.chart, Qt.MouseButton.LeftButton, pos=card.chart.hits[3].at.center().toPoint())
    assert gone.args == ["customers", ("filter", "lead_stage is customer")]
    assert evaluate.count(sheet._session.db, parse("lead_stage is customer")) == 2


def test_the_pipeline_ends_with_what_was_paid(sheet):
    rows = dict(sheet.leads.cards["pipeline"].chart.table()[1:])
    assert list(rows) == [
        "Erster Kontakt", "Erfasst (MCL)", "Qualifiziert (MQL)", "Angenommen (SAL)", "Angebot oder Bestellung", "Rechnung",
        "Bezahlt",
    ]  # fmt: skip
    assert rows["Rechnung"] == "2 · 476 €"


def test_who_waits_too_long_is_one_click_away(qtbot, sheet):
    who = stages.leads(sheet._session.db)[0].profile
    card = sheet.leads.cards["waiting"]

    def handed(db, _progress):
        db.execute("DELETE FROM counted")
        number = deciding.hand_over(db, who, "Berg", "Sie")
        db.execute("UPDATE decision SET what = json_set(what, '$.due', '2025-11-01T08:00:00Z') WHERE id = ?", (number,))
        db.commit()

    sheet._session.run(handed)
    qtbot.waitUntil(lambda: card.is_shown())
    assert card.note.text() == "1 wartet, 1 überfällig"
    card.chart.grab()
    sheet.leads.go.disconnect()
    with qtbot.waitSignal(sheet.leads.go) as gone:
        qtbot.mouseClick(card.chart, Qt.MouseButton.LeftButton, pos=card.chart.hits[0].at.center().toPoint())
    assert gone.args == ["customers", who]


def test_the_sheet_says_who_has_what_in_hand(qtbot, sheet):
    who = stages.leads(sheet._session.db)[0].profile
    card = sheet.leads.cards["team"]
    assert card.sentence() == "Nichts liegt an."

    def noted(db, _progress):
        journal.decide(db, "task", {"records": [who], "text": "Nachfassen", "due": "2025-11-01"}, "Berg")

    sheet._session.run(noted)
    qtbot.waitUntil(lambda: card.is_shown())
    assert card.chart.table()[1:] == [["Berg", "1 Wiedervorlage · 1 überfällig"]]
    assert card.note.text() == "1 Sache ist überfällig."


def test_a_file_without_leads_says_where_they_come_from(qtbot, tmp_path):
    page = figures_shop.desk(qtbot, figures_shop.two_customers(tmp_path)).window.page("analysis")
    page.window().go("analysis", "leads")
    qtbot.waitUntil(lambda: page.leads.isVisible() and page.leads.is_over())
    assert "Noch keine Interessenten" in page.leads.cards["funnel"].sentence()
    work.wait_all()
