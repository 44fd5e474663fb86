"""A mapping that somebody else made: its format sheet is dropped on the page like a file, and the files that wait are known."""

import pytest
from import_page import opened_page, settled, take_over, written

from kmu_crm.profiles import queries as profiles
from kmu_crm.store.place import own_sheets
from kmu_crm.ui.problem import Problem

SHEET = """
id = "fair"
system = "fair"
title = "Messeliste"
kind = "customers"
known_by = ["A1", "B7"]
[columns]
"A1" = "full_name"
"B7" = "email"
"""
FAIR = "A1;B7;C\nAda Abt;ada@a.example;x\nUdo Ude;udo@u.example;y\n"


@pytest.fixture
def page(qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("KMU_CRM_HOME", str(tmp_path / "home"))
    yield from opened_page(qtbot, tmp_path)


def test_a_sheet_from_somebody_else_makes_the_file_known(qtbot, page, tmp_path):
    page.go_to([written(tmp_path, "messe.csv", FAIR)])
    settled(qtbot, page)
    (item,) = page.tray.items
    assert item.state == "unmapped"
    page.add([written(tmp_path, "messe.toml", SHEET)])
    qtbot.waitUntil(lambda: item.state == "ready", timeout=20_000)
    assert (len(page.tray.items), item.look.recognised.sheet.id) == (1, "fair")
    assert (own_sheets("formats") / "messe.toml").read_text("utf-8") == SHEET
    take_over(qtbot, page)
    assert profiles.count(page.desk.session.db) == 2


def test_a_sheet_that_cannot_be_used_is_said_and_not_kept(qtbot, page, tmp_path):
    page.add([written(tmp_path, "messe.toml", SHEET.replace("full_name", "whole_name"))])
    qtbot.waitUntil(lambda: bool(page.window().findChildren(Problem)), timeout=10_000)
    assert page.tray.items == []
    assert not (own_sheets("formats") / "messe.toml").exists()
