"""What tells that amounts are without tax, or how much of them is tax; where nothing does, that is said."""

import pytest

from kmu_crm.value import base

HEAD = "Bestellnummer;Datum;Kunde;Artikel;Menge;"
ROW = "B1;03.02.2025;Anna Muster;Tee;2;"


def unknown(report):
    return [one.column for one in report.warnings if one.code == "net_unknown"]


def counted(desk):
    desk.db.execute("DELETE FROM counted")
    base.refresh(desk.db, "2025-12-31")
    return desk.ask("SELECT net, gross FROM counted WHERE counts = 1")


@pytest.mark.parametrize(
    ("columns", "cells", "column"),
    [("Einzelpreis", "10,00", "Einzelpreis"), ("Gesamtpreis", "20,00", "Gesamtpreis"),
     ("Einzelpreis;Gesamtpreis", "10,00;20,00", "Gesamtpreis"), ("Einzelpreis brutto", "10,00", "Einzelpreis brutto")],
)  # fmt: skip
def test_lines_with_gross_prices_alone_are_told(desk, columns, cells, column):
    report = desk.imports("auftrag.csv", HEAD + columns, ROW + cells)
    assert unknown(report) == [column]
    assert counted(desk) == [(None, 2000)]


@pytest.mark.parametrize(
    ("columns", "cells", "net", "gross"),
    [("Einzelpreis netto", "10,00", 2000, None), ("Gesamtpreis netto", "20,00", 2000, None),
     ("Einzelpreis netto;USt %", "10,00;19", 2000, 2380), ("Einzelpreis netto;Gesamtpreis", "10,00;20,00", 2000, None),
     ("Einzelpreis netto;Gesamtpreis;MwSt", "10,00;23,80;19%", 2000, 2380),
     ("Einzelpreis;USt %", "11,90;19", 2000, 2380), ("Einzelpreis;MwSt", "11,90;19", 2000, 2380),
     ("Einzelpreis;Steuersatz", "11,90;19,0 %", 2000, 2380), ("Gesamtpreis;MwSt.-Satz", "23,80;19 %", 2000, 2380)],
)  # fmt: skip
def test_lines_that_tell_of_tax_give_revenue(desk, columns, cells, net, gross):
    report = desk.imports("auftrag.csv", HEAD + columns, ROW + cells)
    assert unknown(report) == []
    assert counted(desk) == [(net, gross)]


@pytest.mark.parametrize(
    ("column", "cell", "net"),
    [("MwSt", "19 %", 10000), ("MwSt", "19", 10000), ("USt %", "19", 10000), ("Steuersatz", "19,00%", 10000),
     ("MwSt", "19,00", 10000), ("MwSt", "7", 11121)],
)  # fmt: skip
def test_an_invoice_with_its_rate_of_tax_tells_its_net_amount(desk, column, cell, net):
    report = desk.imports(
        "r.csv", f"Rechnungsnummer;Datum;Kunde;Brutto;{column}", f"R1;03.02.2025;Anna Muster;119,00;{cell}"
    )
    assert unknown(report) == []
    assert counted(desk) == [(net, 11900)]


def test_an_invoice_at_two_rates_adds_up(desk):
    rows = ["R1;03.02.2025;Anna Muster;119,00;19", "R1;03.02.2025;Anna Muster;107,00;7"]
    desk.imports("r.csv", "Rechnungsnummer;Datum;Kunde;Brutto;MwSt", *rows)
    assert desk.ask("SELECT net, gross FROM fact") == [(20000, 22600)]
