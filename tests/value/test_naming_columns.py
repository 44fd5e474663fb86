"""A column that names another document of the list says which of the two was taken back: neither counts twice in silence."""

import pytest

from kmu_crm.sources.mapping import referring
from kmu_crm.sources.recording.problems import LOUD
from tests.value.lists import revenue

HEAD = "Rechnungsnr;Datum;Kundennr;Kunde;Netto;Brutto;{}"
ROWS = (
    "RE-1;01.03.2025;1;Abel GmbH;1000,00;1190,00;{}",
    "RE-2;02.03.2025;1;Abel GmbH;{};{}",
    "RE-3;03.03.2025;2;Bauer GmbH;500,00;595,00;",
)
FULL = "1000,00;1190,00"
TAKING = ["Storno zu", "Storno zu Rechnung", "Storno zu Rechnungsnr.", "Gutschrift zu", "Gutschrift zu Rechnung", "Stornierte Rechnung",
          "Gutschrift für Rechnung", "Storno von", "Storniert Rechnung", "Gutgeschriebene Rechnung", "Credit note for", "Cancels invoice",
          "Erstattung zu", "Stornierung der Rechnung"]  # fmt: skip
OTHERS = ["Stornogebühr", "Storno", "Storniert", "Gutschrift", "Rechnung storniert", "Stornorechnung", "Bezug",
          "Zu Rechnung", "Gutschein zu",
          "Stornierte Zimmer", "Kunde", "Gutschriftverfahren"]  # fmt: skip


def rows(heading: str, first: str = "", second: str = "", amounts: str = FULL) -> tuple[str, ...]:
    return HEAD.format(heading), ROWS[0].format(first), ROWS[1].format(amounts, second), ROWS[2]


def loud(report) -> list[str]:
    return [one.code for one in report.warnings if one.code in LOUD]


def bought(desk) -> list[tuple[int, int]]:
    """Revenue and invoices, the smaller customer first."""
    revenue(desk)
    return desk.ask("SELECT revenue_net, invoices FROM figure")


def test_headings_that_name_what_is_taken_back_are_known():
    assert [one for one in TAKING if not referring.takes_back(one)] == []
    assert [one for one in OTHERS if referring.takes_back(one)] == []


@pytest.mark.parametrize("sign", ["", "-"])
@pytest.mark.parametrize("heading", TAKING)
def test_what_names_an_invoice_it_takes_back_lowers_revenue(desk, heading, sign):
    report = desk.imports("r.csv", *rows(heading, second="RE-1", amounts=f"{sign}1000,00;{sign}1190,00"))
    assert (bought(desk), loud(report)) == ([(0, 0), (500_00, 1)], [])


@pytest.mark.parametrize("heading", ["Storno zu", "Gutschrift zu Rechnung", "Stornierte Rechnung"])
def test_of_a_part_its_own_amount_counts(desk, heading):
    report = desk.imports("r.csv", *rows(heading, second="RE-1", amounts="200,00;238,00"))
    assert (bought(desk), loud(report)) == ([(500_00, 1), (800_00, 1)], [])


@pytest.mark.parametrize("turned", [False, True])
def test_the_invoice_may_stand_in_another_list(desk, turned):
    head, first, second, third = rows("Storno zu", second="RE-1")
    files = [("a.csv", head, first, third), ("b.csv", head, second)]
    for name, *lines in reversed(files) if turned else files:
        desk.imports(name, *lines)
    assert bought(desk) == [(0, 0), (500_00, 1)]


def test_an_invoice_that_names_itself_is_the_cancelled_one(desk):
    desk.imports("r.csv", *rows("Stornierte Rechnung", first="RE-1"))
    assert bought(desk) == [(1000_00, 1), (500_00, 1)]


def test_what_is_no_number_there_counts_and_is_told_first(desk):
    head, first, second, third = rows("Storno zu", second="RE-1")
    report = desk.imports("r.csv", head, first, second, third + "Rückfrage")
    assert (bought(desk), loud(report)) == ([(0, 0), (500_00, 1)], ["credit_spoken_of"])


def test_the_kind_that_a_column_tells_goes_first(desk):
    head = "Rechnungsnr;Belegart;Datum;Kundennr;Kunde;Netto;Brutto;Storno zu"
    report = desk.imports("r.csv", head, "RE-1;Rechnung;01.03.2025;1;Abel GmbH;1000,00;1190,00;",
                          "RE-2;Storno;02.03.2025;1;Abel GmbH;1000,00;1190,00;RE-1",
                          "RE-3;Rechnung;03.03.2025;1;Abel GmbH;10,00;11,90;RE-1")  # fmt: skip
    assert (revenue(desk), loud(report)) == (10_00, ["credit_spoken_of"])


@pytest.mark.parametrize(
    "heading", ["Korrigiert Rechnung", "Originalrechnung", "Ursprungsrechnung", "Korrektur zu", "Original", "Berichtigte Rechnung"]
)  # fmt: skip
def test_what_corrects_an_invoice_may_stand_in_its_place_and_is_told_first(desk, heading):
    report = desk.imports("r.csv", *rows(heading, second="RE-1"))
    assert (revenue(desk), loud(report)) == (2500_00, ["credit_spoken_of"])


@pytest.mark.parametrize("heading", ["Ersetzt durch", "Ersatzrechnung", "Ersetzt durch Rechnung", "Neue Rechnung"])
def test_an_invoice_that_was_replaced_by_another_of_the_list_is_gone(desk, heading):
    report = desk.imports("r.csv", *rows(heading, first="RE-2"))
    assert (bought(desk), loud(report)) == ([(1000_00, 1), (500_00, 1)], [])


def test_one_that_was_replaced_by_what_is_not_there_counts_and_is_told_first(desk):
    report = desk.imports("r.csv", *rows("Ersetzt durch", first="RE-9"))
    assert (revenue(desk), loud(report)) == (2500_00, ["cancelled_untold"])


@pytest.mark.parametrize(
    "heading", ["Storniert durch", "Stornorechnung", "Stornobeleg", "Storno-Nr.", "Stornoreferenz"]
)
def test_what_cancels_an_invoice_is_no_sale_either(desk, heading):
    report = desk.imports("r.csv", *rows(heading, first="RE-2"))
    assert (bought(desk), loud(report)) == ([(0, 0), (500_00, 1)], [])


@pytest.mark.parametrize("amounts", ["-1000,00;-1190,00", "0,00;0,00"])
def test_whatever_the_amount_of_what_cancels_it(desk, amounts):
    desk.imports("r.csv", *rows("Storniert durch", first="RE-2", amounts=amounts))
    assert bought(desk) == [(0, 0), (500_00, 1)]


@pytest.mark.parametrize("heading", ["Gutschrift", "Gutschrift-Nr.", "Gutgeschrieben durch"])
def test_of_a_credit_note_that_the_list_holds_its_own_amount_counts(desk, heading):
    report = desk.imports("r.csv", *rows(heading, first="RE-2", amounts="200,00;238,00"))
    assert (bought(desk), loud(report)) == ([(500_00, 1), (800_00, 1)], [])


def test_short_figures_may_number_the_cancellations_by_themselves(desk):
    desk.imports("r.csv", *(line.replace("RE-", "") for line in rows("Storno-Nr.", first="2")))
    assert revenue(desk) == 1500_00


def test_undoing_brings_the_invoice_back(desk):
    head, first, second, third = rows("Storno zu", second="RE-1")
    desk.imports("a.csv", head, first, third)
    report = desk.imports("b.csv", head, second)
    desk.undoes(report)
    assert revenue(desk) == 1500_00


@pytest.mark.parametrize("sign", ["", "-"])
@pytest.mark.parametrize("heading", ["Storno", "Stornorechnung", "Storno-Nr.", "Gutschrift", "Storno Referenz"])
@pytest.mark.parametrize("both", [False, True])
def test_in_the_row_of_what_takes_back_the_same_heading_names_the_invoice(desk, heading, sign, both):
    head, first, second, third = rows(heading, "RE-2" if both else "", "RE-1", f"{sign}1000,00;{sign}1190,00")
    report = desk.imports("r.csv", head, first, second, third)
    assert (bought(desk), loud(report)) == ([(0, 0), (500_00, 1)], [])


@pytest.mark.parametrize("number", ["SR-1", "ST2025-4", "GS-7", "XY-17"])
def test_letters_of_a_number_or_its_day_tell_which_of_two_takes_back(desk, number):
    head, first, second, third = rows("Storno", second="RE-1")
    desk.imports("r.csv", head, second.replace("RE-2", number), first, third)
    assert bought(desk) == [(0, 0), (500_00, 1)]


@pytest.mark.parametrize("number", ["SR-1", "2025/17", "RE-2"])
@pytest.mark.parametrize("day", ["02.03.2025", "01.03.2025"])
def test_of_two_that_name_each_other_only_one_takes_back(desk, number, day):
    head, first, second, third = (line.replace("RE-2", number) for line in rows("Storno", "RE-2", "RE-1"))
    desk.imports("r.csv", head, first, second.replace("02.03.2025", day), third)
    assert bought(desk) == [(0, 0), (500_00, 1)]


def test_two_credit_notes_of_one_invoice_both_count(desk):
    head, first, second, third = rows("Gutschrift", second="RE-1", amounts="-200,00;-238,00")
    desk.imports("r.csv", head, first, second, second.replace("RE-2", "RE-4"), third)
    assert bought(desk) == [(500_00, 1), (600_00, 1)]


@pytest.mark.parametrize("sign", ["", "-"])
def test_of_a_part_that_a_cancellation_takes_back_its_own_amount_counts(desk, sign):
    desk.imports("r.csv", *rows("Stornorechnung", first="RE-2", amounts=f"{sign}200,00;{sign}238,00"))
    assert revenue(desk) == 1300_00


@pytest.mark.parametrize(
    "credit",
    ["RE-2;02.03.2025;7;Carl Groß;1000,00;1190,00;", "RE-2;02.03.2025;1;Abel GmbH;3000,00;3570,00;"],
    ids=["another customer", "more"],
)
def test_a_number_alone_makes_no_cancellation_of_an_invoice(desk, credit):
    head, first, _, third = rows("Storno-Nr.", first="RE-2")
    desk.imports("r.csv", head, first, credit, third)
    assert desk.ask("SELECT count(*) FROM fact WHERE kind = 'cancellation'") == [(0,)]


def test_credit_notes_that_are_numbered_by_themselves_are_no_invoices_of_the_same_figures(desk):
    head = "Rechnungsnr;Datum;Kundennr;Kunde;Netto;Brutto;Gutschrift-Nr."
    lines = (
        f"1000{i};0{i}.01.2025;{i};Kunde {i};100,00;119,00;{ {3: '10001', 5: '10002'}.get(i, '') }" for i in range(1, 7)
    )
    report = desk.imports("r.csv", head, *lines)
    assert (revenue(desk), loud(report)) == (600_00, ["credit_untold"])


MONTH = ("RE-2;02.03.2025;1;Abel GmbH;200,00;238,00;", "RE-3;03.03.2025;2;Bauer GmbH;500,00;595,00;")
TELLING = "RE-1;01.03.2025;1;Abel GmbH;1000,00;1190,00;RE-2"


@pytest.mark.parametrize("month_first", [True, False])
def test_a_credit_note_is_one_in_a_file_of_another_period_too(desk, month_first):
    head = HEAD.format("Gutschrift-Nr.")
    files = [("monat.csv", head, *MONTH), ("jahr.csv", head, TELLING, *MONTH)]
    reports = [desk.imports(*one) for one in (files if month_first else reversed(files))]
    assert revenue(desk) == 1300_00
    year = reports[1 if month_first else 0]
    desk.undoes(year)
    assert revenue(desk) == 700_00
    desk.imports(*files[1])
    assert revenue(desk) == 1300_00


def test_a_cancellation_of_the_same_number_in_one_file_is_a_document_beside_the_invoice(desk):
    head = "Rechnungsnr;Datum;Kundennr;Kunde;Netto;Brutto;Text"
    sale, back = "RE-1;01.03.2025;1;Abel GmbH;100,00;119,00;", "RE-1;01.03.2025;1;Abel GmbH;100,00;119,00;Storno"
    desk.imports("r.csv", head, sale, "RE-2;01.03.2025;2;Bauer GmbH;70,00;83,30;", back)
    before = revenue(desk)
    desk.imports("s.csv", head, "RE-9;01.03.2025;2;Bauer GmbH;30,00;35,70;")
    assert revenue(desk) == before + 30_00


def test_what_gave_way_stays_gone_in_a_file_without_its_successor(desk):
    head, first, second, third = rows("Ersetzt durch", first="RE-2")
    desk.imports("jahr.csv", head, first, second, third)
    report = desk.imports("monat.csv", head, first)
    assert (bought(desk), loud(report)) == ([(1000_00, 1), (500_00, 1)], [])


THREE = (
    "RE-1;01.03.2025;1;Abel GmbH;100,00;119,00;{0}",
    "RE-2;02.03.2025;1;Abel GmbH;200,00;238,00;{0}",
    "RE-9;02.03.2025;2;Bauer KG;50,00;59,50;",
)


@pytest.mark.parametrize("sign", ["", "-"])
@pytest.mark.parametrize(
    ("heading", "amounts", "left"),
    [
        ("Storniert durch", "300,00;{0}357,00", 50_00),
        ("Gutschrift-Nr.", "250,00;{0}297,50", 100_00),
        ("Stornorechnung", "250,00;{0}297,50", 100_00),
    ],
)
def test_one_document_may_take_back_several(desk, heading, amounts, left, sign):
    rows = (line.format("RE-5") for line in THREE)
    taking = f"RE-5;05.03.2025;1;Abel GmbH;{sign}{amounts.format(sign)};"
    desk.imports("r.csv", HEAD.format(heading), *rows, taking)
    assert revenue(desk) == left


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Maier GmbH;einkauf@maier.example", "Maier GmbH;buchhaltung@maier.example"),
        ("Maier GmbH;", "Maier GmbH & Co. KG;"),
    ],
)
def test_one_customer_may_be_written_in_two_ways(desk, one, other):
    head = "Rechnungsnr;Datum;Kunde;E-Mail;Netto;Brutto;Stornorechnung"
    desk.imports("r.csv", head, f"2025-1001;01.03.2025;{one};100,00;119,00;2025-1005", "2025-1002;02.03.2025;Bauer KG;;50,00;59,50;",
                 f"2025-1005;05.03.2025;{other};100,00;119,00;")  # fmt: skip
    assert revenue(desk) == 50_00
