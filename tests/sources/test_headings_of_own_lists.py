"""Headings that small businesses give their lists: what is known of them is read, and what is not makes no list of addresses."""

import pytest

from kmu_crm.sources.importing import Declined, NotRecognised
from kmu_crm.sources.mapping.recognise import recognise
from kmu_crm.sources.reading.tables import open_table

FACTS = "SELECT kind, day, gross FROM fact ORDER BY id"
PEOPLE = [("Anna", "Berg"), ("Uwe", "Stein"), ("Sabine", "Wald"), ("Thomas", "Tal")]


def known(desk, *lines, name="liste.csv"):
    found = recognise(open_table(desk.file(name, *lines)))
    return found, [field for _, field, _ in found.columns]


@pytest.mark.parametrize(
    "heading",
    [
        "gestellt am",
        "Émise le",
        "Data emissione",
        "Bestellt am",
        "Auftragseingang",
        "Ordered on",
        "Best.-Datum",
        "Tag X",
        "Beauftragung",
    ],
)
def test_the_only_day_beside_a_number_and_a_sum_is_the_documents(desk, heading):
    desk.imports(
        "liste.csv",
        f"Rechnungsnr.;{heading};Name;Ort;Betrag",
        "1;24.11.2021;Anna Vogt;Ulm;100,00",
        "2;25.11.2021;Uwe Stein;Ulm;50,00",
    )
    assert desk.ask(FACTS) == [("invoice", "2021-11-24", 10000), ("invoice", "2021-11-25", 5000)]


def test_the_day_it_was_paid_makes_no_payment_of_an_invoice(desk):
    desk.imports(
        "liste.csv", "Rechnungsnr.;gestellt am;Kunde;Netto;Brutto;gezahlt am", "1;24.11.2021;Anna Vogt;100,00;119,00;01.12.2021",
        "2;25.11.2021;Uwe Stein;100,00;119,00;",
    )  # fmt: skip
    assert desk.ask("SELECT kind, day, gross FROM fact WHERE kind <> 'payment'") == [
        ("invoice", "2021-11-24", 11900),
        ("invoice", "2021-11-25", 11900),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "geboren",
        "Kunde seit",
        "letzter Kauf",
        "fällig",
        "geliefert",
        "Erstzulassung",
        "Hochzeit",
        "Hochzeitstag",
        "Einzug",
        "Datum der Erstzulassung",
        "Prüfdatum",
        "TÜV",
    ],
)
def test_a_day_of_something_else_is_not_the_documents(desk, heading):
    found, fields = known(
        desk, f"Rechnungsnr.;{heading};Name;Betrag", "1;24.11.1981;Anna Vogt;100,00", "2;25.11.1982;Uwe Stein;50,00"
    )
    assert "day" not in fields and not found.importable


@pytest.mark.parametrize("heading", ["Betrag", "Brutto", "Total"])
def test_a_list_with_sums_and_no_day_is_no_list_of_addresses(desk, heading):
    head, row = (
        f"Rechnungsnr.;Name;Straße;PLZ;Ort;E-Mail;{heading}",
        "1;Anna Vogt;Weg 1;89073;Ulm;anna@vogt.example;100,00",
    )
    with pytest.raises(NotRecognised):
        desk.imports("liste.csv", head, row)


@pytest.mark.parametrize(
    "head", ["Buchungstag;Kunde;Eingangsbetrag", "Valuta;Kunde;Zahlbetrag", "Zahlungsdatum;Name;Betrag"]
)
def test_who_paid_how_much_and_when_is_a_payment(desk, head):
    desk.imports(
        "liste.csv", head, *(f"2{day}.11.2021;{given} {family};50,00" for day, (given, family) in enumerate(PEOPLE))
    )
    assert desk.ask("SELECT DISTINCT kind, gross FROM fact") == [("payment", 5000)]


@pytest.mark.parametrize(
    ("given", "family"),
    [("Rufname", "Zuname"), ("VN", "NN"), ("Vorname", "NN"), ("Vornamen", "Hausname"), ("Rufname", "Name")],
)
def test_both_halves_of_a_name_are_read(desk, given, family):
    desk.imports(
        "kunden.csv",
        f"{given};{family};PLZ;E-Mail",
        *(f"{a};{b};89073;{a}@{b}.example".lower().title() for a, b in PEOPLE),
    )
    assert sorted(desk.ask("SELECT given_name, family_name FROM party")) == sorted(PEOPLE)
    assert desk.ask("SELECT DISTINCT city FROM party") == [(None,)]


@pytest.mark.parametrize("heading", ["Ganzer Name", "Kundschaft", "Member", "Nominativo", "Gesprächspartner"])
def test_a_whole_name_is_read(desk, heading):
    desk.imports(
        "kunden.csv",
        f"Kundennummer;{heading};E-Mail",
        "10001;Anna Berg;a@berg.example",
        "10004;Uwe Stein;u@stein.example",
    )
    assert sorted(desk.ask("SELECT given_name, family_name FROM party")) == PEOPLE[:2]


@pytest.mark.parametrize("heading", ["Firma/Verein", "Società", "Business"])
def test_a_firm_is_read(desk, heading):
    desk.imports("kunden.csv", f"{heading};E-Mail", "Holzbau Berg GmbH;a@berg.example", "Stein AG;u@stein.example")
    assert desk.ask("SELECT company FROM party ORDER BY id") == [("Holzbau Berg GmbH",), ("Stein AG",)]


def test_a_list_that_would_call_customers_by_half_their_name_waits(desk):
    found, _fields = known(
        desk, "Nachname;PLZ;Ort;E-Mail;Kosename", *(f"{b};89073;Ulm;{a}@b.example;{a}" for a, b in PEOPLE)
    )
    assert not found.importable


@pytest.mark.parametrize(
    "quantity", ["Flaschen", "Stk.", "Mge", "Qté", "Anz.", "wieviel", "St.", "Units", "Menge/Stk."]
)
@pytest.mark.parametrize("price", ["Preis", "Einzelpreis", "E-Preis", "Prix unitaire"])
def test_small_whole_numbers_under_a_heading_that_means_a_quantity_are_it(desk, quantity, price):
    desk.imports(
        "l.csv",
        f"Rechnungsnr.;Datum;Kunde;Artikel;{quantity};{price}",
        "1;24.11.21;Anna Vogt;Brot;12;4,50",
        "1;24.11.21;Anna Vogt;Salz;2;1,00",
    )
    assert desk.ask("SELECT quantity, gross FROM line") == [(12000, 5400), (2000, 200)]


def test_where_any_of_two_columns_may_be_the_quantity_the_list_waits(desk):
    found, _fields = known(
        desk,
        "Rechnungsnr.;Datum;Kunde;Artikel;Menge bestellt;Menge verkauft;Preis",
        "1;24.11.21;Anna Vogt;Brot;12;3;4,50",
    )
    assert not found.importable


@pytest.mark.parametrize(
    "heading", ["Größe", "Raum", "Garantie", "Regal", "Sterne", "Farbe", "Kw", "Vertreter", "Stufen", "Gr."]
)
def test_other_small_whole_numbers_beside_an_article_and_its_price_are_no_quantity(desk, heading):
    desk.imports(
        "l.csv",
        f"Rechnungsnr.;Datum;Kunde;Artikel;{heading};Preis",
        "1;24.11.21;Anna Vogt;Schuh;42;80,00",
        "2;24.11.21;Uwe Stein;Schuh;39;90,00",
    )
    assert desk.ask("SELECT quantity, gross FROM line") == [(None, 8000), (None, 9000)]


def test_where_nobody_knows_how_many_pieces_at_their_price_there_are_the_list_waits(desk):
    head = "Rechnungsnr.;Datum;Kunde;Artikel;Gebinde;Einzelpreis"
    found, fields = known(desk, head, "1;24.11.21;Anna Vogt;Brot;12;4,50", "2;24.11.21;Uwe Stein;Salz;3;4,50")
    assert not found.importable and "line_quantity" not in fields


@pytest.mark.parametrize(
    ("amounts", "counts"), [(("54,00", "2,00"), [12000, 2000]), (("80,00", "90,00"), [None, None])]
)
def test_what_makes_the_amount_with_the_price_is_the_quantity_whatever_it_is_called(desk, amounts, counts):
    desk.imports(
        "l.csv",
        "Rechnungsnr.;Datum;Kunde;Artikel;Gebinde;Einzelpreis;Gesamtpreis",
        f"1;24.11.21;Anna Vogt;Brot;12;4,50;{amounts[0]}",
        f"1;24.11.21;Anna Vogt;Salz;2;1,00;{amounts[1]}",
    )
    assert [one for (one,) in desk.ask("SELECT quantity FROM line ORDER BY position, id")] == counts


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("ok", [("paid", None)]),
        ("ja", [("paid", None)]),
        ("10.2.24", [("paid", "2024-02-10")]),
        ("Dachziegel", [("", None)]),
    ],
)
def test_what_is_cut_short_to_bez_is_what_its_cells_are(desk, said, wanted):
    desk.imports("l.csv", "RgNr;Datum;Kunde;Brutto;Bez.", f"R1;03.02.2024;Ulf Damm;119,00;{said}")
    payment = "(SELECT day FROM fact WHERE kind = 'payment')"
    assert desk.ask(f"SELECT status, {payment} FROM fact WHERE kind = 'invoice'") == wanted


def test_a_written_day_is_no_street(desk):
    days = ("9. Januar 2021", "12. März 2022", "3. Dezember 2023")
    _found, fields = known(
        desk,
        "Kunde;E-Mail;Irgendwann",
        *(f"{a} {b};{a}@b.example;{day}" for (a, b), day in zip(PEOPLE, days, strict=False)),
    )
    assert fields[-1] == "attribute"


def test_the_name_of_a_client_is_not_that_of_an_article(desk):
    found, _fields = known(desk, "Client name;Product;Article no.", "Anna Berg;Bread;A1", "Uwe Stein;Salt;A2")
    assert not found.importable


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [("Terminliste.csv", "Datum;Name;Notiz", "appointment"), ("liste.csv", "Datum;Name;Leistung", "appointment"),
     ("Telefonliste.csv", "Datum;Name;Thema", "call"), ("liste.csv", "Anruf am;Name;Thema", "call"),
     ("Terminliste.csv", "Date;Customer;Service", "appointment")],
)  # fmt: skip
def test_the_name_of_the_file_and_what_was_done_tell_appointments_from_calls(desk, name, head, kind):
    desk.imports(name, head, "24.11.2021;Anna Vogt;Massage", "25.11.2021;Uwe Stein;Haarschnitt")
    assert desk.ask("SELECT DISTINCT kind FROM fact") == [(kind,)]


@pytest.mark.parametrize(
    "head", ["Datum;Zulieferer;Gesamtsumme", "Datum;Großhändler;Gesamtsumme", "Datum;Lieferant;Konto;Rechnungssumme"]
)
def test_whom_the_business_pays_is_no_customer(desk, head):
    rows = [
        f"24.11.2021;{name};Material;100,00" if "Konto" in head else f"24.11.2021;{name};100,00"
        for name in ("Metro Cash AG", "Holz Direkt KG", "Papier GmbH")
    ]
    with pytest.raises((Declined, NotRecognised)):
        desk.imports("liste.csv", head, *rows)


@pytest.mark.parametrize(("name", "field"), [("{0}", "given_name"), ("{0} {1}", "full_name"), ("{1} {0}", "full_name")])
def test_a_name_with_the_surname_in_it_is_no_given_name(desk, name, field):
    rows = [f"{name.format(*one)};{one[1]};Wien" for one in (("Anna", "Berger"), ("Karl", "Maier"), ("Eva", "Huber"))]
    assert known(desk, "Name;Nachname;Ort", *rows)[1] == [field, "family_name", "city"]


CALLED_OFF = [("Status", "abgesagt"), ("Stand", "abgesagt"), ("Terminstatus", "abgesagt"), ("gekommen?", "abgesagt"),
              ("gekommen", "nein, abgesagt"), ("gekommen", "nein"), ("Status", "ausgefallen (krank)")]  # fmt: skip


@pytest.mark.parametrize(("heading", "said"), CALLED_OFF)
def test_an_appointment_that_was_called_off_did_not_take_place(desk, heading, said):
    rows = ("24.11.2021;Anna Vogt;Massage;erledigt", f"25.11.2021;Uwe Stein;Massage;{said}")
    desk.imports("termine.csv", f"Termindatum;Name;Behandlung;{heading}", *rows)
    assert desk.ask("SELECT day FROM fact WHERE status = 'cancelled'") == [("2021-11-25",)]


@pytest.mark.parametrize(
    ("heading", "said", "minutes", "told"),
    [
        ("Dauer", "1,5 h", 90, 0),
        ("Dauer (h)", "0,25", 15, 0),
        ("Dauer", "45 Min", 45, 0),
        ("Gesprächsdauer", "1,5", None, 1),
        ("Gesprächsdauer", "3600", None, 1),
        ("Dauer (hh:mm)", "1:27", 87, 0),
        ("Dauer mm:ss", "12:00", 12, 0),
        ("Gesprächsdauer (Sek.)", "120", 2, 0),
    ],
)
def test_how_long_a_call_took_is_read_or_told(desk, heading, said, minutes, told):
    report = desk.imports("anrufe.csv", f"Datum;Kunde;Thema;{heading}", f"03.02.2025;Anna Muster;Rückruf;{said}")
    assert desk.ask("SELECT kind, minutes FROM fact") == [("call", minutes)]
    assert [one.count for one in report.warnings if one.code == "duration_unclear"] == [1] * told


def test_the_day_on_which_orders_came_in_makes_no_payments(desk):
    found, _fields = known(
        desk, "Auftragseingang;Kunde;Betrag", "24.11.2021;Anna Vogt;50,00", "25.11.2021;Uwe Stein;50,00"
    )
    assert found.sheet.kind != "payments"


def test_calls_of_which_nobody_knows_what_they_were_about_are_no_addresses(desk):
    found, _fields = known(
        desk,
        "Anruf am;Kunde;Telefon;Ort;Quark",
        *(f"2{i}.11.2021;{a} {b};0171 23456{i};Ulm;x" for i, (a, b) in enumerate(PEOPLE)),
    )
    assert not found.importable


@pytest.mark.parametrize(
    ("head", "row", "wanted"),
    [("Re.Nr;Dat.;Kdnr.;Name;Sume €", "2024-{0};0{0}.02.2024;100{0};Anna Berg;1{0},00", "invoice_number day customer full_name gross"),
     ("Auftr.Nr.;Auftr.dat.;Name;Ges.betrag;enth. MwSt.", "A{0};0{0}.02.2024;Anna Berg;{0}19,00;{1}",
      "number day full_name gross tax"),
     ("Re.Nr;Dat.;Name;Nettobetr.;Mehrwertst.;Bruttobetr.", "{0};0{0}.02.2024;Anna Berg;{0}00,00;19,00;{0}19,00",
      "invoice_number day full_name net tax gross"),
     ("Rechnugsnr;Datumm;Name;Rechungsbetrag", "R{0};0{0}.02.2024;Anna Berg;1{0},00", "invoice_number day full_name gross"),
     ("Re.Nr;Datum;Name;Netto;Bruttosume", "R{0};0{0}.02.2024;Anna Berg;{0}00,00;{0}19,00", "invoice_number day full_name net"),
     ("Re.Nr;Datum;Name;Netto;Bruttosume", "R{0};0{0}.02.2024;Anna Berg;100,00;119,00", "invoice_number day full_name net gross"),
     ("Re.Nr;Datum;Name;Betrag;darin MwSt.", "R{0};0{0}.02.2024;Anna Berg;100,00;3{0},00", "invoice_number day full_name gross"),
     ("Re.Nr;Datum;Name;Rechnungswert;Beitrag", "R{0};0{0}.02.2024;Anna Berg;100,00;3{0},00", "invoice_number day full_name gross"),
     ("Name;Ort;Sume", "Anna Berg;Ulm;1{0},00", "full_name city attribute")],
)  # fmt: skip
def test_headings_cut_short_or_misspelt_are_understood_where_their_cells_agree(desk, head, row, wanted):
    fields = known(desk, head, *(row.format(n, tax) for n, tax in ((1, "19,00"), (2, "34,97"))))[1]
    assert [field for field in fields if field] == wanted.split()


def test_money_under_a_heading_that_nobody_reads_is_told_beside_a_number_and_a_day_cut_short(desk):
    report = desk.imports(
        "liste.csv", "Re.Nr;Dat.;Name;Straße;PLZ;Ort;E-Mail;Xyz", "1;01.02.2024;Anna Berg;Weg 1;01099;Dresden;a@mail.example;9,00"
    )  # fmt: skip
    assert [one.column for one in report.warnings if one.code == "amount_unassigned"] == ["Xyz"]


@pytest.mark.parametrize(
    ("headings", "phones"),
    [("Tel. direkt;Telefon Eltern", ["phone2", "phone"]), ("Tel P;Tel G", ["phone2", "phone"]),
     ("Telefon - Arbeit;Telefon - Mobil", ["phone", "mobile"]), ("Telefon;Telefon Betreuer", ["phone", "attribute"])],
)  # fmt: skip
def test_a_telephone_is_one_whatever_stands_beside_the_word(desk, headings, phones):
    _found, fields = known(desk, f"Name;E-Mail;{headings}", "Anna Vogt;a@mail.example;0341 2312514;0341 2312515")
    assert fields[2:] == phones


@pytest.mark.parametrize(
    "headings",
    ["Mailing Street,Mailing Zip,Mailing City", "Address 1: Street 1,Address 1: ZIP/Postal Code,Address 1: City"],
)
def test_parts_of_an_address_are_read_whatever_stands_before_them(desk, headings):
    _found, fields = known(desk, f"Name,Email,{headings}", "Anna Vogt,a@mail.example,Weg 1,89073,Ulm")
    assert fields[2:] == ["street", "postcode", "city"]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Betrag inkl. MwSt.", "gross"),
        ("Total inkl. MWST", "gross"),
        ("Betrag exkl. MwSt.", "net"),
        ("Amount incl. VAT", "gross"),
    ],
)
def test_a_sum_that_says_whether_tax_is_in_it_needs_no_number_beside_it(desk, heading, field):
    found, fields = known(desk, f"Datum;Kunde;{heading}", *(f"0{n}.05.2024;Anna Vogt {n};{n}5,00" for n in (1, 2, 3)))
    assert (fields[2], found.importable) == (field, True)
