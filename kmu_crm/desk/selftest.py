"""What a frozen build must pass: import, chart and export in a temporary store, with every heavy library really loaded.

Also a rebuild in a process of its own, which a frozen program has to start from itself, and a workbook behind a password.
"""

import tempfile
import time
from pathlib import Path
from typing import Any

from kmu_crm.desk import apart, demo, rebuilding, table
from kmu_crm.progress import SILENT, Progress
from kmu_crm.store.store import Store


def selftest(progress: Progress = SILENT) -> dict[str, Any]:
    """Raises whatever breaks. Returns what was done, which parts came to nothing, and how long it took."""
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="kmu-crm-") as folder:
        store = Path(folder) / "selftest.kmucrm"
        made = demo.make(store, fresh=False, progress=progress)
        with Store(store) as opened:
            rows = table.write(opened.db, Path(folder) / "profiles.csv")
            written = _export(opened, Path(folder) / "liste.csv")
            rebuilt = apart.call(apart.on_store, store, rebuilding.rebuild, (), progress)
        chart = _chart(Path(folder) / "chart.png")
        unlocked = _unlock(Path(folder) / "locked.xlsx")
    did = {
        "import": made.profiles,
        "table": rows == made.profiles,
        "export": written,
        "rebuild": rebuilt.identical,
        "chart": chart,
        "unlock": unlocked,
    }
    failed = [part for part, success in did.items() if not success]
    seconds = round(time.perf_counter() - began, 2)
    return {"ok": not failed, "failed": failed, "profiles": rows, "recipients": written, "seconds": seconds}


def _export(store: Store, target: Path) -> int:
    from kmu_crm.desk import mailing
    from kmu_crm.outreach.export import NobodyLeft

    try:
        return mailing.export(
            store.db,
            "kind is person",
            target,
            purpose="advertising",
            channel="email",
            preset="cleverreach",
            author="selftest",
        ).written
    except NobodyLeft:
        return 0


def _unlock(target: Path) -> int:
    """The rows of a workbook behind a password: its libraries bring parts of their own."""
    import io

    from msoffcrypto.format.ooxml import OOXMLFile
    from openpyxl import Workbook

    from kmu_crm.sources.reading.tables import open_table
    from kmu_crm.sources.reading.unlocking import Unlocked

    book, plain = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("A")
    for row in (["Name", "E-Mail"], ["Anna", "anna@mail.example"]):
        sheet.append(row)
    book.save(plain)
    with target.open("wb") as file:
        OOXMLFile(plain).encrypt("selftest", file)
    opened = Unlocked(target, "selftest")
    table = open_table(opened.files[0])
    table.survey()
    opened.close()
    return table.rows or 0


def _chart(target: Path) -> int:
    import matplotlib

    matplotlib.use("agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots()
    axes.bar(["A", "B", "C"], [3, 2, 1])
    figure.savefig(target)
    pyplot.close(figure)
    return target.stat().st_size
