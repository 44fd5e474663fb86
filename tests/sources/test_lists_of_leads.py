"""Lists of leads: by the heading of their numbers, by their name, or row by row by the state of a lead."""

import openpyxl
import pytest

LEADS = "SELECT coalesce(company, family_name), is_lead, customer_since, origin FROM party WHERE current = 1"


def test_a_column_of_lead_numbers_makes_all_rows_leads_with_their_day_and_source(desk):
    desk.imports(
        "export.csv",
        "Lead-Nr;Firma;Ansprechpartner;E-Mail;Telefon;Leadquelle;Anlagedatum",
        "L-1;Holz GmbH;Eva Stein;e@holz.example;0351 1234567;Messe;03.02.2025",
        "L-2;Stahl AG;Udo Wolf;u@stahl.example;0351 7654321;Website;04.02.2025",
    )
    assert desk.ask(LEADS) == [("Holz GmbH", 1, "2025-02-03", "Messe"), ("Stahl AG", 1, "2025-02-04", "Website")]


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("Lead ID,First name,Last name,Email,Lead source,Created", "2025-02-03"),
        ("Lead Number,First name,Last name,Email,Lead Source,Creation date", "2025-02-03"),
        ("LeadNr,Vorname,Nachname,E-Mail,Lead-Quelle,Eingangsdatum", "03.02.2025"),
        ("Lead-Nummer,Vorname,Nachname,E-Mail,Herkunft,Lead seit", "03.02.2025"),
    ],
)
def test_other_words_of_such_a_list(desk, heading, day):
    desk.imports("export.csv", heading, f"77,Eva,Stein,e@stein.example,Web,{day}")
    assert desk.ask(LEADS) == [("Stein", 1, "2025-02-03", "Web")]


@pytest.mark.parametrize("name", ["Leads.csv", "Leads 2025.csv", "lead-liste.csv", "Export Leads März.csv"])
def test_the_name_of_the_file_says_it_too(desk, name):
    desk.imports(name, "Vorname;Nachname;E-Mail;Erstellt am", "Eva;Stein;e@stein.example;03.02.2025")
    assert desk.ask(LEADS) == [("Stein", 1, "2025-02-03", None)]


@pytest.mark.parametrize("name", ["Leads und Kunden.csv", "Kunden aus Leads.csv", "leader.csv", "kontakte.csv"])
def test_other_names_do_not(desk, name):
    desk.imports(name, "Vorname;Nachname;E-Mail;Erstellt am", "Eva;Stein;e@stein.example;03.02.2025")
    assert [lead for _, lead, *_ in desk.ask(LEADS)] == [0]


def test_the_name_of_the_sheet_goes_before_that_of_the_workbook(desk):
    book = openpyxl.Workbook()
    book.active.title = "Kunden"
    for row in (("Vorname", "Nachname", "E-Mail"), ("Eva", "Stein", "e@stein.example")):
        book.active.append(row)
    book.save(desk.folder / "Leads.xlsx")
    from kmu_crm.sources.importing import import_file

    import_file(desk.db, desk.folder / "Leads.xlsx")
    assert [lead for _, lead, *_ in desk.ask(LEADS)] == [0]


def test_the_state_of_a_lead_is_said_row_by_row(desk):
    desk.imports(
        "export.csv",
        "Firma;E-Mail;Lead Status;Lead-Owner",
        "Holz GmbH;a@holz.example;neu;Jana",
        "Stahl AG;b@stahl.example;konvertiert;Jana",
        "Blech AG;c@blech.example;;",
        "Zink AG;d@zink.example;Kunde nicht erreicht;Tom",
    )
    assert [(who, lead) for who, lead, *_ in desk.ask(LEADS)] == [
        ("Blech AG", 0), ("Holz GmbH", 1), ("Stahl AG", 0), ("Zink AG", 1)
    ]  # fmt: skip


def test_in_a_list_of_leads_who_became_a_customer_is_one(desk):
    desk.imports(
        "export.csv",
        "Lead-Nr;Firma;E-Mail;Status;Kundennummer",
        "L1;Holz GmbH;a@holz.example;offen;",
        "L2;Stahl AG;b@stahl.example;Kunde;",
        "L3;Blech AG;c@blech.example;erledigt;K7",
    )
    assert [(who, lead) for who, lead, *_ in desk.ask(LEADS)] == [("Blech AG", 0), ("Holz GmbH", 1), ("Stahl AG", 0)]


@pytest.mark.parametrize(
    ("heading", "row"),
    [
        ("Kundennummer;Firma;E-Mail;Lead;Kunde seit", "K1;Holz GmbH;a@holz.example;ja;03.02.2020"),
        ("Kundennummer;Firma;E-Mail;Lead-Nr", "K1;Holz GmbH;a@holz.example;L5"),
        ("Kundennr.;Firma;E-Mail;Lead Status", "K1;Holz GmbH;a@holz.example;qualifiziert"),
        ("Firma;E-Mail;Lead-Nr;Umsatz 2024", "Holz GmbH;a@holz.example;L5;4.500,00"),
        ("Firma;E-Mail;Leadquelle;Ort", "Holz GmbH;a@holz.example;Messe;Köln"),
    ],
)
def test_customers_with_a_column_about_leads_stay_customers(desk, heading, row):
    desk.imports("export.csv", heading, row)
    assert [(who, lead) for who, lead, *_ in desk.ask(LEADS)] == [("Holz GmbH", 0)]


def test_the_source_of_a_lead_is_where_a_customer_came_from(desk):
    desk.imports("kunden.csv", "Kundennummer;Firma;E-Mail;Leadquelle", "K1;Holz GmbH;a@holz.example;Messe")
    assert desk.ask(LEADS) == [("Holz GmbH", 0, None, "Messe")]


def test_the_same_list_again_changes_nothing(desk):
    lines = "Lead-Nr;Firma;E-Mail;Anlagedatum", "L-1;Holz GmbH;e@holz.example;03.02.2025"
    desk.imports("a.csv", *lines)
    report = desk.imports("b.csv", *lines, "L-2;Stahl AG;u@stahl.example;04.02.2025")
    assert (report.tally.new, report.tally.updated, report.tally.unchanged) == (1, 0, 1)
