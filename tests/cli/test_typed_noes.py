"""Who types a no into a tag, a call or a note is told that this alone is no objection, and how it is noted."""

import sqlite3
from contextlib import closing

import pytest
from consent_desk import Desk

HEAD = "Kundennummer;Name;E-Mail;Newsletter;Einwilligung am"
OTTO = "1;Otto Abel;otto@abc.de;ja;01.02.2024"
COMMAND = "consent set otto@abc.de email advertising withdrawn"


@pytest.fixture
def otto(desk: Desk) -> Desk:
    desk.imports("kunden.csv", HEAD, OTTO)
    return desk


@pytest.mark.parametrize(
    "typed",
    [
        ("tag", "1", "keine Werbung"), ("tag", "1", "verstorben"), ("log", "1", "call", "will keine Werbung mehr"),
        ("log", "1", "call", "Angebot besprochen, keine Werbung mehr", "--outcome", "reached"),
        ("correct", "1", "family_name", "Abel (verstorben)"),
        ("new", "note", "profile=1", "text=keine Werbung mehr"),
    ],
)  # fmt: skip
def test_a_no_that_lists_only_wait_for_is_told_with_the_command_that_bars(otto: Desk, typed: tuple[str, ...]) -> None:
    status, out, _err = otto.ask(*typed)
    assert (status, COMMAND in out) == (0, True)
    assert otto.mails() == set()
    assert COMMAND in otto.json(*typed)["hint"]


@pytest.mark.parametrize("typed", [("tag", "1", "Stammkunde"), ("log", "1", "call", "nicht erreicht")])
def test_other_words_are_not_commented(otto: Desk, typed: tuple[str, ...]) -> None:
    _status, out, _err = otto.ask(*typed)
    assert "advertising withdrawn" not in out and "hint" not in otto.json(*typed)


def test_once_the_objection_is_noted_nothing_is_said(otto: Desk) -> None:
    otto.imports("sperre.csv", "Kundennummer;Name;E-Mail;Telefon;Straße;PLZ;Ort;Werbesperre",
                 "1;Otto Abel;otto@abc.de;0351 4567890;Weg 1;01067;Dresden;ja")  # fmt: skip
    _status, out, _err = otto.ask("tag", "1", "keine Werbung")
    assert "advertising withdrawn" not in out


def long_ago(desk: Desk) -> None:
    """What was typed so far was typed in 2024 and 2025: the first entry, and later what settled it."""
    with closing(sqlite3.connect(desk.folder / "kunden.kmucrm")) as db:
        db.execute("UPDATE import SET at = '2024-03-01T10:00:00Z'")
        db.execute("UPDATE decision SET at = '2025-03-01T10:00:00Z'")
        db.execute("UPDATE consent_event SET noted_at = '2025-03-01T10:00:00Z' WHERE import_id IS NULL")
        db.commit()


@pytest.mark.parametrize(
    "settled",
    [
        ("consent", "looked", "1"),
        (
            "consent",
            "set",
            "otto@abc.de",
            "email",
            "advertising",
            "confirmed",
            "--basis",
            "form",
            "--evidence",
            "Karte",
        ),
    ],
)
@pytest.mark.parametrize(
    "typed", [("note", "text=keine Werbung mehr"), ("call", "text=will keine Werbung mehr", "day=2024-05-01")]
)
def test_a_no_typed_after_a_look_or_a_consent_holds_lists_back_again(
    otto: Desk, settled: tuple[str, ...], typed: tuple[str, ...]
) -> None:
    otto.json("new", "note", "profile=1", "text=freundlich")
    otto.json(*settled)
    long_ago(otto)
    assert otto.mails() == {"otto@abc.de"}
    kind, *values = typed
    otto.json("new", kind, "profile=1", *values)
    assert otto.mails() == set()


def test_a_customer_with_a_typed_note_is_shown(otto: Desk) -> None:
    otto.json("new", "note", "profile=1", "text=freundlich")
    assert otto.ask("show", "1")[0] == 0
