"""Undo and redo on the command line: over all that is typed in there, step by step."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kmu_crm.cli import app, base

Ask = Callable[..., tuple[int, Any]]


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Runs a command with --json; gives its status and its document, or what it says on stderr."""
    (tmp_path / "kunden.csv").write_text(
        "Kundennummer;Vorname;Nachname\r\n1;Anna;Muster\r\n2;Bernd;Beispiel\r\n", "utf-8"
    )

    def call(*words: object) -> tuple[int, Any]:
        import json

        status = base.run(app.main, ["--store", str(tmp_path / "k.kmucrm"), "--json", *map(str, words)])
        out, err = capsys.readouterr()
        return status, json.loads(out) if out else err

    assert call("import", tmp_path / "kunden.csv")[0] == 0
    return call


TYPED: list[tuple[tuple[object, ...], str]] = [
    (("tag", 1, "Messe"), "Schlagwort „Messe“ an Anna Muster vergeben"),
    (("correct", 1, "city", "Jena"), "Ort von Anna Muster berichtigt: Jena"),
    (("task", 1, "Anrufen", "--due", "2026-01-31"), "Aufgabe zu Anna Muster bis 31.01.2026: Anrufen"),
    (("log", 1, "call", "Rückruf", "--follow-up", "2026-01-31"), "Anruf notiert: Anna Muster"),
    (("new", "customer", "company=Café Neu"), "Neuer Kunde: Café Neu"),
    (("new", "visit", "profile=1", "text=Werkstatt", "minutes=6"), "Besuch notiert: Anna Muster"),
    (("new", "interest", "profile=1", "text=Mühle", "origin=Messe"), "Interesse notiert: Anna Muster"),
    (("new", "link", "profile=1", "path=/a/b.pdf"), "Anlage notiert: Anna Muster"),
    (("new", "task", "profile=1", "text=Anrufen", "day=2026-01-31"), "Aufgabe notiert: Anna Muster"),
    (("merge", 1, 2), "Verbunden: "),
    (("relate", 1, "lives_with", 2), "Anna Muster – gleicher Haushalt: Bernd Beispiel"),
    (("relate", 1, "none", 2), "Keine Beziehung: Anna Muster / Bernd Beispiel"),
    (("apart", 1, 2), "Getrennt: Anna Muster / Bernd Beispiel"),
]


@pytest.mark.parametrize(("words", "told"), TYPED, ids=[str(words[0][0]) + "-" + str(words[0][1]) for words in TYPED])
def test_whatever_is_typed_in_goes_back_and_forth(ask: Ask, words: tuple[object, ...], told: str) -> None:
    assert ask(*words)[0] == 0
    status, (step,) = ask("steps")
    assert status == 0 and step["text"].startswith(told) and not step["undone"]
    assert ask("steps", "undo") == (0, {"step": step["id"], "text": step["text"]})
    assert ask("steps")[1][0]["undone"] is True
    assert ask("steps", "redo") == (0, {"step": step["id"], "text": step["text"]})
    assert ask("steps", "redo") == (0, {"step": None, "text": ""})


def test_a_consent_goes_back_and_an_objection_does_not(ask: Ask) -> None:
    said = ("consent", "set", "anna@muster.example", "email", "advertising")
    assert ask(*said, "given", "--basis", "form", "--evidence", "Ordner 3")[0] == 0
    assert ask("steps", "undo")[1]["text"] == "Eingetragen: anna@muster.example"
    assert ask(*said, "withdrawn", "--basis", "Anruf")[0] == 0
    assert ask("steps", "undo") == (0, {"step": None, "text": ""})


def test_one_step_is_undone_by_its_number_and_only_once(ask: Ask) -> None:
    ask("tag", 1, "Messe")
    ask("tag", 2, "Stamm")
    number = ask("steps")[1][1]["id"]
    assert ask("steps", "undo", number)[1]["text"].startswith("Schlagwort „Messe“")
    status, said = ask("steps", "undo", number)
    assert status == 1 and f"keinen Schritt Nummer {number}" in str(said)


def test_a_relation_that_was_undone_is_not_there_any_more(ask: Ask) -> None:
    ask("relate", 1, "lives_with", 2)
    ask("relate", 1, "none", 2)
    assert ask("show", 1)[1]["relations"] == []
    ask("steps", "undo")
    assert [one["kind"] for one in ask("show", 1)[1]["relations"]] == ["lives_with"]
    ask("steps", "undo")
    assert ask("show", 1)[1]["relations"] == []


def test_the_way_of_a_lead_goes_back_step_by_step(ask: Ask, tmp_path: Path) -> None:
    leads = tmp_path / "leads.csv"
    leads.write_text("Kundennummer;Name;Typ;Quelle;Kunde seit\r\n7;Carla Neu;Interessent;Messe;01.03.2025\r\n", "utf-8")
    assert ask("import", leads)[0] == 0
    (carla,) = [one["profile_id"] for one in ask("find", "Carla")[1]]
    before = ask("lead", carla)[1]["stage"]
    assert ask("lead", carla, "hand-over", "Berg")[0] == 0
    assert ask("lead", carla, "accept")[1]["stage"] == "sal"
    ask("steps", "undo")
    ask("steps", "undo")
    assert ask("lead", carla)[1]["stage"] == before


def test_a_complaint_that_was_closed_by_mistake_is_open_again(ask: Ask) -> None:
    ask("new", "complaint", "profile=1", "text=Mühle klemmt")
    (open_one,) = ask("loops")[1]
    assert ask("loop", open_one["fact_id"])[0] == 0
    assert ask("loops")[1] == []
    ask("steps", "undo")
    assert ask("loops")[1] == [open_one]


def test_a_field_that_a_kind_does_not_have_is_refused(ask: Ask) -> None:
    status, said = ask("new", "interest", "profile=1", "text=Mühle", "origin=Messe", "farbe=rot")
    assert status == 1 and "farbe" in str(said)
