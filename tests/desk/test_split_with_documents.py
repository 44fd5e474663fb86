"""Documents known by a customer number alone go with the row of that number where it is taken out of a customer."""

import pytest
from desk_town import Town, customer

from kmu_crm.decisions import journal
from kmu_crm.desk import splitting
from kmu_crm.desk.dossier import dossier
from kmu_crm.desk.rebuilding import rebuild
from kmu_crm.desk.show import show
from kmu_crm.identity import verdicts
from kmu_crm.value.queries import figures

PEOPLE = ("Kundennummer", "Vorname", "Nachname", "E-Mail")
BILLS = ("Rechnungsnummer", "Kundennummer", "Datum", "Netto", "Brutto")
ANNA, BERT = ("1", "Anna", "Kofler", "a.k@gmx.at"), ("2", "Bert", "Lechner", "b.l@gmx.at")


def merged(town: Town, *rows: tuple[str, ...]) -> None:
    """Anna with number 1 and Bert with 2, merged; one invoice names 1, two name 2."""
    town.file("kunden", PEOPLE, rows or (ANNA, BERT))
    bills = (
        ("R1", "1", "1.3.2025", "100,00", "120,00"),
        *((f"R{n}", "2", "1.4.2025", "50,00", "60,00") for n in (2, 3)),
    )
    town.file("rechnungen", BILLS, bills)
    town.decide("merge", 0, 1)


def documents(town: Town) -> dict[str, int]:
    """Name -> how many documents; all of it is as derived from nothing."""
    assert rebuild(town.store.db).identical
    counted = {str(row["display_name"]): figures(town.store.db, row["id"]) for row in town.profiles()}
    return {name: 0 if found is None else found.documents for name, found in counted.items()}


def split(town: Town, *records: int) -> int:
    made = verdicts.split(town.store.db, 1, records, "Eva")
    town.derived()
    return made


def bare_of(town: Town, number: str) -> int:
    (found,) = [one.record for one in dossier(town.store.db, 1).bare if one.number == number]
    return found


def test_the_invoices_go_with_the_row_of_their_number(town: Town) -> None:
    merged(town)
    assert list(documents(town).values()) == [3]
    split(town, 2)
    assert documents(town) == {"Anna Kofler": 1, "Bert Lechner": 2}
    assert {row["display_name"]: row["customer_numbers"] for row in town.profiles()} == {
        "Anna Kofler": "1",
        "Bert Lechner": "2",
    }


def test_taking_the_split_back_brings_all_together_again(town: Town) -> None:
    merged(town)
    made = split(town, 2)
    journal.revoke(town.store.db, made, "Eva")
    town.derived()
    assert list(documents(town).values()) == [3]


def test_the_invoices_alone_may_be_taken_out(town: Town) -> None:
    merged(town)
    split(town, bare_of(town, "2"))
    assert sorted(documents(town).values()) == [1, 2]
    assert len(town.profiles()) == 2


def test_a_row_and_its_own_invoices_are_all_there_is(town: Town) -> None:
    town.file("kunden", PEOPLE, (BERT,))
    town.file("rechnungen", BILLS, (("R2", "2", "1.4.2025", "50,00", "60,00"),))
    with pytest.raises(verdicts.NothingLeft):
        verdicts.split(town.store.db, 1, [1], "Eva")


def test_where_a_row_that_stays_bears_the_number_too_they_stay_and_it_is_said(town: Town) -> None:
    merged(town)
    town.file("stamm", PEOPLE[:3], (BERT[:3],))  # a narrower list is one beside the other
    same = [word.record for word in dossier(town.store.db, 1).words if word.number == "2" and word.system == "list"]
    first, *others = [record for record in same if record != bare_of(town, "2")]
    assert others
    told = splitting.told(town.store.db, 1, [first])
    assert told.startswith("2 documents") and "stay" in told
    split(town, first)
    assert show(town.store.db, 1)["figures"]["documents"] == 3


def test_the_same_number_in_another_program_holds_nothing_back(town: Town) -> None:
    merged(town)
    town.customers(customer("2", "Anna", "Kofler", "a.k@gmx.at"))
    assert sum(word.number == "2" for word in dossier(town.store.db, 1).words) == 3
    split(town, 2)
    assert {name: n for name, n in documents(town).items() if name == "Bert Lechner"} == {"Bert Lechner": 2}


def test_what_goes_along_is_said(town: Town) -> None:
    merged(town)
    told = splitting.told(town.store.db, 1, [2])
    assert told.startswith("2 documents") and "go along" in told
    assert splitting.told(town.store.db, 1, [bare_of(town, "2")]) == ""


def test_the_number_and_how_many_documents_name_it_stand_among_the_records(town: Town) -> None:
    merged(town)
    shown = {one["external_id"]: one for one in show(town.store.db, 1)["records"] if one["documents"]}
    assert {number: one["documents"] for number, one in shown.items()} == {"1": 1, "2": 2}
    assert all(one["says"] == {"customer_number": number} for number, one in shown.items())
    assert all(one["file"].startswith("rechnungen") for one in shown.values())
