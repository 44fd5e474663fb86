"""Contracts that go on: their next end on the key date, the last day to give notice, and where the program speaks of both."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kmu_crm import i18n
from kmu_crm.cli import app, base
from kmu_crm.sales.calls import sheet
from kmu_crm.store.store import Store

Ask = Callable[..., Any]
PEOPLE = ("Café Morgenrot", "Huber GmbH", "Anna Muster", "Bert Lang", "Carla Weiß", "Dora Kurz")
CUSTOMERS = "Kundennummer;Name;Telefon;Telefonwerbung erlaubt\n" + "".join(
    f"{n};{name};030 123456{n};ja\n" for n, name in enumerate(PEOPLE, start=1)
)
CONTRACTS = (
    "Vertragsnummer;Kundennummer;Kunde;Vertragsart;Vertragsbeginn;Laufzeit;Kündigungsfrist;Verlängerung;Status\n"
    "V-1;1;Café Morgenrot;Wartung;01.01.2023;12 Monate;3 Monate;12 Monate;aktiv\n"  # goes on every year
    "V-2;2;Huber GmbH;Miete;01.02.2022;2 Jahre;1 Monat zum Ende;automatisch;aktiv\n"  # goes on for two years each time
    "V-3;3;Anna Muster;Abo;01.01.2023;12 Monate;3 Monate;nein;aktiv\n"  # ended on 31.12.2023
    "V-4;4;Bert Lang;Abo;01.01.2023;12 Monate;3 Monate;12 Monate;gekündigt\n"  # goes on no more
    "V-5;5;Carla Weiß;Abo;01.01.2023;12 Monate;1 Monat;auf unbestimmte Zeit;aktiv\n"  # has no end since then
    "V-6;6;Dora Kurz;Abo;01.01.2023;unbefristet;3 Monate;;aktiv\n"
)


@pytest.fixture
def ask(tmp_path: Path, capsys) -> Ask:
    def asked(*words: object) -> Any:
        i18n.use("de")
        assert base.run(app.main, ["--quiet", "--store", str(tmp_path / "s.kmucrm"), "--json", *map(str, words)]) == 0
        return json.loads(capsys.readouterr().out)

    asked("settings", "set", "figures.key_date", "2025-08-15")
    for name, text in (("kunden.csv", CUSTOMERS), ("vertraege.csv", CONTRACTS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        asked("import", tmp_path / name)
    return asked


def contract(ask: Ask, profile: int) -> dict[str, Any]:
    (found,) = (one for one in ask("show", profile)["timeline"] if one["kind"] == "contract")
    return dict(found)


def at(ask: Ask, day: str) -> None:
    ask("settings", "set", "figures.key_date", day)
    ask("score")


def test_the_end_of_a_contract_that_goes_on_moves_with_the_key_date(ask: Ask) -> None:
    found = contract(ask, 1)
    assert (found["due"], found["ends"], found["notice_until"]) == ("2023-12-31", "2025-12-31", "2025-09-30")
    at(ask, "2026-01-01")
    found = contract(ask, 1)
    assert (found["due"], found["ends"], found["notice_until"]) == ("2023-12-31", "2026-12-31", "2026-09-30")


def test_automatically_means_for_as_long_again(ask: Ask) -> None:
    assert [contract(ask, 2)[name] for name in ("due", "ends", "notice_until")] == [
        "2024-01-31", "2026-01-31", "2025-12-31",
    ]  # fmt: skip


def test_a_contract_of_which_nobody_says_that_it_goes_on_is_simply_past(ask: Ask) -> None:
    assert contract(ask, 3)["ends"] == "2023-12-31"
    assert "ends" not in contract(ask, 4)  # it went on until it was cancelled, and nobody says when


@pytest.mark.parametrize(
    ("headings", "cells", "end"),
    [
        ("Gekündigt am", "15.08.2025", "2025-12-31"),
        ("Gekündigt am", "15.10.2025", "2026-12-31"),  # too late for the end of that year
        ("Gekündigt zum", "30.06.2025", "2025-06-30"),
        ("Status", "gekündigt zum 31.12.2023", "2023-12-31"),
        ("Status", "Gekündigt am 15.08.2025", "2025-12-31"),
        ("Status", "gekündigt", None),
        ("Status", "gekündigt per irgendwann", "2025-12-31"),  # no state that anybody knows
    ],
)
def test_a_cancelled_contract_ends_when_its_notice_says(
    tmp_path: Path, ask: Ask, headings: str, cells: str, end: str | None
) -> None:
    text = (
        f"Vertragsnummer;Kundennummer;Kunde;Beginn;Laufzeit;Verlängerung;Kündigungsfrist;{headings}\n"
        f"W-1;3;Anna Muster;01.01.2023;12 Monate;12 Monate;3 Monate;{cells}\n"
    )
    (tmp_path / "w.csv").write_text(text, encoding="utf-8")
    ask("import", tmp_path / "w.csv")
    (found,) = (one for one in ask("show", 3)["timeline"] if one.get("reference") == "W-1")
    assert found.get("ends") == end
    assert all("W-1" not in one["why"] for one in ask("calls")) is (cells != "gekündigt per irgendwann")


def test_a_contract_without_an_end_has_none(ask: Ask) -> None:
    assert "ends" not in contract(ask, 5)
    assert contract(ask, 5)["due"] == "2023-12-31"
    assert "ends" not in contract(ask, 6)


def test_the_call_comes_before_the_last_day_to_give_notice(ask: Ask) -> None:
    reasons = {one["name"]: one["why"] for one in ask("calls")}
    assert reasons == {"Café Morgenrot": "Vertrag V-1 kündbar bis 30.09.2025, endet am 31.12.2025: Wartung"}


def test_once_no_notice_can_be_given_it_goes_on_and_nobody_is_told_that_it_ends(ask: Ask) -> None:
    at(ask, "2025-09-30")
    assert contract(ask, 1)["ends"] == "2025-12-31"
    at(ask, "2025-10-01")
    assert [contract(ask, 1)[name] for name in ("ends", "notice_until")] == ["2026-12-31", "2026-09-30"]
    assert ask("calls") == []
    at(ask, "2025-11-10")
    reasons = {one["name"]: one["why"] for one in ask("calls")}
    assert reasons == {"Huber GmbH": "Vertrag V-2 kündbar bis 31.12.2025, endet am 31.01.2026: Miete"}


def test_where_notice_is_longer_than_a_renewal_the_end_is_the_first_that_notice_can_bring(
    tmp_path: Path, ask: Ask
) -> None:
    text = "Vertragsnummer;Kundennummer;Kunde;Vertragsende;Verlängerung;Kündigungsfrist\nW-1;3;Anna Muster;31.08.2025;1 Monat;3 Monate\n"
    (tmp_path / "w.csv").write_text(text, encoding="utf-8")
    ask("import", tmp_path / "w.csv")
    (found,) = (one for one in ask("show", 3)["timeline"] if one.get("reference") == "W-1")
    assert (found["ends"], found["notice_until"]) == ("2025-11-30", "2025-08-31")


def test_where_nobody_says_that_it_goes_on_the_end_stays_a_reason_when_notice_is_over(tmp_path: Path, ask: Ask) -> None:
    text = "Vertragsnummer;Kundennummer;Kunde;Vertragsende;Kündigungsfrist\nW-1;3;Anna Muster;30.09.2025;3 Monate\n"
    (tmp_path / "w.csv").write_text(text, encoding="utf-8")
    ask("import", tmp_path / "w.csv")
    assert "Vertrag W-1 endet am 30.09.2025" in [one["why"] for one in ask("calls")]


def test_a_ready_list_holds_contracts_that_end_soon(ask: Ask) -> None:
    def members(rule: str) -> list[int]:
        return sorted(one["profile_id"] for one in ask("segment", "members", rule))

    assert members("contracts-ending") == [1]
    assert members("contract_end within 200 days") == [1, 2]
    assert members("contract_end before 2024-01-01") == [3]
    assert members("contract_end is empty") == [4, 5, 6]
    assert members("notice_until before 2025-12-01") == [1]


def test_a_list_that_was_imported_before_tells_its_notice_at_once(tmp_path: Path, ask: Ask) -> None:
    text = "Vertragsnummer;Kundennummer;Kunde;Vertragsende;Kündigungsfrist\nW-1;3;Anna Muster;31.12.2025;3 Monate\n"
    (tmp_path / "w.csv").write_text(text, encoding="utf-8")
    ask("import", tmp_path / "w.csv")
    assert "Vertrag W-1 kündbar bis 30.09.2025, endet am 31.12.2025" in [one["why"] for one in ask("calls")]


def test_an_end_that_the_list_tells_goes_on_as_the_list_says(tmp_path: Path, ask: Ask) -> None:
    text = (
        "Vertragsnummer;Kundennummer;Kunde;Vertragsende;Verlängerung\n"
        "W-1;5;Carla Weiß;29.02.2024;12 Monate\nW-2;6;Dora Kurz;29.02.2024;automatisch\n"
    )
    (tmp_path / "w.csv").write_text(text, encoding="utf-8")
    ask("import", tmp_path / "w.csv")
    ends = {one["reference"]: one["ends"] for who in (5, 6) for one in ask("show", who)["timeline"] if "ends" in one}
    assert ends == {"W-1": "2026-02-28", "W-2": "2024-02-29"}  # of the other nobody says for how long


def test_taking_the_import_back_takes_the_ends_along(ask: Ask) -> None:
    ask("undo", 2)
    assert ask("calls") == []
    assert ask("segment", "members", "contracts-ending") == []


def test_a_notice_is_never_taken_for_what_a_contract_is_about(tmp_path: Path, ask: Ask) -> None:
    text = "Vertragsnummer;Kundennummer;Kunde;Vertragsende;Kündigungsfrist\nW-1;3;Anna Muster;30.09.2025;3 Monate\n"
    (tmp_path / "w.csv").write_text(text, encoding="utf-8")
    ask("import", tmp_path / "w.csv")
    with Store(tmp_path / "s.kmucrm", write=False) as store:
        (point,) = (one for one in sheet.sheet(store.db, 3, "2025-08-15").points if one.kind == "contract")
    assert (point.title, point.text) == ("Vertrag verlängern", "Vertrag W-1 endet am 30.09.2025")
