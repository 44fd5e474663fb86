"""Invoices in advance and the final invoice of a job: the files go in through the real import."""

from itertools import permutations

import pytest

from tests.sources.intake_desk import Desk
from tests.value.lists import revenue

HEAD = "Belegnummer;Belegart;Datum;Kundennummer;Kunde;Bezug;Netto;Brutto"
FIRST = "AR1;Abschlagsrechnung;05.01.2025;K1;Anna Berg;;300,00;357,00"
SECOND = "AR2;Abschlagsrechnung;05.02.2025;K1;Anna Berg;;200,00;238,00"
FINAL = "SR1;Schlussrechnung;05.03.2025;K1;Anna Berg;AR1, AR2;1000,00;1190,00"
SETTLED = (
    "SELECT d.number FROM counted AS c JOIN fact AS f ON f.id = c.fact_id JOIN document AS d ON d.id = f.document_id"
    " WHERE c.why = 'settled'"
)


def test_invoices_in_advance_that_the_final_one_names_do_not_count(desk):
    desk.imports("belege.csv", HEAD, FIRST, SECOND, FINAL)
    assert (revenue(desk), desk.ask(SETTLED)) == (1000_00, [("AR1",), ("AR2",)])
    assert desk.ask("SELECT invoices, purchase_days FROM figure") == [(1, 1)]


def test_without_a_final_invoice_they_count(desk):
    desk.imports("belege.csv", HEAD, FIRST, SECOND)
    assert revenue(desk) == 500_00


@pytest.mark.parametrize("final", ["Schlussrechnung", "Endrechnung", "Final invoice", "Schluss-Rechnung"])
@pytest.mark.parametrize("kind", ["Anzahlungsrechnung", "Akontorechnung", "Vorauszahlungsrechnung", "Deposit invoice"])
def test_the_words_for_them_may_be_others(desk, kind, final):
    rows = (FIRST.replace("Abschlagsrechnung", kind), FINAL.replace("Schlussrechnung", final))
    desk.imports("belege.csv", HEAD, *rows)
    assert revenue(desk) == 1000_00


def test_nothing_links_them_both_count(desk):
    desk.imports("belege.csv", HEAD, FIRST, FINAL.replace("AR1, AR2", ""))
    assert (revenue(desk), desk.ask(SETTLED)) == (1300_00, [])


def test_a_final_invoice_of_somebody_else_settles_nothing(desk):
    desk.imports("belege.csv", HEAD, FIRST, FINAL.replace("K1;Anna Berg", "K2;Bert Abel"))
    assert revenue(desk) == 1300_00


@pytest.mark.parametrize("heading", ["Bezug", "Auftragsnummer", "Projekt"])
def test_the_same_order_or_project_links_them(desk, heading):
    rows = (
        FIRST.replace("Berg;;", "Berg;A-77;"),
        SECOND.replace("Berg;;", "Berg;A-78;"),
        FINAL.replace("AR1, AR2", "A-77"),
    )
    desk.imports("belege.csv", HEAD.replace("Bezug", heading), *rows)
    assert (revenue(desk), desk.ask(SETTLED)) == (1200_00, [("AR1",)])


def test_an_invoice_in_advance_after_the_final_one_is_of_another_job(desk):
    rows = (FIRST.replace("Berg;;", "Berg;A-77;").replace(".01.", ".09."), FINAL.replace("AR1, AR2", "A-77"))
    desk.imports("belege.csv", HEAD, *rows)
    assert revenue(desk) == 1300_00


@pytest.mark.parametrize("amounts", ["500,00;595,00", "100,00;119,00", "0,00;0,00"])
def test_a_final_invoice_of_no_more_than_was_asked_for_before_is_the_rest(desk, amounts):
    desk.imports("belege.csv", HEAD, FIRST, SECOND, FINAL.replace("1000,00;1190,00", amounts))
    assert desk.ask(SETTLED) == []
    assert revenue(desk) == 500_00 + int(amounts.split(",")[0]) * 100


@pytest.mark.parametrize("word", ["Restrechnung", "Schlussrechnung abzgl. Anzahlung", "Schlussrechnung (Restbetrag)"])
def test_a_final_invoice_that_says_so_is_the_rest(desk, word):
    desk.imports("belege.csv", HEAD, FIRST, FINAL.replace("Schlussrechnung", word).replace("AR1, AR2", "AR1"))
    assert revenue(desk) == 1300_00


@pytest.mark.parametrize(("ordered", "wanted"), [("1000,00;1190,00", 1000_00), ("1300,00;1547,00", 1300_00)])
def test_the_order_tells_whether_the_final_invoice_is_the_whole(desk, ordered, wanted):
    order = f"A-77;Auftragsbestätigung;02.01.2025;K1;Anna Berg;;{ordered}"
    rows = (FIRST.replace("Berg;;", "Berg;A-77;"), FINAL.replace("AR1, AR2", "A-77"))
    desk.imports("belege.csv", HEAD, order, *rows)
    assert revenue(desk) == wanted


def test_a_final_invoice_whose_lines_take_the_advance_off_is_the_rest(desk):
    lines = (
        "SR1;Schlussrechnung;05.03.2025;K1;Anna Berg;AR1;Dach;1;1000,00",
        "SR1;Schlussrechnung;05.03.2025;K1;Anna Berg;AR1;Abschlag;1;-300,00",
    )
    first = "AR1;Abschlagsrechnung;05.01.2025;K1;Anna Berg;;Abschlag;1;300,00"
    head = "Belegnummer;Belegart;Datum;Kundennummer;Kunde;Bezug;Artikel;Menge;Einzelpreis netto"
    desk.imports("belege.csv", head, first, *lines)
    assert (revenue(desk), desk.ask(SETTLED)) == (1000_00, [])


def test_an_invoice_in_advance_that_was_cancelled_is_none_that_the_final_one_settles(desk):
    back = "ST1;Storno;10.01.2025;K1;Anna Berg;AR1;300,00;357,00"
    desk.imports("belege.csv", HEAD, FIRST, back, FINAL.replace("AR1, AR2", "AR1"))
    assert (revenue(desk), desk.ask("SELECT invoices FROM figure")) == (1000_00, [(1,)])


def test_a_final_invoice_that_was_cancelled_settles_nothing(desk):
    back = "ST1;Storno;10.03.2025;K1;Anna Berg;SR1;1000,00;1190,00"
    desk.imports("belege.csv", HEAD, FIRST, FINAL.replace("AR1, AR2", "AR1"), back)
    assert revenue(desk) == 300_00


FILES = (
    (HEAD, FIRST, SECOND),
    (HEAD, FINAL),
    ("Rechnungsnummer;Rechnungsdatum;Kundennummer;Name;Betrag netto;Betrag brutto", "AR1;05.01.2025;K1;Anna Berg;300,00;357,00",
     "SR1;05.03.2025;K1;Anna Berg;1000,00;1190,00"),
)  # fmt: skip


def test_the_order_of_files_decides_nothing(tmp_path):
    told = []
    for place, order in enumerate(permutations(FILES)):
        (tmp_path / str(place)).mkdir()
        desk = Desk(tmp_path / str(place))
        for at, lines in enumerate(order):
            desk.imports(f"liste{at}.csv", *lines)
        told.append((revenue(desk), desk.ask("SELECT invoices, purchase_days FROM figure WHERE documents > 0")))
        desk.store.close()
    assert told == [(1000_00, [(1, 1)])] * 6


def test_they_count_again_when_the_final_invoice_is_taken_back(desk):
    desk.imports("erst.csv", HEAD, FIRST, SECOND)
    before = revenue(desk)
    desk.undoes(desk.imports("dann.csv", HEAD, FINAL))
    assert revenue(desk) == before == 500_00


def test_what_was_paid_in_advance_is_not_owed_again(desk):
    paid = (
        "Zahlungsdatum;Rechnungsnummer;Betrag",
        "10.01.2025;AR1;357,00",
        "10.02.2025;AR2;238,00",
        "10.03.2025;SR1;500,00",
    )
    desk.imports("belege.csv", HEAD, FIRST, SECOND, FINAL)
    desk.imports("zahlungen.csv", *paid)
    revenue(desk)
    assert desk.ask("SELECT open_amount, days_to_pay FROM figure") == [(95_00, 5.0)]


def test_an_invoice_in_advance_that_is_paid_leaves_the_rest_open(desk):
    rows = (f"{FIRST};bezahlt", f"{SECOND};bezahlt", f"{FINAL};offen")
    desk.imports("belege.csv", f"{HEAD};Status", *rows)
    revenue(desk)
    assert desk.ask("SELECT open_amount FROM figure") == [(595_00,)]


TOLD = "Rechnungsnummer;Rechnungsdatum;Kundennummer;Kunde;{heading};Netto;Brutto"


def told(*words: str, amounts: tuple[int, ...] = (300, 1000)) -> list[str]:
    """Invoices of one customer a month apart that say in words what they are."""
    pairs = enumerate(zip(words, amounts, strict=True), start=1)
    return [
        f"R{1000 + n};05.{n:02}.2025;K1;Anna Berg;{word};{net},00;{net * 119 / 100:.2f}".replace(".00", ",00")
        for n, (word, net) in pairs
    ]


@pytest.mark.parametrize(
    "heading", ["Betreff", "Leistung", "Projekt", "Bezeichnung", "Artikel", "Text", "Beschreibung"]
)
def test_the_words_of_the_invoice_may_say_it(desk, heading):
    rows = told(
        "1. Abschlagsrechnung Bad Müller",
        "2. Abschlagsrechnung Bad Müller",
        "Schlussrechnung Bad Müller",
        amounts=(300, 200, 1000),
    )
    desk.imports("rechnungen.csv", TOLD.format(heading=heading), *rows)
    assert (revenue(desk), desk.ask(SETTLED)) == (1000_00, [("R1001",), ("R1002",)])


@pytest.mark.parametrize(
    ("first", "final"),
    [
        ("1. Abschlag BV Müller", "Schlussrechnung BV Müller"),
        ("Abschlagsrechnung Nr. 1 Bauvorhaben Müller", "Schlussrechnung Bauvorhaben Müller"),
        ("Abschlag 1 - Müller", "Schlussrechnung - Müller"),
        ("Abschlagsrechnung 1/3 Bad Müller", "Schlussrechnung Bad Müller"),
        ("Bad Müller, 1. Abschlagsrechnung", "Bad Müller, Schlussrechnung"),
        ("Anzahlung 30 % Bad Müller", "Schluss-Rechnung Bad Müller"),
        ("Erste Akontorechnung Haus 3", "Endabrechnung Haus 3"),
        ("Anzahlungsrechnung vom 05.01.2025 zu Auftrag 4711", "Schlussrechnung zum Auftrag 4711"),
        ("Deposit invoice kitchen Miller", "Final invoice kitchen Miller"),
        ("1. Abschlagsrechnung Restaurant Sonne", "Schlussrechnung Restaurant Sonne"),
    ],
)
def test_the_part_and_its_number_are_no_name_of_the_job(desk, first, final):
    desk.imports("rechnungen.csv", TOLD.format(heading="Betreff"), *told(first, final))
    assert revenue(desk) == 1000_00


@pytest.mark.parametrize(
    ("first", "final"),
    [
        ("1. Abschlagsrechnung Bad Müller", "Schlussrechnung Dach Müller"),
        ("Abschlag Haus 1", "Schlussrechnung Haus 2"),
        ("Haus 1 Abschlagsrechnung", "Haus 2 Schlussrechnung"),
        ("Acompte 12 rue de la Gare", "Facture finale 14 rue de la Gare"),
        ("1. Abschlagsrechnung", "Schlussrechnung"),
        ("Abschlagsrechnung laut Angebot", "Schlussrechnung laut Angebot"),
        ("Abschlagsrechnung 2025", "Schlussrechnung 2025"),
        ("Rechnung Bad Müller", "Schlussrechnung Bad Müller"),
        ("Bad Müller mit Preisabschlag", "Schlussrechnung Bad Müller"),
        ("Bad Müller, Anzahlung verrechnet", "Schlussrechnung Bad Müller"),
        ("Anzahlung Bad Müller", "Abschlussrechnung Bad Maier"),
        ("1. Abschlagsrechnung Bad Müller", "Schlussrechnung Bad Müller abzgl. Abschlag"),
        ("1. Abschlagsrechnung Bad Müller", "Korrektur Schlussrechnung Bad Müller"),
    ],
)
def test_words_that_leave_a_doubt_settle_nothing(desk, first, final):
    desk.imports("rechnungen.csv", TOLD.format(heading="Betreff"), *told(first, final))
    assert revenue(desk) == 1300_00


def test_words_of_somebody_else_settle_nothing(desk):
    first, final = told("1. Abschlagsrechnung Bad Müller", "Schlussrechnung Bad Müller")
    desk.imports("a.csv", TOLD.format(heading="Betreff"), first, final.replace("K1;Anna Berg", "K2;Bert Abel"))
    assert revenue(desk) == 1300_00


def test_a_subject_links_what_a_column_says_the_part_of(desk):
    rows = (
        FIRST.replace("Berg;;", "Berg;1. Abschlag BV Müller;"),
        SECOND.replace("Berg;;", "Berg;2. Abschlag BV Müller;"),
        FINAL.replace("AR1, AR2", "Schlussrechnung BV Müller"),
    )
    desk.imports("belege.csv", HEAD.replace("Bezug", "Betreff"), *rows)
    assert revenue(desk) == 1000_00


@pytest.mark.parametrize(
    ("words", "amounts", "wanted"),
    [
        (("Abschlagsrechnung Bad", "Schlussrechnung Bad", "Storno Schlussrechnung Bad"), (300, 1000, -1000), 300_00),
        (("Abschlagsrechnung Bad", "Storno Abschlagsrechnung Bad", "Schlussrechnung Bad"), (300, -300, 1000), 1000_00),
    ],
)
def test_what_is_taken_back_in_words_settles_nothing(desk, words, amounts, wanted):
    desk.imports("rechnungen.csv", TOLD.format(heading="Betreff"), *told(*words, amounts=amounts))
    assert revenue(desk) == wanted


@pytest.mark.parametrize(
    ("final", "wanted"),
    [
        ("Schlussrechnung 70 % Auftrag 4711", 1300_00), ("Schlussrechnung (70%) Auftrag 4711", 1300_00),
        ("Schlussrechnung Auftrag 4711, 19 % MwSt", 1000_00), ("Schlussrechnung Auftrag 4711, 2% Skonto", 1000_00),
        ("Schlussrechnung 100 % Auftrag 4711", 1000_00),
    ],
)  # fmt: skip
def test_a_final_invoice_over_a_share_is_the_rest(desk, final, wanted):
    rows = told("Anzahlungsrechnung 30% Auftrag 4711", final)
    desk.imports("rechnungen.csv", TOLD.format(heading="Betreff"), *rows)
    assert revenue(desk) == wanted
