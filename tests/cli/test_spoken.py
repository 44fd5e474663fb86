"""What people read on the command line: words instead of codes, in their language, with their signs."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kmu_crm import assets, i18n
from kmu_crm.cli import app, base

BILLS = "Belegnummer;Belegart;Belegdatum;Kundennummer;Bezug;Netto;USt;Brutto\r\nRE-1;Rechnung;01.03.2025;1;;1000,00;190,00;1190,00\r\n"
PEOPLE = (
    "Kundennummer;Anrede;Vorname;Nachname;E-Mail\r\n1;Firma;;Muster GmbH;\r\n2;Frau;Anna;Muster;anna@muster.example\r\n"
)
Told = tuple[int, str, str]


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Told]:
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "kunden.csv").write_text(PEOPLE, "utf-8")
    (folder / "belege.csv").write_text(BILLS, "utf-8")

    def call(*words: object) -> Told:
        status = base.run(app.main, ["--store", str(tmp_path / "kunden.kmucrm"), *map(str, words)])
        out, err = capsys.readouterr()
        return status, out, err

    call("import", folder)
    return call


def test_what_is_left_out_is_one_figure(ask: Callable[..., Told]) -> None:
    said = ask("import", assets.path("sample/exports/EXTF_DebKred_Stamm.csv"))[1]
    assert "8 ausgelassen" in said and "mit Absicht nicht übernommen: Lieferanten (8)" in said
    told = json.loads(ask("--json", "imports")[1])[0]
    assert (told["refused"], told["skipped"]) == (0, {"supplier": 8})


def test_show_speaks_in_words(ask: Callable[..., Told]) -> None:
    shown = [ask("show", number)[1] for number in (1, 2, 3)]
    every = "\n".join(shown)
    assert "Rechnung" in every and "1.190,00 €" in every and "01.03.2025" in every and "Anrede" in every
    assert not {"invoice", "salutation", "company", "ms", "family_name"} & set(every.split())


def test_a_town_that_is_missing_leaves_no_dot(ask: Callable[..., Told]) -> None:
    assert ask("find", "Anna")[1].count("·") == 0


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ("Zeit;Druck\n1;2\n3;4\n", "Zu wenige Spalten"),
        (
            "Name;E-Mail;Gesamt;Rest am\nIna Vogt;i@vogt.example;630,00;\nUwe Kuhl;u@kuhl.example;9,00;\n",
            "In den Zeilen steht Geld",
        ),
        (
            "Rechnungsnr;Datum;Kunde;Betrag (steuerfrei: 0, sonst inkl. 19% MwSt)\nR1;01.03.2024;Ina Vogt;119,00\n",
            "In den Zeilen steht Geld, und nicht jede der Angaben Betrag, Beleg und Tag ist erkannt",
        ),
    ],
)
def test_inspect_says_why_a_table_cannot_be_imported(
    ask: Callable[..., Told], tmp_path: Path, lines: str, why: str
) -> None:
    (tmp_path / "messung.csv").write_text(lines, "utf-8")
    status, out, _said = ask("inspect", tmp_path / "messung.csv")
    assert (status, f"So lässt sich die Datei nicht einlesen: {why}" in out, "%" in out) == (0, True, True)


@pytest.mark.parametrize(
    ("share", "arms", "words"),
    [("1.5", 1, "von 1,5 mit 1 Fassung "), ("0.25", 40, "von 0,25 mit 40 Fassungen "), ("inf", 1, "inf")],
)
def test_a_control_group_that_cannot_be_is_named_as_people_write(
    ask: Callable[..., Told], tmp_path: Path, share: str, arms: int, words: str
) -> None:
    options = ("--purpose", "notice", "--channel", "email", "--preset", "brevo", "--control", share, "--arms", arms)
    status, _out, said = ask("export", "kind is person", tmp_path / "x.csv", *options)
    assert (status, words in said) == (1, True)


@pytest.mark.parametrize("groups", [("--control", 0.2), ("--arms", 2)])
def test_a_notice_for_some_only_is_refused_in_a_sentence(
    ask: Callable[..., Told], tmp_path: Path, groups: tuple[object, ...]
) -> None:
    options = ("--purpose", "notice", "--channel", "email", "--preset", "brevo", "--reason", "Rückruf", *groups)
    for rehearsed in ((), ("--dry-run",)):
        status, out, err = ask("export", "kind is person", tmp_path / "liste.csv", *options, *rehearsed)
        assert (status, out) == (1, "")
        assert "Ein Hinweis geht an alle" in err


@pytest.mark.parametrize(("language", "shown"), [("de", "1.500 / 12.000"), ("en", "1,500 / 12,000")])
def test_progress_counts_as_people_write(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str, shown: str
) -> None:
    import sys

    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    i18n.use(language)
    base.Bar(quiet=False).report(1500, 12_000)
    assert shown in capsys.readouterr().err


def test_a_search_without_hits_says_so(ask: Callable[..., Told]) -> None:
    assert ask("find", "Zyxwv") == (0, "Nichts gefunden.\n", "")


def test_a_mailing_list_for_nobody_says_so(ask: Callable[..., Told], tmp_path: Path) -> None:
    options = ("--purpose", "advertising", "--channel", "email", "--preset", "brevo")
    status, out, _said = ask("export", "not (revenue >= 5)", tmp_path / "x.csv", *options)
    assert (status, out.splitlines(), (tmp_path / "x.csv").exists()) == (0, [
        "Es bleibt niemand übrig: Die Mailingliste ist leer.",
        "Es wurde keine Datei geschrieben und nichts protokolliert.",
        "      1 Im Segment",
        "     -1 Keine Einwilligung für E-Mail-Werbung",
    ], False)  # fmt: skip


NOTICE = ("--purpose", "notice", "--channel", "email", "--preset", "brevo")


def test_a_notice_needs_its_reason_which_is_told_and_kept(ask: Callable[..., Told], tmp_path: Path) -> None:
    target = tmp_path / "x.csv"
    status, _out, said = ask("export", "not (revenue >= 5)", target, *NOTICE)
    assert (status, target.exists(), "Grund" in said, "--reason" in said) == (1, False, True, True)
    status, out, _said = ask("export", "not (revenue >= 5)", target, *NOTICE, "--dry-run")
    assert (status, "keiner angegeben" in out) == (0, True)
    status, out, _said = ask("export", "not (revenue >= 5)", target, *NOTICE, "--reason", "Rückruf Charge 12")
    assert (status, target.exists(), "Grund des Hinweises: Rückruf Charge 12" in out.splitlines()) == (0, True, True)


def test_a_consent_typed_here_came_from_the_command_line(ask: Callable[..., Told], tmp_path: Path) -> None:
    """The list names the author in the word that `decisions` uses."""
    said = ("anna@muster.example", "email", "advertising", "confirmed")
    assert ask("consent", "set", *said, "--basis", "form", "--evidence", "Ordner 1", "--at", "2025-01-01")[0] == 0
    options = ("--purpose", "advertising", "--channel", "email", "--preset", "brevo")
    assert ask("export", "not (revenue >= 5)", tmp_path / "x.csv", *options)[0] == 0
    written = (tmp_path / "x.csv").read_text("utf-8-sig")
    assert "anna@muster.example" in written and "Befehlszeile" in written


CARDS = (
    "Kundennummer;Vorname;Nachname;E-Mail\r\n1;Anna;Muster;anna@muster.example\r\n2;Bernd;Beispiel;bernd@\r\n;;;nix\r\n"
)
WAYS = {
    "de": ("! E-Mail-Adresse ist nicht gültig (E-Mail, 2; Zeilen 3, 4)", "ausgelassen: Die Zeile nennt niemanden (Zeile 4)",
           "zum Ausbessern: kmu-crm left-out 3 DATEI.xlsx"),
    "en": ("! E-mail address is not valid (E-Mail, 2; lines 3, 4)", "left out: The row names nobody (line 4)",
           "to mend them: kmu-crm left-out 3 FILE.xlsx"),
}  # fmt: skip


@pytest.mark.parametrize("language", ["de", "en"])
def test_an_import_tells_each_remark_and_how_to_mend(
    ask: Callable[..., Told], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("KMU_CRM_LANGUAGE", language)
    (tmp_path / "karten.csv").write_text(CARDS, "utf-8")
    status, out, _said = ask("import", tmp_path / "karten.csv")
    assert (status, [line for line in WAYS[language] if f"  {line}" not in out.splitlines()]) == (0, []), out
    assert "left-out" not in ask("import", tmp_path / "karten.csv", "--mode", "update", "--dry-run")[1]


def test_what_is_said_of_several_columns_is_one_sentence_that_names_them(
    ask: Callable[..., Told], tmp_path: Path
) -> None:
    (tmp_path / "umsatz.csv").write_text(
        "Kunde;Jan;Feb;Gesamt\nEngel KG;100,00;50,00;150,00\nBaumann;20,00;;20,00\n", "utf-8"
    )
    told = [line for line in ask("inspect", tmp_path / "umsatz.csv")[1].splitlines() if line.startswith("  !")]
    assert [line.rpartition(" (")[2] for line in told] == ["Jan, Feb, Gesamt)"]
