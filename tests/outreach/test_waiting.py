"""A yes or no puts every profile that knows the address in line to be drawn anew."""

import pytest

from kmu_crm.consent import ledger, suppression
from kmu_crm.consent.candidates import Postal
from kmu_crm.consent.statements import Statement


def in_line(shop) -> list[int]:
    return [number for (number,) in shop.db.execute("SELECT record_id FROM changed_record ORDER BY 1")]


@pytest.fixture
def known(shop):
    shop.profile(1, "a@x.example")
    shop.profile(2, "b@x.example", others=["a@x.example"])
    shop.profile(3, "c@x.example")
    shop.db.execute("UPDATE party SET email = 'a@x.example' WHERE record_id = 1")
    shop.db.execute("UPDATE party SET street = 'Bergstr. 4', postcode = '10115' WHERE record_id = 3")
    return shop


def test_a_withdrawal_by_hand_reaches_every_record_that_knows_the_address(known):
    ledger.note(known.db, Statement("A@x.example", "email", "withdrawn"), "Lena")
    assert in_line(known) == [1, 2]


def test_an_objection_to_letters_reaches_the_door(known):
    ledger.note(known.db, Statement(Postal("Bergstraße 4", "", "10115", "Berlin", "").key, "post", "withdrawn"), "Lena")
    assert in_line(known) == [3]


def test_the_block_list_reaches_them_too(known):
    suppression.suppress(known.db, "a@x.example", "wish", "Lena")
    assert in_line(known) == [1, 2]


def test_only_what_an_import_says_anew_puts_profiles_in_line(known):
    said = [Statement("c@x.example", "email", "claimed", source_id=1, import_id=1)]
    ledger.note_many(known.db, said, "import")
    assert in_line(known) == [3]
    known.db.execute("DELETE FROM changed_record")
    ledger.note_many(known.db, said, "import")
    assert in_line(known) == []
    ledger.take_back(known.db, 1)
    assert in_line(known) == [3]
