"""A no to one way in a column for something else: it holds for that way and is told; the others stay as they were."""

import pytest

HEAD = "Kundennummer;Vorname;Nachname;E-Mail;Telefon;Straße;PLZ;Ort;Newsletter;Einwilligung am"
EVA = "2;Eva;Blau;eva@abc.de;0351 4567891;Weg 2;01067;Dresden;ja;01.02.2024"


def otto(name="Abel"):
    return f"1;Otto;{name};otto@abc.de;0351 4567890;Weg 1;01067;Dresden;ja;01.02.2024"


def refused(desk):
    return desk.ask("SELECT channel FROM consent_event WHERE state = 'withdrawn' ORDER BY channel")


def told(report):
    codes = ("refusal_in_text", "refusal_taken", "refusal_of_way")
    return [(one.code, one.column, one.rows) for one in report.warnings if one.code in codes]


@pytest.mark.parametrize("heading", ["Bemerkung", "Bem.", "Tags", "Kundengruppe"])
@pytest.mark.parametrize(
    ("words", "ways"),
    [
        ("Newsletter ok, keine Werbung per Brief", ["post"]), ("keine Werbeanrufe", ["phone"]), ("keine Postwerbung", ["post"]),
        ("keine Werbebriefe, E-Mail ok", ["post"]), ("keine Werbemails mehr", ["email"]),
        ("keine Werbung per Mail oder Telefon", ["email", "phone"]), ("keine Werbeanrufe, Werbemails", ["email", "phone"]),
        ("keine Werbung per Post, 3.4.2024", ["post"]), ("Newsletter ok, Werbesperre Post", ["post"]),
    ],
)  # fmt: skip
def test_a_cell_refuses_the_way_it_names(desk, heading, words, ways):
    report = desk.imports("liste.csv", f"{HEAD};{heading}", f"{EVA};", f"{otto()};{words}")
    assert refused(desk) == [(way,) for way in ways]
    assert desk.ask("SELECT count(*) FROM objection") == [(0,)]
    assert told(report) == [("refusal_of_way", heading, (2,))]


def test_a_list_without_any_column_of_consent_is_heard_as_well(desk):
    rows = ("2;Eva;Blau;eva@abc.de;0351 4567891;", "1;Otto;Abel;otto@abc.de;0351 4567890;keine Werbemails")
    desk.imports("liste.csv", "Kundennummer;Vorname;Nachname;E-Mail;Telefon;Bemerkung", *rows)
    assert refused(desk) == [("email",)]


def test_so_is_the_customer_of_an_invoice(desk):
    desk.imports("liste.csv", HEAD, EVA, otto())
    head = "Rechnungsnummer;Datum;Kundennummer;Kunde;E-Mail;Betrag;Bemerkung"
    report = desk.imports("rechnungen.csv", head, "7;01.02.2025;1;Otto Abel;otto@abc.de;12,50;keine Werbemails")
    assert told(report) == [("refusal_of_way", "Bemerkung", (1,))]
    assert refused(desk) == [("email",)]


def test_so_does_a_remark_beside_a_name(desk):
    report = desk.imports("liste.csv", HEAD, EVA, otto("Abel (keine Werbeanrufe)"))
    assert refused(desk) == [("phone",)]
    assert told(report) == [("refusal_of_way", "Nachname", (2,))]


def test_beside_an_objection_to_everything_it_adds_nothing(desk):
    report = desk.imports("liste.csv", f"{HEAD};Bemerkung", EVA, f"{otto()};Werbesperre, keine Werbeanrufe")
    assert refused(desk) == [("email",), ("phone",), ("post",)]
    assert told(report) == [("refusal_taken", "Bemerkung", (2,))]


@pytest.mark.parametrize(
    "words",
    [
        "Werbesperre, aufgehoben", "Einwilligung widerrufen, neu erteilt 1.2.2024", "keine Werbeanrufe, wieder ok",
        "Todesfall, Termin verschoben",
    ],
)  # fmt: skip
def test_what_was_lifted_or_only_happened_is_told_and_bars_nobody(desk, words):
    report = desk.imports("liste.csv", f"{HEAD};Bemerkung", EVA, f"{otto()};{words}")
    assert refused(desk) == []
    assert told(report) == [("refusal_in_text", "Bemerkung", (2,))]


def test_a_complaint_about_missing_advertising_is_no_no(desk):
    report = desk.imports("liste.csv", f"{HEAD};Bemerkung", EVA, f"{otto()};Kunde hat keine Werbung bekommen")
    assert (refused(desk), told(report)) == ([], [])


@pytest.mark.parametrize("heading", ["Status", "Kundenstatus"])
def test_a_status_refuses_the_way_it_names(desk, heading):
    rows = ("2;Eva;Blau;eva@abc.de;0351 4567891;aktiv", "1;Otto;Abel;otto@abc.de;0351 4567890;keine Werbeanrufe")
    report = desk.imports("liste.csv", f"Kundennummer;Vorname;Nachname;E-Mail;Telefon;{heading}", *rows)
    assert refused(desk) == [("phone",)]
    assert told(report) == [("refusal_of_way", heading, (2,))]


def test_a_status_beside_a_consent_never_refuses_less_than_it_says(desk):
    desk.imports("liste.csv", f"{HEAD};Status", f"{EVA};aktiv", f"{otto()};keine Werbung per Brief")
    assert ("post",) in refused(desk)


@pytest.mark.parametrize(
    ("words", "ways"),
    [
        ("keine Werbeanrufe, kein Newsletter", ["email", "phone"]), ("kein Newsletter, keine Werbeanrufe", ["email", "phone"]),
        ("keine Werbebriefe, bitte nicht anrufen", ["phone", "post"]),
        ("keine Werbung per Post, Newsletter abbestellt", ["email", "post"]),
        ("keine Werbeanrufe, aus dem Verteiler nehmen", ["email", "phone", "post"]),
    ],
)  # fmt: skip
def test_whoever_says_no_twice_is_heard_twice(desk, words, ways):
    report = desk.imports("liste.csv", f"{HEAD};Bemerkung", EVA + ";", f"{otto()};{words}")
    assert refused(desk) == [(way,) for way in ways]
    assert told(report) == [("refusal_of_way", "Bemerkung", (2,))]


@pytest.mark.parametrize("heading", ["Bemerkung", "Tags", "Namenszusatz"])
@pytest.mark.parametrize("more", ["Einwilligung fehlt", "Auto abgemeldet", "keine Weihnachtskarte"])
def test_what_is_left_of_a_cell_is_told_and_bars_nothing(desk, heading, more):
    report = desk.imports("liste.csv", f"{HEAD};{heading}", f"{EVA};", f"{otto()};keine Werbeanrufe, {more}")
    assert refused(desk) == [("phone",)]
    assert sorted(told(report)) == [("refusal_in_text", heading, (2,)), ("refusal_of_way", heading, (2,))]


def test_what_is_left_of_a_status_is_told_first(desk):
    rows = (
        "2;Eva;Blau;eva@abc.de;0351 4567891;aktiv",
        "1;Otto;Abel;otto@abc.de;0351 4567890;keine Werbeanrufe, Einwilligung fehlt",
    )
    report = desk.imports("liste.csv", "Kundennummer;Vorname;Nachname;E-Mail;Telefon;Status", *rows)
    assert refused(desk) == [("phone",)]
    assert (report.warnings[0].code, report.warnings[0].column) == ("consent_unread", "Status")


@pytest.mark.parametrize("heading", ["Bemerkung", "Tags", "Status", "Namenszusatz"])
@pytest.mark.parametrize(
    "words",
    [
        "keine Werbung (Mail 3.4.24)",
        "keine Werbung Anruf 3.4.24",
        "keine Werbung (per Mail)",
        "keine Werbung (tel. 3.4.24)",
    ],
)
def test_how_somebody_objected_narrows_nothing(desk, heading, words):
    report = desk.imports("liste.csv", f"{HEAD};{heading}", f"{EVA};", f"{otto()};{words}")
    assert refused(desk) == [("email",), ("phone",), ("post",)]
    assert [code for code, *_ in told(report)] in (["refusal_taken"], [])  # a status is no remark
    assert desk.ask("SELECT count(*) FROM objection") == [(1,)]


@pytest.mark.parametrize(
    ("words", "ways"),
    [
        ("keine Werbung per Telefon, Mail, Post", ["email", "phone", "post"]), ("keine Werbung per Post/Mail", ["email", "post"]),
        ("keine Werbeanrufe (kein Newsletter)", ["email", "phone"]),
    ],
)  # fmt: skip
def test_beside_a_name_a_list_of_ways_is_heard_to_its_end(desk, words, ways):
    report = desk.imports("liste.csv", f"{HEAD};Namenszusatz", f"{EVA};", f"{otto()};{words}")
    assert refused(desk) == [(way,) for way in ways]
    assert told(report) == [("refusal_of_way", "Namenszusatz", (2,))]


def test_beside_a_name_what_is_left_is_told_too(desk):
    report = desk.imports("liste.csv", HEAD, EVA, otto("Abel (keine Werbeanrufe) - tot"))
    assert refused(desk) == [("phone",)]
    assert sorted(told(report)) == [("refusal_in_text", "Nachname", (2,)), ("refusal_of_way", "Nachname", (2,))]


@pytest.mark.parametrize("heading", ["Tags", "Schlagworte", "Kundengruppe"])
@pytest.mark.parametrize(
    "words",
    ["keine Werbung, Newsletter ok", "keine Werbung, Newsletter wieder angemeldet", "Newsletter ok, Werbesperre"],
)
def test_of_tags_which_stand_in_no_order_none_lifts_another(desk, heading, words):
    report = desk.imports("liste.csv", f"{HEAD};{heading}", f"{EVA};", f"{otto()};{words}")
    assert refused(desk) == [("email",), ("phone",), ("post",)]
    assert told(report) == [("refusal_taken", heading, (2,))]


def test_nor_does_one_lift_a_no_to_one_way(desk):
    desk.imports("liste.csv", f"{HEAD};Tags", f"{EVA};", f"{otto()};keine Werbemails, Newsletter wieder erwünscht")
    assert refused(desk) == [("email",)]


@pytest.mark.parametrize("heading", ["Bemerkung", "Tags", "Namenszusatz"])
@pytest.mark.parametrize(
    ("words", "way"),
    [("keine Werbepost, nicht per Brief sondern per Mail", "post"), ("keine Werbeanrufe, Mail vom 3.4.24", "phone")],
)
def test_whoever_asks_for_mail_or_wrote_one_is_still_written_to(desk, heading, words, way):
    report = desk.imports("liste.csv", f"{HEAD};{heading}", f"{EVA};", f"{otto()};{words}")
    assert refused(desk) == [(way,)]
    assert told(report) == [("refusal_of_way", heading, (2,))]


@pytest.mark.parametrize(
    ("heading", "answer", "refused"),
    [
        ("Infobrief", "nein, nur per Post", ["email", "phone"]),
        ("Infobrief", "nein, nur per Mail", ["phone", "post"]),
        ("Werbung", "nein, lieber per Brief", ["email", "phone"]),
        ("Newsletter", "Nein (nur Post)", ["email", "phone"]),
        ("Dürfen wir Sie informieren?", "nein, nur per Post", ["email"]),
        ("Newsletter", "nein, nur Rechnungen", ["email"]),
    ],
)
def test_a_no_that_names_the_only_way_that_is_wanted_is_one_to_the_others(desk, heading, answer, refused):
    head = f"Name;Straße;PLZ;Ort;E-Mail;Telefon;{heading}"
    eva, udo = (
        f"{name};Weg 1;04109;Leipzig;{name[:3]}@abc.de;0341 445566{n};"
        for n, name in enumerate(("Eva Blau", "Udo Abel"))
    )
    desk.imports("kunden.csv", head, f"{eva}{answer}", f"{udo}ja")
    assert desk.ask("SELECT channel FROM consent_event WHERE state = 'withdrawn' AND row = 1") == [
        (one,) for one in refused
    ]


@pytest.mark.parametrize("said", ["nein, nur per Mail", "nein, lieber Mail", "N nur Mails"])
def test_a_no_to_mails_that_wants_nothing_but_mails_is_told_and_holds_for_mails_alone(desk, said):
    head = "Name;Straße;PLZ;E-Mail;Telefon;Newsletter"
    eva, udo = "Eva Blau;Weg 1;04109;eva@abc.de;0341 4455661", "Udo Abel;Weg 2;04109;u@abc.de;0341 4455662"
    report = desk.imports("kunden.csv", head, f"{eva};{said}", f"{udo};ja")
    assert [one.lines for one in report.warnings if one.code == "consent_unknown"] == [(2,)]
    assert desk.ask("SELECT channel, address FROM consent_event WHERE state = 'withdrawn'") == [("email", "eva@abc.de")]
