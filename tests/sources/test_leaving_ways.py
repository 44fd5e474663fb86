"""Lists of those who want no calls, no letters, no contact: what only the file's name says, and of which way."""

import pytest

from kmu_crm.sources.importing import import_file
from kmu_crm.sources.mapping.leaving_names import by_name
from kmu_crm.sources.mapping.recognise import of_all, recognise
from kmu_crm.sources.reading.tables import open_table

LINES = {
    "mail": ("E-Mail;Name", "anna@berg.example;Anna Berg"),
    "calls": ("Name;Telefon", "Anna Berg;0341 2312514"),
    "letters": ("Name;Straße;PLZ;Ort", "Anna Berg;Weg 1;04109;Leipzig"),
    "full": ("Kundennummer;Name;E-Mail;Telefon;Straße;PLZ;Ort", "K1;Anna Berg;anna@berg.example;0341 2312514;Weg 1;04109;Leipzig"),
}  # fmt: skip


def refused(desk):
    return {channel for (channel,) in desk.ask("SELECT channel FROM consent_event WHERE state = 'withdrawn'")}


def codes(report):
    return [one.code for one in report.warnings if one.code in ("refusal_of_all", "refusal_in_name")]


@pytest.mark.parametrize(
    ("lines", "ways", "name"),
    [
        *(("calls", {"phone"}, name) for name in ("Nicht anrufen", "Do-Not-Call", "Keine Anrufe", "Anrufsperre", "Telefonsperre 2025",
                                                  "DNC", "Telefon-Sperrliste", "Anrufverbot", "no calls", "Nicht mehr anrufen")),
        *(("letters", {"post"}, name) for name in ("Keine Post", "Postsperre", "Keine Briefe", "Kein Katalog", "Briefsperre")),
        *(("mail", {"email"}, name) for name in ("Mailsperre", "Mailsperrliste", "Nicht mailen", "Newsletter Austritte", "Negativliste",
                                                 "Widerspruchsliste", "Schwarze Liste", "E-Mail-Sperre", "NL-Sperre", "NL-Austritte")),
        *(("full", {"email", "phone", "post"}, name) for name in ("Kontaktsperre", "Kontaktsperren", "Werbeablehner", "Kontaktverbot",
                                                 "Werbeausschluss",
                                                 "Kontakt unerwünscht", "Robinsonliste")),
        ("full", {"phone"}, "Nicht anrufen"), ("full", {"post"}, "Postsperre"), ("mail", {"email"}, "Löschanfragen DSGVO"),
    ],
)  # fmt: skip
def test_a_name_refuses_the_way_it_names(desk, lines, ways, name):
    report = desk.imports(f"{name}.csv", *LINES[lines])
    assert (refused(desk), codes(report)) == (ways, ["refusal_of_all"])


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ("full", "Widerspruchsliste"), ("full", "Löschanfragen DSGVO"), ("full", "Negativliste"), ("full", "Sperrkunden"),
        ("mail", "Sperren"),
        ("full", "Kein Kontakt"), ("full", "Kein Kontakt mehr"), ("mail", "Nicht anrufen"), ("calls", "Postsperre"),
        ("calls", "Anrufsperre und Kunden"), ("full", "DSGVO-Löschung"), ("full", "Ablehner"),
        ("mail", "Kunden ohne Newsletter"), ("mail", "Kunden_ohne_Werbung"), ("full", "Kunden Robinson"), ("mail", "Ausschlussliste"),
        ("mail", "exclusion list"), ("mail", "Kunden ohne Einwilligung 2024"),
        ("mail", "Kunden ohne Newsletter-Einwilligung"), ("mail", "Todesfälle"), ("mail", "Mailing-Ausschluss"),
        ("full", "Robinson Kunden 2024"),
    ],
)  # fmt: skip
def test_what_is_not_certain_decides_nothing_and_is_told(desk, lines, name):
    report = desk.imports(f"{name}.csv", *LINES[lines])
    assert (refused(desk), codes(report)) == (set(), ["refusal_in_name"])


@pytest.mark.parametrize(
    "name",
    [
        "Anrufliste", "Telefonliste", "Postversand", "Kunden ohne Telefon", "Keine Mailadresse", "Kunden ohne Anrufsperre", "Kontakte",
        "Sperrholzkunden", "Nicht erreicht", "Kein Telefon", "Austritte Turnverein", "Postleitzahlen", "Katalogempfänger", "DNCX",
        "Kunden (keine Kontaktsperre)", "Nicht vergessen", "Kein Umsatz", "Kunden ohne Abgemeldete",
        "Auswahl ohne Sperrliste", "Kunden ohne Newsletter-Abmeldungen", "Kunden_ohne_Newsletter-Optout",
        "Kunden ohne Newsletter unsubscribed", "ohne NL Blacklist", "ohne Newsletter-Kündigung", "without newsletter unsubscribes",
        "ohne Newsletter und Werbewiderspruch",
    ],
)  # fmt: skip
def test_another_name_says_nothing(name):
    assert by_name(name) is None


@pytest.mark.parametrize(("word", "way"), [("no_calls", "phone"), ("no_letters", "post")])
def test_a_person_says_of_all_rows_which_way_they_refuse(desk, word, way):
    path = desk.file("Liste.csv", *LINES["full"])
    import_file(desk.db, path, mapping=of_all(recognise(open_table(path)), word))
    assert refused(desk) == {way}


def test_numbers_of_customers_not_to_be_called(desk):
    desk.imports("kunden.csv", *LINES["full"])
    report = desk.imports("Nicht anrufen.csv", "Kundennummer", "K1")
    assert codes(report) == ["refusal_of_all"]
    assert desk.ask("SELECT count(*) FROM objection") == [(1,)]
