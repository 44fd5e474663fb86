"""Headings under which a yes is a refusal: of the one way they name, or of all."""

import pytest

HEAD = "Kundennummer;Vorname;Nachname;E-Mail;Telefon;Straße;PLZ;Ort"
OTTO = "1;Otto;Abel;otto@abc.de;0351 4567890;Weg 1;01067;Dresden"
EVA = "2;Eva;Blau;eva@abc.de;0351 4567891;Weg 2;01067;Dresden"
ALL = ("email", "phone", "post")
MEANT = {
    ("post",): (
        "Briefsperre", "Postsperre", "keine Post", "Post nein", "Keine Briefe", "Post nicht erwünscht",
        "Keine Werbung per Post", "Postwerbung nein", "Post gesperrt", "Poststopp", "keine_post",
        "Opt-out Post", "Post abbestellt",
    ),
    ("phone",): (
        "Telefonsperre", "Keine Anrufe", "Anrufsperre", "Telefon nein", "Bitte nicht anrufen", "Kein Telefon",
        "Opt-out Telefon", "Telefonwerbung abgelehnt", "Telefonnummer gesperrt",
    ),
    ("email",): ("E-Mail-Sperre", "Newsletter nein", "Keine Werbung per E-Mail", "Newsletter-Abmeldung", "Mailsperre"),
    ALL: (
        "DSGVO-Sperre", "Werbestopp", "Werbung nein", "Mailing-Sperre", "Bitte nicht anschreiben", "Verstorben",
        "Nicht kontaktieren", "Werbung gesperrt", "Keine Werbung per Post und Telefon", "Keine Werbung", "Kontaktverbot",
        "Werbeeinwilligung verweigert", "Werbeverzicht",
    ),
}  # fmt: skip
HEADINGS = [(heading, ways) for ways, headings in MEANT.items() for heading in headings]


def said(desk):
    return desk.ask("SELECT channel, state FROM consent_event")


@pytest.mark.parametrize(("heading", "ways"), HEADINGS)
@pytest.mark.parametrize("word", ["ja", "x", "1"])
def test_a_yes_under_a_turned_heading_is_a_refusal_of_what_it_names(desk, heading, ways, word):
    report = desk.imports("liste.csv", f"{HEAD};{heading}", f"{OTTO};{word}", f"{EVA};")
    assert said(desk) == [(way, "withdrawn") for way in ways]
    assert {one.code for one in report.warnings} & {"consent_unread", "refusal_lost"} == set()
    assert desk.ask("SELECT phone, email FROM party WHERE given_name = 'Otto'") == [("+493514567890", "otto@abc.de")]


@pytest.mark.parametrize(("heading", "ways"), HEADINGS)
def test_a_no_there_is_neither_a_refusal_nor_a_consent(desk, heading, ways):
    desk.imports("liste.csv", f"{HEAD};{heading}", f"{OTTO};nein", f"{EVA};0")
    assert said(desk) == []


@pytest.mark.parametrize(("heading", "cell"), [("Verstorben", "am 03.05.2025"), ("Todestag", "03.05.2025")])
def test_whoever_has_died_is_written_to_no_more(desk, heading, cell):
    desk.imports("liste.csv", f"{HEAD};{heading}", f"{OTTO};{cell}", f"{EVA};")
    assert said(desk) == [(way, "withdrawn") for way in ALL]


@pytest.mark.parametrize(
    ("heading", "cell"), [("Gesperrt", "ja"), ("Sperrkennzeichen", "x"), ("Kein Kontakt seit", "120 Tagen")]
)
def test_what_cannot_be_decided_is_told_first(desk, heading, cell):
    report = desk.imports("liste.csv", f"{HEAD};{heading};Mail 2", f"{OTTO};{cell};otto@", f"{EVA};;")
    assert (report.warnings[0].code, report.warnings[0].column) == ("consent_unread", heading)
    assert said(desk) == []


@pytest.mark.parametrize(
    "heading",
    ["Mahnsperre", "Liefersperre", "Keine Lieferung per Post", "Postfach", "Stoppuhr", "E-Mail nicht vorhanden"],
)
def test_locks_of_the_bookkeeping_refuse_no_advertising(desk, heading):
    desk.imports("liste.csv", f"{HEAD};{heading}", f"{OTTO};ja", f"{EVA};")
    assert said(desk) == []


@pytest.mark.parametrize("heading", ["Post (ja/nein)", "Telefon ja/nein"])
def test_a_heading_that_asks_is_not_turned(desk, heading):
    desk.imports("liste.csv", f"{HEAD.replace(';Telefon;', ';Rufnummer;')};{heading}", f"{OTTO};ja", f"{EVA};nein")
    assert [state for _way, state in said(desk) if state != "claimed"] == ["withdrawn"]
