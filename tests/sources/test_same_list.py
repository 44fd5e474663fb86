"""A list of one's own that got a further column is the same list: its rows bring the customers up to date."""

import pytest

KEYS = "SELECT s.id, r.key FROM record AS r JOIN source AS s ON s.id = r.source_id"
NOW = "SELECT family_name, email, city FROM party WHERE current = 1"
OLD = (
    "Kundennummer;Vorname;Nachname;E-Mail;Straße;PLZ;Ort",
    "7;Otto;Abel;otto@abc.example;Weg 1;01067;Dresden",
    "8;Bert;Cohn;bert@abc.example;Weg 2;01067;Dresden",
)
WIDER = (
    "Kundennummer;Vorname;Nachname;E-Mail;Straße;PLZ;Ort;Branche",
    "8;Bert;Cohn-Adler;neu@abc.example;Allee 9;04109;Leipzig;Bau",
)
OTHERS = (
    WIDER[0],
    "7;Olga;Berg;o@xyz.example;Ring 5;80331;München;IT",
    "8;Ida;Dorn;i@xyz.example;Ring 5;80331;München;",
)


def test_a_list_with_one_more_column_brings_its_customers_up_to_date(desk):
    desk.imports("kl1.csv", *OLD)
    report = desk.imports("kl2.csv", *WIDER)
    assert (report.tally.new, report.tally.updated) == (0, 1)
    assert desk.ask(KEYS) == [(1, "7"), (1, "8")]
    assert ("Cohn-Adler", "neu@abc.example", "Leipzig") in desk.ask(NOW)


def test_a_list_that_grew_is_known_again_whatever_it_says_later(desk):
    desk.imports("kl1.csv", *OLD)
    desk.imports("kl2.csv", *WIDER)
    desk.imports("kl3.csv", WIDER[0], "9;Ida;Dorn;ida@abc.example;Ring 5;80331;München;")
    assert desk.ask(KEYS) == [(1, "7"), (1, "8"), (1, "9")]


def test_two_lists_that_give_their_numbers_to_others_stay_two(desk):
    desk.imports("kl1.csv", *OLD)
    desk.imports("kl2.csv", *OTHERS)
    assert len(desk.ask("SELECT DISTINCT source_id FROM record")) == 2


@pytest.mark.parametrize(
    "lines",
    [
        ("Kundennummer;Vorname;Nachname", "8;Bert;Cohn"),  # fewer columns: what the others said must not go
        ("Kundennummer;Vorname;Nachname;Telefon;Geburtstag;Branche", "8;Bert;Cohn;0351 445566;01.02.1970;Bau"),
        (WIDER[0], "9;Bert;Cohn;bert@abc.example;Weg 2;01067;Dresden;Bau"),  # no number in common
        (WIDER[0].replace("Kundennummer", "Debitor"), "8;Bert;Cohn;bert@abc.example;Weg 2;01067;Dresden;Bau"),
    ],
)
def test_other_columns_or_numbers_make_another_list(desk, lines):
    desk.imports("kl1.csv", *OLD)
    desk.imports("kl2.csv", *lines)
    assert len(desk.ask("SELECT DISTINCT source_id FROM record")) == 2


def test_taking_the_wider_list_back_restores_what_was(desk):
    desk.imports("kl1.csv", *OLD)
    before = desk.ask(NOW)
    report = desk.imports("kl2.csv", *WIDER)
    desk.undoes(report)
    assert desk.ask(NOW) == before


def test_a_wider_list_updates_firms_too(desk):
    desk.imports(
        "f1.csv", "Kundennummer;Firma;PLZ;Ort", "1;Huber Bau GmbH;01067;Dresden", "2;Korn & Söhne;01067;Dresden"
    )
    desk.imports("f2.csv", "Kundennummer;Firma;PLZ;Ort;Branche", "0001;Huber-Bau GmbH;04109;Leipzig;Bau",
                 "1;Huber Bau;04109;Leipzig;Bau")  # fmt: skip
    assert ("1",) in desk.ask(
        "SELECT r.key FROM record AS r JOIN party AS p ON p.record_id = r.id WHERE p.city = 'Leipzig'"
    )
    assert len(desk.ask("SELECT DISTINCT source_id FROM record")) == 1
