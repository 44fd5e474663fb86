import pytest

from kmu_crm.consent import ledger
from kmu_crm.consent.statements import Statement
from kmu_crm.consent.states import states
from kmu_crm.consent.words import UnknownWord

ANNA = "anna@kunde.example"
YES = Statement(ANNA, "email", "given", basis="form", evidence="form of 2025", at="2025-02-03")


def events(book):
    return [(one.state, one.taken_back_at is not None) for one in ledger.history(book.db, [ANNA])]


def test_a_consent_by_hand_needs_its_proof(book):
    with pytest.raises(ledger.NoEvidence, match=ANNA):
        ledger.note(book.db, Statement(ANNA, "email", "given"), "Lena")
    assert events(book) == []


@pytest.mark.parametrize("at", ["2099-01-01", "irgendwann", "31.03.2025"])
def test_a_day_that_no_consent_can_have_is_refused(book, at):
    with pytest.raises(ledger.NoMoment):
        ledger.note(book.db, Statement(ANNA, "email", "given", evidence="form", at=at), "Lena")


@pytest.mark.parametrize("text", ["keine Adresse", "a@b@c.example", "anna@kunde.example\nBcc: x@y.example"])
def test_what_is_no_address_is_refused(book, text):
    with pytest.raises(ledger.NoAddress):
        ledger.note(book.db, Statement(text, "email", "withdrawn"), "Lena")


def test_words_the_ledger_does_not_know_are_refused(book):
    with pytest.raises(UnknownWord):
        ledger.note(book.db, Statement(ANNA, "email", "perhaps"), "Lena")


def test_the_same_statement_in_the_next_export_is_the_same_event(book):
    book.imports(YES)
    again = ledger.note_many(
        book.db,
        [Statement(" ANNA@kunde.example", *("email", "given"), "advertising", "form", YES.evidence, YES.at, 1, 1)],
        "import",
    )
    assert (again.new, again.known) == (0, 1)
    assert events(book) == [("given", False)]


def test_a_proof_that_names_another_row_is_no_new_event(book):
    for row in ("row 3", "row 7"):
        book.imports(Statement(ANNA, "email", "given", evidence=f"liste.csv, {row}", at=YES.at))
    assert events(book) == [("given", False)]


def test_rows_without_an_address_are_named(book):
    noted = ledger.note_many(book.db, [YES, Statement("?", "email", "claimed", row=7)], "import")
    assert (noted.new, noted.unusable) == (1, (7,))


def test_undo_takes_back_permissions_and_leaves_withdrawals_and_bounces(book):
    number = book.imports(YES, Statement(ANNA, "email", "withdrawn"), Statement(ANNA, "email", "bounced"))
    assert book.undo(number) == ledger.TakenBack(1, 2)
    assert sorted(events(book)) == [("bounced", False), ("given", True), ("withdrawn", False)]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_what_two_imports_said_is_taken_back_only_with_the_last(book, order):
    numbers = [book.imports(YES), book.imports(YES)]
    book.undo(numbers[order[0]])
    assert events(book) == [("given", False)]
    book.undo(numbers[order[1]])
    assert events(book) == [("given", True)]


def test_a_permission_that_was_taken_back_speaks_again_when_it_is_imported_again(book):
    book.undo(book.imports(YES))
    book.imports(YES)
    assert states(book.db, "email", "advertising", [ANNA])[ANNA].state == "yes"


def test_a_permission_by_hand_is_no_imports_to_take_back(book):
    ledger.note(book.db, YES, "Lena")
    book.undo(book.imports(YES))
    assert sorted(events(book)) == [("given", False), ("given", True)]


def test_history_is_newest_first_with_its_source(book):
    book.imports(YES)
    ledger.note(book.db, Statement(ANNA, "email", "withdrawn"), "Lena")
    assert [(one.state, one.source, one.author) for one in ledger.history(book.db, [ANNA])] == [
        ("withdrawn", "", "Lena"),
        ("given", "Shop", "import"),
    ]
