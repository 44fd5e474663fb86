"""Rows of one number: parts of one document wherever they stand, and two documents where customer or day differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_crm.desk.derive import derive
from kmu_crm.sources.recording.parts import ByMark, agree, both

LINES = "Bestellnummer;Datum;Kunde;Artikel;Menge;Einzelpreis"
INVOICES = "Rechnungsnummer;Datum;Kunde;Netto"
TEE, ALT, TASSE = (
    "L1;01.02.2025;Anna Muster;Tee;2;10,00",
    "L2;01.02.2025;Bernd Alt;Tee;1;3,00",
    "L1;01.02.2025;Anna Muster;Tasse;1;5,00",
)
DOCUMENTS = "SELECT f.key, d.number, f.gross, f.net FROM fact AS f JOIN document AS d ON d.id = f.document_id WHERE f.current = 1"
PROBLEMS = ("rows_summed", "number_shared", "row_repeated")


def told(report):
    return [(one.code, one.rows) for one in report.warnings if one.code in PROBLEMS]


@pytest.mark.parametrize("rows", [(TEE, ALT, TASSE), (TASSE, ALT, TEE), (TEE, TASSE, ALT)])
def test_lines_of_one_number_are_one_order_wherever_they_stand(desk, rows):
    report = desk.imports("auftrag.csv", LINES, *rows)
    assert desk.ask(DOCUMENTS) == [("L1/2025", "L1", 2500, None), ("L2/2025", "L2", 300, None)]
    assert desk.ask("SELECT position FROM line") == [(1,), (1,), (2,)]
    assert (report.facts, report.lines, report.tally.new, told(report)) == (2, 3, 2, [])


def test_the_same_lines_again_are_unchanged(desk):
    desk.imports("auftrag.csv", LINES, TEE, ALT, TASSE)
    again = desk.imports("neu.csv", LINES, TEE, ALT, TASSE, "L3;02.02.2025;Bernd Alt;Tee;1;3,00")
    assert (again.tally.new, again.tally.updated, again.tally.unchanged) == (1, 0, 2)


def test_a_shop_order_whose_lines_do_not_stand_together_stays_one(desk):
    head = "Bestellnummer;Datum;Kundennummer;Gesamtbetrag;Artikel;Menge"
    many = [f"B{n % 6000};01.02.2025;{n % 6000};{n},00;Tee {n};1" for n in range(12_000)]
    report = desk.imports("auftrag.csv", head, *many)
    assert (report.facts, report.lines) == (6_000, 12_000)
    assert desk.ask("SELECT gross FROM fact WHERE key = 'B7/2025'") == [(700,)]
    assert [(one.code, one.count) for one in report.warnings if one.code in PROBLEMS] == [("rows_summed", 6_000)]


def test_a_further_line_need_not_say_again_whose_it_is(desk):
    desk.imports("auftrag.csv", LINES, TEE, ALT, "L1;;;Tasse;1;5,00", ";;;Kanne;1;7,00")
    assert desk.ask(DOCUMENTS)[0] == ("L1/2025", "L1", 3200, None)


BILLED = "Auftragsnummer;Auftragsdatum;Kundennummer;Firma;Produkt;Netto;Rechnungsnummer"
PRINTED = (
    "A-301;12.01.2025;K2;Theater am Wall;Plakate;370,00;R-501",
    "A-301;12.01.2025;K2;Theater am Wall;Flyer;200,00;R-501",
    "A-301;;;;Versand;5,00;",
    "A-302;14.01.2025;K3;Kanzlei Ebel;Papier;180,00;R-502",
)


ITEMS = """
    SELECT f.kind, d.number, sum(l.net) FROM line AS l JOIN fact AS f ON f.id = l.fact_id
    JOIN document AS d ON d.id = f.document_id GROUP BY f.id"""


@pytest.mark.parametrize(
    ("other", "net"), [("19.01.2025;K4;Stadt Bremen", 245500), ("14.01.2025;K3;Kanzlei Ebel", 245500), (";;", 75500)]
)
def test_an_order_without_an_invoice_is_none_of_the_invoice_above(desk, other, net):
    rows = [f"A-303;{other};{item};" for item in ("Broschüre;1.650,00", "Versand;50,00")]
    report = desk.imports("auftraege.csv", BILLED, *PRINTED, *rows)
    assert desk.ask(ITEMS) == [("invoice", "R-501", 57500), ("invoice", "R-502", 18000), ("order", "A-303", 170000)]
    assert [one.rows for one in report.warnings if one.code == "order_unbilled"] == [(5,)]
    assert report.joined == 3
    desk.imports("februar.csv", BILLED, *(row + "R-503" for row in rows))
    derive(desk.db, as_of="2025-12-31")
    assert desk.ask("SELECT sum(net) FROM counted WHERE counts = 1") == [(net,)]


@pytest.mark.parametrize(
    ("further", "net"),
    [(";;A-101;;", 200_00), (";01.03.2025;A-101;Anna Berger;", 200_00), (";;A-101;Anna Berger;", 100_00),
     (";02.03.2025;A-101;Anna Berger;", 100_00)],
)  # fmt: skip
def test_an_invoice_of_two_orders_goes_on_where_nothing_speaks_of_another_customer_or_day(desk, further, net):
    head = "Rechnungsnummer;Rechnungsdatum;Auftragsnummer;Kunde;Artikel;Menge;Einzelpreis netto;Gesamt netto"
    rows = ("RE-1;01.03.2025;A-100;Anna Berger;Tisch;1;100,00;100,00", further + "Stuhl;2;50,00;100,00")
    desk.imports("og.csv", head, *rows, "RE-2;02.03.2025;A-102;Max Holm;Bank;1;80,00;80,00")
    billed = "FROM fact AS f JOIN document AS d ON d.id = f.document_id JOIN line AS l ON l.fact_id = f.id"
    assert desk.ask(f"SELECT sum(l.net) {billed} WHERE d.number = 'RE-1' AND f.kind = 'invoice'") == [(net,)]


def test_the_items_of_an_order_without_an_invoice_may_stand_apart(desk):
    rows = [f"A-30{n};1{n}.01.2025;K{n};Firma {n};Druck;100,00;" for n in (7, 8, 7)]
    desk.imports("auftraege.csv", BILLED, *PRINTED, *rows)
    assert desk.ask("SELECT sum(l.net) FROM line AS l JOIN fact AS f ON f.id = l.fact_id WHERE f.current = 1") == [
        (105500,)
    ]


@pytest.mark.parametrize(("numbers", "kinds", "told"), [
    (("R1", "R2", ""), ["invoice", "invoice", "order", "invoice", "invoice"], {"order_unbilled": (3,), "invoice_unnumbered": (4,)}),
    (("R1", "", ""), ["invoice"] * 5, {"invoice_unnumbered": (2, 3, 4)}),
    (("", "", ""), ["invoice"] * 5, {"invoice_unnumbered": (1, 2, 3, 4)}),
])  # fmt: skip
def test_an_order_without_items_is_no_invoice_where_most_others_have_one(desk, numbers, kinds, told):
    rows = [f"A-30{n};1{n}.01.2025;Firma {n};10{n},00;{number}" for n, number in enumerate(numbers)]
    head = "Auftragsnummer;Auftragsdatum;Firma;Netto;Rechnungsnummer"
    report = desk.imports("liste.csv", head, *rows, ";17.02.2025;Firma 9;50,00;", "A-309;18.02.2025;Firma 8;9,00;R9")
    assert [kind for _, kind in desk.ask("SELECT day, kind FROM fact")] == kinds
    assert {
        one.code: one.rows for one in report.warnings if one.code in ("order_unbilled", "invoice_unnumbered")
    } == told


def test_an_invoice_without_a_number_is_known_again_in_stores_where_it_had_the_moment_of_its_order(desk):
    head = "Auftragsnummer;Auftragsdatum;Firma;Netto;Rechnungsnummer;Rechnungsdatum"
    rows = ["A1;18.12.2025;Ilm GmbH;370,00;R-1;20.01.2026", "A2;14.01.2026;Uhl GmbH;9,00;R-2;22.01.2026"]
    desk.imports("liste.csv", head, *rows, ";15.01.2026;Ohm GmbH;60,00;;18.01.2026")
    assert desk.ask("SELECT key, day FROM fact WHERE key LIKE '~%'") == [
        ("~fa3fabb846ad9a8e33d4a700#1", "2026-01-18")  # as it was named when its moment was part of what it says
    ]


def test_an_hour_beside_the_day_of_an_order_is_none_of_the_day_of_its_invoice(desk):
    head = "Auftragsnummer;Auftragsdatum;Uhrzeit;Firma;Netto;Rechnungsnummer;Rechnungsdatum"
    desk.imports(
        "liste.csv",
        head,
        "A1;18.12.2025;14:30;Ilm GmbH;370,00;R-1;20.01.2026",
        "A2;14.01.2026;09:15;Uhl;9,00;R-2;22.01.2026",
    )
    assert desk.ask("SELECT at FROM fact") == [(None,), (None,)]


def test_what_is_told_of_rows_stands_in_the_order_of_the_file(desk):
    rows = ("R-1;;Ohm GmbH;10,00", "R-2;;Volt GmbH;20,00", "R-1;;Ohm GmbH;30,00", "R-3;01.02.2025;Ampere KG;40,00")
    report = desk.imports("liste.csv", INVOICES, *rows)
    assert [one.rows for one in report.warnings if one.code == "day_missing"] == [(1, 2)]


SOLD = ITEMS.replace("sum(l.net)", "group_concat(l.name)")
BOTH_DAYS = "Auftragsnummer;Auftragsdatum;Rechnungsnummer;Rechnungsdatum;Kunde;Artikel;Netto"


@pytest.mark.parametrize("customer", ["Ohm GmbH", ""])
def test_an_order_of_the_day_of_the_invoice_above_is_none_of_it_without_the_day_of_an_invoice(desk, customer):
    billed = "A-1;01.02.2025;R-1;01.02.2025;Ohm GmbH;Tee;10,00"
    other = "A-3;05.02.2025;R-3;06.02.2025;Volt GmbH;Tee;30,00"
    desk.imports("liste.csv", BOTH_DAYS, billed, f"A-2;01.02.2025;;;{customer};Kanne;20,00", other)
    assert desk.ask(SOLD) == [("invoice", "R-1", "Tee"), ("invoice", "R-3", "Tee"), ("order", "A-2", "Kanne")]


def test_an_item_of_another_order_is_none_of_an_order_above_that_has_no_invoice(desk):
    head = "Auftragsnummer;Rechnungsnummer;Rechnungsdatum;Kunde;Artikel;Netto"
    rows = ("A-1;R-1;01.02.2025;Ohm GmbH;Tee;10,00", "A-3;R-3;06.02.2025;Volt GmbH;Tee;30,00")
    desk.imports("liste.csv", head, *rows, "A-5;;;Ampere KG;Tasse;40,00", "A-4;;;;Kanne;20,00")
    assert desk.ask(SOLD)[2:] == [("order", "A-4", "Kanne"), ("order", "A-5", "Tasse")]


def test_the_day_of_the_invoice_speaks_and_that_of_the_order_where_none_was_written(desk):
    rows = ["A1;18.12.2025;Ilm GmbH;370,00;R-1;20.01.2026", "A2;14.01.2026;Uhl GmbH;9,00;R-2;22.01.2026"]
    head = "Auftragsnummer;Auftragsdatum;Firma;Netto;Rechnungsnummer;Rechnungsdatum"
    report = desk.imports("liste.csv", head, *rows, "A3;15.01.2026;Ohm GmbH;60,00;;")
    days = [("invoice", "2026-01-20"), ("invoice", "2026-01-22"), ("order", "2026-01-15")]
    assert desk.ask("SELECT kind, day FROM fact") == days
    assert desk.ask("SELECT kind, at FROM fact WHERE at IS NOT NULL") == [("order", "2026-01-15")], (
        "no history shows another day"
    )
    assert [one.code for one in report.warnings] == ["order_unbilled"]


@pytest.mark.parametrize(
    "row", ["A-303;19.01.2025;K4;Stadt Bremen;Broschüre;1.650,00;", ";19.01.2025;K4;Stadt Bremen;Broschüre;1.650,00;"]
)
def test_a_row_of_another_customer_without_any_number_is_a_sale_of_its_own(desk, row):
    status = "bezahlt" if row.startswith("A") else ""
    desk.imports("auftraege.csv", f"{BILLED};Status", *(f"{one};bezahlt" for one in PRINTED), f"{row};{status}")
    derive(desk.db, as_of="2025-12-31")
    assert desk.ask("SELECT revenue_net FROM figure ORDER BY 1") == [(165000,), (18000,), (57500,)]


@pytest.mark.parametrize("other", ["L1;01.02.2025;Bernd Alt;Tee;1;3,00", "L1;09.02.2025;Anna Muster;Tee;1;3,00"])
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("between", [[], [ALT]])
def test_one_number_for_two_customers_or_days_is_two_orders(desk, other, order, between):
    rows = [(TEE, other)[place] for place in order]
    report = desk.imports("auftrag.csv", LINES, rows[0], *between, rows[1])
    shared = [row for row in desk.ask(DOCUMENTS) if row[1] == "L1"]
    assert sorted(row[2] for row in shared) == [300, 2000] and len({row[0] for row in shared}) == 2
    assert told(report) == [("number_shared", (2 + len(between),))]
    turned = desk.imports("neu.csv", LINES, rows[1], *between, rows[0])
    assert (turned.tally.new, turned.tally.updated) == (0, 0)


def test_numbers_that_begin_anew_each_year_are_other_invoices(desk):
    desk.imports("r2024.csv", INVOICES, "1;03.02.2024;Anna Muster;10,00", "2;04.02.2024;Bernd Alt;20,00")
    report = desk.imports("r2025.csv", INVOICES, "1;03.02.2025;Bernd Alt;30,00", "2;04.02.2025;Anna Muster;40,00")
    assert (report.tally.new, report.tally.updated, told(report)) == (2, 0, [])
    assert [(row[0], row[3]) for row in desk.ask(DOCUMENTS)] == [
        ("1/2024", 1000), ("1/2025", 3000), ("2/2024", 2000), ("2/2025", 4000),
    ]  # fmt: skip


@pytest.mark.parametrize("head", [INVOICES, INVOICES + ";Artikel;Menge"])
def test_two_years_in_one_file_are_not_added_up(desk, head):
    more = ";Tee;1" if head.endswith("Menge") else ""
    report = desk.imports("r.csv", head, f"1;03.02.2024;Anna Muster;10,00{more}", f"1;03.02.2025;Bernd Alt;30,00{more}")
    assert [(row[0], row[3]) for row in desk.ask(DOCUMENTS)] == [("1/2024", 1000), ("1/2025", 3000)]
    assert told(report) == []


def test_one_invoice_number_for_two_customers_is_kept_apart(desk):
    rows = ["7;03.02.2025;Anna Muster;10,00", "7;03.02.2025;Bernd Alt;30,00", "7;03.02.2025;Anna Muster;5,00"]
    report = desk.imports("r.csv", INVOICES, *rows)
    assert [(row[1], row[3]) for row in desk.ask(DOCUMENTS)] in ([("7", 1500), ("7", 3000)], [("7", 3000), ("7", 1500)])
    assert sorted(told(report)) == [("number_shared", (2,)), ("rows_summed", (3,))]
    turned = desk.imports("neu.csv", INVOICES, *rows[::-1])
    assert (turned.tally.new, turned.tally.unchanged) == (0, 2)


words = st.none() | st.sampled_from(["2025-02-01", "2025-02-02", "Anna", "anna"])


@given(st.tuples(words, words), st.tuples(words, words))
def test_marks_agree_either_way_round_and_with_what_they_come_to(one, other):
    assert agree(one, other) == agree(other, one)
    assert not agree(one, other) or (agree(one, both(one, other)) and agree(other, both(one, other)))


POSITIONS = "Rechnungsnummer;Datum;Kunde;Bezeichnung;Menge;Einzelpreis;Netto"


def test_rows_of_one_price_are_lines_and_add_up(desk):
    desk.imports("pos.csv", POSITIONS, *["R1;01.02.2025;Ina Lang;Fenster;1;10,00;10,00"] * 2)
    assert desk.ask("SELECT net FROM line") == [(1000,), (1000,)]


def test_so_they_do_with_both_amounts(desk):
    rows = ("R1;01.02.2025;Ina Lang;Tür;2;10,00;20,00;23,80", "R1;01.02.2025;Ina Lang;Tor;2;10,00;20,00;23,80")
    desk.imports("pos.csv", f"{POSITIONS};Brutto", *rows)
    assert desk.ask("SELECT net, gross FROM line") == [(2000, 2380), (2000, 2380)]
    assert desk.ask("SELECT gross FROM fact") == [(4760,)]


def test_what_the_document_comes_to_stays_its_own(desk):
    rows = ("R1;01.02.2025;Ina Lang;Tür;1;10,00;20,00", "R1;01.02.2025;Ina Lang;Tor;1;10,00;20,00")
    desk.imports("pos.csv", POSITIONS, *rows)
    assert desk.ask("SELECT net FROM fact") == [(2000,)]


def test_one_row_an_invoice_says_nothing_of_it(desk):
    desk.imports(
        "pos.csv", POSITIONS, "R1;01.02.2025;Ina Lang;Tür;1;10,00;10,00", "R2;01.02.2025;Ina Lang;Tür;1;10,00;10,00"
    )
    assert desk.ask("SELECT net FROM fact") == [(1000,), (1000,)]


@pytest.mark.parametrize("turned", [1, -1])
def test_a_credit_note_with_the_number_of_its_invoice_is_a_document_of_its_own(desk, turned):
    rows = [f"{kind};1;05.01.2025;K1;Anna Aal;Ding{n};1;{amount}" for kind, n, amount in (
        ("Rechnung", 1, "10,00"), ("Rechnung", 2, "20,00"), ("Gutschrift", 1, "4,00"))]  # fmt: skip
    desk.imports(
        "r.csv", "Belegart;Rechnungsnummer;Datum;Kundennummer;Name;Artikel;Menge;Positionsbetrag netto", *rows[::turned]
    )
    assert sorted(desk.ask("SELECT f.kind, count(*) FROM fact AS f JOIN line AS l ON l.fact_id = f.id GROUP BY f.id")) == [
        ("credit_note", 1), ("invoice", 2)]  # fmt: skip


def test_one_customer_spelt_in_two_ways_has_one_document(desk):
    desk.imports(
        "r.csv", "Rechnungsnummer;Datum;Kunde;Artikel;Menge;Positionsbetrag netto", "1001;01.03.2024;Anna Berg;Stuhl;1;100,00",
        "1001;01.03.2024;Berg, Anna;Bank;1;30,00",
    )  # fmt: skip
    assert desk.ask("SELECT count(*), (SELECT sum(net) FROM line) FROM fact") == [(1, 13000)]


@given(st.lists(st.tuples(st.sampled_from([None, "d1", "d2"]), st.sampled_from([None, "A", "a", "B"])), max_size=12))
def test_the_first_that_does_not_contradict_is_found_as_by_looking_at_all(told):
    """As what is known of each grows."""
    found, plain = ByMark[int](), list[tuple[str | None, str | None]]()
    for mark in told:
        place = next((i for i, known in enumerate(plain) if agree(known, mark)), None)
        assert found.find(mark) == place
        if place is None:
            plain.append(mark)
            found.add(mark, len(plain))
        else:
            plain[place] = both(plain[place], mark)
            found.put(place, plain[place], place)


@pytest.mark.parametrize(("heading", "said"), [("Bemerkung", "Erstattung"), ("Typ 2", "Stornorechnung zu D1")])
def test_a_row_that_speaks_of_taking_back_under_the_number_of_a_sale_is_held_with_it(desk, heading, said):
    row = "D1;{};Kurs;Ulf Damm;{}119,00;{}100,00;{}"
    head = f"Bestell-ID;Datum;Produkt;Kunde;Brutto;Netto;{heading}"
    desk.imports("shop.csv", head, row.format("03.02.2024", "", "", ""), row.format("10.02.2024", "-", "-", said))
    assert desk.ask("SELECT sum(gross), sum(net), count(*) FROM fact WHERE current = 1") == [(0, 0, 2)]


@pytest.mark.parametrize(
    ("number", "kinds", "net", "told"),
    [
        ("Bestell-ID", ("Zahlung", "Erstattung"), 0, ["payments_sell"]),
        ("Bestell-ID", ("Bestellung", "Erstattung"), 0, []),
        ("Rechnungsnr", ("Zahlung", "Erstattung"), -100_00, []),
    ],
)
def test_payments_of_orders_are_the_sales_where_nothing_else_of_their_list_is_one(desk, number, kinds, net, told):
    row = "D1;{};Ulf Damm;{}119,00;{}100,00;{}"
    rows = row.format("03.02.2024", "", "", kinds[0]), row.format("10.02.2024", "-", "-", kinds[1])
    report = desk.imports("shop.csv", f"{number};Datum;Kunde;Brutto;Netto;Typ", *rows)
    assert desk.ask("SELECT sum(net) FROM fact WHERE current = 1 AND kind <> 'payment'") == [(net,)]
    assert [one.code for one in report.warnings if one.code == "payments_sell"] == told
