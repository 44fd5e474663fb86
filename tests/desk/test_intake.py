"""A delivery of files: each goes in whole or not at all, whatever happens to the others or to the program."""

import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from kmu_crm.desk.intake import files_of, take_in
from kmu_crm.store.store import Store

HEAD = "Kundennummer;Vorname;Nachname;E-Mail;PLZ;Ort"
PROGRAM = [sys.executable, "-m", "kmu_crm", "--json"]
TABLES = "SELECT (SELECT count(*) FROM import), (SELECT count(*) FROM record), (SELECT count(*) FROM party)"


def customers(path: Path, rows: int) -> Path:
    lines = (f"{n};Vor{n};Name{n};mail{n}@mail.example;04109;Leipzig" for n in range(rows))
    path.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")
    return path


def ask(store: Path, sql: str) -> tuple:
    with sqlite3.connect(store) as db:
        found = db.execute(sql).fetchone()
    db.close()
    return found


def test_a_folder_means_its_files_by_name_without_hidden_ones(tmp_path):
    for name in ("b.csv", "a.csv", ".versteckt", "~$offen.xlsx"):
        (tmp_path / name).touch()
    assert [path.name for path in files_of([tmp_path])] == ["a.csv", "b.csv"]


def test_a_refused_file_leaves_the_others_standing(tmp_path):
    good, bad = customers(tmp_path / "b.csv", 1), tmp_path / "a.csv"
    bad.write_bytes(b"")
    with Store(tmp_path / "s.kmucrm") as store:
        delivery = take_in(store.db, [bad, good])
        assert ([one.file for one in delivery.done], [path.name for path, _ in delivery.refused]) == (
            ["b.csv"],
            ["a.csv"],
        )
        assert store.db.execute("SELECT count(*) FROM profile").fetchone() == (1,)


BAD = [
    ("leer.csv", b"", "leer"),
    ("bericht.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj << >> endobj", "PDF"),
    (
        "geschuetzt.xlsx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(4096),
        "",
    ),
    ("halb.xlsx", b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00" + bytes(200), ""),
    ("fremd.csv", b"Spalte A;Spalte B\n1;2\n3;4\n", "sicher"),
]


def test_bad_files_end_with_one_sentence_each_and_an_unchanged_store(tmp_path):
    store = tmp_path / "s.kmucrm"
    for name, content, _says in BAD:
        (tmp_path / name).write_bytes(content)
    files = [tmp_path / name for name, _content, _says in BAD]
    done = subprocess.run([*PROGRAM, "--store", store, "import", *files], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    told = [line for line in done.stderr.splitlines() if not line.startswith(" ")]  # columns stand below their file
    assert [line.startswith(name) and says in line for line, (name, _c, says) in zip(told, BAD, strict=True)] == [
        True
    ] * 5
    assert "Traceback" not in done.stderr
    assert [one["state"] for one in json.loads(done.stdout)["imports"]] == ["refused"] * 5
    assert ask(store, TABLES) == (0, 0, 0)


def test_killing_the_program_leaves_the_store_as_before(tmp_path):
    store, seed = tmp_path / "s.kmucrm", customers(tmp_path / "erste.csv", 5)
    subprocess.run([*PROGRAM, "--store", store, "import", seed], check=True, capture_output=True, timeout=60)
    before = ask(store, TABLES)
    big, chance = customers(tmp_path / "grosse.csv", 30_000), random.Random(7)
    for _ in range(3):
        process = subprocess.Popen([*PROGRAM, "--store", store, "import", big], stdout=subprocess.DEVNULL)
        time.sleep(0.4 + chance.random())
        process.send_signal(signal.SIGKILL)
        process.wait(10)
        assert ask(store, "PRAGMA integrity_check") == ("ok",)
        count = ask(store, TABLES)
        assert count in (before, (before[0] + 1, before[1] + 29_995, before[2] + 29_995 + 0))
        if count != before:
            break
    with Store(store) as again:
        assert again.db.execute("SELECT count(*) FROM import").fetchone()[0] >= 1


def started(store: Path, *files: Path) -> subprocess.Popen[str]:
    """An import under way whose first file is in, and whose second is not."""
    words = [*PROGRAM, "--store", store, "import", *files]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        time.sleep(0.02)
        if store.exists() and ask(store, TABLES)[0] == 1:
            break
    return process


def test_ctrl_c_takes_back_the_file_under_way_and_finishes_those_before_it(tmp_path):
    store = tmp_path / "s.kmucrm"
    first, big = customers(tmp_path / "erste.csv", 5), customers(tmp_path / "grosse.csv", 60_000)
    process = started(store, first, big)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, "Schon eingelesene Dateien: 1." in err, "nichts geändert" in err) == (130, True, False)
    assert [one["file"] for one in json.loads(out)["imports"]] == ["erste.csv"]
    assert ask(store, "SELECT (SELECT count(*) FROM import), (SELECT count(*) FROM profile)") == (1, 5)
    assert ask(store, "SELECT count(*) FROM changed_record") == (0,)


def test_ctrl_c_twice_ends_at_once_and_leaves_nothing_half_done(tmp_path):
    store = tmp_path / "s.kmucrm"
    process = started(store, customers(tmp_path / "erste.csv", 3000), customers(tmp_path / "grosse.csv", 60_000))
    for _ in range(2):
        process.send_signal(signal.SIGINT)
        time.sleep(0.01)
    _out, err = process.communicate(timeout=60)
    assert (process.returncode, "nichts geändert" in err, "Traceback" in err) == (130, False, False)
    assert ask(store, "PRAGMA integrity_check") == ("ok",)
    assert ask(store, TABLES)[0] == 1
