"""Whoever writes a list is told of recipients of whom something says what may be a no."""

import json

import pytest

from kmu_crm.consent import existing, ledger


@pytest.fixture
def two(shop):
    """Eva and Otto, who may be written to."""
    for number in (1, 2):
        shop.profile(number, f"k{number}@mail.example")
        shop.consents(f"k{number}@mail.example")
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
def test_a_record_that_may_say_no_is_told(two, cells):
    record(two, 2, **cells)
    planned = two.plan(1, 2)
    assert (planned.written, planned.unheard) == (2, (2,))


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
