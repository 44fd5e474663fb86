"""The card about typical paths: each row with its customers, or from when there will be some."""

import figures_shop
import paths_shop
import pytest
from PySide6.QtCore import Qt

from kmu_crm import i18n
from kmu_crm.insight.paths import Path, Paths
from kmu_crm.segments import evaluate
from kmu_crm.segments.parser import parse
from kmu_crm.ui import work
from kmu_crm.ui.pages.analysis.paths import way


@pytest.fixture
def card(qtbot):
    def showing(file):
        page = figures_shop.desk(qtbot, file).window.page("analysis")
        page.window().go("analysis", "leads")
        qtbot.waitUntil(lambda: page.leads.isVisible() and page.leads.is_over())
        page.leads.go.disconnect()
        return page, page.leads.cards["paths"]

    yield showing
    work.wait_all()


def test_the_card_tells_each_way_and_a_click_leads_to_its_customers(qtbot, card, tmp_path):
    page, shown = card(paths_shop.shop(tmp_path))
    assert shown.chart.table()[1:] == [
        ["Anruf → Kauf", "20 · 80\u00a0% · 10 Tage"],
        ["Anfrage → Termin → Kauf", "5 · 20\u00a0% · 30 Tage"],
        ["Ohne erfassten Kontakt", "4"],
    ]
    assert "25 von 29 Kunden hatten vor dem ersten Kauf einen erfassten Kontakt." in shown.note.text()
    assert "1 weiterer kaufte zum ersten Mal vor dem 01.03.2025" in shown.note.text()
    shown.chart.grab()
    for place, n in ((1, 5), (2, 4)):
        with qtbot.waitSignal(page.leads.go) as gone:
            qtbot.mouseClick(shown.chart, Qt.MouseButton.LeftButton, pos=shown.chart.hits[place].at.center().toPoint())
        where, (_filter, rule) = gone.args
        assert where == "customers" and evaluate.count(page._session.db, parse(rule)) == n


def test_too_few_customers_are_said_instead_of_a_table(card, tmp_path):
    _page, shown = card(paths_shop.shop(tmp_path, callers=14))
    assert not shown.is_shown()
    assert shown.sentence() == (
        "Die Daten reichen noch nicht: 19 Kunden haben vor dem ersten Kauf einen erfassten Kontakt; Wege zeigen sich ab 20."
        " 4 kauften ohne erfassten Kontakt."
    )


def test_without_any_contact_the_card_says_what_brings_them(card, tmp_path):
    _page, shown = card(figures_shop.two_customers(tmp_path))
    assert shown.sentence().startswith("Noch keine Kontakte erfasst.")


def test_the_card_speaks_english_too(qtbot, card, tmp_path):
    _page, shown = card(paths_shop.shop(tmp_path))
    i18n.use("en")
    of = Path(("enquiry", "touch Messe"), True, (1, 2, 3), 0.5, 1.0)
    shown.fill(Paths([of], None, (), 0, "2025-03-01", 25))
    assert way(of) == "… → Enquiry → Messe → Purchase"
    assert shown.chart.table()[1:] == [["… → Enquiry → Messe → Purchase", "3 · 50% · 1 day"]]
