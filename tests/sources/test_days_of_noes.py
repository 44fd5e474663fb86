"""A day under a heading that speaks of an end or a refusal: the day of a no, or at least told."""

import pytest

from kmu_crm.consent.states import states
from tests.sources.exports import SHOPIFY_HEAD

HEAD = "Kundennummer;Vorname;Nachname;E-Mail;Telefon;Straße;PLZ;Ort;Newsletter;Newsletter seit"
OTTO = "1;Otto;Abel;otto@abc.de;0351 4567890;Weg 1;01067;Dresden;ja;01.02.2023"
EVA = "2;Eva;Blau;eva@abc.de;0351 4567891;Weg 2;01067;Dresden;ja;01.02.2023"
CELLS = ["05.06.2024", "ja"]


def people(desk, heading, otto, eva=""):
    return desk.imports("liste.csv", f"{HEAD};{heading}", f"{OTTO};{otto}", f"{EVA};{eva}")


def refused(desk):
    return desk.ask("SELECT DISTINCT address FROM consent_event WHERE state = 'withdrawn' AND channel = 'email'")


def told(report):
    return [one.column for one in report.warnings if one.code in ("refusal_in_text", "consent_unread")]


@pytest.mark.parametrize(
    "heading",
    [
        "NL aus", "Newsletter-Austritt", "Newsletter deaktiviert", "Newsletter abgeschaltet", "Newsletter beendet", "NL-Storno",
        "Nicht mailen", "Darf nicht beworben werden", "Darf nicht kontaktiert werden", "Mailing-Ausschluss", "Ausschluss Mailing",
        "Vom Mailing ausgeschlossen", "Nicht-Empfänger", "Einwilligung verweigert", "Abmelder", "Ohne Werbung", "No Newsletter",
        "Newsletter nicht gewünscht", "Kein Newsletter",
    ],
)  # fmt: skip
@pytest.mark.parametrize("cell", CELLS)
def test_under_a_clear_heading_it_is_the_day_of_a_no(desk, heading, cell):
    report = people(desk, heading, cell)
    assert refused(desk) == [("otto@abc.de",)]
    assert told(report) == []


@pytest.mark.parametrize(
    "heading",
    [
        "Newsletter Ende", "Newsletter bis", "NL bis", "Newsletter inaktiv", "Newsletter pausiert", "Einwilligung bis",
        "Einwilligung abgelaufen", "Einwilligung fehlt", "DSGVO-Löschung", "Gelöscht", "Lösch-Kz", "Löschkennzeichen", "Löschvermerk",
        "Sperrkennzeichen", "Sperr-Kz", "Suppressed", "Hardbounces", "Mail unzustellbar", "Verweigert", "Ende der Einwilligung",
        "Opt-in abgelaufen am", "Newsletterende", "Einwilligungsende", "Abmeldedatum NL", "Aus Verteiler genommen", "Mailverteiler bis",
        "Keine Einwilligung", "Consent expired", "Newsletter off", "Zu löschen", "Ausgeschlossen", "Anonymisiert", "Unzustellbar",
        "Gesperrt",
        "Cleaned at", "Complained at",
    ],
)  # fmt: skip
@pytest.mark.parametrize("cell", CELLS)
def test_under_one_that_may_mean_an_end_it_is_told(desk, heading, cell):
    report = people(desk, heading, cell)
    assert told(report) == [heading]
    assert refused(desk) == []


@pytest.mark.parametrize(
    "heading", ["NL aus", "Newsletter Ende", "Löschkennzeichen", "Suppressed", "Einwilligung fehlt"]
)
@pytest.mark.parametrize("cell", ["", "nein", "0"])
def test_an_empty_box_there_says_nothing(desk, heading, cell):
    report = people(desk, heading, cell, cell)
    assert (told(report), refused(desk)) == ([], [])


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Newsletter Ausgabe", "05.06.2024"), ("Vertragsende", "05.06.2024"), ("Abo bis", "05.06.2024"),
        ("Stoppuhr", "ja"), ("Aussendienst", "Huber"), ("Ausweis bis", "05.06.2024"),
        ("Letzte Bestellung", "05.06.2024"), ("Endkunde", "ja"), ("Wochenende", "ja"), ("Austritt Innung", "05.06.2024"),
        ("Newsletter Absender", "Huber"),
        ("Ausgabe Kundenkarte", "05.06.2024"), ("Sperrgepäck", "ja"), ("Garantie abgelaufen", "05.06.2024"),
        ("Konto gelöscht von", "Huber"),
    ],
)  # fmt: skip
def test_ends_of_other_things_say_nothing(desk, heading, cell):
    report = people(desk, heading, cell)
    assert (told(report), refused(desk)) == ([], [])


def test_the_day_since_when_nobody_spoke_is_no_refusal(desk):
    report = people(desk, "Kein Kontakt seit", "05.06.2024", "01.01.2024")
    assert (told(report), refused(desk)) == (["Kein Kontakt seit"], [])


def test_such_a_column_added_to_a_programs_file_is_told_too(desk):
    head = "First Name,Last Name,Email,Accepts Email Marketing,Default Address Address1,Default Address Zip,Phone,Total Spent"
    row = "Otto,Abel,otto@abc.de,yes,Weg 1,01067,0351 4567890,0,05.06.2024"
    report = desk.imports("export.csv", f"{head},Löschkennzeichen", row)
    assert report.format.startswith("shopify")
    assert told(report) == ["Löschkennzeichen"]


@pytest.mark.parametrize(
    "heading",
    [
        "Newsletter nicht geöffnet seit", "Telefonisch nicht erreicht am", "Mailing ohne Reaktion am", "E-Mail nicht zugestellt am",
        "Brief nicht zugestellt am", "Anruf nicht angenommen am", "Katalog nicht erhalten", "Newsletter ohne Klick", "Nicht beworben seit",
        "Kein Kontakt seit",
    ],
)  # fmt: skip
def test_what_became_of_a_sending_bars_nobody(desk, heading):
    people(desk, heading, "05.06.2024")
    assert desk.ask("SELECT count(*) FROM consent_event WHERE state = 'withdrawn'") == [(0,)]


@pytest.mark.parametrize(
    "heading", ["Möchte keine Werbung erhalten", "Bitte keine Werbung zurücksenden", "Kein Newsletter seit"]
)
@pytest.mark.parametrize("cell", CELLS)
def test_what_somebody_wishes_for_bars(desk, heading, cell):
    people(desk, heading, cell)
    assert refused(desk) == [("otto@abc.de",)]


@pytest.mark.parametrize(
    ("heading", "otto", "eva", "days"),
    [
        ("Abmeldung", "15.08.2023", "03.04.2024", ["2023-08-15", "2024-04-03"]),
        ("Abgemeldet", "2024-02-02 08:00:00", "", ["2024-02-02T08:00:00"]),
        ("Abbestellt", "8/15/2023", "4/3/2024", ["2023-08-15", "2024-04-03"]),
        ("Keine Post", "ja, seit 03.04.2024", "", ["2024-04-03"]), ("Kein Newsletter", "ja", "", [None]),
        ("E-Mail erlaubt", "nein, 3.4.2024", "ja, 5.4.2024", ["2024-04-03"]),
        ("Telefon erlaubt", "widerrufen am 03.04.2024", "ja", ["2024-04-03"]),
        ("Post erlaubt", "nein, erst ab 3.4.2024", "ja", [None]), ("Werbung erwünscht", "nein (3.4.2024)", "ja", ["2024-04-03"]),
    ],
)  # fmt: skip
def test_a_no_stands_at_the_day_that_is_told_of_it(desk, heading, otto, eva, days):
    people(desk, heading, otto, eva)
    assert desk.ask("SELECT DISTINCT at FROM consent_event WHERE state = 'withdrawn' ORDER BY at") == [
        (day,) for day in days
    ]


@pytest.mark.parametrize(
    ("headings", "cells", "days"),
    [
        ("Newsletter erlaubt;Widerspruch", "ja, 12.03.2020;x", [None]),
        ("Telefonwerbung erlaubt;Werbewiderspruch", "ja, seit 12.03.2020;ja", [None]),
        ("Keine Werbung;Newsletter erlaubt", "nein, 12.03.2020;nein", [None]),
        ("Abgemeldet;Keine Werbung", "15.08.2020;x", [None]), ("Abgemeldet am;Keine Werbung", "15.08.2020;x", [None]),
        ("Kein Newsletter;Keine Werbung", "15.08.2020;ja, 16.08.2020", ["2020-08-16"]),
        ("Keine Werbung;Werbestopp", "15.08.2020;x", [None]), ("Werbestopp;Keine Werbung", "x;15.08.2020", [None]),
        ("Keine Werbung;Bemerkung", "15.08.2020;keine Werbung mehr!", [None]),
        ("Kein Newsletter;E-Mail erlaubt", "15.08.2020;nein", [None]),
        ("Keine Anrufe;Newsletter abgemeldet am", "x;15.08.2020", ["2020-08-15", None]),
        ("Widerspruch;Widerspruch am", "x;15.08.2020", ["2020-08-15"]),
        ("Kein Newsletter;Abgemeldet am", "x;15.08.2020", ["2020-08-15"]),
    ],
)  # fmt: skip
def test_a_day_dates_no_no_of_another_column(desk, headings, cells, days):
    people(desk, headings, cells, ";")
    found = desk.ask("SELECT DISTINCT date(at) FROM consent_event WHERE state = 'withdrawn'")
    assert found == [(day,) for day in days]


@pytest.mark.parametrize("files", ["one", "turned", "two"])
@pytest.mark.parametrize(
    ("january", "february", "goes"), [("yes", "no", True), ("no", "yes", False), ("yes", "yes", False), ("no", "no", False)]
)  # fmt: skip
def test_of_two_orders_the_newer_takes_a_yes_back_by_a_box_left_unticked_but_not_for_good(
    desk, january, february, goes, files
):
    said = {"#1": ("2025-01-05", january), "#2": ("2025-02-05", february)}
    rows = [
        f"{name},otto@abc.de,paid,,EUR,10,0,1.60,10.00,{day} 10:00:00 +0100,1,Tasse,10.00,T1,Otto Abel,Ulm,,{word}"
        for name, (day, word) in said.items()
    ]
    for these in {"one": [rows], "turned": [rows[::-1]], "two": [rows[:1], rows[1:]]}[files]:
        report = desk.imports("orders.csv", f"{SHOPIFY_HEAD},Accepts Marketing", *these)
    assert (refused(desk), report.noes) == ([], 0)
    assert desk.ask("SELECT address FROM consent_event WHERE basis = 'doubted'") == [("otto@abc.de",)] * goes
    assert states(desk.db, "email", "advertising", ["otto@abc.de"])["otto@abc.de"].state != "yes"
