"""The program as a process: what stands on which stream, and what is left when it is stopped or killed."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from consent_desk import Desk

from kmu_crm import __version__
from kmu_crm.store.store import Store

ROOT = Path(__file__).parents[2]
CUSTOMERS = "Kundennummer;Name;Branche;Region;Quelle;Geworben von;Kunde seit\r\n"
unix = pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")


def start(folder: Path, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "kmu_crm", "--store", str(folder / "kunden.kmucrm"), "--json", *words]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env, encoding="utf-8"
    )


def run(folder: Path, *words: str) -> tuple[int, str, str]:
    with start(folder, *words) as program:
        out, err = program.communicate(timeout=60)
    return program.returncode, out, err


def customers(folder: Path, rows: int) -> str:
    file = folder / "kunden.csv"
    said = (f"{n};Name{n % 977} Muster{n};;;;;\r\n" for n in range(rows))
    file.write_text(CUSTOMERS + "".join(said), "utf-8")
    return str(file)


def test_stdout_holds_one_document_and_stderr_nothing(tmp_path: Path) -> None:
    status, out, err = run(tmp_path, "import", customers(tmp_path, 20))
    assert (status, json.loads(out)["profiles"], out.count("\n"), err) == (0, 20, 1, "")


def test_the_version_is_told_from_a_checkout_that_is_not_installed(tmp_path: Path) -> None:
    assert run(tmp_path, "--version") == (0, f"kmu-crm {__version__}\n", "")


@unix
@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_stopped_in_the_middle_nothing_half_is_left(
    tmp_path: Path, desk: Desk, sent: signal.Signals, status: int
) -> None:
    desk.json("import", customers(tmp_path, 3))
    program = start(tmp_path, "import", customers(tmp_path, 6_000))
    wal = tmp_path / "kunden.kmucrm-wal"
    while program.poll() is None and not (wal.exists() and wal.stat().st_size > 100_000):
        time.sleep(0.005)  # until it writes
    program.send_signal(sent)
    _out, err = program.communicate(timeout=60)
    assert (program.returncode, "Traceback" in err) == (status, False)
    assert desk.json("check")["ok"]
    rows = {one["rows"] for one in desk.json("imports")}
    _status, out, err = desk.ask("--json", "match")
    assert (rows, json.loads(out)["profiles"]) in (({3}, 3), ({3, 6_000}, 6_000))
    cut_off = sent == signal.SIGKILL and rows == {3}
    assert ("Import von kunden.csv wurde abgebrochen" in err) == cut_off
    assert desk.ask("--json", "match")[2] == ""  # told once


@unix
def test_a_question_says_that_profiles_are_behind_until_they_are_matched(tmp_path: Path, desk: Desk) -> None:
    desk.json("import", customers(tmp_path, 3))
    with Store(tmp_path / "kunden.kmucrm") as store:
        store.db.execute("INSERT INTO changed_record SELECT id FROM record LIMIT 1")
    said = [desk.ask("--json", *words) for words in (("find", "Muster"), ("match",), ("find", "Muster"))]
    assert [(status, bool(err)) for status, _out, err in said] == [(0, True), (0, False), (0, False)]
    assert "match" in said[0][2]


def test_a_reader_that_goes_away_is_no_traceback(tmp_path: Path) -> None:
    with start(tmp_path, "formats") as program:
        assert program.stdout is not None and program.stderr is not None
        program.stdout.close()
        assert program.stderr.read() == ""


WITHOUT_STREAMS = """
import sys
words, sys.frozen, sys.stdout, sys.stderr = sys.argv[1:], True, None, None
sys.argv = ["kmu-crm", *words]
from kmu_crm.__main__ import main
sys.exit(main())
"""


@pytest.mark.parametrize(("words", "status"), [((), 1), (("gui",), 1), (("check",), 0), (("import", "none.csv"), 1)])
def test_a_program_without_a_console_ends_as_it_should(tmp_path: Path, words: tuple[str, ...], status: int) -> None:
    env = {**os.environ, "KMU_CRM_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", WITHOUT_STREAMS, *words]
    with Store(tmp_path / "kunden.kmucrm"):  # a second window finds it open
        done = subprocess.run(command, env=env, cwd=ROOT, timeout=60, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (status, "")
