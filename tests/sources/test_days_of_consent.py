"""Days of a consent: which headings tell them, that a confirmed yes is one, and that days alone are told."""

import pytest

from kmu_crm.consent.states import states

HEAD = "E-Mail;Name"
OTTO = "otto@abc.de;Otto Abel"
EVA = "eva@abc.de;Eva Blau"
YES = ("claimed", "given", "confirmed")


def state(desk):
    return states(desk.db, "email", "advertising", ["otto@abc.de"])["otto@abc.de"].state


def events(desk):
    return desk.ask("SELECT state, at FROM consent_event WHERE address = 'otto@abc.de'")


def told(report):
    return [one.column for one in report.warnings if one.code == "consent_days_alone"]


@pytest.mark.parametrize(
    "heading", ["Bestätigt am", "DOI am", "DOI Datum", "Double-Opt-in Datum", "Opt-in bestätigt am"]
)
def test_a_yes_that_was_confirmed_on_a_day_is_given_on_that_day(desk, heading):
    desk.imports("n.csv", f"{HEAD};Newsletter;{heading}", f"{OTTO};ja;01.02.2024", f"{EVA};nein;01.02.2024")
    assert [(said, at[:10]) for said, at in events(desk)] == [("given", "2024-02-01")]
    assert state(desk) == "yes"


def test_such_a_yes_lifts_no_withdrawal(desk):
    desk.imports("weg.csv", "E-Mail;Abgemeldet am", "otto@abc.de;01.01.2024")
    desk.imports("n.csv", f"{HEAD};Newsletter;Bestätigt am", f"{OTTO};ja;01.02.2024")
    assert state(desk) == "no"


def test_without_the_day_of_its_row_a_yes_is_only_claimed(desk):
    desk.imports("n.csv", f"{HEAD};Newsletter;Bestätigt am", f"{OTTO};ja;", f"{EVA};ja;01.02.2024")
    assert events(desk) == [("claimed", None)]


def test_a_yes_to_calls_is_not_confirmed_by_a_mail(desk):
    desk.imports(
        "n.csv", "Name;E-Mail;Telefon;Telefonwerbung;Bestätigt am", "Otto Abel;otto@abc.de;0351 4567890;ja;01.02.2024"
    )
    assert desk.ask("SELECT channel, state FROM consent_event") == [("phone", "claimed")]


@pytest.mark.parametrize("heading", ["aktiviert am", "activated"])
def test_the_day_an_account_became_active_confirms_no_newsletter(desk, heading):
    desk.imports(
        "k.csv", f"Kundennummer;{HEAD};Newsletter;{heading}", f"1;{OTTO};ja;01.02.2024", f"2;{EVA};ja;01.02.2024"
    )
    assert events(desk) == [("claimed", None)]


@pytest.mark.parametrize(
    "heading",
    [
        "Einwilligungsdatum", "Datum Einwilligung", "Datum der Einwilligung", "Zustimmung am", "Newsletter seit", "Opt-in am",
        "Einwilligung vom",
        "Werbung seit", "Erlaubt seit", "Werbung erlaubt am", "E-Mail erlaubt seit", "Marketing allowed since",
        "Einwilligung erteilt am", "Zustimmungsdatum", "Newsletter-Anmeldung am", "Eingewilligt am", "Consent date", "Abonniert seit",
    ],
)  # fmt: skip
def test_headings_that_tell_the_day_of_a_consent(desk, heading):
    desk.imports("k.csv", f"{HEAD};Newsletter;{heading}", f"{OTTO};ja;01.02.2024", f"{EVA};nein;")
    assert [(said, at[:10]) for said, at in events(desk)] == [("given", "2024-02-01")]


@pytest.mark.parametrize(
    "heading",
    [
        "Zustimmung AGB am",
        "Kunde seit",
        "Newsletter versendet am",
        "Einwilligung widerrufen am",
        "Newsletter",
        "Mailing am",
        "Telefonwerbung seit",
        "Post seit",
        "Keine Werbung seit",
        "Freigabe am",
        "Freigegeben am",
        "Freigegeben seit",
        "Freigabe vom",
        "Freigabe Datum",
        "Erlaubnis vom",
        "Erlaubnis seit",
        "Datum der Erlaubnis",
        "Versand freigegeben am",
        "Zusendung freigegeben am",
        "Konto;Erlaubt seit",
        "Anrufe erlaubt;Erlaubt seit",
    ],
)
def test_another_day_is_not_that_of_the_consent(desk, heading):
    desk.imports(
        "k.csv", f"{HEAD};Werbung erlaubt;{heading}", f"{OTTO};ja;{'ja;' * (';' in heading)}01.02.2024", f"{EVA};nein;"
    )
    assert "given" not in [said for said, _at in events(desk)]


def test_a_day_of_the_newsletter_proves_no_yes_to_calls(desk):
    head = "Name;E-Mail;Telefon;Newsletter;Telefonwerbung;Newsletter seit"
    desk.imports("n.csv", head, "Otto Abel;otto@abc.de;0351 4567890;ja;ja;01.02.2024")
    assert desk.ask("SELECT channel, state FROM consent_event") == [("email", "given"), ("phone", "claimed")]


def test_the_days_of_two_ways_stand_each_for_its_own(desk):
    head = "Name;E-Mail;Telefon;Newsletter;Newsletter seit;Telefonwerbung;Telefonwerbung seit"
    desk.imports("n.csv", head, "Otto Abel;otto@abc.de;0351 4567890;ja;01.02.2024;ja;01.03.2024")
    said = [("email", "given", "2024-02-01"), ("phone", "given", "2024-03-01")]
    assert desk.ask("SELECT channel, state, at FROM consent_event") == said


@pytest.mark.parametrize(
    ("cell", "other", "said"),
    [("ja, 01.02.2024", "nein", [("given", "2024-02-01")]), ("Ja seit 1.2.24", "ja", [("given", "2024-02-01")]),
     ("yes since 2/1/2024", "yes (2/14/2024)", [("given", "2024-02-01")]), ("x (01/02/2024)", "x 14/02/2024", [("given", "2024-02-01")]),
     ("ja, 01/02/2024", "ja", []), ("ja seit 01.02.2999", "ja", []), ("ja, bis 01.02.2024", "ja", []), ("ja? 01.02.2024", "ja", [])],
)  # fmt: skip
def test_a_yes_with_its_day_in_one_cell_is_given_on_that_day_and_nothing_where_the_day_is_unclear(
    desk, cell, other, said
):
    head = "Name;E-Mail;Telefon;Newsletter;Telefonwerbung"
    rows = f"Otto Abel;otto@abc.de;0351 4567890;{cell};ja", f"Eva Blau;eva@abc.de;0351 4567891;{other};nein"
    report = desk.imports("n.csv", head, *rows)
    assert events(desk) == said
    assert ("consent_unknown" in {one.code for one in report.warnings}) == (not said)
    assert ("phone", "claimed") in desk.ask("SELECT channel, state FROM consent_event")


@pytest.mark.parametrize("heading", ["Bestätigt am", "Newsletter seit", "Einwilligungsdatum"])
def test_days_that_stand_beside_no_yes_are_told(desk, heading):
    report = desk.imports("n.csv", f"{HEAD};{heading}", f"{OTTO};01.02.2024", f"{EVA};02.02.2024")
    assert (told(report), events(desk)) == ([heading], [])


@pytest.mark.parametrize(
    ("column", "cell"), [("Abgemeldet am", "03.03.2025"), ("Abgemeldet", "ja"), ("Werbesperre", "x")]
)
def test_a_column_that_only_says_who_left_is_no_yes_to_days(desk, column, cell):
    head = f"{HEAD};Einwilligung am;Quelle der Einwilligung;{column}"
    report = desk.imports("n.csv", head, f"{OTTO};01.02.2024;Formular;", f"{EVA};02.02.2024;Formular;{cell}")
    assert told(report) == ["Einwilligung am"]
    assert (events(desk), desk.ask(f"SELECT count(*) FROM consent_event WHERE state IN {YES}")) == ([], [(0,)])


@pytest.mark.parametrize("column", ["Newsletter", "Status"])
def test_days_beside_a_column_that_says_it_are_not_told(desk, column):
    report = desk.imports("n.csv", f"{HEAD};{column};Bestätigt am", f"{OTTO};aktiv;01.02.2024", f"{EVA};;02.02.2024")
    assert told(report) == []


def test_days_in_a_list_of_those_who_left_are_not_told(desk):
    report = desk.imports("Abmeldungen.csv", f"{HEAD};Bestätigt am", f"{OTTO};01.02.2024", f"{EVA};02.02.2024")
    assert (told(report), state(desk)) == ([], "no")


@pytest.mark.parametrize(
    ("heading", "cell", "said"),
    [
        ("Bestätigungsdatum", "02.02.2024", "given"),
        ("Bestätigungsdatum", "", "claimed"),
        ("Confirmed at", "", "claimed"),
        ("Double-Opt-In", "ja", "given"),
        ("Double-Opt-In", "nein", "claimed"),
        ("DOI", "", "claimed"),
        ("DOI-Status", "ausstehend", "claimed"),
        ("Double Opt-in bestätigt", "bestätigt", "given"),
    ],
)
def test_where_a_file_tells_who_confirmed_a_day_of_sign_up_is_no_proof_for_the_others(desk, heading, cell, said):
    desk.imports("n.csv", f"{HEAD};Newsletter;Angemeldet am;{heading}", f"{OTTO};ja;01.02.2024;{cell}", f"{EVA};nein;;")
    assert events(desk) == [(said, "2024-02-01")]
    assert state(desk) == {"given": "yes", "claimed": "unproven"}[said]


def test_a_confirmed_sign_up_is_a_yes_and_one_that_waits_says_nothing(desk):
    desk.imports("n.csv", f"{HEAD};Angemeldet am;Double-Opt-In", f"{OTTO};01.02.2024;ja", f"{EVA};01.02.2024;nein")
    assert desk.ask("SELECT address, state FROM consent_event") == [("otto@abc.de", "given")]


@pytest.mark.parametrize(
    ("columns", "otto"),
    [("Double-Opt-In", "ja, 01.02.2024"), ("Newsletter;Double-Opt-In", "ja;ja (01.02.2024)"),
     ("Newsletter seit;Double-Opt-In", "01.02.2024;ja")],
)  # fmt: skip
def test_a_confirmed_sign_up_with_its_day_is_given_on_that_day(desk, columns, otto):
    desk.imports("n.csv", f"{HEAD};{columns}", f"{OTTO};{otto}", f"{EVA};{otto.replace('ja', 'nein')}")
    assert [(said, at[:10]) for said, at in events(desk)] == [("given", "2024-02-01")]


def test_days_under_double_opt_in_are_those_of_the_confirmation(desk):
    rows = [f"p{i}@abc.de;P{i} Abel;ja;01.02.2024;0{i}.02.2024" for i in range(1, 9)]
    desk.imports("n.csv", f"{HEAD};Newsletter;Angemeldet am;Double-Opt-In", *rows, f"{OTTO};ja;01.02.2024;")
    assert events(desk) == [("claimed", "2024-02-01")]
    assert desk.ask("SELECT count(*) FROM consent_event WHERE state = 'given'") == [(8,)]
