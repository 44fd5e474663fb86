"""What changes figures is set in the window: read as people type it, kept whole or not at all, and followed at once."""

import figures_shop
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from kmu_crm import settings
from kmu_crm.ui import work
from kmu_crm.ui.business import BusinessSettings


@pytest.fixture
def desk(qtbot, tmp_path):
    yield figures_shop.desk(qtbot, figures_shop.cafes(tmp_path))
    work.wait_all()


@pytest.fixture
def sheet(desk):
    desk.window.commands.run("extras.settings")
    return desk.window.findChild(BusinessSettings)


def test_every_setting_that_the_commands_know_can_be_set_but_the_watched_folder(sheet):
    assert sheet.rows.keys() == settings.ALL.keys() - {"import.watch_folder"}
    shown = {key for key, one in sheet.rows.items() if one.isVisibleTo(sheet)}
    assert shown == sheet.rows.keys()


def test_figures_follow_what_is_typed(desk, sheet, qtbot):
    asked = "SELECT count(*) FROM figure WHERE db1 IS NULL"
    for key, typed in (
        ("value.margin_percent", "40"),
        ("value.hourly_rate", "65,50"),
        ("figures.key_date", "31.12.2025"),
    ):
        sheet.rows[key].field.setText(typed)
    land = sheet.rows["business.country"].field
    assert isinstance(land, QComboBox)
    land.setCurrentText("Schweiz")
    with qtbot.waitSignal(desk.session.changed, timeout=20_000):
        qtbot.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    read = {key: settings.read(desk.session.db, key) for key in settings.ALL}
    assert (read["value.margin_percent"], read["value.hourly_rate"]) == (40, 6550)
    assert (read["figures.key_date"], read["business.country"]) == ("2025-12-31", "CH")
    assert desk.session.db.execute(asked).fetchone() == (0,)
    assert desk.session.db.execute("SELECT DISTINCT as_of FROM figure").fetchall() == [("2025-12-31",)]


def test_an_unknown_margin_is_an_empty_field_and_a_wrong_day_is_answered_as_days_are_written_here(desk, sheet, qtbot):
    margin, day = sheet.rows["value.margin_percent"], sheet.rows["figures.key_date"]
    assert margin.field.text() == ""
    day.field.setText("32.13.2025")
    qtbot.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    assert day.field.accessibleDescription().endswith("erlaubt: 31.12.2025.")
    day.field.setText("")
    with qtbot.waitSignal(desk.session.changed, timeout=20_000):
        qtbot.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    assert settings.read(desk.session.db, "value.margin_percent") == -1


def test_what_does_not_fit_is_said_beside_its_field_and_nothing_is_kept(desk, sheet, qtbot):
    sheet.rows["value.hourly_rate"].field.setText("70")
    sheet.rows["phase.lost"].field.setText("viel")
    qtbot.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    assert sheet.isVisible() and "viel" in sheet.rows["phase.lost"].field.accessibleDescription()
    assert settings.read(desk.session.db, "value.hourly_rate") == 6000
