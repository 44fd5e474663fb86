from datetime import date
from pathlib import Path

import figures_shop
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent

from kmu_crm import i18n
from kmu_crm.desk.intake import take_in
from kmu_crm.profiles.timeline import News
from kmu_crm.store.store import Store
from kmu_crm.ui import work
from kmu_crm.ui.pages import changes
from kmu_crm.ui.pages.lines import Line
from kmu_crm.ui.pages.start import words
from kmu_crm.ui.pages.start.exporting import ExportHelp
from kmu_crm.ui.pages.start.standing import Open
from kmu_crm.ui.pages.start.tasks import TaskRow, tasks
from kmu_crm.ui.widgets import Button, Label
from kmu_crm.ui.window_state import WindowState
from kmu_crm.value.overview import Change
from kmu_crm.value.queries import Overdue


@pytest.fixture
def open_desk(qtbot):
    yield lambda file: figures_shop.desk(qtbot, file)
    work.wait_all()


@pytest.fixture
def store_file(tmp_path):
    return figures_shop.two_customers(tmp_path)


@pytest.fixture
def today(open_desk, store_file, qtbot):
    page = open_desk(store_file).window.page("start")
    qtbot.waitUntil(lambda: page._round.is_over())
    return page.today


def test_files_of_the_watched_folder_are_the_first_task_and_can_be_refused(today, qtbot):
    files = [Path("/daten/Ausfuhren/a.csv"), Path("/daten/Ausfuhren/b.csv")]
    today.show_files(files)
    line = today.tasks.itemAt(0).widget()
    assert line.button.accessibleName() == "2 neue Dateien in „Ausfuhren“: Ansehen"
    with qtbot.waitSignal(today.refused) as refused:
        qtbot.mouseClick(line.refuse, Qt.MouseButton.LeftButton)
    assert refused.args == [files]
    with qtbot.waitSignal(today.go) as gone:
        qtbot.mouseClick(line.button, Qt.MouseButton.LeftButton)
    assert gone.args == ["importing", files]


def test_an_empty_file_shows_one_drop_area_and_the_programs(open_desk, tmp_path, qtbot):
    (tmp_path / "archiv.kmucrm").touch()
    desk = open_desk(tmp_path / "neu.kmucrm")
    page = desk.window.page("start")
    qtbot.waitUntil(lambda: page._round.is_over())
    texts = [label.text() for label in page.welcome.findChildren(type(page.window().top.title))]
    assert any("DATEV" in text for text in texts) and any("eigene Excel-Liste" in text for text in texts)
    with qtbot.waitSignal(desk.session.open_sample):
        qtbot.mouseClick(page.welcome.drop.sample, Qt.MouseButton.LeftButton)


def test_how_to_export_is_told_for_each_program(open_desk, tmp_path, qtbot):
    desk = open_desk(tmp_path / "neu.kmucrm")
    page = desk.window.page("start")
    page.welcome.help.click()
    (help_,) = desk.window.findChildren(ExportHelp)
    help_.fill("shopware")
    qtbot.wait(20)
    texts = [label.text() for label in help_.findChildren(Label) if label.isVisibleTo(help_)]
    assert "Shopware 5" in texts and "DATEV" not in texts
    assert any("docs.shopware.com" in text for text in texts)
    help_.fill("ebay")
    qtbot.wait(20)
    texts = [label.text() for label in help_.findChildren(Label) if label.isVisibleTo(help_)]
    assert any("nicht sicher" in text for text in texts)


def test_files_opened_before_and_a_backup_are_at_hand(open_desk, tmp_path, qtbot, monkeypatch):
    (tmp_path / "archiv.kmucrm").touch()
    (tmp_path / "woanders").mkdir()
    (tmp_path / "woanders" / "filiale.kmucrm").touch()
    kept = WindowState(tmp_path / "window.json", tmp_path / "woanders" / "filiale.kmucrm")
    kept.save()
    desk = open_desk(tmp_path / "neu.kmucrm")
    desk.window.state._path = kept._path
    page = desk.window.page("start")
    page.refresh()
    page.shown()
    qtbot.wait(20)
    buttons = [one for one in page.welcome.findChildren(Button) if not one.isHidden()]
    names = [button.text() for button in buttons if button.text().endswith(".kmucrm")]
    assert names == ["filiale.kmucrm", "archiv.kmucrm"]
    asked = []
    monkeypatch.setattr("kmu_crm.ui.asking.file_to_open", lambda _parent, title, *_more: asked.append(title))
    desk.window.fill_menus()
    page.welcome.restore.click()
    assert asked == ["Sicherung einspielen"]


def test_files_dropped_on_the_area_lead_to_the_import(open_desk, tmp_path, qtbot):
    page = open_desk(tmp_path / "neu.kmucrm").window.page("start")
    page.go.disconnect()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/daten/kunden.csv")])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    with qtbot.waitSignal(page.go) as gone:
        page.welcome.drop.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys))
    assert gone.args == ["importing", [Path("/daten/kunden.csv")]]


def test_the_running_month_is_compared_with_the_same_days(today):
    tile = today.tiles["month"]
    assert (tile.caption.text(), tile.number.text()) == ("Umsatz November", "300 €")
    assert tile.delta.text() == "▲ 200\u00a0% zum Vorjahr" and "dieselben Tage" in tile.note.text()
    assert today.chart.table()[-1][1:] == ["300 €", "100 €"]


def test_a_figure_leads_to_the_customers_behind_it(today, qtbot):
    with qtbot.waitSignal(today.go) as gone:
        qtbot.keyClick(today.tiles["new"], Qt.Key.Key_Return)
    assert gone.args == ["customers", ("filter", "first_purchase after 2025-10-31")]


@pytest.mark.parametrize(("month", "told"), [
    ("tile", "2 Kunden  ·  Umsatz 01.11.2025 bis 23.11.2025: 300,00 €"),
    ("2025-11", "2 Kunden  ·  Umsatz 01.11.2025 bis 23.11.2025: 300,00 €"),
    ("2025-10", "0 von 2 Kunden  ·  Umsatz 01.10.2025 bis 31.10.2025: 0,00 €"),
])  # fmt: skip
def test_the_revenue_of_a_month_opens_to_its_own_number(today, qtbot, month, told):
    window = today.window()
    if month == "tile":
        qtbot.keyClick(today.tiles["month"], Qt.Key.Key_Return)
    else:
        today.chart.clicked.emit(month)
    qtbot.waitUntil(lambda: window.current_page() is window.page("customers"))
    found = window.page("customers").list
    qtbot.waitUntil(lambda: found.count.text() == told)
    found.search_everybody()
    qtbot.waitUntil(lambda: found.count.text() == "2 Kunden  ·  Umsatz 12 M: 300,00 €")


def test_the_newest_events_open_their_customer(today, qtbot):
    newest = today.news.findChildren(Line)[0]
    assert newest.accessibleName().startswith("Rechnung: Hotel Bergblick")
    with qtbot.waitSignal(today.profile):
        qtbot.mouseClick(newest, Qt.MouseButton.LeftButton)


def test_the_two_questions_lead_to_their_cards(today, qtbot):
    gone = []
    today.go.connect(lambda page, place: gone.append((page, place)))
    for question in today.findChildren(Line):
        if question.accessibleName().startswith("Was "):
            question.clicked.emit()
    assert gone == [("analysis", "traits"), ("analysis", "together")]


def test_changed_data_are_asked_for_again(open_desk, store_file, qtbot, tmp_path):
    desk = open_desk(store_file)
    page = desk.window.page("start")
    qtbot.waitUntil(lambda: page._round.is_over())
    further = figures_shop.write(tmp_path, "kunden", "3;Weingut Kranzler;Wein;Pfalz;2021-03-01")
    desk.session.run(lambda db, progress: take_in(db, [further], progress=progress))
    qtbot.waitUntil(lambda: page.today.tiles["reach"].number.text() == "0 von 3", timeout=10000)


def test_only_the_top_task_has_a_filled_button(qtbot):
    i18n.use("de")
    late = Overdue(7, 311840, "EUR", "Friseur Scherenschnitt", 41)
    found = tasks(Open(23, late, 64, 11840000, "EUR", [("Lexware", "2025-03-03"), ("DATEV", "2025-10-01")]))
    rows = [TaskRow(task, print, first=place == 0) for place, task in enumerate(found)]
    assert [row.button.property("kind") for row in rows] == ["primary", "plain", "plain", "plain"]
    assert [task.page for task in found] == ["duplicates", "customers", "customers", "importing"]
    assert found[0].note.startswith("etwa 4 Minuten")
    assert found[1].note == "zusammen 3.118,40 € · am längsten: Friseur Scherenschnitt, 41 Tage"
    assert found[3].note == "Lexware bis 03.03.2025 · DATEV bis 01.10.2025"
    assert tasks(Open(0, None, 0, 0, "EUR", [])) == []


@pytest.mark.parametrize(("hour", "said"), [(7, "Guten Morgen."), (13, "Guten Tag."), (19, "Guten Abend.")])
def test_the_greeting_follows_the_clock(hour, said):
    i18n.use("de")
    assert words.greeting(hour, False).startswith(said)
    assert words.greeting(hour, True) == f"{said} Es ist alles erledigt."


def test_events_say_what_happened_and_when():
    i18n.use("de")
    consent = News(1, "Ute Rauch", "2025-11-22T10:00", "consent", "confirmed", None, None, "email")
    assert words.event(consent)[:2] == ("Einwilligung: Ute Rauch", "Werbung per E-Mail, Double-Opt-in")
    assert words.event_time(consent, date(2025, 11, 23)) == "gestern"
    assert words.event_time(consent, date(2025, 11, 22)) == "10:00"
    paid = News(1, "Anna", "2025-11-01", "payment", "RE-1", 51200, "EUR", "Anna")
    assert words.event(paid)[:2] == ("Zahlung: Anna", "RE-1 · 512,00 €")


def test_changes_have_a_sign_and_none_without_a_year_before():
    i18n.use("de")
    assert changes.relative(Change(88, 100)) == {"delta": "12\u00a0%", "up": False, "good": False}
    assert changes.relative(Change(88, None)) == changes.relative(Change(88, 0)) == {}
    assert changes.points(Change(0.62, 0.60)) == {"delta": "2,0", "up": True, "good": True}


def test_without_any_purchase_the_chart_says_so(open_desk, tmp_path, qtbot):
    files = [figures_shop.write(tmp_path, "kunden", "1;Hotel Bergblick;Hotel;Bayern;2021-03-01")]
    with Store(tmp_path / "ohne.kmucrm") as made:
        take_in(made.db, files)
    page = open_desk(tmp_path / "ohne.kmucrm").window.page("start")
    qtbot.waitUntil(lambda: page._round.is_over())
    assert page.today.chart.isHidden() and page.today.no_sales.text().endswith("Bestellungen importiert sind.")
    assert page.today.often.isHidden()


def test_tab_goes_in_reading_order_also_through_what_came_later(today, qtbot):
    chain, widget = [], today.tiles["reach"]
    while (widget := widget.nextInFocusChain()) is not today.tiles["month"] and len(chain) < 400:
        chain.append(widget)
    places = [
        chain.index(one)
        for one in (today.chart, *today.news.findChildren(Line)[:1], *today.questions.findChildren(Line))
    ]
    buttons = [chain.index(row.button) for row in today.findChildren(TaskRow)]
    assert places == sorted(places) and all(place < places[0] for place in buttons)


def test_without_a_single_sale_no_revenue_is_claimed(open_desk, tmp_path, qtbot):
    file = figures_shop.store(
        tmp_path, figures_shop.write(tmp_path, "kunden", "1;Café Morgenrot;Gastro;Sachsen;2021-03-01")
    )
    page = open_desk(file).window.page("start")
    qtbot.waitUntil(lambda: page._round.is_over())
    assert [page.today.tiles[name].number.text() for name in ("month", "new", "risk")] == ["–"] * 3
