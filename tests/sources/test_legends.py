"""A legend behind a heading, “(ja/nein)”, “j/n”, “0/1”, tells how the column is answered, and not what it is about."""

import pytest

from kmu_crm.consent.states import states
from kmu_crm.sources.mapping.legends import asks_in_words, of_lines, without

TOOL = ("E-Mail;Vorname;Nachname;Status;Angemeldet am;Bestätigt am",
        "anna@berg.example;Anna;Berg;aktiv;01.02.2024 10:00;01.02.2024 10:05")  # fmt: skip
HEADINGS = [
    "Newsletter (j/n)", "Newsletter ja/nein", "Newsletter j/n", "Newsletter (Ja / Nein)", "Newsletter [y/n]", "newsletter_ja_nein",
    "Newsletter? (J/N)", "Newsletter (1 = ja, 0 = nein)", "Werbung erlaubt (ja/nein)", "Werbung erlaubt j/n", "Einwilligung (j/n)",
    "Werbung erlaubt: ja oder nein?", "Newsletter erwünscht (ja/nein/offen)", "E-Mail-Werbung (y/n)",
]  # fmt: skip


def state(desk):
    return states(desk.db, "email", "advertising", ["anna@berg.example"])["anna@berg.example"].state


@pytest.fixture
def agreed(desk):
    desk.imports("empfaenger.csv", *TOOL)
    assert state(desk) == "yes"
    return desk


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("no", ["n", "N", "nein", "0", "Nein, danke"])
def test_a_no_under_a_heading_that_asks_for_yes_or_no_withdraws(agreed, heading, no):
    agreed.imports(
        "kunden.csv", f"Nr;Nachname;E-Mail;{heading}", f"1;Berg;anna@berg.example;{no}", "2;Au;eva@au.example;j"
    )
    assert state(agreed) == "no"
    assert agreed.ask("SELECT address, state FROM consent_event WHERE address LIKE 'eva%'") == [
        ("eva@au.example", "claimed")
    ]


def test_a_box_of_noughts_and_ones_that_nobody_ticked_is_no_withdrawal(agreed):
    agreed.imports(
        "kunden.csv", "Nr;Nachname;E-Mail;Werbung erlaubt 0/1", "1;Berg;anna@berg.example;0", "2;Au;eva@au.example;1"
    )
    assert state(agreed) == "yes"
    assert agreed.ask("SELECT state FROM consent_event WHERE address LIKE 'eva%'") == [("claimed",)]


@pytest.mark.parametrize("heading", ["Nicht anrufen (ja/nein)", "Keine Anrufe j/n", "Telefonsperre (J/N)"])
def test_a_heading_turned_round_is_known_behind_its_legend(desk, heading):
    desk.imports("kunden.csv", f"Nr;Nachname;Telefon;{heading}", "1;Berg;030 2312514;j", "2;Au;030 2312515;n")
    assert desk.ask("SELECT address, channel, state FROM consent_event") == [("+49302312514", "phone", "withdrawn")]


@pytest.mark.parametrize("heading", ["Firma (ja/nein)", "Rechnung j/n", "Titel (j/n)"])
def test_what_is_answered_with_yes_or_no_is_no_name_and_no_number(desk, heading):
    desk.imports("kunden.csv", f"Nr;Nachname;E-Mail;{heading}", "1;Berg;anna@berg.example;ja")
    assert desk.ask("SELECT company, title FROM party") == [(None, None)]
    assert desk.ask("SELECT id FROM fact") == []


@pytest.mark.parametrize("heading", ["Werbung nein", "Anja", "ja/nein", "Produkt A/N", "Newsletter"])
def test_other_headings_stay_as_they_are(heading):
    assert (without(heading), asks_in_words(heading)) == (heading, False)


@pytest.mark.parametrize(
    ("legend", "no", "other"),
    [
        ("(x = nein)", "x", ""), ("(X = Nein)", "X", ""), (" x=nein", "x", ""), ("(Kreuz = nein)", "x", ""), ("(1 = nein)", "1", "0"),
        (": angekreuzt = nein", "x", ""), ("(Häkchen = nein)", "x", ""), ("(0=ja,1=nein)", "1", "?"),
        ("(x = nein, o = ja)", "x", "1"), ("(0=ja,1=nein)", "1", "x"),
    ],
)  # fmt: skip
def test_a_legend_that_turns_a_mark_round_makes_it_a_no_and_leaves_what_it_does_not_name_open(desk, legend, no, other):
    heading = f"Newsletter {legend}".replace(" :", ":")
    desk.imports(
        "kunden.csv", f"Nr;Nachname;E-Mail;{heading};Einwilligung am", f"1;Berg;anna@berg.example;{no};01.02.2024",
        f"2;Au;eva@au.example;{other};01.02.2024", "3;Ode;ida@ode.example;ja;01.02.2024",
    )  # fmt: skip
    assert dict(desk.ask("SELECT address, state FROM consent_event")) == {
        "anna@berg.example": "withdrawn",
        "ida@ode.example": "given",
    }


def test_a_legend_that_says_of_a_nought_that_it_is_a_yes_is_believed(desk):
    desk.imports("kunden.csv", "Nr;Nachname;E-Mail;Werbung (0=ja,1=nein)", "1;Berg;anna@berg.example;0")
    assert desk.ask("SELECT state FROM consent_event") == [("claimed",)]


@pytest.mark.parametrize("below", [False, True])
@pytest.mark.parametrize(
    ("legend", "state"),
    [
        ("Legende: x = hat abgelehnt, o = hat zugestimmt", "withdrawn"), ("x = abgemeldet / o = angemeldet", "withdrawn"),
        ("nein = x, ja = o", "withdrawn"), ("x = kein Newsletter", ""), ("x = storniert", ""),
        ("x = möchte nichts mehr", ""), ("x: keine Werbung", ""), ("x steht für abgemeldet", ""), ("x stands for unsubscribed", ""),
    ],
)  # fmt: skip
def test_a_legend_beside_the_table_is_heard_and_one_that_names_no_yes_leaves_its_mark_open(desk, legend, state, below):
    rows = [
        "Nachname;E-Mail;Newsletter;Einwilligung am",
        "Berg;anna@berg.example;x;01.02.2024",
        "Au;eva@au.example;ja;01.02.2024",
    ]
    desk.imports("kunden.csv", *([*rows, f"{legend};;;"] if below else [f"{legend};;;", *rows]))
    said = dict(desk.ask("SELECT address, state FROM consent_event"))
    assert (said.pop("anna@berg.example", ""), said) == (state, {"eva@au.example": "given"})
    assert desk.ask("SELECT count(*) FROM party") == [(2,)]


def test_below_the_table_a_colour_that_means_a_no_silences_each_yes(desk):
    rows = (
        "Berg;anna@berg.example;ja;01.02.2024",
        "Au;eva@au.example;ja;01.02.2024",
        ";;;",
        "rot = will keine Werbung;;;",
    )
    report = desk.imports("kunden.csv", "Nachname;E-Mail;Newsletter;Einwilligung am", *rows)
    assert "looks_unread" in {one.code for one in report.warnings}
    assert {"given", "claimed", "confirmed"}.isdisjoint(
        state for (state,) in desk.ask("SELECT state FROM consent_event")
    )


@pytest.mark.parametrize(
    "line", ["x = ja, n = nein", "Stand = 01.02.2025", "m = Herr, w = Frau", "x = Stammkunde", "a = b = c", "="]
)
def test_a_line_that_turns_no_mark_round_changes_nothing(line):
    assert of_lines([line]) == {}
