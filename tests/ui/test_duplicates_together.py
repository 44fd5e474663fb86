"""More than two at a time: clusters in columns, groups of pairs with the same reason, and what was put off."""

import pytest
from desk_window import desk
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from kmu_crm import i18n
from kmu_crm.decisions import journal
from kmu_crm.desk import derive, questions
from kmu_crm.identity import verdicts
from kmu_crm.ui.pages.duplicates.together import TogetherSheet
from kmu_crm.ui.work import wait_all

HEADER = "Kundennummer;Vorname;Nachname;Telefon;PLZ;Ort\n"
NAMES = [("Rosalinde", "Abendschön"), ("Ina", "Özdemir"), ("Uwe", "Kranz"), ("Ole", "Neuland"), ("Thea", "Kaltenbrunn")]
PEOPLE = HEADER + "".join(
    f"{at};{given};{family};0341 23125{at + 10};04275;Leipzig\n" for at, (given, family) in enumerate(NAMES)
)
CALLERS = "Vorname;Nachname;Telefon\n" + "".join(
    f"{given};{family};0731 23125{at + 50}\n" for at, (given, family) in enumerate(NAMES)
)
GUEST = "Vorname;Nachname;Telefon;PLZ;Ort\nRosalinde;Abendschön;089 7712345;80331;München\n"


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


@pytest.fixture
def cluster(qtbot, tmp_path):
    """One question about three customers."""
    yield from opened(qtbot, tmp_path, PEOPLE, CALLERS.split("Ina")[0], GUEST)


@pytest.fixture
def pairs(qtbot, tmp_path):
    """Five pairs with the same reason."""
    yield from opened(qtbot, tmp_path, PEOPLE, CALLERS)


def decided(page):
    return sorted(one.kind for one in journal.standing(page.desk.session.db, ("one", "apart")))


def rest(qtbot, page):
    qtbot.waitUntil(lambda: not page.wishes.is_working(), timeout=20_000)


def test_z_makes_all_of_a_cluster_one_and_one_step_brings_them_back(qtbot, cluster):
    page = cluster
    assert len(page.queue) == 1 and len(page.fields.heads.ticks) == 3
    numbers = page.asked.profiles
    qtbot.keyClick(page, Qt.Key.Key_Z)
    assert page.queue == []
    qtbot.waitUntil(lambda: decided(page) == ["one", "one"], timeout=10_000)
    rest(qtbot, page)
    assert len({verdicts.profile_of(page.desk.session.db, number) for number in numbers}) == 1
    page.desk.window.undo_last()
    qtbot.waitUntil(lambda: len(page.queue) == 1 and page.asked.profiles == numbers, timeout=10_000)
    rest(qtbot, page)
    assert decided(page) == [] and page.asked.key == tuple(sorted(numbers))


def test_who_has_no_tick_is_left_out_and_kept_apart(qtbot, cluster):
    page = cluster
    before = page.current.purchases, page.merged._out.isHidden()
    qtbot.keyClick(page, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert [tick.isChecked() for tick in page.fields.heads.ticks] == [True, True, False]
    assert page.current.among == page.asked.profiles[:2] and before[1] and not page.merged._out.isHidden()
    out = page.asked.profiles[2]
    phone = next(made for made in page.fields.rows if made.line.id == "phone")
    assert phone.values[2].radio is None and phone.values[0].radio is not None
    qtbot.keyClick(page, Qt.Key.Key_Z)
    rest(qtbot, page)
    assert "one" in decided(page) and "apart" in decided(page)
    assert verdicts.profile_of(page.desk.session.db, out) == out and questions.queue(page.desk.session.db) == []


def test_fewer_than_two_ticks_are_no_merge(qtbot, cluster):
    page = cluster
    for key in (Qt.Key.Key_1, Qt.Key.Key_2):
        qtbot.keyClick(page, key, Qt.KeyboardModifier.AltModifier)
    assert not page.merge_button.isEnabled()
    qtbot.keyClick(page, Qt.Key.Key_Z)
    assert len(page.queue) == 1
    qtbot.keyClick(page, Qt.Key.Key_G)
    rest(qtbot, page)
    assert set(decided(page)) == {"apart"} and page.queue == []


def test_a_digit_goes_through_the_values_of_all_three(qtbot, cluster):
    page = cluster
    phone = next(made for made in page.fields.rows if made.line.differs)
    seen = {phone.side}
    for _again in range(2):
        qtbot.keyClick(page, Qt.Key.Key_1)
        seen.add(phone.side)
    assert len(seen) == len([value for value in phone.values if value.radio])


def test_the_tick_that_was_used_keeps_the_focus(qtbot, cluster):
    tick = cluster.fields.heads.ticks[1]
    tick.setFocus()
    tick.click()
    focused = cluster.desk.window.focusWidget()
    assert isinstance(focused, QCheckBox) and cluster.fields.heads.ticks.index(focused) == 1


def sheet_of(qtbot, page) -> TogetherSheet:
    page.side.groups.click()
    (sheet,) = page.desk.window.findChildren(TogetherSheet)
    qtbot.waitUntil(lambda: len(sheet.ticked()) == 5, timeout=5_000)
    return sheet


def test_reasons_too_long_for_the_choice_stand_whole_below_it(qtbot, pairs):
    (group,) = questions.groups(pairs.queue)
    long = questions.Group(", ".join([group.text] * 6), group.members)
    sheet = TogetherSheet(pairs.desk.session, [group, long], lambda _pairs, _one: None)
    sheet.open()
    assert not sheet._whole.isVisible() and group.text in sheet.choice.currentText()
    sheet.choice.setCurrentIndex(1)
    qtbot.waitUntil(lambda: len(sheet.ticked()) == 5, timeout=5_000)
    assert sheet.choice.currentText().endswith("…") and sheet._whole.isVisible() and sheet._whole.text() == long.text
    sheet.close_up()


def test_a_group_whose_customers_are_gone_meanwhile_waits_for_nothing(qtbot, pairs):
    gone = questions.Waiting(pairs.queue[0].pairs, (998, 999), ("Ina", "Ina"))
    sheet = TogetherSheet(pairs.desk.session, [questions.Group("gleicher Name", (gone,))], lambda _pairs, _one: None)
    sheet.open()
    qtbot.waitUntil(sheet.table.isVisible, timeout=5_000)
    assert sheet.ticked() == [] and not sheet.merge.isEnabled() and not sheet.apart.isEnabled()
    sheet.close_up()


@pytest.mark.parametrize("one", [True, False])
def test_a_group_with_the_same_reason_is_decided_after_a_look_and_taken_back_in_one_step(qtbot, pairs, one):
    page, before = pairs, [asked.key for asked in pairs.queue]
    sheet = sheet_of(qtbot, page)
    sheet._model.toggle(0)
    left = ({asked.key for asked in page.queue} - {asked.key for asked in sheet.ticked()}).pop()
    assert "4" in sheet.merge.text() and "4" in sheet.apart.text()
    (sheet.merge if one else sheet.apart).click()
    assert [asked.key for asked in page.queue] == [left] and page.asked.key == left
    qtbot.waitUntil(lambda: decided(page) == ["one" if one else "apart"] * 4, timeout=10_000)
    rest(qtbot, page)
    page.desk.window.undo_last()
    qtbot.waitUntil(lambda: sorted(asked.key for asked in page.queue) == sorted(before), timeout=10_000)
    rest(qtbot, page)
    assert decided(page) == []
    assert [asked.key for asked in questions.queue(page.desk.session.db)] == before


def test_what_was_put_off_stands_last_when_the_page_is_opened_again(qtbot, pairs):
    page = pairs
    first, *others = [asked.key for asked in page.queue]
    qtbot.keyClick(page, Qt.Key.Key_S)
    assert [asked.key for asked in page.queue] == [*others, first] and page.asked.key == others[0]
    qtbot.waitUntil(lambda: not page.wishes.is_working() and not page.wishes.is_putting_off(), timeout=10_000)
    assert [asked.key for asked in questions.queue(page.desk.session.db)] == [*others, first]
    assert decided(page) == [] and page.desk.session.db.execute("SELECT 1 FROM changed_record").fetchone() is None


def test_what_was_decided_at_the_last_moment_is_written_down_before_the_program_ends(qtbot, pairs):
    page, first = pairs, pairs.asked.key
    page.merge()
    page.later()
    page.wishes.write_now()
    db = page.desk.session.store.db
    assert decided(page) == ["one"] and len(journal.standing(db, ("later",))) == 1
    assert first not in [asked.key for asked in questions.queue(db)] and derive.is_behind(db)
    qtbot.wait(20)
    rest(qtbot, page)
    assert decided(page) == ["one"]


def test_the_pair_that_is_looked_at_stays_while_the_work_behind_is_done(qtbot, pairs):
    page = pairs
    qtbot.keyClick(page, Qt.Key.Key_Z)
    shown, rows = page.asked.key, list(page.fields.rows)
    rest(qtbot, page)
    assert page.asked.key == shown and page.fields.rows == rows
