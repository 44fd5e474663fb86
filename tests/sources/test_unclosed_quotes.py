"""A cell that begins with a quotation mark and never closes makes a problem row, never a customer with a consent."""

import csv

import pytest

from kmu_crm.desk import leftovers, looking, preview, trial
from kmu_crm.desk.problem_rows import left_out
from kmu_crm.sources.choices import Mend
from kmu_crm.sources.reading.tables import open_table
from tests.sources.intake_desk import PERMISSIONS, Desk

HEAD = "Kundennummer;Name;E-Mail;Newsletter;Ort"
SOUND = ("2;Uwe Tal;uwe@tal.example;nein;Ulm", "3;Eva Grün;eva@gruen.example;ja;Wien")
BROKEN = '1;"Meier;a@b.example;ja;Köln'


def names(desk: Desk) -> list[str]:
    return [
        name for (name,) in desk.ask("SELECT coalesce(full_name, company, family_name) FROM party WHERE current = 1")
    ]


def refused(made) -> list[tuple]:
    return [(one.row, one.line, one.code, one.column, one.value) for one in made.refusals]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_row_is_left_out_with_its_number_and_the_others_come_in(desk: Desk, place: int):
    rows = [*SOUND]
    rows.insert(place, BROKEN)
    made = desk.imports("a.csv", HEAD, *rows)
    assert refused(made) == [(place + 1, place + 2, "unclosed_quote", "Name", '"Meier')]
    assert (made.rows, len(names(desk))) == (3, 2)
    assert [address for address, *_ in desk.ask(PERMISSIONS)] == ["eva@gruen.example"]


@pytest.mark.parametrize(
    "broken",
    [
        '1;"Meier "Haus;a@b.example;ja;Köln',
        '1;"Meier"";a@b.example;ja;Köln',
        '1;""Meier;a@b.example;ja;Köln',
        '1;"Meier ""Haus"";a@b.example;ja;Köln',
        '1;"Meier;a@b.example;ja;"Köln"',
        '1;Meier;a@b.example;ja;"Köln',
        '"1;Meier;a@b.example;ja;Köln',
    ],
)
def test_however_the_quoting_is_broken_nobody_is_permitted_anything(desk: Desk, broken: str):
    made = desk.imports("a.csv", HEAD, broken, *SOUND)
    assert [one.code for one in made.refusals] == ["unclosed_quote"]
    assert len(names(desk)) == 2 and len(desk.ask(PERMISSIONS)) == 1


def test_a_mark_in_a_later_row_does_not_close_it(desk: Desk):
    made = desk.imports("a.csv", HEAD, BROKEN, '2;Rohr 12";uwe@tal.example;nein;Ulm', SOUND[1])
    assert [one.row for one in made.refusals] == [1]
    assert [one for (one,) in desk.ask("SELECT email FROM party")] == ["eva@gruen.example", "uwe@tal.example"]


def test_many_broken_rows_are_all_left_out(desk: Desk):
    rows = [
        f'{n};"Name{n};n{n}@b.example;ja;Köln' if n % 3 == 0 else f"{n};Name{n};n{n}@b.example;ja;Köln"
        for n in range(300)
    ]
    made = desk.imports("a.csv", HEAD, *rows)
    assert [one.row for one in made.refusals] == list(range(1, 301, 3))
    assert len(names(desk)) == 200


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ('12" Rohr', '12" Rohr'),
        ('Firma "Die Rose" GmbH', 'Firma "Die Rose" GmbH'),
        ('"Die Rose" GmbH', '"Die Rose" GmbH'),
        ('"Die ""Rose"" GmbH"', 'Die "Rose" GmbH'),
        ('"Die "Rose" GmbH"', 'Die "Rose" GmbH'),
        ('"Rose; Tal"', "Rose; Tal"),
        ('Rohr 12"', 'Rohr 12"'),
        ('"Rohr 12""', 'Rohr 12"'),
        ('"Rose\nund Tal"', "Rose\nund Tal"),
        ('"Rose; Tal; Berg; Au\nund; so; weiter; alles"', "Rose; Tal; Berg; Au\nund; so; weiter; alles"),
    ],
)
def test_marks_that_belong_where_they_stand_stay_fine(desk: Desk, cell: str, name: str):
    table = open_table(desk.file("a.csv", HEAD, f"1;{cell};a@b.example;ja;Köln", *SOUND))
    table.survey()
    assert (table.bad_rows, table.remarks, table.rows) == ([], [], 3)
    assert [row[1] for batch in table.batches() for row in batch.rows] == [name, "Uwe Tal", "Eva Grün"]


def test_the_file_of_rows_left_out_holds_the_row_as_it_stood(desk: Desk):
    made = desk.imports("a.csv", HEAD, BROKEN, *SOUND)
    assert made.id is not None
    assert leftovers.write(desk.db, made.id, desk.folder / "left.csv") == 1
    with (desk.folder / "left.csv").open(encoding="utf-8-sig", newline="") as file:
        (_head, row) = csv.reader(file, delimiter=";")
    assert row[:5] == ["1", '"Meier', "a@b.example", "ja", "Köln"]
    assert row[5] not in ("", "unclosed_quote")


def test_the_cell_can_be_mended_and_brings_its_row_back(desk: Desk):
    path = desk.file("a.csv", HEAD, BROKEN, *SOUND)
    look = preview.look(path, desk.db)
    judged = trial.judged(look, trial.run(desk.db, path, look.recognised))
    assert [(one.column, one.text, one.open) for one in left_out(judged.report)] == [("Name", '"Meier', True)]
    assert [(one.count, one.outcome, one.actions) for one in judged.causes if one.code == "unclosed_quote"] == [
        (1, "left_out", ())
    ]
    made = desk.imports("a.csv", HEAD, BROKEN, *SOUND, mends=[Mend(1, "Name", "Meier")])
    assert (made.refusals, made.rows, "Meier" in names(desk)) == ([], 3, True)
    assert "unclosed_quote" not in {one.code for one in made.warnings}


def test_inspecting_shows_the_row_and_reads_nothing_of_it(desk: Desk):
    found = looking.look(desk.file("a.csv", HEAD, BROKEN, *SOUND))
    assert [(one["code"], one["rows"]) for one in found["warnings"]] == [("unclosed_quote", [1])]
    assert (found["rows"], found["preview"][0]["read"], found["preview"][0]["raw"]["Name"]) == (3, {}, '"Meier')
