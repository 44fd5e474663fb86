"""From dropped files to customers, and back, as a person does it."""

import pytest
from desk_window import CALLERS, PEOPLE
from import_page import ORDERS, opened_page, settled, take_over, written
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from kmu_crm import assets
from kmu_crm.profiles import queries as profiles
from kmu_crm.sources import queries as sources
from kmu_crm.ui.pages.importing.outlook import OutlookCard
from kmu_crm.ui.pages.importing.undoing import Undoing
from kmu_crm.ui.problem import Problem
from kmu_crm.ui.widgets import Button, Chip, ElidedLabel, Label, Note, Tile


@pytest.fixture
def page(qtbot, tmp_path):
    yield from opened_page(qtbot, tmp_path)


def looked_at(page, header):
    return next(one for one in page.tray.items[0].look.columns if one.header == header)


def cancelled_at_once(page):
    """While the import waits for its turn to write, so that it cannot have begun."""
    with page.desk.session._writing:
        page.take_over()
        page.running.cancel_all()


def test_dropped_files_are_taken_over_with_their_numbers_before_and_after(qtbot, page, tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(written(tmp_path, "a.csv", PEOPLE)))])
    page.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
    )
    settled(qtbot, page)

    qtbot.waitUntil(lambda: page.mapping._name.width() >= page.mapping._name.sizeHint().width(), timeout=5_000)
    assert page.tray.items[0].trial.report.tally.new == 3 and sources.imports(page.desk.session.db) == []
    take_over(qtbot, page)
    assert profiles.count(page.desk.session.db) == 3 and not page.result.isHidden() and page.tray.items == []


def test_a_file_that_is_no_table_is_a_card_and_the_others_go_on(qtbot, page, tmp_path):
    scan = tmp_path / "scan.csv"
    scan.write_bytes(b"%PDF-1.4 something")
    page.go_to([scan, written(tmp_path, "a.csv", PEOPLE)])
    settled(qtbot, page)
    assert [one.state for one in page.tray.items] == ["refused", "ready"]
    assert page.mapping.isHidden() and "1 " in page.take.text()


def test_an_unknown_list_waits_until_its_columns_are_assigned_in_place(qtbot, page, tmp_path):
    page.go_to([written(tmp_path, "messe.csv", "Wer;Kontakt über\nIna Berg;ina@berg.example\n")])
    settled(qtbot, page)
    assert page.tray.items[0].state == "unmapped" and not page.take.isEnabled()
    place = next(place for place, column in page.mapping._lines if column.header == "Wer")
    page.mapping.choose_target(place)
    QTest.keyClicks(page.mapping.picker.search, "name")
    chosen = page.mapping.picker.list
    wanted = next(
        chosen.item(n) for n in range(chosen.count()) if chosen.item(n).data(Qt.ItemDataRole.UserRole) == "full_name"
    )
    assert not wanted.isHidden()
    chosen.setCurrentItem(wanted)
    QTest.keyClick(page.mapping.picker.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.tray.items[0].state == "ready", timeout=10_000)
    take_over(qtbot, page)
    assert page.desk.session.db.execute("SELECT email FROM profile").fetchall() == [("ina@berg.example",)]


def test_a_remembered_mapping_is_known_the_next_time(qtbot, page, tmp_path):
    page.go_to([written(tmp_path, "a.csv", "Wer;Wo;Kontakt\nIna;Ulm;ina@berg.example\n")])
    settled(qtbot, page)
    page.mapping.assigned.emit({"Kontakt": "email"})
    settled(qtbot, page)
    with qtbot.waitSignal(page.desk.session.changed, timeout=10_000):
        page.mapping.keep.click()
    page.go_to([written(tmp_path, "b.csv", "Wer;Wo;Kontakt\nUwe;Bonn;uwe@tal.example\n")])
    settled(qtbot, page)
    assert page.tray.items[1].look.recognised.sheet.id == "remembered"


def test_an_import_is_undone_after_saying_what_goes(qtbot, page, tmp_path):
    page.go_to([written(tmp_path, "a.csv", PEOPLE), written(tmp_path, "b.csv", CALLERS)])
    settled(qtbot, page)
    take_over(qtbot, page)
    page.history.table.go_to(sources.imports(page.desk.session.db)[0].id)
    qtbot.keyClick(page.history.table, Qt.Key.Key_Return)
    qtbot.keyClick(page.history.menu, Qt.Key.Key_Return)
    dialog = page.window().findChild(Undoing)
    qtbot.waitUntil(dialog.go.isEnabled, timeout=5_000)
    assert "–  2 Kunden, die nur dieser Import brachte" in [one.text() for one in dialog.findChildren(Label)]
    with qtbot.waitSignal(page.desk.session.changed, timeout=10_000):
        dialog.go.click()
    assert sources.imports(page.desk.session.db)[0].state == "undone"
    page.refresh()
    assert page.result.isHidden(), "what was taken back is a result no longer"


def test_how_many_said_no_is_told_and_that_these_stay(qtbot, page, tmp_path):
    page.go_to([written(tmp_path, "a.csv", PEOPLE)])
    settled(qtbot, page)
    take_over(qtbot, page)
    (first,) = page.desk.session.db.execute("SELECT min(email) FROM profile").fetchone()
    page.go_to([written(tmp_path, "n.csv", f"E-Mail;Status\n{first};abgemeldet\n")])
    settled(qtbot, page)
    assert [one.count for one in page.tray.items[0].trial.causes if "dauerhaft" in one.text] == [1]
    take_over(qtbot, page)
    told = [note.text.text() for note in page.result.findChildren(Note)]
    assert "n.csv: Widersprüche, Abmeldungen und Unzustellbare dauerhaft vermerkt: 1" in told
    page.history.table.cell_clicked.emit(sources.imports(page.desk.session.db)[0].id, "undo")
    dialog = page.window().findChild(Undoing)
    qtbot.waitUntil(dialog.go.isEnabled, timeout=5_000)
    assert dialog.kept.text.text().endswith("bleiben in jedem Fall: hier 1.")


def test_cancelling_all_leaves_everything_as_it_was(qtbot, page, tmp_path):
    page.go_to([written(tmp_path, "a.csv", PEOPLE)])
    settled(qtbot, page)
    with qtbot.waitSignal(page.running.finished, timeout=10_000) as heard:
        cancelled_at_once(page)
    assert heard.args[0].done == [] and sources.imports(page.desk.session.db) == []


def test_a_file_that_was_through_before_it_heard_of_the_wish_to_stop_is_not_called_left_out(qtbot, page, tmp_path):
    page.go_to([written(tmp_path, "a.csv", PEOPLE), written(tmp_path, "b.csv", CALLERS)])
    settled(qtbot, page)
    with qtbot.waitSignal(page.running.finished, timeout=20_000), page.desk.session._writing:
        page.take_over()
        first, second = page.running.runs
        first.begin("")
        first.leave()
        second.begin("")
    assert first.state == "done"


def test_where_no_file_came_in_a_sentence_says_so_and_no_figure(qtbot, page, tmp_path):
    page.go_to([written(tmp_path, "a.csv", PEOPLE)])
    settled(qtbot, page)
    with qtbot.waitSignal(page.running.finished, timeout=10_000):
        cancelled_at_once(page)
    qtbot.waitUntil(lambda: not page.result.isHidden())
    told = [note.text.text() for note in page.result.findChildren(Note)]
    assert told == ["Es wurde nichts geschrieben: Alles ist, wie es vorher war.", "a.csv wurde ausgelassen."]
    assert page.result.findChildren(Tile) == [] and page.result.header.note.text() == ""
    take_over(qtbot, page)
    assert len(page.result.findChildren(Tile)) == 5 and page.result.header.note.text() == "1 Datei übernommen"


def test_the_rail_tells_how_far_an_import_has_come(qtbot, page, tmp_path):
    page.go_to([written(tmp_path, "a.csv", PEOPLE), written(tmp_path, "b.csv", CALLERS)])
    settled(qtbot, page)
    heard = []
    page.desk.session.importing.connect(heard.append)
    take_over(qtbot, page)
    assert (heard[0], heard[-1], sorted(heard[:-1]) == heard[:-1], heard[-2]) == (0.0, None, True, 1.0)


def test_doubtful_characters_can_be_chosen(qtbot, page, tmp_path):
    file = tmp_path / "alt.csv"
    file.write_bytes("Nr;Name\n1;José \x84\n2;a°b\n".encode("latin-1"))
    page.go_to([file])
    settled(qtbot, page)
    encodings = page.checking.reading.encodings
    qtbot.waitUntil(encodings.isVisible)
    assert encodings.currentData() == "cp1252"
    encodings.setCurrentIndex(encodings.findData("cp850"))
    encodings.activated.emit(encodings.currentIndex())
    qtbot.waitUntil(lambda: page.tray.items[0].look is not None and page.tray.items[0].look.table.encoding == "cp850")
    settled(qtbot, page)
    assert encodings.isVisible()  # a choice can be made anew


def test_a_refused_file_says_what_it_is_and_what_to_do(qtbot, page, tmp_path):
    empty = written(tmp_path, "leer.csv", "")
    page.go_to([empty])
    settled(qtbot, page)
    refused = page.checking.refused
    assert refused.isVisible() and refused.what.text() == "leer.csv ist leer." and not page.take.isEnabled()
    empty.write_text(PEOPLE, encoding="utf-8")
    refused.again.emit()
    settled(qtbot, page)
    assert page.tray.items[0].state == "ready" and refused.isHidden()


def locked_workbook(folder):
    """As Excel writes one: an OLE file with the streams of its encryption."""
    file = folder / "geheim.xlsx"
    name = "EncryptedPackage".encode("utf-16-le")
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024) + name + bytes(1024))
    return file


def test_a_workbook_with_a_password_is_named_as_one(qtbot, page, tmp_path):
    page.go_to([locked_workbook(tmp_path)])
    settled(qtbot, page)
    assert "mit einem Kennwort geschützt" in page.checking.refused.what.text()
    assert [chip.text() for card in page.files.cards() for chip in card.findChildren(Chip)] == ["Kennwort nötig"]


def test_the_same_file_again_is_nothing_new(qtbot, page, tmp_path):
    file = written(tmp_path, "a.csv", PEOPLE)
    for _time in range(2):
        page.go_to([file])
        settled(qtbot, page)
        report = page.tray.items[0].trial.report
        take_over(qtbot, page)
    assert report.same_as is not None and report.tally.unchanged == 3
    assert profiles.count(page.desk.session.db) == 3


def test_rows_passed_over_on_purpose_say_why_and_are_one_figure_everywhere(qtbot, page):
    page.go_to([assets.path("sample/exports/EXTF_DebKred_Stamm.csv")])
    settled(qtbot, page)
    assert page.tray.items[0].trial.left_out == 8
    take_over(qtbot, page)
    (tile,) = (one for one in page.result.findChildren(Tile) if one.caption.text() == "ausgelassene Zeilen")
    assert (tile.number.text(), tile.note.text()) == ("8", "Lieferanten")
    log = page.history.model
    (place,) = (place for place, column in enumerate(log.columns) if column.title == "Ausgelassen")
    assert log.index(0, place).data() == "8"
    assert log.index(0, place).data(Qt.ItemDataRole.ToolTipRole) == "8: Lieferanten (8)"


def test_rows_left_out_are_saved_as_a_file(qtbot, page, tmp_path, monkeypatch):
    page.go_to([written(tmp_path, "b.csv", ORDERS)])
    settled(qtbot, page)
    take_over(qtbot, page)
    target = tmp_path / "rest.csv"
    monkeypatch.setattr("kmu_crm.ui.asking.file_to_write", lambda *_a: target)
    page.history.table.setCurrentIndex(page.history.model.index(0, 6))  # how many were left out
    qtbot.keyClick(page.history.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.window().undo_bar.isHidden())
    assert page.window().undo_bar.findChild(ElidedLabel).text() == "1 Zeile in rest.csv gespeichert"
    assert page.window().undo_bar.button.text() == "Im Ordner zeigen"
    assert "B2;04.02.2025" in target.read_text(encoding="utf-8-sig")


def test_the_list_of_columns_keeps_its_order_while_targets_are_chosen(qtbot, page, tmp_path):
    page.go_to([written(tmp_path, "wer.csv", "Nr;Wo;Wohin\nUwe;Bonn;uwe@tal.example\nIna;Ulm;kein-zeichen\n")])
    settled(qtbot, page)
    page.mapping.assigned.emit({"Wohin": "email"})
    qtbot.waitUntil(lambda: looked_at(page, "Wohin").verdict == "doubtful")
    table = page.mapping.model
    assert [table.index(row, 0).data() for row in range(table.rowCount())] == ["Nr", "Wo", "Wohin"]


def test_the_field_whose_name_was_typed_is_chosen_before_others_that_hold_it(qtbot, page, tmp_path):
    page.go_to([written(tmp_path, "wer.csv", "Nr;Wo\nUwe;Bonn\n")])
    settled(qtbot, page)
    page.mapping.choose_target(0)
    qtbot.keyClicks(page.mapping.picker.search, "firma")
    qtbot.keyClick(page.mapping.picker.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: looked_at(page, "Nr").field == "company")


def test_a_file_whose_rows_all_stand_here_brings_nothing_new(qtbot, page, tmp_path):
    page.go_to([written(tmp_path, "a.csv", PEOPLE)])
    settled(qtbot, page)
    take_over(qtbot, page)
    head, *rows = PEOPLE.splitlines()
    page.go_to([written(tmp_path, "b.csv", "\n".join([head, *reversed(rows)]) + "\n")])
    settled(qtbot, page)
    assert page.tray.items[0].trial.report.same_as is None
    assert page.tray.items[0].trial.brings_nothing


def test_rows_that_cannot_be_saved_there_are_no_fault_of_the_program(qtbot, page, tmp_path, monkeypatch):
    page.go_to([written(tmp_path, "b.csv", ORDERS)])
    settled(qtbot, page)
    take_over(qtbot, page)
    target = tmp_path / "fort" / "rest.xlsx"
    monkeypatch.setattr("kmu_crm.ui.asking.file_to_write", lambda *_a: target)
    page.result.save_left()
    qtbot.waitUntil(lambda: bool(page.window().findChildren(Problem)))
    (problem,) = page.window().findChildren(Problem)
    assert any("rest.xlsx lässt sich nicht speichern" in label.text() for label in problem.findChildren(Label))


def test_an_opt_out_without_an_address_is_told_before_and_after(qtbot, page, tmp_path):
    rows = "Vorname;Nachname;E-Mail;Newsletter\nAda;Abt;ada@a.example;ja\nUdo;Ude;;abgemeldet\n"
    page.go_to([written(tmp_path, "abmeldungen.csv", rows)])
    settled(qtbot, page)
    (item,) = page.tray.items
    qtbot.waitUntil(lambda: item.trial is not None, timeout=40_000)
    assert item.trial.causes[0].code == "refusal_of_person"
    take_over(qtbot, page)
    told = [note.text.text() for note in page.result.findChildren(Note)]
    assert any(
        "Eine Abmeldung hat keine brauchbare Adresse" in text and "(Newsletter; Zeile 3)" in text for text in told
    ), told


def test_columns_that_are_not_read_though_their_names_are_known_are_told_before_and_after(qtbot, page, tmp_path):
    rows = "Vorname;Nachname;Primäre E-Mail-Adresse;Anzeigename;Telefon;Mobil\nAda;Abt;ada@a.example;Ada Abt;ada@a.example;ada@b.example\n"
    page.go_to([written(tmp_path, "adressbuch.csv", rows)])
    settled(qtbot, page)
    (item,) = page.tray.items
    qtbot.waitUntil(lambda: item.trial is not None, timeout=40_000)
    sentence = "2 gefüllte Spalten werden nicht gelesen, obwohl ihre Namen bekannt sind: Telefon, Mobil."
    assert any(sentence in label.text() for label in page.findChildren(Label))
    take_over(qtbot, page)
    told = [note.text.text() for note in page.result.findChildren(Note)]
    assert any(text.endswith(f"{sentence} Ordnen Sie sie bei Bedarf zu.") for text in told), told


def test_the_result_has_the_number_of_the_preview_and_how_many_of_them_are_new_customers(qtbot, page, tmp_path):
    page.go_to([written(tmp_path, "a.csv", PEOPLE)])
    settled(qtbot, page)
    take_over(qtbot, page)
    head = "Vorname;Nachname;Primäre E-Mail-Adresse;Anzeigename"
    rows = f"{head}\nEva;Neu;eva@neu.example;Eva Neu\nIna;Özdemir;ina@berg.example;\n"
    page.go_to([written(tmp_path, "adressbuch.csv", rows)])
    settled(qtbot, page)
    outlook = page.findChild(OutlookCard)
    assert "1 neuer Kunde" in [label.text() for label in outlook.findChildren(Label)]
    assert "2 neue Einträge" in [button.accessibleName() for button in outlook.findChildren(Button)]
    take_over(qtbot, page)
    told = {(tile.caption.text(), tile.note.text()) for tile in page.result.findChildren(Tile)}
    assert ("neue Einträge", "1 neuer Kunde") in told, told


def test_of_many_files_only_the_card_of_the_one_known_better_is_drawn_anew(qtbot, page, tmp_path):
    page.add([written(tmp_path, f"liste{n}.csv", f"Kundennummer;Nachname\n{n};Kranz\n") for n in range(6)])
    settled(qtbot, page)
    before = page.files.cards()
    assert [card.item for card in before] == page.tray.items
    page.tray.items[3].tried = 0.5
    page.tray.changed.emit(page.tray.items[3])
    after = page.files.cards()
    assert [card.item for card in after] == page.tray.items
    assert [one is other for one, other in zip(before, after, strict=True)] == [True] * 3 + [False] + [True] * 2
    page.tray.remove(page.tray.items[-1])
    assert page.files.cards() == after[:-1]
    page.files.choose(page.tray.items[1])
    assert [card.property("kind") for card in page.files.cards()].count("selected") == 1


def test_a_trial_that_comes_further_changes_a_word_of_its_card(qtbot, page, tmp_path):
    page.add([written(tmp_path, "liste.csv", "Kundennummer;Nachname\n1;Kranz\n")])
    settled(qtbot, page)
    (item,) = page.tray.items
    item.trial, item.tried = None, 0.1
    page.tray.changed.emit(item)
    (card,) = page.files.cards()
    card.setFocus()
    item.tried = 0.4
    page.tray.tried.emit(item)
    assert page.files.cards() == [card] and card.state.text() == "Probelauf 40\u00a0%"
    assert card.accessibleName().endswith("Probelauf 40\u00a0%")
