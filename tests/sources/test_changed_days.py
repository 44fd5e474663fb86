"""The day of an invoice put right over the turn of the year: its number says that it is the same one."""

import pytest

HEAD = "Rechnungsnummer;Datum;Kundennummer;Name;Netto"


@pytest.mark.parametrize("number", ["2025-100", "RE-2025/0100", "100-2025", "20250100"])
def test_an_invoice_whose_number_tells_the_year_counts_once(desk, number):
    for day in ("31.12.2025", "02.01.2026"):
        report = desk.imports("r.csv", HEAD, f"{number};{day};K1;Anna Berg;100,00")
    assert (report.tally.new, report.tally.updated) == (0, 1)
    assert desk.ask("SELECT day, net FROM fact WHERE current = 1") == [("2026-01-02", 10_000)]


def test_numbers_that_begin_anew_each_year_are_two_invoices(desk):
    for day in ("31.12.2024", "02.01.2025"):
        desk.imports("r.csv", HEAD, f"100;{day};K1;Anna Berg;100,00")
    assert desk.ask("SELECT count(*) FROM fact WHERE current = 1") == [(2,)]
