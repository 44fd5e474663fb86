"""A list leaves out whoever may have said no, until a person has looked."""

import json

import pytest

from kmu_crm.consent import existing, ledger, typed
from kmu_crm.consent.statements import Statement


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
        {"attributes": json.dumps({"Hinweis": "will keine Post"})},
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
