"""A second table below the first one is told and not read as rows of the first."""

import pytest

from tests.sources.nasty import codes

ITEMS = ["Artikelnr;Bezeichnung;Preis", "10;Hammer;12,50", "11;Zange;8,00"]
INVOICES = ["Rechnungsnr;Kunde;Betrag", "R1;Hans Müller;99,00"]
PEOPLE = ["Kundennummer;Name;Ort", "A1;Hans Müller;Dresden", "A2;Eva Öl;Leipzig"]


@pytest.mark.parametrize("gap", [[""], ["", ""], [";;"], ["", "Weitere;;"], [";;", "Rechnungen", ""]])
@pytest.mark.parametrize("second", [ITEMS, INVOICES])
def test_a_block_under_other_headings_is_a_second_table(read, gap, second):
    table = read("\n".join([*PEOPLE, *gap, *second]) + "\n")
    assert (codes(table), table.rows) == (["two_tables"], 2)


@pytest.mark.parametrize(
    "below",
    [
        ["A3;Artur Preis;Poststadt", "A4;Uwe Kö;Bonn"],
        ["A3;Name Ort;Mailand"],
        ["Firmenkunden;;", "A3;Preis GmbH;Ulm", "A4;Artikel KG;Bonn"],
    ],
)
def test_customers_after_a_gap_stay_rows_of_the_same_table(read, below):
    table = read("\n".join([*PEOPLE, "", *below]) + "\n")
    assert "two_tables" not in codes(table) and table.rows == 2 + len(below)
