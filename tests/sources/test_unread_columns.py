"""A file that half fits a known format: columns it does not read are understood by their names, or told where these say what they hold."""

import pytest

from kmu_crm.desk import looking, preview, trial
from tests.sources import exports

HEAD = "Anzeigename;Vorname;Nachname;Primäre E-Mail-Adresse;Telefon dienstlich;Adresse;PLZ;Ort;Land;Kaffee;Kunden-ID"
INA = "Ina Berg;Ina;Berg;ina@abc.de;i@work.de;i@home.de;01067;Dresden;;schwarz;7"  # mails, whatever is asked for


def told(report):
    return [(one.text, one.count) for one in report.warnings if one.code == "columns_unread"]


def test_they_are_named_by_the_import_the_look_and_the_trial(desk):
    report = desk.imports("adressbuch.csv", HEAD, INA)
    names = "Telefon dienstlich, Adresse"
    assert [(f": {names}." in text, text[0], count) for text, count in told(report)] == [(True, "2", 0)]
    found = looking.look(desk.folder / "adressbuch.csv")
    assert [names in one["text"] for one in found["warnings"] if one["code"] == "columns_unread"] == [True]
    look = preview.look(desk.folder / "adressbuch.csv", desk.db)
    causes = trial.judged(look, trial.run(desk.db, desk.file("a.csv", HEAD, INA), look.recognised)).causes
    assert [one.outcome for one in causes if one.code == "columns_unread"] == ["told"]


def test_what_a_person_assigns_or_leaves_out_is_not_told(desk):
    desk.file("adressbuch.csv", HEAD, INA)
    look = preview.look(desk.folder / "adressbuch.csv", desk.db)
    said = preview.assigned(look, {"Telefon dienstlich": "email2", "Adresse": None})
    assert told(trial.run(desk.db, desk.folder / "adressbuch.csv", said.recognised)) == []


def test_an_empty_column_is_not_told_and_neither_is_one_whose_field_another_has(desk):
    head = "Anzeigename;Vorname;Nachname;Primäre E-Mail-Adresse;Tel. dienstlich;Telefon;PLZ"
    assert told(desk.imports("a.csv", head, "Ina Berg;Ina;Berg;ina@abc.de;0351 445566;0351 1;")) == []


def test_a_list_of_ones_own_keeps_what_it_does_not_know(desk):
    assert told(desk.imports("a.csv", "Kundennummer;Name;E-Mail;Telefon;Kaffee", "1;Ina Berg;i@abc.de;0351 4;ja")) == []


PEOPLE = "SELECT email, phone, street, postcode, city, country FROM party WHERE current = 1"
SHOPIFY = "Name,Email,Financial Status,Created at,Total,Lineitem name,Lineitem quantity,Lineitem price,Billing Name,"


def understood(desk, name, *lines):
    """Columns that only their words told, and the import."""
    path = desk.file(name, *lines)
    return {
        one["column"]: one["field"] for one in looking.look(path)["mapping"] if one["field"] and one["confidence"] < 1
    }, desk.imports(name, *lines)


def test_a_heading_that_is_spelt_otherwise_is_understood_and_shown_as_less_than_sure(desk):
    head = SHOPIFY + "Billing Postal Code,Billing Town,Billing Country"
    row = "#1,a@mail.example,paid,2025-03-01 10:00:00 +0100,10.00,Tee,1,10.00,Anna Muster,04109,Leipzig,DE"
    found, report = understood(desk, "orders_export_1.csv", head, row)
    assert (report.format, told(report)) == ("shopify_orders", [])
    assert found == {"Billing Postal Code": "postcode", "Billing Town": "city"}
    assert desk.ask(PEOPLE) == [("a@mail.example", None, None, "04109", "Leipzig", "DE")]


@pytest.mark.parametrize(
    ("head", "column", "field"),
    [
        ("Vorname;Nachname;E-Mail-Adresse;Telefon geschäftlich;Strasse (privat)", "Strasse (privat)", "street2"),
        ("Vorname;Nachname;E-Mail-Adresse;Telefon geschäftlich;PLZ geschäftlich", "PLZ geschäftlich", "postcode"),
        ("Vorname;Nachname;E-Mail-Adresse;Telefon geschäftlich;E-Mail 2 Adresse", "E-Mail 2 Adresse", "email2"),
    ],
)
def test_outlooks_spellings_of_a_heading_are_one(desk, head, column, field):
    found, report = understood(desk, "kontakte.csv", head, "Ina;Berg;ina@abc.de;0351 445566;01067")
    assert (report.format, found.get(column)) == ("outlook_de", field)


def test_what_a_column_of_the_format_says_no_other_one_does(desk):
    head = SHOPIFY + "Billing Zip,PLZ,Order Total,Order Date,Newsletter"
    row = (
        "#1,a@mail.example,paid,2025-03-01 10:00:00 +0100,10.00,Tee,1,10.00,Anna Muster,04109,99999,77.00,2024-01-01,ja"
    )
    found, _ = understood(desk, "orders_export_1.csv", head, row)
    assert found == {}
    assert desk.ask("SELECT gross, day FROM fact") == [(1000, "2025-03-01")]
    assert desk.ask("SELECT postcode FROM party") == [("04109",)]
    assert desk.ask("SELECT state FROM consent_event") == []


def test_datevs_columns_are_read_by_the_format_alone(desk):
    head, *_ = exports.datev(16, [{1: "10001", 2: '"Holz AG"'}], 3)
    found, report = understood(desk, "EXTF_Stamm.csv", head, "Name;Konto;Geburtsdatum", "Holz AG;10001;01.02.1980")
    assert (report.format, found) == ("datev_debtors", {})


@pytest.mark.parametrize("heading", ["Bezahlt", "Offen", "Restbetrag"])
@pytest.mark.parametrize("sums", ["Artikel;Menge;Einzelpreis netto", "Kunde 2;Land;Netto"])
def test_what_was_paid_of_sales_that_tell_no_gross_amount_is_told_as_unread(desk, sums, heading):
    rows = (f"R{n};01.03.2025;Ina Berg;Tee;2;10,00;{n}0,00" for n in (1, 2, 3))
    report = desk.imports("r.csv", f"Rechnungsnummer;Datum;Kunde;{sums};{heading}", *rows)
    (told,) = (one for one in report.warnings if one.code == "columns_unread")
    assert heading in told.text


def warned(report, code):
    return [one for one in report.warnings if one.code == code]


@pytest.mark.parametrize(
    ("heading", "cell", "named"),
    [
        ("Steueranteil", "19,00", True),
        ("enth. MwSt.", "19,00 €", True),
        ("davon Umsatzst", "19,00", True),
        ("USt-IdNr. Kunde", "DE136695976", False),
        ("Steuerber.", "Holz", False),
        ("Rabattsumme", "19,00", False),
    ],
)
def test_gross_amounts_name_the_unread_column_that_may_tell_their_tax(desk, heading, cell, named):
    rows = (f"R{n};0{n}.03.2025;Ina Berg;{n}19,00;{cell}" for n in (1, 2, 3))
    report = desk.imports("r.csv", f"Rechnungsnummer;Datum;Kunde;Brutto;{heading}", *rows)
    said = [*warned(report, "net_unknown")]
    assert [(one.column, f"“{heading}”" in one.text, "nothing tells" in one.text) for one in said] == [
        ("Brutto", named, not named)
    ]
    if named:
        looked = looking.look(desk.folder / "r.csv")["warnings"]
        assert [f"“{heading}”" in one["text"] for one in looked if one["code"] == "net_unknown"] == [True]


@pytest.mark.parametrize(
    ("cell", "code", "column"), [("0{}.03.2025", "days_unread", "Notiert"), ("x{}", "day_missing", "")]
)
def test_documents_without_a_day_name_the_unread_column_of_days(desk, cell, code, column):
    rows = (f"R{n};{cell.format(n)};Berg GmbH;Tee;1;1{n},00;1{n},00;2,00" for n in (1, 2, 3))
    report = desk.imports("r.csv", "Bestellnummer;Notiert;Kunde;Artikel;Menge;Einzelpreis;Brutto;MwSt", *rows)
    found = [*warned(report, "days_unread"), *warned(report, "day_missing")]
    assert [(one.code, one.column, one.count, one.lines) for one in found] == [(code, column, 3, (2, 3, 4))]


@pytest.mark.parametrize("heading", ["Zahlungseingang", "Zahltag"])
@pytest.mark.parametrize(
    ("cells", "field"),
    [
        (("119,00", "0,00", "50"), "paid"),
        (("12345,00", "", ""), "paid"),
        (("05.03.2025", "", ""), "paid_at"),
        (("05.03.2025", "offen", "06.03.2025"), "paid_at"),
        (("45721", "45722", "45723"), "paid_at"),
    ],
)
def test_a_heading_that_may_be_a_day_or_an_amount_is_what_stands_below_it(desk, heading, cells, field):
    rows = (f"R{n};0{n}.03.2025;Ina Berg;{n}19,00;19,00;{cell}" for n, cell in enumerate(cells, 1))
    report = desk.imports("r.csv", f"Rechnungsnummer;Datum;Kunde;Brutto;MwSt;{heading}", *rows)
    columns = preview.look(desk.folder / "r.csv", desk.db).recognised.columns
    assert columns[-1][:2] == (heading, field)
    assert not {one.code for one in report.warnings} & {"date_invalid", "columns_unread"}


def test_what_came_in_is_told_as_unread_beside_net_amounts_and_a_second_day_of_payment_is_not(desk):
    rows = [f"R{n};0{n}.03.2025;Ina Berg;{n}19,00" for n in (1, 2, 3)]
    head = "Rechnungsnummer;Datum;Kunde;Netto;"
    came = desk.imports("r.csv", f"{head}Zahlungseingang", *(f"{row};100,00" for row in rows))
    days = desk.imports("s.csv", f"{head}Zahldatum;Zahlungseingang", *(f"{row};05.03.2025;06.03.2025" for row in rows))
    assert ([names for names, _ in told(came) if "Zahlungseingang" in names] != [], told(days)) == (True, [])


@pytest.mark.parametrize(
    ("cells", "days", "codes"),
    [(("16041985", "03121970"), ["1970-12-03", "1985-04-16"], []), (("04.03", "12.11"), [], ["year_missing"]),
     (("16.04.1985", "04.03."), ["1985-04-16"], ["year_missing"])],
)  # fmt: skip
def test_a_birthday_lacks_its_year_only_where_none_is_written(desk, cells, days, codes):
    rows = (f"Ina Berg {n};i{n}@berg.example;{cell}" for n, cell in enumerate(cells))
    report = desk.imports("k.csv", "Name;E-Mail;Geburtstag", *rows)
    assert desk.ask("SELECT birth_date FROM party WHERE birth_date IS NOT NULL ORDER BY 1") == [(day,) for day in days]
    assert [one.code for one in report.warnings if one.code in ("year_missing", "date_invalid")] == codes


def test_columns_of_documents_that_are_taken_for_nothing_are_named_once_and_quietly(desk):
    head = "RE-Nr;Datum;Kunde;Netto;Brutto;Mahnstufe;Provision;Leer"
    report = desk.imports("r.csv", head, "R1;03.01.2025;Meier GmbH;100,00;119,00;1;40,00;")
    (told,) = report.warnings
    assert told.code == "columns_unkept" and "Mahnstufe, Provision." in told.text
    assert told.text in [one["text"] for one in looking.look(desk.folder / "r.csv")["warnings"]]
