"""Surveys, recommendations and reviews as the tools write them out: what was answered, when and by whom, on which scale."""

from datetime import date

import pytest

from kmu_crm.sources.choices import Choice
from kmu_crm.sources.mapping.recognise import recognise
from kmu_crm.sources.reading.tables import open_table
from tests.sources.intake_desk import Desk

ANSWERS = (
    "SELECT day, score, score2, coalesce(subject, ''), coalesce(text, ''), coalesce(outcome, '') FROM fact"
    " WHERE current = 1 AND kind = 'survey'"
)
WHO = "SELECT p.full_name, p.email FROM fact AS f JOIN party AS p ON p.record_id = f.record_id AND p.current = 1 WHERE f.current = 1"
TODAY = date(2025, 11, 30)

FORM = (
    '"Zeitstempel","E-Mail-Adresse","Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen? (0-10)","Was können wir besser machen?"',
    '"2025/11/03 9:12:44 AM OEZ","anna@muster.example","3","Niemand ging ans Telefon"',
    '"2025/11/04 2:30:10 PM OEZ","bert@lang.example","10",""',
)


def fields(desk: Desk, *lines: str) -> list[str | None]:
    found = recognise(open_table(desk.file("antworten.csv", *lines)))
    assert (found.sheet.kind, found.importable) == ("surveys", True)
    return [field for _, field, _ in found.columns]


def test_a_form_tells_when_who_how_likely_and_why(desk: Desk) -> None:
    desk.imports("formular.csv", *FORM, today=TODAY)
    assert desk.ask(ANSWERS) == [
        ("2025-11-03", 3, None, "", "Niemand ging ans Telefon", ""),
        ("2025-11-04", 10, None, "", "", ""),
    ]
    assert desk.ask(WHO) == [(None, "anna@muster.example"), (None, "bert@lang.example")]


def test_an_address_in_a_survey_permits_nothing(desk: Desk) -> None:
    desk.imports("formular.csv", *FORM, today=TODAY)
    assert desk.ask("SELECT * FROM consent_event") == []


def test_the_same_form_again_brings_nothing_new(desk: Desk) -> None:
    desk.imports("formular.csv", *FORM, today=TODAY)
    again = desk.imports(
        "formular.csv", *FORM, '"2025/11/05 8:00:00 AM OEZ","carla@kurz.example","9","Gern"', today=TODAY
    )
    assert (again.tally.new, again.tally.unchanged) == (1, 2)


@pytest.mark.parametrize(
    ("header", "row", "wanted"),
    [
        (
            "Datum;Name;E-Mail;Bestellnummer;Sterne;Titel;Kommentar;Status",
            "12.11.2025;Anna Muster;anna@muster.example;B-1001;★☆☆☆☆;Schade;Paket kam kaputt an;veröffentlicht",
            ["day", "full_name", "email", "refers_to", "content", "subject", "text", "attribute"],
        ),
        ("NPS;Kunde;Datum;Kommentar", "2;Bäckerei Huber GmbH;14.11.2025;war falsch", ["recommend", "full_name", "day", "text"]),
        ("Datum;Kundennummer;Note;Bemerkung", "14.11.2025;1002;5;unfreundlich", ["day", "customer", "mark", "text"]),
        (
            "ID;Startzeit;Fertigstellungszeit;E-Mail;Name;Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?;Begründung",
            "1;14.11.2025 09:10:11;14.11.2025 09:12:44;anna@muster.example;Anna Muster;6;Preis",
            ["attribute", "attribute", "at", "email", "full_name", "recommend", "text"],
        ),
        (
            "Antwort ID;Datum abgeschickt;Letzte Seite;E-Mail-Adresse;Wie zufrieden waren Sie? (1 = sehr zufrieden, 5 = unzufrieden)",
            "1;2025-11-14 10:11:12;3;anna@muster.example;5",
            ["attribute", "at", "attribute", "email", "mark"],
        ),
        (
            "Respondent ID;End Date;Email Address;First Name;Last Name;How likely is it that you would recommend our company?;Comments",
            "11400001;11/13/2025 09:12:44 AM;anna@muster.example;Anna;Muster;2 - Not likely;too slow",
            ["fact_key", "at", "email", "given_name", "family_name", "recommend", "text"],
        ),
        (
            "#;How likely are you to recommend us to a friend?;What's the main reason for your score?;Your email;Submit Date (UTC)",
            "a1b2c3d4;4;Nobody answered the phone;anna@muster.example;2025-11-14 09:02:00",
            ["fact_key", "recommend", "text", "email", "at"],
        ),
        ("reviewer;starRating;comment;createTime", "Anna Muster;ONE;Rude;2025-11-15T09:00:00Z", ["full_name", "content", "text", "at"]),
        (
            "Review Created (UTC);Review Username;Review Title;Review Content;Review Stars;Reference Id;Consumer Email",
            "2025-11-14 09:00:00;Anna M;Bad;Broken on arrival;1;B-1001;anna@muster.example",
            ["at", "full_name", "subject", "text", "content", "refers_to", "email"],
        ),
        ("Date;Customer;Rating;Comment", "2025-11-14;Bert Lang;5;fine", ["day", "full_name", "content", "text"]),
    ],
)  # fmt: skip
def test_each_tool_is_understood_by_its_columns(desk: Desk, header: str, row: str, wanted: list[str]) -> None:
    assert fields(desk, header, row) == wanted


def test_of_school_marks_the_low_one_is_the_good_one(desk: Desk) -> None:
    desk.imports(
        "noten.csv",
        "Datum;Kundennummer;Note",
        "03.11.2025;1001;1",
        "04.11.2025;1002;5",
        "05.11.2025;1003;6",
        today=TODAY,
    )
    assert [(one[2], one[5]) for one in desk.ask(ANSWERS)] == [(5, "Note: 1"), (1, "Note: 5"), (1, "Note: 6")]


@pytest.mark.parametrize(
    "header",
    [
        "Bewertung",
        "Bewertung (1-5)",
        "Zufriedenheit (1-10)",
        "Zufriedenheit",
        "Rating",
        "Würden Sie uns empfehlen?",
        "Note (6 = sehr gut)",
        "Score",
    ],
)
def test_what_a_column_does_not_tell_of_its_scale_is_asked(desk: Desk, header: str) -> None:
    assert fields(desk, f"Datum;Kunde;{header}", "03.11.2025;Anna Muster;2", "04.11.2025;Bert Lang;4")[2] == "rating"


def test_marks_with_halves_may_be_those_of_switzerland(desk: Desk) -> None:
    assert fields(desk, "Datum;Kunde;Note", "03.11.2025;Anna Muster;5,5", "04.11.2025;Bert Lang;4")[2] == "rating"


UNSURE = ("Datum;Kunde;Bewertung", "03.11.2025;Anna Muster;1", "04.11.2025;Bert Lang;5")


def test_until_somebody_says_so_such_an_answer_is_neither_good_nor_poor(desk: Desk) -> None:
    told = {one.code: one.count for one in desk.imports("b.csv", *UNSURE, today=TODAY).warnings}
    assert told["score_scale"] == 2
    assert [one[1:3] + one[5:] for one in desk.ask(ANSWERS)] == [
        (None, None, "Bewertung: 1"),
        (None, None, "Bewertung: 5"),
    ]


@pytest.mark.parametrize(
    ("scale", "wanted"),
    [
        ("of_ten", [(1, None, ""), (5, None, "")]),
        ("of_five", [(None, 1, ""), (None, 5, "")]),
        ("content_of_ten", [(None, 1, "Bewertung: 1"), (None, 3, "Bewertung: 5")]),
        ("mark", [(None, 5, "Bewertung: 1"), (None, 1, "Bewertung: 5")]),
        ("mark_six", [(None, 1, "Bewertung: 1"), (None, 4, "Bewertung: 5")]),
    ],
)
def test_what_a_person_says_of_the_scale_counts_also_for_answers_that_are_there(
    desk: Desk, scale: str, wanted: list[tuple[int | None, int | None, str]]
) -> None:
    desk.imports("b.csv", *UNSURE, today=TODAY)
    desk.imports("b.csv", *UNSURE, choices=[Choice("Bewertung", "score_scale", scale)], today=TODAY)
    assert [(one[1], one[2], one[5]) for one in desk.ask(ANSWERS)] == wanted


def test_an_answer_that_its_scale_does_not_have_is_left_empty_and_told(desk: Desk) -> None:
    lines = ("Datum;Kunde;NPS", *(f"0{n}.11.2025;Kunde {n};{n + 1}" for n in range(1, 8)), "09.11.2025;Eva Klein;ja")
    report = desk.imports("nps.csv", *lines, today=TODAY)
    assert [(one.code, one.rows) for one in report.warnings] == [("score_invalid", (8,))]
    assert desk.ask(ANSWERS)[-1][1] is None


def test_a_wish_to_be_left_alone_in_a_comment_is_told(desk: Desk) -> None:
    report = desk.imports(
        "nps.csv",
        "Datum;Kunde;NPS;Kommentar",
        "03.11.2025;Anna Muster;1;Bitte rufen Sie mich nie wieder an",
        today=TODAY,
    )
    assert "refusal_in_text" in {one.code for one in report.warnings}


@pytest.mark.parametrize(
    "lines",
    [
        (
            "Name;E-Mail;Straße;PLZ;Ort;Bewertung;Datum",
            "Anna Muster;anna@muster.example;Weg 1;01067;Dresden;4;03.11.2025",
        ),
        ("Rechnungsnummer;Datum;Kunde;Betrag;Note", "R-1;03.11.2025;Anna Muster;119,00 €;2"),
        ("Datum;Kunde;Note", "03.11.2025;Anna Muster;hat angerufen und fragt nach"),
        ("Kunde;E-Mail;Rating", "Anna Muster;anna@muster.example;3"),
        ("Datum;Kunde;Betreff;Dauer (Min.)", "03.11.2025;Anna Muster;Anruf;15"),
    ],
)
def test_other_lists_stay_what_they_are(desk: Desk, lines: tuple[str, ...]) -> None:
    assert recognise(open_table(desk.file("liste.csv", *lines))).sheet.kind != "surveys"
