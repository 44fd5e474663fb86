"""What single formats mean."""

import csv

import pytest

from kmu_crm.sources.importing import Declined
from kmu_crm.sources.mapping import sheets
from kmu_crm.sources.mapping.recognise import recognise
from kmu_crm.sources.reading.tables import open_table
from tests.beside import SHARED
from tests.sources import exports as x
from tests.sources.intake_desk import FACTS, PARTIES, PERMISSIONS

COLUMNS = SHARED / "formats" / "columns"
UNKNOWN = {"jtl-ameise-kunden-beispiel.csv"}  # JTL has no fixed layout: columns are found by their names


def _layouts():
    index = COLUMNS / "INDEX.tsv"
    if not index.exists():
        return []
    return [line.split("\t")[:5] for line in index.read_text(encoding="utf-8").splitlines()[1:]]


@pytest.mark.parametrize("layout", _layouts(), ids=lambda layout: layout[0])
def test_a_known_layout_is_recognised_as_its_systems(tmp_path, layout):
    name, _, lines, encoding, delimiter = layout
    delimiter = {"TAB": "\t"}.get(delimiter, delimiter)
    encoding = {"utf-8-bom": "utf-8-sig"}.get(encoding, encoding)
    head = (COLUMNS / name).read_bytes().decode(encoding).splitlines()[: int(lines)]
    row = delimiter.join(["x"] * len(next(csv.reader([head[-1]], delimiter=delimiter))))
    path = tmp_path / name
    path.write_bytes("\r\n".join([*head, row, row, ""]).encode(encoding))
    found = recognise(open_table(path)).sheet
    system = name.partition("-")[0].replace("windows", "windows_live_mail")
    assert found.system == ("list" if name in UNKNOWN else system)


def test_every_sheet_that_ships_can_be_read():
    ids = [sheet.id for sheet in sheets.bundled()]
    assert len(ids) == len(set(ids)) > 40


@pytest.mark.parametrize("sheet", sheets.bundled(), ids=lambda sheet: sheet.id)
def test_every_sheet_says_where_its_knowledge_comes_from(sheet):
    assert sheet.evidence in sheets.EVIDENCE
    assert ("nach Vermutung" in sheet.shown or "as a guess" in sheet.shown) == (sheet.evidence == "guess")


@pytest.mark.parametrize(
    "text",
    [
        "id = ",
        'id = "a"\nsystem = "b"\ntitle = "c"\nkind = "d"\n[columns]\n"X" = "nonsense"',
        'id = "a"\nodd = 1',
        'id = "a"\nsystem = "b"\ntitle = "c"\nevidence = "hearsay"',
    ],
)
def test_a_sheet_with_a_mistake_is_named(text):
    with pytest.raises(sheets.BadSheet, match=r"mein\.toml"):
        sheets.read("mein.toml", text)


def test_a_sheet_of_ones_own_is_used(desk):
    (sheet,) = sheets.read(
        "kasse.toml",
        'id = "kasse"\nsystem = "kasse"\ntitle = "Kasse"\nkind = "customers"\nknown_by = ["Kassenkunde", "Mail"]\n'
        '[columns]\n"Kassenkunde" = "external_id"\n"Mail" = "email"\n',
    )
    report = desk.imports("kasse.csv", "Kassenkunde;Mail;Fach", "7;anna@mail.example;3", further=[sheet])
    assert (report.format, desk.ask(PARTIES)[0][2:8]) == ("kasse", ("7", "", None, None, None, "anna@mail.example"))


def test_datev_suppliers_and_collective_debtors_make_no_customers(desk):
    report = desk.imports(
        "stamm.csv",
        *x.datev(
            16,
            [
                x.debtor("10000", family="Muster", given="Anna", street="Am Markt 1", town="Leipzig"),
                x.debtor("70000", "Lieferant AG", street="Weg 2", town="Halle"),
                x.debtor("10900", "PayPal-Kunden"),
            ],
            254,
        ),
    )
    assert [(row[2], row[3]) for row in desk.ask(PARTIES)] == [("10000", "person"), ("10900", "collective")]
    assert report.skipped == {"supplier": 1}


def test_two_clients_of_a_tax_adviser_are_two_sources(desk):
    for account in ("29098;55003", "29098;55004"):
        desk.imports(f"{account[-1]}.csv", *x.datev(16, [x.debtor("10000", "Holz GmbH")], 254, account))
    assert [row[1:3] for row in desk.ask(PARTIES)] == [("29098/55003", "10000"), ("29098/55004", "10000")]


@pytest.mark.parametrize(
    ("row", "kind", "gross", "net"),
    [
        (x.booking("119,00", "S", "10000", "8400", "0302", "R1"), "invoice", 11900, 10000),
        (x.booking("119,00", "H", "8400", "10000", "302", "R1"), "invoice", 11900, 10000),
        (x.booking("119,00", "H", "10000", "1200", "1503", "R1"), "payment", 11900, None),
        (x.booking("119,00", "H", "10000", "8400", "1503", "R1"), "credit_note", -11900, -10000),
        (x.booking("107,00", "S", "10000", "8300", "0302", "R1"), "invoice", 10700, 10000),
        (x.booking("50,00", "S", "10000", "8990", "0302", "R1"), "invoice", 5000, None),
    ],
)
def test_a_booking_says_what_happened(desk, row, kind, gross, net):
    desk.imports("stapel.csv", *x.datev(21, [row], 125))
    assert desk.ask("SELECT kind, gross, net FROM fact") == [(kind, gross, net)]


def test_an_invoice_booked_at_two_tax_rates_is_one(desk):
    rows = [
        x.booking("119,00", "S", "10000", "8400", "0302", "R1"),
        x.booking("107,00", "S", "10000", "8300", "0302", "R1"),
    ]
    desk.imports("stapel.csv", *x.datev(21, rows, 125))
    assert desk.ask("SELECT kind, gross, net FROM fact") == [("invoice", 22600, 20000)]


def test_bookings_without_a_customer_are_left_out_and_counted(desk):
    rows = [
        x.booking("119,00", "S", "10000", "8400", "0302", "R1"),
        x.booking("50,00", "S", "4930", "1200", "0302", "B1"),
    ]
    report = desk.imports("stapel.csv", *x.datev(21, rows, 125))
    assert (report.facts, report.skipped) == (1, {"no_customer_account": 1})


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("konten.csv", x.datev(20, [{1: f"84{n:02}", 2: '"Erlöse"'} for n in range(9)], 4)),
        ("auszug.csv", ["Buchungstag;Valuta;Verwendungszweck;IBAN;Betrag", "01.02.2025;01.02.2025;Miete;DE1;-500,00"]),
    ],
)
def test_a_file_without_customers_is_recognised_and_declined(desk, name, lines):
    with pytest.raises(Declined, match=name):
        desk.imports(name, *lines)
    assert desk.ask("SELECT count(*) FROM import") == [(0,)]


def test_paypal_keeps_what_customers_paid(desk):
    head = "Datum,Uhrzeit,Name,Typ,Status,Währung,Brutto,Gebühr,Netto,Absender E-Mail-Adresse,Transaktionscode"
    rows = [
        '05.01.2025,09:14:00,Anna Muster,Zahlung erhalten,Abgeschlossen,EUR,"1.190,00","-30,00","1.160,00",anna@mail.example,T1',
        '06.01.2025,09:14:00,Post AG,Express-Zahlung,Abgeschlossen,EUR,"-6,19","0,00","-6,19",wir@firma.example,T2',
        '18.01.2025,09:14:00,Bank,Überweisung als Zahlungsquelle,Abgeschlossen,EUR,"100,00","0,00","100,00",x@bank.example,T3',
        '19.01.2025,09:14:00,Clara Probe,Zahlung erhalten,Ausstehend,EUR,"10,00","0,00","10,00",clara@mail.example,T4',
    ]
    report = desk.imports("Download.CSV", head, *rows)
    assert [(row[1], row[2], row[7], row[8]) for row in desk.ask(FACTS)] == [("payment", "T1", 119000, None)]
    assert report.skipped == {"own_payment": 2, "not_completed": 1}


def test_passwords_and_card_numbers_never_reach_the_store(desk):
    desk.imports(
        "kunden.csv",
        "Nummer;Name;E-Mail;Password;Card Number",
        "1;Anna Muster;anna@mail.example;geheim77;4242424242424242",
        ";;;geheim77;4242424242424242",
    )
    desk.store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    stored = desk.store.file.read_bytes()
    assert b"anna@mail.example" in stored
    assert (b"geheim77" in stored, b"4242424242424242" in stored) == (False, False)


@pytest.mark.parametrize(
    ("words", "states"),
    [
        ("subscribed,subscribed", ["claimed"]),
        ("subscribed,unsubscribed", ["withdrawn"]),
        ("unsubscribed,subscribed", ["withdrawn"]),
        ("unconfirmed,unconfirmed", []),
    ],
)
def test_the_strictest_of_two_states_counts(desk, words, states):
    desk.imports(
        "liste.csv", "Email,First name,Last name,List status,Global status", f"anna@mail.example,Anna,Muster,{words}"
    )
    assert desk.ask("SELECT state FROM consent_event") == [(state,) for state in states]


def test_a_yes_in_a_shop_is_a_claim_and_a_no_says_nothing(desk):
    head = "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Address1,Total Spent,Total Orders"
    desk.imports(
        "customers.csv", head, "1,Anna,Muster,anna@mail.example,yes,,1,1", "2,Bernd,Beispiel,b@mail.example,no,,1,1"
    )
    assert desk.ask(PERMISSIONS) == [("anna@mail.example", "email", "claimed")]


def test_a_name_beside_a_given_name_is_the_family_name(desk):
    desk.imports("jtl.csv", "Name;Vorname;PLZ;Ort;E-Mail", "Muster;Anna;04109;Leipzig;anna@mail.example")
    assert desk.ask(PARTIES)[0][4:7] == ("Anna", "Muster", None)


def test_a_column_whose_cells_cannot_be_what_its_name_says_stays_text(desk):
    report = desk.imports("kunden.csv", x.CUSTOMERS + ";Geburtstag", x.ANNA + ";Widder", x.BERND + ";Fische")
    assert (report.warnings, desk.ask(PARTIES)[0][10]) == ([], '{"Geburtstag": "Widder"}')
