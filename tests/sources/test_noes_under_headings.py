"""A no under headings that people give their own columns: it takes back a yes, or is told."""

import pytest

from kmu_crm.consent import unheard
from kmu_crm.consent.states import states
from kmu_crm.desk import entry
from kmu_crm.desk.derive import derive
from kmu_crm.sources.importing import ByLooks, OthersBeside

TOOL = ("E-Mail;Vorname;Nachname;Status;Angemeldet am;Bestätigt am", "otto@abc.de;Otto;Abel;aktiv;01.02.2024 10:00;01.02.2024 11:00",
        "eva@abc.de;Eva;Blau;aktiv;01.02.2024 10:00;01.02.2024 11:00")  # fmt: skip
HEAD = "Kundennummer;Vorname;Nachname;E-Mail;Telefon;Straße;PLZ;Ort"
OTTO = "1;Otto;Abel;otto@abc.de;0351 4567890;Weg 1;01067;Dresden"
EVA = "2;Eva;Blau;eva@abc.de;0351 4567891;Weg 2;01067;Dresden"


def state(desk, address="otto@abc.de"):
    return states(desk.db, "email", "advertising", [address])[address].state


def people(desk, heading, otto="nein", eva="ja"):
    return desk.imports("liste.csv", f"{HEAD};{heading}", f"{OTTO};{otto}", f"{EVA};{eva}")


def refused(desk):
    return desk.ask("SELECT DISTINCT channel FROM consent_event WHERE state = 'withdrawn'")


def told(report):
    codes = ("refusal_in_text", "consent_unread")
    return [one.column for one in report.warnings if one.code in codes]


@pytest.fixture
def agreed(desk):
    desk.imports("tool.csv", *TOOL)
    assert state(desk) == "yes"
    return desk


@pytest.mark.parametrize(
    "heading",
    [
        "Opt-in", "OptIn", "opt_in", "Opt-In (ja/nein)", "Zustimmung", "Permission", "Einverständnis", "NL-Empfänger",
        "Newsletter-Empfänger",
        "Rundmail", "Rundmails", "Mailverteiler", "E-Mail-Verteiler", "Newsletterverteiler", "Bekommt Newsletter", "Erhält Rundmail",
        "Darf per Mail kontaktiert werden", "Newsletterabo", "Consent",
    ],
)  # fmt: skip
def test_a_no_to_mails_takes_the_yes_of_a_program_back(agreed, heading):
    people(agreed, heading)
    assert (state(agreed), state(agreed, "eva@abc.de")) == ("no", "yes")
    assert refused(agreed) == [("email",)]


@pytest.mark.parametrize("heading", ["Opt-in", "Permission", "NL-Empfänger", "Rundmail"])
def test_a_yes_there_is_heard_too(desk, heading):
    people(desk, heading)
    assert desk.ask("SELECT address FROM consent_event WHERE state = 'claimed'") == [("eva@abc.de",)]


@pytest.mark.parametrize(
    "heading",
    [
        "Katalog",
        "Katalogversand",
        "Katalog erwünscht",
        "Weihnachtskarte",
        "Postversand",
        "Bekommt Katalog",
        "Kundenmagazin",
    ],
)
def test_a_no_to_letters_is_one_to_letters_alone(agreed, heading):
    people(agreed, heading)
    assert (refused(agreed), state(agreed)) == ([("post",)], "yes")


@pytest.mark.parametrize("heading", ["Darf angerufen werden", "Anrufe ok", "Telefonkontakt"])
def test_a_no_to_calls_is_one_to_calls_alone(agreed, heading):
    people(agreed, heading)
    assert (refused(agreed), state(agreed)) == ([("phone",)], "yes")


@pytest.mark.parametrize(
    ("heading", "otto", "eva"),
    [
        ("Korrespondenz", "nein", "ja"),
        ("Verteiler", "kein", "A"), ("Verteiler", "nein", "ja"), ("Kommunikation", "keine", "Brief"), ("Gelöscht am", "12.3.2024", ""),
        ("Gesperrt seit", "12.3.2024", ""), ("Löschdatum", "2024-03-12", ""), ("Kontaktweg", "keiner", "Mail"),
    ],
)  # fmt: skip
def test_what_names_no_way_decides_nothing_and_is_told(agreed, heading, otto, eva):
    assert told(people(agreed, heading, otto, eva)) == [heading]
    assert (refused(agreed), state(agreed)) == ([], "yes")


@pytest.mark.parametrize(
    ("heading", "otto", "eva"),
    [
        ("Verteiler", "A", "B"), ("Korrespondenzsprache", "de", "en"), ("Katalog", "2024", "2025"), ("Kommunikation", "Mail", "Brief"),
        ("Zustimmung AGB am", "01.02.2024", ""), ("Katalognummer", "K-17", "K-18"), ("Option", "A", "B"), ("Magazin", "Lager 3", "Lager 4"),
    ],
)  # fmt: skip
def test_other_columns_say_nothing(agreed, heading, otto, eva):
    assert told(people(agreed, heading, otto, eva)) == []
    assert (refused(agreed), state(agreed)) == ([], "yes")


@pytest.mark.parametrize(
    "headings",
    [
        ("Name;E-Mail;Newsletter;;Einwilligung am", ";;ja;nein;"),
        ("Name;E-Mail;Newsletter;;Einwilligung am", ";;Ja;Nein;;"),
        ("Kunde;;Werbung;;", "Name;E-Mail;Newsletter;Newsletter nein;Einwilligung am"),
    ],
)
def test_headings_in_two_rows_tell_the_yes_from_the_no(desk, headings):
    report = desk.imports("liste.csv", *headings, "Abel;otto@abc.de;;x;01.02.2024", "Blau;eva@abc.de;x;;01.02.2024")
    assert desk.ask("SELECT address, state FROM consent_event") == [
        ("eva@abc.de", "given"),
        ("otto@abc.de", "withdrawn"),
    ]
    assert (report.rows, [one.code for one in report.warnings]) == (2, [])


def test_of_two_columns_of_one_name_each_is_what_stands_above_it(desk):
    report = desk.imports(
        "liste.csv", "Kunde;;Kontakt;;Werbung;", "Nr;Name;Tel;Mail;Post;Mail",
        "1;Abel;0351 4567890;otto@abc.de;ja;nein", "2;Blau;0351 4567891;eva@abc.de;ja;ja",
    )  # fmt: skip
    assert desk.ask("SELECT address, state FROM consent_event") == [
        ("eva@abc.de", "claimed"),
        ("otto@abc.de", "withdrawn"),
    ]
    assert [one.code for one in report.warnings] == []


@pytest.mark.parametrize("row", ["Müller;Hans;;", "Abel;Eva;01067;Dresden"])
def test_a_person_below_the_headings_is_no_further_heading(desk, row):
    desk.imports("liste.csv", "Name;;PLZ;E-Mail", row.rpartition(";")[0] + ";otto@abc.de")
    assert desk.ask("SELECT count(*) FROM party") == [(1,)]


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Abmeldungen", "eva@abc.de"), ("Abgemeldet", "eva@abc.de"), ("Sperrliste", "eva@abc.de"), ("Bounces", "EVA@abc.de"),
        ("Nicht anschreiben", "Eva Blau"),
    ],
)  # fmt: skip
def test_a_list_of_refusals_beside_the_list_is_nothing_that_its_rows_say(desk, heading, cell):
    rows = ("Otto Abel;otto@abc.de;ja;01.02.2024;;", "Eva Blau;eva@abc.de;ja;01.02.2024;;")
    with pytest.raises(OthersBeside):
        desk.imports("liste.csv", f"Name;E-Mail;Newsletter;Einwilligung am;;{heading}", rows[0] + cell, rows[1])
    desk.imports("liste.csv", f"Name;E-Mail;Newsletter;Einwilligung am;;{heading}", rows[0], rows[1] + cell)
    assert ("otto@abc.de", "given") in desk.ask("SELECT address, state FROM consent_event")


SAID = "Name;E-Mail;Newsletter;Einwilligung am"
ABEL, BLAU = "Otto Abel;otto@abc.de;ja;01.02.2024", "Eva Blau;eva@abc.de;ja;01.02.2024"


@pytest.mark.parametrize(
    ("heading", "otto", "eva"),
    [
        ("gesperrt", "X", ""), ("gesperrt", "1", "0"), ("gesperrt", "J", "N"), ("Newsletter 2025", "nein", "ja"),
        ("Newsletter", "nein", "ja"), ("Austritt", "31.12.2024", ""), ("Austritt", "ja", "nein"), ("ausgetreten", "x", ""),
        ("Austritt Verein", "05.06.2024", "31.12.2098"), ("Austrittsdatum Verein", "05.06.2024", ""),
        ("Vereinsaustritt am", "05.06.2024", ""),
        ("Mitglied ausgetreten", "ja", "nein"), ("Austritt aus dem Verein", "05.06.2024", ""),
        ("gültig bis", "31.12.2024", "31.12.2098"), ("Einwilligung gültig bis", "31.12.2024", "31.12.2098"),
        ("E-Mail ungültig", "x", ""), ("DSGVO", "nein", "ja"), ("Gelöscht am", "01.03.2025", ""),
    ],
)  # fmt: skip
def test_a_no_that_nobody_reads_leaves_the_yes_beside_it_no_voice_and_one_said_before_in_doubt(
    desk, heading, otto, eva
):
    report = desk.imports("liste.csv", f"{SAID};{heading}", f"{ABEL};{otto}", f"{BLAU};{eva}")
    assert (state(desk), state(desk, "eva@abc.de")) == ("", "yes")
    assert {one.code for one in report.warnings} & {"consent_unread", "refusal_in_text"}
    desk.imports("erste.csv", SAID, ABEL, BLAU)
    desk.imports("liste.csv", f"{SAID};{heading}", f"Otto Abel;otto@abc.de;;;{otto}", f"{BLAU};{eva}")
    assert (state(desk), state(desk, "eva@abc.de")) == ("unproven", "yes")


@pytest.mark.parametrize(
    ("heading", "otto"),
    [
        ("Werbung SMS", "nein"), ("Fax erlaubt", "nein"), ("Mahnsperre", "x"), ("Liefersperre", "ja"), ("gesperrt", "nein"),
        ("Widerruf möglich bis", "31.12.2030"), ("Widerrufsfrist", "14 Tage"), ("Newsletter 2025", "ja"), ("Austritt", ""),
        ("Kontakt über", "Messe"), ("Nicht-EU", "x"), ("Kündigung", "31.12.2024"), ("Stornoquote", "5"), ("Vertragsende", "31.12.2024"),
    ],
)  # fmt: skip
def test_a_no_to_something_else_leaves_the_yes_alone(desk, heading, otto):
    desk.imports("liste.csv", f"{SAID};{heading}", f"{ABEL};{otto}", f"{BLAU};")
    assert (state(desk), state(desk, "eva@abc.de")) == ("yes", "yes")


@pytest.mark.parametrize(
    ("heading", "otto", "eva"),
    [("Datenschutz", "nein", "ja"), ("Austritt", "31.12.2024", ""), ("Verteiler", "nein", "ja"), ("Tags", "nomail", "vip"),
     ("Gesperrt seit", "12.3.2024", "")],
)  # fmt: skip
def test_what_is_told_as_a_possible_no_holds_lists_of_every_way_back_until_a_person_has_looked(
    desk, heading, otto, eva
):
    report = people(desk, heading, otto, eva)
    assert told(report) == [heading]
    derive(desk.db, as_of="2026-01-01")
    names = {name: number for number, name in desk.ask("SELECT id, given_name FROM profile")}
    for way in ("email", "post"):
        assert list(unheard.among(desk.db, list(names.values()), way)) == [names["Otto"]]
    assert unheard.words(desk.db, names["Otto"]) == [f"{heading}: {otto}"]
    entry.looked(desk.db, names["Otto"], "Lena")
    people(desk, heading, otto, f"{eva} ")  # the same words again are no new ones
    assert unheard.among(desk.db, list(names.values()), "post") == {}


def test_whoever_stands_below_a_heading_among_the_rows_that_says_so_has_no_yes(desk):
    end = "Carl Cohn;carl@abc.de;ja;01.02.2024"
    desk.imports("liste.csv", SAID, BLAU, "Abgemeldet:;;;", ABEL, "Stammkunden;;;", end)
    assert desk.ask("SELECT address FROM consent_event") == [("carl@abc.de",), ("eva@abc.de",)]


def test_such_a_heading_is_heard_in_whatever_column_and_of_calls_too(desk):
    head = "Kundennr;Name;E-Mail;Newsletter;Telefon;Anruf erlaubt"
    rows = (
        "1;Eva Blau;eva@abc.de;ja;0341 2312514;ja",
        "Abgemeldet:;;;;;",
        "2;Otto Abel;otto@abc.de;ja;0341 2312515;ja",
    )
    desk.imports("liste.csv", head, *rows)
    yes = "SELECT address FROM consent_event WHERE state IN ('claimed', 'given') ORDER BY 1"
    assert desk.ask(yes) == [("+493412312514",), ("eva@abc.de",)]


@pytest.mark.parametrize(
    "legend",
    [
        "rot = will keine Werbung",
        "durchgestrichen = abgemeldet",
        "Legende: rote Zeilen = Newsletter nein",
        "Grau markiert: verstorben",
    ],
)
def test_a_list_that_tells_its_noes_by_colours_waits(desk, legend):
    for lines in ((f"{SAID};;", f"{ABEL};;{legend}", f"{BLAU};;"), (f"{legend};;;", SAID, ABEL, BLAU)):
        with pytest.raises(ByLooks):
            desk.imports("liste.csv", *lines)


@pytest.mark.parametrize(
    "cell", ["rot = Stammkunde", "Rot: keine Lieferung vor 9", "Grau", "blau", "Roth = nein danke"]
)
def test_colours_that_mean_something_else_make_no_list_wait(desk, cell):
    desk.imports("liste.csv", f"{SAID};Farbe", f"{ABEL};{cell}", f"{BLAU};")
    assert state(desk, "eva@abc.de") == "yes"
