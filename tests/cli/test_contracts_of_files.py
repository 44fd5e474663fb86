"""Contracts of a file stand in the list of calls before they end, and in the timeline of their customers."""

import json
from pathlib import Path

from kmu_crm import i18n
from kmu_crm.cli import app, base

CUSTOMERS = "Kundennummer;Firma;Telefon;Telefonwerbung erlaubt\n10247;Café Morgenrot;030 1234567;ja\n10248;Huber GmbH;030 7654321;ja\n"
CONTRACTS = (
    "Vertragsnummer;Kundennummer;Kunde;Vertragsart;Vertragsbeginn;Vertragsende\n"
    "V-100;10247;Café Morgenrot;Wartung;01.01.2024;31.12.2025\nV-101;10248;Huber GmbH;Miete;01.01.2024;31.12.2027\n"
)


def test_a_contract_that_ends_soon_is_a_reason_to_call(tmp_path: Path, capsys) -> None:
    def ask(*words: object):
        i18n.use("de")
        assert base.run(app.main, ["--quiet", "--store", str(tmp_path / "s.kmucrm"), "--json", *map(str, words)]) == 0
        return json.loads(capsys.readouterr().out)

    ask("settings", "set", "figures.key_date", "2025-11-25")
    for name, text in (("kunden.csv", CUSTOMERS), ("vertraege.csv", CONTRACTS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        ask("import", tmp_path / name)
    called = ask("calls")
    assert "Vertrag V-100 endet am 31.12.2025: Wartung" in json.dumps(called, ensure_ascii=False)
    assert "V-101" not in json.dumps(called)
    (entry,) = (one for one in ask("show", 1)["timeline"] if one["kind"] == "contract")
    assert (entry["at"], entry["due"], entry["reference"]) == ("2024-01-01", "2025-12-31", "V-100")
