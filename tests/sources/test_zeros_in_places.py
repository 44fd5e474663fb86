"""A postcode beside its town loses a leading zero as one in a column of its own does, and may be repaired."""

import pytest

from kmu_crm.sources.choices import parse

CODES = "SELECT postcode, city FROM party"


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("PLZ/Ort", ("1067 Dresden", "80331 München")),
        ("PLZ Ort", ("D-1067 Dresden", "80331 München")),
        ("Adresse", ("Weg 1, 1067 Dresden", "Gasse 2, 80331 München")),
        ("Adresse", ("Weg 1, D-1067 Dresden, Deutschland", "Gasse 2, 80331 München")),
    ],
)
def test_a_lost_zero_beside_a_town_is_told_and_repaired_by_choice(desk, head, cells):
    people = zip(("Uwe Kö", "Eva Öl", "Jo Abel"), (*cells, cells[1]), strict=True)
    rows = [f"A{number};{name};{cell}" for number, (name, cell) in enumerate(people, start=1)]
    report = desk.imports("k.csv", f"Kundennummer;Name;{head}", *rows)
    assert [(one.code, one.column, one.rows) for one in report.warnings] == [("leading_zero_lost", head, (1,))]
    assert desk.ask(CODES) == [("1067", "Dresden"), ("80331", "München"), ("80331", "München")]
    desk.undoes(report)
    report = desk.imports("k.csv", f"Kundennummer;Name;{head}", *rows, choices=[parse("leading_zero_lost=repair")])
    assert [one.code for one in report.warnings] == ["leading_zero_repaired"]
    assert desk.ask(CODES) == [("01067", "Dresden"), ("80331", "München"), ("80331", "München")]


@pytest.mark.parametrize("cell", ["8001 Zürich", "A-4020 Linz", "CH-8400 Winterthur", "4020 Linz", "5020 Salzburg"])
def test_a_code_of_four_figures_abroad_has_lost_nothing(desk, cell):
    rows = [f"A1;Uwe Kö;{cell}", "A2;Eva Öl;1067 Dresden", "A3;Jo Abel;80331 München"]
    repair = [parse("leading_zero_lost=repair")]
    report = desk.imports("k.csv", "Kundennummer;Name;PLZ/Ort", *rows, choices=repair)
    assert [one.rows for one in report.warnings if one.code == "leading_zero_repaired"] == [(2,)]
    assert desk.ask(f"{CODES} WHERE postcode LIKE '0%' OR length(postcode) = 4") == [
        ("01067", "Dresden"),
        (cell.split()[0].rpartition("-")[2], cell.split()[1]),
    ]


def test_the_column_of_the_country_decides(desk):
    rows = ["A1;Uwe Kö;4600 Oberau;AT", "A2;Eva Öl;4600 Oberau;DE"]
    report = desk.imports("k.csv", "Kundennummer;Name;PLZ/Ort;Land", *rows)
    assert [one.rows for one in report.warnings if one.code == "leading_zero_lost"] == [(2,)]


def test_a_column_that_kept_its_zeros_has_lost_none(desk):
    rows = ["A1;Uwe Kö;4600 Oberau", "A2;Eva Öl;01067 Dresden"]
    assert desk.imports("k.csv", "Kundennummer;Name;PLZ/Ort", *rows).warnings == []


def test_a_column_of_codes_without_towns_tells_those_that_are_too_short(desk):
    rows = ["Uwe Kö;4109", "Eva Öl;01099", "Jo Abel;10115"]
    assert [(one.code, one.rows) for one in desk.imports("k.csv", "Name;PLZ", *rows).warnings] == [
        ("leading_zero_lost", (1,))
    ]
    desk.imports("l.csv", "Name;PLZ", *rows, choices=[parse("leading_zero_lost=repair")])
    assert ("04109",) in desk.ask("SELECT postcode FROM party")


@pytest.mark.parametrize(
    ("land", "told"), [("at", []), ("ch", []), ("de", ["leading_zero_lost"]), ("com", ["leading_zero_lost"])]
)
@pytest.mark.parametrize(
    ("head", "cells"),
    [("PLZ;Ort", ("3550;Bergdorf", "3552;Taldorf")), ("Adresse", ("Weg 1, 3550 Bergdorf", "Weg 2, 3552 Taldorf"))],
)
def test_codes_of_four_figures_are_of_the_land_that_all_mails_tell(desk, head, cells, land, told):
    rows = [f"{name};{name.lower()}@post.{land};{cell}" for name, cell in zip(("Gerber", "Blau"), cells, strict=True)]
    assert [one.code for one in desk.imports("k.csv", f"Nachname;Mail;{head}", *rows).warnings] == told
