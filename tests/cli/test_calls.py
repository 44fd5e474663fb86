"""The day on the telephone at the command line: the list, a result, the sheet on paper."""

from pathlib import Path

import pytest
from consent_desk import Desk

from kmu_crm.store.store import Store

HEAD = "Kundennummer;Firma;Name;E-Mail;Telefon;Straße;PLZ;Ort;Land"
BACK = ("steps", "undo")
HOSTILE = "<img src=x>$\\frac{1}{0}$ =1+1"


@pytest.fixture
def calls(desk: Desk) -> Desk:
    """One in Switzerland who may be called, one in Germany who may not; both have something to do today."""
    desk.imports("kunden.csv", HEAD, f"1;;Anna {HOSTILE} {'M' * 300};anna@a.example;+41446680000;Weg 1;8001;Zürich;Schweiz",
                 "2;;Otto Abel;otto@abc.example;+493514567890;Weg 1;01067;Dresden;Deutschland")  # fmt: skip
    desk.json("settings", "set", "figures.key_date", "2025-12-31")
    for number in (1, 2):
        desk.json("task", number, "Angebot nachfassen", "--due", "2025-12-30")
    return desk


def test_the_list_tells_whom_to_call_why_and_whether_it_is_allowed(calls: Desk) -> None:
    anna, otto = calls.json("calls")
    assert {"profile_id", "name", "phone", "allowed", "why", "points"} <= anna.keys()
    assert (anna["phone"], anna["allowed"], anna["why"], anna["time"]) == (
        "+41446680000",
        True,
        "Angebot nachfassen",
        "09:00",
    )
    assert (otto["phone"], otto["allowed"], otto["may"]) == (None, False, "Einwilligung Telefon fehlt")
    assert anna["points"][0]["title"] == "Angebot nachfassen"
    _status, out, _err = calls.ask("calls")
    assert len(out.splitlines()) == 2 and HOSTILE in out and "Einwilligung Telefon fehlt" in out
    assert calls.json("calls", "--day", "2025-12-29") == []
    assert [one["name"] for one in calls.json("calls", "--segment", "country is DE")] == ["Otto Abel"]


def test_a_result_is_logged_with_what_follows_and_taken_back_with_its_numbers(calls: Desk) -> None:
    before = calls.json("calls")
    made = calls.json("log", 1, "call", "Überlegt noch", "--outcome", "Erreicht", "--follow-up", "2026-01-20")
    assert {"fact_id", "record_id", "done", "follow_up", "refusals"} <= made.keys()
    assert [(one["name"][:4], one["done"], one["outcome"]) for one in calls.json("calls")] == [
        ("Anna", True, "reached"), ("Otto", False, None),
    ]  # fmt: skip
    assert "Erledigt für" in calls.ask("decisions")[1]
    calls.json(*BACK)
    assert calls.json("calls") == before


def test_no_more_calls_shuts_the_line_at_once(calls: Desk) -> None:
    calls.json("log", 1, "call", "Will nicht mehr", "--outcome", "6")
    assert [(one["phone"], one["allowed"]) for one in calls.json("calls")] == [(None, False)] * 2
    assert calls.json(*BACK)["hint"] == "Der Widerspruch bleibt."
    assert calls.json("consent", "of", 1)[0]["state"] == "withdrawn"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("de", "Zurückgenommen, der Widerspruch bleibt: Anruf notiert: Otto Abel"),
        ("en", "Taken back, but the objection stays: Call noted: Otto Abel"),
    ],
)
def test_an_undone_call_tells_that_the_objection_stays(
    calls: Desk, monkeypatch: pytest.MonkeyPatch, language: str, told: str
) -> None:
    monkeypatch.setenv("KMU_CRM_LANGUAGE", language)
    calls.json("log", 2, "call", "Will nicht mehr", "--outcome", "6")
    assert calls.ask(*BACK)[1].strip() == told


def test_an_unknown_outcome_is_refused_with_the_six(calls: Desk) -> None:
    status, _out, err = calls.ask("log", 1, "call", "Hm", "--outcome", "vielleicht")
    assert status == 1 and "reached (Erreicht), not_reached (Nicht erreicht), call_back (Rückruf)" in err


def test_who_dropped_out_is_shown_when_asked_for(calls: Desk) -> None:
    calls.json("log", 1, "call", "Nein danke", "--outcome", "no_interest")
    (out,) = calls.json("calls", "--dropped")
    assert (out["code"], out["until"]) == ("no_interest", "2026-06-30")


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_sheet_and_the_list_are_files_that_are_there_whole(
    calls: Desk, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("KMU_CRM_LANGUAGE", language)
    sheet, listed = calls.folder / "bogen.pdf", calls.folder / "liste.pdf"
    assert calls.json("sheet", 1, sheet)["file"] == str(sheet)
    calls.json("calls", "--pdf", listed, "--sheets")
    assert [(pages(sheet), pages(listed)), sheet.read_bytes()[:5]] == [(1, 2), b"%PDF-"]
    status, _out, err = calls.ask("sheet", 1, calls.folder / "nirgends" / "bogen.pdf")
    assert (status, err.count("\n")) == (1, 1)
    assert calls.ask("sheet", 99, sheet)[0] == 1 and pages(sheet) == 1


def test_a_sheet_with_much_to_say_stays_one_page(calls: Desk) -> None:
    with Store(calls.folder / "kunden.kmucrm") as store:
        (record,) = store.db.execute("SELECT min(id) FROM record").fetchone()
        import_id, source = store.db.execute("SELECT min(id), min(source_id) FROM import").fetchone()
        for place in range(40):
            kind = ("complaint", "call", "note", "return")[place % 4]
            store.db.execute(
                "INSERT INTO fact (source_id, kind, key, import_id, row, hash, record_id, day, subject, text, status)"
                " VALUES (?, ?, ?, ?, 1, x'', ?, '2025-12-20', ?, ?, 'open')",
                (
                    source,
                    kind,
                    f"k{place}",
                    import_id,
                    record,
                    f"{HOSTILE} {place} " + "sehr lang " * 500,
                    "Wann? " * 900,
                ),
            )
            store.db.execute(
                "INSERT INTO open_item VALUES (?, ?, '2025-12-01', '2025-12-15', 1000)", (place + 1000, record)
            )
    target = calls.folder / "bogen.pdf"
    calls.json("sheet", record, target)
    assert pages(target) == 1


def pages(file: Path) -> int:
    return file.read_bytes().count(b"/Type /Page\n") + file.read_bytes().count(b"/Type /Page ")
