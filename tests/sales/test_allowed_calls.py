"""Nobody is called who must not be: the list asks the one gate, and says in words what it answered."""

from collections.abc import Callable
from typing import Any

import pytest
from calling_shop import DAY, Phones
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kmu_crm.consent import suppression
from kmu_crm.consent.objections import Objection, note_many
from kmu_crm.sales.calls import today
from kmu_crm.sales.calls.rules import rules
from kmu_crm.sales.leads import deciding
from kmu_crm.sales.leads.words import REASONS

NUMBER = "+493412312514"
KINDS, LANDS = ("person", "company", ""), ("DE", "AT", "CH", "")


def called(phones: Phones, **whose: str) -> today.Call:
    phones.task(phones.customer("Anna", phone=NUMBER, **whose), "Nachfassen", DAY)
    return phones.line("Anna")


@pytest.mark.parametrize(("kind", "land", "why"), [
    ("person", "DE", "Einwilligung Telefon fehlt"), ("company", "AT", "Einwilligung Telefon fehlt"),
    ("person", "", "Einwilligung Telefon fehlt"),
    ("company", "DE", "Der konkrete Grund für den Anruf bei einem Unternehmen ist nicht notiert"),
])  # fmt: skip
def test_who_may_not_be_called_stays_on_the_list_with_the_reason_and_no_number(
    phones: Phones, kind: str, land: str, why: str
) -> None:
    line = called(phones, kind=kind, country=land)
    assert (line.allowed, line.phone, line.allowed_why, line.time, line.reason) == (False, "", why, "", "Nachfassen")


def test_a_german_business_is_called_once_the_reason_is_written_down(phones: Phones) -> None:
    phones.said(NUMBER, "given", "presumed", "2025-11-01")
    line = called(phones, kind="company", country="DE")
    assert (line.phone, line.ground) == (NUMBER, "presumed")
    assert line.allowed_why.endswith("Messe, Ordner 3")


@pytest.mark.parametrize(("kind", "land"), [("person", "DE"), ("company", "AT"), ("person", "AT"), ("person", "")])
def test_a_presumption_is_no_consent_of_a_consumer_nor_in_austria(phones: Phones, kind: str, land: str) -> None:
    phones.said(NUMBER, "given", "presumed")
    assert not called(phones, kind=kind, country=land).allowed


def test_a_consent_opens_the_line_everywhere_and_an_objection_shuts_it(phones: Phones) -> None:
    phones.said(NUMBER, "given")
    assert called(phones, country="AT").ground == "consent"
    phones.said(NUMBER, "withdrawn", at="2025-12-01")
    line = phones.line("Anna")
    assert (line.allowed, line.loss) == (False, "blocked")


def test_a_no_that_a_list_of_calls_tells_of_waits_for_somebody_to_look(phones: Phones) -> None:
    anna = phones.customer("Anna")
    phones.call(anna, "2025-12-01", "Bitte nicht mehr anrufen, fühlt sich gestört")
    phones.task(anna, "Nachfassen", DAY)
    line = phones.line("Anna")
    assert (line.allowed, line.loss) == (False, "may_say_no")


def bought(**figures: Any) -> Callable[[Phones, int], object]:
    given = {"lifecycle": "regular", "value_class": "A", "last_purchase": "2025-12-30", "last_contact": "2025-12-30"}
    return lambda phones, anna: phones.figures(anna, **given | figures)


def noted(kind: str, day: str, **more: Any) -> Callable[[Phones, int], object]:
    def note(phones: Phones, anna: int) -> None:
        bought()(phones, anna)
        document = phones.shop.document("B-1", "offer" if kind == "enquiry" else kind)
        phones.shop.fact(kind, anna, day, document_id=document, **more)

    return note


HOLDS: dict[str, Callable[[Phones, int], object]] = {  # what makes each rule hold
    "task": lambda phones, anna: phones.task(anna, "Nachfassen", DAY),
    "complaint": noted("complaint", "2025-12-20", status="open"),
    "contract": noted("contract", "2025-01-01", due="2026-01-20"),
    "invoice": lambda phones, anna: (bought()(phones, anna), phones.owes(anna, "RE-1", "2025-12-01", 500)),
    "offer": noted("enquiry", "2025-12-10", subject="Mühle"),
    "overdue": bought(lifecycle="at_risk", next_purchase_at="2025-11-01", last_purchase="2025-08-01", median_gap=30.0),
    "no_contact": bought(last_contact="2025-01-01"),
    "first_purchase": bought(lifecycle="new", purchase_days=1, first_purchase="2025-12-15", last_purchase="2025-12-15",
                             last_contact="2025-12-01"),
    "reactivation": bought(lifecycle="lost", last_purchase="2025-01-01"),
}  # fmt: skip


def test_every_rule_of_the_sheet_is_among_these(phones: Phones) -> None:
    assert {one.code for one in rules(phones.db).rules} == {*HOLDS}


WORDS = st.lists(
    st.sampled_from(["given", "confirmed", "claimed", "presumed", "withdrawn", "block", "object"]), max_size=4
)


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(HOLDS)), st.sampled_from(KINDS), st.sampled_from(LANDS), WORDS, st.booleans())
def test_no_rule_opens_a_line_to_whom_law_or_word_shuts_it(
    phones: Phones, code: str, kind: str, land: str, said: list[str], drawn: bool
) -> None:
    """Whatever the profile says of itself (`phone_ok` of yesterday), the last word of the person and the law of the land decide."""
    phones.db.execute("SAVEPOINT before")
    anna = phones.customer("Anna", phone=NUMBER, kind=kind, country=land, phone_ok="yes" if drawn else "")
    HOLDS[code](phones, anna)
    for word in said:
        speak(phones, anna, word)
    (line,) = [one for one in phones.lines() if one.profile == anna]
    assert line.code == code
    phones.db.execute("ROLLBACK TO before")
    phones.db.execute("RELEASE before")
    agreed = {"given", "confirmed"} & set(said)
    refused = {"withdrawn", "block", "object"} & set(said)
    presumed = "presumed" in said and (kind, land) == ("company", "DE")
    assert line.allowed == (not refused and (bool(agreed) or presumed or land == "CH"))
    assert line.allowed == bool(line.phone) == bool(line.ground) and line.allowed_why


def speak(phones: Phones, anna: int, word: str) -> None:
    if word == "block":
        suppression.suppress(phones.db, NUMBER, "Wunsch", "Lena")
    elif word == "object":
        note_many(phones.db, [Objection(anna, [], "2025-12-24", "phone")])
    else:
        phones.said(NUMBER, "given" if word == "presumed" else word, "presumed" if word == "presumed" else "form")


def test_a_lead_is_called_once_sales_has_taken_it_over_and_until_then_the_list_says_why(phones: Phones) -> None:
    anna = phones.customer()
    phones.shop.fact("enquiry", anna, "2025-12-03")
    phones.task(anna, "Nachfassen", DAY)
    assert not phones.line("Anna Muster").allowed
    assert phones.line("Anna Muster").allowed_why.startswith("Noch nicht beim Vertrieb: ")
    deciding.hand_over(phones.db, anna, "Frau Berg", "test")
    deciding.accept(phones.db, anna, "test")
    assert phones.line("Anna Muster").allowed
    deciding.reject(phones.db, anna, next(iter(REASONS)), "test")
    assert not phones.line("Anna Muster").allowed
