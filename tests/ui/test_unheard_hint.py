"""Who types a no into a note or a tag is told that this alone bars nobody, and is led to where it is noted."""

import cafe_shop
import pytest
from cafe_shop import number, stand_on
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kmu_crm.consent import ledger
from kmu_crm.consent.statements import Statement
from kmu_crm.ui.pages.customers import permitting
from kmu_crm.ui.pages.customers.permitting import PermitEntry
from kmu_crm.ui.widgets import Banner


@pytest.fixture
def page(qtbot, tmp_path):
    with cafe_shop.page(qtbot, cafe_shop.store(tmp_path)) as shown:
        yield shown


def keep_note(qtbot, page, text: str) -> None:
    stand_on(qtbot, page, "Café Morgenrot")
    page.window().commands.run("customers.note")
    form = page.panel.head.form
    form.text.setPlainText(text)
    with qtbot.waitSignal(page.session.changed):
        qtbot.keyClick(form.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def give_tag(qtbot, page, tag: str) -> None:
    page.list.model.set_checked({number(page, "Hotel Bergblick")})
    page.list.ticked.tag_button.click()
    page.list.ticked.naming.field.setText(tag)
    with qtbot.waitSignal(page.session.changed):
        qtbot.keyClick(page.list.ticked.naming.field, Qt.Key.Key_Return)


def banners(page) -> list[str]:
    return [one.text.text() for one in page.window().findChildren(Banner) if not one.isHidden()]


def test_a_note_that_says_no_leads_to_the_objection(qtbot, page):
    keep_note(qtbot, page, "will keine Werbung mehr")
    hint = page.panel.head.unheard
    assert hint.isVisible()
    hint.button.click()
    sheet = page.window().findChildren(PermitEntry)[-1]
    assert sheet.kind.currentData() == permitting.REFUSAL


def test_the_objection_is_offered_for_the_way_whose_list_waits(qtbot, page):
    keep_note(qtbot, page, "lt. Anruf am 3.4. keine Post mehr")
    hint = page.panel.head.unheard
    qtbot.waitUntil(lambda: hint.waits)
    hint.button.click()
    assert page.window().findChildren(PermitEntry)[-1].channel.value() == "post"


@pytest.mark.parametrize("way", ["through the hint", "by the menu"])
def test_the_hint_goes_once_an_objection_is_noted_and_that_is_said(qtbot, page, way):
    keep_note(qtbot, page, "will keine Werbung mehr")
    hint = page.panel.head.unheard
    hint.button.click() if way == "through the hint" else page.open_permit()
    sheet = page.window().findChildren(PermitEntry)[-1]
    sheet.choose("email", permitting.REFUSAL)
    sheet.lines["how"].setText("Telefonat")
    with qtbot.waitSignal(page.session.changed):
        sheet.keep.click()
    qtbot.waitUntil(lambda: not hint.isVisible())
    assert "kontakt@morgenrot.example" in page.window().undo_bar.text()


def test_a_consent_leaves_the_hint(qtbot, page):
    keep_note(qtbot, page, "will keine Werbung mehr")
    page.open_permit()
    sheet = page.window().findChildren(PermitEntry)[-1]
    sheet.choose("email", permitting.CONSENT)
    sheet.lines["evidence"].setText("Ordner 3")
    with qtbot.waitSignal(page.session.undoable):
        sheet.keep.click()
    assert page.panel.head.unheard.isVisible()


def test_the_hint_goes_with_the_customer(qtbot, page):
    keep_note(qtbot, page, "verstorben")
    stand_on(qtbot, page, "Hotel Bergblick")
    assert not page.panel.head.unheard.isVisible()


def test_another_note_is_only_kept(qtbot, page):
    keep_note(qtbot, page, "Fragt nach Wartung")
    assert not page.panel.head.unheard.isVisible()


@pytest.mark.parametrize(("tag", "told"), [("keine Werbung", 1), ("Messe", 0)])
def test_a_tag_that_says_no_is_told_over_the_page(qtbot, page, tag, told):
    give_tag(qtbot, page, tag)
    assert len([text for text in banners(page) if "kein Widerspruch" in text]) == told


def said_in_a_file(page, name: str, words: str) -> None:
    page.session.store.db.execute("UPDATE import SET at = '2025-01-01T08:00:00Z'")
    page.session.store.db.execute(
        "UPDATE party SET note = ? WHERE record_id IN (SELECT record_id FROM membership WHERE profile_id = ?)",
        (words, number(page, name)),
    )
    page.session.changed.emit()


def test_words_of_a_file_that_may_be_a_no_stand_at_the_head_until_somebody_has_looked(qtbot, page):
    stand_on(qtbot, page, "Hotel Bergblick")
    said_in_a_file(page, "Hotel Bergblick", "bitte keine Post")
    hint = page.panel.head.unheard
    qtbot.waitUntil(hint.isVisible)
    assert "bitte keine Post" in hint.text.text()
    stand_on(qtbot, page, "Café Morgenrot")
    assert not hint.isVisible()
    stand_on(qtbot, page, "Hotel Bergblick")
    assert hint.isVisible()
    with qtbot.waitSignal(page.session.undoable) as undoable:
        qtbot.mouseClick(hint.none, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.panel.of.unheard == [])
    assert not hint.isVisible()
    undoable.args[1](page.session)
    qtbot.waitUntil(lambda: page.panel.of.unheard != [])
    assert hint.isVisible()


def test_the_hint_goes_once_no_list_waits_any_more(qtbot, page):
    stand_on(qtbot, page, "Hotel Bergblick")
    said_in_a_file(page, "Hotel Bergblick", "bitte keine Post")
    hint = page.panel.head.unheard
    qtbot.waitUntil(hint.isVisible)
    db = page.session.store.db
    door = next(one.key for one in page.panel.of.addresses if one.channel == "post")
    ledger.note(db, Statement(door, "post", "given", evidence="am Telefon", at="2025-02-01"), "Lena")
    page.session.changed.emit()
    qtbot.waitUntil(lambda: page.panel.of.unheard == [])
    assert not hint.isVisible()


def test_no_way_is_shown_as_allowed_while_its_list_waits(qtbot, page):
    stand_on(qtbot, page, "Café Morgenrot")
    assert "vielleicht ein Nein" not in told(page)
    keep_note(qtbot, page, "will keine Werbung mehr")
    qtbot.waitUntil(lambda: page.panel.head.unheard.waits)
    assert "Post: vielleicht ein Nein" in told(page) and "erlaubt" not in told(page)


def told(page) -> str:
    """The strip of permissions as it is read aloud."""
    head = page.panel.head
    return " ".join(one.accessibleName() for one in head.permits.findChildren(QWidget) if one.accessibleName())
