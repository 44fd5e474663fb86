"""Columns that ask whether somebody is sent something, in whatever words: a no there holds, a yes proves nothing."""

import pytest

from kmu_crm.sources.mapping import mailings

SENT = {
    ("email",): (
        "Rundbrief per Mail", "Angebote per Mail", "Mailings", "Mailing-Liste", "Mailing AP1", "Geburtstagsmail", "Mail-Aktion Mai",
        "Hofblatt (E-Mail)",
    ),
    ("email", "post"): (
        "Aussendungen", "Zusendung Info", "Infomaterial", "Kundeninfo", "Nachfassaktion", "Aussendung Herbst", "Rundschreiben",
        "Ich möchte über neue Kurse informiert werden", "Dürfen wir Sie über neue Kurse informieren?", "Möchten Sie Infos erhalten?",
    ),
    ("phone",): ("Rückrufaktion", "Anrufliste"),
    ("post",): ("Weinpost (Brief)", "Hofblatt per Post", "Saisongruß Post"),
}  # fmt: skip
ELSE = (
    "Rechnung per Mail", "Lieferung per Post", "Anfrage per Mail", "Angebot per Mail", "Mail versendet", "Angebot gesendet",
    "Termin informiert", "Mailing verschickt", "Kfz-Brief", "Deutsche Post", "E-Mail verifiziert", "Mail bounced", "Rückruf erledigt",
    "Infoabend",
)  # fmt: skip
HEAD = "Name;Straße;PLZ;Ort;E-Mail;Telefon"


@pytest.fixture
def agreed(desk):
    """Somebody agreed, in a list of before."""
    desk.imports("neu.csv", "Name;E-Mail;Newsletter;Einwilligung am", "Eva Blau;eva1@abc.de;ja;01.02.2024")
    return desk


def people(desk, heading, *answers):
    rows = (f"Eva Blau;Weg {n};04109;Leipzig;eva{n}@abc.de;0341 44556{n};{said}" for n, said in enumerate(answers, 1))
    return desk.imports("kurse.csv", f"{HEAD};{heading}", *rows)


def noes(desk):
    return desk.ask("SELECT row, channel FROM consent_event WHERE state = 'withdrawn'")


def told(report):
    return [one.column for one in report.warnings if one.code == "consent_to_approach"]


@pytest.mark.parametrize(("ways", "heading"), [(ways, heading) for ways in SENT for heading in SENT[ways]])
def test_a_no_there_holds_and_a_yes_is_told_and_no_consent(agreed, ways, heading):
    assert told(people(agreed, heading, "Nein", "Ja gerne", "nein danke", "")) == [heading]
    assert noes(agreed) == [(row, way) for row in (1, 3) for way in ways]
    assert agreed.ask("SELECT row FROM consent_event WHERE state = 'claimed'") == []


@pytest.mark.parametrize("heading", ELSE)
def test_how_something_came_or_whether_it_was_sent_is_no_answer_to_advertising(agreed, heading):
    report = people(agreed, heading, "nein", "ja")
    assert (told(report), noes(agreed)) == ([], [])


@pytest.mark.parametrize(
    ("answers", "refused"),
    [(("0", "1"), []), (("N", "J"), [1]), (("Frühjahr", "Herbst", "nein"), []), (("3", "0", "7", "1"), [])],
)
def test_a_box_that_nobody_ticked_is_no_refusal_nor_what_is_no_answer(desk, answers, refused):
    people(desk, "Mailing AP1", *answers)
    assert [row for row, _way in noes(desk)] == refused


def test_a_text_in_the_place_of_a_heading_speaks_of_nothing_that_is_sent():
    assert mailings.sent("x" * 20_000 + "mail an alle") == frozenset()
