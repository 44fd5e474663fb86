"""What a frozen build must pass: import, chart and export in a temporary store, with every heavy library really loaded."""

import tempfile
import time
from pathlib import Path
from typing import Any

from kmu_crm.desk import demo, table
from kmu_crm.progress import SILENT, Progress
from kmu_crm.store.store import Store


def selftest(progress: Progress = SILENT) -> dict[str, Any]:
    """Raises whatever fails. Returns what was done and how long it took."""
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="kmu-crm-") as folder:
        store = Path(folder) / "selftest.kmucrm"
        made = demo.make(store, fresh=False, progress=progress)
        with Store(store) as opened:
            rows = table.write(opened.db, Path(folder) / "profiles.csv")
            written = _export(opened, Path(folder) / "liste.csv")
        chart = _chart(Path(folder) / "chart.png")
    return {"ok": bool(made.profiles and rows == made.profiles and written and chart), "profiles": rows, "recipients": written,
            "seconds": round(time.perf_counter() - began, 2)}  # fmt: skip


def _export(store: Store, target: Path) -> int:
    from kmu_crm.desk import mailing

    return mailing.export(
        store.db,
        "kind is person",
        target,
        purpose="advertising",
        channel="email",
        preset="cleverreach",
        author="selftest",
    ).written


def _chart(target: Path) -> int:
    import matplotlib

    matplotlib.use("agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots()
    axes.bar(["A", "B", "C"], [3, 2, 1])
    figure.savefig(target)
    pyplot.close(figure)
    return target.stat().st_size
