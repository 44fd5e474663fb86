"""A poor answer in a file is a task at once: on the command line, from the import to “done”."""

import json
from pathlib import Path

import pytest

from kmu_crm import i18n
from kmu_crm.cli import app, base

NPS = "NPS;Kunde;Datum;Kommentar\n9;Café Morgenrot;03.11.2025;gern wieder\n2;Bäckerei Huber GmbH;14.11.2025;Rechnung war falsch\n"
MARKS = "Datum;Kunde;Note;Bemerkung\n10.11.2025;Anna Muster;5;unfreundlich\n11.11.2025;Bert Lang;2;ok\n"
BOTH = (
    "Zeitstempel;E-Mail;Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?;Zufriedenheit (1-5)\n"
    "12.11.2025 10:00:00;eva@klein.example;9;1\n"
)


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    def call(*words: object, as_json: bool = True):
        i18n.use("de")
        given = ["--quiet", "--store", str(tmp_path / "s.kmucrm"), *(["--json"] if as_json else []), *map(str, words)]
        assert base.run(app.main, given) == 0
        out = capsys.readouterr().out
        return json.loads(out) if as_json else out

    return call


def test_poor_answers_are_open_until_somebody_has_seen_to_them(ask, tmp_path: Path) -> None:
    ask("settings", "set", "figures.key_date", "2025-11-20")
    for name, text in (("nps.csv", NPS), ("noten.csv", MARKS), ("beides.csv", BOTH)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        ask("import", tmp_path / name)
    told = ask("loops", as_json=False)
    assert [line[8:] for line in told.splitlines()] == [
        "Anna Muster: Note: 5 am 10.11.2025: unfreundlich (5 Tage überfällig)",
        "eva@klein.example: Bewertung 1 von 5 am 12.11.2025 (3 Tage überfällig)",
        "Bäckerei Huber GmbH: Bewertung 2 von 10 am 14.11.2025: Rechnung war falsch (1 Tag überfällig)",
    ]
    for one in ask("loops"):
        ask("loop", one["fact_id"])
    assert ask("loops") == []
