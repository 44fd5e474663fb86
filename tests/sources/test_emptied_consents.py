"""A list that said yes and says it no longer, in an emptied cell or an unticked box: the yes is unproven, and that is told."""

import pytest
from test_doubts import ANNA, state

GONE = "consent_gone"
HEAD = "Kundennummer;Vorname;Nachname;E-Mail;Newsletter;Einwilligung am"
YES = f"{ANNA};ja;01.02.2024"
BERT = "2;Bert;Busch;bert@mail.example"


def told(report):
    """(rows, column) of what is told of yeses that are gone."""
    return [(one.rows, one.column) for one in report.warnings if one.code == GONE]


def counts(report):
    return (report.tally.new, report.tally.updated, report.tally.unchanged)


@pytest.mark.parametrize("cells", [";", ";01.02.2024", "n;"])
def test_a_cell_emptied_since_makes_the_yes_unproven_and_tells_the_row(desk, cells):
    desk.imports("a.csv", HEAD, YES, f"{BERT};;")
    report = desk.imports("b.csv", HEAD, f"{BERT};;", f"{ANNA};{cells}")
    assert state(desk) == "unproven"
    assert told(report) == [((2,), "Newsletter")]
    assert counts(report) == (0, 1, 1)
    assert [(one.row, one.outcome) for one in report.changes.of("updated")] == [(2, "updated")]
    desk.undoes(report)
    assert state(desk) == "yes"


def test_filled_again_it_is_a_yes_again_and_counts_as_updated(desk):
    desk.imports("a.csv", HEAD, YES)
    desk.imports("b.csv", HEAD, f"{ANNA};;")
    report = desk.imports("c.csv", HEAD, YES, f"{BERT};;")
    assert state(desk) == "yes"
    assert (told(report), counts(report)) == ([], (1, 1, 0))
    assert counts(desk.imports("d.csv", HEAD, YES, f"{BERT};;", "3;Cora;Clasen;;;")) == (1, 0, 2)


def test_a_cell_that_was_always_empty_says_nothing(desk):
    desk.imports("a.csv", HEAD, f"{ANNA};;")
    report = desk.imports("b.csv", HEAD, f"{ANNA};;", f"{BERT};;")
    assert (told(report), counts(report)) == ([], (1, 0, 1))
    assert desk.ask("SELECT count(*) FROM consent_event") == [(0,)]


def test_a_list_without_such_a_column_says_nothing(desk):
    desk.imports("a.csv", HEAD, YES)
    report = desk.imports("b.csv", "Kundennummer;Vorname;Nachname;E-Mail", ANNA)
    assert (state(desk), told(report)) == ("yes", [])


def test_nor_does_an_empty_cell_of_another_list(desk):
    desk.imports("a.csv", HEAD, YES)
    report = desk.imports("messe.csv", "E-Mail;Newsletter", "anna@mail.example;", "bert@mail.example;ja")
    assert (state(desk), told(report)) == ("yes", [])


def test_nor_does_an_order_that_did_not_ask_again(desk):
    head = "Bestellnummer;Bestelldatum;Vorname;Nachname;E-Mail;Betrag;Newsletter;Einwilligung am"
    who = "Anna;Alt;anna@mail.example;10,00"
    desk.imports("a.csv", head, f"B1;01.02.2024;{who};ja;01.02.2024")
    assert state(desk) == "yes"
    report = desk.imports("b.csv", head, f"B2;01.03.2024;{who};;")
    assert (state(desk), told(report)) == ("yes", [])


def test_a_yes_in_another_row_stays(desk):
    desk.imports("a.csv", HEAD, YES)
    report = desk.imports("b.csv", HEAD, YES, f"3{ANNA[1:]};;")
    assert (state(desk), told(report)) == ("yes", [])


@pytest.mark.parametrize("cells", ["nein;", "?;", "abgemeldet;"])
def test_any_other_answer_counts_as_updated(desk, cells):
    desk.imports("a.csv", HEAD, YES, f"{BERT};;")
    report = desk.imports("b.csv", HEAD, f"{ANNA};{cells}", f"{BERT};;")
    assert (told(report), counts(report)) == ([], (0, 1, 1))


def test_a_yes_that_is_new_counts_as_updated(desk):
    bert = f"{BERT};ja;01.02.2024"
    desk.imports("a.csv", HEAD, f"{ANNA};;", bert)
    report = desk.imports("b.csv", HEAD, bert, YES)
    assert (state(desk), counts(report), report.changes.counts) == ("yes", (0, 1, 1), {"consent": 1})


def test_a_yes_without_a_day_counts_alike_each_time_it_comes_or_goes(desk):
    updated = []
    for number, word in enumerate(["ja", "ja", "", "0", "ja", "ja", ""]):
        rows = (f"{ANNA};{word};", f"{BERT};ja;01.02.2024", f"{number}0;Zora;Neu{number};;;")
        updated.append(desk.imports("a.csv", HEAD, *rows).tally.updated)
    assert updated == [0, 0, 1, 0, 1, 0, 1]


def test_a_file_of_others_between_them_does_not_hide_it(desk):
    desk.imports("a.csv", HEAD, YES)
    desk.imports("b.csv", HEAD, f"{BERT};ja;01.02.2024")
    assert counts(desk.imports("c.csv", HEAD, f"{ANNA};;")) == (0, 1, 0)


def test_the_very_file_again_changes_nothing(desk):
    desk.imports("a.csv", HEAD, YES, f"{BERT};;")
    assert counts(desk.imports("a.csv", HEAD, YES, f"{BERT};;")) == (0, 0, 2)
    desk.imports("b.csv", HEAD, f"{ANNA};;", f"{BERT};;")
    assert state(desk) == "unproven"
