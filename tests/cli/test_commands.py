"""The command line as a script sees it: one document on stdout, one sentence on stderr, an exit status."""

import csv
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kmu_crm.cli import app, base
from kmu_crm.desk import demo
from kmu_crm.store.store import Store

CUSTOMERS = "Kundennummer;Name;Branche;Region;Quelle;Geworben von;Kunde seit\r\n"
BILLS = "Belegnummer;Belegart;Belegdatum;Kundennummer;Bezug;Netto;USt;Brutto\r\n"
SHEET = """
[[format]]
id = "mine"
system = "mine"
title = "Meine Kasse"
kind = "customers"
[format.columns]
"Nr" = "external_id"
"Wer" = "full_name"
"""
Answer = tuple[int, Any, str]


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """Runs a command with --json; gives status, document and what stands on stderr."""

    def call(*words: object, as_json: bool = True) -> Answer:
        given = ["--store", str(tmp_path / "kunden.kmucrm"), *(["--json"] if as_json else []), *map(str, words)]
        status = base.run(app.main, given)
        out, err = capsys.readouterr()
        return status, json.loads(out) if as_json and out else out, err

    return call


@pytest.fixture
def filled(ask: Callable[..., Answer], tmp_path: Path) -> Callable[..., Answer]:
    """Two customers, one of them with an invoice."""
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "kunden.csv").write_text(CUSTOMERS + "1;Anna Muster;;;;;01.01.2024\r\n2;Bernd Beispiel;;;;;\r\n", "utf-8")
    (folder / "belege.csv").write_text(BILLS + "RE-1;Rechnung;01.03.2025;1;;100,00;19,00;119,00\r\n", "utf-8")
    assert ask("import", folder)[0] == 0
    return ask


def test_import_tells_what_came_of_each_file(ask: Callable[..., Answer], tmp_path: Path) -> None:
    good, bad = tmp_path / "kunden.csv", tmp_path / "leer.csv"
    good.write_text(CUSTOMERS + "1;Anna Muster;;;;;\r\n", "utf-8")
    bad.write_bytes(b"")
    status, told, said = ask("import", bad, good)
    assert status == 1
    assert [(one["file"], one["state"], one["new"]) for one in told["imports"]] == [
        ("kunden.csv", "done", 1), ("leer.csv", "refused", 0),
    ]  # fmt: skip
    assert {"id", "format", "confidence", "encoding", "delimiter", "rows", "updated", "unchanged", "refused", "warnings",
            "seconds"} <= told["imports"][0].keys()  # fmt: skip
    assert (told["profiles"], said.count("\n"), "leer.csv" in said) == (1, 1, True)


def test_a_mapping_of_ones_own_is_followed(ask: Callable[..., Answer], tmp_path: Path) -> None:
    (tmp_path / "meine.toml").write_text(SHEET, "utf-8")
    (tmp_path / "x.csv").write_text("Nr;Wer\r\n7;Anna Muster\r\n", "utf-8")
    status, told, _said = ask("import", tmp_path / "x.csv", "--mapping", tmp_path / "meine.toml")
    assert (status, told["imports"][0]["format"], told["profiles"]) == (0, "mine", 1)
    assert ask("show", 1)[1]["customer_numbers"] == ["7"]


VISITS = "Betreff;Beginnt am;Beginnt um;Teilnehmer\n{};10:00;Anna Muster\n"
OF_VISITS = """id = "visits"
title = "Visits"
system = "list"
known_by = ["Betreff", "Beginnt am", "Teilnehmer"]
[columns]
"Betreff" = "subject"
"Beginnt am" = "day"
"Beginnt um" = "time"
"Teilnehmer" = "full_name"
"""


@pytest.mark.parametrize(("how", "known"), [((), True), (("--dry-run",), False)])
def test_what_a_sheet_says_of_the_columns_of_a_list_is_remembered(
    ask: Callable[..., Answer], tmp_path: Path, how: tuple[str, ...], known: bool
) -> None:
    (tmp_path / "blatt.toml").write_text(OF_VISITS, "utf-8")
    (tmp_path / "a.csv").write_text(VISITS.format("Besuch;03.02.2025"), "utf-8")
    (tmp_path / "b.csv").write_text(VISITS.format("Zweiter;04.03.2025"), "utf-8")
    assert ask("import", tmp_path / "b.csv")[0] == 1
    assert ask("import", tmp_path / "a.csv", "--mapping", tmp_path / "blatt.toml", *how)[0] == 0
    status, told, _said = ask("import", tmp_path / "b.csv")
    assert (status == 0) is known
    assert told["imports"][0]["state"] == ("done" if known else "refused")


SAYS_MORE = """
id = "meine"
title = "Meine Aufträge"
system = "list"
known_by = ["Nummer", "Tag", "Wer", "Summe"]
dayfirst = false
{more}
columns = {{ "Nummer" = "number", "Tag" = "day", "Wer" = "full_name", "Summe" = "net" }}
"""


@pytest.mark.parametrize("more", ["", 'kind = "orders"\nfact_kind = "credit_note"\nfamily = "invoice"'])
def test_all_that_a_sheet_says_is_remembered_for_the_next_file(
    ask: Callable[..., Answer], tmp_path: Path, more: str
) -> None:
    (tmp_path / "blatt.toml").write_text(SAYS_MORE.format(more=more), "utf-8")
    for place, row in enumerate(("1;03/04/2024;Ina Berg;10,00", "2;05/06/2024;Uwe Tal;20,00")):
        (tmp_path / f"{place}.csv").write_text(f"Nummer;Tag;Wer;Summe\n{row}\n", "utf-8")
    assert ask("import", tmp_path / "0.csv", "--mapping", tmp_path / "blatt.toml")[0] == 0
    status, told, _said = ask("import", tmp_path / "1.csv")
    assert (status, told["imports"][0]["warnings"]) == (0, [])
    with closing(sqlite3.connect(next(tmp_path.glob("*.kmucrm")))) as db:
        found = db.execute("SELECT kind, day FROM fact ORDER BY day").fetchall()
    assert found == [("credit_note" if more else "order", day) for day in ("2024-03-04", "2024-05-06")]


def test_a_dry_run_changes_nothing(ask: Callable[..., Answer], tmp_path: Path) -> None:
    (tmp_path / "kunden.csv").write_text(CUSTOMERS + "1;Anna Muster;;;;;\r\n", "utf-8")
    assert ask("import", tmp_path / "kunden.csv", "--dry-run")[1]["imports"][0]["new"] == 1
    assert ask("imports")[1] == []


def test_what_becomes_of_doubtful_cells_is_chosen_on_the_command_line(
    ask: Callable[..., Answer], tmp_path: Path
) -> None:
    text = (
        "Kundennummer;Name;PLZ;Ort;Kunde seit\n1;Ina Berg;1067;Dresden;03/04/2024\n2;Uwe Tal;4109;Leipzig;05/06/2024\n"
    )
    (tmp_path / "kunden.csv").write_text(text, encoding="utf-8")
    warnings = {one["code"]: one["actions"] for one in ask("inspect", tmp_path / "kunden.csv")[1]["warnings"]}
    assert warnings["date_ambiguous"] == ["day_first", "month_first", "keep", "leave_out"]
    choices = ["--choose", "leading_zero_lost:PLZ=repair", "--choose", "date_ambiguous=month_first"]
    told = ask("import", tmp_path / "kunden.csv", *choices)[1]["imports"][0]
    assert {(one["code"], one["column"], one["count"]) for one in told["warnings"]} == {
        ("leading_zero_repaired", "PLZ", 2), ("read_month_first", "Kunde seit", 2),
    }  # fmt: skip
    shown = ask("show", "1")[1]
    assert {one["field"]: one["value"] for one in shown["fields"]}["postcode"] == "01067"


@pytest.mark.parametrize(
    ("choice", "named"),
    [
        ("date_ambiguous=repair", "day_first, month_first, keep, leave_out"),
        ("unheard=keep", "leading_zero_lost"),
        ("keep", "CODE[:COLUMN]=ACTION"),
        ("date_ambiguous:Tag=keep", "Kunde seit"),
    ],
)
def test_a_wrong_choice_names_the_right_ones(
    ask: Callable[..., Answer], tmp_path: Path, choice: str, named: str
) -> None:
    (tmp_path / "kunden.csv").write_text("Name;E-Mail;Kunde seit\nIna;ina@berg.example;1.2.2024\n", encoding="utf-8")
    status, _told, said = ask("import", tmp_path / "kunden.csv", "--choose", choice)
    assert status == 2 and named in " ".join(said.split())


def test_inspect_needs_no_store_and_makes_none(ask: Callable[..., Answer], tmp_path: Path) -> None:
    (tmp_path / "kunden.csv").write_text(CUSTOMERS + "1;Anna Muster;;;;;\r\n", "utf-8")
    status, told, _said = ask("inspect", tmp_path / "kunden.csv")
    assert (status, told["verdict"], told["rows"]) == (0, "accept", 1)
    assert not (tmp_path / "kunden.kmucrm").exists()


KEYS = {
    "formats": {"id", "system", "kind", "title", "evidence"},
    "imports": {"id", "file", "format", "at", "state"},
    "settings": {"key", "value", "default", "title"},
    "segment list": {"name", "rule", "count"},
    "find Muster": {"profile_id", "display_name", "city", "email", "why"},
}


@pytest.mark.parametrize("line", KEYS)
def test_lists_have_the_keys_that_scripts_rely_on(filled: Callable[..., Answer], line: str) -> None:
    status, told, said = filled(*line.split())
    assert (status, said, KEYS[line] <= told[0].keys()) == (0, "", True)


def test_profiles_and_records_are_written_as_csv(filled: Callable[..., Answer], tmp_path: Path) -> None:
    assert filled("profiles", "--csv", tmp_path / "p.csv", "--as-of", "2025-12-31")[1]["rows"] == 2
    assert filled("records", "--csv", tmp_path / "r.csv")[1]["rows"] == 3
    with (tmp_path / "r.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["system", "kind", "file", "row", "line", "external_id", "record_id", "profile_id"]
    assert [(row["file"], row["row"], row["external_id"]) for row in rows if row["file"] == "belege.csv"] == [
        ("belege.csv", "1", "1")
    ]


def test_decisions_are_made_listed_and_taken_back(filled: Callable[..., Answer]) -> None:
    made = [
        filled("merge", 1, 2), filled("correct", 1, "city", "Wien"), filled("tag", 1, "Stamm"),
        filled("task", 1, "Anrufen", "--due", "2026-01-31"),
    ]  # fmt: skip
    assert [status for status, _told, _said in made] == [0, 0, 0, 0]
    assert filled("match")[1]["profiles"] == 1
    assert [one["kind"] for one in filled("decisions", 1)[1]] == ["one", "correct", "tag", "task"]
    assert {"id", "at", "author", "kind", "what"} <= filled("decisions")[1][0].keys()
    assert filled("revoke", made[0][1]["decision"])[1]["profiles"] == 2


def test_a_document_that_is_no_sale_says_so(ask: Callable[..., Answer], tmp_path: Path) -> None:
    bills = tmp_path / "belege.csv"
    bills.write_text(BILLS + "X-1;Entwurf;01.03.2025;1;;50,00;9,50;59,50\r\n", encoding="utf-8")
    (tmp_path / "kunden.csv").write_text(CUSTOMERS + "1;Anna Berg;;;;;\r\n", encoding="utf-8")
    assert ask("import", tmp_path / "kunden.csv", bills)[0] == 0
    assert ask("show", 1, as_json=False)[1].rstrip().endswith(("(Entwurf)", "(draft)"))


def test_a_contact_is_logged_with_its_follow_up(filled: Callable[..., Answer]) -> None:
    assert filled("log", 1, "call", "Angebot", "--outcome", "erreicht", "--follow-up", "2026-01-31")[0] == 0
    assert {"call", "invoice"} == {one["kind"] for one in filled("show", 1)[1]["timeline"]}
    assert [one["what"]["due"] for one in filled("decisions", 1)[1]] == ["2026-01-31"]


def test_segments_are_defined_counted_listed_explained_and_compared(filled: Callable[..., Answer]) -> None:
    rule = "revenue >= 50"
    assert filled("segment", "count", rule)[1]["count"] == filled("segment", "define", "Gute", rule)[1]["count"] == 1
    assert [one["profile_id"] for one in filled("segment", "members", "Gute")[1]] == [1]
    assert [one["holds"] for one in filled("segment", "explain", "Gute", 2)[1]] == [False]
    assert filled("segment", "compare", "Gute", "kind is person")[1]["both"] == 1


def test_no_segment_takes_the_name_of_a_ready_one(filled: Callable[..., Answer]) -> None:
    status, _answer, err = filled("segment", "define", "Gefährdet", "revenue >= 50")
    assert status == 1
    assert "„Gefährdet“ heißt schon ein fertiges Segment." in err and "„Gefährdet (eigenes)“" in err
    assert "own" not in [one["group"] for one in filled("segment", "list")[1]]


def test_consents_are_noted_and_shown(filled: Callable[..., Answer]) -> None:
    filled("correct", 1, "email", "a@b.example")
    words = ("a@b.example", "email", "advertising", "given", "--basis", "form", "--evidence", "Messe")
    assert filled("consent", "set", *words)[0] == 0
    assert filled("suppress", "a@b.example")[0] == 0
    assert filled("show", 1)[1]["permissions"]["email"] == "no"


def test_undo_takes_an_import_back(filled: Callable[..., Answer]) -> None:
    log = {one["file"]: one["id"] for one in filled("imports")[1]}
    assert filled("undo", log["kunden.csv"])[1]["profiles"] == 1
    assert filled("undo", log["kunden.csv"])[0] == 1


def test_an_undo_can_be_rehearsed_also_beside_who_writes(filled: Callable[..., Answer], tmp_path: Path) -> None:
    log = {one["file"]: one["id"] for one in filled("imports")[1]}
    filled("correct", 2, "email", "a@b.example")
    status, answer, _err = filled("undo", log["kunden.csv"], "--dry-run")
    assert status == 0
    would = {"customers": 1, "corrections": 1, "edits": 1, "notes": 0, "exports": 0, "names": ["Bernd Beispiel"]}
    assert answer["would"] | would == answer["would"]
    with Store(tmp_path / "kunden.kmucrm"):  # the window is open, say
        assert filled("undo", log["kunden.csv"], "--dry-run")[1] == answer
    assert filled("undo", 99, "--dry-run")[0] == 1


def test_backup_check_restore_and_rebuild(filled: Callable[..., Answer], tmp_path: Path) -> None:
    assert filled("check")[1] == {"ok": True, "problems": []}
    assert filled("backup", tmp_path / "copy.kmucrm")[1].keys() == {"file", "sha256"}
    filled("correct", 1, "city", "Wien")
    assert filled("restore", tmp_path / "copy.kmucrm")[0] == 0
    assert filled("decisions")[1] == []
    assert filled("rebuild")[1]["identical"] is True


def test_figures_are_scored_and_analysed(filled: Callable[..., Answer]) -> None:
    told = filled("score", "--as-of", "2025-12-31")[1]
    assert {"as_of", "profiles", "model", "seconds"} <= told.keys()
    assert filled("analyse", "totals", "--as-of", "2025-12-31")[1]["revenue_net"] in ("100.00", 100.0)


REFUSED = (
    ("show", 99), ("merge", 1, 99), ("undo", 99), ("revoke", 99), ("analyse", "nonsense"), ("score", "--as-of", "gestern"),
    ("settings", "set", "nowhere", "1"), ("settings", "set", "match.one_percent", "²"), ("settings", "set", "figures.key_date", "morgen"),
    ("segment", "count", "umsatz umsatz"), ("segment", "members", "Gibtsnicht"), ("import", "/nowhere/file.csv"),
    ("profiles", "--csv", "/nowhere/p.csv"), ("records", "--csv", "/nowhere/r.csv"), ("left-out", 1, "/nowhere/r.csv"),
    ("restore", "/nowhere/copy.kmucrm"), ("new", "elephant"), ("correct", 1, "email", "quatsch"), ("task", 1, "x", "--due", "bald"),
    ("log", 1, "telepathy", "x"), ("consent", "set", "a@b.example", "fax", "advertising", "given", "--basis", "x"),
)  # fmt: skip


@pytest.mark.parametrize("words", REFUSED, ids=lambda words: " ".join(map(str, words)))
def test_what_cannot_be_is_one_sentence_and_status_1(filled: Callable[..., Answer], words: tuple[object, ...]) -> None:
    status, _told, said = filled(*words)
    assert (status, said.count("\n")) == (1, 1)
    assert len(said) > 20


@pytest.mark.parametrize(
    "words", [("nonsense",), ("merge", 1), ("show", "Anna"), ("new", "customer", "city"), ("log", 1, "call")]
)
def test_wrong_usage_is_status_2(ask: Callable[..., Answer], words: tuple[object, ...]) -> None:
    assert ask(*words)[0] == 2


def test_a_question_before_the_first_import_is_a_sentence(ask: Callable[..., Answer]) -> None:
    assert ask("find", "Anna")[0] == 1


@pytest.mark.parametrize(("language", "word"), [("de", "Kunde"), ("en", "customer")])
def test_sentences_are_in_the_language_of_the_system(
    filled: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch, language: str, word: str
) -> None:
    monkeypatch.setenv("KMU_CRM_LANGUAGE", language)
    assert word in filled("show", 99)[2]


@pytest.mark.parametrize(
    "line",
    [
        "formats",
        "imports",
        "find Muster",
        "show 1",
        "decisions",
        "segment list",
        "settings",
        "match",
        "check",
        "rebuild",
    ],
)
def test_without_json_there_is_text_for_people(filled: Callable[..., Answer], line: str) -> None:
    filled("tag", 1, "Stamm")
    status, told, said = filled(*line.split(), as_json=False)
    assert (status, said) == (0, "")
    assert told.strip() and not told.startswith(("{", "["))


def test_a_selftest_without_anything_to_import_fails(
    ask: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    told, files = demo.about()
    articles = [file for file in files if "artikel" in file.name]
    monkeypatch.setattr(demo, "about", lambda: (told, articles))
    status, done, _ = ask("selftest")
    assert (status, done["ok"], done["failed"]) == (1, False, ["import", "export"])


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["Town of Anna Muster put right: Wien", "Tag “Stamm” given to Anna Muster", "To do for Anna Muster by 31 Jan 2026: Anrufen",
                "Apart: Anna Muster / Bernd Beispiel", "Decision 2 taken back"]),
        ("de", ["Ort von Anna Muster berichtigt: Wien", "Schlagwort „Stamm“ an Anna Muster vergeben",
                "Aufgabe zu Anna Muster bis 31.01.2026: Anrufen", "Getrennt: Anna Muster / Bernd Beispiel",
                "Entscheidung 2 zurückgenommen"]),
    ],
)  # fmt: skip
def test_decisions_are_listed_in_words(
    filled: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch, language: str, said: list[str]
) -> None:
    filled("correct", 1, "city", "Wien")
    filled("tag", 1, "Stamm")
    filled("task", 1, "Anrufen", "--due", "2026-01-31")
    filled("apart", 1, 2)
    filled("revoke", 2)
    monkeypatch.setenv("KMU_CRM_LANGUAGE", language)
    lines = filled("decisions", as_json=False)[1].splitlines()
    assert [line.split(": ", 1)[1] for line in lines] == said


def test_what_was_joined_by_itself_is_listed_with_its_evidence(ask: Callable[..., Answer], tmp_path: Path) -> None:
    head = "Kundennummer;Vorname;Nachname;E-Mail;Telefon\n"
    (tmp_path / "a.csv").write_text(head + "1;Ina;Özdemir;ina@berg.example;0341 2312514\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text(
        head.replace("Kundennummer;", "") + "Ina;Özdemir;ina@berg.example;0341 2312514\n", encoding="utf-8"
    )
    ask("import", tmp_path / "a.csv", tmp_path / "b.csv")
    status, (pair,), _said = ask("review", "--joined")
    assert status == 0 and pair["profile"] == pair["a"] < pair["b"] and pair["evidence"]
    assert ask("review")[1] == []


def test_a_refusal_is_a_document_too(filled: Callable[..., Answer], tmp_path: Path) -> None:
    status, told, said = filled("show", 999)
    assert (status, told) == (1, {"error": {"code": "no_profile", "text": said.strip()}})
    status, told, said = filled("records", "--csv", tmp_path / "exports" / "kunden.csv" / "x.csv")
    assert (status, told) == (1, {"error": {"code": "no_file", "text": said.strip()}})


def test_a_refusal_after_the_answer_adds_no_second_document(ask: Callable[..., Answer], tmp_path: Path) -> None:
    (tmp_path / "leer.csv").write_bytes(b"")
    status, told, said = ask("import", tmp_path / "leer.csv")
    assert (status, told["imports"][0]["state"], "leer.csv" in said) == (1, "refused", True)
