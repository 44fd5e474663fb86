"""The process that reads workbooks dies, hangs or wants all the memory there is: one sentence, and nothing else happens."""

import multiprocessing
import os
import signal
import struct
import threading
import time
from pathlib import Path

import openpyxl
import pytest

from kmu_crm.sources.importing import import_file
from kmu_crm.sources.reading import sheet_child
from kmu_crm.sources.refusals import _REASONS, Refused
from tests.faults import unix_only
from tests.sources import exports as x
from tests.sources.intake_desk import Desk

pytestmark = [unix_only, pytest.mark.usefixtures("no_child_yet")]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook that takes a while to read."""
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet("Kunden")
    sheet.append(["Kundennummer", "Vorname", "Nachname", "E-Mail", "Ort"])
    for n in range(4_000):
        sheet.append([n, f"Vor{n}", f"Name{n}", f"mail{n}@mail.example", "Leipzig"])
    path = tmp_path_factory.mktemp("book") / "kunden.xlsx"
    workbook.save(path)
    return path


def once_a_child_runs(signals: list[int]) -> threading.Thread:
    """Sends them to the child, as soon as there is one."""

    def wait() -> None:
        for _ in range(2_000):
            if children := multiprocessing.active_children():
                time.sleep(0.05)
                for number in signals:
                    os.kill(int(children[0].pid or 0), number)
                return
            time.sleep(0.002)

    sender = threading.Thread(target=wait, daemon=True)
    sender.start()
    return sender


def refused(desk: Desk, book: Path) -> Refused:
    """And the store is as before, the parent lives, no child is left."""
    desk.imports("erste.csv", x.CUSTOMERS, x.ANNA)
    before = desk.state()
    with pytest.raises(Refused) as told:
        import_file(desk.db, book)
    assert (desk.state(), desk.ask("SELECT count(*) FROM import")) == (before, [(1,)])
    assert multiprocessing.active_children() == []
    assert str(told.value).startswith("kunden.xlsx ")
    return told.value


@pytest.mark.parametrize("death", ["SIGKILL", "SIGABRT", "SIGSEGV"])
def test_a_child_that_dies_is_a_sentence(desk: Desk, book: Path, death: str) -> None:
    sender = once_a_child_runs([getattr(signal, death)])
    assert refused(desk, book).code == "corrupt"
    sender.join()


def test_a_child_that_hangs_is_ended(desk: Desk, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_child, "PATIENCE", 1)
    sender = once_a_child_runs([signal.SIGSTOP])
    assert refused(desk, book).text == _REASONS["hung"][1]
    sender.join()


def stops_in_the_middle(there: object, *_rest: object) -> None:
    """A child that has told half of its answer."""
    os.write(there.fileno(), struct.pack("!i", 1_000) + b"half")  # type: ignore[attr-defined]
    os.kill(os.getpid(), signal.SIGSTOP)


def test_a_child_that_stops_in_the_middle_of_its_answer_is_ended(
    desk: Desk, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_child, "PATIENCE", 2)
    monkeypatch.setattr(sheet_child, "_answer", stops_in_the_middle)
    assert refused(desk, book).text == _REASONS["hung"][1]


def test_a_child_that_wants_too_much_memory_is_a_sentence(
    desk: Desk, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_child, "MEMORY", 24 << 20)
    assert refused(desk, book).code in ("too_big", "corrupt")


def test_the_next_workbook_is_read_as_ever(desk: Desk, book: Path) -> None:
    assert import_file(desk.db, book).tally.new == 4_000
