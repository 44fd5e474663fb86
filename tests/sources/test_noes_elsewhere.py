"""Clear words of a no in columns that are there for something else: what is certain holds, what is likely is told with its rows."""

import pytest

HEAD = "Kundennummer;Vorname;Nachname;E-Mail"
OTTO = "1;Otto;Abel;otto@abc.de"
EVA = "2;Eva;Blau;eva@abc.de"


def said(desk):
    return desk.ask("SELECT channel, state FROM consent_event WHERE state <> 'claimed'")


def told(report):
    codes = ("refusal_in_text", "consent_unread")
    return [(one.code, one.column, one.rows) for one in report.warnings if one.code in codes]


def people(desk, heading, otto, eva=""):
    return desk.imports("liste.csv", f"{HEAD};{heading}", f"{EVA};{eva}", f"{OTTO};{otto}")


@pytest.mark.parametrize(
    ("heading", "otto", "eva"),
    [
        ("NL", "nein", "ja"), ("NL ok", "nein", "ja"), ("Infomail", "nein", "ja"), ("Infomails erwünscht", "nein", "ja"),
        ("abgem.", "x", ""), ("NL abgem.", "x", ""), ("abbest.", "ja", ""), ("Zustand", "abgemeldet", "aktiv"),
        ("Kundenstatus", "abgemeldet", "aktiv"), ("Statut", "unsubscribed", "active"),
        ("Grund der Abmeldung", "kein Interesse", ""), ("Unsubscribe reason", "spam", ""),
        ("Widerrufsgrund", "zu viel", ""),
    ],
)  # fmt: skip
def test_what_is_certain_is_a_withdrawal(desk, heading, otto, eva):
    report = people(desk, heading, otto, eva)
    assert said(desk) == [("email", "withdrawn")]
    assert told(report) == []


@pytest.mark.parametrize("word", ["Blacklist", "auf Blacklist", "Robinsonliste", "Sperrliste", "DNC"])
def test_a_status_that_puts_somebody_on_a_list_of_refusals_objects(desk, word):
    assert told(people(desk, "Status", word, "aktiv")) == []
    assert said(desk) == [("email", "withdrawn")]
    assert desk.ask("SELECT count(*) FROM objection") == [(1,)]


@pytest.mark.parametrize(
    ("heading", "otto", "eva"),
    [
        ("DSGVO", "nein", "ja"), ("Datenschutz", "nein", "ja"), ("Datenschutzerklärung", "n", "j"),
        ("Status", "inaktiv", "aktiv"), ("Zustand", "gelöscht", "aktiv"),
        ("E-Mail ungültig", "x", ""), ("Mailadresse unzustellbar", "ja", ""), ("Ungültige E-Mail", "1", "0"),
        ("Abmeldegrund", "zu viele Mails", ""), ("Austragegrund", "kein Interesse", ""),
        ("Kundengruppe", "Newsletter abgemeldet", "Privat"), ("Gruppe", "abbestellt", "VIP"), ("Tags", "unsubscribed, vip", "vip"),
        ("Kategorie", "Opt-out", "A"), ("Tags", "vip, noMail", "vip"), ("Schlagworte", "do-not-mail", "Firma"), ("Gruppe", "no_mail", "A"),
        ("Tags", "Sperre", "vip"), ("Schlagworte", "gelöscht", "vip"), ("Gruppe", "will nichts", "A"), ("Tags", "Hardbounce", "vip"),
        ("Kundenstatus", "noMail", "aktiv"), ("Kundenstatus", "do-not-mail", "aktiv"),
        ("Bemerkung", "hat sich abgemeldet", "zahlt pünktlich"),
        ("Bemerkung", "Newsletter gekündigt", "nicht abgemeldet"), ("Notiz", "steht auf der Blacklist", ""),
        ("Merkmal 3", "wohl keine Werbung, fragen", "Stammkunde"), ("Info", "Mail kommt als Bounce zurück", ""),
    ],
)  # fmt: skip
def test_what_is_likely_decides_nothing_and_is_told_with_its_rows(desk, heading, otto, eva):
    report = people(desk, heading, otto, eva)
    assert said(desk) == []
    assert [(column, rows) for _code, column, rows in told(report)] == [(heading, (2,))]
    assert report.warnings[0].code == "refusal_in_text"


@pytest.mark.parametrize(
    ("heading", "otto", "eva"),
    [
        ("DSGVO", "ja", "ja"), ("Status", "aktiv", "Interessent"), ("E-Mail ungültig", "nein", "0"), ("Abmeldegrund", "", "-"),
        ("Kundengruppe", "Privat", "Gewerbe"), ("Bemerkung", "nicht abgemeldet", "Anmeldung folgt"), ("Branche", "Optiker", "Post"),
        ("NL", "Niederlande", "Belgien"), ("Ort", "Sperrhausen", "Ulm"), ("Beruf", "Werbetexter", "Mailänder Koch"),
        ("Interessen", "Blacklabel", "Option A"), ("Zustand", "neu", "gebraucht"),
    ],
)  # fmt: skip
def test_other_words_are_not_told(desk, heading, otto, eva):
    report = people(desk, heading, otto, eva)
    assert (said(desk), told(report)) == ([], [])


def test_beside_a_column_of_consent_an_inactive_customer_is_only_inactive(desk):
    report = desk.imports("liste.csv", f"{HEAD};Status;Newsletter", f"{OTTO};inaktiv;ja", f"{EVA};aktiv;nein")
    assert told(report) == []


def test_the_second_column_of_two_is_told_although_the_first_is_read(desk):
    report = desk.imports("liste.csv", f"{HEAD};Newsletter;Gruppe", f"{OTTO};ja;abgemeldet", f"{EVA};nein;VIP")
    assert told(report) == [("refusal_in_text", "Gruppe", (1,))]


def test_a_list_of_addresses_and_their_state_is_recognised_by_what_the_state_says(desk):
    desk.imports("liste.csv", "E-Mail;Zustand", "otto@abc.de;abgemeldet", "eva@abc.de;aktiv")
    assert said(desk) == [("email", "withdrawn")]


def test_a_status_that_is_also_a_lock_still_tells_its_rows(desk):
    report = people(desk, "Status", "inaktiv", "gesperrt")
    assert told(report) == [("consent_unread", "Status", ()), ("refusal_in_text", "Status", (1, 2))]
