from kmu_crm.consent import ledger, objections
from kmu_crm.consent.candidates import Candidate, Postal
from kmu_crm.consent.gate import Gate
from kmu_crm.consent.permissions import explain, for_addresses
from kmu_crm.consent.statements import Statement

DOOR = Postal("Bergstr. 4", "", "10115", "Berlin", "DE")


def test_each_profile_has_an_answer_for_each_channel(book):
    book.member(4, profile=4)
    ledger.note(book.db, Statement("a@x.example", "email", "confirmed", evidence="mail", at="2025-01-01"), "Lena")
    book.imports(Statement("b@x.example", "email", "claimed"))
    ledger.note(book.db, Statement("c@x.example", "email", "withdrawn"), "Lena")
    objections.note_many(book.db, [objections.Objection(4, (), None)])
    rows = [
        (1, "person", "DE", ["a@x.example"], [], [DOOR.key]),
        (2, "company", "DE", ["b@x.example"], ["+493023125014"], []),
        (3, "person", "CH", ["c@x.example"], ["+41442345678"], []),
        (4, "person", "DE", ["a@x.example"], [], []),
        (5, "person", "DE", ["new@x.example"], ["+493023125014"], [None]),
    ]
    assert list(for_addresses(book.db, rows)) == [
        (1, "yes", "", "yes"),
        (2, "unproven", "unproven", ""),
        (3, "no", "yes", ""),
        (4, "no", "", ""),
        (5, "", "", ""),
    ]


def test_a_firm_shows_what_is_known_of_the_address_shown_not_of_another_contact(book):
    book.imports(Statement("b@x.example", "email", "claimed"))
    rows = [(n, kind, "DE", ["new@x.example", "b@x.example"], [], []) for n, kind in ((1, "company"), (2, "person"))]
    assert [email for _n, email, _phone, _post in for_addresses(book.db, rows)] == ["", "unproven"]
    ledger.note(book.db, Statement("b@x.example", "email", "withdrawn"), "Lena")
    assert [email for _n, email, _phone, _post in for_addresses(book.db, rows)] == ["no", "no"]


def test_the_list_and_the_gate_give_one_answer_and_say_why(book):
    ledger.note(book.db, Statement("a@x.example", "email", "bounced", at="2025-01-01"), "Lena")
    who = Candidate(1, "person", "DE", ("a@x.example",), ("+493023125014",), (DOOR,))
    email, phone, post = explain(book.db, who)
    assert (email.answer, email.since, email.why) == ("no", "2025-01-01", "Could not be delivered (Lena)")
    assert (phone.answer, phone.why) == ("", "Nobody has said yes")
    assert (post.answer, post.why) == ("yes", "Letters are allowed until somebody objects")
    for one in (email, phone, post):
        (verdict,) = Gate(book.db, "advertising", one.channel, "2025-06-01").decide([who])
        assert verdict.allowed == (one.answer == "yes")


def test_the_page_of_a_person_tells_the_objection_to_everything(book):
    book.member(4, profile=1)
    objections.note_many(book.db, [objections.Objection(4, (), "2025-02-01")])
    told = {
        one.channel: (one.answer, one.why) for one in explain(book.db, Candidate(1, "person", "DE", postals=(DOOR,)))
    }
    assert told["post"] == ("no", "Objected to all advertising")
