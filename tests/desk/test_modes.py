"""How a source ranks against others: it fills gaps, replaces what others say, or only brings new customers."""

import pytest
from desk_town import Town, customer

from kmu_crm.desk import intake
from kmu_crm.sources.undo import undo

CONTACTS = ("Kundennummer", "Vorname", "Nachname", "E-Mail", "Telefon", "Ort")
PHONES = {"till": "+493412312514", "list": "+498999998888"}


def known(town: Town) -> None:
    town.customers(customer("K1", "Anna", "Muster", "anna@muster.example", phone="0341 2312514"))


def contact(town: Town, *rows: tuple[str, ...], mode: str | None = None) -> intake.Delivery:
    return town.file("kontakte", CONTACTS, rows, mode=mode)


ANNA = ("K1", "Anna", "Muster", "anna@muster.example", "089 99998888", "Leipzig")
UWE = ("K2", "Uwe", "Stein", "uwe@stein.example", "", "Bonn")


@pytest.mark.parametrize(
    ("mode", "phone", "city"), [("update", PHONES["list"], "Leipzig"), ("new", PHONES["till"], None)]
)
def test_what_a_source_says_counts_as_its_mode_wants(town: Town, mode: str, phone: str, city: str | None) -> None:
    known(town)
    contact(town, ANNA, UWE, mode=mode)
    anna = town.profile("Anna Muster")
    assert (anna["phone"], anna["city"]) == (phone, city)
    assert town.profile("Uwe Stein")["city"] == "Bonn"


def test_filling_gaps_leaves_what_a_better_source_says(town: Town) -> None:
    contact(town, ANNA)
    town.file("outlook", ("First Name", "Last Name", "E-mail Address", "Business Phone", "Company"),
              (("Anna", "Muster", "anna@muster.example", "0341 2312514", ""),))  # fmt: skip
    contact(town, (*ANNA[:4], "040 554433", "Leipzig"))
    anna = town.profile("Anna Muster")
    assert (anna["phone"], anna["city"]) == (PHONES["till"], "Leipzig")


def test_a_correction_beats_every_mode(town: Town) -> None:
    known(town)
    town.decide("phone", 0, 0, "0221 776655")
    contact(town, ANNA, mode="update")
    assert town.profile("Anna Muster")["phone"] == "+49221776655"


def test_taking_an_import_back_takes_its_mode_back(town: Town) -> None:
    known(town)
    contact(town, ANNA)
    before = town.profiles()
    again = contact(town, ANNA, UWE, mode="update")
    assert town.profile("Anna Muster")["phone"] == PHONES["list"]
    undo(town.store.db, again.done[0].id or 0)
    town.derived()
    assert town.profiles() == before


def test_the_same_file_in_another_mode_ranks_anew(town: Town) -> None:
    known(town)
    path = town.folder / "liste.csv"
    path.write_text(";".join(CONTACTS) + "\n" + ";".join(ANNA) + "\n", encoding="utf-8")
    for mode, phone in (
        ("new", PHONES["till"]),
        ("update", PHONES["list"]),
        (None, PHONES["list"]),
        ("new", PHONES["till"]),
    ):
        town.take_in(path, mode=mode)
        assert town.profile("Anna Muster")["phone"] == phone


def test_what_came_first_stays_first_until_it_is_taken_back(town: Town) -> None:
    """A file that was taken back and comes again is the later one: what is known meanwhile stays."""
    names = ("Vorname", "Nachname", "E-Mail", "Mobil")
    other = ("Anna", "Muster", "anna@muster.example", "0171 7654321")
    first = contact(town, (*ANNA[:4], "0171 1234567", ""))
    town.file("andere", names, (other,))
    assert town.profile("Anna Muster")["phone"] == "+491711234567"
    undo(town.store.db, first.done[0].id or 0)
    town.derived()
    assert town.profile("Anna Muster")["phone"] == "+491717654321"
    contact(town, (*ANNA[:4], "0171 1234567", ""))
    assert town.profile("Anna Muster")["phone"] == "+491717654321"
