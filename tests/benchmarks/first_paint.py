"""From the start of the process to the first painted window: ours beside an empty `QMainWindow`, in pairs.

    python tests/benchmarks/first_paint.py [pairs] [platform ...]

Prints a line for each platform plugin: medians in milliseconds and their ratio, which should stay below 1.5."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SPY = """
import os, time
from PySide6 import QtWidgets
from PySide6.QtCore import QEvent, QObject, QTimer

class Spy(QObject):  # the window's paint event begins the pass over all widgets; the timer fires when it is over
    def eventFilter(self, _window, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self.tell)
        return False

    def tell(self):
        print(time.time() - float(os.environ["BEGAN"]), flush=True)
        os._exit(0)

class Watched(QtWidgets.QMainWindow):
    def __init__(self):
        super().__init__()
        self.spy = Spy()
        self.installEventFilter(self.spy)
"""
BARE = SPY + "app = QtWidgets.QApplication([])\nwindow = Watched()\nwindow.show()\napp.exec()\n"
START = "import runpy, sys\nsys.argv = ['kmu-crm', 'gui']\nrunpy.run_module('kmu_crm', run_name='__main__')\n"
OURS = SPY + "QtWidgets.QMainWindow = Watched\n" + START


def seconds(script: str, folder: Path) -> float:
    """One start in a fresh Python; byte code is kept, as it is after an installation."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    own = {"KMU_CRM_HOME": str(folder / "home"), "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
    command = [sys.executable, "-c", script]
    done = subprocess.run(
        command, cwd=ROOT, env={**kept, **own, "BEGAN": str(time.time())}, capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def compare(platform: str, pairs: int) -> str:
    os.environ["QT_QPA_PLATFORM"] = platform
    with tempfile.TemporaryDirectory() as name:
        for script in (BARE, OURS):  # makes byte code and the customer file
            seconds(script, Path(name))
        runs = [(seconds(BARE, Path(name)), seconds(OURS, Path(name))) for _pair in range(pairs)]
    bare, ours = (statistics.median(times) for times in zip(*runs, strict=True))
    ratio = statistics.median(ours / bare for bare, ours in runs)
    return f"{platform}: bare {bare * 1000:.0f} ms, ours {ours * 1000:.0f} ms, ratio {ratio:.2f}"


def main() -> None:
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    platforms = sys.argv[2:] or ["offscreen", *(["xcb"] if os.environ.get("DISPLAY") else [])]
    for platform in platforms:
        print(compare(platform, pairs))
    if "xcb" not in platforms and shutil.which("xvfb-run"):
        subprocess.run(["xvfb-run", "-a", sys.executable, __file__, str(pairs), "xcb"], check=True)


if __name__ == "__main__":
    main()
