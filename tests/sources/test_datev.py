"""DATEV's files as they come: whole, re-saved, cut, broken; and what their bookings mean."""

import csv

import openpyxl
import pytest

from kmu_crm.desk import leftovers
from kmu_crm.sources.importing import Declined, import_file
from tests.sources import exports as x
from tests.value.lists import revenue

NAMES = [
    "Konto", "Name (Adressattyp Unternehmen)", "Unternehmensgegenstand", "Name (Adressattyp natürl. Person)",
    "Vorname (Adressattyp natürl. Person)", "Name (Adressattyp keine Angabe)", "Adressattyp", "Kurzbezeichnung", "EU-Land",
    "EU-UStID", "Anrede", "Titel/Akad. Grad", "Adelstitel", "Namensvorsatz", "Adressart", "Straße", "Postfach", "Postleitzahl",
    "Ort", "Land",
]  # fmt: skip
PEOPLE = [
    x.debtor("10000", family="Muster", given="Anna", street="Am Markt 1", town="Leipzig"),
    x.debtor("10001", "Holz GmbH", street="Weg 2", town="Halle"),
    x.debtor("10002", family="Stein", given="Uwe", street="Gasse 3", town="Gera"),
]
WHO = "SELECT r.key, p.given_name, p.family_name, p.company, p.street, p.city FROM party AS p JOIN record AS r ON r.id = p.record_id"
FACTS = "SELECT kind, day, gross FROM fact"
ANNA = ("10000", "Anna", "Muster", None, "Am Markt 1", "Leipzig")
HOLZ = ("10001", None, None, "Holz GmbH", "Weg 2", "Halle")
UWE = ("10002", "Uwe", "Stein", None, "Gasse 3", "Gera")


def named(rows=PEOPLE, width=254):
    head, _, *lines = x.datev(16, rows, width)
    return [head, ";".join(NAMES + [f"Feld {n}" for n in range(len(NAMES) + 1, width + 1)]), *lines]


def test_a_row_with_a_broken_quote_spoils_no_other(desk):
    lines = named()
    lines[3] = lines[3].replace('"Holz GmbH"', '"Holz GmbH')
    desk.imports("stamm.csv", *lines)
    assert {ANNA, UWE} <= set(desk.ask(WHO))


@pytest.mark.parametrize(("cells", "skipped", "refused"), [(32, {"no_account": 1}, []), (1, {}, ["ragged"])])
def test_a_fragment_of_a_row_is_told_and_nothing_shifts(desk, cells, skipped, refused):
    lines = named()
    lines.insert(3, ";".join(['"Rest"'] * cells))
    report = desk.imports("stamm.csv", *lines)
    assert desk.ask(WHO) == [ANNA, HOLZ, UWE]
    assert (report.skipped, [refusal.code for refusal in report.refusals]) == (skipped, refused)


def test_without_the_machine_line_columns_are_known_by_name(desk):
    suppliers = [x.debtor("70000", "Lieferant AG", street="Weg 9", town="Jena")]
    report = desk.imports("stamm.csv", *named([*PEOPLE, *suppliers])[1:])
    assert (report.format, desk.ask(WHO)) == ("datev_debtors", [ANNA, HOLZ, UWE])
    assert report.skipped == {"supplier": 1}


@pytest.mark.parametrize(
    ("encoding", "end"), [("utf-8-sig", "\r\n"), ("utf-8", "\n"), ("cp1252", "\r\n"), ("utf-16", "\r\n")]
)
def test_encodings_and_line_ends_of_other_writers(desk, encoding, end):
    path = desk.folder / "stamm.csv"
    path.write_bytes((end.join(named()) + end).encode(encoding))
    import_file(desk.db, path)
    assert desk.ask(WHO) == [ANNA, HOLZ, UWE]


def test_a_file_saved_again_by_excel(desk):
    """Quotes are gone, line 1 is as wide as the table, its time is damaged."""
    rows = [next(csv.reader([line], delimiter=";")) for line in named()]
    rows[0] += [""] * (254 - len(rows[0]))
    rows[0][5] = "2,02501E+16"
    desk.imports("stamm.csv", *(";".join(row) for row in rows))
    assert desk.ask(WHO) == [ANNA, HOLZ, UWE]


def test_columns_that_were_taken_out_shift_nothing(desk):
    kept = [0, 1, 3, 4, 8, 9, 15, 17, 18]
    head, *table = [next(csv.reader([line], delimiter=";")) for line in named()]
    desk.imports("stamm.csv", ";".join(head), *(";".join(row[i] for i in kept) for row in table))
    assert desk.ask(WHO) == [ANNA, HOLZ, UWE]


def test_a_column_at_a_place_that_means_nothing_is_known_by_its_name(desk):
    head, *table = [next(csv.reader([line], delimiter=";")) for line in named()]
    order = [*range(201, 254), *range(201)]
    assert desk.imports("stamm.csv", ";".join(head), *(";".join(row[i] for i in order) for row in table)).refusals == []
    assert desk.ask(WHO) == [ANNA, HOLZ, UWE]


@pytest.mark.parametrize(
    ("day", "wanted"), [("203", "2025-03-02"), ("0203", "2025-03-02"), ("02032025", "2025-03-02"), ("02.03.2025", "2025-03-02"),
                        ("2.3.25", "2025-03-02"), ("2025-03-02", "2025-03-02"), ("02.03.2025 00:00:00", "2025-03-02")],
)  # fmt: skip
def test_days_as_written_and_as_a_spreadsheet_leaves_them(desk, day, wanted):
    desk.imports("stapel.csv", *x.datev(21, [x.booking("119,00", "S", "10000", "8400", day, "R1")], 125))
    assert desk.ask(FACTS) == [("invoice", wanted, 11900)]


def test_a_year_that_begins_in_july_crosses_the_calendar(desk):
    lines = x.datev(21, [x.booking("1,00", "S", "10000", "8400", day, f"R{day}") for day in ("0107", "3006")], 125)
    lines[0] = lines[0].replace(";20250101;4;20250101;20251231;", ";20240701;4;20240701;20250630;")
    desk.imports("stapel.csv", *lines)
    assert [row[1] for row in desk.ask(FACTS)] == ["2024-07-01", "2025-06-30"]


def test_bookings_without_the_machine_line_tell_no_year_and_are_left_out(desk):
    names = "Umsatz (ohne Soll/Haben-Kz);Soll/Haben-Kennzeichen;WKZ Umsatz;Konto;Gegenkonto (ohne BU-Schlüssel);Belegdatum;Belegfeld 1"
    report = desk.imports(
        "stapel.csv", names, "119,00;S;EUR;10000;8400;0203;R1", "10,00;S;EUR;10000;8400;02.03.2025;R2"
    )
    assert (report.format, report.skipped) == ("datev_bookings", {"no_year": 1})
    assert desk.ask(FACTS) == [("invoice", "2025-03-02", 1000)]


@pytest.mark.parametrize(
    ("key", "reversal", "kind", "gross"),
    [("20", "", "cancellation", -11900), ("", "1", "cancellation", -11900), ("", "G", "cancellation", -11900),
     ("9", "", "credit_note", -11900), ("", "0", "credit_note", -11900)],
)  # fmt: skip
def test_a_reversal_takes_the_invoice_back(desk, key, reversal, kind, gross):
    row = x.booking("119,00", "H", "10000", "8400", "0302", "R1") | {9: f'"{key}"', 118: reversal}
    desk.imports("stapel.csv", *x.datev(21, [row], 125))
    assert [(row[0], row[2]) for row in desk.ask(FACTS)] == [(kind, gross)]


@pytest.mark.parametrize(
    ("amount", "key", "reversal"),
    [("1190,00", "20", ""), ("1190,00", "23", ""), ("1190,00", "", "1"), ("-1190,00", "", ""), ("-1190,00", "20", ""),
     ("-1190,00", "", "G")],
)  # fmt: skip
def test_a_booking_that_takes_an_invoice_back_takes_its_net_amount_back(desk, amount, key, reversal):
    back = x.booking(amount, "S", "10000", "8400", "0303", "R1", "Storno") | {9: f'"{key}"', 118: reversal}
    rows = [
        x.booking("1190,00", "S", "10000", "8400", "0302", "R1"),
        x.booking("238,00", "S", "10000", "8400", "0302", "R2"),
        back,
    ]
    desk.imports("stapel.csv", *x.datev(21, rows, 125))
    assert [(kind, gross, net) for kind, gross, net in desk.ask("SELECT kind, gross, net FROM fact")] == [
        ("cancellation", -119000, -100000), ("invoice", 119000, 100000), ("invoice", 23800, 20000)]  # fmt: skip
    assert revenue(desk) == 200_00


def test_a_payment_below_nothing_was_paid_back(desk):
    rows = [
        x.booking("119,00", "H", "10000", "1200", "0302", "R1"),
        x.booking("-119,00", "H", "10000", "1200", "0303", "R1"),
    ]
    desk.imports("stapel.csv", *x.datev(21, rows, 125))
    assert [row[0] for row in desk.ask("SELECT gross FROM fact WHERE kind = 'payment'")] == [-11900, 11900]


@pytest.mark.parametrize("number", ["70000", "700010", "7000", "900000"])
def test_an_account_of_seven_or_more_is_a_supplier_however_long_it_is(desk, number):
    """Other programs, and files without the machine line, do not tell how long accounts are."""
    report = desk.imports("stamm.csv", *named([*PEOPLE, x.debtor(number, "Lieferant AG", street="Weg 9", town="Jena")]))
    assert (desk.ask(WHO), report.skipped) == ([ANNA, HOLZ, UWE], {"supplier": 1})


def test_suppliers_and_ledgers_in_bookings_are_no_customers(desk):
    rows = [
        x.booking("10,00", "H", "70000", "4930", "0302", "E1"),
        x.booking("10,00", "S", "4930", "1200", "0302", "E2"),
        x.booking("10,00", "S", "10000", "8400", "0302", "R1"),
    ]
    desk.imports("stapel.csv", *x.datev(21, rows, 125))
    assert desk.ask("SELECT key FROM record") == [("10000",)]


def one_off(number, account, company="", family="", given="", **cells):
    row = {
        1: f'"{number}"',
        2: account,
        4: f'"{company}"',
        7: f'"{family}"',
        8: f'"{given}"',
        18: '"04109"',
        19: '"Leipzig"',
    }
    return row | {int(place[1:]): f'"{cell}"' for place, cell in cells.items()}


@pytest.mark.parametrize("first", ["addresses", "bookings", "debtors"])
def test_what_a_collective_account_sold_to_a_one_off_address_is_that_buyers(desk, first):
    files = {
        "addresses": (48, [one_off("10001", "10009", family="Kunz", given="Karla"), one_off("2", "10009", "Hinz GmbH")], 191),
        "bookings": (21, [x.booking("33,00", "S", "10009", "8400", "0603", "R5") | {16: '"10001"'},
                          x.booking("44,00", "S", "10009", "8400", "0603", "R6") | {16: '"2"'},
                          x.booking("55,00", "S", "10001", "8400", "0603", "R7")], 125),
        "debtors": (16, [x.debtor("10009", "Diverse Debitoren"), x.debtor("10001", "Holz AG", street="Weg 1", town="Gera")], 254),
    }  # fmt: skip
    for name in sorted(files, key=lambda one: one != first):
        desk.imports(f"{name}.csv", *x.datev(*files[name]))
    whose = (
        "SELECT coalesce(p.company, p.family_name), f.gross FROM fact AS f JOIN party AS p ON p.record_id = f.record_id"
    )
    assert desk.ask(whose) == [("Hinz GmbH", 4400), ("Holz AG", 5500), ("Kunz", 3300)]


def test_one_off_addresses_of_suppliers_are_left_out_and_post_boxes_kept(desk):
    rows = [one_off("1", "70009", "Papier AG"), one_off("2", "10009", "Hinz GmbH", _17="12 34")]
    report = desk.imports("diverse.csv", *x.datev(48, rows, 191))
    assert (desk.ask("SELECT company, street FROM party"), report.skipped) == (
        [("Hinz GmbH", "Postfach 12 34")],
        {"supplier": 1},
    )


@pytest.mark.parametrize(
    ("nobility", "prefix", "family", "whole"),
    [
        ("", "von der", "Heide", "von der Heide"),
        ("Gräfin", "von", "Stein", "Gräfin von Stein"),
        ("Gräfin", "", "Stein", "Gräfin Stein"),
        ("", "von", "Freifrau von Stein", "Freifrau von Stein"),
    ],
)
def test_what_belongs_to_a_surname_stays_with_it(desk, nobility, prefix, family, whole):
    titled = {12: '"Dr."', 13: f'"{nobility}"', 14: f'"{prefix}"'}
    rows = [
        x.debtor("10000", family=family, given="Anna", street="Weg 1", town="Gera") | titled,
        x.debtor("10001", "Holz AG"),
    ]
    desk.imports("stamm.csv", *x.datev(16, rows, 254))
    desk.imports("namen.csv", *named(rows)[1:])
    desk.imports(
        "div.csv",
        *x.datev(48, [one_off("1", "10009", "", family, "Anna", _12=nobility, _13=prefix)], 191),
    )
    assert desk.ask("SELECT DISTINCT given_name, family_name FROM party WHERE family_name IS NOT NULL") == [
        ("Anna", whole)
    ]
    assert desk.ask("SELECT DISTINCT title FROM party WHERE title IS NOT NULL") == [("Dr.",)]


def payroll(origin="LO", label="Lohn-Buchungen 06/2025", sign="LG"):
    head = f'"DTVF";700;21;"Buchungsstapel";9;20250705140408955;20250705140408939;"{origin}";"";"x";49999;40392;20250101;6;'
    head += f'20250601;20250630;"{label}";"{sign}";1;0;0;"EUR";;"";;55464;"";;;"";"x"'
    names = [
        "Umsatz",
        "S/H",
        "",
        "",
        "",
        "",
        "Konto",
        "Gegenkonto (ohne BU-Schlüssel)",
        "",
        "Belegdatum",
        "Belegfeld 1",
        "",
        "",
        "Buchungstext",
    ]
    row = ["2500,00", "S", "", "", "", "", "412000", "174000", "", "3006", "LG 6", "", "", "Gehalt"]
    return [head, ";".join(names), ";".join(row), ";".join(row)]


@pytest.mark.parametrize("told", [{}, {"label": "Juni", "sign": "XY"}, {"origin": "RE", "sign": ""}])
def test_bookings_of_wages_are_declined(desk, told):
    with pytest.raises(Declined, match=r"Lohn|payroll"):
        desk.imports("lohn.csv", *payroll(**told))


def test_an_ordinary_batch_is_no_payroll(desk):
    lines = x.datev(21, [x.booking("119,00", "S", "10000", "8400", "0302", "R1")], 125)
    assert desk.imports("stapel.csv", *lines).format == "datev_bookings"


@pytest.mark.parametrize("counter", ["9008", "9000", "70000"])
def test_what_is_carried_over_or_set_against_a_supplier_is_no_sale(desk, counter):
    rows = [
        x.booking("100,00", "S", "10000", counter, "0101", "R1", "Saldovortrag"),
        x.booking("119,00", "S", "10000", "8400", "0301", "R2", "Rechnung"),
    ]
    desk.imports("EXTF_Buchungsstapel.csv", *x.datev(21, rows, 125))
    assert desk.ask("SELECT kind, gross FROM fact") == [("invoice", 11_900)]


@pytest.mark.parametrize("number", ["R1", "2025-0012"])
@pytest.mark.parametrize("kind", ["cancellation", "credit"])
def test_an_invoice_taken_back_whole_is_no_purchase(desk, number, kind):
    back = x.booking("1190,00", "H", "10000", "8400", "0303", number) | ({118: "1"} if kind == "cancellation" else {})
    rows = [
        x.booking("1190,00", "S", "10000", "8400", "0302", number),
        x.booking("238,00", "S", "10000", "8400", "0402", "R2"),
        back,
    ]
    desk.imports("stapel.csv", *x.datev(21, rows, 125))
    assert revenue(desk) == 200_00
    assert desk.ask("SELECT purchase_days, last_purchase FROM figure WHERE revenue_net > 0") == [(1, "2025-02-04")]


@pytest.mark.parametrize("side", ["S", "H"])
def test_a_credit_note_taken_back_gives_its_amount_again(desk, side):
    rows = [
        x.booking("1190,00", "S", "10000", "8400", "0302", "R1"),
        x.booking("119,00", "H", "10000", "8400", "0402", "G1", "Gutschrift"),
        x.booking("119,00", side, "10000", "8400", "0502", "G1", "Gutschrift") | {118: "1"},
    ]
    desk.imports("stapel.csv", *x.datev(21, rows, 125))
    assert revenue(desk) == 1000_00


STACK = [
    x.booking("119,00", "S", "10000", "8400", "0203", "R1"),
    x.booking("11o,00", "S", "10001", "8400", "0203", "R2"),
]


def test_a_stack_saved_as_a_workbook_is_what_it_was(desk):
    lines = list(csv.reader(x.datev(21, STACK, 125), delimiter=";"))
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append([float(cell) if cell.isdecimal() else cell or None for cell in line])
    book.save(desk.folder / "stapel.xlsx")
    report = import_file(desk.db, desk.folder / "stapel.xlsx")
    assert (report.format, [one.code for one in report.refusals]) == ("datev_bookings", ["amount_invalid"])
    assert desk.ask(FACTS) == [("invoice", "2025-03-02", 11900)]


@pytest.mark.parametrize("name", ["rest.csv", "rest.xlsx"])
def test_a_row_left_out_goes_on_with_its_stack_once_it_is_mended(desk, name):
    before = desk.imports("stapel.csv", *x.datev(21, STACK, 125))
    assert leftovers.write(desk.db, before.id, desk.folder / name) == 1
    if name.endswith(".csv"):
        mended = (desk.folder / name).read_text(encoding="utf-8-sig").replace("11o,00", "110,00")
        (desk.folder / name).write_text(mended, encoding="utf-8-sig", newline="")
    else:
        book = openpyxl.load_workbook(desk.folder / name)
        book.active["A3"] = "110,00"
        book.save(desk.folder / name)
    report = import_file(desk.db, desk.folder / name)
    assert (report.format, report.tally.new, report.refusals) == ("datev_bookings", 1, [])
    assert sorted(desk.ask(FACTS)) == [("invoice", "2025-03-02", 11000), ("invoice", "2025-03-02", 11900)]
    assert desk.ask("SELECT count(*) FROM source WHERE system = 'datev'") == [(1,)]
