"""Wrong usage ends with status 2, says why, and gives scripts the document they asked for."""

import json

import pytest

from kmu_crm.cli.app import main
from kmu_crm.cli.base import run


@pytest.mark.parametrize(
    "words",
    [
        ("--json", "nonsense"),
        ("--json", "--nonsense"),
        ("--json", "--store"),
        ("--json", "import"),
        ("--json", "profiles"),
        ("--json", "segment", "nonsense"),
        ("--json", "find", "Abel", "--limit", "many"),
        ("find", "--json", "Abel"),
        ("--nonsense", "--json", "imports"),
    ],
)
def test_who_asked_for_a_document_gets_one(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    assert run(main, list(words)) == 2
    out, err = capsys.readouterr()
    assert json.loads(out)["error"]["code"] == "usage"
    assert out.count("\n") == 1 and json.loads(out)["error"]["text"] in err


def test_who_did_not_gets_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(main, ["nonsense"]) == 2
    assert capsys.readouterr().out == ""


def test_a_file_that_cannot_be_written_is_told_in_german(capsys: pytest.CaptureFixture[str], tmp_path) -> None:
    store = str(tmp_path / "k.kmucrm")
    run(main, ["--store", store, "match"])
    assert run(main, ["--store", store, "profiles", "--csv", str(tmp_path / "nowhere" / "p.csv")]) == 1
    assert capsys.readouterr().err.endswith(
        "p.csv lässt sich nicht lesen oder schreiben (die Datei oder ihr Ordner fehlt)."
        " Prüfen Sie, ob der Ordner vorhanden ist und Sie dort lesen und schreiben dürfen.\n"
    )
