"""Backups before an import, what an undo would touch, and archives that leave nothing behind."""

import gc
import multiprocessing
import zipfile

import pytest
from desk_window import PEOPLE
from import_page import opened_page, settled, take_over, written
from PySide6.QtCore import Qt

from kmu_crm import settings
from kmu_crm.desk import entry
from kmu_crm.profiles import queries as profiles
from kmu_crm.profiles import search
from kmu_crm.sources import queries as sources
from kmu_crm.ui.pages.importing.undoing import Undoing
from kmu_crm.ui.pages.importing.unguarded import Unguarded
from kmu_crm.ui.problem import Problem
from kmu_crm.ui.widgets import Label
from kmu_crm.ui.working import WorkBanner


@pytest.fixture
def page(qtbot, tmp_path):
    yield from opened_page(qtbot, tmp_path)


def any_import_is_large(session):
    session.run(lambda db, _progress: settings.write(db, "backup.large_rows", "1"))


def test_without_room_for_a_backup_the_person_decides(qtbot, page, tmp_path):
    session = page.desk.session
    any_import_is_large(session)
    page.go_to([written(tmp_path, "a.csv", PEOPLE)])
    settled(qtbot, page)
    take_over(qtbot, page)
    (session.store.file.parent / "backups").write_text("a file where the folder should be")
    page.go_to([written(tmp_path, "b.csv", PEOPLE + "7;Neu;Dazu;;;;;\n")])
    settled(qtbot, page)
    take_over(qtbot, page)
    question = page.window().findChild(Unguarded)
    assert len(sources.imports(session.db)) == 1 and [item.path.name for item in page.tray.items] == ["b.csv"]
    with qtbot.waitSignal(page.running.finished, timeout=20_000):
        question.go.click()
    assert len(sources.imports(session.db)) == 2 and not page.tray.items


def test_the_dialog_of_an_undo_tells_the_later_work_and_names(qtbot, page, tmp_path):
    session = page.desk.session
    page.go_to([written(tmp_path, "a.csv", PEOPLE)])
    settled(qtbot, page)
    take_over(qtbot, page)
    (uwe,) = search.ids(session.db, "Kranz")
    with qtbot.waitSignal(session.changed, timeout=10_000):
        session.run(lambda db, _progress: entry.correct(db, uwe, "city", "Wien", "Eva"))
    dialog = Undoing(page.window(), session, [sources.imports(session.db)[0].id])
    dialog.open()
    qtbot.waitUntil(dialog.go.isEnabled, timeout=5_000)
    told = [label.text() for label in dialog.findChildren(Label)]
    assert "Korrekturen 1" in told
    assert any(text.startswith("Darunter: Uwe Kranz, ") for text in told)
    assert told.index("Das bleibt:") < told.index("–  1 spätere Änderung") < told.index("Bearbeitet: Uwe Kranz")


def test_a_backup_comes_before_the_first_file_and_its_place_is_told(qtbot, page, tmp_path, monkeypatch):
    seen = []
    any_import_is_large(page.desk.session)
    page.go_to([written(tmp_path, "a.csv", PEOPLE)])
    settled(qtbot, page)
    take_over(qtbot, page)
    page.go_to([written(tmp_path, "b.csv", PEOPLE + "7;Neu;Dazu;;;;;\n")])
    settled(qtbot, page)
    monkeypatch.setattr(page.running, "_derives", lambda title: seen.append((title, page.running.runs[0].state)))
    take_over(qtbot, page)
    assert seen[0] == ("kunden.kmucrm wird gesichert", "waiting")
    told = [label.text() for label in page.result.findChildren(Label)]
    assert any(text.startswith("Der Stand vor diesem Import liegt in ") for text in told)


def test_an_archive_is_unfolded_into_its_files_and_leaves_no_folder(qtbot, page, tmp_path):
    archive = tmp_path / "export.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("kunden.csv", PEOPLE)
        made.writestr(
            "brief.eml",
            "From: x@y.example\nTo: z@y.example\nDate: Sun, 9 Mar 2025 10:00 +0100\nSubject: Hallo\n\nText\n",
        )
        made.writestr("../weg.csv", PEOPLE)
    page.go_to([archive])
    qtbot.waitUntil(lambda: len(page.tray.items) == 3, timeout=40_000)
    settled(qtbot, page)
    names = [(one.name, one.state) for one in page.tray.items]
    assert names == [
        ("export.zip/kunden.csv", "ready"),
        ("export.zip/brief.eml", "ready"),
        ("export.zip/weg.csv", "refused"),
    ]
    folder = page.tray.items[0].path.parents[1]
    page.go_to([archive])
    assert len(page.tray.items) == 3
    assert [column.header for column in page.tray.items[1].look.columns][:4] == [
        "Datum",
        "Richtung",
        "Betreff",
        "Adresse",
    ]
    assert [one.trial.kind for one in page.tray.items[:2]] == ["customers", "history"]
    take_over(qtbot, page)
    assert {one.file for one in sources.imports(page.desk.session.db)} == {
        "export.zip/kunden.csv",
        "export.zip/brief.eml",
    }
    assert profiles.count(page.desk.session.db) == 3
    page.tray.remove(page.tray.items[0])
    page.go_to([written(tmp_path, "b.csv", PEOPLE)])  # what is shown last is held
    settled(qtbot, page)
    take_over(qtbot, page)
    qtbot.waitUntil(lambda: not gc.collect() and not folder.exists(), timeout=10_000)


def test_files_of_an_import_that_broke_off_wait_for_another_try(qtbot, page, tmp_path, monkeypatch):
    many = "".join(f"{n};Vor{n};Name{n};;;;;\n" for n in range(10, 500))  # the kill must come before the work's end
    page.go_to([written(tmp_path, "a.csv", PEOPLE + many)])
    settled(qtbot, page)
    monkeypatch.setattr(
        page.running, "_derives", lambda _title: [one.kill() for one in multiprocessing.active_children()]
    )
    take_over(qtbot, page)
    settled(qtbot, page)
    assert [item.path.name for item in page.tray.items] == ["a.csv"]
    page.window().findChildren(Problem)[0].close_up()
    monkeypatch.undo()
    take_over(qtbot, page)
    assert page.tray.items == []


def test_an_undo_closed_before_its_answer_is_there_does_no_harm(qtbot, page, tmp_path):
    page.go_to([written(tmp_path, "a.csv", PEOPLE)])
    settled(qtbot, page)
    take_over(qtbot, page)
    session = page.desk.session
    with qtbot.captureExceptions() as wrong:
        sheet = Undoing(page.window(), session, [sources.imports(session.db)[0].id])
        sheet.open()
        sheet.close_up()
        qtbot.wait(300)
    assert wrong == []


def test_while_an_import_is_undone_a_banner_says_so(qtbot, page, tmp_path):
    page.go_to([written(tmp_path, "a.csv", PEOPLE)])
    settled(qtbot, page)
    take_over(qtbot, page)
    window, session = page.window(), page.desk.session
    dialog = Undoing(window, session, [sources.imports(session.db)[0].id])
    dialog.open()
    qtbot.waitUntil(dialog.go.isEnabled, timeout=5_000)
    with qtbot.waitSignal(session.changed, timeout=20_000):
        dialog.go.click()
        assert [one.text.text() for one in window.findChildren(WorkBanner)] == ["Der Import wird zurückgenommen …"]
    qtbot.waitUntil(lambda: window.findChildren(WorkBanner) == [])
    assert sources.imports(session.db)[0].state == "undone"


def test_a_list_of_suppliers_waits_until_somebody_says_that_they_are_customers(qtbot, page, tmp_path):
    page.go_to([written(tmp_path, "Lieferanten.csv", "Firma;Ort;E-Mail\nHolz GmbH;Ulm;a@holz.example\n")])
    settled(qtbot, page)
    assert page.tray.items[0].state == "unmapped" and not page.take.isEnabled()
    assert "Lieferanten" in page.mapping.doubt.text.text()
    assert page.mapping.right.text() == "Es sind trotzdem Kunden"
    page.mapping.assigned.emit({"Ort": "attribute"})
    settled(qtbot, page)
    assert page.tray.items[0].state == "unmapped"
    qtbot.mouseClick(page.mapping.right, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.tray.items[0].state == "ready", timeout=10_000)
    take_over(qtbot, page)
    assert page.desk.session.db.execute("SELECT email FROM profile").fetchall() == [("a@holz.example",)]
