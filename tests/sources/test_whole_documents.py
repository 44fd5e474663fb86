"""A document is taken whole or not at all: what one of its rows lacks would be missing in silence."""

from tests.sources.intake_desk import FACTS

ITEMS = "Rechnungsnummer;Datum;Kundennummer;Name;Artikelnummer;Menge;Positionsbetrag netto"


def rows(number, *amounts):
    return [f"{number};03.02.2025;{number};Ina Berg;A{n};1;{amount}" for n, amount in enumerate(amounts)]


def documents(desk):
    return [fact[2] for fact in desk.ask(FACTS)]


def test_with_one_of_its_rows_a_document_is_left_out_and_all_rows_are_listed(desk):
    report = desk.imports(
        "a.csv", ITEMS, *rows(1, "20,00", "30,00"), *rows(2, "20,00", "3o,00", "5,00"), *rows(3, "1,00")
    )
    assert [(one.row, one.code, one.value) for one in report.refusals] == [
        (3, "amount_invalid", None),
        (4, "amount_invalid", "3o,00"),
        (5, "amount_invalid", None),
    ]
    assert documents(desk) == ["1/2025", "3/2025"] and report.tally.new == 2


def test_documents_that_run_over_the_end_of_a_block_are_left_out_whole_too(desk):
    lines = [line for n in range(1, 5_001) for line in rows(n, "1,00", "2,00", "3o,00" if n % 2 else "3,00")]
    report = desk.imports("a.csv", ITEMS, *lines)
    assert len(report.refusals) == 7_500 and sorted({one.row for one in report.refusals})[:4] == [1, 2, 3, 7]
    assert (report.tally.new, report.facts, report.lines) == (2_500, 2_500, 7_500)
