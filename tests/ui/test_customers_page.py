from pathlib import Path

import cafe_shop
import pytest
from cafe_shop import number, open_whole, stand_on
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from kmu_crm import i18n
from kmu_crm.consent import ledger
from kmu_crm.consent.statements import Statement
from kmu_crm.decisions import journal
from kmu_crm.desk import entry
from kmu_crm.desk.delivering import take_back
from kmu_crm.profiles import build, queries
from kmu_crm.segments import store as segments
from kmu_crm.sources import queries as sources
from kmu_crm.store.store import Store
from kmu_crm.ui import work
from kmu_crm.ui.pages.customers.columns import FURTHER
from kmu_crm.ui.pages.customers.page import make
from kmu_crm.ui.problem import Problem
from kmu_crm.ui.session import Session
from kmu_crm.ui.tables import Table

OURS = "kmu_crm"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return cafe_shop.store(tmp_path)


@pytest.fixture
def page(qtbot, store):
    with cafe_shop.page(qtbot, store) as shown:
        yield shown


def names(page) -> list[str]:
    return [page.list.model.line(row).display_name for row in range(page.list.model.rowCount())]


def focus(page) -> QWidget | None:
    return page.window().focusWidget()


def test_the_most_valuable_stand_first_and_the_foot_sums_them_up(page):
    assert names(page)[:3] == ["Hotel Bergblick", "Café Morgenrot", "Uwe Özdemir"]
    assert page.list.count.text().startswith("4 Kunden")
    assert page.panel.of.name == "Hotel Bergblick"


def test_typing_narrows_the_list_without_umlauts_too(qtbot, page):
    page.window().commands.run("search.page")
    assert focus(page) is page.list.search
    qtbot.keyClicks(page.list.search, "ozdemir")
    qtbot.waitUntil(lambda: names(page) == ["Uwe Özdemir"])
    assert page.list.count.text().startswith("1 von 4 Kunden")
    qtbot.keyClick(page.list.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(names(page)) == 4)


def test_only_the_last_of_several_questions_is_answered(qtbot, page):
    for text in ("h", "ho", "cafe"):
        page.list.search.setText(text)
        page.list.ask()
    qtbot.waitUntil(lambda: names(page) == ["Café Morgenrot"])
    work.wait_all()
    qtbot.wait(60)
    assert names(page) == ["Café Morgenrot"]


def test_no_hit_says_what_to_do(qtbot, page):
    page.list.search.setText("gibtesnicht")
    qtbot.waitUntil(lambda: page.list.places.currentWidget() is page.list.empty)
    qtbot.waitUntil(lambda: page.panel.of is None)
    page.list.empty.button.click()
    qtbot.waitUntil(lambda: len(names(page)) == 4)


def test_a_view_and_a_filter_hold_together(qtbot, page):
    page.list.chips.add("country is CH")
    qtbot.waitUntil(lambda: names(page) == ["Lisbeth Pfäffli"])
    page.list.tabs.set_current(1)
    assert page.list.rule_text() == "(value_class is A) and (country is CH)"
    qtbot.waitUntil(lambda: names(page) == [])
    page.list.chips.set_rules([])
    qtbot.waitUntil(lambda: "Hotel Bergblick" in names(page))


def test_a_filter_is_kept_as_a_segment_and_becomes_a_view(qtbot, page):
    page.list.chips.add("city is Leipzig")
    page.list.chips.keep_button.click()
    qtbot.keyClicks(page.list.chips.naming.field, "Leipziger")
    with qtbot.waitSignal(page.session.changed):
        qtbot.keyClick(page.list.chips.naming.field, Qt.Key.Key_Return)
    assert ("Leipziger", "city is Leipzig") in page.list.chips.saved()


@pytest.mark.parametrize("name", ["Leipziger", "Verloren"])
def test_a_filter_takes_no_name_another_segment_has(qtbot, page, name):
    page.session.run(lambda db, _progress: segments.save(db, "Leipziger", "city is Leipzig", "Lena"))
    page.list.chips.add("city is Halle")
    page.list.chips.keep_button.click()
    qtbot.keyClicks(page.list.chips.naming.field, name)
    qtbot.waitUntil(lambda: not page.session.is_busy())
    qtbot.keyClick(page.list.chips.naming.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.window().findChildren(Problem)) == 1)
    assert [one.rule for one in segments.segments(page.session.db)] == ["city is Leipzig"]


def test_the_list_comes_back_as_it_was_left(qtbot, page):
    page.list.arrangement.columns["phase"].setChecked(False)
    page.list.arrangement.density.click()
    page.list.table.sort_requested.emit("name", False)
    page.list.tabs.set_current(1)
    again = make(page.session)
    qtbot.addWidget(again)
    qtbot.waitUntil(lambda: again.list.listing is not None)
    assert again.list.table.isColumnHidden(3) and again.list.table.compact
    assert again.list.rule_text() == "value_class is A" and again.list.model.sorted_by() == ("name", False)
    again.deleteLater()


def test_names_keep_their_room_beside_the_panel(page):
    page.window().resize(1280, 720)
    assert not page.panel.isHidden() and page.list.table.columnWidth(1) > 200


@pytest.mark.parametrize("spoken", ["de", "en"])
def test_all_columns_of_the_list_stand_beside_the_panel_in_a_usual_window(qtbot, store, spoken):
    i18n.use(spoken)
    with cafe_shop.page(qtbot, store) as shown:
        shown.window().resize(1440, 900)
        table = shown.list.table
        qtbot.waitUntil(lambda: table.width() > 600)
        hidden = {one.name for place, one in enumerate(table.model().columns) if table.isColumnHidden(place)}
        assert hidden == {"db1", *FURTHER}


def test_a_column_head_sorts_both_ways(qtbot, page):
    page.list.table.sort_requested.emit("name", False)
    qtbot.waitUntil(lambda: names(page)[0] == "Café Morgenrot")
    page.list.table.sort_requested.emit("name", True)
    qtbot.waitUntil(lambda: names(page)[-1] == "Café Morgenrot")


def test_a_chosen_customer_stays_chosen_when_the_order_changes(qtbot, page):
    stand_on(qtbot, page, "Uwe Özdemir")
    page.list.table.sort_requested.emit("name", False)
    qtbot.waitUntil(lambda: names(page)[0] == "Café Morgenrot")
    assert page.list.table.current_id() == number(page, "Uwe Özdemir")


def test_ticked_customers_get_a_tag_that_can_be_undone(qtbot, page):
    qtbot.keyClick(page.list.table, Qt.Key.Key_Space)
    assert page.list.ticked.isVisible() and not page.list.chips.isVisible()
    page.list.ticked.tag_button.click()
    qtbot.keyClicks(page.list.ticked.naming.field, "Messe")
    with qtbot.waitSignal(page.session.undoable):
        qtbot.keyClick(page.list.ticked.naming.field, Qt.Key.Key_Return)
    assert queries.profile(page.session.db, number(page, "Hotel Bergblick"))["tags"] == "Messe"
    with qtbot.waitSignal(page.session.changed):
        page.window().undo_bar.button.click()
    assert queries.profile(page.session.db, number(page, "Hotel Bergblick"))["tags"] == ""


def test_ticked_customers_are_copied_and_go_to_a_mailing_list(qtbot, page):
    page.list.model.set_checked([number(page, "Uwe Özdemir"), number(page, "Hotel Bergblick")])
    page.list.ticked.copy_button.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("Kunde\tWert\tPhase") and "Hotel Bergblick" in lines[1] and "Uwe Özdemir" in lines[2]
    page.go.disconnect()
    with qtbot.waitSignal(page.go) as led:
        page.list.ticked.mailing_button.click()
    assert led.args[0] == "mailing"
    page.list.show_rule(led.args[1])
    qtbot.waitUntil(lambda: sorted(names(page)) == ["Hotel Bergblick", "Uwe Özdemir"])


def test_the_call_button_says_why_nobody_may_call(qtbot, page):
    assert not page.panel.head.call.isEnabled()
    assert page.panel.head.call.text() == "Nicht anrufen: keine Einwilligung"


def test_a_consent_opens_the_call_button(qtbot, page):
    given = Statement("+498999998120", "phone", "given", evidence="Formular vom 03.11.2025", at="2025-11-03")
    page.session.run(lambda db, _p: (ledger.note(db, given, "Test"), build.refresh(db, None)))
    qtbot.waitUntil(lambda: page.panel.head.call.isEnabled())
    assert page.panel.head.call.text().startswith("Anrufen")


def test_a_figure_opens_its_documents_and_how_it_is_worked_out(qtbot, page):
    stand_on(qtbot, page, "Café Morgenrot")
    qtbot.keyClick(page.panel.tiles.tiles[2], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.panel.documents.note.text() == "2 Belege")
    (table,) = page.panel.documents.findChildren(Table)
    assert not table.compact  # the kind stands below the number: beside it, it was cut
    page.panel.documents.back.click()
    assert page.panel.stack.currentIndex() == 0


def test_the_timeline_filters_by_what_happened(qtbot, page):
    stand_on(qtbot, page, "Café Morgenrot")
    shown = page.panel.latest
    qtbot.waitUntil(lambda: shown.list.entries.rowCount() == 4)  # two months, two orders
    shown.filter(("complaint",))
    qtbot.waitUntil(lambda: shown.places.currentIndex() == 1)
    shown.filter(())
    qtbot.waitUntil(lambda: shown.list.entries.rowCount() == 4)


def test_the_whole_page_steps_through_the_list_and_returns_to_where_one_was(qtbot, page):
    open_whole(qtbot, page, "Café Morgenrot")
    assert page.status == "2 von 4" and focus(page) is page.whole
    qtbot.keyClick(page.whole, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.whole.of.name == "Uwe Özdemir")
    qtbot.keyClick(page.whole, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: page.whole.of.name == "Café Morgenrot")
    qtbot.keyClick(page.whole, Qt.Key.Key_Escape)
    assert focus(page) is page.list.table and page.list.table.current_id() == number(page, "Café Morgenrot")


def test_the_rail_leads_from_a_profile_back_to_the_list(qtbot, page):
    open_whole(qtbot, page, "Café Morgenrot")
    page.window().rail.buttons["customers"].click()
    assert page.list.isVisible() and not page.whole.isVisible()


def test_other_pages_open_a_customer_or_a_filter(qtbot, page):
    wanted = number(page, "Uwe Özdemir")
    page.window().go("customers", wanted)
    qtbot.waitUntil(lambda: page.whole.of is not None and page.whole.of.number == wanted)
    assert page.place() == wanted
    page.window().go("customers", ("filter", "city is Leipzig"))
    qtbot.waitUntil(lambda: sorted(names(page)) == ["Café Morgenrot", "Uwe Özdemir"])
    page.window().go_back()
    assert page.places.currentWidget() is page.whole


def test_a_filter_that_a_figure_brought_goes_with_the_next_view(qtbot, page):
    page.window().go("customers", ("filter", "city is Leipzig"))
    qtbot.waitUntil(lambda: len(names(page)) == 2)
    page.list.tabs.set_current(1)
    assert page.list.chips.rules() == []
    page.list.chips.add("city is Leipzig")
    page.list.tabs.set_current(0)
    assert page.list.chips.rules() == ["city is Leipzig"]  # one's own filter stays


def test_a_value_put_right_by_hand_says_so_and_can_be_undone(qtbot, page):
    open_whole(qtbot, page, "Hotel Bergblick")
    page.whole.master.edit()
    page.whole.master.fields["city"].field.setText("Garmisch-Partenkirchen")
    with qtbot.waitSignal(page.session.undoable):
        qtbot.keyClick(page.whole.master.fields["city"].field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.whole.of.row["city"] == "Garmisch-Partenkirchen")
    assert page.whole.of.choices["city"].word is None
    (told,) = (one.text() for one in page.whole.master.findChildren(QLabel) if "korrigiert" in one.text())
    assert told.startswith("aus Shopify, ") and told.endswith(" · Ort: von Hand korrigiert")
    page.window().undo_bar.button.click()
    qtbot.waitUntil(lambda: page.whole.of.row["city"] == "Garmisch")


def test_a_form_shows_values_as_the_profile_does_and_keeps_those_left_alone(qtbot, page):
    open_whole(qtbot, page, "Hotel Bergblick")
    page.whole.master.edit()
    fields = page.whole.master.fields
    assert fields["phone"].field.text() == "+49 89 99998120"
    fields["birth_date"].field.setText("24.12.1980")
    with qtbot.waitSignal(page.session.undoable):
        qtbot.keyClick(fields["birth_date"].field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "birth_date" in page.whole.of.choices)
    page.whole.master.edit()
    assert page.whole.master.fields["birth_date"].field.text() == "24.12.1980"
    assert [one.what["field"] for one in journal.standing(page.session.db)] == ["birth_date"]


def test_a_value_that_cannot_be_read_is_said_at_its_field(qtbot, page):
    open_whole(qtbot, page, "Hotel Bergblick")
    page.whole.master.edit()
    field = page.whole.master.fields["email"].field
    field.setText("kein Postfach")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: field.property("invalid") is True)
    assert journal.standing(page.session.db) == []
    qtbot.keyClick(page.whole, Qt.Key.Key_Escape)
    assert page.whole.master.fields == {} and page.places.currentWidget() is page.whole


def systems(of) -> set[str]:
    return {word.system for word in of.words}


def joined(qtbot, page) -> int:
    """A second record of the hotel, of our own, with another street."""
    values = {"company": "Hotel Bergblick", "email": "info@bergblick.example", "street": "Talweg 9", "postcode": "82467",
              "city": "Garmisch"}  # fmt: skip
    with qtbot.waitSignal(page.session.changed):
        page.session.run(lambda db, _p: entry.new(db, "customer", values))
    qtbot.waitUntil(lambda: OURS in systems(page.panel.of))
    return page.panel.of.number


def offered(chip):
    """The values in the menu, which stand below the reason why one of them holds."""
    actions = chip.menu().actions()
    return actions[next(place for place, one in enumerate(actions) if one.isSeparator()) + 1 :]


def test_where_sources_disagree_one_is_picked_and_kept(qtbot, page):
    joined(qtbot, page)
    open_whole(qtbot, page, "Hotel Bergblick")
    chip = page.whole.master.chips["street"]
    assert chip.text() == "2 Werte" and page.whole.of.row["street"] == "Talweg 9"
    with qtbot.waitSignal(page.session.undoable):
        offered(chip)[1].trigger()
    qtbot.waitUntil(lambda: page.whole.of.row["street"] == "Zirbelhang 3")
    page.window().undo_bar.button.click()
    qtbot.waitUntil(lambda: page.whole.of.row["street"] == "Talweg 9")


def test_the_value_that_holds_is_shown_with_a_tick_and_can_be_kept(qtbot, page):
    joined(qtbot, page)
    open_whole(qtbot, page, "Hotel Bergblick")
    now, other = offered(page.whole.master.chips["street"])
    assert now.isChecked() and now.text().startswith("Talweg 9, 82467 Garmisch   ")
    assert not other.isChecked() and other.text().startswith("Zirbelhang 3, 82467 Garmisch   ")
    with qtbot.waitSignal(page.session.undoable) as kept:
        now.trigger()
    assert kept.args[0] == "Gesichert: Talweg 9, 82467 Garmisch"
    qtbot.waitUntil(lambda: page.whole.of.choices["street"].word is None)
    assert page.whole.of.row["street"] == "Talweg 9"
    assert page.session.db.execute("SELECT post_ok FROM profile WHERE id = ?", (page.whole.of.number,)).fetchone() != (
        "no",
    )
    assert not offered(page.whole.master.chips["street"])[0].isEnabled()  # a person said so


def test_a_connection_is_undone_and_made_again(qtbot, page):
    before = len(names(page))
    joined(qtbot, page)
    open_whole(qtbot, page, "Hotel Bergblick")
    page.whole.origin.split_button.click()
    ours = next(word.record for word in page.whole.of.words if word.system == OURS)
    page.whole.origin.boxes[ours].setChecked(True)
    with qtbot.waitSignal(page.session.undoable):
        page.whole.origin.out.click()
        assert not page.whole.origin.out.isEnabled() and page.whole.origin.out.text() == "Wird herausgelöst …"
        page.whole.origin.split()
    assert [one.kind for one in journal.standing(page.session.db)] == ["split"]
    qtbot.waitUntil(lambda: len(page.list.model.ids()) == before + 1 and OURS not in systems(page.whole.of))
    page.window().undo_bar.button.click()
    qtbot.waitUntil(lambda: len(page.list.model.ids()) == before and OURS in systems(page.whole.of))


def test_a_narrow_window_has_the_list_alone(qtbot, page):
    page.window().resize(960, 620)
    qtbot.waitUntil(lambda: not page.panel.isVisible())
    page.window().resize(1280, 720)
    qtbot.waitUntil(lambda: page.panel.isVisible())
    assert page.list.table.horizontalHeader().length() <= page.list.table.viewport().width()


def test_everything_that_takes_the_focus_has_a_name(qtbot, page):
    open_whole(qtbot, page, "Café Morgenrot")
    page.whole.master.edit()
    page.open_form()
    stops = [one for one in page.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    nameless = [one for one in stops if not QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name)]
    assert len(stops) > 30
    assert [type(one).__name__ for one in nameless if type(one).__name__ != "QTableCornerButton"] == []


def test_an_empty_file_leads_to_the_import(qtbot, tmp_path):
    store = Store(tmp_path / "leer.kmucrm")
    session = Session(store)
    page = make(session)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.go) as led:
        page.nothing.button.click()
    assert led.args[0] == "importing"
    work.wait_all()
    session.close()


@pytest.mark.parametrize("whole", [False, True])
def test_customers_that_an_undo_takes_away_go_without_a_word(qtbot, page, whole):
    if whole:
        open_whole(qtbot, page, "Café Morgenrot")
    session = page.session
    numbers = [one.id for one in sources.imports(session.db)]
    with qtbot.waitSignal(session.changed, timeout=20_000):
        session.run(lambda db, progress: take_back(db, sorted(numbers, reverse=True), progress=progress))
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 0 and not page.window().findChildren(Problem))
    qtbot.waitUntil(lambda: page.places.currentWidget() is not page.whole)
    qtbot.wait(100)
    assert page.window().findChildren(Problem) == []
