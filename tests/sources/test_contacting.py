"""Columns that say whether a person may be reached by mail, phone or post, in lists of one's own."""

import pytest

PERSON = "udo@u.example;Ude;0341 2312514;Weg 1;04109;Leipzig"
HEAD = "E-Mail;Nachname;Telefonnummer;Straße;PLZ;Ort"
CHANNEL = {
    "post": (
        "Post", "Werbung per Post", "Postwerbung", "Brief", "Einwilligung Post", "Post erlaubt", "Post (ja/nein)", "Einw. Werbung Post",
        "Einwillig. Post", "Zust. Post", "Prospekt", "Flyer", "Kundenbrief", "Einladung per Post",
    ),
    "phone": ("Telefon", "Telefon erlaubt", "Telefonwerbung", "Werbung per Telefon", "Anrufe erwünscht", "darf_anrufen", "Einw. Telefon"),
    "email": ("E-Mail", "Werbung per E-Mail", "E-Mail erlaubt", "Mail ok?", "Einw. Werbung E-Mail", "Mailingliste"),
}  # fmt: skip
HEADINGS = [(channel, heading) for channel, headings in CHANNEL.items() for heading in headings]


def states(desk, state: str):
    return desk.ask(f"SELECT channel, address FROM consent_event WHERE state = '{state}'")


def people(desk, heading: str, *answers: str):
    mail = "Mailadresse" if heading == "E-Mail" else "E-Mail"
    rows = (
        f"{PERSON.replace('udo', f'udo{n}').replace('Weg 1', f'Weg {n}')};{answer}"
        for n, answer in enumerate(answers, 1)
    )
    return desk.imports("liste.csv", f"{HEAD.replace('E-Mail', mail)};{heading}", *rows)


@pytest.mark.parametrize(("channel", "heading"), HEADINGS)
def test_a_no_in_a_column_of_one_channel_is_a_refusal_there_alone(desk, channel, heading):
    people(desk, heading, "nein", "ja")
    assert [one for one, _address in states(desk, "withdrawn")] == [channel]
    assert [one for one, _address in states(desk, "claimed")] == ([channel] if channel != "post" else [])
    assert desk.ask("SELECT phone FROM party") == [("+493412312514",)] * 2


@pytest.mark.parametrize("heading", CHANNEL["post"])
@pytest.mark.parametrize("answer", ["N", "0", "false", "n"])
def test_letters_need_no_yes_so_that_an_empty_box_for_them_is_a_no(desk, heading, answer):
    people(desk, heading, answer, "", "J")
    assert states(desk, "withdrawn") == [("post", "post:4109|weg|1")]


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Telefon", ("0341 2312514", "nein")),
        ("Prospekt", ("Herbst", "nein", "Lenz")),
        ("Post", ("Filiale 3", "nein")),
        ("Brief", ("12.03.2025", "ja")),
    ],
)
def test_a_heading_that_names_the_way_alone_says_nothing_over_other_cells(desk, heading, cells):
    head = HEAD.replace("Telefonnummer", "Fax")
    rows = [f"{PERSON.replace('udo', f'udo{n}')};{cell}" for n, cell in enumerate(cells)]
    desk.imports("liste.csv", f"{head};{heading}", *rows)
    assert states(desk, "withdrawn") == states(desk, "claimed") == []


def test_an_unclear_answer_under_a_clear_heading_is_told(desk):
    report = people(desk, "Telefon erlaubt", "ja", "nein", "mal fragen")
    assert "consent_unknown" in {one.code for one in report.warnings}
    assert len(states(desk, "withdrawn")) == 1


REMARKS = ("nein", "ja", "nein, Anruf 3.4.25", "nein (Brief vom 2.5.)", "nein lt. Mail 7.6.", "nicht erwünscht")


def refused(desk):
    return [address.rpartition("|")[2] for _way, address in states(desk, "withdrawn")]


@pytest.mark.parametrize("heading", ["Werbung per Post", "Post", "Brief", "Einwilligung Post"])
def test_a_no_with_a_remark_is_a_refusal_too(desk, heading):
    people(desk, heading, *REMARKS)
    assert refused(desk) == ["1", "3", "4", "5", "6"]


def test_a_heading_that_asks_is_always_read_however_few_cells_are_clear(desk):
    report = people(desk, "Werbung per Post", "Katalog", "Prospekt", "Karte", "Flyer", "nein")
    assert refused(desk) == ["5"]
    assert "consent_unknown" in {one.code for one in report.warnings}


def test_the_name_of_the_way_alone_is_enough_where_most_rows_answer(desk):
    people(desk, "Post", "nein", "ja", "nein", "?")
    assert refused(desk) == ["1", "3"]


def test_rows_count_and_not_the_different_things_they_say(desk):
    people(desk, "Post", *["nein"] * 6, "ja", "Katalog", "Prospekt", "?")
    assert refused(desk) == list("123456")


def test_a_way_that_is_not_read_although_some_cells_answer_is_told(desk):
    report = people(desk, "Post", "nein", "Katalog", "Prospekt")
    assert refused(desk) == []
    assert [one.column for one in report.warnings if one.code == "consent_unread"] == ["Post"]


@pytest.mark.parametrize("heading", ["Telefon", "Telefon erlaubt"])
def test_numbers_are_no_answers_whatever_some_rows_say(desk, heading):
    people(desk, heading, "0341 445566", "0341 445577", "nein", "nein", "0341 445588")
    assert states(desk, "withdrawn") == []


@pytest.mark.parametrize(
    "heading", ["SMS", "Werbung per Fax", "WhatsApp erlaubt", "Gesperrt", "Keine SMS", "Einladung", "Einladung Fest"]
)
def test_a_column_about_contact_that_cannot_be_read_is_named(desk, heading):
    report = people(desk, heading, "ja", "nein")
    assert [one.column for one in report.warnings if one.code == "consent_unread"] == [heading]
    assert states(desk, "withdrawn") == states(desk, "claimed") == []


@pytest.mark.parametrize(
    ("heading", "channels"),
    [
        ("darf angeschrieben werden", ["email", "post"]),
        ("Dürfen wir Sie anschreiben?", ["email", "post"]),
        ("Möchte kontaktiert werden (ja/nein)", ["email", "phone", "post"]),
    ],
)
def test_a_no_to_being_written_or_spoken_to_holds_on_those_ways_and_a_yes_is_told(desk, heading, channels):
    report = people(desk, heading, "nein", "ja")
    assert sorted(one for one, _address in states(desk, "withdrawn")) == channels
    assert states(desk, "claimed") == []
    assert [one.code for one in report.warnings] == ["consent_to_approach"]


@pytest.mark.parametrize(
    ("heading", "refused"),
    [
        ("Einladung Fest", True),
        ("Abo", True),
        ("Kundenstatus", True),
        ("Gruppe", True),
        ("Herkunft", True),
        ("Rechnung per Mail", False),
        ("Bemerkung", False),
    ],
)
def test_words_behind_a_no_hold_in_whatever_column_but_of_bills_and_remarks_and_are_told(desk, heading, refused):
    report = people(desk, heading, "ja", "ja", "nein, bitte keine Post")
    told = [one.code for one in report.warnings if one.column == heading]
    assert told and refused == ("refusal_in_text" not in told)
    assert [one for one, _address in states(desk, "withdrawn")] == (["post"] if refused else [])


def test_such_a_no_that_found_an_address_is_told_as_lost_on_no_other_way(desk):
    rows = ["Blau, Eva;eva@abc.de;nein", "Abel, Udo;udo@abc.de;ja"]
    report = desk.imports("verein.csv", "Name;E-Mail;darf angeschrieben werden", *rows)
    assert states(desk, "withdrawn") == [("email", "eva@abc.de")]
    assert [one.code for one in report.warnings] == ["consent_to_approach"]
    report = desk.imports(
        "andere.csv", "Name;E-Mail;darf angeschrieben werden", "Gelb, Ute;;nein", "Abel, Udo;udo@abc.de;ja"
    )
    assert "refusal_of_person" in [one.code for one in report.warnings]


@pytest.mark.parametrize(
    ("asked", "heading"),
    [("darf angeschrieben werden", "Keine Post"), ("darf kontaktiert werden", "Keine Anrufe")],
)
@pytest.mark.parametrize("answer", ["nein", "ja"])
def test_a_no_in_a_column_of_its_own_that_found_no_address_is_told_beside_such_a_question(desk, asked, heading, answer):
    head, rows = f"Name;E-Mail;{asked};{heading}", [f"Blau, Eva;eva@abc.de;{answer};x", "Abel, Udo;udo@abc.de;ja;"]
    report = desk.imports("verein.csv", head, *rows)
    assert ("refusal_of_person", heading) in [(one.code, one.column) for one in report.warnings]


@pytest.mark.parametrize("heading", ["angeschrieben", "Anschreiben", "Darf nicht angeschrieben werden"])
def test_whoever_was_not_written_to_has_refused_nothing(desk, heading):
    people(desk, heading, "nein", "")
    assert states(desk, "withdrawn") == []


@pytest.mark.parametrize("answer", ["ja, 03.02.2024", "mündlich"])
def test_a_consent_to_the_keeping_of_data_is_told_however_it_is_answered(desk, answer):
    report = people(desk, "DSGVO-Einwilligung", "ja, 03.02.2024", answer)
    assert [one.column for one in report.warnings if one.code == "consent_unread"] == ["DSGVO-Einwilligung"]
    assert states(desk, "claimed") == []


def test_the_questions_of_a_form_ask_for_name_address_and_newsletter(desk):
    desk.imports(
        "form.csv",
        "Zeitstempel;Wie heißt du?;Deine E-Mail-Adresse;Dürfen wir Ihnen unseren Newsletter schicken?",
        *(f"2024/09/1{n};{who} Tal;{who}@t.example;{said}" for n, (who, said) in enumerate(
            [("Ina", "Ja, gerne!"), ("Uwe", "Nein, danke"), ("Eva", "Ja, aber nur einmal"), ("Max", "Ja, ich möchte den Newsletter")]
        )),
    )  # fmt: skip
    assert states(desk, "claimed") == [("email", "ina@t.example"), ("email", "max@t.example")]
    assert states(desk, "withdrawn") == [("email", "uwe@t.example")]
    assert desk.ask("SELECT DISTINCT family_name FROM party") == [("Tal",)]


def test_a_column_of_other_answers_is_not_named(desk):
    report = people(desk, "Stammkunde", "ja", "nein")
    assert "consent_unread" not in {one.code for one in report.warnings}


@pytest.mark.parametrize(
    "heading",
    ["Kontakt erlaubt per", "Werbung per", "Werbung erlaubt per", "Infos erlaubt über", "Erlaubte Kontaktwege",
     "darf kontaktiert werden per"],
)  # fmt: skip
def test_the_ways_that_a_cell_names_are_allowed_and_those_it_leaves_out_are_not(desk, heading):
    report = people(desk, heading, "Post", "Mail", "Brief und E-Mail", "keiner", "nur telefonisch", "", "SMS")
    phone = ("phone", "+493412312514")  # of them all
    assert states(desk, "claimed") == [("email", "udo2@u.example"), ("email", "udo3@u.example"), phone]
    doors = [("post", f"post:4109|weg|{n}") for n in (2, 4, 5)]
    assert states(desk, "withdrawn") == [("email", "udo4@u.example"), phone, *doors]
    assert [one.rows for one in report.warnings if one.code == "consent_unknown"] == [(7,)]


@pytest.mark.parametrize(
    ("heading", "cell"),
    [("Kontakt per", "Mail"), ("Newsletter", "Post"), ("Werbung über", "Messe"), ("Einwilligung per", "Mail"), ("Einwilligung", "Mail"),
     ("Gewünschter Kontaktweg", "Mail"), ("Werbung über", "Mail"), ("Werbekanal", "Mail"), ("Einwilligung Werbung erhalten per", "Mail"),
     ("Werbeeinwilligung erteilt per", "Mail"), ("Zustimmung zur Kontaktaufnahme gegeben per", "Mail"),
     ("Einwilligung Infos eingeholt per", "Mail"), ("Marketing consent via", "Mail"), ("Werbe-Opt-In via", "Mail"),
     ("Kontakt Opt-in Kanal", "Mail"), ("Kontakt freigegeben durch", "Mail"), ("Kontakterlaubnis erteilt per", "Mail"),
     ("Werbung via", "Mail"), ("Kontakt erlaubt durch", "Mail")],
)  # fmt: skip
def test_a_way_that_is_preferred_or_on_which_somebody_agreed_is_no_permission(desk, heading, cell):
    people(desk, heading, cell, cell, "Post Mail")
    assert states(desk, "claimed") == states(desk, "withdrawn") == []


@pytest.mark.parametrize(
    ("cell", "yes", "no", "clear"),
    [("Mail nein, Post ja", "", "email", True), ("nicht per Mail", "", "email", False), ("keine Mail", "", "email", False),
     ("nur Telefon, keine Post", "phone", "post", True), ("Mail, aber nicht Post", "email", "post", True),
     ("nicht per Mail oder Post", "", "email post", False), ("Mail, Post nein", "", "email post", False),
     ("Telefon ja Mail: nein", "phone", "email post", True), ("nur noch Mail, kein Telefon", "", "email phone post", False),
     ("nein", "", "email phone post", True), ("Mail?", "", "", False), ("x", "", "", False), ("ja", "", "", False),
     ("Mail (nur Rechnungen)", "", "", False)],
)  # fmt: skip
def test_a_no_to_one_way_is_none_to_the_others_and_a_yes_to_none_of_them_is_unclear(desk, cell, yes, no, clear):
    report = people(desk, "Werbung erlaubt per", cell, "Mail", "Mail und Post", "Post, Mail")
    said = desk.ask("SELECT channel, state FROM consent_event WHERE row = 1")
    found = {state: " ".join(sorted(way for way, one in said if one == state)) for state in ("claimed", "withdrawn")}
    assert found == {"claimed": yes, "withdrawn": no}
    assert [one.rows for one in report.warnings if one.code == "consent_unknown"] == ([] if clear else [(1,)])


@pytest.mark.parametrize(
    ("headings", "cells", "told", "yes", "no"),
    [("Newsletter;Kontakt erlaubt per", "ja;Telefon", "Kontakt erlaubt per", "phone", "post"),
     ("Newsletter;Kontakt erlaubt per", "ja;Post", "Kontakt erlaubt per", "", ""),
     ("Newsletter;Kontakt erlaubt per", "ja;Mail", "", "email", "post"),
     ("Werbung;Werbung Telefon;Werbung Post", "nein;ja;ja", "Werbung", "", "email phone post"),
     ("Werbung;Werbung Telefon;Werbung Post", "nein;;", "", "", "email phone post"),
     ("Werbung Post;Werbung", "ja;nein", "Werbung", "", "email phone post"),
     ("Werbung;Newsletter", "nein;ja", "Werbung", "", "email phone post"),
     ("Werbung;Werbung Telefon", "ja;nein", "", "email", "phone")],
)  # fmt: skip
def test_a_no_to_all_or_to_the_ways_that_are_left_out_holds_beside_a_yes_and_is_told(
    desk, headings, cells, told, yes, no
):
    other = "ja;Mail, Post, Telefon" if "per" in headings else ";".join(["ja"] * len(cells.split(";")))
    report = people(desk, headings, cells, other)
    assert [one.column for one in report.warnings if one.code == "consent_overruled"] == ([told] if told else [])
    said = desk.ask("SELECT channel, state FROM consent_event WHERE row = 1")
    found = {state: " ".join(sorted(way for way, one in said if one == state)) for state in ("claimed", "withdrawn")}
    assert found == {"claimed": yes, "withdrawn": no}


def test_a_bare_status_is_no_consent_because_letters_are_spoken_of(desk):
    desk.imports("liste.csv", "E-Mail;Nachname;Status;Post", "udo@u.example;Ude;aktiv;ja")
    assert states(desk, "claimed") == []
