"""What sales waits for all day, with a million customers in the store: `python tests/benchmarks/working_day.py [CUSTOMERS] [--keep FILE]`.

Drives the real window, in a process of its own for each store, and prints milliseconds beside those of a store of 1,000
customers that is made alike, each with its bar. `--keep`: the store of many is kept there, or taken from there.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import crowd
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from kmu_crm import i18n
from kmu_crm.desk import listing
from kmu_crm.profiles import queries
from kmu_crm.store.store import Store, connect
from kmu_crm.ui import app, work
from kmu_crm.ui.main import Desk
from kmu_crm.ui.tables import PagedTable, Table

FEW = 1_000
PLACES = 50
TYPED = ("mü", "müller", "anna", "leipzig", "petra sommer", "0341 1000", "görlitz krämer", "1000777")
# What is measured -> (its bar, in the unit of the figure; how many times the figure beside it, None where that is no bar)
BARS: dict[str, tuple[float | None, float | None]] = {
    "opening Kunden, ms": (150, 3),
    "opening Kunden again, ms": (150, 3),
    "memory gained by opening, MB": (100, None),
    "thumb drag, ms": (None, None),
    "thumb drag, in memory, ms": (None, None),
    "thumb drag, times in memory": (2, None),
    "first page of a sort, SQL, ms": (None, None),
    "sort, head to paint, ms": (100, None),
    "first page of a search, SQL, ms": (30, None),
    "search, key to paint, ms": (80, None),
    "profile, ms": (100, None),
    f"profile with {crowd.ENTRIES:,} entries, ms": (100, None),
}
Figures = dict[str, tuple[float, float]]  # median and worst


class Painted(QObject):
    """Ends the loop once `widget` is painted while `there` holds."""

    def __init__(self, widget: QWidget, there: Callable[[], object], loop: QEventLoop) -> None:
        super().__init__()
        self._there, self._loop = there, loop
        widget.installEventFilter(self)

    def eventFilter(self, _widget: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._there():
            QTimer.singleShot(0, self._loop.quit)  # when the pass over all widgets is over
        return False


def to_paint(act: Callable[[], object], widget: QWidget | Callable[[], QWidget], there: Callable[[], object]) -> float:
    """Milliseconds from `act` until `widget`, which `act` may make, is painted with what was asked for."""
    began, loop = time.perf_counter(), QEventLoop()
    act()
    spy = Painted(widget if isinstance(widget, QWidget) else widget(), there, loop)
    loop.exec()
    spy.deleteLater()
    return (time.perf_counter() - began) * 1000


def rest(seconds: float = 1.5) -> None:
    """Lets the window come to rest."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def settle() -> None:
    """Until no question runs any more: the start page counts its segments among all customers."""
    rest()
    while work._running:
        rest(0.2)


def memory() -> float:
    """MB the process holds now; where the system does not tell, the most it ever held."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def summed(times: Sequence[float]) -> tuple[float, float]:
    return statistics.median(times), max(times)


def drag(table: Table) -> tuple[float, float]:
    """Scrolls to places all over the list and paints each."""
    bar, times = table.verticalScrollBar(), []
    for place in range(PLACES):
        began = time.perf_counter()
        bar.setValue(bar.maximum() * (place * 37 % PLACES) // PLACES + 1)
        table.viewport().repaint()
        times.append((time.perf_counter() - began) * 1000)
    return summed(times)


class InMemory(PagedTable):
    """The same columns over lines that are all at hand."""

    def __init__(self, like: PagedTable, lines: list[object], rows: int) -> None:
        super().__init__(like.columns, lambda _ids: ())
        self._all = (lines * (rows // len(lines) + 1))[:rows]
        self.set_ids(range(rows))

    def line(self, row: int) -> object | None:
        return self._all[row]


def drag_in_memory(beside: Table) -> tuple[float, float]:
    lines = [line for _row, line in beside.model().loaded()]
    table = Table(InMemory(beside.model(), lines, beside.model().rowCount()), "")
    table.resize(beside.size())
    table.show()
    QApplication.processEvents()
    found = drag(table)
    table.close()
    return found


def measure(file: Path) -> Figures:
    i18n.use("de")
    application = app.prepare(scheme="light")
    found: Figures = {}
    desk = Desk(file)
    desk.window.show()
    settle()
    before = memory()

    def open_list() -> None:
        desk.window.go("customers")

    def shown() -> bool:
        return page().list.model.rowCount()

    def page() -> object:
        return desk.window.page("customers")

    found["opening Kunden, ms"] = summed([to_paint(open_list, lambda: page().list.table.viewport(), shown)])
    settle()
    found["memory gained by opening, MB"] = summed([memory() - before])
    customers, table = page(), page().list.table
    again = []
    for _time in range(3):
        desk.window.go("start")
        settle()
        again.append(to_paint(open_list, table.viewport(), shown))
    found["opening Kunden again, ms"] = summed(again)
    settle()
    found["thumb drag, ms"] = drag(table)
    found["thumb drag, in memory, ms"] = drag_in_memory(table)
    ratio = found["thumb drag, ms"][0] / found["thumb drag, in memory, ms"][0]
    found["thumb drag, times in memory"] = ratio, ratio
    found |= sorts(file, customers) | searches(file, customers) | profiles(file, customers)
    desk.leave()
    app.shut_down(application)
    return found


def asked_to_paint(customers: object, act: Callable[[], object], begun: Callable[[], object] = lambda: None) -> float:
    """Until the list is painted with another answer."""
    was, of = customers.list.listing, customers.list
    begun()
    return to_paint(act, of.table.viewport(), lambda: of.listing is not was and of.model.rowCount())


def sorts(file: Path, customers: object) -> Figures:
    sql, painted = [], []
    for name in queries.SORTS:
        for descending in (False, True):
            db, orders = connect(file, write=False), listing.Orders()
            orders.total(db)
            began = time.perf_counter()
            listing.begin(db, None, "", name, descending, orders)
            sql.append((time.perf_counter() - began) * 1000)
            db.close()
            told = name, descending
            painted.append(asked_to_paint(customers, lambda told=told: customers.list._sort_by(*told)))
            settle()
            print(f"  {name} {descending}: {sql[-1]:.0f} {painted[-1]:.0f}", file=sys.stderr)
    customers.list._sort_by("revenue_12m", True)
    settle()
    return {"first page of a sort, SQL, ms": summed(sql), "sort, head to paint, ms": summed(painted)}


def searches(file: Path, customers: object) -> Figures:
    sql, painted, field = [], [], customers.list.search
    db, orders = connect(file, write=False), listing.Orders()
    listing.find(db, orders=orders)  # as it stands when the page has been opened
    for typed in TYPED:
        began = time.perf_counter()
        listing.begin(db, None, typed, "revenue_12m", True, orders)
        sql.append((time.perf_counter() - began) * 1000)
        field.setText(typed[:-1])
        settle()
        painted.append(asked_to_paint(customers, lambda key=typed[-1]: field.insert(key)))
        print(f"  {typed}: {sql[-1]:.0f} {painted[-1]:.0f}", file=sys.stderr)
        settle()
    db.close()
    field.setText("")
    settle()
    return {"first page of a search, SQL, ms": summed(sql), "search, key to paint, ms": summed(painted)}


def profiles(file: Path, customers: object) -> Figures:
    def opened(number: int) -> float:
        entries = customers.whole.history.list.entries
        entries.restart()
        return to_paint(
            lambda: customers.open_whole(number),
            customers.whole.history.list.viewport(),
            lambda: customers.whole.of is not None and customers.whole.of.number == number and entries.items,
        )

    with Store(file, write=False) as store:
        (busy,) = store.db.execute(
            "SELECT record_id FROM line AS l JOIN fact AS f ON f.id = l.fact_id LIMIT 1"
        ).fetchone()
    opened(1)
    settle()
    usual, many = [], []
    for number in range(2, 8):
        usual.append(opened(number))
        settle()
        many.append(opened(busy))
        settle()
    return {"profile, ms": summed(usual), f"profile with {crowd.ENTRIES:,} entries, ms": summed(many)}


def made(file: Path, customers: int) -> Path:
    if not file.exists():
        began, part = time.perf_counter(), file.with_name("part" + file.name)
        with Store(part) as store:
            crowd.fill(store.db, customers, random.Random(7))
        part.replace(file)
        print(f"{customers:,} customers written in {time.perf_counter() - began:.0f} s", flush=True)
    return file


def in_a_process(file: Path, folder: Path) -> Figures:
    own = {**os.environ, "KMU_CRM_HOME": str(folder / "home")}
    told = subprocess.run(
        [sys.executable, __file__, "--measure", file], env=own, stdout=subprocess.PIPE, text=True, check=True
    )
    return {name: (median, worst) for name, (median, worst) in json.loads(told.stdout).items()}


def tell(few: Figures, many: Figures, customers: int) -> None:
    print(f"{'median (worst)':38}{FEW:>18,}{customers:>20,}   bar")
    for name, (most, times) in BARS.items():
        (a, b), (c, d) = few[name], many[name]
        over = (most is not None and d > most) or (times is not None and c > times * a)
        bar = " ".join(
            part for part in (f"{most:g}" if most else "", f"{times:g} times {FEW:,}" if times else "") if part
        )
        print(f"{name:38}{a:9.1f} ({b:6.1f}){c:11.1f} ({d:6.1f})   {bar}{'   OVER THE BAR' if over else ''}")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("customers", nargs="?", type=int, default=1_000_000)
    asked.add_argument("--keep", type=Path)
    asked.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure)))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        few, many = made(folder / "few.kmucrm", FEW), made(options.keep or folder / "many.kmucrm", options.customers)
        tell(in_a_process(few, folder), in_a_process(many, folder), options.customers)


if __name__ == "__main__":
    main()
