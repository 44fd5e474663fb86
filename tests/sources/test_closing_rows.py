"""Rows that close a list, below its last customer or document, are neither: they are left out and told."""

import pytest

HEAD = "Rechnungsnr;Datum;Kunde;Netto;Brutto"
SALE = "R1;01.01.2025;Abel GmbH;100,00;119,00"
WHO = "SELECT coalesce(company, family_name) FROM party"


@pytest.mark.parametrize(
    "text",
    [
        "MwSt 19%",
        "davon bezahlt",
        "Umsatz gesamt",
        "zzgl. 19 % MwSt".replace("19 % ", ""),
        "inkl. MwSt. 19 %",
        "davon noch offen",
    ],
)
@pytest.mark.parametrize("row", [";;{};;19,00", "{};;;;19,00", ";;{};100,00;"])
def test_what_stands_below_the_documents_is_no_customer(desk, text, row):
    report = desk.imports("r.csv", HEAD, SALE, row.format(text))
    assert desk.ask(WHO) == [("Abel GmbH",)]
    assert [one.code for one in report.warnings] == ["footer"]


@pytest.mark.parametrize("text", ["Ende der Liste", "Ende", "*** Ende ***", "ENDE DER LISTE"])
def test_the_end_of_a_list_is_none_either(desk, text):
    desk.imports("k.csv", "Name;Straße;PLZ;Ort", "Anna Abel;Weg 1;04109;Leipzig", f"{text};;;")
    assert desk.ask(WHO) == [("Abel",)]


@pytest.mark.parametrize("row", ["Ende;Michael;", "Enders;Anna;", "Umsatz GmbH;;Leipzig"])
def test_whoever_is_called_so_stays_a_customer(desk, row):
    desk.imports("k.csv", "Nachname;Vorname;Ort", "Abel;Anna;Leipzig", row)
    assert len(desk.ask(WHO)) == 2
