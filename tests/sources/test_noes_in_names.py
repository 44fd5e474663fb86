"""A no written into the name, the street or the telephone number: what is certain holds, what is likely is told with its rows."""

import pytest

HEAD = "Kundennummer;Name;Vorname;E-Mail;Telefon;Straße;PLZ;Ort"
ALL = [(way, "withdrawn") for way in ("email", "phone", "post")]


def row(number=1, name="Abel", given="Otto", email="otto@abc.de", phone="0351 4567890", street="Weg 1", town="Dresden"):
    return f"{number};{name};{given};{email};{phone};{street};01067;{town}"


def eva(**words):
    return row(2, "Blau", "Eva", "eva@abc.de", "0351 4567891", "Weg 2", **words)


def refused(desk):
    return desk.ask("SELECT channel, state FROM consent_event WHERE state = 'withdrawn'")


def told(report):
    codes = ("refusal_in_text", "refusal_taken")
    return [(one.code, one.column, one.rows) for one in report.warnings if one.code in codes]


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("Name", {"name": "Abel (verstorben)"}), ("Name", {"name": "Abel †"}), ("Vorname", {"given": "Otto - KEINE WERBUNG"}),
        ("Straße", {"street": "verstorben"}), ("Straße", {"street": "Weg 1 (keine Werbung)"}), ("Ort", {"town": "Dresden, verstorben"}),
    ],
)  # fmt: skip
def test_a_clear_no_in_a_name_or_a_street_holds_and_is_told(desk, column, words):
    report = desk.imports("kunden.csv", HEAD, eva(), row(**words))
    assert told(report) == [("refusal_taken", column, (2,))]
    assert ("email", "withdrawn") in refused(desk)
    assert desk.ask("SELECT count(*) FROM objection") == [(1,)]


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("Name", {"name": "Abel - gesperrt"}), ("Straße", {"street": "Weg 1 (gesperrt)"}),
        ("Telefon", {"phone": "0351 4567890 (nicht anrufen)"}), ("E-Mail", {"email": "otto@abc.de - abgemeldet"}),
        ("Name", {"name": "Abel (Opt-out)"}), ("Name", {"name": "Nachlass Abel"}), ("Vorname", {"given": "Otto R.I.P."}),
        ("Telefon", {"phone": "0351 4567890 (Opt-out)"}), ("Straße", {"street": "Weg 1 - ohne Newsletter"}),
    ],
)  # fmt: skip
def test_what_may_be_a_no_there_is_told_and_bars_nobody(desk, column, words):
    report = desk.imports("kunden.csv", HEAD, eva(), row(**words))
    assert told(report) == [("refusal_in_text", column, (2,))]
    assert refused(desk) == []


def test_a_mailbox_that_is_called_so_says_nothing_of_its_owner(desk):
    assert told(desk.imports("kunden.csv", HEAD, row(email="bounce@abc.de"), eva())) == []
    assert told(desk.imports("zwei.csv", HEAD, row(email="abgemeldet-otto@abc.de"), eva())) != []


def test_a_remark_that_stands_for_the_address_itself_objects(desk):
    report = desk.imports("kunden.csv", HEAD, eva(), row(email="keine Werbung"))
    assert told(report) == [("refusal_taken", "E-Mail", (2,))]
    assert ("post", "withdrawn") in refused(desk)


def test_a_customer_of_an_order_who_died_objects(desk):
    desk.imports("kunden.csv", HEAD, row(), eva())
    head = "Rechnungsnummer;Datum;Kundennummer;Kunde;Betrag"
    report = desk.imports("rechnungen.csv", head, "7;01.02.2025;1;Otto Abel (verstorben);12,50")
    assert told(report) == [("refusal_taken", "Kunde", (1,))]
    assert desk.ask("SELECT count(*) FROM objection") == [(1,)]


def test_a_dead_contact_of_a_firm_is_told(desk):
    report = desk.imports(
        "k.csv",
        "Firma;Ansprechpartner;E-Mail",
        "Kern GmbH;Otto Abel (verstorben);i@kern.de",
        "Blau AG;Eva Blau;e@blau.de",
    )
    assert told(report) == [("refusal_in_text", "Ansprechpartner", (1,))]
    assert refused(desk) == []


@pytest.mark.parametrize("firm", ["Werbung & Druck GmbH", "Robinson Club GmbH", "Gewerbepark Nord AG"])
def test_a_firm_that_is_called_so_is_not_barred(desk, firm):
    report = desk.imports("k.csv", "Firma;E-Mail", f"{firm};i@kern.de", "Blau AG;e@blau.de")
    assert (told(report), refused(desk)) == ([], [])
