"""Whoever said no in a list of one's own is heard, in whatever word and under whatever heading it stands."""

import pytest

STATES = "SELECT address, state FROM consent_event WHERE channel = 'email' AND taken_back_at IS NULL"
MAILS = ("anna@berg.example", "uwe@stein.example", "eva@wald.example")


def answers(desk, heading, *cells):
    lines = (
        f"{mail};{name};{cell}"
        for mail, name, cell in zip(MAILS, ("Anna Berg", "Uwe Stein", "Eva Wald"), cells, strict=True)
    )
    desk.imports("verteiler.csv", f"E-Mail;Name;{heading}", *lines)
    return {mail.partition("@")[0]: state for mail, state in desk.ask(STATES)}


@pytest.mark.parametrize(
    ("heading", "yes", "no"),
    [("Abo-Status", "aktiv", "inaktiv"), ("Abo-Status", "abonniert", "abbestellt"), ("Abonnement", "abonné", "inactif"),
     ("NL Status", "angemeldet", "ausgetragen"), ("Iscrizione", "iscritto", "disiscritto"), ("Newsletter", "j", "n"),
     ("Newsletter", "Y", "N"), ("Newsletter", "ja", "n"), ("Consenso", "sì", "no"),
     ("Newsletter", "o", "n"), ("Consentement", "O", "N"), ("Consenso", "s", "n")],
)  # fmt: skip
def test_a_yes_is_a_yes_and_a_no_is_a_no(desk, heading, yes, no):
    assert answers(desk, heading, yes, no, yes) == {"anna": "claimed", "uwe": "withdrawn", "eva": "claimed"}


@pytest.mark.parametrize("cells", [("o", "o", ""), ("o", "n", "x"), ("o", "n", "?"), ("s", "o", "n")])
def test_a_letter_that_is_a_yes_beside_a_no_alone_is_none_beside_anything_else(desk, cells):
    lines = [f"{mail};{cell}" for mail, cell in zip(MAILS, cells, strict=True)]
    report = desk.imports("list.csv", "E-Mail;Newsletter", *lines)
    assert "consent_unknown" in {one.code for one in report.warnings}
    assert MAILS[0] not in {address for address, *_ in desk.ask(STATES)}


def test_a_box_that_nobody_ticked_and_a_dash_say_nothing(desk):
    assert answers(desk, "Newsletter", "1", "0", "1") == {"anna": "claimed", "eva": "claimed"}


def test_a_dash_beside_a_yes_says_nothing(desk):
    assert answers(desk, "Newsletter", "ja", "-", "n") == {"anna": "claimed", "eva": "withdrawn"}


@pytest.mark.parametrize("heading", ["Opposizione", "Opposition", "Non contattare"])
def test_an_objection_answered_with_si_or_no_is_no_country(desk, heading):
    assert answers(desk, heading, "no", "si", "no") == {"uwe": "withdrawn"}
    assert desk.ask("SELECT DISTINCT country FROM party") == [(None,)]


@pytest.mark.parametrize(
    ("active", "waiting"), [("confirmed", "pending"), ("active", "unconfirmed"), ("aktiv", "unbestätigt")]
)
def test_a_status_beside_the_day_of_leaving_tells_of_the_newsletter(desk, active, waiting):
    desk.imports(
        "list.csv", "E-mail;Full name;Status;Unsubscribed on", f"{MAILS[0]};Anna Berg;{active};",
        f"{MAILS[1]};Uwe Stein;inactive;07.03.2022", f"{MAILS[2]};Eva Wald;{waiting};",
    )  # fmt: skip
    assert desk.ask(STATES) == [(MAILS[0], "claimed"), (MAILS[1], "withdrawn")]
