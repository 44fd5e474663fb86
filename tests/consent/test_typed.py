"""What a person types of an address, and whom in this file it means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_crm.consent import addresses, ledger, typed
from kmu_crm.consent.candidates import Candidate
from kmu_crm.consent.gate import Gate
from kmu_crm.consent.statements import Statement

SWISS, GERMAN = "+41446681800", "+49446681800"
DOOR = addresses.post("Weg 1", "8001")


def knows(book, number, phone=None, street=None, postcode=None, country=None):
    run = book.new_import()
    book.member(number, number)
    book.db.execute(
        "INSERT INTO party (record_id, import_id, row, hash, phone, street, postcode, country)"
        " VALUES (?, ?, 1, x'00', ?, ?, ?, ?)",
        (number, run, phone, street, postcode, country),
    )


def home(book, country):
    book.db.execute("INSERT INTO setting VALUES ('business.country', ?)", (country,))


def may_call(book, phone):
    (verdict,) = Gate(book.db, "advertising", "phone", "2025-10-06").decide(
        [Candidate(1, "person", "CH", (), (phone,))]
    )
    return verdict.allowed


@pytest.mark.parametrize("country", ["DE", "AT", "CH"])
def test_a_number_without_its_country_is_that_of_whoever_has_it(book, country):
    home(book, country)
    knows(book, 1, SWISS, country="CH")
    assert may_call(book, SWISS)
    done = typed.suppress(book.db, "044 668 18 00", "Wunsch", "Lena")
    assert done.known and SWISS in done.addresses and not may_call(book, SWISS)


def test_a_refusal_is_noted_for_all_who_may_be_meant(book):
    knows(book, 1, SWISS)
    knows(book, 2, GERMAN)
    done = typed.note(book.db, Statement("044 668 18 00", "phone", "withdrawn"), "Lena")
    assert set(done.addresses) == {SWISS, GERMAN} and not may_call(book, SWISS)


def test_a_consent_is_noted_for_one_number_only(book):
    knows(book, 1, SWISS)
    yes = Statement("044 668 18 00", "phone", "given", basis="form", evidence="Ordner 3", at="2025-01-05")
    assert typed.note(book.db, yes, "Lena").addresses == (SWISS,)
    knows(book, 2, GERMAN)
    assert typed.note(book.db, yes, "Lena").addresses == (GERMAN,)


@pytest.mark.parametrize("country", ["DE", "AT", "CH"])
@pytest.mark.parametrize("said", ["blocked", "withdrawn"])
def test_a_refusal_for_a_number_that_nobody_has_is_kept_for_every_country(book, country, said):
    home(book, country)
    if said == "blocked":
        done = typed.suppress(book.db, "079 123 45 67", "Wunsch", "Lena")
    else:
        done = typed.note(book.db, Statement("079 123 45 67", "phone", "withdrawn"), "Lena")
    assert not done.known and {"+41791234567", "+49791234567"} <= set(done.addresses)
    assert done.shown("079 123 45 67").startswith("+41" if country == "CH" else "+49")  # Austria has no such numbers
    for number in done.addresses:
        assert not may_call(book, number)


def test_a_consent_for_a_number_that_nobody_has_is_kept_for_the_likeliest_alone(book):
    yes = Statement("079 123 45 67", "phone", "given", basis="form", evidence="Ordner 3", at="2025-01-05")
    assert typed.note(book.db, yes, "Lena").addresses == ("+49791234567",)


def test_a_refusal_with_its_country_is_kept_for_that_one(book):
    assert typed.suppress(book.db, "+41 79 123 45 67", "Wunsch", "Lena").addresses == ("+41791234567",)


WRITTEN = (
    "Weg 1, 8001 Zürich", "Weg 1\n8001 Zürich", "Weg 1 8001 Zürich", "Anna Muster, Weg 1, CH-8001 Zürich, Schweiz",
    "Weg 1, 2. Stock, 8001 Zürich", "post:8001|Weg|1", "post:08001|weg|1", "post:8001|Weg 1|", DOOR,
)  # fmt: skip


@pytest.mark.parametrize("written", WRITTEN)
def test_a_door_is_found_however_it_is_written(book, written):
    knows(book, 1, street="Weg 1", postcode="8001", country="CH")
    assert addresses.channel_of(written) == "post"
    done = typed.suppress(book.db, written, "Wunsch", "Lena")
    assert done.known and DOOR in done.addresses
    assert ledger.note(book.db, Statement(written.replace("2. Stock, ", ""), "post", "withdrawn"), "Lena")
    assert [one.address for one in ledger.history(book.db, [DOOR])] == [DOOR]


def test_a_door_that_nobody_has_is_told(book):
    knows(book, 1, street="Weg 1", postcode="8001", country="CH")
    assert not typed.suppress(book.db, "Weg 2, 8001 Zürich", "Wunsch", "Lena").known
    with pytest.raises(ledger.NoAddress):
        typed.note(book.db, Statement("Weg 1", "post", "withdrawn"), "Lena")


@given(st.text(), st.text(alphabet="0123456789 ", max_size=6))
def test_the_key_of_a_letters_address_is_its_own_normal_form(street, postcode):
    key = addresses.post(street, postcode)
    assert key is None or addresses.normal("post", key) == key
