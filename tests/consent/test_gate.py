import dataclasses

import pytest

from kmu_crm.consent import existing, ledger, objections, suppression
from kmu_crm.consent.candidates import Candidate, Postal
from kmu_crm.consent.gate import Cleared, Gate, OnlyByMail
from kmu_crm.consent.statements import Statement

ANNA, OTHER, PHONE = "anna@kunde.example", "anna@privat.example", "+493023125014"
HOME = Postal("Bergstraße 4", "", "10115", "Berlin", "DE")


def ask(book, who: Candidate, channel: str = "email", purpose: str = "advertising", as_of: str = "2025-06-01"):
    (verdict,) = Gate(book.db, purpose, channel, as_of).decide([who])
    return verdict


def person(**what) -> Candidate:
    return Candidate(**{"profile_id": 1, "kind": "person", "country": "DE", "emails": (ANNA,), **what})


def consents(book, address: str = ANNA, channel: str = "email", at: str = "2025-01-05", **words: str) -> None:
    ledger.note(book.db, Statement(address, channel, "given", at=at, **{"evidence": "form 12", **words}), "Lena")


def test_a_proven_consent_opens_the_door_and_names_its_event(book):
    consents(book)
    verdict = ask(book, person(emails=("Anna@Kunde.example",)))
    assert (verdict.allowed, verdict.address, verdict.ground, verdict.event_id) == (True, ANNA, "consent", 1)


def test_nobody_else_makes_a_cleared_address(book):
    consents(book)
    cleared = ask(book, person()).cleared
    with pytest.raises(TypeError):
        Cleared(object(), 1, "advertising", "email", cleared.state, "consent", None, False)
    with pytest.raises((TypeError, ValueError)):
        dataclasses.replace(cleared, profile_id=2)


@pytest.mark.parametrize(
    ("email", "loss"),
    [
        ("", "no_address"),
        ("keine", "no_address"),
        ("x7@marketplace.amazon.de", "no_address"),
        ("=cmd@kunde.example", "no_address"),
        (ANNA, "no_consent"),
    ],
)
def test_no_address_a_relay_or_a_silent_customer_stays_inside(book, email, loss):
    if email.count("@") == 1 and email != ANNA and email[0] != "=":
        consents(book, email)
    verdict = ask(book, person(emails=(email,)))
    assert (verdict.loss, verdict.address) == (loss, None)


def test_a_bounced_address_is_left_for_another_one_with_consent(book):
    consents(book)
    consents(book, OTHER)
    ledger.note(book.db, Statement(ANNA, "email", "bounced"), "Lena")
    assert ask(book, person()).loss == "bounced"
    assert ask(book, person(emails=(ANNA, OTHER))).address == OTHER


def test_who_said_no_at_one_address_is_not_written_to_at_another(book):
    consents(book, OTHER)
    ledger.note(book.db, Statement(ANNA, "email", "withdrawn", at="2025-02-01"), "Lena")
    assert ask(book, person(emails=(ANNA, OTHER))).loss == "blocked"
    consents(book, OTHER, at="2025-03-01")
    assert ask(book, person(emails=(ANNA, OTHER))).address == OTHER


def test_an_objection_blocks_the_person_on_every_channel_but_not_a_safety_notice(book):
    book.member(5, profile=1)
    consents(book)
    objections.note_many(book.db, [objections.Objection(5, (), "2025-08-01")])
    who = person(postals=(HOME,))
    assert [ask(book, who, channel).loss for channel in ("email", "post")] == ["blocked", "blocked"]
    assert ask(book, who, purpose="notice").ground == "notice"
    consents(book, at="2025-08-02")
    assert [ask(book, who, channel).loss for channel in ("email", "post")] == ["", "blocked"]


def test_a_lock_of_calls_beside_no_number_holds_for_the_number_that_comes_later(book):
    swiss = Candidate(1, "person", "CH", (), ("+41446681800",))
    assert ask(book, swiss, "phone").allowed
    book.member(5, profile=1)
    objections.note_many(book.db, [objections.Objection(5, (), None, "phone")])
    verdict = ask(book, swiss, "phone")
    assert (verdict.loss, verdict.state.said) == ("blocked", "refused")
    assert ask(book, person(postals=(HOME,)), "post").allowed


def test_an_objection_to_all_goes_before_one_to_a_single_way(book):
    book.member(5, profile=1)
    said = [objections.Objection(5, (), None, channel) for channel in ("post", "")]
    objections.note_many(book.db, said)
    assert ask(book, person(postals=(HOME,)), "post").state.said == "objected"


def test_a_notice_needs_no_consent_but_stops_at_the_block_list(book):
    assert ask(book, person(), purpose="notice").allowed
    suppression.suppress(book.db, ANNA, "wish", "Lena")
    assert ask(book, person(), purpose="notice").loss == "blocked"


def test_letters_go_out_until_somebody_at_that_door_objects(book):
    assert ask(book, person(postals=(HOME,)), "post").cleared.postal == HOME
    ledger.note(book.db, Statement(Postal("Berg-Str. 4", "", "10115", "Berlin", "").key, "post", "withdrawn"), "Lena")
    assert ask(book, person(postals=(HOME,)), "post").loss == "blocked"


@pytest.mark.parametrize(
    ("kind", "country", "alone", "presumed"),
    [
        ("person", "DE", "no_consent", "unproven"),
        ("company", "DE", "unproven", ""),
        ("company", "AT", "no_consent", "unproven"),
        ("person", "CH", "", ""),
        ("company", "", "no_consent", "unproven"),
        ("", "DE", "no_consent", "unproven"),
    ],
)
def test_calls_follow_the_law_of_the_persons_country(book, kind, country, alone, presumed):
    who = person(kind=kind, country=country, phones=(PHONE,))
    assert ask(book, who, "phone").loss == alone
    consents(book, PHONE, "phone", basis="presumed", evidence="asked for a quote for machine service")
    assert ask(book, who, "phone").loss == presumed
    ledger.note(book.db, Statement(PHONE, "phone", "withdrawn", at="2025-01-01"), "Lena")
    assert ask(book, who, "phone").loss == "blocked"


def test_a_presumed_consent_never_carries_a_mail(book):
    consents(book, basis="presumed")
    assert ask(book, person(kind="company")).loss == "unproven"


def test_existing_customers_need_all_four_conditions_on_record(book):
    with pytest.raises(existing.NotAllConditions, match="notice in each mail"):
        existing.statement(ANNA, "2025-01-05", "coffee", told_at_collection=True, told_in_each_mail=False)
    consents(book, purpose="existing-customers", basis="sale", evidence="bought something")
    assert ask(book, person(), purpose="existing-customers").loss == "unproven"
    said = existing.statement(ANNA, "2025-01-06", "coffee", told_at_collection=True, told_in_each_mail=True)
    ledger.note(book.db, said, "Lena")
    verdict = ask(book, person(), purpose="existing-customers")
    assert (verdict.ground, verdict.cleared.stale) == ("existing-customer", False)
    assert ask(book, person(), purpose="existing-customers", as_of="2027-06-01").cleared.stale
    assert ask(book, person()).loss == "no_consent"
    ledger.note(book.db, Statement(ANNA, "email", "withdrawn"), "Lena")
    assert ask(book, person(), purpose="existing-customers").loss == "blocked"


def test_the_rule_for_existing_customers_covers_mail_only(book):
    with pytest.raises(OnlyByMail):
        Gate(book.db, "existing-customers", "post", "2025-06-01")
