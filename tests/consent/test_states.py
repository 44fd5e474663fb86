import tempfile
from pathlib import Path

import pytest
from consent_book import Book
from hypothesis import given, settings
from hypothesis import strategies as some

from kmu_crm.consent import addresses, ledger, suppression
from kmu_crm.consent.statements import Statement
from kmu_crm.consent.states import states
from kmu_crm.store.store import Store

ANNA = "anna@kunde.example"
DOI = {"basis": "double opt-in", "evidence": "confirmed from 192.0.2.7"}


def says(state: str, at: str | None = None, **words: str) -> Statement:
    return Statement(ANNA, "email", state, at=at, **words)


def state(book, purpose: str = "advertising") -> str:
    return states(book.db, "email", purpose, [ANNA])[ANNA].state


def test_nobody_spoke_is_neither_yes_nor_no(book):
    assert state(book) == ""


def test_a_shops_bare_yes_is_unproven(book):
    book.imports(says("claimed"))
    assert state(book) == "unproven"


@pytest.mark.parametrize("words", [{"at": "2025-01-02"}, DOI, {"at": "2099-01-02", **DOI}, {"at": "gestern", **DOI}])
def test_a_consent_without_a_sound_date_and_proof_is_unproven(book, words):
    book.imports(says("given", **words))
    assert state(book) == "unproven"


def test_a_proven_consent_is_a_yes_with_its_ground(book):
    book.imports(says("confirmed", "2025-03-09T10:00:00+01:00", **DOI))
    found = states(book.db, "email", "advertising", [ANNA])[ANNA]
    assert (found.state, found.since, found.basis, found.source) == (
        "yes",
        "2025-03-09T09:00:00Z",
        "double opt-in",
        "Shop",
    )


def test_the_next_export_of_the_shop_never_revives_a_withdrawal(book):
    ledger.note(book.db, Statement(ANNA, "email", "withdrawn"), "Lena")
    book.imports(says("claimed", "2026-12-01"), says("given", "2026-12-01", **DOI))
    assert state(book) == "no"


def test_a_dated_yes_of_a_shop_never_lifts_an_older_withdrawal(book):
    ledger.note(book.db, Statement(ANNA, "email", "withdrawn", at="2025-03-09"), "Lena")
    book.imports(says("given", "2025-06-01", **DOI))
    assert state(book) == "no"


@pytest.mark.parametrize(("second", "answer"), [("00", "no"), ("01", "yes")])
def test_two_utc_times_compare_to_the_second(book, second, answer):
    book.imports(says("withdrawn", "2025-03-09T10:00:00Z"))
    book.imports(says("confirmed", f"2025-03-09T10:00:{second}Z", **DOI))
    assert state(book) == answer


def test_a_yes_is_gone_with_the_import_that_brought_it(book):
    number = book.imports(says("confirmed", "2025-03-09", **DOI))
    assert state(book) == "yes"
    book.undo(number)
    assert state(book) == ""


def test_a_later_double_opt_in_lifts_a_withdrawal(book):
    book.imports(says("withdrawn", "2025-03-09"))
    book.imports(says("confirmed", "2025-03-10", **DOI))
    assert state(book) == "yes"


@pytest.mark.parametrize("at", ["2025-03-09", "2025-03-09T23:00:00", "2025-03-09T23:00:00Z", "2025-03-08", None])
def test_an_equal_an_earlier_or_a_missing_time_lifts_nothing(book, at):
    book.imports(says("withdrawn", "2025-03-09"))
    book.imports(says("confirmed", at, **DOI))
    assert state(book) == "no"


def test_a_consent_that_was_in_the_ledger_before_the_withdrawal_lifts_nothing(book):
    first = says("confirmed", "2025-03-10", **DOI)
    book.imports(first)
    book.imports(says("withdrawn", "2025-03-09"))
    book.imports(first)
    assert state(book) == "no"


def test_a_withdrawal_by_hand_is_lifted_by_a_consent_on_paper_that_is_entered_later(book):
    ledger.note(book.db, Statement(ANNA, "email", "withdrawn", at="2025-03-09"), "Lena")
    ledger.note(book.db, says("given", "2025-04-01", basis="paper", evidence="folder 3, sheet 12"), "Lena")
    assert state(book) == "yes"


def test_a_hard_bounce_blocks_every_purpose_and_an_objection_only_advertising(book):
    ledger.note(book.db, Statement(ANNA, "email", "withdrawn"), "Lena")
    assert (state(book), state(book, "existing-customers"), state(book, "notice")) == ("no", "no", "")
    book.imports(says("bounced", "2025-01-01"))
    assert state(book, "notice") == "no"


def test_the_block_list_wins_over_every_consent_and_tells_no_address(book):
    ledger.note(book.db, says("confirmed", "2025-03-09", **DOI), "Lena")
    assert suppression.suppress(book.db, " Anna@Kunde.example ", "erased", "Lena")
    assert not suppression.suppress(book.db, ANNA, "again", "Lena")
    assert (state(book), state(book, "notice")) == ("no", "no")
    assert ANNA.encode() not in repr(list(book.db.execute("SELECT * FROM suppression"))).encode()


def test_an_objection_on_the_block_list_leaves_notices_alone(book):
    suppression.suppress(book.db, ANNA, "objected", "Lena", "advertising")
    assert (state(book), state(book, "notice")) == ("no", "")


SAID = some.builds(
    lambda state, at, evidence, hand: (says(state, at, evidence=evidence), hand),
    some.sampled_from(["claimed", "given", "confirmed", "withdrawn", "bounced"]),
    some.sampled_from([None, "2025-01-01", "2025-01-02T08:00:00Z", "2025-01-03"]),
    some.sampled_from(["", "sheet 1"]),
    some.booleans(),
)


@settings(max_examples=40, deadline=None)
@given(some.lists(SAID, min_size=1, max_size=6), some.data())
def test_undoing_imports_never_turns_a_no_into_a_yes(said, data):
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "t.kmucrm") as store:
        book, imports = Book(store.db), []
        for one, hand in said:
            if hand and one.evidence:
                ledger.note(store.db, one, "Lena")
            else:
                imports.append(book.imports(one))
        before = state(book)
        for number in data.draw(some.permutations(imports)):
            book.undo(number)
            after = state(book)
            assert not (before in ("no", "unproven", "") and after == "yes")
            assert not (before == "no" and after != "no")
            before = after


def test_with_the_key_of_the_block_list_lost_nothing_leaves_any_more(book):
    suppression.suppress(book.db, "wer@anders.example", "objected", "test")
    book.db.execute("DELETE FROM setting WHERE key = 'consent.check_key'")
    assert state(book) == "no"


def test_an_objection_holds_for_the_door_where_a_spreadsheet_ate_the_zero():
    assert addresses.post("Xu-Str. 2", "1067") == addresses.post("Xu-Straße 2", "01067")
