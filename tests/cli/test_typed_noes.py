"""Who types a no into a tag, a call or a note is told that this alone is no objection, and how it is noted."""

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
        ("log", "1", "call", "Angebot besprochen", "--outcome", "keine Werbung mehr"), ("correct", "1", "family_name", "Abel (verstorben)"),
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
