"""A list leaves out whoever may have said no, until a person has looked."""

import json

import pytest

from kmu_crm.consent import existing, ledger, typed, unheard
from kmu_crm.consent.statements import Statement
from kmu_crm.decisions import journal


@pytest.fixture
def two(shop):
    """Eva and Otto, who may be written to."""
    for number in (1, 2):
        shop.profile(number, f"k{number}@mail.example")
        shop.consents(f"k{number}@mail.example")
    shop.db.execute("UPDATE import SET at = '2999-01-01T08:00:00Z'")  # what is said came in after these consents
    return shop


def record(shop, number: int, **cells: object) -> None:
    for column, value in cells.items():
        shop.db.execute(f"UPDATE party SET {column} = ? WHERE record_id = ?", (value, number))


@pytest.mark.parametrize(
    "cells",
    [
        {"tags": "VIP, Newsletter abgemeldet"}, {"note": "bitte nicht mehr anschreiben"},
        {"attributes": json.dumps({"Hinweis": "will keine Mails"})},
        {"company": "Abel GmbH (Opt-out)"},
    ],
)  # fmt: skip
def test_whoever_may_say_no_is_left_out(two, cells):
    record(two, 2, **cells)
    planned = two.plan(1, 2)
    assert (planned.written, planned.unheard) == (1, (2,))


def test_a_consent_that_a_person_notes_afterwards_lets_them_in(two):
    record(two, 2, note="bitte nicht mehr anschreiben")
    two.db.execute("UPDATE import SET at = '2025-01-02T08:00:00Z'")
    said = Statement("k2@mail.example", "email", "given", evidence="am Telefon", at="2025-01-03")
    typed.note(two.db, said, "Lena")
    assert (two.plan(1, 2).written, two.plan(1, 2).unheard) == (2, ())
    two.db.execute("UPDATE import SET at = '2999-01-01T08:00:00Z'")  # the words came in again, later
    assert two.plan(1, 2).unheard == (2,)


def test_letters_need_no_consent_and_are_held_back_all_the_same(two):
    door = {"street": "Bergstr. 4", "postcode": "10115", "city": "Berlin"}
    two.profile(3, family_name="Berger", **door)
    two.profile(4, family_name="Nowak", **door)
    record(two, 3, note="bitte keine Post")
    planned = two.plan(3, 4, channel="post", preset="letter")
    assert (planned.written, planned.unheard) == (1, (3,))


@pytest.mark.parametrize("column", ["subject", "text", "outcome"])
def test_so_is_what_was_said_in_a_talk(two, column):
    two.db.execute(
        f"INSERT INTO fact (source_id, kind, key, import_id, row, hash, record_id, {column})"
        " VALUES (1, 'call', 'c', 1, 1, x'', 1, 'will keinen Newsletter mehr')"
    )
    assert two.plan(1, 2).unheard == (1,)


@pytest.mark.parametrize("cells", [{"note": "keine Werbeanrufe"}, {"company": "Abel GmbH (keine Werbeanrufe)"}])
def test_a_no_to_one_way_concerns_lists_of_that_way_alone(two, cells):
    record(two, 2, phone="+49351123", **cells)
    assert two.plan(1, 2).unheard == ()
    two.db.execute("UPDATE party SET note = 'keine Werbeanrufe, kein Newsletter mehr' WHERE record_id = 2")
    assert two.plan(1, 2).unheard == (2,)


def test_mail_to_existing_customers_is_advertising_as_well(two):
    given = existing.statement(
        "k2@mail.example", "2025-01-05", "Kaffee", told_at_collection=True, told_in_each_mail=True
    )
    ledger.note(two.db, given, "Lena")
    record(two, 2, note="kein Newsletter")
    assert two.plan(2, purpose="existing-customers").unheard == (2,)


def test_words_about_other_things_and_people_who_are_not_written_to_are_not(two):
    record(two, 1, note="zahlt pünktlich", attributes=json.dumps({"Branche": "Werbung", "Skonto": "nein"}))
    record(two, 2, note="will keine Werbung per Mail mehr")
    two.says("k2@mail.example", "withdrawn")
    assert two.plan(1, 2).unheard == ()


def test_a_notice_goes_to_all_whom_it_concerns(two):
    record(two, 2, note="bitte nicht mehr anschreiben")
    assert two.plan(1, 2, purpose="notice", reason="Rückruf").unheard == ()


@pytest.mark.parametrize(
    ("note", "mail", "letter"),
    [("keine Anrufe", True, True), ("nicht anrufen, nur E-Mail", True, True), ("kein Newsletter", False, True),
     ("keine Post, alles per Mail", True, False), ("bitte löschen", False, False),
     ("bitte nicht mehr anrufen oder schreiben", False, False), ("Anruf 3.5.: will nicht mehr angeschrieben werden", False, False),
     ("lt. Anruf der Tochter verstorben", False, False), ("Mail vom 4.4.: bitte alle Daten löschen", False, False),
     ("kein Newsletter, bitte auch sonst nichts mehr schicken", False, False),
     ("Nicht anrufen. Bitte aus dem Verteiler nehmen", False, False)],
)  # fmt: skip
def test_words_about_one_way_hold_back_from_that_way_alone(two, note, mail, letter):
    two.db.execute("UPDATE profile SET street = 'Weg 2', postcode = '10115', city = 'Berlin' WHERE id = 2")
    record(two, 2, street="Weg 2", postcode="10115", city="Berlin", note=note)
    assert bool(two.plan(2).written) == mail
    assert bool(two.plan(2, channel="post", preset="letter").written) == letter


def test_words_that_come_in_again_with_something_else_changed_are_not_new(two):
    record(two, 2, note="bitte nicht mehr anschreiben")
    two.db.execute("UPDATE import SET at = '2025-01-02T08:00:00Z'")
    typed.note(two.db, Statement("k2@mail.example", "email", "given", evidence="am Telefon", at="2025-01-03"), "Lena")
    two.db.execute(
        "INSERT INTO import (id, source_id, file, sha256, format, mapping, confidence, at, state, rows, new, updated,"
        " unchanged, refused, seconds) VALUES (2, 1, 'g.csv', 'y', 'shop', '{}', 1, '2999-01-01', 'done', 1, 0, 1, 0, 0, 0)"
    )
    two.db.execute("UPDATE party SET current = 0 WHERE record_id = 2")
    two._insert("party", record_id=2, import_id=2, row=1, hash=b"", note="bitte nicht mehr anschreiben", phone="+49301")
    assert two.plan(1, 2).unheard == ()


def test_a_look_that_finds_no_objection_lets_them_in_until_new_words_come_in(two):
    record(two, 2, note="bitte nicht mehr anschreiben")
    two.db.execute("UPDATE import SET at = '2025-01-07T08:00:00Z'")
    two.db.execute("UPDATE consent_event SET noted_at = '2025-01-06T08:00:00Z'")
    assert (two.plan(1, 2).unheard, unheard.words(two.db, 2)) == ((2,), ["bitte nicht mehr anschreiben"])
    decision = journal.decide(two.db, unheard.LOOKED, {"records": [2]}, "Lena")
    assert (two.plan(1, 2).unheard, unheard.words(two.db, 2)) == ((), [])
    two.db.execute("UPDATE import SET at = '2999-01-01T08:00:00Z'")
    assert two.plan(1, 2).unheard == (2,)
    two.db.execute("UPDATE import SET at = '2025-01-07T08:00:00Z'")
    journal.revoke(two.db, decision, "Lena")
    assert two.plan(1, 2).unheard == (2,)


def test_a_look_is_about_the_records_of_then(two):
    record(two, 1, note="keine Mails")
    record(two, 2, note="bitte alles löschen")
    journal.decide(two.db, unheard.LOOKED, {"records": [1]}, "Lena")
    two.db.execute("UPDATE import SET at = '2025-01-07T08:00:00Z'")
    two.db.execute("UPDATE membership SET profile_id = 1 WHERE record_id = 2")
    assert unheard.words(two.db, 1) == ["bitte alles löschen"]
