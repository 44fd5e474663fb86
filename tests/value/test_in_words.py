"""Credit notes and cancellations that only a text or a number tells: they lower revenue, and what may be meant so is told first."""

import pytest

from kmu_crm.sources import choices
from kmu_crm.sources.mapping.studying import BLOCK
from kmu_crm.sources.recording.problems import LOUD
from tests.value.lists import revenue

TEXTS = ["Text", "Betreff", "Beschreibung", "Buchungstext", "Leistung", "Artikel", "Bemerkung", "Bezeichnung", "Verwendungszweck",
         "Anmerkung zur Rechnung"]  # fmt: skip
HEAD = "Rechnung Nr.;Datum;Kunde;{};Betrag netto;MwSt;Betrag brutto"
SALES = ("RE-1;01.02.2025;Ina Lang;Lieferung;100;19;119", "RE-3;05.02.2025;Uwe Tal;Lieferung;50;9,5;59,5")


def row(number: str, who: str, text: str, net: int = 50) -> str:
    return f"{number};06.02.2025;{who};{text};" + f"{net};{net * 0.19:.2f};{net * 1.19:.2f}".replace(".", ",")


def codes(report) -> list[str]:
    return [one.code for one in report.warnings if one.code in LOUD]


@pytest.mark.parametrize("heading", TEXTS)
def test_a_credit_note_and_a_cancellation_are_known_by_their_words(desk, heading):
    report = desk.imports("l.csv", HEAD.format(heading), *SALES, row("GU-1", "Ina Lang", "Gutschrift zu RE-1"),
                          row("ST-3", "Uwe Tal", "Storno RE-3"))  # fmt: skip
    assert revenue(desk) == 50_00
    assert desk.ask("SELECT sum(invoices) FROM figure") == [(1,)]
    assert ([one.code for one in report.warnings], codes(report)) == (["credit_in_words"], [])


@pytest.mark.parametrize("sign", ["", "-"])
@pytest.mark.parametrize(
    "text", ["Gutschrift", "Gutschrift Nr. 7 zu RE-1", "Gutschrift wegen Mangel", "Gutschrift Transportschaden", "Kreditnote RE-1",
             "Rechnungskorrektur zu RE-1", "Teilgutschrift RE-1", "Credit note for RE-1", "Erstattung zu RE-1", "Retoure RE-1",
             "Stornorechnung zu Rechnung RE-1 vom 01.02.2025", "Storno: RE-1", "STORNO-RECHNUNG RE-1"],
)  # fmt: skip
def test_it_lowers_revenue_whatever_its_sign(desk, text, sign):
    back = row("7", "Ina Lang", text).replace(";50;9,50;59,50", f";{sign}50;{sign}9,50;{sign}59,50")
    desk.imports("l.csv", HEAD.format("Text"), *SALES, back)
    assert revenue(desk) == 100_00


@pytest.mark.parametrize(
    "text", ["Lieferung ohne Gutschrift", "Lieferung abzgl. Gutschrift", "Lieferung, Gutschrift GU-1 angerechnet", "Stornogebühr",
             "Storno-Kosten 50 %", "Neue Rechnung nach Storno RE-1", "Ersatz für stornierte Rechnung RE-1", "Gutschein",
             "Korrektur der Zähne", "Pumpe ersetzt durch Modell 3", "Kurs ausgebucht", "Ersatz für Pumpe 3",
             "Storno der Gutschrift GU-1", "Rücknahme Altgerät", "Erstattung beantragt"],
)  # fmt: skip
def test_what_only_speaks_of_one_is_a_sale(desk, text):
    report = desk.imports("l.csv", HEAD.format("Text"), *SALES, row("RE-4", "Ina Lang", text))
    assert (revenue(desk), codes(report)) == (200_00, [])


@pytest.mark.parametrize(
    "text",
    [
        "Stornierung Zimmer 12",
        "Wartung (storniert)",
        "Siehe Gutschrift GS-3",
        "Rückerstattung",
        "Gutschrift verrechnet",
        "ersetzt durch RE-9",
        "ersetzt Rechnung 2024-5",
        "uneinbringlich, ausgebucht",
    ],
)
def test_what_nobody_knows_counts_and_is_told_first(desk, text):
    report = desk.imports("l.csv", HEAD.format("Text"), *SALES, row("RE-4", "Ina Lang", text))
    assert (revenue(desk), codes(report)) == (200_00, ["credit_spoken_of"])


@pytest.mark.parametrize(
    ("said", "told", "left"),
    [
        ({1: "ersetzt durch RE-4"}, ["credit_in_words"], 200_00),
        ({4: "ersetzt Rechnung RE-1"}, ["credit_in_words"], 200_00),
        ({1: "wird ersetzt durch Rechnung RE-4 (Adresse)", 4: "ersetzt RE-1"}, ["credit_in_words"], 200_00),
        ({1: "ersetzt durch RE-4", 4: "ersetzt durch RE-1"}, ["credit_spoken_of"], 300_00),
        ({1: "ersetzt durch RE-3"}, ["credit_spoken_of"], 300_00),  # of somebody else
    ],
)
def test_an_invoice_that_another_one_of_the_list_replaces_counts_once(desk, said, told, left):
    rows = [row(f"RE-{n}", "Uwe Tal" if n == 3 else "Ina Lang", said.get(n, "Lieferung"), 100) for n in (1, 3, 4)]
    report = desk.imports("l.csv", HEAD.format("Bemerkung"), *rows)
    assert (revenue(desk), [one.code for one in report.warnings]) == (left, told)


def test_the_letters_of_its_number_decide_what_is_unclear(desk):
    desk.imports("l.csv", HEAD.format("Text"), *SALES, row("ST-4", "Ina Lang", "Stornierung Lieferung"))
    assert revenue(desk) == 100_00


@pytest.mark.parametrize(
    "text",
    ["storniert", "Rechnung storniert", "STORNIERT am 07.02.2025", "Stornierte Rechnung", "Storno", "Stornierung"],
)
def test_an_invoice_that_its_text_says_is_cancelled_is_no_revenue(desk, text):
    desk.imports("l.csv", HEAD.format("Text"), *SALES, row("RE-4", "Ina Lang", text))
    assert (revenue(desk), desk.ask("SELECT sum(invoices) FROM figure")) == (150_00, [(2,)])


def test_where_there_is_an_invoice_of_the_amount_a_bare_word_cancels_that(desk):
    desk.imports("l.csv", HEAD.format("Text"), *SALES, row("RE-4", "Ina Lang", "Storno", 100))
    assert (revenue(desk), desk.ask("SELECT sum(invoices) FROM figure")) == (50_00, [(1,)])


def test_the_kind_that_a_column_tells_goes_first_and_the_words_are_told(desk):
    head = "Rechnung Nr.;Belegart;Datum;Kunde;Text;Betrag netto"
    report = desk.imports(
        "l.csv",
        head,
        "RE-1;Rechnung;01.02.2025;Ina Lang;Lieferung;100",
        "RE-2;Rechnung;01.02.2025;Ina Lang;Storno RE-1;100",
    )
    assert (revenue(desk), codes(report)) == (200_00, ["credit_spoken_of"])


def test_an_item_of_an_invoice_that_may_be_a_credit_is_told_first(desk):
    head = "Rechnungsnummer;Datum;Kunde;Artikel;Menge;Gesamtpreis netto"
    lines = (
        "RE-1;01.02.2025;Ina Lang;Tee;1;100,00",
        "RE-1;01.02.2025;Ina Lang;Gutschrift Bruch;1;20,00",
        "RE-2;02.02.2025;Ina Lang;Tee;1;10,00",
    )
    report = desk.imports("l.csv", head, *lines)
    assert (revenue(desk), codes(report)) == (130_00, ["credit_spoken_of"])


@pytest.mark.parametrize(
    ("remark", "told"), [("Gutschrift wegen Bruch", ["credit_spoken_of"]), ("abzgl. Gutschrift", []), ("blau", [])]
)
def test_a_remark_beside_one_of_several_items_that_may_mean_a_credit_is_told(desk, remark, told):
    head = "Rechnungsnr;Datum;Kunde;Artikel;Menge;Netto;Bemerkung"
    rows = "R1;3.2.2024;Ulf Damm;Vase;1;100,00;", f"R1;3.2.2024;Ulf Damm;Topf;1;50,00;{remark}"
    report = desk.imports("l.csv", head, *rows, "R2;4.2.2024;Ida Kern;Vase;1;100,00;")
    assert (revenue(desk), codes(report)) == (250_00, told)


def test_a_remark_that_begins_a_block_of_rows_is_told_whatever_ends_the_block(desk):
    remarks = {BLOCK: "Gutschrift wegen Bruch", BLOCK + 1: "Gutschrift wegen Bruch"}
    rows = [f"R{min(i, BLOCK - 2)};3.2.2024;Ulf Damm;Vase {i};1;1,00;{remarks.get(i, '')}" for i in range(BLOCK + 2)]
    report = desk.imports("l.csv", "Rechnungsnr;Datum;Kunde;Artikel;Menge;Netto;Bemerkung", *rows)
    assert [one.rows for one in report.warnings if one.code == "credit_spoken_of"] == [(BLOCK + 1,)]


@pytest.mark.parametrize(("day", "rows"), [("3.2.2024", BLOCK - 1), ("31.02.2024", BLOCK - 2)])
def test_a_document_may_end_a_block_of_rows_and_fill_the_next(desk, day, rows):
    lines = [
        f"R{min(i, BLOCK - 2)};{day if i >= BLOCK - 2 else '3.2.2024'};Ulf Damm;Vase {i};1;1,00"
        for i in range(BLOCK + 2)
    ]
    leave_out = [choices.parse("date_invalid=leave_out")]
    report = desk.imports("l.csv", "Rechnungsnr;Datum;Kunde;Artikel;Menge;Netto", *lines, choices=leave_out)
    assert (report.tally.new, len(report.refusals)) == (rows, 4 * (rows < BLOCK - 1))


def test_what_the_letters_of_a_number_say_holds_where_the_name_speaks_of_credit_notes(desk):
    head = "Belegnummer;Datum;Kundennummer;Kunde;Netto;Brutto"
    rows = (
        "RE-1;01.02.2025;1;Ina Lang;100,00;119,00",
        "GS-1;05.02.2025;1;Ina Lang;50,00;59,50",
        "ST-1;05.02.2025;2;Uwe Tal;30,00;35,70",
    )
    report = desk.imports("Rechnungen und Gutschriften 2025.csv", head, *rows)
    assert (revenue(desk), codes(report)) == (20_00, [])


def test_elsewhere_the_letters_are_told_first(desk):
    head = "Belegnummer;Datum;Kundennummer;Kunde;Netto;Brutto"
    report = desk.imports(
        "l.csv", head, "RE-1;01.02.2025;1;Ina Lang;100,00;119,00", "GS-1;05.02.2025;1;Ina Lang;50,00;59,50"
    )
    assert (revenue(desk), codes(report), report.warnings[0].rows) == (150_00, ["credit_by_number"], (2,))


def test_a_name_that_speaks_of_credit_notes_where_there_are_none_is_told_first(desk):
    report = desk.imports(
        "Rechnungen und Gutschriften.csv",
        "Belegnummer;Datum;Kundennummer;Kunde;Netto",
        "1;01.02.2025;1;Ina Lang;100,00",
    )
    assert (revenue(desk), codes(report)) == (100_00, ["credits_missing"])


@pytest.mark.parametrize("turned", [False, True])
def test_the_invoice_may_stand_in_another_list(desk, turned):
    files = [
        ("a.csv", HEAD.format("Text"), *SALES),
        (
            "b.csv",
            "Belegnummer;Belegdatum;Kunde;Betreff;Netto;Brutto",
            "77;06.02.2025;Ina Lang;Gutschrift zu RE-1;50,00;59,50",
        ),
    ]
    reports = [desk.imports(*file) for file in (reversed(files) if turned else files)]
    assert revenue(desk) == 100_00
    desk.undoes(reports[0 if turned else 1])
    assert revenue(desk) == 150_00


def test_the_same_file_under_a_name_that_speaks_of_credit_notes_is_read_anew(desk):
    rows = (
        "Belegnummer;Datum;Kundennummer;Kunde;Netto",
        "RE-1;01.02.2025;1;Ina Lang;100,00",
        "GS-1;05.02.2025;1;Ina Lang;50,00",
    )
    first = desk.imports("export.csv", *rows)
    assert revenue(desk) == 150_00
    desk.undoes(first)
    desk.imports("export.csv", *rows)
    desk.imports("Rechnungen und Gutschriften.csv", *rows)
    assert desk.ask("SELECT kind FROM fact WHERE current = 1 AND gross IS NULL AND net < 0") == [("credit_note",)]


@pytest.mark.parametrize(("marked", "left"), [((2,), 200_00), ((1,), 200_00), ((3,), 200_00), ((2, 3), 100_00)])
def test_of_a_subscription_the_months_that_are_marked_are_gone(desk, marked, left):
    fees = (f"RE-{i};05.0{i}.2025;Ina Lang;{'Storno' if i in marked else ''};100;19;119" for i in (1, 2, 3))
    desk.imports("l.csv", HEAD.format("Text"), *fees)
    assert revenue(desk) == left


@pytest.mark.parametrize("number", ["ST-1003", "RE-1003"])
@pytest.mark.parametrize("again", ["08.01.2025", "10.01.2025", "05.02.2025"])
def test_an_invoice_that_was_cancelled_and_written_anew_counts_once(desk, number, again):
    rows = ("RE-1002;06.01.2025;Ina Lang;;200;38;238", f"{number};08.01.2025;Ina Lang;Storno;200;38;238",
            f"RE-1004;{again};Ina Lang;;200;38;238")  # fmt: skip
    desk.imports("l.csv", HEAD.format("Text"), *rows)
    assert revenue(desk) == 200_00


def test_a_cancellation_by_its_number_takes_the_last_of_several_fees(desk):
    fees = ("RE-1;05.01.2025;Ina Lang;;100;19;119", "RE-2;05.02.2025;Ina Lang;;100;19;119",
            "ST-3;28.02.2025;Ina Lang;Storno;100;19;119", "RE-4;05.03.2025;Ina Lang;;100;19;119")  # fmt: skip
    desk.imports("l.csv", HEAD.format("Text"), *fees)
    assert revenue(desk) == 200_00


@pytest.mark.parametrize(
    ("sale", "back", "rest"),
    [
        ("RE-999;12.01.2025", "RE-1000;12.01.2025", 50_00),
        ("RE-1001;12.01.2025", "RE-1000;12.01.2025", 250_00),  # written anew on the same day
        ("RE-999;12.01.2025", "RE-1000;20.06.2025", 250_00),  # a fee that comes again
    ],
)
def test_a_bare_word_is_about_the_invoice_shortly_before_it(desk, sale, back, rest):
    desk.imports(
        "l.csv", HEAD.format("Text"), f"{sale};Ina Lang;;200;38;238", f"{back};Ina Lang;Storno;200;38;238", SALES[1]
    )
    assert revenue(desk) == rest
