"""A column may tell in words whether an invoice is paid: who owes is not taken for one that has paid."""

import pytest

from kmu_crm.desk.derive import derive

OPEN = "SELECT f.key, o.open FROM open_item AS o JOIN fact AS f ON f.id = o.fact_id"
DAYS = "SELECT p.display_name, f.days_to_pay FROM figure AS f JOIN profile AS p ON p.id = f.profile_id"
HEAD = "{};Datum;Kunde;Brutto;{}"
PART, UNTOLD = "part_untold", "paid_untold"
# Heading, cells; what is open by row, and what is told of which row.
TOLD = [
    ("Bezahlt", ("ja", "nein", "ja"), {2}, []), ("bezahlt?", ("x", "", "x"), {2}, []), ("bez.", ("ja", "nein", "ja"), {2}, []),
    ("Paid", ("yes", "no", "yes"), {2}, []), ("Bezahlt (ja/nein)", ("nein", "ja", "ja"), {1}, []),
    ("Bezahlt", ("ja", "-", "ja"), {2}, []), ("bezahlt", ("✓", "☐", "✓"), {2}, []), ("Bezahlt", ("ja", "offen", ""), {2, 3}, []),
    ("Bezahlt", ("ja", "teilweise", "ja"), {2}, [(PART, (2,))]), ("Bezahlt", ("ja", "50 %", "ja"), {2}, [(PART, (2,))]),
    ("Bezahlt", ("12.03.2025", "nein", "bar"), {2}, []), ("Bezahlt", ("12.03.2025", "", "bar 14.03.2025"), {2}, []),
    ("Bezahlt", ("ja", "hm", "ja"), set(), [(UNTOLD, (2,))]), ("Bezahlt", ("nein", "", "nein"), {1, 3}, [(UNTOLD, (2,))]),
    ("bezahlt am", ("ja", "nein", "ja"), {2}, []),
    ("Status", ("bez.", "verrechnet", "offen"), {3}, []), ("Status", ("bez.", "", "offen"), {3}, [(UNTOLD, (2,))]),
    ("Status", ("bez.", "bei Frau Huber", "offen"), {3}, [(UNTOLD, (2,))]),
    ("offen?", ("nein", "ja", "nein"), {2}, []), ("Offen", ("", "x", ""), {2}, []), ("offen?", ("", "ja", "nein"), {2}, [(UNTOLD, (1,))]),
    ("Status;Bezahlt", ("versendet;ja", "erledigt;nein", "versendet;x"), {2}, []),
    ("Zahlungsstatus", ("fällig", "Bezahlt (Überweisung)", "nicht bezahlt"), {1, 3}, []),
    ("Status", ("überwiesen", "wartet auf Zahlung", "bar bezahlt"), {2}, []), ("Status", ("due", "outstanding", "Paid"), {1, 2}, []),
    ("Status", ("zu zahlen", "Zahlung offen", "in Verzug"), {1, 2, 3}, []),
    ("Status", ("erledigt", "noch offen", "eingegangen"), {2}, []), ("Status", ("fällig seit 3.4.", "bezahlt", "1. Mahnung"), {1, 3}, []),
    ("Status", ("erledigt", "in Arbeit", "Überweisung"), set(), []), ("Zahlungsstatus", ("ok", "?", "bezahlt"), set(), [(UNTOLD, (2,))]),
    ("Status;Bezahlt am", ("sonstwas;12.03.2025", "fällig;", "eingegangen;14.03.2025"), {2}, []),
    ("Status;Bezahlt am", ("sonstwas;12.03.2025", ";", "bei Frau Huber;"), {2}, [(UNTOLD, (3,))]),
    ("Status;Bezahlt am", ("sonstwas;bar", "versendet;12.03.2025", "1. Mahnung;"), {3}, []),
    ("Status;Bezahlt am", ("sonstwas;12.03.2025", "bezahlt;14.03.2025", "storniert;15.03.2025"), set(), []),
    ("Bezahldatum", ("12.03.2025", "", "14.03.2025"), {2}, []), ("Zahlung am", ("12.03.2025", "", "14.03.2025"), {2}, []),
    ("Erhalten", ("12.03.2025", "", "14.03.2025"), {2}, []), ("Erhalten", ("119,00", "", "119,00"), {2}, []),
    ("Zahlung erhalten", ("12.03.2025", "", "bar"), {2}, []), ("Zahlung erhalten", ("ja", "nein", "ja"), {2}, []),
    ("Bezahlter Betrag", ("119,00", "0,00", "119,00"), {2}, []), ("Zahlbetrag", ("119,00", "", "119,00"), {2}, []),
    ("Zahlbetrag", ("119,00", "100,00", "119,00"), set(), []),
    ("Zahlbetrag;Zahlung", ("115,43;12.03.2025", "119,00;", "119,00;13.03.2025"), {2}, []),
    ("Zahlungseingang;Betrag erhalten", ("12.03.2025;119,00", ";", "13.03.2025;119,00"), {2}, []),
    ("Bezahlt am", ("10.3.", "", "12.03."), {2}, []), ("Bezahlt am", ("10. März", "bar", ""), {3}, []),
    ("Status;Bezahlt", ("versendet;12.03.2025", "bei Frau Huber;nein", "versendet;ja"), {2}, []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "heading", "cells", "owed", "told"),
    [("Rechnungsnr", *one) for one in TOLD]
    + [("Dokumentennummer", *TOLD[0])]
    + [("Bestellnummer", *one) for one in TOLD[:4]],
)
def test_what_is_not_said_to_be_paid_is_open_or_told(desk, number, heading, cells, owed, told):
    rows = [f"R-{i};0{i}.03.2025;Kunde {i} Abel;119,00;{cell}" for i, cell in enumerate(cells, 1)]
    report = desk.imports("r.csv", HEAD.format(number, heading), *rows)
    derive(desk.db, as_of="2025-12-31")
    assert desk.ask(OPEN) == [(f"R-{i}/2025", 119_00) for i in sorted(owed)]
    assert [(one.code, one.rows) for one in report.warnings if one.code in (PART, UNTOLD)] == told


@pytest.mark.parametrize("number", ["Rechnungsnr", "Bestell-Nr."])
def test_of_documents_of_several_rows_one_that_says_nothing_about_paying_is_told(desk, number):
    rows = [
        f"R{i};0{i}.03.2025;Kunde {i} Abel;Wein;6;10,00;60,00;bar;{said}" for i, said in ((1, "x"), (1, "x"), (2, ""))
    ]
    report = desk.imports("r.csv", f"{number};Datum;Name;Artikel;Flaschen;Einzelpreis;Gesamt;Zahlart;bezahlt", *rows)
    assert [(one.code, one.rows) for one in report.warnings if one.code in (PART, UNTOLD)] == [(UNTOLD, (3,))]


@pytest.mark.parametrize("heading", ["bezahlt am", "Zahldatum", "Bezahlt"])
def test_the_day_of_payment_is_that_of_a_payment_until_it_is_open_again(desk, heading):
    row = "R-1;03.03.2025;Anna Berg;119,00;{}"
    other = "R-2;03.03.2025;Bär KG;119,00;23.03.2025"
    head = HEAD.format("Rechnungsnr", heading)
    desk.imports("r.csv", head, row.format("13.03.2025"), other)
    for cell, days in (("13.03.2025", 10), ("", None), ("08.03.2025", 5)):
        desk.imports("r2.csv", head, row.format(cell), other)
        derive(desk.db, as_of="2025-12-31")
        assert desk.ask(DAYS) == [("Anna Berg", days), ("Bär KG", 20)]
    desk.imports("zahlungen.csv", "Rechnungs-Nr.;Zahldatum;Betrag", "R-1;08.03.2025;19,00", "R-1;18.03.2025;100,00")
    derive(desk.db, as_of="2025-12-31")
    assert desk.ask(OPEN) == [] and desk.ask(DAYS)[0] == ("Anna Berg", (19 * 5 + 100 * 15) / 119)


@pytest.mark.parametrize("rates", [("119,00",), ("119,00", "107,00")])
def test_what_is_open_again_but_for_a_part_has_no_day_of_payment_at_whatever_rates(desk, rates):
    other = "R-2;03.03.2025;Bär KG;119,00;119,00;23.03.2025"
    head = HEAD.format("Rechnungsnr", "Bezahlt;Bezahlt am")
    for paid, day, days in (("{}", "13.03.2025", 10), ("20,00", "", None), ("{}", "08.03.2025", 5)):
        rows = [f"R-1;03.03.2025;Anna Berg;{one};{paid.format(one)};{day}" for one in rates]
        desk.imports("r.csv", head, *rows, other)
        derive(desk.db, as_of="2025-12-31")
        assert desk.ask(DAYS) == [("Anna Berg", days), ("Bär KG", 20)]


@pytest.mark.parametrize(
    ("number", "heading", "cells", "owed"),
    [
        ("Rechnungsnr", "Bezahlt am", ("", ""), [119_00, 119_00]),
        ("Rechnungsnr", "Zahlungseingang", ("",), [119_00]),
        ("Rechnungsnr", "Bezahlt", ("", "-"), [119_00, 119_00]),
        ("Bestellnummer", "Bezahlt am", ("", ""), []),
        ("Rechnungsnr", "Zahlungsart;Bezahlt am", ("bar;", "Karte;"), []),
        ("Rechnungsnr", "Valuta", ("", ""), []),
        ("Rechnungsnr", "Status;Bezahlt am", ("bezahlt;", "?;"), []),
    ],
)
def test_of_invoices_with_an_empty_column_of_days_of_payment_none_is_paid(desk, number, heading, cells, owed):
    rows = [f"R-{i};0{i}.03.2025;Anna Berg;119,00;{cell}" for i, cell in enumerate(cells, 1)]
    report = desk.imports("r.csv", HEAD.format(number, heading), *rows)
    derive(desk.db, as_of="2025-12-31")
    assert [cents for _, cents in desk.ask(OPEN)] == owed
    assert [one.count for one in report.warnings if one.code == "none_paid"] == [len(owed)] * bool(owed)


@pytest.mark.parametrize(("number", "owed"), [("Rechnungsnr", [119_00, 119_00]), ("Bestellnummer", [119_00])])
def test_only_an_invoice_owes_because_it_was_sent(desk, number, owed):
    row = "{};01.03.2025;Anna Berg;119,00;{}"
    desk.imports("r.csv", HEAD.format(number, "Status"), row.format(1, "versendet"), row.format(2, "offen"))
    derive(desk.db, as_of="2025-12-31")
    assert [cents for _, cents in desk.ask(OPEN)] == owed


def test_a_day_of_payment_without_its_year_is_told(desk):
    rows = [f"R-{i};0{i}.03.2025;Anna Berg;119,00;{cell}" for i, cell in enumerate(("10.3.", "12.03.2025", "bar"), 1)]
    report = desk.imports("r.csv", HEAD.format("Rechnungsnr", "Bezahlt am"), *rows)
    assert [one.rows for one in report.warnings if one.code == "date_invalid"] == [(1,)]
