"""A no that stands in a column for something else: in a status it is heard, in a remark it is told."""

import pytest

HEAD = "Kundennummer;Vorname;Nachname;E-Mail;Telefon;Straße;PLZ;Ort"
OTTO = "1;Otto;Abel;otto@abc.de;0351 4567890;Weg 1;01067;Dresden"
EVA = "2;Eva;Blau;eva@abc.de;0351 4567891;Weg 2;01067;Dresden"
ALL = [(way, "withdrawn") for way in ("email", "phone", "post")]


def said(desk):
    return desk.ask("SELECT channel, state FROM consent_event WHERE state = 'withdrawn'")


def told(report, code):
    return [(one.column, one.rows) for one in report.warnings if one.code == code]


@pytest.mark.parametrize("heading", ["Status", "Kundenstatus", "Kunden-Status"])
@pytest.mark.parametrize(
    "word",
    [
        "Werbewiderspruch", "verstorben", "Verstorben 3/25", "Werbesperre", "keine Werbung", "Keine Werbung mehr!",
        "Widerspruch gegen Werbung", "Werbung unerwünscht", "bitte nicht anschreiben", "deceased",
    ],
)  # fmt: skip
def test_a_status_that_objects_is_an_objection_of_that_person(desk, heading, word):
    desk.imports("liste.csv", f"{HEAD};{heading}", f"{OTTO};{word}", f"{EVA};aktiv")
    assert said(desk) == ALL
    assert desk.ask("SELECT count(*) FROM objection") == [(1,)]


def test_the_other_cells_of_that_status_stay_what_they_are(desk):
    desk.imports("liste.csv", f"{HEAD};Status", f"{OTTO};Werbewiderspruch", f"{EVA};Stammkunde")
    kept = desk.ask("SELECT attributes FROM party WHERE given_name = 'Eva'")
    assert "Stammkunde" in kept[0][0]


def test_beside_a_consent_the_status_still_objects_to_everything(desk):
    head = f"{HEAD};Newsletter;Status"
    desk.imports("liste.csv", head, f"{OTTO};ja;verstorben", f"{EVA};ja;aktiv")
    assert said(desk) == ALL


@pytest.mark.parametrize(
    "word", ["aktiv", "nicht verstorben", "keine Werbesperre", "inaktiv", "Interessent", "Neukunde"]
)
def test_another_status_objects_to_nothing(desk, word):
    report = desk.imports("liste.csv", f"{HEAD};Status", f"{OTTO};{word}", f"{EVA};aktiv")
    assert said(desk) == []
    assert told(report, "consent_unread") == []


@pytest.mark.parametrize("word", ["gesperrt", "kein Kontakt", "nicht anrufen"])
def test_a_status_that_may_speak_of_contact_is_told_first(desk, word):
    report = desk.imports("liste.csv", f"{HEAD};Status;Mail 2", f"{OTTO};{word};otto@", f"{EVA};Kunde;")
    assert (report.warnings[0].code, report.warnings[0].column) == ("consent_unread", "Status")
    assert said(desk) == []


@pytest.mark.parametrize("heading", ["Bemerkung", "Notiz", "Kommentar", "Info", "Interne Notizen"])
@pytest.mark.parametrize(
    "words",
    [
        "hat der Werbung widersprochen: Widerspruch gegen jede Werbung", "Ehemann verstorben", "bitte nicht anrufen!",
        "keine Werbung für die Konkurrenz auslegen", "keine Briefe",
        "ohne Werbung", "Löschantrag", "kein NL", "gesperrt",
    ],
)  # fmt: skip
def test_a_remark_that_says_no_is_told_with_its_row_and_decides_nothing(desk, heading, words):
    report = desk.imports("liste.csv", f"{HEAD};{heading}", f"{EVA};zahlt pünktlich", f"{OTTO};{words}")
    assert told(report, "refusal_in_text") == [(heading, (2,))]
    assert said(desk) == []


@pytest.mark.parametrize("heading", ["Bemerkung", "Tags", "Kundengruppe", "Kategorien", "Merkmal"])
@pytest.mark.parametrize(
    "words",
    [
        "wünscht keine Werbung mehr", "Werbewiderspruch 3.4.25", "Keine Werbung!", "Werbesperre", "Stammkunde, Werbesperre",
        "verstorben", "nicht mehr anschreiben", "Robinsonliste", "hat der Werbung widersprochen", "do not contact",
        "Widerspruch", "DSGVO-Widerspruch", "Werbung: nein", "lehnt Werbung ab", "Einwilligung widerrufen", "Werbestop", "keine Reklame",
    ],
)  # fmt: skip
def test_a_cell_or_a_tag_that_says_nothing_but_no_is_an_objection(desk, heading, words):
    report = desk.imports("liste.csv", f"{HEAD};{heading}", f"{EVA};zahlt pünktlich", f"{OTTO};{words}")
    assert told(report, "refusal_in_text") == []
    assert told(report, "refusal_taken") == [(heading, (2,))]
    assert said(desk) == ALL


@pytest.mark.parametrize(
    ("heading", "words"),
    [("Ehepartner", "verstorben"), ("Betreuer", "Robinson"), ("Tags", "Robinson"), ("Status Tier", "verstorben")],
)
def test_words_about_somebody_else_decide_nothing_and_are_told(desk, heading, words):
    report = desk.imports("liste.csv", f"{HEAD};{heading}", f"{EVA};", f"{OTTO};{words}")
    assert told(report, "refusal_in_text") == [(heading, (2,))]
    assert said(desk) == []


@pytest.mark.parametrize("word", ["hardbounce", "Hard-Bounce", "hard_bounce", "Hardbounced", "bounced (hard)"])
def test_a_hard_bounce_in_a_status_of_a_newsletter_list_holds_however_it_is_written(desk, word):
    desk.imports("n.csv", "E-Mail;Vorname;Nachname;Status;Bestätigt am", f"otto@abc.de;Otto;Abel;{word};2024-02-01",
                 "eva@abc.de;Eva;Blau;aktiv;2024-02-01")  # fmt: skip
    assert ("email", "bounced") in desk.ask("SELECT channel, state FROM consent_event")


@pytest.mark.parametrize(
    "words", ["Werbeagentur", "nicht verstorben", "ruft nicht zurück", "kein Hund", "Werbung gefällt ihr"]
)
def test_other_remarks_are_not_told(desk, words):
    report = desk.imports("liste.csv", f"{HEAD};Bemerkung", f"{OTTO};{words}", f"{EVA};")
    assert told(report, "refusal_in_text") == []


def test_a_status_of_orders_that_may_say_so_is_told_and_bars_nobody(desk):
    head = "Bestellnr;Datum;Kundennummer;Vorname;Nachname;E-Mail;Brutto;Status"
    otto, eva = "B1;01.02.2025;1;Otto;Abel;otto@abc.de;119,00", "B2;01.02.2025;2;Eva;Blau;eva@abc.de;119,00"
    report = desk.imports("bestellungen.csv", head, f"{otto};abgemeldet", f"{eva};bezahlt")
    assert said(desk) == []
    assert told(report, "refusal_in_text") == [("Status", (1,))]


def test_a_status_of_people_that_is_taken_is_not_told_as_left_open(desk):
    head = f"{HEAD};Newsletter;Status"
    report = desk.imports("liste.csv", head, f"{OTTO};ja;abgemeldet", f"{EVA};ja;Mahnsperre")
    assert said(desk) == ALL
    assert told(report, "refusal_in_text") == []
