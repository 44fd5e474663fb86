"""A word that nobody understands, where the same list said yes before, leaves no yes in force; and it is no withdrawal."""

import pytest

from kmu_crm.consent.states import states

HEAD = "Kundennummer;Vorname;Nachname;E-Mail;Newsletter;Einwilligung am;Nachweis"
ANNA = "1;Anna;Alt;anna@mail.example"
YES = f"{ANNA};ja;01.02.2024;Formular"


def state(desk):
    return states(desk.db, "email", "advertising", ["anna@mail.example"])["anna@mail.example"].state


def says(desk, name, words):
    return desk.imports(name, HEAD, f"{ANNA};{words}")


@pytest.mark.parametrize("words", ["?;;", "mal sehen;;", "klären;01.02.2024;Formular"])
def test_a_doubt_after_a_yes_makes_it_unproven_and_is_told(desk, words):
    desk.imports("a.csv", HEAD, YES)
    assert state(desk) == "yes"
    report = says(desk, "b.csv", words)
    assert state(desk) == "unproven"
    assert [(one.code, one.rows) for one in report.warnings] == [("consent_unknown", (1,))]


def test_undoing_the_import_takes_the_doubt_back(desk):
    desk.imports("a.csv", HEAD, YES)
    desk.undoes(says(desk, "b.csv", "?;;"))
    assert state(desk) == "yes"


def test_a_later_yes_ends_the_doubt_and_its_undo_brings_it_back(desk):
    desk.imports("a.csv", HEAD, YES)
    says(desk, "b.csv", "?;;")
    later = desk.imports("c.csv", HEAD, YES, "2;Bert;Busch;bert@mail.example;;;")
    assert state(desk) == "yes"
    desk.undoes(later)
    assert state(desk) == "unproven"


def test_the_old_file_again_ends_no_doubt(desk):
    desk.imports("a.csv", HEAD, YES)
    says(desk, "b.csv", "?;;")
    desk.imports("a.csv", HEAD, YES)
    assert state(desk) == "unproven"


def test_a_doubt_alone_says_nothing(desk):
    says(desk, "b.csv", "?;;")
    assert desk.ask("SELECT count(*) FROM consent_event") == [(0,)]


def test_a_yes_in_another_row_of_the_file_stays(desk):
    desk.imports("a.csv", HEAD, YES)
    desk.imports("b.csv", HEAD, YES, YES.replace("1;", "3;", 1).replace("ja", "?"))
    assert state(desk) == "yes"


def test_a_doubt_lifts_no_withdrawal(desk):
    desk.imports("a.csv", HEAD, YES)
    says(desk, "b.csv", "nein;;")
    says(desk, "c.csv", "?;;")
    assert state(desk) == "no"


def test_a_list_of_ones_own_with_fewer_columns_doubts_as_the_whole_one(desk):
    desk.imports("a.csv", HEAD, YES)
    report = desk.imports("b.csv", "Kundennummer;Vorname;Nachname;E-Mail;Newsletter", f"{ANNA};?")
    assert state(desk) == "unproven"
    desk.undoes(report)
    assert state(desk) == "yes"


@pytest.mark.parametrize("word", ["n", "0", "FALSCH"])
def test_a_box_no_longer_ticked_in_the_same_list_makes_the_yes_unproven(desk, word):
    desk.imports("a.csv", HEAD, YES)
    report = says(desk, "b.csv", f"{word};;")
    assert state(desk) == "unproven"
    desk.undoes(report)
    assert state(desk) == "yes"


def test_a_box_nobody_ticked_in_another_list_says_nothing_of_the_yes(desk):
    desk.imports("a.csv", HEAD, YES)
    desk.imports("messe.csv", "E-Mail;Newsletter", "anna@mail.example;0")
    assert state(desk) == "yes"


@pytest.mark.parametrize("words", ["weiß nicht;;", "weiss ich nicht;;"])
def test_not_to_know_is_a_doubt_and_no_withdrawal(desk, words):
    desk.imports("a.csv", HEAD, YES)
    report = says(desk, "b.csv", words)
    assert state(desk) == "unproven"
    desk.undoes(report)
    assert state(desk) == "yes"
