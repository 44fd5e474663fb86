"""Amounts in JSON are decimal strings with a point, whatever command is asked."""

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kmu_crm.cli import app, base
from kmu_crm.insight.catalogue import ANALYSES

HEADS = {
    "kunden.csv": "Kundennummer;Name;Branche;Region;Quelle;Geworben von;Kunde seit\r\n"
    "1;Anna Muster;;;;;01.01.2024\r\n2;Bernd Beispiel;;;;1;\r\n",
    "belege.csv": "Belegnummer;Belegart;Belegdatum;Kundennummer;Bezug;Netto;USt;Brutto\r\n"
    "RE-1;Rechnung;01.03.2025;1;;100,00;19,00;119,00\r\nRE-2;Rechnung;01.03.2024;2;;80,00;15,20;95,20\r\n",
}
COMMANDS = (
    "show 1", "show 2", "settings", "segment list", "segment explain 'revenue >= 50' 1", "find Muster", "imports", "formats", "decisions",
    "segment members 'revenue >= 50'", "segment compare 'revenue >= 90' 'kind is person'", "segment count 'revenue >= 90'", "review",
    "score --as-of 2025-12-31", "match", "settings set value.hourly_rate 65.50", *(f"analyse {name}" for name in ANALYSES),
)  # fmt: skip
MONEY = re.compile(r"(^|_)(revenue|amount|gross|net|cost|price|cogs|db1|db2|clv|shipping|unattributed)(_|$)")
NO_MONEY = re.compile(r"share|unknown|fill_rate")


def numbers_for_money(value: Any, place: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            amount = MONEY.search(key) and not NO_MONEY.search(key)
            if amount and isinstance(inner, int | float):
                yield f"{place}/{key}: {inner}"
            yield from numbers_for_money(inner, f"{place}/{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from numbers_for_money(inner, place)


@pytest.fixture
def store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    folder = tmp_path / "exports"
    folder.mkdir()
    for name, text in HEADS.items():
        (folder / name).write_text(text, "utf-8")
    file = tmp_path / "kunden.kmucrm"
    assert base.run(app.main, ["--store", str(file), "--json", "import", str(folder)]) == 0
    capsys.readouterr()
    return file


def test_no_answer_holds_an_amount_as_a_number(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = {}
    for command in COMMANDS:
        assert base.run(app.main, ["--store", str(store), "--json", *shlex.split(command)]) == 0, command
        found[command] = list(numbers_for_money(json.loads(capsys.readouterr().out)))
    assert {command: places for command, places in found.items() if places} == {}


def test_the_hourly_rate_is_written_and_told_as_an_amount(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--store", str(store), "--json", "settings"]
    assert base.run(app.main, [*words, "set", "value.hourly_rate", "65.50"]) == 0
    assert json.loads(capsys.readouterr().out)["value"] == "65.50"
    assert base.run(app.main, [*words, "set", "value.hourly_rate", "2000"]) == 1
    assert "0 - 1000." in capsys.readouterr().err
    base.run(app.main, words)
    (rate,) = [one for one in json.loads(capsys.readouterr().out) if one["key"] == "value.hourly_rate"]
    assert (rate["value"], rate["default"], rate["high"]) == ("65.50", "60.00", "1000.00")
