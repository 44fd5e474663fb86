"""A document some row of which has too many or too few cells is taken whole or not at all."""

from tests.sources.intake_desk import FACTS

ITEMS = "Rechnungsnummer;Datum;Kundennummer;Name;Artikelnummer;Menge;Positionsbetrag netto"


def row(number, n, amount):
    return f"{number};03.02.2025;{number or 1};Ina Berg;A{n};1;{amount}"


def documents(desk):
    return [fact[2] for fact in desk.ask(FACTS)]


def left(report):
    return [(one.row, one.code) for one in report.refusals]


def test_with_a_row_of_too_many_cells_its_document_stays_out(desk):
    rows = (row(1, 1, "20,00"), row(1, 2, "30,00;zu;viel"), row(1, 3, "5,00"), row(2, 1, "7,00"))
    report = desk.imports("a.csv", ITEMS, *rows)
    assert left(report) == [(1, "ragged"), (2, "ragged"), (3, "ragged")] and documents(desk) == ["2/2025"]
    assert [one.cells[4] for one in report.refusals] == ["A1", "A2", "A3"] and report.tally.new == 1


def test_the_first_or_last_row_may_be_the_one(desk):
    rows = (
        row(1, 1, "2,00;zu;viel"),
        row(1, 2, "3,00"),
        row(2, 1, "7,00"),
        row(3, 1, "5,00"),
        row(3, 2, "6,00;zu;viel"),
    )
    report = desk.imports("a.csv", ITEMS, *rows)
    assert [place for place, _code in left(report)] == [1, 2, 4, 5] and documents(desk) == ["2/2025"]


HEAD, FURTHER = "Rechnungsnummer;Kundennummer;Name;Menge;Artikel;Positionsbetrag netto", ";;;1;Tasse;5,00"
TORN = "2;2;Uwe Tal;1;Tee;3,00;zu;viel"


def test_rows_that_name_no_number_go_on_with_no_other_document(desk):
    rows = ("1;1;Ina Berg;1;Tee;2,00", TORN, FURTHER, "3;3;Eva Lind;1;Tee;4,00", FURTHER)
    report = desk.imports("a.csv", HEAD, *rows)
    assert [place for place, _code in left(report)] == [2, 3] and documents(desk) == ["1", "3"]
    assert desk.ask("SELECT count(*) FROM line") == [(3,)]


def test_rows_below_a_first_row_of_too_many_cells_are_no_documents_of_nobody(desk):
    report = desk.imports("a.csv", HEAD, TORN, FURTHER, FURTHER, "3;3;Eva Lind;1;Tee;4,00")
    assert [place for place, _code in left(report)] == [1, 2, 3] and documents(desk) == ["3"]


def test_a_further_row_of_too_many_cells_leaves_out_the_document_above(desk):
    rows = ("1;1;Ina Berg;1;Tee;2,00", FURTHER + ";zu;viel", FURTHER, "3;3;Eva Lind;1;Tee;4,00", "Stand: gestern")
    report = desk.imports("a.csv", HEAD, *rows)
    assert [place for place, _code in left(report)][:3] == [1, 2, 3] and documents(desk) == ["3"]


def test_a_number_that_a_separator_has_moved_is_that_of_its_neighbours(desk):
    head = "Kundennummer;Name;Rechnungsnummer;Menge;Artikel;Positionsbetrag netto"
    torn = "1;Berg;Ina;R1;1;Tee;2,00"
    sound, other = "1;Ina Berg;R1;1;Tasse;3,00", "2;Uwe Tal;R2;1;Tee;4,00"
    for name, rows, out in (
        ("a.csv", (sound, torn, sound, other), [1, 2, 3]),
        ("b.csv", (torn, sound, other), [1, 2]),
        ("c.csv", (sound, torn, other), [1, 2]),
    ):
        report = desk.imports(name, head, *rows)
        assert [place for place, _code in left(report)] == out and documents(desk) == ["R2"]


def test_documents_are_left_out_whole_where_blocks_end_within_them(desk):
    lines = [row(n, k, "1,00;zu;viel" if k == 2 and n % 2 else "1,00") for n in range(1, 5_001) for k in (1, 2, 3)]
    report = desk.imports("a.csv", ITEMS, *lines)
    assert len(report.refusals) == 7_500 and (report.facts, report.lines, report.rows) == (2_500, 7_500, 15_000)


def test_a_ragged_row_far_behind_the_others_of_its_document_is_found_too(desk):
    many = [row(n, 1, "1,00") for n in range(1, 6_001)]
    report = desk.imports("a.csv", ITEMS, *many, row(7, 2, "1,00;zu;viel"))
    assert [place for place, _code in left(report)] == [7, 6_001] and report.facts == 5_999


def test_rows_that_stand_apart_stay_out_with_the_one_that_cannot_be_used(desk):
    for name, amounts in (("a.csv", ("2o,00", "30,00")), ("b.csv", ("20,00", "3o,00"))):
        rows = (row(1, 1, amounts[0]), row(2, 1, "7,00"), row(1, 2, amounts[1]), row(3, 1, "1,00"))
        report = desk.imports(name, ITEMS, *rows)
        assert left(report) == [(1, "amount_invalid"), (3, "amount_invalid")] and documents(desk) == [
            "2/2025",
            "3/2025",
        ]


def test_another_document_of_that_number_is_none_the_worse(desk):
    later = "1;04.05.2024;2;Uwe Tal;A9;1;{}"
    rows = (row(1, 1, "2o,00"), later.format("4,00"), row(1, 2, "30,00"), later.format("6,00"))
    report = desk.imports("a.csv", ITEMS, *rows)
    assert left(report) == [(1, "amount_invalid"), (3, "amount_invalid")] and documents(desk) == ["1/2024"]
    assert desk.ask("SELECT count(*) FROM line") == [(2,)]


def test_rows_of_an_earlier_block_stay_out_with_a_document_of_that_number(desk):
    """Blocks end after 5,000 rows."""
    before = [row(n, 1, "1,00") for n in range(2, 5_000)]
    own, other = (f"1;{day};1;Ina Berg;A{{}};1;{{}}" for day in ("03.02.2025", "04.05.2024"))
    report = desk.imports(
        "a.csv",
        ITEMS,
        *before,
        own.format(1, "5,00"),
        own.format(2, "6,00"),
        other.format(1, "7,00"),
        own.format(3, "8o"),
    )
    assert left(report) == [(4_999, "amount_invalid"), (5_000, "amount_invalid"), (5_002, "amount_invalid")]


def test_documents_that_are_taken_without_an_amount_are_told_and_those_of_no_sale_are_not(desk):
    rows = (
        "R1;05.01.2025;Tal KG;5,00;offen",
        "R2;05.01.2025;Tal KG;;offen",
        "R3;06.01.2025;Tal KG;0,00;",
        "R4;06.01.2025;Tal KG;;Entwurf",
    )
    report = desk.imports("r.csv", "Rechnungsnummer;Datum;Kunde;Netto;Status", *rows)
    (told,) = (one for one in report.warnings if one.code == "amount_missing")
    assert (told.column, told.count, told.lines) == ("Netto", 1, (3,))
    assert [(one.line, one.name) for one in report.changes.of("amount_missing")] == [(3, "R2")]
