"""A no that was said on the telephone or at the counter: the outcome of a call, the subject of a talk."""

import pytest

from kmu_crm.consent.states import states

CUSTOMERS = ("Kundennummer;Name;E-Mail;Telefon;Newsletter;Einwilligung am",
             "1;Otto Abel;otto@abc.de;0351 4567890;ja;01.02.2024", "2;Eva Blau;eva@abc.de;0351 4567891;ja;01.02.2024")  # fmt: skip
CALLS = "Datum;Kundennummer;Kunde;Telefon;Ergebnis"
TALKS = "Datum;Kundennummer;Kunde;Thema;Dauer"


def state(desk):
    return states(desk.db, "email", "advertising", ["otto@abc.de"])["otto@abc.de"].state


def told(report):
    codes = ("refusal_in_text", "refusal_taken")
    return [(one.code, one.column, one.rows) for one in report.warnings if one.code in codes]


@pytest.fixture
def agreed(desk):
    desk.imports("kunden.csv", *CUSTOMERS)
    return desk


def call(agreed, words):
    return agreed.imports(
        "anrufe.csv",
        CALLS,
        "01.03.2025;2;Eva Blau;0351 4567891;erreicht",
        f"02.03.2025;1;Otto Abel;0351 4567890;{words}",
    )


def talk(agreed, words):
    return agreed.imports("service.csv", TALKS, "01.03.2025;2;Eva Blau;Frage;5", f"02.03.2025;1;Otto Abel;{words};5")


@pytest.mark.parametrize(
    "words", ["keine Werbung", "Werbewiderspruch", "möchte nicht mehr kontaktiert werden", "verstorben"]
)
def test_an_outcome_or_a_subject_that_is_nothing_but_a_no_holds_and_is_told(agreed, words):
    assert told(call(agreed, words)) == [("refusal_taken", "Ergebnis", (2,))]
    assert agreed.ask("SELECT count(*) FROM objection") == [(1,)]
    assert told(talk(agreed, words)) == [("refusal_taken", "Thema", (2,))]


@pytest.mark.parametrize(
    "words",
    [
        "nicht mehr anrufen", "Opt-Out", "Newsletter abbestellt", "Widerruf Einwilligung", "Abmeldung Newsletter", "DSGVO-Löschung",
        "Beschwerde Werbung", "Widerspruch", "aus Verteiler löschen",
    ],
)  # fmt: skip
def test_what_may_be_a_no_is_told_and_decides_nothing(agreed, words):
    assert told(call(agreed, words)) == [("refusal_in_text", "Ergebnis", (2,))]
    assert told(talk(agreed, words)) == [("refusal_in_text", "Thema", (2,))]
    assert state(agreed) == "yes"


@pytest.mark.parametrize(
    "words",
    [
        "nicht erreicht",
        "kein Interesse",
        "Termin vereinbart",
        "Reklamation",
        "ruft zurück",
        "keine Antwort",
        "Newsletter gewünscht",
    ],
)
def test_other_outcomes_are_not_told(agreed, words):
    assert told(call(agreed, words)) == told(talk(agreed, words)) == []
    assert state(agreed) == "yes"


def test_what_an_invoice_is_for_is_no_talk(agreed):
    head = "Rechnungsnummer;Datum;Kundennummer;Kunde;Leistung;Betrag"
    report = agreed.imports("rechnungen.csv", head, "7;02.03.2025;1;Otto Abel;Werbewiderspruch;12,50")
    assert (told(report), state(agreed)) == ([], "yes")


@pytest.mark.parametrize("heading", ["Name 2", "Namenszusatz", "Zusatzinfo"])
def test_a_further_column_of_the_name_is_one_of_names(desk, heading):
    report = desk.imports(
        "kunden.csv",
        f"Kundennummer;Name;{heading};E-Mail",
        "1;Otto Abel;*** verstorben ***;otto@abc.de",
        "2;Eva Blau;;e@b.de",
    )
    assert told(report) == [("refusal_taken", heading, (1,))]


@pytest.mark.parametrize("word", ["Abmeldung", "Widerspruch", "Opt-out", "Löschantrag"])
def test_a_kind_of_contact_that_may_be_a_no_is_told(agreed, word):
    lines = ("01.03.2025;2;Eva Blau;Anruf;5", f"02.03.2025;1;Otto Abel;{word};5")
    report = agreed.imports("kontakte.csv", "Datum;Kundennummer;Kunde;Art;Dauer", *lines)
    assert told(report) == [("refusal_in_text", "Art", (2,))]


def test_a_kind_of_contact_that_is_nothing_but_a_no_holds(agreed):
    lines = ("01.03.2025;2;Eva Blau;Anruf;5", "02.03.2025;1;Otto Abel;Werbewiderspruch;5")
    report = agreed.imports("kontakte.csv", "Datum;Kundennummer;Kunde;Art;Dauer", *lines)
    assert told(report) == [("refusal_taken", "Art", (2,))]
    assert agreed.ask("SELECT count(*) FROM objection") == [(1,)]


@pytest.mark.parametrize("heading", ["Text", "Gesprächsnotiz", "Gesprächsinhalt", "Inhalt", "Beschreibung", "Was war"])
def test_what_was_said_in_a_talk_is_read_under_any_heading(agreed, heading):
    report = agreed.imports(
        "gespraeche.csv",
        f"Datum;Kundennummer;Art;Betreff;{heading};Raum",
        "01.04.2025;1;Anruf;Nachfrage;Herr Abel möchte keine Mails mehr bekommen;Messe",
        "04.04.2025;2;E-Mail;Reklamation;Der Kuchen war nicht gut;",
    )
    assert agreed.ask("SELECT text, attributes FROM fact") == [
        ("Der Kuchen war nicht gut", None), ("Herr Abel möchte keine Mails mehr bekommen", '{"Raum": "Messe"}'),
    ]  # fmt: skip
    assert told(report) == [("refusal_in_text", heading, (1,))]


def test_a_no_beside_the_text_of_a_talk_is_told(agreed):
    report = agreed.imports(
        "gespraeche.csv",
        "Datum;Kundennummer;Art;Betreff;Notiz;Wunsch des Kunden",
        "01.04.2025;1;Anruf;Nachfrage;War nett und fragt nach neuen Sorten;bitte keine Mails mehr schicken",
        "04.04.2025;2;E-Mail;Reklamation;Der Kuchen war nicht gut;",
    )
    assert told(report) == [("refusal_in_text", "Wunsch des Kunden", (1,))]
