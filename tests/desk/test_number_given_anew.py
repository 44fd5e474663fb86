"""A number of one's own list is given to somebody else: nothing that was noted of the former bearer passes to the next."""

import pytest
from desk_town import Town

from kmu_crm.desk import intake
from kmu_crm.identity import verdicts
from kmu_crm.profiles import queries, search
from kmu_crm.sources.undo import undo

LIST = ("Kundennummer", "Vorname", "Nachname", "E-Mail", "Straße", "PLZ", "Ort")
ANNA = ("007", "Anna", "Berger", "anna@web.example", "Weg 1", "10115", "Berlin")
ZOE = ("007", "Zoe", "Fuchs", "zoe@fuchs.example", "Ring 5", "50667", "Köln")


def numbered(town: Town, *rows: tuple[str, ...]) -> intake.Delivery:
    return town.file("kunden", LIST, rows)


def told(delivery: intake.Delivery) -> list[tuple[str, tuple[int, ...]]]:
    return [(one.code, one.rows) for report in delivery.done for one in report.warnings if "bearer" in one.code]


def test_the_next_bearer_is_a_customer_of_its_own_and_that_is_told(town: Town) -> None:
    numbered(town, ANNA)
    assert told(numbered(town, ZOE)) == [("number_new_bearer", (1,))]
    assert town.names() == ["Anna Berger", "Zoe Fuchs"]
    assert [town.profile(name)["customer_numbers"] for name in town.names()] == ["007", "007"]


def test_corrections_and_tags_stay_with_whom_they_were_made_for(town: Town) -> None:
    numbered(town, ANNA)
    town.decide("email", 0, 0, "anna.neu@web.example")
    town.decide("tag", 0, 0, "VIP")
    town.consent("anna.neu@web.example", "given")
    numbered(town, ZOE)
    anna, zoe = town.profile("Anna Berger"), town.profile("Zoe Fuchs")
    assert (anna["email"], zoe["email"]) == ("anna.neu@web.example", "zoe@fuchs.example")
    assert "VIP" in str(anna["tags"]) and "VIP" not in str(zoe["tags"])


def test_a_merge_does_not_take_the_next_bearer_in(town: Town) -> None:
    numbered(town, ANNA)
    town.contacts("fill", ("Anna", "Bergmann", "annab@gmx.example", ""))
    verdicts.merge(town.store.db, *sorted(queries.everybody(town.store.db)), "test")
    town.derived()
    numbered(town, ZOE)
    assert town.names() == ["Anna Berger", "Zoe Fuchs"]


def test_each_bearer_is_known_again_in_whatever_file(town: Town) -> None:
    numbered(town, ANNA)
    numbered(town, ZOE)
    numbered(town, (*ANNA[:3], "anna@neu.example", *ANNA[4:]))
    assert told(numbered(town, (*ZOE[:4], "Allee 9", *ZOE[5:]))) == []
    assert town.names() == ["Anna Berger", "Zoe Fuchs"]
    assert town.profile("Anna Berger")["email"] == "anna@neu.example"
    assert town.profile("Zoe Fuchs")["street"] == "Allee 9"


def test_a_list_sorted_otherwise_keeps_each_customer_who_they_were(town: Town) -> None:
    people = [("Anna", "Berger"), ("Max", "Berger"), ("Zoe", "Fuchs"), ("Ida", "Fuchs"), ("Udo", "Kern")]
    rows = [(given, family, f"{given.lower()}@web.example", "Weg 1", "10115", "Berlin") for given, family in people]
    numbered(town, *((str(number), *row) for number, row in enumerate(rows, start=1)))
    before = {row["display_name"]: row["id"] for row in town.profiles()}
    numbered(town, *((str(number), *row) for number, row in enumerate([*rows[1:], rows[0]], start=1)))
    assert {row["display_name"]: row["id"] for row in town.profiles()} == before


def test_two_strangers_under_one_number_of_one_file_are_two(town: Town) -> None:
    numbered(town, ANNA, ZOE)
    assert town.names() == ["Anna Berger", "Zoe Fuchs"]


def test_one_number_with_one_mail_or_the_initials_of_the_name_is_one_person(town: Town) -> None:
    rows = [
        ("1003", "Svetlana", "Roth", "roth@web.example"),
        ("1003", "Lana", "Roth", "roth@web.example"),
        ("1008", "Buchhaltung", "Funk", "funk@web.example"),
        ("1008", "Ole", "Funk", "funk@web.example"),
        ("1009", "KH", "Kunz", "kunz@web.example"),
        ("1009", "Karl-Heinz", "Kunz", "kh.kunz@web.example"),
        ("1010", "Karl-Heinz", "Blau", "heinz.blau@web.example"),
        ("1010", "Klaus-Hermann", "Blau", "klaus.blau@web.example"),
    ]
    found = told(town.file("kontakte", ("Kundennummer", "Vorname", "Nachname", "E-Mail"), rows))
    assert found == [("number_bearers", (8,))]
    assert town.names() == ["Karl-Heinz Blau", "Karl-Heinz Kunz", "Klaus-Hermann Blau", "Lana Roth", "Ole Funk"]


def test_people_under_one_number_of_one_file_are_all_kept_and_known_again(town: Town) -> None:
    header = ("Kundennummer", "Firma", "Vorname", "Nachname", "Telefon", "E-Mail")
    rows = [
        ("3002", "Klinik am Park gGmbH", "Dr. Jens", "Wolter", "06421 5000", "wolter@klinik.example"),
        ("3002", "Klinik am Park gGmbH", "Dr. Doris", "Heck", "06421 5010", "heck@klinik.example"),
        ("3002", "Klinik am Park gGmbH", "", "Krug", "06421 5000", "krug@klinik.example"),
        ("3002", "Klinik am Park gGmbH", "", "", "", "info@klinik.example"),
        ("3003", "", "Karl", "Fett", "06421 7070", "karl.fett@web.example"),
        ("3003", "", "Inge", "Fett", "06421 7070", "inge.fett@web.example"),
    ]
    assert told(town.file("kontakte", header, rows)) == [("number_bearers", (2, 3, 4, 6))]
    assert town.names() == ["Inge Fett", "Karl Fett", "Klinik am Park gGmbH"]
    later = town.file("kontakte", header, [*rows[::-1], ("3009", "", "Ida", "Neu", "", "ida@neu.example")])
    tally = later.done[0].tally
    assert told(later) == [] and (tally.new, tally.updated, tally.unchanged) == (1, 0, 6)
    for mail in (row[-1] for row in rows):
        assert len(search.find(town.store.db, mail)) == 1, mail


def test_whoever_takes_a_contacts_place_takes_nobody_elses(town: Town) -> None:
    header = ("Kundennummer", "Firma", "Vorname", "Nachname", "E-Mail")
    jens, doris, paul = (
        ("3002", "Klinik am Park gGmbH", given, family, f"{family}@klinik.example".lower())
        for given, family in (("Jens", "Wolter"), ("Doris", "Heck"), ("Paul", "Lamm"))
    )
    town.file("kontakte", header, [jens, doris])
    tally = town.file("kontakte", header, [paul, doris]).done[0].tally
    assert (tally.new, tally.updated, tally.unchanged) == (0, 1, 1)


@pytest.mark.parametrize(
    "now", [("Karla", "Fink"), ("Karl", "Fett"), ("Carla", "Fett"), ("", "Fett"), ("Fett", "Karla")]
)
def test_a_newer_row_of_one_file_puts_right_who_bears_its_number(town: Town, now: tuple[str, str]) -> None:
    header = ("Kundennummer", "Vorname", "Nachname", "Telefon", "E-Mail")
    before = ("Karl" if now[0] == "Karl" else "Karla", "Fett" if now[0] != "Karl" else "Fet")
    rows = [("7", *before, "06421 7070", "fett@web.example"), ("7", *now, "06421 7070", "neu@web.example")]
    assert told(town.file("kunden", header, rows)) == []
    assert len(town.names()) == 1


@pytest.mark.parametrize(
    "now",
    [
        ("007", "Anna", "Schulz", "schulz@web.example", "Ring 5", "50667", "Köln"),  # married and moved
        ("007", "", "Berger", "b@web.example", "Ring 5", "50667", "Köln"),
        ("007", "", "", "b@web.example", "Ring 5", "50667", "Köln"),
        ("007", "Berger", "Anna", "b@web.example", "Ring 5", "50667", "Köln"),
        ("007", "Zoe", "Fuchs", "anna@web.example", "Ring 5", "50667", "Köln"),  # at the same mailbox
    ],
)
def test_a_customer_who_changed_much_is_still_the_customer(town: Town, now: tuple[str, ...]) -> None:
    numbered(town, ANNA)
    assert told(numbered(town, now)) == []
    assert len(town.names()) == 1


def test_a_firm_keeps_its_number_when_it_moves_changes_its_name_or_its_contact(town: Town) -> None:
    header = ("Kundennummer", "Firma", "Vorname", "Nachname", "E-Mail", "Straße", "PLZ", "Ort")
    moved = ("Ring 5", "50667", "Köln")
    for row in (
        ("1", "Huber Bau GmbH", "Anna", "Berger", "anna@huber.example", "Weg 1", "10115", "Berlin"),
        ("1", "Huber Hochbau AG", "Zoe", "Fuchs", "zoe@huber.example", *moved),
        ("1", "Kern & Partner", "", "", "info@kern.example", *moved),
    ):
        assert told(town.file("firmen", header, (row,))) == []
    assert town.names() == ["Kern & Partner"]


def test_taking_the_next_bearer_back_leaves_what_was(town: Town) -> None:
    numbered(town, ANNA)
    before = town.profiles()
    numbered(town, ZOE)
    undo(town.store.db, 2)
    town.derived()
    assert town.profiles() == before


def test_whoever_objects_under_a_number_given_anew_objects_for_themselves(town: Town) -> None:
    header = (*LIST, "Werbesperre")
    town.file("kunden", header, ((*ANNA, ""),))
    town.file("kunden", header, ((*ZOE, "ja"),))
    db = town.store.db
    locked = {row["display_name"] for row in town.profiles() if db.execute(
        "SELECT 1 FROM objection AS o JOIN membership AS m ON m.record_id = o.record_id WHERE m.profile_id = ?",
        (row["id"],)).fetchone()}  # fmt: skip
    assert locked == {"Zoe Fuchs"}


@pytest.mark.parametrize(
    "other", [ZOE, ("007", "Zoe", "Berger", "zoe@web.example", *ANNA[4:])], ids=["strangers", "household"]
)
def test_an_invoice_for_a_number_of_two_is_nobodys_until_people_say_whose(town: Town, other: tuple[str, ...]) -> None:
    numbered(town, ANNA, other)
    header = ("Rechnungsnr", "Kundennummer", "Datum", "Netto", "Brutto")
    town.file("rechnungen", header, (("R1", "007", "01.03.2025", "100,00", "119,00"),))
    assert town.names() == ["007", "Anna Berger", f"Zoe {other[2]}"]
    asked = town.store.db.execute("SELECT count(*) FROM pair WHERE evidence LIKE '%number.only%' AND band = 'ask'")
    assert asked.fetchone() == (2,)


def test_in_a_programs_export_the_record_goes_on_and_people_are_told(town: Town) -> None:
    town.customers(("10001", "Anna", "Berger", "anna@web.example", "", "Weg 1", "10115", "Berlin", ""))
    delivery = town.customers(("10001", "Zoe", "Fuchs", "zoe@fuchs.example", "", "Ring 5", "50667", "Köln", ""))
    assert told(delivery) == [("number_other_bearer", (1,))]
    assert town.names() == ["Zoe Fuchs"]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (("Jurgen", "Meier"), ("Jürgen", "Meier")),
        (("Hanns", "Meier"), ("Hans", "Meier")),
        (("Pter", "Meier"), ("Peter", "Meier")),
        (("Pteer", "Maier"), ("Peter", "Meier")),
        (("", "Müler Bau GmbH"), ("", "Müller Bau GmbH")),
    ],
)
def test_a_name_that_was_put_right_stays_with_its_bearer(
    town: Town, before: tuple[str, str], now: tuple[str, str]
) -> None:
    head = ("Kundennummer", "Vorname", "Nachname", "Ort")
    town.file("kunden", head, [("7", *before, "München")])
    assert told(town.file("kunden", head, [("7", *now, "München")])) == []
    assert len(town.names()) == 1


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (("Adrian", "Meier"), ("Adriana", "Meier")),
        (("Karin", "Meier"), ("Katrin", "Meier")),
        (("Maria", "Meier"), ("Mario", "Meier")),
        (("Pter", "Meier"), ("Peter", "Schulz")),
    ],
)
def test_a_name_that_only_looks_like_it_is_another_bearer(
    town: Town, before: tuple[str, str], now: tuple[str, str]
) -> None:
    head = ("Kundennummer", "Vorname", "Nachname", "Ort")
    town.file("kunden", head, [("7", *before, "München")])
    assert told(town.file("kunden", head, [("7", *now, "München")])) == [("number_new_bearer", (1,))]
