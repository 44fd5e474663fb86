"""The start stays quick: nothing heavy is loaded before the first paint. And what starts the program stays in step."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from installer import start, translate

ROOT = Path(__file__).resolve().parent.parent
HEAVY = {"pandas", "numpy", "matplotlib", "scipy", "sklearn", "openpyxl", "sqlite_utils", "duckdb", "pyarrow"}
HEAVY |= {"phonenumbers"}

COMMANDS = "import kmu_crm.cli"
WINDOW = """
from PySide6.QtWidgets import QApplication
import runpy, time

def until_painted(*_):  # stands in for the event loop: a quarter of a second of it, then the end
    end = time.monotonic() + 0.25
    while time.monotonic() < end:
        QApplication.processEvents()
    assert any(window.isVisible() for window in QApplication.topLevelWidgets()), "no window"
    return 0

QApplication.exec = until_painted
sys.argv = ["kmu-crm", "gui"]
try:
    runpy.run_module("kmu_crm", run_name="__main__")
except SystemExit as end:
    assert not end.code, end.code
"""

FIRST_PAINT = """
import os, runpy, sys
from PySide6 import QtCore, QtWidgets

class Watched(QtWidgets.QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QtCore.QTimer.singleShot(0, self.tell)  # comes when all that stands in the window has been painted

    def tell(self):
        print("built" if "Qt" in vars(QtCore) else "not built", flush=True)
        os._exit(0)

QtWidgets.QMainWindow = Watched
sys.argv = ["kmu-crm", "gui"]
runpy.run_module("kmu_crm", run_name="__main__")
"""


def loaded_by(script: str, home: Path) -> set[str]:
    """The names in `sys.modules` after `script` ran in a fresh Python."""
    told = f"import sys\n{script}\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", told],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
        env={**os.environ, "KMU_CRM_HOME": str(home)},
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.skipif(not importlib.util.find_spec("kmu_crm.cli"), reason="there is no command line")
def test_the_command_line_loads_nothing_heavy(tmp_path: Path) -> None:
    assert loaded_by(COMMANDS, tmp_path) & (HEAVY | {"PySide6"}) == set()


@pytest.mark.skipif(not importlib.util.find_spec("kmu_crm.ui.app"), reason="there is no window")
def test_the_window_opens_without_anything_heavy(tmp_path: Path) -> None:
    loaded = loaded_by(WINDOW, tmp_path)
    assert (loaded & HEAVY, "kmu_crm.ui.app" in loaded) == (set(), True)


def test_the_german_catalogue_is_complete() -> None:
    assert translate.check() == []


def test_ci_runs_the_test_line_of_the_readme() -> None:
    line = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1]
    assert f"\n    {line}\n" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux leaves libraries to the user")
def test_a_missing_library_is_named_with_the_line_that_installs_it() -> None:
    with pytest.raises(start.Refused, match=r"apt-get install -y --no-install-recommends libnowhere1\n"):
        start.require({"libnowhere.so.1": "libnowhere1"})


def test_the_locks_name_the_same_versions() -> None:
    pins = [
        {line.split(" \\")[0] for line in lock.read_text(encoding="utf-8").splitlines() if "==" in line}
        for lock in (start.RUNTIME, start.DEVELOPMENT)
    ]
    assert pins[0] < pins[1]


@pytest.mark.skipif(not importlib.util.find_spec("kmu_crm.ui.app"), reason="there is no window")
def test_the_first_paint_does_without_qt_s_enumerations(tmp_path: Path) -> None:
    """Their building takes longer than anything else of ours; see `kmu_crm.ui.theme`."""
    env = {**os.environ, "KMU_CRM_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT], capture_output=True, text=True, timeout=60, cwd=ROOT, env=env
    )
    assert done.stdout == "not built\n", done.stderr
