"""Settings in the window: thresholds and orders that tell what they would change before they are taken over, and the rest."""

import figures_shop
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QMenu

from kmu_crm import i18n, settings
from kmu_crm.desk import intake
from kmu_crm.profiles import queries
from kmu_crm.store.store import Store
from kmu_crm.ui import work
from kmu_crm.ui.pages.settings import plain

LIST = "Kundennummer;Vorname;Nachname;E-Mail;Telefon;Ort\n"
OUTLOOK = "First Name,Last Name,E-mail Address,Business Phone,Company\n"
ONE, ASK = "match.one_percent", "match.ask_percent"


@pytest.fixture
def desk(qtbot, tmp_path):
    """Ina stands in a list and in an address book, with another phone in each; Uwe may be one with U. Kranz."""
    i18n.use("de")
    files = {
        "kunden.csv": LIST
        + "1;Ina;Berg;ina@berg.example;0341 2312514;Ulm\n2;Uwe;Kranz;uwe@kranz.example;0341 2312599;Ulm\n",
        "weitere.csv": "Vorname;Nachname;Telefon\nU.;Kranz;0341 2312599\nUwe;Kranz;\n",
        "outlook.csv": OUTLOOK + "Ina,Berg,ina@berg.example,0341 2312577,\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with Store(tmp_path / "laden.kmucrm") as made:
        intake.take_in(made.db, [tmp_path / name for name in files])
    yield figures_shop.desk(qtbot, tmp_path / "laden.kmucrm")
    work.wait_all()


@pytest.fixture
def page(desk):
    desk.window.go("settings")
    return desk.window.current_page()


def counted(qtbot, section):
    """What a section foresees, once it is counted."""
    qtbot.waitUntil(lambda: section.outcome.text() != "Wird gezählt …", timeout=20_000)
    return section.foreseen


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def take(qtbot, desk, section):
    with qtbot.waitSignal(desk.session.rested, timeout=20_000):
        click(qtbot, section.take)


def customers(desk):
    return queries.count(desk.session.db)


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel)]


def test_settings_stand_at_the_foot_of_the_rail_and_open_with_their_key(desk, qtbot):
    click(qtbot, desk.window.rail.buttons["settings"])
    assert desk.window.current_page().title == "Einstellungen"
    desk.window.go("start")
    desk.window.commands.run("extras.settings")
    assert desk.window.current_page().title == "Einstellungen"


def test_look_and_language_are_a_menu_at_the_top(desk, page, qtbot):
    click(qtbot, page.looks)
    menu = next(one for one in desk.window.findChildren(QMenu) if one.isVisible())
    assert desk.window.commands.action("view.dark") in menu.actions()
    desk.window.commands.action("view.single_keys").trigger()
    menu.close()
    assert desk.window.state.get("single_keys") is False and not desk.window.commands.single_keys


def test_moved_thresholds_tell_what_would_change_and_change_nothing(desk, page, qtbot):
    assert counted(qtbot, page.who).moved.then == page.who.foreseen.moved.now
    assert not page.who.take.isEnabled() and not page.who.back.isEnabled()
    before = customers(desk)
    page.who.fields["one"].set_value(100)
    found = counted(qtbot, page.who)
    assert found.moved.apart > 0 and page.who.tiles["customers"].figure == str(found.moved.then.customers)
    assert f"jetzt {before}" in page.who.tiles["customers"].note.text()
    assert any("kämen auseinander" in text for text in texts(page.who))
    assert (customers(desk), settings.read(desk.session.db, ONE)) == (before, 95)
    click(qtbot, page.who.back)
    assert page.who.fields["one"].value() == 95


def test_taking_over_does_what_was_foreseen_and_is_one_step_to_take_back(desk, page, qtbot):
    before = customers(desk)
    counted(qtbot, page.who)
    page.who.fields["one"].set_value(100)
    page.who.fields["ask"].set_value(20)
    found = counted(qtbot, page.who)
    take(qtbot, desk, page.who)
    assert customers(desk) == found.moved.then.customers != before
    assert (settings.read(desk.session.db, ONE), settings.read(desk.session.db, ASK)) == (100, 20)
    assert not page.who.take.isEnabled()
    with qtbot.waitSignal(desk.session.rested, timeout=20_000):
        desk.window.undo_last()
    assert customers(desk) == before
    assert (settings.read(desk.session.db, ONE), settings.read(desk.session.db, ASK)) == (95, 55)
    assert page.who.chosen() == {"ask": 55, "one": 95}


def test_a_lower_lower_threshold_says_that_it_cannot_be_counted_to_the_end(page, qtbot):
    counted(qtbot, page.who)
    assert page.who.unknown.isHidden()
    page.who.fields["ask"].set_value(30)
    counted(qtbot, page.who)
    assert not page.who.unknown.isHidden() and "nicht aufgehoben" in page.who.unknown.text.text()


def test_no_threshold_passes_the_other_and_delivered_ones_come_back(page, qtbot):
    page.who.fields["ask"].set_value(97)
    assert page.who.chosen() == {"ask": 97, "one": 97}
    page.who.fields["one"].set_value(85)
    assert page.who.chosen() == {"ask": 85, "one": 85}
    qtbot.keyClick(page.who.fields["one"], Qt.Key.Key_Down)
    assert page.who.chosen() == {"ask": 84, "one": 84}
    page.who.fields["one"].set_value(0)
    assert page.who.chosen() == {"ask": 81, "one": 81}
    page.who.fields["ask"].selectAll()
    qtbot.keyClicks(page.who.fields["ask"], "57")
    assert page.who.chosen() == {"ask": 57, "one": 81}
    click(qtbot, page.who.reset)
    assert page.who.chosen() == {"ask": 55, "one": 95}
    counted(qtbot, page.who)


def test_a_handle_of_the_scale_is_dragged(page, qtbot):
    scale = page.who.scale
    middle = scale.height() // 2
    qtbot.mousePress(scale, Qt.MouseButton.LeftButton, pos=QPoint(round(scale.place_of(95)), middle))
    qtbot.mouseMove(scale, QPoint(round(scale.place_of(80)), middle))
    qtbot.mouseRelease(scale, Qt.MouseButton.LeftButton, pos=QPoint(round(scale.place_of(80)), middle))
    assert abs(page.who.fields["one"].value() - 80) <= 1 and page.who.fields["ask"].value() == 55
    assert scale.accessibleName().startswith("Unter 55 % getrennt gelassen")
    counted(qtbot, page.who)


def phones(desk):
    return [
        queries.profile(desk.session.db, number)["phone"]
        for number in queries.everybody(desk.session.db, "name", False)
    ]


def turned_to_phone(page, title="Telefon"):
    page.go_to("values")
    names = [page.values.groups.item(place).text() for place in range(page.values.groups.count())]
    page.values.groups.setCurrentRow(next(place for place, name in enumerate(names) if name.startswith(title)))
    return page.values


def test_a_source_is_moved_by_button_and_key_and_tells_whose_values_would_change(desk, page, qtbot):
    values = turned_to_phone(page)
    assert values.kinds() == ["accounting", "shop", "contacts", "orders", "list", "newsletter"]
    assert values.order.item(2).text() == "3.  Adressbuch   ·   Outlook"
    assert counted(qtbot, values).customers == 0 and not values.take.isEnabled()
    values.order.setCurrentRow(4)
    click(qtbot, values.up)
    qtbot.keyClick(values.order, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert values.kinds() == ["accounting", "shop", "list", "contacts", "orders", "newsletter"]
    assert values.order.currentRow() == 2 and "eigene Reihenfolge" in values.groups.currentItem().text()
    assert counted(qtbot, values).customers == 1
    assert "Ina Berg: Telefon +49 341 2312577 → +49 341 2312514" in texts(values)
    assert "+493412312577" in phones(desk)
    take(qtbot, desk, values)
    assert "+493412312514" in phones(desk) and "+493412312577" not in phones(desk)
    with qtbot.waitSignal(desk.session.rested, timeout=20_000):
        desk.window.undo_last()
    assert "+493412312577" in phones(desk) and settings.read(desk.session.db, "trust.phone") == ""


def test_an_order_moved_back_is_as_delivered_again(page, qtbot):
    values = turned_to_phone(page)
    values.order.setCurrentRow(0)
    click(qtbot, values.down)
    assert values.is_moved() and values.inherit.isVisibleTo(values)
    click(qtbot, values.up)
    assert not values.is_moved() and not values.inherit.isVisibleTo(values)
    click(qtbot, values.down)
    click(qtbot, values.inherit)
    assert not values.is_moved()
    counted(qtbot, values)


def test_what_is_moved_and_not_taken_over_survives_a_change_of_language(desk, page, qtbot):
    page.who.fields["one"].set_value(90)
    page.plain.rows["value.hourly_rate"].field.setText("65,50")
    values = turned_to_phone(page)
    values.order.setCurrentRow(1)
    click(qtbot, values.up)
    desk.speak("en")
    qtbot.addWidget(desk.window)
    again = desk.window.page("settings")
    assert again.who.fields["one"].value() == 90
    assert turned_to_phone(again, "Phone").kinds()[:2] == ["shop", "accounting"]
    assert again.plain.rows["value.hourly_rate"].field.text() == "65,50"


def test_every_setting_that_the_commands_know_can_be_set_but_the_watched_folder(page):
    assert plain.covered() == settings.ALL.keys() - {"import.watch_folder"}
    page.go_to("plain")
    assert {key for key, one in page.plain.rows.items() if one.isVisibleTo(page)} == page.plain.rows.keys()


def test_figures_follow_what_is_typed(qtbot, tmp_path):
    desk = figures_shop.desk(qtbot, figures_shop.cafes(tmp_path))
    desk.window.go("settings", "plain")
    sheet = desk.window.current_page().plain
    for key, typed in (
        ("value.margin_percent", "40"),
        ("value.hourly_rate", "65,50"),
        ("figures.key_date", "31.12.2025"),
    ):
        sheet.rows[key].field.setText(typed)
    land = sheet.rows["business.country"].field
    assert isinstance(land, QComboBox)
    land.setCurrentText("Schweiz")
    with qtbot.waitSignal(desk.session.rested, timeout=20_000):
        click(qtbot, sheet.save)
    read = {key: settings.read(desk.session.db, key) for key in settings.ALL}
    assert (read["value.margin_percent"], read["value.hourly_rate"]) == (40, 6550)
    assert (read["figures.key_date"], read["business.country"]) == ("2025-12-31", "CH")
    assert desk.session.db.execute("SELECT count(*) FROM figure WHERE db1 IS NULL").fetchone() == (0,)
    assert desk.session.db.execute("SELECT DISTINCT as_of FROM figure").fetchall() == [("2025-12-31",)]
    work.wait_all()


def test_an_unknown_margin_is_an_empty_field_and_a_wrong_day_is_answered_as_days_are_written_here(desk, page, qtbot):
    margin, day = page.plain.rows["value.margin_percent"], page.plain.rows["figures.key_date"]
    assert margin.field.text() == ""
    page.go_to("plain")
    day.field.setText("32.13.2025")
    click(qtbot, page.plain.save)
    assert day.field.accessibleDescription().endswith("erlaubt: 31.12.2025.")
    day.field.setText("")
    with qtbot.waitSignal(desk.session.rested, timeout=20_000):
        click(qtbot, page.plain.save)
    assert settings.read(desk.session.db, "value.margin_percent") == -1


def test_what_does_not_fit_is_said_beside_its_field_and_nothing_is_kept(desk, page, qtbot):
    page.go_to("plain")
    page.plain.rows["value.hourly_rate"].field.setText("70")
    page.plain.rows["phase.lost"].field.setText("viel")
    click(qtbot, page.plain.save)
    assert "viel" in page.plain.rows["phase.lost"].field.accessibleDescription()
    assert settings.read(desk.session.db, "value.hourly_rate") == 6000


def test_tab_goes_as_the_eye_does(desk, page, qtbot):
    counted(qtbot, page.who)
    page.who.fields["one"].set_value(90)
    counted(qtbot, page.who)
    page.who.fields["ask"].setFocus()
    stops = []
    for _step in range(5):
        stops.append(desk.window.focusWidget())
        qtbot.keyClick(desk.window.focusWidget(), Qt.Key.Key_Tab)
    who = page.who
    assert stops == [who.fields["ask"], who.fields["one"], who.reset, who.back, who.take]
    page.go_to("plain")
    first = page.plain.rows["business.name"].field
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert desk.window.focusWidget() is page.plain.rows["business.country"].field
