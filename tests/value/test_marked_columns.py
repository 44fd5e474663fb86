"""A column beside the documents says which of them were cancelled or given back: they are no revenue, and a doubt is told."""

import pytest

from kmu_crm.sources.recording.problems import LOUD
from tests.value.lists import revenue

HEAD = "Rechnungsnr;Datum;Kundennr;Kunde;{};Netto;Brutto"
SALE = "R1;01.02.2025;1;Ina Lang;;200,00;238,00"
MARKED = "R2;01.03.2025;2;Uwe Tal;{};100,00;119,00"


def rows(heading: str, cell: str, other: str = "") -> tuple[str, ...]:
    return HEAD.format(heading), SALE.replace(";;", f";{other};"), MARKED.format(cell)


def loud(report) -> list[str]:
    return [one.code for one in report.warnings if one.code in LOUD]


@pytest.mark.parametrize(
    ("heading", "cell"),
    [("Storniert", "x"), ("Storniert", "ja"), ("storniert", "1"), ("Storniert?", "J"), ("Storno (ja/nein)", "ja"), ("Storno", "X"),
     ("Storniert am", "03.03.2025"), ("Stornodatum", "2025-03-03"), ("Cancelled", "true"), ("Canceled at", "2025-03-03 10:15"),
     ("Storno-Nr.", "S1"), ("Stornonummer", "17"), ("Stornorechnung", "R9"), ("Rechnung storniert", "ja, am 3.3."), ("Void", "yes"),
     ("Stornogrund", "doppelt gestellt"), ("Annulliert", "x"), ("Gelöscht", "ja"), ("Annulée le", "oui"),
     ("Erstattet", "ja"), ("Erstattet am", "03.03.2025"), ("Gutgeschrieben", "x"), ("Refunded", "true"), ("Retourniert", "ja")],
)  # fmt: skip
def test_what_a_column_marks_as_taken_back_is_no_revenue(desk, heading, cell):
    report = desk.imports("r.csv", *rows(heading, cell))
    assert (revenue(desk), loud(report)) == (200_00, [])


@pytest.mark.parametrize("cell", ["nein", "0", "-", "", "false", "n", "nicht storniert", "00.00.0000", "0,00"])
def test_a_no_marks_nothing(desk, cell):
    report = desk.imports("r.csv", *rows("Storniert", cell))
    assert (revenue(desk), loud(report)) == (300_00, [])


@pytest.mark.parametrize("cell", ["119,00", "119", "119,00 €", "-119,00"])
@pytest.mark.parametrize(
    "heading",
    [
        "Gutgeschrieben",
        "Erstattet",
        "Gutschriftbetrag",
        "Gutschrift",
        "Rückerstattung",
        "Refund amount",
        "Stornobetrag",
    ],
)
def test_an_amount_that_was_given_back_lowers_revenue(desk, heading, cell):
    report = desk.imports("r.csv", *rows(heading, cell, "0,00"))
    assert (revenue(desk), loud(report)) == (200_00, [])
    assert desk.ask("SELECT sum(invoices) FROM figure") == [(1,)]


def test_a_part_that_was_given_back_lowers_revenue_by_its_net_share(desk):
    report = desk.imports("r.csv", *rows("Gutschrift", "23,80"))
    assert (revenue(desk), [(one.code, one.rows) for one in report.warnings]) == (280_00, [("given_back", (2,))])


def test_of_several_columns_of_what_was_given_back_the_one_that_speaks_is_named(desk):
    head, row = HEAD.format("Gutschrift;Rückerstattung"), "R{};01.02.2025;2;Uwe Tal;{};200,00;238,00"
    report = desk.imports("r.csv", head, row.format(1, ";"), row.format(2, "0,00;23,80"), row.format(3, "35,70;"))
    told = [(one.column, one.rows) for one in report.warnings if one.code == "given_back"]
    assert sorted(told) == [("Gutschrift", (3,)), ("Rückerstattung", (2,))]


@pytest.mark.parametrize(("heading", "cell"), [("Gutschrift netto", "20,00"), ("Gutgeschrieben", "100,00")])
def test_what_was_given_back_may_be_told_net(desk, heading, cell):
    desk.imports("r.csv", *rows(heading, cell))
    assert revenue(desk) == (280_00 if cell == "20,00" else 200_00)


def test_of_a_list_of_net_amounts_it_is_net(desk):
    desk.imports("r.csv", "Rechnungsnr;Datum;Kunde;Erstattet;Netto", "R1;01.02.2025;Ina Lang;30,00;200,00")
    assert revenue(desk) == 170_00


def test_a_list_of_sales_without_numbers_may_give_back_too(desk):
    desk.imports(
        "r.csv",
        "Datum;Kunde;Erstattet;Netto;Brutto",
        "01.02.2025;Ina Lang;23,80;200,00;238,00",
        "02.02.2025;Uwe Tal;;50,00;59,50",
    )
    assert revenue(desk) == 230_00


@pytest.mark.parametrize("cell", ["teilweise", "Teilstorno", "50 %", "?", "Herr Meier"])
def test_what_says_neither_yes_nor_no_counts_and_is_told_first(desk, cell):
    report = desk.imports("r.csv", *rows("Storniert", cell))
    assert (revenue(desk), loud(report)) == (300_00, ["cancelled_untold"])
    assert (report.warnings[0].column, report.warnings[0].rows) == ("Storniert", (2,))


@pytest.mark.parametrize(
    ("heading", "cell"), [("Gutschrift", "GS-12"), ("Gutschrift-Nr.", "12"), ("Erstattet", "teilweise")]
)
def test_a_credit_note_of_unknown_amount_is_told_first(desk, heading, cell):
    report = desk.imports("r.csv", *rows(heading, cell))
    assert (revenue(desk), loud(report)) == (300_00, ["credit_untold"])


@pytest.mark.parametrize("heading", ["Stornogebühr", "Stornokosten", "Stornofrist"])
def test_a_fee_for_cancelling_is_another_thing(desk, heading):
    report = desk.imports("r.csv", *rows(heading, "20,00"))
    assert (revenue(desk), loud(report)) == (300_00, [])


@pytest.mark.parametrize(("first", "second"), [("", "x"), ("x", "x"), ("x", "")])
def test_an_invoice_and_what_cancels_it_give_nothing_whichever_is_marked(desk, first, second):
    desk.imports("r.csv", HEAD.format("Storno"), SALE, f"R2;01.03.2025;2;Uwe Tal;{first};100,00;119,00",
                 f"R3;02.03.2025;2;Uwe Tal;{second};-100,00;-119,00")  # fmt: skip
    assert revenue(desk) == 200_00


def test_a_date_beside_a_no_says_yes(desk):
    head = HEAD.format("Storniert;Storniert am")
    desk.imports(
        "r.csv",
        head,
        SALE.replace(";;", ";nein;;"),
        MARKED.format("ja;"),
        MARKED.format(";03.03.2025").replace("R2", "R3"),
    )
    assert revenue(desk) == 200_00


@pytest.mark.parametrize("turned", [False, True])
def test_what_was_given_back_and_its_credit_note_count_once(desk, turned):
    files = [
        ("rechnungen.csv", *rows("Gutgeschrieben", "119,00", "0,00")),
        (
            "gutschriften.csv",
            "Gutschrift-Nr.;Datum;Kundennr;Kunde;Rechnungsnr;Netto;Brutto",
            "G1;05.03.2025;2;Uwe Tal;R2;100,00;119,00",
        ),
    ]
    for name, *lines in reversed(files) if turned else files:
        desk.imports(name, *lines)
    assert revenue(desk) == 200_00


def test_what_was_given_back_and_its_credit_note_below_count_once(desk):
    desk.imports("r.csv", "Rechnungsnr;Belegart;Datum;Kundennr;Kunde;Gutgeschrieben;Netto;Brutto",
                 "R2;Rechnung;01.03.2025;2;Uwe Tal;119,00;100,00;119,00", "G1;Gutschrift;05.03.2025;2;Uwe Tal;;100,00;119,00")  # fmt: skip
    assert revenue(desk) == 0


@pytest.mark.parametrize(
    ("heading", "cell"), [("Storniert am", "03.02.2025"), ("Erstattet", "119,00"), ("Storno", "x")]
)
def test_orders_are_marked_as_well(desk, heading, cell):
    desk.imports("b.csv", f"Bestellnummer;Datum;Name;E-Mail;Gesamtbetrag;MwSt;{heading}",
                 f"1;01.02.2025;Ina Lang;i@example.com;119,00;19,00;{cell}", "2;01.02.2025;Uwe Tal;u@abc.org;238,00;38,00;")  # fmt: skip
    assert revenue(desk) == 200_00
    assert desk.ask("SELECT sum(purchase_days) FROM figure") == [(1,)]


def test_undoing_the_import_takes_the_marks_back(desk):
    desk.imports("a.csv", HEAD.format("Storniert"), SALE, MARKED.format(""))
    second = desk.imports("b.csv", HEAD.format("Storniert"), SALE, MARKED.format("ja"))
    assert revenue(desk) == 200_00
    desk.undoes(second)
    assert revenue(desk) == 300_00


@pytest.mark.parametrize(
    ("first", "second", "cents", "codes"),
    [
        ("", "x", 30_00, ["cancelled_untold"]),
        ("x", "x", 0, []),
        ("x", "", 0, []),
        ("x", "nein", 0, ["cancelled_untold"]),
    ],
)
def test_of_items_that_are_marked_the_first_speaks_and_a_difference_is_told(desk, first, second, cents, codes):
    report = desk.imports("r.csv", "Rechnungsnummer;Datum;Kunde;Artikel;Menge;Gesamtpreis netto;Storniert",
                          f"R1;01.02.2025;Ina Lang;Tee;1;10,00;{first}", f"R1;01.02.2025;Ina Lang;Honig;1;20,00;{second}")  # fmt: skip
    assert (revenue(desk), loud(report)) == (cents, codes)


@pytest.mark.parametrize(
    "cell",
    ["Stornierung kostenlos", "stornierbar bis 24 h vorher", "Storno-Versicherung", "Storno möglich", "bis 01.06.2026", "Ja, möglich",
     "refundable", "kostenlos bis 3 Tage vorher", "Retourenlabel liegt bei", "Widerrufsrecht 14 Tage"],
)  # fmt: skip
def test_terms_of_a_cancellation_cancel_nothing_and_are_told(desk, cell):
    report = desk.imports("b.csv", *rows("Stornierung", cell))
    assert (revenue(desk), len(loud(report))) == (300_00, 1)


@pytest.mark.parametrize(
    "reason",
    ["Artikel nicht lieferbar", "Ware nicht verfügbar", "Lieferung nicht möglich", "Kunde nicht erreichbar", "Kunde hat doppelt bestellt"],
)  # fmt: skip
def test_whatever_reason_stands_there_it_was_cancelled(desk, reason):
    report = desk.imports("r.csv", *rows("Stornogrund", reason))
    assert (revenue(desk), loud(report)) == (200_00, [])
