"""How long the window stands still while order lines are imported and everything is derived from them.

    QT_QPA_PLATFORM=offscreen python tests/benchmarks/event_loop.py [lines]

A timer ticks every 5 ms in the window's thread, with the customers page in front. For each of the two parts it prints
the seconds it took, the longest gap between two ticks, and how many gaps were longer than 50 ms (wanted: none)."""

import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import order_lines
from PySide6.QtCore import QTimer

from kmu_crm import i18n
from kmu_crm.desk.derive import derive
from kmu_crm.sources.importing import import_file
from kmu_crm.ui import app
from kmu_crm.ui.main import Desk

STANDSTILL = 0.05


class Ticks:
    """The gaps between the ticks since the last `take`."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self.timer = QTimer(interval=5)
        self.timer.timeout.connect(self._tick)
        self.timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.gaps.append(now - self._last)
        self._last = now

    def take(self) -> str:
        gaps, self.gaps = self.gaps, []
        long = [gap for gap in gaps if gap > STANDSTILL]
        return f"{sum(gaps):6.1f} s, longest gap {max(gaps) * 1000:4.0f} ms, over 50 ms: {len(long)}"


def main() -> None:
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    folder = Path(tempfile.mkdtemp())
    os.environ["KMU_CRM_HOME"] = str(folder / "home")
    exports = order_lines.write_shopify(folder / "orders.csv", lines)
    i18n.use("de")
    application = app.prepare(scheme="light")
    desk = Desk(folder / "kunden.kmucrm")
    desk.window.show()
    application.processEvents()
    desk.window.go("customers")
    ticks = Ticks()

    def imported(_report: object) -> None:
        print(f"import {ticks.take()}", flush=True)
        desk.session.run(desk.session.apart(derive), derived)

    def derived(_result: object) -> None:
        print(f"derive {ticks.take()}", flush=True)
        QTimer.singleShot(1500, settled)

    def settled() -> None:
        print(f"after  {ticks.take()}", flush=True)
        application.quit()

    def begin() -> None:
        ticks.take()
        desk.session.run(desk.session.apart(import_file, exports), imported)

    QTimer.singleShot(1500, begin)
    application.exec()


if __name__ == "__main__":
    main()
