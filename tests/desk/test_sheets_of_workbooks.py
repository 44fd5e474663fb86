"""A workbook whose sheets are months, years, or kinds of lists: each that is an export of its own comes in, once."""

import pytest
import xlsxwriter

from kmu_crm.desk import looking
from kmu_crm.desk.derive import derive
from kmu_crm.desk.intake import take_in
from kmu_crm.sources.undo import undo

INVOICE = ("Rechnungsnr", "Datum", "Kunde", "Betrag netto")
JANUARY = [("1001", "03.01.2024", "Berg GmbH", "100,00"), ("1002", "09.01.2024", "Ada Abt", "50,00"),
           ("1003", "12.01.2024", "Tal AG", "70,00")]  # fmt: skip
FEBRUARY = [("1004", "05.02.2024", "Berg GmbH", "20,00"), ("1005", "19.02.2024", "Eva Ern", "30,00")]
SUMS = [("Monat", "Umsatz"), ("Januar", "220,00"), ("Februar", "50,00")]
PEOPLE = ("Vorname", "Nachname", "E-Mail", "Straße", "PLZ", "Ort")
ADA, EVA = (("Ada", "Abt", "ada@a.example", "Weg 1", "04109", "Leipzig"),
            ("Eva", "Ern", "eva@e.example", "Weg 2", "04109", "Leipzig"))  # fmt: skip
MAX = ("Max", "Muster", "max@m.example", "Gasse 3", "04109", "Leipzig")
STAFF = [(*PEOPLE, "Eintritt"), (*MAX, "01.02.2020")]


@pytest.fixture
def book(tmp_path):
    def write(**sheets):
        path = tmp_path / "mappe.xlsx"
        with xlsxwriter.Workbook(str(path)) as made:
            for title, rows in sheets.items():
                sheet = made.add_worksheet(title)
                for place, cells in enumerate(rows):
                    sheet.write_row(place, 0, cells)
        return path

    return write


def documents(store):
    return [number for (number,) in store.db.execute("SELECT substr(key, 1, 4) FROM fact WHERE current ORDER BY key")]


def told(report, code):
    return [one.text for one in report.warnings if one.code == code]


def test_each_month_of_a_workbook_is_an_import_of_its_own(store, book):
    path = book(Januar=[INVOICE, *JANUARY], Februar=[INVOICE, *FEBRUARY], Auswertung=SUMS)
    first, second = take_in(store.db, [path]).done
    assert [first.file, second.file] == ["mappe.xlsx", "mappe.xlsx · Februar"]
    assert documents(store) == ["1001", "1002", "1003", "1004", "1005"]
    (unread,) = told(first, "sheets_unread")
    assert "“Auswertung” (2 rows: Monat, Umsatz)" in unread and "--sheet" in unread
    assert "“Februar” (2 rows)" in told(first, "sheets_taken")[0]
    assert not [one for one in second.warnings if "sheet" in one.code]
    undo(store.db, second.id)
    derive(store.db)
    assert documents(store) == ["1001", "1002", "1003"]


@pytest.mark.parametrize(
    ("whole", "files", "again"),
    [
        ([*JANUARY, *FEBRUARY], 1, ["Januar", "Februar"]),
        ([*JANUARY, FEBRUARY[0]], 2, ["Januar"]),  # not brought up to date: what it lacks comes from the month
    ],
)
def test_rows_that_stand_in_a_sheet_of_all_months_too_come_in_once(store, book, whole, files, again):
    path = book(Januar=[INVOICE, *JANUARY], Februar=[INVOICE, *FEBRUARY], Alle=[INVOICE, *whole])
    done = take_in(store.db, [path]).done
    assert (len(done), sum(one.tally.new for one in done)) == (files, 5)
    assert [name in told(done[0], "sheets_unread")[0] for name in again] == [True] * len(again)


@pytest.mark.parametrize(
    ("sheets", "taken"),
    [
        ({"Rechnungen": [INVOICE, *JANUARY], "Kunden": [PEOPLE, ADA]}, ["Kunden"]),
        ({"Rechnungen": [INVOICE, *JANUARY], "Kunden": [PEOPLE, ADA], "Team": STAFF}, []),
        ({"Kunden": [PEOPLE, ADA, EVA], "Team": STAFF}, []),
        ({"Kunden": [PEOPLE, ADA, EVA], "Abmeldungen": [PEOPLE, EVA]}, ["Abmeldungen"]),
        ({"Kunden": [PEOPLE, ADA, EVA], "Lieferanten": [PEOPLE, ADA]}, []),
        ({"Kunden": [PEOPLE, ADA], "Graz": [PEOPLE, EVA], "Mitarbeiter": [PEOPLE, MAX]}, ["Graz"]),
        ({"Rechnungen": [INVOICE, *JANUARY], "Angebote": [INVOICE, *FEBRUARY]}, []),  # under numbers of invoices
        ({"Verkauf": [INVOICE, *JANUARY], "Einkauf": [INVOICE, *FEBRUARY], "Beispiel": [INVOICE, *FEBRUARY]}, []),
        ({"Firmen": [PEOPLE, ADA], "Privat": [PEOPLE, EVA], "Muster": [PEOPLE, MAX]}, ["Privat"]),
        ({"Berlin": [PEOPLE, ADA], "Musterhausen": [PEOPLE, EVA], "Personal Training": [PEOPLE, MAX]},
         ["Musterhausen", "Personal Training"]),
        ({"Januar": [INVOICE, *JANUARY], "Team Nord": [INVOICE, *FEBRUARY]}, ["Team Nord"]),
        ({"Kunden": [PEOPLE, ADA, EVA], "Vorlage": [PEOPLE], "Notiz": [("Chef anrufen",), ("Steuer",)]}, []),
        ({"Rechnungen": [INVOICE, *JANUARY], "Preise": [("Artikelnr", "Bezeichnung", "Preis"), ("A", "B", "3,50")]}, []),
        ({"Rechnungen": [INVOICE, *JANUARY], "Bestkunden": [("Kunde", "Umsatz"), ("Berg GmbH", "120,00")]}, []),
    ],
)  # fmt: skip
def test_a_sheet_of_another_kind_comes_in_where_it_is_certain_what_it_adds(store, book, sheets, taken):
    first, *further = take_in(store.db, [book(**sheets)]).done
    assert [one.file.rpartition(" · ")[2] for one in further] == taken
    (_read, *others), unread = sheets, "".join(told(first, "sheets_unread"))
    assert [name for name in others if f"“{name}”" in unread] == [
        name for name in others if (name not in taken and len(sheets[name]) > 1) or name == "Notiz"
    ]


def test_a_first_sheet_of_purchases_is_none_of_sales(store, book):
    delivery = take_in(store.db, [book(Einkauf=[INVOICE, *JANUARY], Verkauf=[INVOICE, *FEBRUARY])])
    assert [one.file for one in delivery.done] == ["mappe.xlsx · Verkauf"]
    assert [file.name for file, _error in delivery.refused] == ["mappe.xlsx"]


def test_of_sheets_that_are_years_the_latest_says_last(store, book):
    moved = (*EVA[:3], "Neue Gasse 7", *EVA[4:])
    path = book(**{"Kunden 2024": [PEOPLE, ADA, moved], "Kunden 2023": [PEOPLE, EVA]})
    assert [one.file for one in take_in(store.db, [path]).done] == ["mappe.xlsx · Kunden 2023", "mappe.xlsx"]
    assert store.db.execute("SELECT street FROM profile WHERE given_name = 'Eva'").fetchone() == ("Neue Gasse 7",)


def test_a_full_sheet_that_nobody_understands_keeps_no_other_one_out(store, book):
    notes = [("Was", "Wie"), *(("x", str(n)) for n in range(20))]
    path = book(Rechnungen=[INVOICE, *JANUARY], Merkzettel=notes, Februar=[INVOICE, *FEBRUARY])
    delivery = take_in(store.db, [path])
    assert [one.file for one in delivery.done] == ["mappe.xlsx · Rechnungen", "mappe.xlsx · Februar"]
    assert [file.name for file, _error in delivery.refused] == ["mappe.xlsx"]


def test_a_sheet_that_is_named_is_read_alone(store, book):
    path = book(Januar=[INVOICE, *JANUARY], Februar=[INVOICE, *FEBRUARY])
    assert [one.rows for one in take_in(store.db, [path], sheet="Februar").done] == [2]


def test_looking_tells_all_sheets_that_come_in(book):
    path = book(Januar=[INVOICE, *JANUARY], Februar=[INVOICE, *FEBRUARY], Auswertung=SUMS)
    found = looking.look(path)
    assert [(one["sheet"], one["rows"]) for one in found["sheets"]] == [("Januar", 3), ("Februar", 2)]
    assert {"sheets_taken", "sheets_unread"} <= {one["code"] for one in found["warnings"]}
