"""What people typed in of a customer stays with the customer, whichever of the imports that told of them is taken back."""

import itertools
from collections.abc import Callable

import pytest
from desk_town import AS_OF, Town, customer, invoice

from kmu_crm.decisions import journal
from kmu_crm.desk import before_undo, delivering, dossier, entry
from kmu_crm.desk.rebuilding import rebuild
from kmu_crm.identity import verdicts
from kmu_crm.outreach import export, log
from kmu_crm.outreach.plan import Request, plan
from kmu_crm.profiles import queries, timeline
from kmu_crm.profiles.relations import said
from kmu_crm.sources.queries import imports

MAIL = "anna@muster.example"
HOME = {"phone": "0341 2312514", "street": "Lindenweg 3", "postcode": "04109", "city": "Leipzig"}
ANNA = customer("K1", "Anna", "Muster", MAIL, "ja", **HOME)
FIRM = customer("K9", "Bernd", "Beispiel", "bernd@beispiel.example")
CONTACT = ("Anna", "Muster", MAIL, HOME["phone"])
ORDERS = list(itertools.permutations(["kunden1.csv", "kontakte2.csv"]))
Type = Callable[[Town, int], object]


def note(town: Town, number: int) -> None:
    entry.new(town.store.db, "note", {"profile": str(number), "text": "ruft gern zurück", "day": "2025-06-01"})


def relate(town: Town, number: int) -> None:
    (other,) = [one["id"] for one in town.profiles() if one["display_name"] == "Bernd Beispiel"]
    said.relate(town.store.db, number, "works_at", other, "Eva")


def mail(town: Town, number: int) -> None:
    town.consent(MAIL, "confirmed")
    asked = Request("Sommer", (number,), "alle", "advertising", "email", "cleverreach", seed=7, as_of=AS_OF)
    export.write(town.store.db, plan(town.store.db, asked), town.folder / f"liste{number}.csv", "test")


TYPED: dict[str, Type] = {
    "note": note,
    "tag": lambda town, number: entry.tag(town.store.db, number, "Stamm", "Eva"),
    "task": lambda town, number: entry.task(town.store.db, number, "anrufen", "2026-01-05", "Eva"),
    "correction": lambda town, number: entry.correct(town.store.db, number, "birth_date", "1.2.1980", "Eva"),
    "relation": relate,
    "campaign": mail,
}


def told(town: Town, number: int) -> set[str]:
    """Which of all that was typed is found at this customer."""
    db = town.store.db
    row = queries.profile(db, number)
    found = {"note"} if any(one.fact_id and one.kind == "note" for one in timeline.entries(db, number)) else set()
    found |= {"tag"} if row["tags"] == "Stamm" else set()
    whom = [{verdicts.profile_of(db, one) for one in task.what["records"]} for task in journal.standing(db, ("task",))]
    found |= {"task"} if any(number in numbers for numbers in whom) else set()
    found |= {"correction"} if row["birth_date"] == "1980-02-01" else set()
    found |= {"relation"} if any(number in (one.a, one.b) for one in said.of(db)) else set()
    drawn = {one.profile_id for campaign in log.campaigns(db) for one in log.recipients(db, campaign.id)}
    return found | ({"campaign"} if number in drawn else set())


def two_lists(town: Town) -> int:
    """Anna stands in the list of the till and among the contacts; somebody else she may know in a file of his own."""
    town.customers(ANNA)
    town.contacts("fill", CONTACT)
    town.customers(FIRM)
    return anna(town)


def anna(town: Town) -> int:
    (found,) = [one["id"] for one in town.profiles() if one["display_name"] == "Anna Muster"]
    return int(found)


def take_back(town: Town, file: str) -> None:
    places = [one for one in imports(town.store.db) if one.state == "done" and one.format != "entry"]
    town.undo(next(place for place, one in enumerate(places) if one.file == file))


def file_again(town: Town, file: str) -> None:
    town.take_in(town.folder / file)


def same_from_nothing(town: Town) -> None:
    again = rebuild(town.store.db)
    assert again.identical, again.differences


@pytest.mark.parametrize("what", TYPED)
@pytest.mark.parametrize("first", ["kunden1.csv", "kontakte2.csv"])
def test_what_was_typed_stays_with_the_customer_who_remains(town: Town, what: str, first: str) -> None:
    number = two_lists(town)
    TYPED[what](town, number)
    before = told(town, number)
    assert before >= {what}
    take_back(town, first)
    assert told(town, anna(town)) == before
    assert town.names() == ["Anna Muster", "Bernd Beispiel"]  # and no nameless one
    assert verdicts.profile_of(town.store.db, number) == anna(town) == number
    same_from_nothing(town)


@pytest.mark.parametrize("what", TYPED)
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_what_was_typed_before_the_other_list_came_stays_too(town: Town, what: str, order: tuple[int, int]) -> None:
    town.customers(FIRM)
    ways = [lambda: town.customers(ANNA), lambda: town.contacts("update", CONTACT)]
    ways[order[0]]()
    number = anna(town)
    TYPED[what](town, number)
    ways[order[1]]()
    before = told(town, number)
    take_back(town, ("kunden", "kontakte")[order[0]] + "2.csv")
    assert told(town, anna(town)) == before >= {what}
    assert len(town.names()) == 2
    same_from_nothing(town)


def everything_typed(town: Town) -> int:
    number = two_lists(town)
    for word in TYPED.values():
        word(town, number)
    return number


@pytest.mark.parametrize("gone", ORDERS)
@pytest.mark.parametrize("back", ORDERS)
def test_in_whatever_order_imports_go_and_come_again_nothing_is_lost(
    town: Town, gone: tuple[str, str], back: tuple[str, str]
) -> None:
    number = everything_typed(town)
    before, drawn = told(town, number), town.profiles()
    take_back(town, gone[0])
    assert told(town, anna(town)) == before
    take_back(town, gone[1])
    same_from_nothing(town)
    file_again(town, back[0])
    assert told(town, anna(town)) == before
    same_from_nothing(town)
    file_again(town, back[1])
    assert (told(town, anna(town)), len(town.names())) == (before, 2)
    same_from_nothing(town)
    assert town.profiles() == drawn


def test_the_file_taken_in_again_gives_the_very_state_before(town: Town) -> None:
    everything_typed(town)
    before = town.profiles()
    take_back(town, "kunden1.csv")
    file_again(town, "kunden1.csv")
    assert town.profiles() == before
    same_from_nothing(town)


def test_what_was_typed_since_the_undo_stays_too(town: Town) -> None:
    two_lists(town)
    take_back(town, "kunden1.csv")
    for word in ("note", "tag", "task", "correction", "relation"):
        TYPED[word](town, anna(town))
    before = told(town, anna(town))
    file_again(town, "kunden1.csv")
    take_back(town, "kontakte2.csv")
    assert told(town, anna(town)) == before >= {"note", "tag", "task", "correction", "relation"}
    same_from_nothing(town)


def test_the_list_taken_back_says_nothing_any_more(town: Town) -> None:
    number = everything_typed(town)
    take_back(town, "kunden1.csv")
    row = queries.profile(town.store.db, number)
    assert (row["customer_numbers"], row["records"], row["systems"]) == ("", 1, "list")
    assert [word.system for word in dossier.dossier(town.store.db, number).words] == ["list"]
    assert len(verdicts.records_of(town.store.db, number)) == 1  # decisions name who says something


def test_documents_that_name_a_number_go_their_own_way_and_the_note_stays_with_the_person(town: Town) -> None:
    number = everything_typed(town)
    town.invoices(invoice("RE-1", "K1", "01.02.2025", "100,00"))
    take_back(town, "kunden1.csv")
    assert told(town, anna(town)) == told(town, anna(town)) | {
        "note",
        "tag",
        "task",
        "correction",
        "relation",
        "campaign",
    }
    assert len(town.names()) == 3 and "K1" in town.names()
    same_from_nothing(town)
    take_back(town, "rechnungen4.csv")
    assert town.names() == ["Anna Muster", "Bernd Beispiel"]
    same_from_nothing(town)
    assert number


def test_a_number_that_is_somebody_elses_in_the_right_file_takes_nothing_along(town: Town) -> None:
    town.contacts("fill", CONTACT)
    town.customers(ANNA)  # by mistake
    note(town, anna(town))
    take_back(town, "kunden2.csv")
    town.customers(customer("K1", "Clara", "Clasen", "clara@clasen.example"))
    assert told(town, anna(town)) == {"note"}
    assert town.names() == ["Anna Muster", "Clara Clasen"]
    same_from_nothing(town)


def test_whoever_is_split_off_meanwhile_is_not_drawn_in_again(town: Town) -> None:
    everything_typed(town)
    take_back(town, "kunden1.csv")
    town.decide("merge", 0, 1)
    (one,) = town.profiles()
    town.decide("split", 0, 0)
    assert len(town.profiles()) == 2
    same_from_nothing(town)
    file_again(town, "kunden1.csv")
    same_from_nothing(town)
    assert one["id"] in [row["id"] for row in town.profiles()]


def test_who_was_kept_apart_from_the_one_taken_back_does_not_meet_them_as_a_guest(town: Town) -> None:
    number = everything_typed(town)
    town.decide("apart", 0, 1)
    take_back(town, "kunden1.csv")
    town.decide("merge", 0, 1)
    same_from_nothing(town)
    assert verdicts.profile_of(town.store.db, number) is not None


def test_both_taken_back_in_one_go_leave_the_note_as_before(town: Town) -> None:
    number = two_lists(town)
    note(town, number)
    numbers = [one.id for one in imports(town.store.db) if one.file in ("kunden1.csv", "kontakte2.csv")]
    delivering.take_back(town.store.db, numbers)
    town.derived()
    (left,) = [one for one in town.profiles() if one["display_name"] != "Bernd Beispiel"]
    assert "note" in told(town, left["id"])
    assert verdicts.profile_of(town.store.db, number) == left["id"]
    same_from_nothing(town)


def test_a_customer_of_whom_only_a_number_is_left_does_not_stay(town: Town) -> None:
    two_lists(town)
    take_back(town, "kunden1.csv")
    take_back(town, "kontakte2.csv")
    assert town.names() == ["Bernd Beispiel"]
    same_from_nothing(town)


def test_a_no_typed_by_hand_outlives_the_list_of_its_address(town: Town) -> None:
    town.customers(ANNA)
    town.contacts("fill", ("Anna", "Muster", "anna@privat.example", HOME["phone"]))
    town.decide("merge", 0, -1)
    number = anna(town)
    town.consent(MAIL, "withdrawn")
    assert queries.profile(town.store.db, number)["email_ok"] == "no"
    take_back(town, "kunden1.csv")
    assert queries.profile(town.store.db, anna(town))["email_ok"] == "no"
    file_again(town, "kunden1.csv")
    assert queries.profile(town.store.db, anna(town))["email_ok"] == "no"
    same_from_nothing(town)


def test_a_yes_typed_by_hand_stays_with_its_address(town: Town) -> None:
    town.customers((*ANNA[:-1], ""))
    town.contacts("fill", ("Anna", "Muster", "anna@privat.example", HOME["phone"]))
    town.decide("merge", 0, -1)
    town.consent(MAIL, "confirmed")
    take_back(town, "kunden1.csv")
    assert queries.profile(town.store.db, anna(town))["email_ok"] != "yes"
    file_again(town, "kunden1.csv")
    assert queries.profile(town.store.db, anna(town))["email_ok"] == "yes"
    same_from_nothing(town)


def test_the_question_before_an_undo_counts_nobody_as_gone_who_remains(town: Town) -> None:
    everything_typed(town)
    first = min(one.id for one in imports(town.store.db) if one.format != "entry")
    assert before_undo.rehearse(town.store.db, [first]) == before_undo.Rehearsed(gone=0, earlier=1)
