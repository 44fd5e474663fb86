"""A list of one's own that says on which day an invoice was paid: the others are open."""

import pytest

from tests.value.lists import revenue

HEAD = "Rechnungsnr;Datum;Kundennr;Kunde;Netto;Brutto;Fällig am;Bezahlt am"
ROWS = (
    "1;02.01.2025;K1;Inge Meyer;100,00;119,00;16.01.2025;12.01.2025",
    "2;05.01.2025;K1;Inge Meyer;200,00;238,00;19.01.2025;",
    "3;07.01.2025;K2;Uwe Lang;300,00;357,00;21.01.2025;27.01.2025",
)


def figures(desk):
    revenue(desk)
    return desk.ask("SELECT revenue_net, open_amount, overdue_amount FROM figure")


def test_what_has_no_day_of_payment_is_open(desk):
    report = desk.imports("rechnungen.csv", HEAD, *ROWS)
    assert figures(desk) == [(300_00, 0, 0), (300_00, 238_00, 238_00)]
    assert report.facts == 3  # what its own row says was paid of an invoice is no further document


@pytest.mark.parametrize("said", ["offen", "noch offen", "Nicht bezahlt", "unbezahlt", "ausstehend", "-"])
def test_where_it_says_open_instead_of_a_day_it_is(desk, said):
    report = desk.imports("r.csv", HEAD, *ROWS, f"4;08.01.2025;K2;Uwe Lang;10,00;11,90;;{said}")
    assert figures(desk) == [(300_00, 238_00, 238_00), (310_00, 11_90, 0)]
    assert "date_invalid" not in {one.code for one in report.warnings}


def test_where_it_says_cancelled_instead_of_a_day_it_is(desk):
    desk.imports("r.csv", HEAD, *ROWS, "4;08.01.2025;K2;Uwe Lang;10,00;11,90;;storniert")
    assert figures(desk) == [(300_00, 0, 0), (300_00, 238_00, 238_00)]


def test_a_list_that_is_mostly_open_still_tells_who_has_paid(desk):
    more = [f"{i};08.01.2025;K2;Uwe Lang;10,00;11,90;;offen" for i in range(4, 12)]
    desk.imports("r.csv", HEAD, *ROWS, *more, "12;08.01.2025;K2;Uwe Lang;10,00;11,90;;storniert")
    said = desk.ask("SELECT status, count(*) FROM fact WHERE kind <> 'payment' GROUP BY 1")
    assert said == [("cancelled", 1), ("open", 9), ("paid", 2)]


def test_many_payments_on_one_day_are_days(desk):
    more = [f"{i};08.01.2025;K2;Uwe Lang;10,00;11,90;;{said}" for i, said in ((4, "bar"), (5, "PayPal"), (6, "EC"))]
    rows = [row.replace("27.01.2025", "12.01.2025") for row in ROWS]
    desk.imports("r.csv", HEAD, *rows, *more, "7;08.01.2025;K2;Uwe Lang;10,00;11,90;;12.01.2025")
    assert figures(desk)[0] == (300_00, 238_00, 238_00)


@pytest.mark.parametrize("said", ["bar", "EC", "ja", "bar 09.01.2025"])
def test_what_is_no_day_is_no_debt_either(desk, said):
    desk.imports("r.csv", HEAD, *ROWS, f"4;08.01.2025;K2;Uwe Lang;10,00;11,90;;{said}")
    assert figures(desk) == [(300_00, 238_00, 238_00), (310_00, 0, 0)]


def test_a_column_of_what_was_paid_tells_what_is_open(desk):
    head = HEAD.replace("Bezahlt am", "Zahlungseingang")
    desk.imports(
        "r.csv", head, *(row.rpartition(";")[0] + ";119,00" for row in ROWS[:2]), ROWS[2].rpartition(";")[0] + ";"
    )
    assert figures(desk) == [(300_00, 119_00, 119_00), (300_00, 357_00, 357_00)]


def test_where_the_way_of_payment_is_told_an_empty_day_says_nothing(desk):
    desk.imports("kasse.csv", f"{HEAD};Zahlungsart", *(f"{row};Bar" for row in ROWS))
    assert {row[1] for row in figures(desk)} == {0}


@pytest.mark.parametrize("paid", [True, False], ids=["some are paid", "none is"])
def test_where_neither_day_nor_way_of_payment_is_told_it_is_open(desk, paid):
    rows = [row if paid else row.rpartition(";")[0] + ";" for row in ROWS]
    desk.imports("r.csv", f"{HEAD};Zahlart", *(f"{row};{'' if row.endswith(';') else 'bar'}" for row in rows))
    assert [row[1] for row in figures(desk)] == ([0, 238_00] if paid else [238_00 + 119_00, 357_00])


def test_a_word_of_ones_own_as_status_is_no_debt(desk):
    desk.imports("r.csv", f"{HEAD};Status", *(f"{row};bar kassiert" for row in ROWS))
    assert {row[1] for row in figures(desk)} == {0}


def test_once_it_is_paid_nothing_is_open(desk):
    desk.imports("januar.csv", HEAD, *ROWS)
    desk.imports("februar.csv", HEAD, ROWS[0], ROWS[1] + "01.02.2025", ROWS[2])
    assert [row[1] for row in figures(desk)] == [0, 0]
    desk.imports("maerz.csv", HEAD, *ROWS)  # it had been a mistake
    assert [row[1] for row in figures(desk)] == [0, 238_00]


@pytest.mark.parametrize("status", ["", "versendet", "bezahlt"])
def test_a_day_of_payment_says_more_than_a_status(desk, status):
    desk.imports("r.csv", HEAD + ";Status", *(f"{row};{status}" for row in ROWS))
    assert [row[1] for row in figures(desk)] == [0, 238_00 if status != "bezahlt" else 0]


TOLD = [("2. Mahnung 5.6.", 238_00), ("Inkasso", 238_00), ("Zahlungserinnerung (1)", 238_00), ("Teilzahlung 150", 88_00),
        ("Anz. 200,-", 38_00), ("angezahlt: 50,00 am 5.6.2025", 188_00), ("Teilzahlung", 238_00),
        ("2. Ratenzahlung erhalten", 238_00), ("Anz. 30 %", 238_00), ("Teilzahlung 2024", 238_00),
        ("keine Mahnung", 0), ("Mahnung 1, bezahlt", 0),
        ("teilweise bezahlt", 238_00), ("Anzahlung bezahlt", 238_00), ("Anzahlung und Rest bezahlt", 0),
        ("Mahnung storniert", 0), ("Mahnstufe 0", 0)]  # fmt: skip


@pytest.mark.parametrize(("said", "open_amount"), TOLD)
@pytest.mark.parametrize("heading", ["Status", "bezahlt?"])
def test_what_is_reminded_of_or_paid_in_part_is_open(desk, heading, said, open_amount):
    head, row = "Rechnungsnr;Datum;Kundennr;Kunde;Netto;Brutto", "{};05.01.2025;K1;Inge Meyer;200,00;238,00;{}"
    rows = row.format(1, "bezahlt"), row.format(2, said), row.format(3, "bezahlt")
    report = desk.imports("r.csv", f"{head};{heading}", *rows)
    assert figures(desk) == [(600_00, open_amount, 0)]
    untold = said.startswith(("Teilzahlung", "teilweise", "Anz", "2. Raten")) and open_amount == 238_00
    assert [one.rows for one in report.warnings if one.code == "part_untold"] == [(2,)] * untold


@pytest.mark.parametrize(
    ("heading", "cell", "open_amount", "told"),
    [("MwSt-Satz", "19", 119_00, []), ("MwSt", "19,00", 119_00, []), ("Ort", "Bonn", 0, [(1,)])],
)
def test_of_an_open_invoice_without_its_gross_amount_the_tax_says_it_or_it_is_told(
    desk, heading, cell, open_amount, told
):
    row = "1;05.01.2025;K1;Inge Meyer;100,00;offen"
    report = desk.imports("r.csv", f"Rechnungsnr;Datum;Kundennr;Kunde;Netto;Status;{heading}", f"{row};{cell}")
    assert figures(desk) == [(100_00, open_amount, 0)]
    assert [one.rows for one in report.warnings if one.code == "open_without_tax"] == told


@pytest.mark.parametrize("status", ["Mahnung 2", "bei Frau Huber"])
def test_a_rest_in_figures_is_open_whatever_word_stands_beside_it(desk, status):
    head, row = "Rechnungsnr;Datum;Kundennr;Kunde;Netto;Brutto", "{};05.01.2025;K1;Inge Meyer;200,00;238,00"
    desk.imports("r.csv", f"{head};Rest;Status", f"{row.format(1)};119,00;{status}", f"{row.format(2)};0,00;{status}")
    assert figures(desk) == [(400_00, 119_00, 0)]


@pytest.mark.parametrize(("number", "kind"), [("Rechnungsnr", "invoice"), ("Bestellnr", "order")])
def test_where_nothing_is_left_to_pay_what_came_in_is_what_was_paid(desk, number, kind):
    rows = "1;05.01.2025;Inge Meyer;200,00;196,00;9.1.2025;0,00", "2;05.01.2025;Uwe Lang;99,00;9,00;9.1.2025;90,00"
    desk.imports("r.csv", f"{number};Datum;Kunde;Brutto;gezahlt;Zahldatum;Rest", *rows)
    sums = desk.ask("SELECT kind, status, gross FROM fact WHERE gross > 19000")
    assert sums == [(kind, "paid", 200_00)] + [("payment", "", 196_00)] * (kind == "invoice")


@pytest.mark.parametrize(("heading", "cells"), [("offen", ("0", "88.4", "157")), ("Bezahlt", ("119", "149.6", "200"))])
def test_figures_without_cents_tell_what_is_open_too(desk, heading, cells):
    said = [row.rpartition(";")[0] for row in ROWS]
    rows = (f"{said[0]};12.01.2025;{cells[0]}", f"{said[1]};;{cells[1]}", f"{said[2]};Ratenzahlung;{cells[2]}")
    report = desk.imports("r.csv", f"{HEAD};{heading}", *rows)
    assert {row[1] for row in figures(desk)} == {88_40, 157_00}
    assert not {"part_untold", "columns_unread"} & {one.code for one in report.warnings}


@pytest.mark.parametrize(("heading", "cells"), [("Bezahlt", ("50,00", "", "")), ("Notiz", ("", "", ""))])
def test_what_is_counted_as_new_are_the_invoices_and_not_what_their_rows_say_was_paid(desk, heading, cells):
    rows = [f"{row};{cell}" for row, cell in zip(ROWS, cells, strict=True)]
    first = desk.imports("r.csv", f"{HEAD};{heading}", *rows)
    again = desk.imports("r2.csv", f"{HEAD};{heading}", *rows[:2], rows[2].replace("27.01.2025", "28.01.2025"))
    told = [(one.tally.new, one.tally.updated, one.tally.unchanged, one.joined) for one in (first, again)]
    assert told == [(3, 0, 0, 0), (0, 1, 2, 0)]


@pytest.mark.parametrize(
    ("kind", "paid", "open_amount"), [("STORNO", "", 0), ("Rechnung", "", 0), ("Rechnung", "20.01.2025", 238_00)]
)
def test_what_takes_back_takes_off_what_its_customer_owes_though_it_names_no_invoice(desk, kind, paid, open_amount):
    back = f"4;12.01.2025;K1;Inge Meyer;-200,00;-238,00;;{paid};{kind}"
    desk.imports("r.csv", f"{HEAD};Dokumententyp", *(f"{row};Rechnung" for row in ROWS), back)
    assert figures(desk)[0][:2] == (100_00, open_amount)


@pytest.mark.parametrize("cents", ["-238,00", "-38,00"])
@pytest.mark.parametrize("paid", ["verrechnet", "", "offen", "20.03.2025"])
@pytest.mark.parametrize(
    ("heading", "said"), [("Leistung", "Storno zu RE-2025-2"), ("Bemerkung", "zu RE-2025-2"), ("Bezug", "RE-2025-2")]
)
def test_an_invoice_below_nothing_closes_the_one_that_it_names(desk, heading, said, paid, cents):
    net = {"-238,00": "-200,00", "-38,00": "-31,93"}[cents]
    head = f"Rechnungsnr;Datum;Kundennr;Kunde;Netto;Brutto;{heading};Bezahlt am"
    rows = (
        "RE-2025-1;02.01.2025;K1;Inge Meyer;100,00;119,00;;12.01.2025",
        "RE-2025-2;05.01.2025;K1;Inge Meyer;200,00;238,00;;",
    )
    desk.imports("r.csv", head, *rows, f"RE-2025-3;05.03.2025;K1;Inge Meyer;{net};{cents};{said};{paid}")
    assert figures(desk)[0][:2] == ((100_00, 0) if cents == "-238,00" else (268_07, 200_00))


def test_what_was_cancelled_and_what_gives_money_back_is_not_owed(desk):
    desk.imports(
        "r.csv", HEAD + ";Status", ROWS[0] + ";", "4;05.01.2025;K1;Inge Meyer;200,00;238,00;;;storniert",
        "5;06.01.2025;K1;Inge Meyer;-50,00;-59,50;;;",
    )  # fmt: skip
    assert figures(desk) == [(50_00, 0, 0)]


def test_the_newest_of_a_long_list_are_open_though_none_of_them_has_a_day(desk):
    paid = [f"{i};02.01.2025;K{i};Kunde{i} Abel;1,00;1,19;16.01.2025;12.01.2025" for i in range(1, 6_001)]
    late = [f"{i};02.02.2025;K{i};Kunde{i} Abel;1,00;1,19;16.02.2025;" for i in range(6_001, 12_001)]
    desk.imports("r.csv", HEAD, *late, *paid)
    assert desk.ask("SELECT status, count(*) FROM fact WHERE kind <> 'payment' GROUP BY 1") == [
        ("open", 6_000),
        ("paid", 6_000),
    ]
