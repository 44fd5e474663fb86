"""A lead from its list to the first invoice, as a script drives it."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kmu_crm.cli import app, base

Ask = Callable[..., tuple[int, Any, str]]
LEADS = "Kundennummer;Name;Typ;Branche;Quelle;Kunde seit\r\n"
BILLS = "Rechnungsnummer;Rechnungsdatum;Kundennummer;Name;Netto;Brutto\r\n"


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    def call(*words: object, as_json: bool = True) -> tuple[int, Any, str]:
        given = ["--store", str(tmp_path / "kunden.kmucrm"), *(["--json"] if as_json else []), *map(str, words)]
        status = base.run(app.main, given)
        out, err = capsys.readouterr()
        return status, json.loads(out) if as_json and out else out, err

    return call


@pytest.fixture
def two(ask: Ask, tmp_path: Path) -> list[int]:
    """The numbers of two leads."""
    file = tmp_path / "interessenten.csv"
    file.write_text(
        LEADS
        + "7;Anna Muster;Interessent;Gastro;Messe;01.03.2025\r\n8;Bernd Beispiel;Interessent;Hotel;;02.03.2025\r\n",
        "utf-8",
    )
    assert ask("import", file)[0] == 0
    return [ask("find", name)[1][0]["profile_id"] for name in ("Anna", "Bernd")]


def test_a_lead_goes_its_way(ask: Ask, two: list[int], tmp_path: Path) -> None:
    anna, bernd = two
    status, handed, _err = ask("lead", anna, "hand-over", "Frau", "Berg")
    assert (status, handed["owner"], handed["bypassed"], handed["overdue"]) == (0, "Frau Berg", True, False)
    assert [one["profile_id"] for one in ask("leads")[1]] == [anna, bernd]
    assert ask("leads", "--overdue")[1] == []
    assert ask("lead", anna, "accept")[1]["stage"] == "sal"
    given_back = ask("lead", anna, "reject", "no_budget", "erst 2026")[1]
    assert (given_back["stage"], given_back["reason"]) == ("nurture", "Kein Budget: erst 2026")
    assert [one["profile_id"] for one in ask("segment", "members", "nurtured-leads")[1]] == [
        anna,
        bernd,
    ]  # silent for a year
    assert ask("revoke", given_back["decision"])[0] == 0
    assert ask("lead", anna, "owner", "Kranz")[1]["owner"] == "Kranz"
    assert ask("lead", anna)[1]["stage"] == "sal"
    bills = tmp_path / "rechnungen.csv"
    bills.write_text(BILLS + "RE-1;01.05.2025;7;Anna Muster;100,00;119,00\r\n", "utf-8")
    assert ask("import", bills)[0] == 0
    assert (ask("lead", anna)[1]["stage"], ask("lead", anna)[1]["since"]) == ("customer", "2025-05-01")


def test_the_document_of_one_customer_and_the_table_name_the_stage(ask: Ask, two: list[int], tmp_path: Path) -> None:
    anna, _bernd = two
    ask("lead", anna, "hand-over", "Berg")
    told = ask("show", anna)[1]["lead"]
    assert (told["stage"], [step["what"] for step in told["history"]]) == ("mcl", ["mcl", "handed"])
    out = tmp_path / "alle.csv"
    ask("profiles", "--csv", out)
    with out.open(encoding="utf-8", newline="") as file:
        assert [row["lead_stage"] for row in csv.DictReader(file)] == ["mcl", "nurture"]


def test_the_analysis_adds_up(ask: Ask, two: list[int]) -> None:
    anna, _bernd = two
    ask("lead", anna, "hand-over", "Berg")
    ask("lead", anna, "reject", "later")
    found = ask("analyse", "leads")[1]
    assert found["stages"] == {"mcl": 0, "mql": 0, "sal": 0, "customer": 0, "nurture": 2, "parked": 0}
    assert found["rejections"]["by_source"] == [
        {"source": "Messe", "handed": 1, "rejected": 1, "reasons": {"later": 1}}
    ]
    assert (found["bypassed"]["n"], found["bypassed"]["handed"]) == (1, 1)
    then = ask("analyse", "leads", "--as-of", "2025-03-31")[1]
    assert (then["asof"], then["stages"]["mcl"], then["rejections"]["handed"]) == ("2025-03-31", 2, 0)


def test_refusals_are_one_sentence(ask: Ask, two: list[int]) -> None:
    anna, _bernd = two
    for words in (("accept",), ("reject", "later"), ("reject", "keine Lust"), ("hand-over",), ("owner", " ")):
        status, _said, err = ask("lead", anna, *words)
        assert (status, err.count("\n")) == (1, 1)
    assert ask("lead", 999)[0] == 1
    assert ask("leads", "--stage", "heiss")[0] == 1
    assert ask("lead", anna, "verkaufen")[0] == 2


def test_the_journal_tells_what_was_said(ask: Ask, two: list[int]) -> None:
    anna, _bernd = two
    ask("lead", anna, "hand-over", "Berg")
    ask("lead", anna, "reject", "other", "{x} <b>")
    told = ask("decisions", as_json=False)[1]
    assert "Anna Muster an den Vertrieb übergeben: Berg" in told
    assert "Anna Muster vom Vertrieb zurückgegeben: Sonstiges: {x} <b>" in told
