import json
from dataclasses import replace

import pytest
import speaking_shop
from PySide6.QtCore import Qt

from kmu_crm import i18n
from kmu_crm.outreach import log, remembered
from kmu_crm.outreach.sheets import Target
from kmu_crm.segments import evaluate, store
from kmu_crm.segments.parser import parse
from kmu_crm.ui.pages.mailing.answers import Answers
from kmu_crm.ui.pages.mailing.file_preview import _fitted, _legible
from kmu_crm.ui.pages.mailing.funnel import FunnelCard
from kmu_crm.ui.pages.mailing.naming import Naming
from kmu_crm.ui.pages.mailing.own_template import OwnTemplate
from kmu_crm.ui.pages.mailing.page import MailingPage
from kmu_crm.ui.pages.mailing.questions import OWN, _file
from kmu_crm.ui.problem import Problem
from kmu_crm.ui.widgets import FunnelRow


@pytest.fixture
def target(tmp_path):
    return tmp_path / "liste.csv"


@pytest.fixture
def desk(qtbot, tmp_path, target):
    made = speaking_shop.store(tmp_path)
    store.define(made.db, "Käufer", "purchases >= 1", "Lena")
    opened = speaking_shop.desk(
        qtbot, made, mailing=lambda session: MailingPage(session, ask_place=lambda *_asked: target)
    )
    opened.window.go("mailing")
    yield opened
    speaking_shop.close(opened)


@pytest.fixture
def page(qtbot, desk):
    page = desk.window.page("mailing")
    speaking_shop.planned(qtbot, page)
    return page


def losses(card: FunnelCard) -> dict[str, str]:
    rows = card.findChildren(FunnelRow)
    return dict(row.accessibleName().rsplit(": ", 1) for row in rows)


def test_the_funnel_names_every_loss_and_the_sum_adds_up(page):
    assert page.title == "Mailing list: Käufer"
    assert losses(page.funnel)["In the segment"] == "3"
    assert losses(page.funnel)["No consent for e-mail advertising"] == "−1"
    assert losses(page.funnel)["Recipients"] == "2"
    assert page.write_button.text() == "Write 2 recipients …"
    assert page.preview.table.model().rowCount() == 2


def test_a_loss_leads_to_the_customers_behind_it(page, desk):
    row = next(row for row in page.funnel.findChildren(FunnelRow) if "No consent" in row.accessibleName())
    row.link.click()
    kind, rule = desk.elsewhere["customers"].places[0]
    assert kind == "filter" and evaluate.count(desk.session.db, parse(rule)) == 1


def test_what_is_missing_can_be_looked_for_in_a_file_or_with_the_customers(qtbot, page, desk):
    page.questions.set_answers(Answers("city is Zürich", purpose="notice"))
    speaking_shop.planned(qtbot, page)
    row = next(row for row in page.funnel.findChildren(FunnelRow) if row.link.menu())
    look, bring = row.link.menu().actions()
    look.trigger()
    kind, rule = desk.elsewhere["customers"].places[0]
    assert kind == "filter" and evaluate.count(desk.session.db, parse(rule)) == 1
    bring.trigger()
    assert desk.window.current_page() is desk.elsewhere["importing"]


def test_writing_gives_a_file_and_its_entry_in_the_log(qtbot, page, desk, target):
    with qtbot.waitSignal(desk.session.changed):
        page.write_button.click()
    qtbot.waitUntil(page.done_note.isVisible)
    assert "2 recipients are in liste.csv." in page.done_note.text.text()
    text = target.read_text(encoding="utf-8")
    assert "ina@linde.example" in text and "mira@sand.example" not in text
    (kept,) = log.campaigns(desk.session.db)
    assert (kept.name, kept.written, kept.file) == ("Käufer", 2, "liste.csv")


def test_what_was_written_is_told_until_another_list_is_asked_for(qtbot, page, desk):
    with qtbot.waitSignal(desk.session.changed):
        page.write_button.click()
    qtbot.waitUntil(page.done_note.isVisible)
    speaking_shop.planned(qtbot, page)
    assert page.done_note.isVisible()  # the plan was made anew for the same answers
    qtbot.mouseClick(page.questions.channel.tiles["post"], Qt.MouseButton.LeftButton)
    speaking_shop.planned(qtbot, page)
    assert not page.done_note.isVisible()


def test_a_consent_withdrawn_meanwhile_is_not_written(qtbot, page, desk, target):
    from kmu_crm.consent import ledger
    from kmu_crm.consent.statements import Statement

    ledger.note(desk.session.store.db, Statement("ina@linde.example", "email", "withdrawn"), "Lena")
    with qtbot.waitSignal(desk.session.changed):
        page.write_button.click()
    assert "ina@linde.example" not in target.read_text(encoding="utf-8")


def test_a_failure_is_said_and_nothing_is_logged(qtbot, page, desk, target):
    target.mkdir()
    with qtbot.waitSignal(desk.session.changed):
        page.write_button.click()
    assert desk.window.findChildren(Problem)
    assert log.campaigns(desk.session.db) == []
    speaking_shop.planned(qtbot, page)
    qtbot.waitUntil(page.write_button.isEnabled)


def test_giving_up_the_file_dialog_writes_nothing(qtbot, page, desk):
    page._ask_place = lambda *_asked: None
    page.write_button.click()
    assert log.campaigns(desk.session.db) == [] and page.write_button.isEnabled()


def test_a_control_group_is_held_back_and_its_limits_are_said(qtbot, page):
    page.questions.measure.hold.click()
    page.questions.measure.share.setCurrentIndex(page.questions.measure.share.findData(0.5))
    page.questions.measure.share.activated.emit(page.questions.measure.share.currentIndex())
    assert not page.write_button.isEnabled() and not page.funnel.isEnabled()  # the old plan stays, greyed
    speaking_shop.planned(qtbot, page)
    assert losses(page.funnel)["Control group (gets nothing)"] == "−1"
    seed = page.questions.answers.seed
    page.questions.measure.split.click()
    speaking_shop.planned(qtbot, page)
    assert page.questions.answers.seed == seed is not None
    assert "ARM" not in page.preview.table.model().headerData(0, page.preview.table.horizontalHeader().orientation())


def test_the_channel_decides_about_the_programs(qtbot, page):
    page.questions.channel.tiles["post"].choose()
    speaking_shop.planned(qtbot, page)
    assert list(page.questions.program.tiles) == ["letter", OWN]
    page.questions.channel.tiles["email"].choose()
    speaking_shop.planned(qtbot, page)
    assert page.questions.answers.preset == "cleverreach"


def test_the_letter_stands_beside_the_mailing_tools_and_changes_the_way(qtbot, page):
    tiles = list(page.questions.program.tiles)
    assert tiles[0] == "cleverreach" and tiles[-2:] == ["letter", OWN]
    page.questions.program.tiles["letter"].choose()
    speaking_shop.planned(qtbot, page)
    assert (page.questions.answers.channel, page.questions.answers.preset) == ("post", "letter")


def test_an_own_template_is_made_kept_and_used(qtbot, page, tmp_path, monkeypatch):
    monkeypatch.setenv("KMU_CRM_HOME", str(tmp_path / "home"))
    page.questions.program.tiles[OWN].choose()
    assert page.questions.answers.preset == "cleverreach"
    (sheet,) = page.window().findChildren(OwnTemplate)
    assert not sheet.keep.isEnabled() and not sheet.ticks["email"].isEnabled() and "phone" not in sheet.ticks
    sheet.name.setText("Kassensystem „Alt“")
    sheet.heads["email"].setText("Mail")
    sheet.heads["company"].setText("Mail")
    assert not sheet.keep.isEnabled() and "Mail" in sheet.problem.text()
    sheet.ticks["company"].setChecked(False)
    sheet.format.setCurrentIndex(1)
    sheet.settle()
    speaking_shop.planned(qtbot, page)
    assert page._plan.target.title == "Kassensystem „Alt“" and page._plan.preview.header[0] == "Mail"
    assert page._plan.target.separator == "," and page.questions.answers.preset in page.questions.program.tiles


def test_the_rule_for_existing_customers_is_explained_and_knows_mail_only(qtbot, page):
    page.questions.channel.tiles["post"].choose()
    page.questions.purpose.tiles["existing-customers"].choose()
    speaking_shop.planned(qtbot, page)
    assert page.questions.answers.channel == "email"
    assert not page.questions.channel.tiles["post"].isEnabled()
    assert "all four hold" in page.questions._purpose_note.text.text()


def test_columns_are_chosen_but_never_without_the_address(qtbot, page):
    actions = {action.text(): action for action in page.preview.menu.actions()}
    assert not actions["EMAIL"].isEnabled()
    actions["ORT"].trigger()
    speaking_shop.planned(qtbot, page)
    assert "ORT" in page._plan.preview.header
    next(action for action in page.preview.menu.actions() if action.text() == "NACHNAME").trigger()
    speaking_shop.planned(qtbot, page)
    assert "NACHNAME" not in page._plan.preview.header


def test_another_segment_is_chosen_by_name_or_rule(qtbot, page, desk):
    desk.window.go("mailing", "city is Halle")
    speaking_shop.planned(qtbot, page)
    assert page.title == "Mailing list: City is “Halle”"
    actions = {action.text(): action for action in page.questions.who.menu.actions()}
    actions["Käufer"].trigger()
    speaking_shop.planned(qtbot, page)
    assert page._plan.funnel.segment_size == 3


def test_a_ready_segment_is_chosen_though_an_own_one_has_its_name(qtbot, page, desk):
    speaking_shop.segment_of_old(qtbot, desk, "New", "city is Halle")
    own, ready = [action for action in page.questions.who.menu.actions() if action.text() == "New"]
    for action, shown in ((own, "city is Halle"), (ready, "phase is new")):
        action.trigger()
        speaking_shop.planned(qtbot, page)
        assert (page.title, page._plan.request.rule) == ("Mailing list: New", shown)


def test_a_list_is_remembered_found_again_and_forgotten(qtbot, page, desk):
    page.questions.measure.hold.click()
    speaking_shop.planned(qtbot, page)
    page.remember_button.click()
    (naming,) = page.window().findChildren(Naming)
    naming.name.setText("Herbst")
    with qtbot.waitSignal(desk.session.changed):
        qtbot.keyClick(naming.name, Qt.Key.Key_Return)
    desk.window.go("mailing", "city is Halle")
    speaking_shop.planned(qtbot, page)
    again = next(action for action in page.questions.who.menu.actions() if action.text() == "Herbst")
    again.trigger()
    speaking_shop.planned(qtbot, page)
    assert (page.questions.answers.segment, page.questions.answers.control) == ("Käufer", 0.1)
    forget = next(action.menu() for action in page.questions.who.menu.actions() if action.menu())
    with qtbot.waitSignal(desk.session.changed):
        forget.actions()[0].trigger()
    assert remembered.lists(desk.session.db) == []


def test_answers_are_remembered_as_plain_values():
    answers = Answers("Käufer", "advertising", "post", "letter", 0.1, 2, 7, ("NAME",))
    kept = json.loads(json.dumps(answers.to_remember()))
    assert Answers.remembered(kept) == replace(answers, seed=None)
    assert Answers.remembered({"segment": "Käufer", "newer": 1}) == Answers("Käufer")


def test_a_notice_goes_to_all_in_one_wording(qtbot, page):
    measure = page.questions.measure
    measure.hold.click()
    measure.split.click()
    page.questions.purpose.picked.emit("notice")
    speaking_shop.planned(qtbot, page)
    boxes = (measure.hold, measure.split, measure.share)
    assert [box.isEnabled() for box in boxes] == [False] * 3
    assert (measure.hold.isChecked(), measure.split.isChecked()) == (False, False)
    assert measure.bar.isHidden()
    assert "A notice goes to all" in measure.why.text()
    assert (page._plan.request.control, page._plan.request.arms) == (0.0, 1)
    page.questions.purpose.picked.emit("advertising")
    speaking_shop.planned(qtbot, page)
    assert [box.isEnabled() for box in boxes] == [True, True, False]
    assert "A notice" not in measure.why.text()


def test_a_notice_remembered_with_groups_by_an_earlier_version_has_none(qtbot, page):
    kept = {"segment": "Käufer", "purpose": "notice", "control": 0.1, "arms": 2}
    assert Answers.remembered(kept) == Answers("Käufer", "notice")


@pytest.mark.parametrize("written", [False, True])
def test_esc_leads_back_from_the_log(qtbot, page, desk, written):
    if written:
        with qtbot.waitSignal(desk.session.changed):
            page.write_button.click()
        speaking_shop.planned(qtbot, page)
    desk.window.go("mailing", ("log", 0))
    assert page.title == "Export log"
    qtbot.keyClick(desk.window.focusWidget(), Qt.Key.Key_Escape)
    assert (page.title, page.back) == ("Mailing list: Käufer", None)


def test_the_log_tells_who_got_what_and_why(qtbot, page, desk):
    page.questions.measure.hold.click()
    page.questions.measure.share.setCurrentIndex(page.questions.measure.share.findData(0.5))
    page.questions.measure.share.activated.emit(page.questions.measure.share.currentIndex())
    speaking_shop.planned(qtbot, page)
    with qtbot.waitSignal(desk.session.changed):
        page.write_button.click()
    page.recent.wanted.emit(0)
    qtbot.waitUntil(lambda: page.log.recipients.rowCount() == 2, timeout=5000)
    rows = [[page.log.recipients.index(row, column).data() for column in range(4)] for row in range(2)]
    assert sorted(row[2] for row in rows) == ["A", "control"]
    held = next(row for row in rows if row[2] == "control")
    assert (held[1], held[3]) == ("–", "control group")
    assert page.title == "Export log" and page.back is not None
    desk.window.go_back()
    assert page.title == "Mailing list: Käufer"


def test_columns_without_room_are_named_and_counted_among_those_written(qtbot, page):
    page.window().resize(960, 700)
    preview = page.preview

    def hidden():
        header = page._plan.preview.header
        return [name for place, name in enumerate(header) if preview.table.isColumnHidden(place)]

    qtbot.waitUntil(lambda: bool(hidden()))
    every = len(page._plan.preview.header)
    assert f"{every} columns" in preview.header.note.text()
    assert preview.more.isVisibleTo(page)
    assert preview.more.text().endswith(f"in the file: {', '.join(hidden())}")
    page.window().resize(2600, 900)
    qtbot.waitUntil(lambda: not hidden())
    assert not preview.more.isVisibleTo(page)


def test_columns_that_would_not_be_legible_are_named_instead():
    assert _legible([60, 110, 110], 300) == 3
    assert _legible([80] * 10, 503) == 6
    assert _legible([200], 50) == 1


def test_columns_of_the_preview_fit_their_place():
    assert _fitted([60, 300, 200], [60, 110, 110], 380) == [60, 177, 142]
    assert _fitted([50, 50], [50, 50], 200) == [100, 100]
    assert sum(_fitted([200] * 6, [80] * 10, 503)) <= 503


def test_heads_of_the_preview_are_whole(qtbot, page):
    speaking_shop.planned(qtbot, page)
    table = page.preview.table
    head = table.horizontalHeader()
    shown = [place for place in range(head.count()) if not table.isColumnHidden(place)]
    assert len(shown) > 1
    for place in shown:
        name = table.model().headerData(place, Qt.Orientation.Horizontal)
        assert head.fontMetrics().horizontalAdvance(name) < head.sectionSize(place)


def test_without_customers_the_page_leads_to_the_import(qtbot, tmp_path):
    from kmu_crm.ui.pages.mailing.page import make

    opened = speaking_shop.desk(qtbot, speaking_shop.store(tmp_path, filled=False), mailing=make)
    opened.window.go("mailing")
    opened.window.page("mailing")._stack.currentWidget().button.click()
    assert "importing" in opened.elsewhere
    speaking_shop.close(opened)


@pytest.mark.parametrize(("language", "quoted"), [("en", "“;”"), ("de", "„;“")])
def test_a_program_s_separator_stands_in_the_quotation_marks_of_the_language(language, quoted):
    before = i18n.language()
    i18n.use(language)
    try:
        assert _file(Target("x", "X", ("email",), "csv", "utf-8", ";", "%d.%m.%Y", 0, ())).endswith(quoted)
    finally:
        i18n.use(before)


def test_a_notice_is_written_with_its_reason_only(qtbot, page, desk, target):
    assert not page.questions.reason.isVisible()
    page.questions.purpose.tiles["notice"].choose()
    speaking_shop.planned(qtbot, page)
    assert page.questions.reason.isVisible() and not page.write_button.isEnabled()
    assert page.write_button.text() == "Give the reason of the notice"
    page.write()
    assert log.campaigns(desk.session.db) == [] and not target.exists()
    qtbot.keyClicks(page.questions.reason, "Recall of batch 12")
    assert page._fresh and page.write_button.isEnabled()  # nobody is asked about anew for the words
    with qtbot.waitSignal(desk.session.changed):
        page.write_button.click()
    (kept,) = log.campaigns(desk.session.db)
    assert kept.reason == "Recall of batch 12"
    page.recent.wanted.emit(0)
    qtbot.waitUntil(lambda: "Recall of batch 12" in page.log._story.text(), timeout=5000)


def test_another_purpose_and_a_remembered_list_forget_the_reason(qtbot, page):
    page.questions.purpose.tiles["notice"].choose()
    qtbot.keyClicks(page.questions.reason, "Recall")
    assert Answers.remembered(page.questions.answers.to_remember()).reason == ""
    page.questions.purpose.tiles["advertising"].choose()
    speaking_shop.planned(qtbot, page)
    assert page.questions.answers.reason == "" and page.write_button.isEnabled()


def test_a_list_nobody_is_left_for_is_not_written(qtbot, page, desk, target):
    from kmu_crm.consent import suppression

    for address in ("ina@linde.example", "veit@holm.example"):
        suppression.suppress(desk.session.store.db, address, "Wunsch", "Lena")
    with qtbot.waitSignal(desk.session.changed):
        page.write_button.click()
    assert len(desk.window.findChildren(Problem)) == 1
    assert log.campaigns(desk.session.db) == [] and not target.exists()
