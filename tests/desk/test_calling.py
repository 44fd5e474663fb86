"""A finished call: everything that follows from it is written in one go, and taken back in one."""

from datetime import date, timedelta

import pytest
from desk_town import Town, customer

from kmu_crm import settings
from kmu_crm.consent import ledger
from kmu_crm.decisions import tasks
from kmu_crm.desk import calling, entry, permitting, steps
from kmu_crm.desk.dossier import dossier
from kmu_crm.desk.rebuilding import rebuild
from kmu_crm.identity.verdicts import NoSuchRecord
from kmu_crm.profiles import timeline
from kmu_crm.sales.calls import outcomes
from kmu_crm.sales.calls import today as listing
from kmu_crm.value import queries as value

TODAY, SOON, LATER = ((date.today() + timedelta(days)).isoformat() for days in (0, 14, 90))
PHONE = "+41446680000"


def anna(town: Town) -> int:
    town.customers(customer("K1", "Anna", "Muster", "anna@muster.example", phone=PHONE))
    entry.correct(town.store.db, 1, "country", "CH", "Lena")
    town.derived()
    return 1


def state(town: Town, number: int = 1) -> tuple[object, ...]:
    """All that speaks of a customer: timeline, tasks, figures, permissions, list."""
    db = town.store.db
    page = dossier(db, number)
    lists = calling.today(db), calling.dropped(db)
    return (
        timeline.entries(db, number),
        tasks.due(db, tasks.ALWAYS),
        value.figures(db, number),
        page.permissions,
        page.row,
        lists,
    )


@pytest.mark.parametrize("outcome", [one for one in outcomes.OUTCOMES if one != outcomes.NO_MORE_CALLS])
@pytest.mark.parametrize("follow_up", ["", SOON])
def test_what_is_finished_and_taken_back_leaves_everything_as_it_was(town: Town, outcome: str, follow_up: str) -> None:
    db = town.store.db
    number = anna(town)
    entry.task(db, number, "Angebot nachfassen", TODAY, "Lena")
    entry.new(db, "note", {"profile": "1", "text": "Mag Decaf"})
    before = state(town)
    with steps.recorded(db, "Anruf", "Lena"):
        calling.finish(db, number, outcome, "Besprochen", follow_up, "Lena")
    after = state(town)
    assert after != before and rebuild(db).identical
    steps.undo_last(db, "Lena")
    assert state(town) == before and rebuild(db).identical
    steps.redo_last(db, "Lena")
    assert state(town) == after and rebuild(db).identical


def test_the_task_that_led_to_a_call_is_done_and_the_next_one_stands(town: Town) -> None:
    db, number = town.store.db, anna(town)
    entry.task(db, number, "Angebot nachfassen", TODAY, "Lena")
    later = entry.task(db, number, "Im Herbst", LATER, "Lena")
    made = calling.finish(db, number, "1", "Will zwei Wochen überlegen", SOON, "Lena")
    assert [(one.id, one.text, one.due) for one in tasks.due(db, tasks.ALWAYS)] == [
        (made.follow_up, "Will zwei Wochen überlegen", SOON), (later, "Im Herbst", LATER),
    ]  # fmt: skip
    (line,) = calling.today(db)
    assert (line.done, line.outcome) == (True, "reached")


def test_of_several_tasks_only_the_one_that_led_to_the_call_is_done(town: Town) -> None:
    db, number = town.store.db, anna(town)
    first, other = (entry.task(db, number, what, TODAY, "Lena") for what in ("Angebot nachfassen", "Muster schicken"))
    assert calling.today(db)[0].task == first
    with steps.recorded(db, "Anruf", "Lena"):
        calling.finish(db, number, "reached", "Zeile eins\nZeile zwei", "", "Lena", task=other)
    assert [one.id for one in tasks.due(db, TODAY)] == [first]
    steps.undo_last(db, "Lena")
    calling.finish(db, number, "reached", "", "", "Lena")
    assert [one.id for one in tasks.due(db, TODAY)] == [other]


@pytest.mark.parametrize(
    ("outcome", "left"), [("not_reached", 1), ("call_back", 1), ("reached", 0), ("no_interest", 0)]
)
def test_a_task_stays_where_nobody_was_reached_and_no_other_day_is_named(town: Town, outcome: str, left: int) -> None:
    db, number = town.store.db, anna(town)
    entry.task(db, number, "Angebot nachfassen", TODAY, "Lena")
    calling.finish(db, number, outcome, "", "", "Lena")
    assert len(tasks.due(db, TODAY)) == left


def test_no_more_calls_is_an_objection_at_once_that_stays_where_the_call_is_taken_back(town: Town) -> None:
    db, number = town.store.db, anna(town)
    entry.task(db, number, "Angebot nachfassen", TODAY, "Lena")
    assert calling.today(db)[0].allowed
    with steps.recorded(db, "Anruf", "Lena"):
        made = calling.finish(db, number, "Nicht mehr anrufen", "", "", "Lena")
    (said,) = ledger.history(db, [PHONE])
    assert (said.id, said.state, said.channel, said.author) == (made.refusals[0], "withdrawn", "phone", "Lena")
    (line,) = calling.today(db)
    assert (line.done, line.allowed, line.phone) == (True, False, "")
    undone = steps.undo_last(db, "Lena")
    assert undone is not None and undone.no_stays
    assert timeline.entries(db, number, ("call",)) == []
    assert not calling.today(db)[0].allowed


def test_a_call_without_an_objection_goes_as_a_whole(town: Town) -> None:
    db, number = town.store.db, anna(town)
    with steps.recorded(db, "Anruf", "Lena"):
        calling.finish(db, number, "no_interest", "", "", "Lena")
    undone = steps.undo_last(db, "Lena")
    assert undone is not None and not undone.no_stays


def test_whoever_has_no_number_objects_as_a_person(town: Town) -> None:
    db = town.store.db
    town.customers(customer("K1", "Anna", "Muster", "anna@muster.example"))
    calling.finish(db, 1, "no_more_calls", "", "", "Lena")
    town.customers(customer("K1", "Anna", "Muster", "anna@muster.example", phone=PHONE))
    assert [one.answer for one in dossier(db, 1).permissions if one.channel == "phone"] == ["no"]


def test_the_same_objection_holds_however_the_outcome_is_typed_in(town: Town) -> None:
    db, number = town.store.db, anna(town)
    entry.log(db, number, "call", "Ruft nie wieder an", "Lena", "6")
    assert [one.answer for one in dossier(db, 1).permissions if one.channel == "phone"] == ["no"]


def test_a_result_that_cannot_be_changes_nothing(town: Town) -> None:
    db, number = town.store.db, anna(town)
    before = state(town)
    for outcome, follow_up, whose, error in (
        ("vielleicht", "", number, outcomes.UnknownOutcome), ("reached", "irgendwann", number, entry.BadEntry),
        ("reached", "", 99, NoSuchRecord),
    ):  # fmt: skip
        with pytest.raises(error):
            calling.finish(db, whose, outcome, "", follow_up, "Lena")
    assert state(town) == before


def test_a_file_whose_key_date_is_set_gets_its_calls_on_that_day(town: Town) -> None:
    db, number = town.store.db, anna(town)
    settings.write(db, "figures.key_date", "2025-11-23")
    calling.finish(db, number, "reached", "", "", "Lena")
    assert [(one.at, one.outcome) for one in timeline.entries(db, number, ("call",))] == [("2025-11-23", "reached")]
    assert [one.done for one in calling.today(db)] == [True]


def test_a_business_is_called_once_the_presumption_is_noted_with_its_reason(town: Town) -> None:
    db = town.store.db
    made = entry.new(db, "customer", {"company": "Hotel Bergblick GmbH", "phone": "+493412312514", "country": "DE"})
    number = made["record_id"]
    entry.task(db, number, "Nachfassen", TODAY, "Lena")
    (to,) = [one for one in dossier(db, number).addresses if one.channel == "phone"]
    with pytest.raises(ledger.NoEvidence):
        permitting.presume(db, number, to, " ", "Lena")
    with steps.recorded(db, "Grund notiert", "Lena"):
        permitting.presume(db, number, to, "laufende Geschäftsbeziehung", "Lena")
    (line,) = calling.today(db)
    assert (line.phone, line.ground) == (
        "+493412312514",
        "presumed",
    ) and "laufende Geschäftsbeziehung" in line.allowed_why
    steps.undo_last(db, "Lena")
    assert not calling.today(db)[0].allowed


@pytest.mark.parametrize(("kind", "land"), [("family_name", "DE"), ("company", "AT")])
def test_no_consent_is_presumed_of_consumers_nor_in_austria(town: Town, kind: str, land: str) -> None:
    number = entry.new(town.store.db, "customer", {kind: "Bergblick", "phone": "+43316231251", "country": land})[
        "record_id"
    ]
    (to,) = [one for one in dossier(town.store.db, number).addresses if one.channel == "phone"]
    with pytest.raises(permitting.NotPresumable):
        permitting.presume(town.store.db, number, to, "laufende Geschäftsbeziehung", "Lena")


@pytest.mark.parametrize("day", ["", "2025-11-24"])
@pytest.mark.parametrize("later", [False, True])
def test_a_follow_up_of_today_puts_the_customer_back_and_the_call_stays_done(town: Town, day: str, later: bool) -> None:
    db, number = town.store.db, anna(town)
    settings.write(db, "figures.key_date", day)
    settings.write(db, "calls.a_day", "1")
    due = day or TODAY
    entry.task(db, number, "Angebot nachfassen", due, "Lena")
    calling.finish(db, number, "reached", "Heute nochmal", "" if later else due, "Lena")
    if later:
        assert calling.count_open(db) == 0
        entry.task(db, number, "Heute nochmal", due, "Lena")
    made, open_ = calling.today(db)
    assert (made.done, made.outcome) == (True, "reached")
    assert (open_.done, open_.code, open_.reason, open_.allowed) == (False, "task", "Heute nochmal", True)
    assert calling.count_open(db) == 1
    assert [one.done for one in listing.chosen(db, [number], due)] == [True, False]
    calling.finish(db, number, "ordered", "", "", "Lena", task=open_.task)
    assert [(one.done, one.outcome) for one in calling.today(db)] == [(True, "ordered")]


@pytest.mark.parametrize("day", ["", "2025-11-24"])
def test_a_task_noted_before_the_call_does_not_put_the_customer_back(town: Town, day: str) -> None:
    db, number = town.store.db, anna(town)
    settings.write(db, "figures.key_date", day)
    entry.task(db, number, "Angebot nachfassen", day or TODAY, "Lena")
    calling.finish(db, number, "not_reached", "", "", "Lena")
    entry.task(db, number, "Morgen", SOON, "Lena")
    assert [one.done for one in calling.today(db)] == [True] and calling.count_open(db) == 0
