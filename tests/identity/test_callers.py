"""A call with a telephone number and no name follows the customer who has the number; a no in it holds for all who do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kmu_crm.desk import entry
from kmu_crm.desk.rebuilding import rebuild
from kmu_crm.desk.ways_out import of_number
from kmu_crm.identity import queries, verdicts
from kmu_crm.profiles import timeline
from kmu_crm.sources import losses
from kmu_crm.sources.queries import imports
from kmu_crm.store.store import Store
from tests.desk.desk_town import AS_OF, Town, derive

CUSTOMERS = (
    "Kundennummer",
    "Vorname",
    "Nachname",
    "Straße",
    "PLZ",
    "Ort",
    "Telefon",
    "Telefonwerbung",
    "Einwilligung am",
)
CALLS = ("Datum", "Art", "Telefon", "Ergebnis", "Notiz")
NAMED = ("Datum", "Art", "Name", "Telefon", "Ergebnis")
ANNA, HANS, NOBODYS = "+41446681803", "+41446681810", "+41446681899"


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with Store(tmp_path / "town.kmucrm") as store:
        yield Town(tmp_path, store)
        assert rebuild(store.db).identical


def customer(number: str, given: str, family: str, phone: str) -> tuple[str, ...]:
    return number, given, family, f"Weg {number[1:]}", "8000", "Zürich", phone, "ja", "01.02.2024"


def household(town: Town) -> None:
    town.file("kunden", CUSTOMERS, (customer("K1", "Anna", "Muster", ANNA), customer("K2", "Hans", "Weber", HANS)))


def calls(town: Town, *rows: tuple[str, str]) -> None:
    """Calls as (number, outcome), one each day."""
    town.file(
        "anrufe",
        CALLS,
        tuple((f"{day:02}.03.2025", "Anruf", phone, said, "") for day, (phone, said) in enumerate(rows, 1)),
    )


def talks(town: Town, name: str) -> list[str]:
    entries = timeline.entries(town.store.db, town.profile(name)["id"], ("call",))
    return sorted(one.outcome or "" for one in entries)


def called(town: Town, name: str) -> str:
    """Why this customer is not called; empty where they may be."""
    return of_number(town.store.db, town.profile(name)["id"], "advertising", "phone").loss


def undo(town: Town, name: str) -> None:
    """The import of the file that begins so."""
    town.undo([one.file.startswith(name) for one in imports(town.store.db)].index(True))


@pytest.mark.parametrize("order", ["calls first", "customers first"])
def test_a_call_stands_with_whoever_has_the_number_whatever_came_first(town: Town, order: str) -> None:
    deliveries = [
        lambda: calls(town, ("+41 44 668 18 03", "erreicht"), (HANS, "nicht erreicht")),
        lambda: household(town),
    ]
    for deliver in deliveries if order == "calls first" else deliveries[::-1]:
        deliver()
    assert town.names() == ["Anna Muster", "Hans Weber"]
    assert (talks(town, "Anna Muster"), talks(town, "Hans Weber")) == (["erreicht"], ["nicht erreicht"])


def test_callers_whom_nobody_knows_are_no_customers(town: Town) -> None:
    calls(town, (NOBODYS, "erreicht"))
    assert town.names() == []


def test_calls_taken_back_leave_the_customer(town: Town) -> None:
    household(town)
    calls(town, (ANNA, "erreicht"))
    assert losses.of(town.store.db, imports(town.store.db)[0].id).customers == 0
    undo(town, "anrufe")
    assert (town.names(), talks(town, "Anna Muster")) == (["Anna Muster", "Hans Weber"], [])


def test_customers_taken_back_leave_the_calls_waiting(town: Town) -> None:
    household(town)
    calls(town, (ANNA, "erreicht"))
    undo(town, "kunden")
    assert town.names() == []
    town.file("kunden", CUSTOMERS, (customer("K7", "Annette", "Neu", ANNA),))
    assert talks(town, "Annette Neu") == ["erreicht"]


def test_calls_follow_a_number_that_changes_hands(town: Town) -> None:
    household(town)
    calls(town, (ANNA, "nicht mehr anrufen"))
    town.file("kunden", CUSTOMERS, (customer("K1", "Anna", "Muster", NOBODYS), customer("K2", "Hans", "Weber", ANNA)))
    assert (talks(town, "Anna Muster"), talks(town, "Hans Weber")) == ([], ["nicht mehr anrufen"])
    assert (called(town, "Anna Muster"), called(town, "Hans Weber")) == ("", "may_say_no")


def test_a_call_that_a_person_took_out_stays_out(town: Town) -> None:
    household(town)
    calls(town, (ANNA, "erreicht"))
    db, profile = town.store.db, int(town.profile("Anna Muster")["id"])
    members = {record for (record,) in db.execute("SELECT record_id FROM membership WHERE profile_id = ?", (profile,))}
    verdicts.split(db, profile, list(members - {profile}), "test")
    derive(db, as_of=AS_OF)
    assert (town.names(), talks(town, "Anna Muster")) == (["Anna Muster", "Hans Weber"], [])


def test_why_the_call_is_here_is_told(town: Town) -> None:
    household(town)
    calls(town, (ANNA, "erreicht"))
    (bond,) = queries.why_one(town.store.db, town.profile("Anna Muster")["id"])
    assert [(one.reason, one.left) for one in bond.evidence] == [("phone.same", ANNA)]


@pytest.mark.parametrize("order", ["calls first", "customers first"])
def test_a_row_without_a_name_among_named_ones_makes_no_customer_and_its_no_holds(town: Town, order: str) -> None:
    rows = (
        ("01.03.2025", "Anruf", "", ANNA, "nicht mehr anrufen"),
        ("02.03.2025", "Anruf", "Hans Weber", HANS, "erreicht"),
    )
    deliveries = [lambda: town.file("anrufe", NAMED, rows), lambda: household(town)]
    for deliver in deliveries if order == "calls first" else deliveries[::-1]:
        deliver()
    assert ANNA not in " ".join(town.names())
    assert (talks(town, "Anna Muster"), called(town, "Anna Muster")) == (["nicht mehr anrufen"], "may_say_no")


def test_a_no_holds_back_everybody_with_the_number_until_each_was_looked_at(town: Town) -> None:
    town.file("kunden", CUSTOMERS, (customer("K1", "Anna", "Muster", ANNA), customer("K2", "Hans", "Weber", ANNA),
                                    customer("K3", "Eva", "Fern", HANS)))  # fmt: skip
    assert [called(town, name) for name in town.names()] == ["", "", ""]
    calls(town, (ANNA, "nicht mehr anrufen"))
    assert talks(town, "Hans Weber") == []  # it stands with the first
    assert [called(town, name) for name in ("Anna Muster", "Hans Weber", "Eva Fern")] == [
        "may_say_no",
        "may_say_no",
        "",
    ]
    for name, left in (("Anna Muster", ["", "may_say_no"]), ("Hans Weber", ["", ""])):
        entry.looked(town.store.db, town.profile(name)["id"], "test")
        assert [called(town, one) for one in ("Anna Muster", "Hans Weber")] == left


def test_a_further_number_of_a_customer_counts_as_well(town: Town) -> None:
    head, row = (*CUSTOMERS, "Mobil"), (*customer("K1", "Anna", "Muster", ANNA), "+41791234567")
    town.file("kunden", head, (row,))
    calls(town, ("+41 (0)79 123 45 67", "nicht mehr anrufen"))
    assert (talks(town, "Anna Muster"), called(town, "Anna Muster")) == (["nicht mehr anrufen"], "may_say_no")


def test_an_objection_in_a_call_bars_the_number_itself(town: Town) -> None:
    calls(town, (ANNA, "keine Werbung"))
    town.file("kunden", CUSTOMERS, (customer("K1", "Anna", "Muster", ANNA), customer("K2", "Hans", "Weber", ANNA)))
    assert [called(town, name) for name in ("Anna Muster", "Hans Weber")] == ["blocked", "blocked"]


def test_an_objection_outlasts_the_calls(town: Town) -> None:
    household(town)
    calls(town, (ANNA, "keine Werbung"))
    undo(town, "anrufe")
    anna, hans = (town.profile(name)["id"] for name in ("Anna Muster", "Hans Weber"))
    assert [of_number(town.store.db, anna, "advertising", channel).loss for channel in ("phone", "post")] == [
        "blocked",
        "blocked",
    ]
    assert called(town, "Hans Weber") == ""
    assert of_number(town.store.db, hans, "advertising", "post").allowed


def test_a_number_put_right_by_hand_is_held_back_as_well(town: Town) -> None:
    household(town)
    entry.correct(town.store.db, town.profile("Hans Weber")["id"], "phone", ANNA, "test")
    derive(town.store.db, as_of=AS_OF)
    assert called(town, "Hans Weber") == ""
    calls(town, (ANNA, "nicht mehr anrufen"))
    assert called(town, "Hans Weber") == "may_say_no"


def test_a_merge_after_a_call_is_no_bridge(town: Town) -> None:
    household(town)
    calls(town, (ANNA, "erreicht"))
    db = town.store.db
    verdicts.merge(db, town.profile("Anna Muster")["id"], town.profile("Hans Weber")["id"], "test")
    derive(db, as_of=AS_OF)
    assert len(town.names()) == 1
