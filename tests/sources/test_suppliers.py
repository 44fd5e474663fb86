"""Suppliers in a list of one's own are no customers, and are counted as left out."""

import openpyxl
import pytest

from kmu_crm.desk import handing_on, looking, preview
from kmu_crm.sources.importing import OfSuppliers, import_file
from kmu_crm.sources.mapping import recognise, sheets


def booked(desk, name, title):
    """A workbook of one sheet with two firms."""
    book = openpyxl.Workbook()
    book.active.title = title
    for line in ("Firma;Ort;E-Mail", *FIRMS):
        book.active.append(line.split(";"))
    book.save(desk.folder / name)
    return desk.folder / name


@pytest.mark.parametrize(
    ("heading", "word"),
    [("Typ", "Lieferant"), ("Kategorie", "Lieferanten"), ("Kontaktart", "Kreditor"), ("Kunde/Lieferant", "LIEFERANT"), ("Type", "vendor"),
     ("Status", "Lieferant")],
)  # fmt: skip
def test_a_column_of_kinds_names_them(desk, heading, word):
    report = desk.imports(
        "liste.csv",
        f"Nr;Firma;Ort;E-Mail;{heading}",
        "1;Holz GmbH;Köln;a@holz.example;Kunde",
        f"2;Stahl AG;Ulm;b@stahl.example;{word}",
    )
    assert desk.ask("SELECT company FROM party") == [("Holz GmbH",)]
    assert report.skipped == {"supplier": 1}


@pytest.mark.parametrize(
    ("heading", "word"), [("Status", "Interessent"), ("Art", "Lead"), ("Kundentyp", "Interessentin")]
)
def test_a_column_of_kinds_names_who_is_no_customer_yet(desk, heading, word):
    desk.imports(
        "liste.csv", f"Nr;Firma;Ort;{heading};Interesse", "1;Holz GmbH;Köln;Kunde;Lead", f"2;Stahl AG;Ulm;{word};Holz"
    )
    assert desk.ask("SELECT company, is_lead FROM party") == [("Holz GmbH", 0), ("Stahl AG", 1)]


def test_a_tag_or_a_name_of_that_word_is_no_kind(desk):
    desk.imports("liste.csv", "Nr;Firma;Ort;E-Mail;Tags", "1;Holz GmbH;Köln;a@holz.example;Lieferant")
    assert desk.ask("SELECT company FROM party") == [("Holz GmbH",)]


FIRMS = ("Holz GmbH;Köln;a@holz.example", "Stahl AG;Ulm;b@stahl.example")


@pytest.mark.parametrize(
    "name",
    ["Lieferanten 2025.csv", "lieferantenliste.csv", "Kreditoren.csv", "Kreditorenstamm_2025.csv", "Suppliers.csv", "vendors export.csv",
     "2025-11-28 Export Lieferanten (2).csv", "Lieferanten-Stammdaten März 2025 v2.1.csv", "supplier list.csv", "LieferantenAdressen.csv"],
)  # fmt: skip
def test_a_list_that_is_called_suppliers_waits_for_a_person(desk, name):
    with pytest.raises(OfSuppliers, match="suppliers"):
        desk.imports(name, "Firma;Ort;E-Mail", *FIRMS)
    assert desk.ask("SELECT company FROM party") == []


@pytest.mark.parametrize(
    "name",
    ["Export Supplier Solutions GmbH.csv", "suppliers_shop.csv", "rechnungen an lieferanten.csv", "Lieferant Müller.csv",
     f"{'12 ' * 60}von Lieferanten.csv"],
)  # fmt: skip
def test_a_name_that_says_more_than_suppliers_is_of_something_else(desk, name):
    desk.imports(name, "Firma;Ort;E-Mail", *FIRMS)
    assert len(desk.ask("SELECT company FROM party")) == 2


@pytest.mark.parametrize(
    "head", ["Kundennummer;Firma;E-Mail", "Kd-Nr.;Firma;E-Mail", "Customer ID;Company;Email", "Nr;Kunde;E-Mail"]
)
def test_a_list_that_names_customers_is_none_of_suppliers_whatever_it_is_called(desk, head):
    desk.imports("Lieferanten.csv", head, "K1;Holz GmbH;a@holz.example", "K2;Stahl AG;b@stahl.example")
    assert len(desk.ask("SELECT id FROM party")) == 2


@pytest.mark.parametrize("head", ["Nr;Firma;Ort", "Konto;Firma;Ort", "Lieferantennummer;Firma;Unsere Kundennummer"])
def test_a_number_that_may_be_of_suppliers_leaves_the_name_to_tell(desk, head):
    with pytest.raises(OfSuppliers):
        desk.imports("Lieferanten.csv", head, "20001;Holz GmbH;1", "10007;Stahl AG;2")


def test_a_workbook_s_sheet_that_is_called_suppliers_waits_for_a_person(desk):
    with pytest.raises(OfSuppliers):
        import_file(desk.db, booked(desk, "adressen.xlsx", "Lieferanten"))
    import_file(desk.db, booked(desk, "Lieferanten.xlsx", "Kunden"))
    assert len(desk.ask("SELECT company FROM party")) == 2


@pytest.mark.parametrize(
    "name",
    ["Kunden und Lieferanten.csv", "Adressen ohne Lieferanten.csv", "Kunden.csv", "Lieferadressen.csv", "Lieferungen.csv"],
)  # fmt: skip
def test_a_list_whose_name_speaks_of_others_too_is_taken(desk, name):
    desk.imports(name, "Firma;Ort;E-Mail", *FIRMS)
    assert len(desk.ask("SELECT company FROM party")) == 2


@pytest.mark.parametrize(
    "heading",
    ["Lieferantennummer", "Lieferanten-Nr.", "Lieferantennr", "Kreditorennummer", "Kreditor", "Kreditorenkonto", "Supplier ID",
     "Vendor No"],
)  # fmt: skip
def test_a_list_whose_only_number_is_of_suppliers_waits_for_a_person(desk, heading):
    rows = [f"7000{place};{row}" for place, row in enumerate(FIRMS)]
    with pytest.raises(OfSuppliers, match=heading):
        desk.imports("liste.csv", f"{heading};Firma;Ort;E-Mail", *rows)


@pytest.mark.parametrize(
    ("head", "more"),
    [("Kundennummer;Firma;Ort;E-Mail", "Unsere Lieferantennummer (bei Kunde)"), ("Kundennummer;Firma;Ort;E-Mail", "Lieferantennummer"),
     ("Kundennummer;Firma;Ort;E-Mail", "Lieferantennr. bei Kunde"), ("Nr;Firma;Ort;E-Mail", "Lieferantennr. bei Kunde"),
     ("Nr;Firma;Ort;E-Mail", "Unsere Lieferantennummer beim Kunden")],
)  # fmt: skip
def test_the_number_that_customers_gave_makes_no_supplier(desk, head, more):
    rows = [f"{place};{row};471{place}" for place, row in enumerate(FIRMS, start=1)]
    desk.imports("liste.csv", f"{head};{more}", *rows)
    assert len(desk.ask("SELECT company FROM party")) == 2


@pytest.mark.parametrize("heading", ["Lieferant", "Lieferantennummer", "Lieferanten-Artikelnr.", "Kreditor"])
def test_orders_that_name_the_supplier_of_each_item_are_those_of_customers(desk, heading):
    desk.imports(
        "bestellungen.csv",
        f"Bestellnummer;Datum;Kunde;Artikel;Menge;Einzelpreis;{heading}",
        "1;01.02.2025;Anna Berg;Brett;2;5,00;70001",
        "2;02.02.2025;Uwe Stein;Blech;1;7,00;70002",
    )
    assert desk.ask("SELECT kind, gross FROM fact") == [("order", 1000), ("order", 700)]


@pytest.mark.parametrize(
    "heading", ["Konto", "Kontonummer", "Konto-Nr.", "Debitor/Kreditor", "Debitoren-/Kreditorennr.", "Personenkonto"]
)
def test_accounts_of_suppliers_among_those_of_customers_are_left_out(desk, heading):
    report = desk.imports(
        "adressen.csv", f"{heading};Firma;Ort", "10001;Holz GmbH;Köln", "70001;Stahl AG;Ulm", "12000;Glas KG;Ulm", "99000;Eisen AG;Ulm",
    )  # fmt: skip
    assert desk.ask("SELECT company FROM party") == [("Glas KG",), ("Holz GmbH",)]
    assert report.skipped == {"supplier": 2}


@pytest.mark.parametrize(
    ("head", "rows"),
    [("Konto;Firma;Ort", ("123;Holz GmbH;Köln", "70001;Stahl AG;Ulm")), 
     ("Kundennummer;Firma;Ort", ("10001;Holz GmbH;Köln", "70001;Stahl AG;Ulm")),
     ("Kontonummer;Firma;Ort;Bankleitzahl", ("12345678;Holz GmbH;Köln;86055592", "71234567;Stahl AG;Ulm;86055592"))],
)  # fmt: skip
def test_numbers_that_are_no_accounts_of_one_length_say_nothing_of_suppliers(desk, head, rows):
    desk.imports("adressen.csv", head, *rows)
    assert len(desk.ask("SELECT company FROM party")) == 2


@pytest.mark.parametrize(
    ("head", "rows"),
    [("Rechnungsnummer;Datum;Kundennummer;Firma;Erlöskonto;Konto;Netto",
      ("R1;01.02.2025;K1;Holz GmbH;;44000;100,00", "R2;02.02.2025;K2;Stahl AG;;84000;900,00")),
     ("Rechnungsnummer;Datum;Firma;Konto;Netto", ("R1;01.02.2025;Holz GmbH;83000;100,00", "R2;02.02.2025;Stahl AG;84000;900,00")),
     ("Rechnungsnummer;Datum;Firma;Artikel;Menge;FiBu-Konto;Positionsbetrag netto",
      ("R1;01.02.2025;Holz GmbH;Ding;1;44000;100,00", "R1;01.02.2025;Holz GmbH;Dong;1;84000;50,00",
       "R2;02.02.2025;Stahl AG;Ding;1;84000;900,00"))],
)  # fmt: skip
def test_accounts_of_revenue_leave_out_no_document_and_no_item(desk, head, rows):
    report = desk.imports("rechnungen.csv", head, *rows)
    assert (len(desk.ask("SELECT id FROM fact")), report.skipped) == (2, {})
    assert len(desk.ask("SELECT fact_id FROM line")) == (3 if "Artikel" in head else 0)


@pytest.mark.parametrize("heading", ["Personenkonto", "Debitor/Kreditor"])
def test_a_document_of_a_suppliers_account_goes_out_whole(desk, heading):
    report = desk.imports(
        "rechnungen.csv", f"Rechnungsnummer;Datum;{heading};Firma;Artikel;Menge;Positionsbetrag netto",
        "R1;01.02.2025;10001;Holz GmbH;Ding;1;100,00", "R2;02.02.2025;70001;Stahl AG;Ding;1;900,00",
        "R2;02.02.2025;;Stahl AG;Dong;1;50,00", "R3;03.02.2025;10002;Glas KG;Ding;1;10,00",
    )  # fmt: skip
    assert desk.ask("SELECT d.number FROM fact AS f JOIN document AS d ON d.id = f.document_id") == [("R1",), ("R3",)]
    assert desk.ask("SELECT company FROM party") == [("Glas KG",), ("Holz GmbH",)]
    assert report.skipped == {"supplier": 2}


@pytest.mark.parametrize(
    "head",
    ["Kundennummer;Firma;Kontonummer;Ort", "Kundennummer;Firma;Datev-Konto;Ort", "Kreditinstitut;Firma;Kontonummer;Ort",
     "IBAN;Firma;Konto;Ort"],
)  # fmt: skip
def test_an_account_beside_the_customer_s_number_or_of_a_bank_makes_no_supplier(desk, head):
    desk.imports("adressen.csv", head, "K1;Holz GmbH;12345678;Köln", "K2;Stahl AG;87654321;Ulm")
    assert len(desk.ask("SELECT company FROM party")) == 2


@pytest.mark.parametrize(
    ("name", "head"),
    [("Kundenkonten.csv", "Kto-Nr;Kunde;Ort"), ("adressen.csv", "Kto-Nr;Kunde;Ort"), ("Kundenliste.csv", "Konto;Firma;Ort"),
     ("liste.csv", "Kontonummer;Mitglied;Ort"), ("kunden.csv", "Konto;Name;Ort"), ("Mitglieder 2025.csv", "Konto;Name;Ort"),
     ("customers.csv", "Personenkonto;Firma;Ort"), ("clients.csv", "Konto;Firma;Ort")],
)  # fmt: skip
@pytest.mark.parametrize("first", ["12345", "90001"])
def test_a_list_of_customers_leaves_out_nobody_by_an_account(desk, name, head, first):
    report = desk.imports(name, head, f"{first};Holz GmbH;Köln", "70001;Stahl AG;Ulm", "80002;Glas KG;Ulm")
    assert len(desk.ask("SELECT id FROM party")) == 3
    assert report.skipped == {}


@pytest.mark.parametrize(
    ("name", "head"),
    [("Kunden und Lieferanten.csv", "Konto;Firma;Ort"), ("Debitoren Kreditoren.csv", "Personenkonto;Firma;Ort"),
     ("Adressen ohne Kunden.csv", "Konto;Firma;Ort")],
)  # fmt: skip
def test_a_list_that_speaks_of_suppliers_too_leaves_them_out_by_their_accounts(desk, name, head):
    report = desk.imports(name, head, "12345;Holz GmbH;Köln", "70001;Stahl AG;Ulm")
    assert report.skipped == {"supplier": 1}


@pytest.mark.parametrize(("title", "firms"), [("Kunden und Lieferanten", 1), ("Kunden", 2), ("Tabelle1", 2)])
def test_a_sheet_s_name_goes_before_that_of_the_workbook_where_accounts_tell(desk, title, firms):
    book = openpyxl.Workbook()
    book.active.title = title
    for line in ("Konto;Firma;Ort", "12345;Holz GmbH;Köln", "70001;Stahl AG;Ulm"):
        book.active.append(line.split(";"))
    book.save(desk.folder / "Kunden.xlsx")
    import_file(desk.db, desk.folder / "Kunden.xlsx")
    assert len(desk.ask("SELECT id FROM party")) == firms


def test_documents_that_name_customers_are_theirs_whatever_the_account(desk):
    report = desk.imports(
        "op.csv", "Personenkonto;Rechnungsnummer;Datum;Kunde;Netto", "70001;R1;01.03.2024;Anna Berg;100,00",
        "12001;R2;02.03.2024;Bert Kurz;100,00",
    )  # fmt: skip
    assert (len(desk.ask("SELECT id FROM fact")), report.skipped) == (2, {})


def test_where_a_person_gave_a_sheet_accounts_say_nothing(desk):
    file = desk.file("adressen.csv", "Konto;Firma;Ort", "10001;Holz GmbH;Köln", "70001;Stahl AG;Ulm")
    handing_on.save_for(file, desk.folder / "mein.toml")
    (sheet,) = sheets.read("mein.toml", (desk.folder / "mein.toml").read_text(encoding="utf-8"))
    import_file(desk.db, file, format=sheet.id, further=[sheet])
    assert len(desk.ask("SELECT company FROM party")) == 2


def test_a_list_of_nothing_but_suppliers_accounts_waits_for_a_person(desk):
    with pytest.raises(OfSuppliers, match="Personenkonto"):
        desk.imports("adressen.csv", "Personenkonto;Firma;Ort", "70001;Holz GmbH;Köln", "70002;Stahl AG;Ulm")


def test_who_has_a_number_as_supplier_alone_is_left_out(desk):
    report = desk.imports(
        "adressen.csv", "Kunden-Nr.;Lieferanten-Nr.;Firma;Ort", "1;;Holz GmbH;Köln", ";7;Stahl AG;Ulm", "2;8;Glas KG;Ulm", ";;Eisen AG;Ulm",
    )  # fmt: skip
    assert desk.ask("SELECT company FROM party") == [("Eisen AG",), ("Glas KG",), ("Holz GmbH",)]
    assert report.skipped == {"supplier": 1}


def test_they_are_customers_all_the_same_where_a_person_says_so(desk):
    file = desk.file("Lieferanten.csv", "Firma;Ort;E-Mail", *FIRMS)
    seen = preview.look(file, desk.db)
    assert not seen.importable
    assert not preview.assigned(seen, {"Ort": "attribute"}, desk.db).importable
    import_file(desk.db, file, mapping=preview.assigned(seen, {}, desk.db).recognised)
    assert len(desk.ask("SELECT company FROM party")) == 2


def test_a_format_sheet_says_so_too(desk):
    file = desk.file("Lieferanten.csv", "Firma;Ort;E-Mail", *FIRMS)
    handing_on.save_for(file, desk.folder / "mein.toml")
    (sheet,) = sheets.read("mein.toml", (desk.folder / "mein.toml").read_text(encoding="utf-8"))
    import_file(desk.db, file, format=sheet.id, further=[sheet])
    assert len(desk.ask("SELECT company FROM party")) == 2


def test_a_remembered_mapping_of_customers_takes_no_list_of_suppliers(desk):
    seen = preview.look(desk.file("Kunden.csv", "Firma;Ort;E-Mail", *FIRMS), desk.db)
    recognise.remember(desk.db, seen.table, seen.recognised, "2025-01-01")
    with pytest.raises(OfSuppliers):
        desk.imports("Lieferanten.csv", "Firma;Ort;E-Mail", *FIRMS)


def test_inspecting_says_why(desk):
    found = looking.look(desk.file("Lieferanten.csv", "Firma;Ort;E-Mail", *FIRMS))
    assert not found["importable"]
    assert [one["code"] for one in found["warnings"]] == ["of_suppliers"]
