"""Who never reacts, or does not want to, leaves the list for a time and comes back."""

import pytest
from calling_shop import DAY, Phones

from kmu_crm import settings
from kmu_crm.sales.calls import history, outcomes, today

A = {"value_class": "A", "lifecycle": "regular"}


def anna(phones: Phones) -> int:
    found = phones.customer()
    phones.figures(found, **A)
    return found


def test_calls_in_vain_in_a_row_make_a_pause_that_ends(phones: Phones) -> None:
    for day in ("2025-09-01", "2025-09-15", "2025-10-01", "2025-10-15"):
        phones.call(number := phones.shop._count("profile") - 1 or anna(phones), day, "nicht erreicht")
    assert len(phones.told()) == 1
    phones.call(number, "2025-11-03", "Mailbox, nicht draufgesprochen")
    assert phones.told() == []
    (out,) = today.dropped(phones.db, DAY)
    assert out.reason == "5-mal in Folge nicht erreicht, zuletzt am 03.11.2025; Pause bis 03.02.2026"
    assert (len(phones.told("2026-02-02")), len(phones.told("2026-02-03"))) == (0, 1)
    assert today.dropped(phones.db, "2026-02-03") == []


def test_whoever_answers_once_begins_anew(phones: Phones) -> None:
    number = anna(phones)
    settings.write(phones.db, "calls.unreached", "2")
    for day, outcome in (("2025-10-01", "not_reached"), ("2025-10-15", "erreicht"), ("2025-11-03", "not_reached")):
        phones.call(number, day, outcome)
    assert len(phones.told()) == 1


@pytest.mark.parametrize(("outcome", "until"), [("no_interest", "2026-05-01"), ("Kein Interesse (Budget)", "2026-05-01"),
                                                ("genervt", "2026-11-01")])  # fmt: skip
def test_no_interest_lowers_the_telephone_for_months(phones: Phones, outcome: str, until: str) -> None:
    phones.call(anna(phones), "2025-11-01", outcome)
    assert phones.told() == []
    assert [one.until for one in today.dropped(phones.db, DAY)] == [until]
    assert len(phones.told(until)) == 1


def test_who_orders_after_all_is_interested(phones: Phones) -> None:
    number = anna(phones)
    phones.call(number, "2025-11-01", "no_interest")
    phones.call(number, "2025-11-20", "ordered")
    assert (len(phones.told()), today.dropped(phones.db, DAY)) == (1, [])


def test_a_task_or_complaint_that_came_later_does_not_wait_for_the_pause(phones: Phones) -> None:
    number = anna(phones)
    phones.call(number, "2025-11-01", "no_interest")
    phones.task(number, "Vorher gedacht", DAY, noted="2025-10-01")
    assert phones.told() == []
    phones.task(number, "Doch anrufen", DAY, noted="2025-11-01")
    assert phones.told() == [("Anna Muster", "Doch anrufen")]


@pytest.mark.parametrize(
    ("outcome", "back"), [("reached", "2025-12-15"), ("not_reached", "2025-12-02"), ("ordered", "2025-12-15")]
)
def test_who_was_just_called_rests_by_what_came_of_it(phones: Phones, outcome: str, back: str) -> None:
    phones.call(anna(phones), "2025-12-01", outcome)
    before = history.days_after(back, -1)
    assert ([one.done for one in phones.lines(before)], len(phones.told(back))) == (
        [True] if before == "2025-12-01" else [],
        1,
    )


def test_a_chosen_customer_is_shown_with_the_pause_as_what_is_said(phones: Phones) -> None:
    number = anna(phones)
    phones.call(number, "2025-11-01", "no_interest")
    (line,) = today.chosen(phones.db, [number, 999], DAY)
    assert line.reason == "kein Interesse am 01.11.2025; Pause bis 01.05.2026"


@pytest.mark.parametrize(("said", "meant"), [
    ("erreicht", "reached"), ("Nicht erreicht", "not_reached"), ("NEIN", "not_reached"), ("Rückruf vereinbart", "call_back"),
    ("erreicht, fragt nach Wartungsvertrag", "reached"), ("Bestellt – 3 kg", "ordered"), ("kein Interesse", "no_interest"),
    ("Ersatz gesendet", ""), ("", ""), (None, ""), ("wird geprüft", ""), ("no_more_calls", "no_more_calls"),
])  # fmt: skip
def test_what_lists_of_calls_say_is_understood_where_it_is_plain(said: str | None, meant: str) -> None:
    assert outcomes.read(said) == meant


@pytest.mark.parametrize(
    ("typed", "code"), [("6", "no_more_calls"), ("Bestellt", "ordered"), ("not reached", "not_reached")]
)
def test_an_outcome_is_typed_by_name_number_or_title(typed: str, code: str) -> None:
    assert outcomes.code(typed) == code


@pytest.mark.parametrize("typed", ["", "7", "ja", "keine Ahnung"])
def test_another_outcome_is_refused_with_the_six(phones: Phones, typed: str) -> None:
    with pytest.raises(outcomes.UnknownOutcome) as error:
        outcomes.code(typed)
    assert all(f"{code} ({outcomes.title(code)})" in str(error.value) for code in outcomes.OUTCOMES)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [("2025-11-30", 3, "2026-02-28"), ("2025-12-31", 12, "2026-12-31"), ("2025-01-15", 0, "2025-01-15")],
)
def test_a_pause_of_months_ends_on_the_same_day(day: str, months: int, then: str) -> None:
    assert history.months_after(day, months) == then


@pytest.mark.parametrize(
    ("day", "days", "again"),
    [
        ("2025-11-24", 1, "2025-11-25"),
        ("2025-11-28", 1, "2025-12-01"),  # a Saturday
        ("2025-11-28", 2, "2025-12-01"),  # a Sunday
        ("2025-11-28", 3, "2025-12-01"),
        ("2025-11-24", 7, "2025-12-01"),
    ],
)
def test_nobody_is_called_again_on_a_weekend(day: str, days: int, again: str) -> None:
    assert history.follow_up_in(day, days) == again
