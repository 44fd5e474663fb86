"""Pairs are decided with a key, and every decision can be taken back."""

import pytest
from desk_window import CALLERS, PEOPLE, desk
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel

from kmu_crm import i18n
from kmu_crm.decisions import journal
from kmu_crm.desk import deciding, questions
from kmu_crm.desk.deciding import Wish
from kmu_crm.profiles import queries as profiles
from kmu_crm.ui import theme
from kmu_crm.ui.pages.duplicates.cells import ZERO_WIDTH, whole
from kmu_crm.ui.pages.duplicates.safe import SafeMatches
from kmu_crm.ui.problem import Problem
from kmu_crm.ui.widgets import Button
from kmu_crm.ui.work import wait_all


@pytest.fixture
def page(qtbot, tmp_path):
    yield from opened(qtbot, tmp_path, PEOPLE, CALLERS)


@pytest.fixture
def many(qtbot, tmp_path):
    """Three pairs to decide."""
    callers = "".join(f"{name};0731 231258{place}\n" for place, name in enumerate(("Ina;Özdemir", "Uwe;Kranz"), 1))
    yield from opened(qtbot, tmp_path, PEOPLE, CALLERS + callers)


def opened(qtbot, tmp_path, *files):
    i18n.use("de")
    made = desk(tmp_path, *files)
    qtbot.addWidget(made.window)
    made.window.go("duplicates")
    found = made.window.page("duplicates")
    found.desk = made
    qtbot.waitUntil(lambda: found.is_loaded, timeout=5_000)
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow, timeout=5_000)
    found.setFocus()
    yield found
    wait_all()
    made.session.close()


def decided(page):
    return [one.kind for one in journal.standing(page.desk.session.db, ("one", "apart"))]


def test_z_merges_and_the_way_back_brings_the_pair_again(qtbot, page):
    assert len(page.queue) == 1 and page.current.left.name == "Rosalinde Abendschön"
    qtbot.keyClick(page, Qt.Key.Key_Z)
    assert page.queue == []  # at once, before the work behind it is done
    qtbot.waitUntil(lambda: decided(page) == ["one"] and not page.wishes.open, timeout=10_000)
    assert questions.queue(page.desk.session.db) == []
    qtbot.waitUntil(lambda: not page.last.isHidden(), timeout=5_000)
    page.take_back_last()
    qtbot.waitUntil(lambda: len(page.queue) == 1, timeout=10_000)
    assert decided(page) == []


@pytest.mark.parametrize("carried_out", [False, True])
def test_the_pair_that_ctrl_z_brings_back_is_shown(qtbot, many, carried_out):
    page, window = many, many.desk.window
    page.show_pair(page.queue[1])
    decided_pair = page.current.pair
    page.keep_apart()
    if carried_out:
        qtbot.waitUntil(lambda: decided(page) == ["apart"] and not page.wishes.open, timeout=10_000)
    assert page.current.pair != decided_pair
    window.undo_last()
    qtbot.waitUntil(lambda: len(page.queue) == 3 and not page.wishes.is_working(), timeout=10_000)
    qtbot.waitUntil(lambda: page.current.pair == decided_pair, timeout=5_000)
    assert page.side.list.currentIndex().row() == page.side.place_of((decided_pair.a, decided_pair.b))


def test_what_ctrl_z_took_back_here_is_decided_again_by_ctrl_shift_z_and_taken_back_again(qtbot, many):
    page, window = many, many.desk.window
    page.show_pair(page.queue[1])
    page.keep_apart()
    qtbot.waitUntil(lambda: decided(page) == ["apart"] and not page.wishes.is_working(), timeout=10_000)
    for _ in range(2):
        window.commands.run("edit.undo")
        qtbot.waitUntil(lambda: decided(page) == [] and not page.wishes.is_working(), timeout=10_000)
        qtbot.waitUntil(lambda: len(page.queue) == 3, timeout=10_000)
        window.commands.run("edit.redo")
        qtbot.waitUntil(lambda: decided(page) == ["apart"] and len(page.queue) == 2, timeout=10_000)


def test_the_pair_that_the_list_of_decisions_brings_back_is_shown(qtbot, many):
    page = many
    pair = page.queue[-1].pair
    deciding.carry_out(page.desk.session.store.db, [Wish(pair.a, pair.b, False, {})], "Ina")  # on an earlier day
    page.refresh()
    qtbot.waitUntil(lambda: len(page.queue) == 2)
    page.take_back_last()
    qtbot.waitUntil(lambda: len(page.queue) == 3 and page.current.pair == pair, timeout=10_000)


def test_ctrl_z_takes_back_a_decision_of_an_earlier_day(qtbot, many):
    page = many
    pair = page.queue[-1].pair
    deciding.carry_out(page.desk.session.store.db, [Wish(pair.a, pair.b, False, {})], "Ina")
    page.refresh()
    qtbot.waitUntil(lambda: len(page.queue) == 2)
    page.desk.window.undo_last()
    qtbot.waitUntil(lambda: len(page.queue) == 3 and decided(page) == [], timeout=10_000)
    qtbot.waitUntil(lambda: not page.wishes.is_working(), timeout=10_000)
    page.desk.window.undo_last()
    assert page.desk.window.undo_bar.text() == "Nichts mehr zurückzunehmen"


def test_g_keeps_apart_for_good(qtbot, page):
    qtbot.keyClick(page, Qt.Key.Key_G)
    qtbot.waitUntil(lambda: decided(page) == ["apart"] and not page.wishes.open, timeout=10_000)
    assert page.sheets.currentWidget() is page.empty


def test_after_the_last_pair_the_way_back_stays(qtbot, page):
    assert page.queue and not page.empty.button.isVisible()
    page.apart_button.setFocus()
    page.apart_button.click()
    assert page.sheets.currentWidget() is page.empty and page.empty.button.isVisible()
    assert page.hasFocus()  # the letters and Ctrl+Z go on working
    qtbot.waitUntil(lambda: decided(page) == ["apart"] and not page.wishes.open, timeout=10_000)
    page.empty.button.click()
    qtbot.waitUntil(lambda: len(page.queue) == 1 and decided(page) == [], timeout=10_000)


def test_s_puts_off_and_the_pair_stays(qtbot, page):
    qtbot.keyClick(page, Qt.Key.Key_S)
    assert page._later == [(page.current.pair.a, page.current.pair.b)] and len(page.queue) == 1 and decided(page) == []


def test_a_digit_chooses_the_other_value_of_a_field_that_differs(qtbot, page):
    differing = next(made for made in page.fields.rows if made.line.differs)
    before = differing.side
    qtbot.keyClick(page, Qt.Key.Key_1)
    assert differing.side != before


@pytest.mark.parametrize(
    "name",
    [
        "Lange Gastro Holding GmbH",
        "Clemens Grünewald-Hohenstein",
        "Donaudampfschifffahrtsgesellschaftskapitän Brandt",
        "Gebrüder Weißenhagen Büroservice und Verwaltung Gesellschaft mit beschränkter Haftung & Co. Kommanditgesellschaft",
        "rosalinde.abendschoen-quandt@briefkasten.example",
    ],
)
def test_names_that_differ_in_one_letter_stand_whole_on_as_many_lines_as_it_takes(qtbot, name):
    label = whole(name, "body")
    qtbot.addWidget(label)
    assert QLabel.text(label).replace(ZERO_WIDTH, "") == name and label.wordWrap()
    assert name in (label.toolTip() or label.text(), label.accessibleName() or label.text())
    assert label.minimumSizeHint().width() < 130 and label.heightForWidth(130) > label.heightForWidth(900)


def test_what_would_fill_the_page_keeps_its_beginning_and_its_end(qtbot):
    name = "A" + "x" * 300 + "Z"
    label = whole(name, "body")
    qtbot.addWidget(label)
    assert label.text().startswith("A") and label.text().endswith("Z") and "…" in label.text()
    assert label.toolTip() == label.accessibleName() == name


def test_the_time_left_is_told_from_the_first_pair_on(page):
    assert page.side.time_left.text() == "noch etwa 1 Minute"


def test_each_decision_made_lately_has_a_way_back(qtbot, page):
    qtbot.keyClick(page, Qt.Key.Key_G)
    qtbot.waitUntil(lambda: not page.last.isHidden() and not page.wishes.open, timeout=10_000)
    page.last.findChild(Button).click()
    qtbot.waitUntil(lambda: len(page.queue) == 1 and decided(page) == [], timeout=10_000)


def test_a_safe_match_is_shown_with_its_reasons_and_taken_apart(qtbot, tmp_path):
    i18n.use("de")
    made = desk(tmp_path, PEOPLE, "Vorname;Nachname;E-Mail;Telefon\nIna;Özdemir;ina@berg.example;0341 2312514\n")
    qtbot.addWidget(made.window)
    made.window.resize(1280, 720)
    made.window.show()
    made.window.go("duplicates")
    page = made.window.page("duplicates")
    undone = []
    made.session.undoable.connect(lambda text, undo: undone.append((text, undo)))
    qtbot.waitUntil(lambda: page.safe.isVisible())
    page.safe.click()
    (sheet,) = made.window.findChildren(SafeMatches)
    qtbot.waitUntil(lambda: sheet.chosen() is not None)
    assert (sheet.chosen().left, sheet.chosen().right) == ("Ina Özdemir", "Ina Özdemir")
    assert "gleiche E-Mail-Adresse" in sheet._why.text()
    before = profiles.count(made.session.db)
    sheet.apart.click()
    qtbot.waitUntil(lambda: bool(undone), timeout=20_000)
    assert profiles.count(made.session.db) == before + 1 and undone[0][0] == "Getrennt: Ina Özdemir"
    undone[0][1](made.session)
    qtbot.waitUntil(lambda: profiles.count(made.session.db) == before, timeout=20_000)
    wait_all()
    made.session.close()


def test_an_empty_file_leads_to_the_import(qtbot, tmp_path):
    made = desk(tmp_path)
    qtbot.addWidget(made.window)
    made.window.go("duplicates")
    page = made.window.page("duplicates")
    qtbot.waitUntil(lambda: page.sheets.currentWidget() is page.nobody)
    page.nobody.button.click()
    assert made.window.current_page() is made.window.page("importing")
    wait_all()
    made.session.close()


def test_what_was_decided_quickly_is_taken_back_while_it_is_being_carried_out(qtbot, many):
    pairs = [(one.pair.a, one.pair.b) for one in many.queue]
    assert len(pairs) >= 3
    many.merge()
    qtbot.waitUntil(many.wishes.is_working)
    many.keep_apart()
    many.merge()
    for _again in range(5):  # more often than there is anything to take back
        many.take_back_last()
    assert not many.wishes.open
    qtbot.waitUntil(lambda: not many.wishes.is_working(), timeout=20_000)
    assert decided(many) == []
    qtbot.waitUntil(lambda: {(one.pair.a, one.pair.b) for one in many.queue} == set(pairs), timeout=10_000)


def test_a_pair_decided_again_while_its_first_decision_is_taken_back_keeps_the_second(qtbot, page):
    (waiting,) = page.queue
    page.merge()
    qtbot.waitUntil(page.wishes.is_working)
    page.take_back_last()
    qtbot.waitUntil(lambda: page.queue == [waiting], timeout=5_000)
    page.keep_apart()
    qtbot.waitUntil(lambda: decided(page) == ["apart"] and not page.wishes.is_working(), timeout=20_000)


def test_one_decision_is_taken_back_once_however_often_one_presses(qtbot, page):
    page.keep_apart()
    qtbot.waitUntil(lambda: not page.last.isHidden() and not page.wishes.is_working(), timeout=10_000)
    number = journal.standing(page.desk.session.db)[0].id
    for _again in range(3):
        page.take_back(number)
    page.take_back_last()
    qtbot.waitUntil(lambda: not page.wishes.is_working() and decided(page) == [], timeout=20_000)
    assert page.desk.window.findChildren(Problem) == []


TORN = """Kundennummer;Vorname;Nachname;E-Mail;Straße;PLZ;Ort
1;Emil;Zundorl;zundorl@gmx.de;;;
2;Erika;Zundorl;zundorl@gmx.de;;;
3;E.;Zundorl;zundorl@gmx.de;;;
4;Karl;Quastmann;kq@gmx.de;Voltweg 1;04299;Leipzig
5;Karla;Quastmann;kq@gmx.de;Voltweg 1;04299;Leipzig
"""


def test_what_contradicts_is_told_by_name_and_what_was_decided_with_it_stands(qtbot, tmp_path):
    steps = opened(qtbot, tmp_path, TORN)
    page = next(steps)
    deciding.carry_out(page.desk.session.store.db, [Wish(1, 2, False, {})], "Sie")
    page.refresh()
    qtbot.waitUntil(lambda: len(page.queue) == 3, timeout=5_000)
    for _question in range(3):
        page.merge()
    qtbot.waitUntil(lambda: page.desk.window.findChildren(Problem) != [], timeout=10_000)
    (problem,) = page.desk.window.findChildren(Problem)
    told = " ".join(label.text() for label in problem.findChildren(QLabel))
    assert "Emil Zundorl und Erika Zundorl wurden" in told and "revoke" not in told
    assert sorted(decided(page)) == ["apart", "one", "one"]
    problem.close()
    qtbot.waitUntil(lambda: not page.wishes.is_working(), timeout=20_000)
    assert page.queue == []  # that Emil's row and Erika are two answers the third
    next(steps, None)


def test_ctrl_z_on_another_page_takes_back_what_was_decided_here(qtbot, page):
    page.keep_apart()
    qtbot.waitUntil(lambda: decided(page) == ["apart"] and not page.wishes.is_working(), timeout=10_000)
    page.desk.window.go("importing")
    page.desk.window.commands.run("edit.undo")
    qtbot.waitUntil(lambda: decided(page) == [], timeout=10_000)
    told = "Zurückgenommen: Getrennt: Rosalinde Abendschön (Nr. 3 / Profil 5)"
    assert page.desk.window.undo_bar.text() == told
    page.desk.window.commands.run("edit.undo")
    assert page.desk.window.undo_bar.text() == "Nichts mehr zurückzunehmen"
    wait_all()


def test_ctrl_z_takes_back_what_was_done_last_also_where_that_was_no_decision_about_pairs(qtbot, page):
    page.keep_apart()
    qtbot.waitUntil(lambda: decided(page) == ["apart"] and not page.wishes.is_working(), timeout=10_000)
    done = []
    page.desk.window.offer_undo("1 Wert korrigiert", lambda _session: done.append("back"))
    page.desk.window.commands.run("edit.undo")
    assert (done, decided(page)) == (["back"], ["apart"])
    page.desk.window.commands.run("edit.undo")
    qtbot.waitUntil(lambda: decided(page) == [], timeout=10_000)
    wait_all()


def test_the_way_back_lies_over_no_button_of_a_decision(qtbot, page):
    window = page.desk.window
    window.go("importing")
    window.offer_undo("1 Wert korrigiert", lambda _session: None)
    window.go("duplicates")
    bar = window.undo_bar

    def covered() -> list[str]:
        buttons = (page.merge_button, page.apart_button, page.later_button, page.undo_button)
        return [
            one.text() for one in buttons if QRect(one.mapTo(window, QPoint()), one.size()).intersects(bar.geometry())
        ]

    for size in ((1440, 900), (1280, 720), (1000, 700)):
        window.resize(*size)
        qtbot.wait(20)  # until everything has found its place
        assert bar.isVisible() and covered() == []


@pytest.mark.parametrize("zoom", [1.0, 1.3, 1.5])
def test_no_button_of_a_decision_is_cut_in_a_small_window(qtbot, qapp, page, zoom):
    theme.apply(qapp, "light", zoom)
    page.desk.window.resize(1280, 720)
    qtbot.waitUntil(lambda: page.desk.window.width() == 1280)
    for button in (page.merge_button, page.apart_button, page.later_button, page.undo_button):
        qtbot.waitUntil(lambda button=button: button.width() >= button.sizeHint().width())
    theme.apply(qapp, "light", 1.0)
