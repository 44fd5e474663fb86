"""Whatever dials or writes uses the address that the gate cleared, and no other of the customer's."""

import pytest

from kmu_crm import i18n
from kmu_crm.consent import ledger, suppression
from kmu_crm.consent.statements import Statement
from kmu_crm.desk import dossier, entry, intake, ways_out
from kmu_crm.profiles import queries
from kmu_crm.profiles.queries import NoSuchProfile

FIRST, SECOND = "+493412312001", "+491719876001"


@pytest.fixture
def anna(store, tmp_path):
    i18n.use("de")
    file = tmp_path / "kunden.csv"
    file.write_text(
        "Kundennummer;Vorname;Nachname;Telefon;Telefon 2;E-Mail\nK1;Anna;Muster;0341 2312001;0171 9876001;anna@berg.example\n",
        encoding="utf-8",
    )
    assert not intake.take_in(store.db, [file]).refused
    (number,) = queries.everybody(store.db)
    return number


def say(store, address, state, at, purpose="advertising", channel="phone"):
    ledger.note(store.db, Statement(address, channel, state, purpose, "form", "Ordner 3", at), "Lena")


def by_phone(store, number, purpose="advertising"):
    return ways_out.of_number(store.db, number, purpose, "phone")


def test_the_number_that_may_be_called_is_the_one_told_not_the_first_of_the_customer(store, anna):
    say(store, FIRST, "withdrawn", "2025-06-01")
    say(store, SECOND, "given", "2025-09-01")
    assert (by_phone(store, anna).address, by_phone(store, anna).loss) == (SECOND, "")
    assert dossier.dossier(store.db, anna).advertising["phone"] == by_phone(store, anna)


def test_a_word_about_an_order_goes_by_a_number_that_is_not_blocked(store, anna):
    assert by_phone(store, anna, "notice").address == FIRST
    suppression.suppress(store.db, FIRST, "gewünscht", "Lena")
    assert by_phone(store, anna, "notice").address == SECOND
    suppression.suppress(store.db, SECOND, "gewünscht", "Lena")
    way = by_phone(store, anna, "notice")
    assert (way.address, way.loss, way.why) == ("", "blocked", "Steht auf der Sperrliste")


def test_words_that_may_be_a_no_shut_the_way_and_say_so(store, anna):
    say(store, FIRST, "given", "2025-01-01")
    store.db.execute("UPDATE consent_event SET noted_at = '2025-01-01T08:00:00Z'")  # long before those words
    assert by_phone(store, anna).allowed
    entry.new(store.db, "note", {"profile": str(anna), "text": "Möchte keine Anrufe mehr, hat er gesagt"})
    way = by_phone(store, anna)
    assert (way.allowed, way.loss, way.why) == (False, "may_say_no", "Vielleicht ein Nein: ansehen")
    assert by_phone(store, anna, "notice").allowed


def test_nobody_has_no_way_out(store):
    with pytest.raises(NoSuchProfile):
        by_phone(store, 77)
