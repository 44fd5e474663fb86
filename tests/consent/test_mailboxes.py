"""Several spellings, one mailbox: a no at one of them is a no at all, a yes is one only where it was said."""

from pathlib import Path

import pytest
from consent_book import Book
from hypothesis import given, settings
from hypothesis import strategies as some

from kmu_crm.consent import ledger, suppression
from kmu_crm.consent.statements import Statement
from kmu_crm.consent.states import states
from kmu_crm.fields import email
from kmu_crm.store.migrations import bring_up_to_date, steps
from kmu_crm.store.store import connect

AB = "ab@gmail.com"
SPELLINGS = ["a.b@gmail.com", "ab@googlemail.com", "a.b+news@googlemail.com", "ab+shop@gmail.com"]
YES = {"basis": "form", "evidence": "Ordner 3", "at": "2024-02-01"}


def hears(book: Book, address: str, state: str, **words: str) -> None:
    ledger.note(book.db, Statement(address, "email", state, **words), "Lena")


def answer(book: Book, address: str, purpose: str = "advertising") -> str:
    return states(book.db, "email", purpose, [address])[address].state


@pytest.mark.parametrize("said", ["withdrawn", "bounced"])
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_no_at_one_spelling_holds_at_every_other(book: Book, spelling: str, said: str) -> None:
    hears(book, AB, "given", **YES)
    hears(book, spelling, said)
    assert [answer(book, one) for one in (AB, *SPELLINGS)] == ["no"] * 5


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_the_block_list_knows_every_spelling(book: Book, spelling: str) -> None:
    suppression.suppress(book.db, spelling, "Wunsch", "Lena")
    assert [answer(book, one, "notice") for one in (AB, *SPELLINGS)] == ["no"] * 5
    assert not suppression.suppress(book.db, AB, "Wunsch", "Lena")  # it was so before


def test_a_yes_at_one_spelling_proves_nothing_for_another(book: Book) -> None:
    hears(book, SPELLINGS[0], "given", **YES)
    assert (answer(book, SPELLINGS[0]), answer(book, AB)) == ("yes", "")


def test_a_surely_later_yes_lifts_the_no_for_its_own_spelling_alone(book: Book) -> None:
    for one in (AB, SPELLINGS[0]):
        hears(book, one, "given", **YES)
    hears(book, SPELLINGS[0], "withdrawn", at="2024-03-01")
    hears(book, AB, "given", **{**YES, "at": "2024-04-01"})
    assert (answer(book, AB), answer(book, SPELLINGS[0])) == ("yes", "no")


def test_the_tag_after_a_plus_is_left_out_at_any_provider_and_dots_only_at_one(book: Book) -> None:
    for one in ("udo@u.example", "u.do@u.example"):
        hears(book, one, "given", **YES)
    hears(book, "udo+laden@u.example", "withdrawn")
    assert (answer(book, "udo@u.example"), answer(book, "u.do@u.example")) == ("no", "yes")


def test_profiles_with_another_spelling_are_drawn_anew(book: Book) -> None:
    told = {1: AB, 2: "a.b+x@gmail.com", 3: "abc@gmail.com", 4: "nobody@x.example"}
    number = book.new_import()
    for record, address in told.items():
        book.member(record, record)
        book.db.execute(
            "INSERT INTO party (record_id, import_id, row, hash, email, more) VALUES (?, ?, 1, x'', ?, ?)",
            (record, number, address if record != 2 else None, f'{{"emails": ["{address}"]}}'),
        )
    for way in ("ledger", "import", "block list"):
        book.db.execute("DELETE FROM changed_record")
        if way == "ledger":
            hears(book, "a.b@googlemail.com", "withdrawn")
        elif way == "import":
            book.imports(Statement("ab+neu@gmail.com", "email", "withdrawn"))
        else:
            suppression.suppress(book.db, "a.b@gmail.com", "Wunsch", "Lena")
        waiting = {record for (record,) in book.db.execute("SELECT record_id FROM changed_record")}
        assert waiting == {1, 2}, way


LOCAL = some.text("ab.+_", min_size=1, max_size=8)
ADDRESSES = some.tuples(LOCAL, some.sampled_from(["gmail.com", "googlemail.com", "mail.example", "gmail.com.example"]))
OTHERS = [("+4930123456", "phone"), ("post:1067|seegasse|3", "post"), ("a.b+c@gmail.com", "email")]


@settings(max_examples=20, deadline=None)
@given(some.lists(ADDRESSES, max_size=8))
def test_what_an_older_file_holds_gets_its_mailboxes(
    tmp_path_factory: pytest.TempPathFactory, parts: list[tuple[str, str]]
) -> None:
    file = Path(tmp_path_factory.mktemp("alt")) / "alt.kmucrm"
    written = [*OTHERS, *((f"{local}@{domain}", "email") for local, domain in parts)]
    db = connect(file, write=True)
    bring_up_to_date(db, lambda: None, steps()[:9])
    for place, (address, channel) in enumerate(written):
        db.execute(
            "INSERT INTO consent_event (address, channel, purpose, state, noted_at, author, key)"
            " VALUES (?, ?, 'advertising', 'withdrawn', '2024-01-01T00:00:00Z', 'x', ?)",
            (address, channel, str(place)),
        )
    bring_up_to_date(db, lambda: None, steps())
    found = db.execute("SELECT address, channel, mailbox FROM consent_event").fetchall()
    db.close()
    assert found and all(
        mailbox == (email.mailbox(address) if channel == "email" else address) for address, channel, mailbox in found
    )
