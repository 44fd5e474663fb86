"""Which files a command takes and leaves: folders, sheets of a workbook, a file that is already there."""

import json
from pathlib import Path

import openpyxl
import pytest

from kmu_crm.cli import app, base

HEADER = "Kundennummer;Vorname;Nachname;E-Mail"


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    def runs(*words: object) -> tuple[int, str, str]:
        code = base.run(app.main, ["--store", str(tmp_path / "s.kmucrm"), "--json", *map(str, words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return runs


def test_an_empty_folder_is_told(tmp_path: Path, run) -> None:
    (tmp_path / "leer").mkdir()
    code, _out, err = run("import", tmp_path / "leer")
    assert (code, "leer" in err) == (1, True)
    assert not (tmp_path / "s.kmucrm").exists()


def test_what_windows_and_macos_leave_in_a_folder_is_no_file(tmp_path: Path, run) -> None:
    folder = tmp_path / "ordner"
    folder.mkdir()
    for name in ("Thumbs.db", "desktop.ini", ".DS_Store", "~$kunden.xlsx"):
        (folder / name).write_bytes(b"x")
    (folder / "kunden.csv").write_text(f"{HEADER}\n1;Anna;Muster;a@x.example\n", encoding="utf-8")
    code, out, _err = run("import", folder)
    assert (code, [one["file"] for one in json.loads(out)["imports"]]) == (0, ["kunden.csv"])


def test_a_sheet_of_a_workbook_is_chosen_by_its_name(tmp_path: Path, run) -> None:
    book = openpyxl.Workbook()
    for name, rows in (("Alle", 5), ("Neue", 2)):
        sheet = book.create_sheet(name)
        sheet.append(HEADER.split(";"))
        for number in range(rows):
            sheet.append([str(number), f"Anna{number}", name, f"a{number}@x.example"])
    book.remove(book.worksheets[0])
    book.save(tmp_path / "k.xlsx")
    assert json.loads(run("inspect", tmp_path / "k.xlsx", "--sheet", "Neue")[1])["rows"] == 2
    assert json.loads(run("import", tmp_path / "k.xlsx", "--sheet", "Neue")[1])["imports"][0]["new"] == 2
    code, _out, err = run("import", tmp_path / "k.xlsx", "--sheet", "Fehlt")
    assert (code, "Blatt" in err) == (1, True)


def test_a_list_replaces_a_file_only_where_that_is_said(tmp_path: Path, run) -> None:
    (tmp_path / "k.csv").write_text(
        f"{HEADER};Newsletter;Einwilligung am\n1;Anna;Muster;a@x.example;ja;01.02.2024\n", encoding="utf-8"
    )
    run("import", tmp_path / "k.csv")
    out = tmp_path / "liste.csv"
    out.write_text("meins", encoding="utf-8")
    words = ("export", "not name is empty", out, "--purpose", "advertising", "--channel", "email", "--preset", "brevo")
    code, _out, err = run(*words)
    assert (code, "--overwrite" in err, out.read_text("utf-8")) == (1, True, "meins")
    code, said, _err = run(*words, "--overwrite")
    assert (code, json.loads(said)["written"], "a@x.example" in out.read_text("utf-8-sig")) == (0, 1, True)


def test_an_older_list_does_not_outlive_those_it_names(tmp_path: Path, run) -> None:
    (tmp_path / "k.csv").write_text(
        f"{HEADER};Newsletter;Einwilligung am\n1;Anna;Muster;a@x.example;ja;01.02.2024\n", encoding="utf-8"
    )
    run("import", tmp_path / "k.csv")
    out = tmp_path / "liste.csv"
    words = ("export", "not name is empty", out, "--purpose", "advertising", "--channel", "email", "--preset", "brevo")
    assert run(*words)[0] == 0
    run("suppress", "a@x.example")
    assert (run(*words, "--overwrite", "--dry-run")[0], out.exists()) == (0, True)
    code, said, _err = run(*words, "--overwrite")
    told = json.loads(said)
    assert (code, told["written"], told["file"], told["removed"], out.exists()) == (0, 0, None, str(out), False)
