"""A list of invoices that tells gross amounts and no VAT: its revenue is unknown everywhere, and never nought."""

import figures_shop
import pytest
from import_page import take_over
from PySide6.QtCore import Qt

from kmu_crm.ui import work
from kmu_crm.ui.pages.start.tasks import TaskRow
from kmu_crm.ui.widgets import Chip, Note, Picker

HEAD = "Rechnungsnummer;Datum;Name;E-Mail;Betrag"
ROWS = [f"R{n};{11 - n % 2:02}.11.2025;Anna Berg {n % 4};a{n % 4}@x.example;{100 + n},00" for n in range(12)]


@pytest.fixture
def bills(tmp_path):
    file = tmp_path / "rechnungen.csv"
    file.write_text("\n".join((HEAD, *ROWS)) + "\n", encoding="utf-8")
    return file


@pytest.fixture
def desk(qtbot, tmp_path, bills):
    yield figures_shop.desk(qtbot, figures_shop.store(tmp_path, bills))
    work.wait_all()


@pytest.fixture
def half_known(qtbot, tmp_path, bills):
    """The same beside a list that tells its net amounts."""
    net = tmp_path / "netto.csv"
    net.write_text("Rechnungsnummer;Datum;Name;E-Mail;Netto\nN1;12.11.2025;Uwe Kranz;u@x.example;50,00\n", "utf-8")
    yield figures_shop.desk(qtbot, figures_shop.store(tmp_path, bills, net))
    work.wait_all()


def page(qtbot, desk, name):
    desk.window.go(name)
    made = desk.window.page(name)
    qtbot.waitUntil(lambda: made._round.is_over())
    return made


WHY = "12 Belege nennen nur den Bruttobetrag und nicht die enthaltene Umsatzsteuer"


def test_start_says_that_revenue_is_unknown_and_why(qtbot, desk):
    today = page(qtbot, desk, "start").today
    assert {(tile.figure, tile.note.text()) for tile in (today.tiles["month"], today.tiles["risk"])} == {
        ("unbekannt", WHY)
    }
    assert today.no_sales.text() == f"Der Umsatz ist unbekannt: {WHY}."


def test_the_first_task_leads_to_where_the_vat_is_said(qtbot, desk, bills):
    today = page(qtbot, desk, "start").today
    task = today.findChildren(TaskRow)[0]
    assert task.button.accessibleName() == "12 Belege mit unbekanntem Umsatz: Umsatzsteuer angeben"
    qtbot.mouseClick(task.button, Qt.MouseButton.LeftButton)
    importing = desk.window.page("importing")
    qtbot.waitUntil(importing.untold_vat.isVisible)
    assert "rechnungen.csv" in importing.untold_vat.note.text.text()
    importing.add([bills])
    qtbot.waitUntil(lambda: bool(importing.tray.items) and importing.tray.items[0].state == "ready", timeout=20_000)
    (picker,) = importing.checking.problems.findChildren(Picker)
    picker.setCurrentIndex(picker.findText("mit 19 % USt."))
    picker.activated.emit(picker.currentIndex())
    qtbot.waitUntil(lambda: importing.tray.items[0].state == "ready", timeout=20_000)
    take_over(qtbot, importing)
    qtbot.waitUntil(lambda: not importing.untold_vat.isVisible())
    assert page(qtbot, desk, "start").today.tiles["month"].figure == "1.064 €"


def test_the_result_warns_of_revenue_that_stays_unknown(qtbot, desk, tmp_path):
    again = tmp_path / "mehr.csv"
    again.write_text(f"{HEAD}\nR99;12.11.2025;Uwe Kranz;u@x.example;10,00\n", encoding="utf-8")
    desk.window.go("importing")
    importing = desk.window.page("importing")
    importing.add([again])
    qtbot.waitUntil(lambda: bool(importing.tray.items) and importing.tray.items[0].state == "ready", timeout=20_000)
    assert "1 Hinweis" in [chip.text() for chip in importing.files.findChildren(Chip)]
    take_over(qtbot, importing)
    qtbot.waitUntil(importing.result.isVisible)
    assert any("Umsatz bleibt unbekannt" in note.text.text() for note in importing.result.findChildren(Note))


def test_the_analysis_says_that_revenue_is_unknown(qtbot, desk):
    made = page(qtbot, desk, "analysis")
    assert [made.tiles[id].figure for id in ("revenue", "risk", "margin")] == ["unbekannt"] * 3
    assert [made.cards[id].sentence() for id in ("classes", "new", "concentration")] == [
        f"Der Umsatz ist unbekannt: {WHY}."
    ] * 3


def test_the_list_of_customers_and_a_segment_say_so_too(qtbot, desk):
    customers = desk.window.page("customers")
    desk.window.go("customers")
    qtbot.waitUntil(lambda: customers.list.listing is not None)
    assert customers.list.count.text() == "4 Kunden  ·  Umsatz 12 M: unbekannt, nur Bruttobeträge"
    desk.window.go("segments", "purchases >= 1")
    segments = desk.window.page("segments")
    qtbot.waitUntil(lambda: segments.size.revenue.text() == "unbekannt", timeout=10_000)


def test_what_is_known_in_part_says_what_it_lacks(qtbot, half_known):
    today = page(qtbot, half_known, "start").today
    tile = today.tiles["month"]
    assert (tile.figure, tile.delta.text()) == ("50 €", "")
    assert tile.note.text().endswith("ohne 12 Belege mit unbekannter Umsatzsteuer")
    analysis = page(qtbot, half_known, "analysis")
    assert analysis.tiles["revenue"].note.text() == "ohne 12 Belege mit unbekannter Umsatzsteuer"
    assert analysis.cards["classes"].note.text() == "ohne 12 Belege mit unbekannter Umsatzsteuer"
    half_known.window.go("customers")
    customers = half_known.window.page("customers")
    qtbot.waitUntil(lambda: customers.list.listing is not None)
    assert customers.list.count.text() == "5 Kunden  ·  Umsatz 12 M: 50,00 € · teils unbekannt bei 4 Kunden"
