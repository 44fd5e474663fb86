"""Columns that ask whether somebody is sent something, in whatever words: a no there holds, a yes proves nothing."""

import pytest

from kmu_crm.sources.mapping import mailings

SENT = {
    ("email",): (
        "Rundbrief per Mail", "Angebote per Mail", "Mailings", "Mailing-Liste", "Mailing AP1", "Geburtstagsmail", "Mail-Aktion Mai",
        "Kundenzeitung (E-Mail)", "Mail für Aktionen",
    ),
    ("email", "post"): (
        "Aussendungen", "Infomaterial", "Kundeninfo", "Nachfassaktion", "Aussendung Herbst", "Rundschreiben",
        "Ich möchte über neue Kurse informiert werden", "Dürfen wir Sie über neue Kurse informieren?", "Möchten Sie Infos erhalten?",
        "Vereinszeitung", "Vereinsmagazin", "Aktionen", "Angebote", "Sonderangebote",
        "Neuigkeiten", "Interesse an Aktionen",
    ),
    ("phone",): ("Rückrufaktion", "Anrufliste"),
    ("post",): ("Vereinszeitung per Post", "Aktionen per Post"),
}  # fmt: skip
MAYBE = (
    "Pflanzenbrief", "Rebenbrief", "Hofblatt", "Hofblatt per Post", "Gemeindezeitung",
    "Weinpost (Brief)", "Gartenpost per Post", "Saisongruß Post", "Zusendung Info", "Erinnern?", "Information", "Muster zusenden",
    "Info", "Infos",
    "Nachfassen", "Benachrichtigen",
)  # fmt: skip
ELSE = (
    "Stellenangebote", "Mietangebote", "Anamneseblatt", "Laufblatt", "Magazin", "Prüfprotokollblatt",
    "Kassenbon per Mail", "Faktura per Mail", "ZUGFeRD per Mail", "Terminerinnerung per Mail", "Avis per E-Mail", "Hat Info", "Hausinfo",
    "Sendungsverfolgung per Mail", "Protokoll per Mail", "Fotos per Mail", "Firmenmail", "Privatmail", "Webmail", "Tickets per Post",
    "Mitgliedskarte per Post", "Zeugnis per Post", "Hauspost", "Paketpost", "Vorab per Telefon", "Zusatzinfos", "Allergieinfos",
    "Notfallinfos", "Fahrzeuginfos", "Gesprächsinfo", "Abholbenachrichtigung",
    "Rechnung per Mail", "Lieferung per Post", "Anfrage per Mail", "Angebot per Mail", "Mail versendet", "Angebot gesendet",
    "Termin informiert", "Mailing verschickt", "Kfz-Brief", "Deutsche Post", "E-Mail verifiziert", "Mail bounced", "Rückruf erledigt",
    "Infoabend", "Frachtbrief", "Meisterbrief", "Fahrzeugbrief", "Kundenkarte", "Speisekarte", "EC-Karte", "Datenblatt", "Stammblatt",
    "Tageszeitung", "Reaktionen", "Transaktionen", "Angebot", "offene Angebote", "Aktion", "Zahlungserinnerung", "Lagermagazin",
    "Mail für Rechnungen",
)  # fmt: skip
HEAD = "Name;Straße;PLZ;Ort;E-Mail;Telefon"


@pytest.fixture
def agreed(desk):
    """Somebody agreed, in a list of before."""
    desk.imports("neu.csv", "Name;E-Mail;Newsletter;Einwilligung am", "Eva Blau;eva1@abc.de;ja;01.02.2024")
    return desk


def people(desk, heading, *answers):
    rows = (f"Eva Blau;Weg {n};04109;Leipzig;eva{n}@abc.de;0341 44556{n};{said}" for n, said in enumerate(answers, 1))
    return desk.imports("kurse.csv", f"{HEAD};{heading}", *rows)


def noes(desk):
    return desk.ask("SELECT row, channel FROM consent_event WHERE state = 'withdrawn'")


def told(report):
    return [one.column for one in report.warnings if one.code == "consent_to_approach"]


@pytest.mark.parametrize(("ways", "heading"), [(ways, heading) for ways in SENT for heading in SENT[ways]])
def test_a_no_there_holds_and_a_yes_is_told_and_no_consent(agreed, ways, heading):
    answers = ("Nein", "Ja gerne", "nein danke", "", "nicht mehr seit 2025", "keine", "ja")
    assert told(people(agreed, heading, *answers)) == [heading]
    assert noes(agreed) == [(row, way) for row in (1, 3, 5, 6) for way in ways]
    assert agreed.ask("SELECT row FROM consent_event WHERE state = 'claimed'") == []


@pytest.mark.parametrize("heading", MAYBE)
def test_where_it_may_be_of_something_else_nothing_is_decided_and_a_person_looks(agreed, heading):
    report = people(agreed, heading, "Nein", "Ja")
    assert (noes(agreed), [one.rows for one in report.warnings if one.code == "refusal_in_text"]) == ([], [(1,)])
    held = agreed.ask(f"SELECT row FROM party WHERE import_id = {report.id} AND more LIKE '%{heading}: Nein%'")
    assert held == [(1,)]


@pytest.mark.parametrize("heading", ELSE)
def test_how_something_came_or_whether_it_was_sent_is_no_answer_to_advertising(agreed, heading):
    report = people(agreed, heading, "nein", "ja")
    assert (told(report), noes(agreed)) == ([], [])


@pytest.mark.parametrize(
    ("answers", "refused"),
    [(("0", "1"), []), (("N", "J"), [1]), (("Frühjahr", "Herbst", "nein"), []), (("3", "0", "7", "1"), [])],
)
def test_a_box_that_nobody_ticked_is_no_refusal_nor_what_is_no_answer(desk, answers, refused):
    people(desk, "Mailing AP1", *answers)
    assert [row for row, _way in noes(desk)] == refused


INVOICES = "Rechnungsnr.;Datum;Kunde;E-Mail;Netto;Brutto"


def invoices(desk, heading, *answers):
    rows = (f"R{n};0{n}.06.2026;Eva Blau{n};eva{n}@abc.de;100,00;119,00;{said}" for n, said in enumerate(answers, 1))
    return desk.imports("rechnungen.csv", f"{INVOICES};{heading}", *rows)


@pytest.mark.parametrize(
    "heading",
    ["Dürfen wir Sie über neue Kurse informieren?", "Aussendung", "Mailings", "Kundenzeitung per Mail", "Aktionen"],
)  # fmt: skip
def test_so_does_one_in_a_list_of_invoices(agreed, heading):
    assert told(invoices(agreed, heading, "Nein", "Ja", "nicht mehr")) == [heading]
    assert noes(agreed) == [(1, "email"), (3, "email")]


def test_so_does_one_beside_the_addresses_of_those_who_want_it(agreed):
    heading = "Mail für Aktionen"
    invoices(agreed, heading, "nein", "eva2@abc.de", "eva3@abc.de", "-")
    assert noes(agreed) == [(1, "email")]
    lines = (
        "Rechnungsnr.;Datum;Kunde;Netto;Brutto",
        "R8;08.06.2026;Eva Grau;100,00;119,00",
        "R9;09.06.2026;Eva Rot;100,00;119,00",
    )
    report = agreed.imports("mai.csv", f"{lines[0]};{heading}", f"{lines[1]};nein", f"{lines[2]};eva9@abc.de")
    assert [one.column for one in report.warnings if one.code == "refusal_of_person"] == [heading]


@pytest.mark.parametrize(
    "heading",
    ["Rechnung per Mail", "Beleg per Post", "Zusendung", "Benachrichtigen", "Kundeninfo", "Nachfassen", "Erinnern", "Kopie per Mail",
     "Frachtbrief", "Erinnerung", "Angebot", "Arztbrief", "Prüfprotokollblatt"],
)  # fmt: skip
def test_what_concerns_the_invoice_itself_is_no_answer_to_advertising(agreed, heading):
    invoices(agreed, heading, "nein", "ja")
    assert noes(agreed) == []


def test_a_text_in_the_place_of_a_heading_speaks_of_nothing_that_is_sent():
    assert mailings.sent("x" * 20_000 + "mail an alle") == frozenset()
