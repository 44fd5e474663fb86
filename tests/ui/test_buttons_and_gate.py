"""The buttons that dial and write agree with the gate: the address it cleared, and nothing where it cleared none."""

from datetime import date

import cafe_shop
import pytest
from cafe_shop import stand_on
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QDesktopServices, QGuiApplication

from kmu_crm import i18n
from kmu_crm.consent import ledger, suppression
from kmu_crm.consent.statements import Statement
from kmu_crm.desk import dossier, entry, intake
from kmu_crm.fields import phone
from kmu_crm.sales.calls import allowed
from kmu_crm.sales.calls.people import people
from kmu_crm.store.store import Store
from kmu_crm.ui.problem import Problem

FIRST, SECOND = "+493412312001", "+491719876001"
MAIL, OTHER_MAIL = "anna@berg.example", "muster@tal.example"
DAY = "2025-11-24"
PEOPLE = f"""Kundennummer;Vorname;Nachname;Telefon;Telefon 2;E-Mail;E-Mail 2
K1;Anna;Muster;0341 2312001;0171 9876001;{MAIL};{OTHER_MAIL}
K2;Bert;Kranz;;;;
"""


@pytest.fixture
def page(qtbot, tmp_path):
    i18n.use("de")
    store = Store(tmp_path / "kunden.kmucrm")
    file = tmp_path / "kunden.csv"
    file.write_text(PEOPLE, encoding="utf-8")
    assert not intake.take_in(store.db, [file], as_of=DAY).refused
    with cafe_shop.page(qtbot, store) as shown:
        stand_on(qtbot, shown, "Anna Muster")
        yield shown


@pytest.fixture
def left(monkeypatch):
    """What the window handed to the telephone or the mail program."""
    found = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: found.append(url.toString()))
    return found


def head(page):
    return page.panel.head


def say(page, address, state, at, purpose="advertising"):
    channel = "email" if "@" in address else "phone"
    ledger.note(page.session.store.db, Statement(address, channel, state, purpose, "form", "Ordner 3", at), "Lena")


def show(page):
    """The page as it is once it has asked again."""
    head(page).show_customer(dossier.dossier(page.session.store.db, page.panel.of.number))


def orders(page):
    menu = head(page).more.menu()
    menu.aboutToShow.emit()
    return menu.actions()[:2]


def problems(page):
    return [one for one in page.window().findChildren(Problem) if one.isVisible()]


def test_the_button_shows_and_dials_the_number_that_may_be_called(page, left):
    say(page, FIRST, "withdrawn", "2025-06-01")
    say(page, SECOND, "given", "2025-09-01")
    show(page)
    assert head(page).call.text().split(maxsplit=1) == ["Anrufen", "0171 9876001"]
    head(page).call.click()
    assert left == [f"tel:{SECOND}"]


def test_mail_goes_to_the_address_that_may_be_written_to(page, left):
    say(page, MAIL, "withdrawn", "2025-06-01")
    say(page, OTHER_MAIL, "given", "2025-09-01")
    show(page)
    assert OTHER_MAIL in head(page).mail.toolTip()
    head(page).mail.click()
    assert left == [f"mailto:{OTHER_MAIL}"]


def test_an_order_is_spoken_about_on_the_number_that_is_not_blocked(page, left):
    suppression.suppress(page.session.store.db, FIRST, "gewünscht", "Lena")
    show(page)
    call, _mail = orders(page)
    assert call.isEnabled() and call.text().endswith(": 0171 9876001")
    call.trigger()
    assert left == [f"tel:{SECOND}"]
    suppression.suppress(page.session.store.db, SECOND, "gewünscht", "Lena")
    show(page)
    call, _mail = orders(page)
    assert not call.isEnabled() and call.text().endswith(": Steht auf der Sperrliste")


@pytest.mark.parametrize(("words", "called"), [
    ("Möchte keine Anrufe mehr, hat er gesagt", False), ("möchte keine E-Mails mehr", True),
])  # fmt: skip
def test_who_may_have_said_no_is_not_reached_that_way_before_somebody_has_looked(page, left, words, called):
    db = page.session.store.db
    say(page, FIRST, "given", "2025-01-01")
    say(page, MAIL, "given", "2025-01-01")
    db.execute("UPDATE consent_event SET noted_at = '2025-01-01T08:00:00Z'")  # long before those words
    show(page)
    assert head(page).call.isEnabled() and head(page).mail.isEnabled()
    entry.new(db, "note", {"profile": str(page.panel.of.number), "text": words})
    head(page).mail.click()  # not shown yet
    assert left == [] and len(problems(page)) == 1
    show(page)
    assert head(page).call.isEnabled() == called
    assert called or head(page).call.text() == "Vielleicht ein Nein: ansehen"
    assert not head(page).mail.isEnabled() and "Vielleicht ein Nein" in head(page).mail.toolTip()


@pytest.mark.parametrize("button", ["call", "mail"])
def test_a_no_that_came_after_the_page_was_shown_holds_at_the_click(qtbot, page, left, button):
    address = FIRST if button == "call" else MAIL
    say(page, address, "given", "2025-01-01")
    show(page)
    say(page, address, "withdrawn", "2025-10-01")
    getattr(head(page), button).click()
    assert left == [] and len(problems(page)) == 1 and not getattr(head(page), button).isEnabled()
    channel = "phone" if button == "call" else "email"
    qtbot.waitUntil(lambda: [one.answer for one in page.panel.of.permissions if one.channel == channel] == ["no"])


def test_a_block_that_came_after_the_menu_was_shown_holds_at_the_click(page, left):
    show(page)
    call, _mail = orders(page)
    suppression.suppress(page.session.store.db, FIRST, "gewünscht", "Lena")
    call.trigger()
    assert left == [] and len(problems(page)) == 1  # the other number is open, and is not what was shown


def test_who_has_no_number_says_so(qtbot, page):
    stand_on(qtbot, page, "Bert Kranz")
    assert head(page).call.text() == "Keine Telefonnummer" and not head(page).call.isEnabled()
    call, mail = orders(page)
    assert call.text().endswith(": Keine Telefonnummer") and mail.text().endswith(": Keine E-Mail-Adresse bekannt")


SAID = st.lists(
    st.tuples(
        st.sampled_from([FIRST, SECOND]),
        st.sampled_from(["given", "confirmed", "claimed", "withdrawn", "bounced", "block", "note"]),
        st.dates(date(2025, 1, 1), date(2025, 11, 20)),
    ),
    max_size=5,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SAID)
def test_button_and_list_of_calls_agree_whatever_was_said_of_two_numbers(page, left, said):
    session, number = page.session, page.panel.of.number
    db, read = session.store.db, session.db
    session.db = db  # the window sees what is rolled back afterwards
    db.execute("BEGIN")
    left.clear()
    try:
        for address, word, day in said:
            if word == "block":
                suppression.suppress(db, address, "gewünscht", "Lena", "advertising")
            elif word == "note":
                entry.new(db, "note", {"profile": str(number), "text": f"Keine Anrufe mehr, hat er gesagt {day}"})
            else:
                say(page, address, word, day.isoformat())
        db.execute("UPDATE consent_event SET noted_at = '2025-11-21T08:00:00Z'")  # before the notes
        show(page)
        (answer,) = allowed.answers(db, [people(db, [number])[number]], DAY)
        button = head(page).call
        assert button.isEnabled() == answer.allowed
        assert not answer.allowed or button.text().endswith(f" {phone.show_national(answer.phone)}")
        button.setEnabled(True)  # as one that was shown before
        button.click()
        assert left == ([f"tel:{answer.phone}"] if answer.allowed else [])
    finally:
        db.execute("ROLLBACK")
        session.db = read
        for one in problems(page):
            one.close_up()


def copies(page):
    menu = head(page).more.menu()
    menu.aboutToShow.emit()
    return menu.actions()[-2:]


def test_what_is_copied_is_what_the_gate_cleared(page):
    say(page, FIRST, "withdrawn", "2025-06-01")
    say(page, SECOND, "given", "2025-09-01")
    show(page)
    number, mail = copies(page)
    number.trigger()
    assert (QGuiApplication.clipboard().text(), number.text()) == (SECOND, "Telefonnummer kopieren")
    assert mail.text() == "E-Mail-Adresse kopieren: Niemand hat Ja gesagt"


def test_who_copies_where_nothing_may_go_reads_why(page):
    for number in (FIRST, SECOND):
        say(page, number, "withdrawn", "2025-06-01")
    show(page)
    number, _mail = copies(page)
    assert number.text().startswith("Telefonnummer kopieren: ") and "widersprochen" in number.text()
    assert number.isEnabled()  # an order may have to be spoken about
