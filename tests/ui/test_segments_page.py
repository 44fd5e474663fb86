import pytest
import speaking_shop
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QComboBox

from kmu_crm.desk.mailing import rule_of
from kmu_crm.segments import store
from kmu_crm.segments.parser import parse
from kmu_crm.segments.rules import to_text
from kmu_crm.ui import fonts, theme
from kmu_crm.ui.pages.segments import editors
from kmu_crm.ui.pages.segments.page import make
from kmu_crm.ui.pages.segments.pickers import SHARE, FieldPicker, fields_model
from kmu_crm.ui.pages.segments.shelf import Entry, Shelf, name_width
from kmu_crm.ui.problem import Problem


@pytest.fixture
def desk(qtbot, tmp_path):
    made = speaking_shop.store(tmp_path)
    store.define(made.db, "Leipziger", "city is Leipzig", "Lena")
    opened = speaking_shop.desk(qtbot, made, segments=make)
    opened.window.go("segments")
    yield opened
    speaking_shop.close(opened)


@pytest.fixture
def page(qtbot, desk):
    page = desk.window.page("segments")
    settled(qtbot, page, "2")
    return page


def settled(qtbot, page, size):
    """The newest answer is on the screen."""
    qtbot.waitUntil(lambda: page.size.size.text() == size and page.size.size.property("tone") == "", timeout=5000)


def rule(page):
    return to_text(page.builder.rule())


def test_the_first_own_segment_opens_with_who_is_in_it_and_why(qtbot, page):
    assert (page.head.text(), rule(page)) == ("Leipziger", "city is Leipzig")
    qtbot.waitUntil(lambda: page.builder.box.count.text() == "2", timeout=5000)
    names = [page.preview.model.index(row, 0).data() for row in range(2)]
    assert names == ["Gasthof Linde", "Mira Sand"]  # the most valuable first
    assert page.preview.model.index(0, 4).data() == "City: Leipzig"
    assert not page.head.chip.isVisible()


def test_the_shelf_counts_every_segment(qtbot, page):
    def counted():
        return {page.shelf.item(row).text(): page.shelf.item(row).data(257) for row in range(page.shelf.count())}

    qtbot.waitUntil(lambda: counted()["Leipziger"] == "2", timeout=5000)
    assert counted()["Prospects"] == "1"


def test_a_name_takes_a_second_line_only_while_it_needs_one(qtbot):
    """Bold words are wider: a name that fits when plain gets its second line when it is chosen."""
    name, shelf = "New, no second purchase", Shelf()
    qtbot.addWidget(shelf)
    plain, bold = (QFontMetrics(fonts.font(role)).horizontalAdvance(name) for role in ("body", "strong"))
    shelf.fill([("", [Entry(name, "kind is company"), Entry("Other", "kind is person")])], {})
    shelf.setFixedWidth(400 - name_width(400, "") + (plain + bold) // 2 + 2 * shelf.frameWidth())
    shelf.show()
    one_line = shelf.sizeHintForRow(1)
    shelf.setCurrentRow(1)
    assert shelf.sizeHintForRow(0) == one_line
    shelf.setCurrentRow(0)
    assert shelf.sizeHintForRow(0) > one_line


def test_typing_a_value_counts_anew_and_saving_keeps_it(qtbot, page, desk):
    value = page.builder.box.children_shown[0].value.focusProxy()
    value.setFocus()
    value.selectAll()
    qtbot.keyClicks(value, "Halle")
    assert page.size.size.property("tone") == "muted"
    assert page.head.chip.isVisible()
    settled(qtbot, page, "1")
    with qtbot.waitSignal(desk.session.changed):
        page.head.save.click()
    assert store.segments(desk.session.db)[0].rule == "city is Halle"
    qtbot.waitUntil(lambda: not page.head.chip.isVisible())


def test_a_name_that_is_taken_is_said_and_nothing_is_lost(qtbot, page, desk):
    page.start_new()
    page.head.name.setText("Leipziger")
    page.builder.set_rule(parse("kind is company"))
    page.builder.edited()
    with qtbot.waitSignal(desk.session.changed):
        page.head.save.click()
    assert desk.window.findChildren(Problem)
    assert (store.segments(desk.session.db)[0].rule, rule(page)) == ("city is Leipzig", "kind is company")
    assert page.head.chip.isVisible()


def ready(page, preset):
    page.shelf.chosen.emit(next(entry for entry in page.shelf.entries() if entry.preset == preset))


def changed_to(page, text):
    page.builder.set_rule(parse(text))
    page.builder.edited()


def test_a_changed_ready_segment_is_saved_under_a_name_of_its_own(qtbot, page, desk):
    """Else the ready one would lead to the people of the other."""
    ready(page, "new")
    assert not page.head.save.isEnabled()
    changed_to(page, "phase is new and kind is person")
    assert (page.head.text(), page.head.save.isEnabled()) == ("New (own)", True)
    changed_to(page, "phase is new")
    assert (page.head.text(), page.is_changed()) == ("New", False)
    changed_to(page, "phase is new and kind is person")
    with qtbot.waitSignal(desk.session.changed):
        page.head.save.click()
    assert [one.name for one in store.segments(desk.session.db)] == ["Leipziger", "New (own)"]
    qtbot.waitUntil(lambda: not page.is_changed())
    assert page.head.text() == "New (own)"


def test_a_name_of_a_ready_segment_cannot_be_saved(qtbot, page, desk):
    changed_to(page, "city is Halle")
    page.head.name.setText("at risk")
    page.head.edited.emit()
    assert not page.head.save.isEnabled()
    assert "“at risk” is the name of a ready segment." in page.head.save.toolTip()


def test_the_page_hands_over_what_it_shows_though_another_has_its_name(qtbot, page, desk):
    for name in ("New", "prospects"):
        speaking_shop.segment_of_old(qtbot, desk, name, "city is Halle")
    for preset, shown in (("new", "phase is new"), ("prospects", "phase is prospect")):
        ready(page, preset)
        db = desk.session.db
        assert to_text(rule_of(db, page.place())[1]) == rule(page) == shown
    desk.window.go("segments", "new")
    assert (page.head.text(), rule(page)) == ("New", "phase is new")
    desk.window.go("segments", "New")
    assert (page.head.text(), rule(page)) == ("New", "city is Halle")
    changed_to(page, "city is Leipzig")
    assert (page.head.text(), page.head.save.isEnabled()) == ("New", True)
    with qtbot.waitSignal(desk.session.changed):
        page.head.save.click()
    assert store.named(desk.session.db, "New")[1] == parse("city is Leipzig")
    with qtbot.waitSignal(desk.session.changed):
        page.head.delete.click()
    qtbot.waitUntil(desk.window.undo_bar.isVisible)
    with qtbot.waitSignal(desk.session.changed):
        desk.window.undo_bar.button.click()
    assert store.named(desk.session.db, "New")[1] == parse("city is Leipzig")


def test_the_segment_that_was_open_opens_again_and_not_another_of_its_name(qtbot, page, desk):
    speaking_shop.segment_of_old(qtbot, desk, "New", "city is Halle")
    ready(page, "new")
    page._open_first()
    assert rule(page) == "phase is new"


def test_a_field_is_found_by_typing_part_of_its_title(qtbot, page):
    line = page.builder.box.children_shown[0]
    edit = line.field.lineEdit()
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "last pur")
    popup = line.field.completer().popup()
    assert popup.model().index(0, 0).data() == "Last purchase"
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert (line.piece.field, page.builder.unfinished()) == ("last_purchase", 1)
    assert not page.head.save.isEnabled()
    qtbot.keyClicks(line.value.focusProxy(), "30")
    line.operator.activated.emit(line.operator.findData("within"))
    assert rule(page) == "last_purchase within 30 days"


def test_conditions_and_groups_are_added_moved_by_keys_and_removed(qtbot, page, desk):
    page.builder.box.group_button.click()
    qtbot.waitUntil(lambda: len(page.builder.box.children_shown) == 2)
    group = page.builder.box.children_shown[1]
    line = group.children_shown[0]
    line.value.menu.actions()[0].trigger()
    assert rule(page) == "city is Leipzig and value_class in (A)"
    qtbot.keyClick(line.handle, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: len(page.builder.box.children_shown) == 3)
    moved = page.builder.box.children_shown[1]
    assert desk.window.focusWidget() is moved.handle
    page.builder.remove(page.builder.root.parts[0])
    qtbot.waitUntil(lambda: rule(page) == "value_class in (A)")


def test_a_group_of_none_takes_away(qtbot, page):
    page.builder.set_rule(parse("not kind is company"))
    page.builder.edited()
    settled(qtbot, page, "3")
    qtbot.waitUntil(lambda: page.builder.box.count.text() == "−1", timeout=5000)


def test_groups_lie_three_deep_by_hand(qtbot, page):
    page.builder.set_rule(parse("abc is A and (abc is B or (abc is C and kind is person))"))
    inner = page.builder.box.children_shown[1].children_shown[1]
    assert not inner.group_button.isVisible()
    assert page.builder.box.children_shown[1].group_button.isVisible()


@pytest.mark.parametrize(
    "text",
    [
        'city in ("Halle, Ost", "Bad \\"Muster\\"", Leipzig) and revenue_12m between 100 and 2000.5',
        "not (phase in (lost, dormant) or last_purchase older than 90 days) and tag contains x",
        "birthday within 30 days or customer_since after 2024-02-29 or email is empty or bought starts with Bo",
    ],
)
def test_showing_a_rule_changes_nothing_of_it(page, text):
    page.builder.set_rule(parse(text))
    assert rule(page) == to_text(parse(text))


def test_lists_of_values_survive_commas_and_quotation_marks():
    values = ["Halle, Ost", 'Bad "Muster"', "Leipzig"]
    assert editors.split(editors.joined(values)) == values
    assert editors.split("a, , b,") == ["a", "b"]


def test_the_rule_text_builds_the_boxes_and_says_what_is_wrong(qtbot, page):
    page.text.fold.click()
    page.text.editor.setPlainText("city is Halle")
    qtbot.waitUntil(lambda: rule(page) == "city is Halle", timeout=3000)
    page.text.editor.setPlainText("city is Halle und")
    qtbot.waitUntil(page.text.problem.isVisible, timeout=3000)
    assert "position 15" in page.text.problem.text()
    assert rule(page) == "city is Halle"


def typed(page, text):
    """Into the rule as text, which has the focus."""
    if page.text.editor.isHidden():
        page.text.fold.click()
    page.text.editor.setPlainText(text)


def test_nothing_is_saved_or_handed_on_while_the_rule_text_cannot_be_read(qtbot, page, desk):
    settled(qtbot, page, "2")
    typed(page, "tag is")
    qtbot.waitUntil(page.text.problem.isVisible, timeout=3000)
    asked = (page.head.save, page.size.mailing, page.size.customers, page.preview.all)
    assert [button.isEnabled() for button in asked] == [False] * 4
    assert "rule text" in page.head.save.toolTip()
    assert page.is_changed()
    page.refresh()  # an answer on its way changes nothing about that
    settled(qtbot, page, "2")
    assert [button.isEnabled() for button in asked] == [False] * 4
    typed(page, "city is Halle")
    settled(qtbot, page, "1")
    assert [button.isEnabled() for button in asked] == [True] * 4


def test_what_was_typed_a_moment_ago_is_read_before_it_is_saved(qtbot, page, desk):
    typed(page, "city is Halle")
    with qtbot.waitSignal(desk.session.changed):
        page.save()
    assert store.segments(desk.session.db)[0].rule == "city is Halle"
    typed(page, "tag is")
    page.save()
    assert not desk.session.is_busy()
    assert page.text.problem.isVisible()


def test_discarding_brings_a_readable_text_back(qtbot, page, desk):
    typed(page, "tag is")
    qtbot.waitUntil(page.text.problem.isVisible, timeout=3000)
    page.discard()
    assert page.text.editor.toPlainText() == "city is Leipzig"
    assert not page.text.problem.isVisible()
    assert not page.is_changed()
    desk.window.undo_bar.button.click()
    assert (page.text.editor.toPlainText(), page.text.problem.isVisible()) == ("tag is", True)


def test_what_is_brought_back_does_not_take_the_place_of_what_is_being_built(qtbot, page, desk):
    typed(page, "city is Halle")
    settled(qtbot, page, "1")
    page.start_new()  # and leaves the changes
    page.builder.set_rule(parse("city is Wien"))
    page.builder.edited()
    desk.window.go("segments")
    desk.window.commands.run("edit.undo")
    assert (page.head.text(), rule(page)) == ("Leipziger", "city is Halle")
    desk.window.commands.run("edit.undo")
    assert (page.head.text(), rule(page)) == ("", "city is Wien")


def test_the_titles_found_while_typing_look_like_those_of_the_list(qtbot):
    picker = FieldPicker(fields_model(), "city", lambda _field: None)
    qtbot.addWidget(picker)
    theme.current.dress(picker)
    assert picker.completer().popup().sizeHintForRow(0) >= theme.px(26)


def test_oddities_are_said_in_words(qtbot, page):
    def said(text):
        page.builder.set_rule(parse(text))
        page.builder.edited()
        qtbot.waitUntil(lambda: bool(page.notes.texts()), timeout=5000)
        texts = " ".join(page.notes.texts())
        page.builder.set_rule(parse("city is Leipzig"))
        page.builder.edited()
        qtbot.waitUntil(lambda: not page.notes.texts(), timeout=5000)
        return texts

    assert "City is “Nirgends”" in said("kind is person and city is Nirgends")
    assert "All customers" in said("country in (DE, CH)")
    assert "Satisfaction" in said("satisfaction >= 9")


def test_what_was_not_saved_comes_back(qtbot, page, desk):
    page.builder.set_rule(parse("city is Halle"))
    page.builder.edited()
    page.start_new()
    assert page.builder.rule() is None
    assert not page.size.mailing.isEnabled()
    desk.window.undo_bar.button.click()
    assert (page.head.text(), rule(page)) == ("Leipziger", "city is Halle")


def test_a_deleted_segment_comes_back(qtbot, page, desk):
    with qtbot.waitSignal(desk.session.changed):
        page.head.delete.click()
    assert store.segments(desk.session.db) == []
    qtbot.waitUntil(desk.window.undo_bar.isVisible)
    with qtbot.waitSignal(desk.session.changed):
        desk.window.undo_bar.button.click()
    assert [one.name for one in store.segments(desk.session.db)] == ["Leipziger"]


def test_two_segments_stand_side_by_side(qtbot, page):
    page.compare.other.setCurrentIndex(page.compare.other.findText("New"))
    page.compare.other.activated.emit(page.compare.other.currentIndex())
    qtbot.waitUntil(page.compare.bars.isVisible, timeout=5000)
    assert [row[0] for row in page.compare.bars.table()][1] == "Revenue per customer"


def test_ways_lead_on_with_the_rule_or_the_name(qtbot, page, desk):
    page.preview.all_wanted.emit()
    assert desk.elsewhere["customers"].places == [("filter", "city is Leipzig")]
    desk.window.go("segments")
    page.size.mailing.click()
    assert desk.elsewhere["mailing"].places == ["Leipziger"]
    desk.window.go("segments", "kind is company")
    assert (page.head.text(), rule(page), page.place()) == ("", "kind is company", "kind is company")
    desk.window.go("segments", "birthday")
    assert page.head.text() == "Birthday within a month"


def test_the_wheel_leaves_pickers_alone(page):
    line = page.builder.box.children_shown[0]
    assert isinstance(line.operator, QComboBox)
    assert line.operator.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_without_customers_the_page_leads_to_the_import(qtbot, tmp_path):
    opened = speaking_shop.desk(qtbot, speaking_shop.store(tmp_path, filled=False), segments=make)
    opened.window.go("segments")
    page = opened.window.page("segments")
    page._stack.currentWidget().button.click()
    assert "importing" in opened.elsewhere
    speaking_shop.close(opened)


def test_a_long_title_of_a_field_shows_its_beginning(qtbot):
    picker = FieldPicker(fields_model(), "revenue_change", lambda _field: None)
    qtbot.addWidget(picker)
    picker.model().item(picker.currentIndex()).setData(0.4, SHARE)
    assert picker.lineEdit().cursorPosition() == 0


def test_a_reason_is_not_cut_while_names_have_more_than_they_need(qtbot, page):
    preview, header = page.preview, page.preview.table.horizontalHeader()
    preview._reasons = dict.fromkeys(preview._reasons, "Revenue of 12 months: €12,345.67")
    needed = QFontMetrics(fonts.font("body")).horizontalAdvance("Revenue of 12 months: €12,345.67")
    for width in range(620, 900, 40):
        preview.resize(width, 300)
        qtbot.wait(5)
        names = header.sectionSize(0)
        assert header.sectionSize(4) >= needed or names <= 152, (width, names, header.sectionSize(4))


def test_a_ready_list_says_below_its_rule_what_the_law_asks(qtbot, page):
    page._open(next(entry for entry in page.shelf.entries() if entry.preset == "guests-long-ago"))
    said = page.notes.words.text.text()
    assert said.startswith("In words: Guest purchase only is yes and") and "§ 147 AO" in said
    page._open(next(entry for entry in page.shelf.entries() if entry.preset == "birthday"))
    assert "§" not in page.notes.words.text.text()
