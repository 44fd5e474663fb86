"""Looking for a file must not loosen the hold on the one that is open."""

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from kmu_crm.sources.reading.tables import open_table
from kmu_crm.sources.refusals import Refused
from kmu_crm.store.store import Store
from kmu_crm.ui import asking


def locks(file: Path) -> int:
    """How many locks of this process the system knows on a customer file and its shared memory; another process may
    hold some on a file of another disk that has the same number."""
    numbers = {str(Path(f"{file}{end}").stat().st_ino) for end in ("", "-shm")}
    held = [line.split() for line in Path("/proc/locks").read_text(encoding="ascii").splitlines() if " POSIX " in line]
    return sum(line[4] == str(os.getpid()) and line[5].split(":")[-1] in numbers for line in held if "->" not in line)


def close_soon() -> None:
    QTimer.singleShot(700, lambda: QApplication.activeModalWidget().reject())


@pytest.mark.skipif(sys.platform != "linux", reason="locks are looked up in /proc")
def test_a_file_dialog_leaves_the_locks_of_the_open_customer_file_alone(qtbot, tmp_path):
    with Store(tmp_path / "kunden.kmucrm") as store:
        store.db.execute("SELECT count(*) FROM import").fetchone()
        held = locks(store.file)
        close_soon()
        assert asking.file_to_open(None, "Datei", tmp_path, "Kunden (*.kmucrm)") is None
        with pytest.raises(Refused):
            open_table(store.file)
        assert (held > 0, locks(store.file)) == (True, held)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have dialogs of their own")
def test_a_proposal_can_be_taken_as_it_is(qtbot, tmp_path):
    QTimer.singleShot(300, lambda: QApplication.activeModalWidget().accept())
    wanted = tmp_path / "liste.csv"
    assert asking.file_to_write(None, "Speichern", wanted, "Tabelle (*.csv);;Alle (*)") == wanted
