"""A no without a date that comes again: after a yes it is a new no, else it changes nothing."""

import sqlite3
from contextlib import closing

import pytest
from consent_desk import Desk

HEAD = "E-Mail;Vorname;Nachname;Status;Bestätigt am"
OTTO_NO = "otto@abc.de;Otto;Abel;abgemeldet;"
OTTO_YES = "otto@abc.de;Otto;Abel;aktiv;2025-06-01"
EVA = "eva@abc.de;Eva;Blau;aktiv;2024-02-01"
UTE = "ute@abc.de;Ute;Cent;aktiv;2024-02-01"


def said(desk: Desk) -> list[tuple[str, int]]:
    with closing(sqlite3.connect(desk.folder / "kunden.kmucrm")) as db:
        return db.execute("SELECT state, id FROM consent_event WHERE address = 'otto@abc.de' ORDER BY id").fetchall()


def long_ago(desk: Desk) -> None:
    """What was imported so far was imported in 2024."""
    with closing(sqlite3.connect(desk.folder / "kunden.kmucrm")) as db:
        db.execute("UPDATE consent_event SET noted_at = '2024-03-01T10:00:00Z'")
        db.commit()


@pytest.fixture
def back(desk: Desk) -> Desk:
    """Otto unsubscribed, and subscribed again a year later."""
    desk.imports("n1.csv", HEAD, OTTO_NO, EVA)
    long_ago(desk)
    desk.imports("n2.csv", HEAD, OTTO_YES, EVA)
    assert desk.mails() == {"otto@abc.de", "eva@abc.de"}
    return desk


def test_who_unsubscribes_a_second_time_is_off_the_list(back: Desk) -> None:
    back.imports("n3.csv", HEAD, OTTO_NO, EVA, UTE)
    assert back.mails() == {"eva@abc.de", "ute@abc.de"}


def test_undo_of_the_file_keeps_the_second_no_and_its_import_again_adds_none(back: Desk) -> None:
    back.imports("n3.csv", HEAD, OTTO_NO, EVA, UTE)
    once = said(back)
    assert back.ask("undo", 3)[0] == 0
    assert (back.mails(), said(back)) == ({"eva@abc.de"}, once)
    back.imports("n3.csv", HEAD, OTTO_NO, EVA, UTE)
    assert "otto@abc.de" not in back.mails() and said(back) == once


def test_the_same_old_file_again_changes_nothing(back: Desk) -> None:
    once = said(back)
    back.imports("n1.csv", HEAD, OTTO_NO, EVA)
    assert (back.mails(), said(back)) == ({"otto@abc.de", "eva@abc.de"}, once)


def test_a_no_that_comes_again_without_a_yes_between_is_one_no(desk: Desk) -> None:
    desk.imports("n1.csv", HEAD, OTTO_NO, EVA)
    desk.imports("n3.csv", HEAD, OTTO_NO, EVA, UTE)
    assert [state for state, _id in said(desk)] == ["withdrawn"]


def test_a_yes_that_was_taken_back_and_comes_again_does_not_lift_the_later_no(back: Desk) -> None:
    assert back.ask("undo", 2)[0] == 0
    back.imports("n3.csv", HEAD, OTTO_NO, EVA, UTE)
    back.imports("n2.csv", HEAD, OTTO_YES, EVA)
    assert "otto@abc.de" not in back.mails()


def test_of_a_yes_and_a_no_in_one_file_the_no_stands(desk: Desk) -> None:
    desk.imports("n1.csv", HEAD, OTTO_NO, EVA)
    long_ago(desk)
    desk.imports("n2.csv", HEAD, OTTO_NO, OTTO_YES, EVA)
    assert desk.mails() == {"eva@abc.de"}
