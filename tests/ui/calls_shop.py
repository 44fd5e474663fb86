"""A business with six customers whom one may call today, and the page of calls on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt

from kmu_crm import i18n, settings
from kmu_crm.desk import entry, intake, permitting
from kmu_crm.desk.permitting import Address
from kmu_crm.profiles import queries, timeline
from kmu_crm.store.store import Store
from kmu_crm.ui import work
from kmu_crm.ui.page import PageSpec
from kmu_crm.ui.pages.calls.page import CallsPage, make
from kmu_crm.ui.remains import Remains
from kmu_crm.ui.session import Session
from kmu_crm.ui.window import MainWindow

DAY = "2025-11-24"
NAMES = ("Anna Muster", "Bert Kranz", "Carla Stein", "Dora Lenz", "Emil Vogt", "Frida Uhl")
BLOCKED = "Gerd Nein"


def store(tmp_path: Path) -> Store:
    """Six whom one may call, each with something to do today, and one who said no."""
    i18n.use("de")
    made = Store(tmp_path / "kunden.kmucrm")
    settings.write(made.db, "figures.key_date", DAY)
    people = [name.split() for name in (*NAMES, BLOCKED)]
    lines = [f"K{n};{given};{family};0341 23125{n:02}" for n, (given, family) in enumerate(people)]
    file = tmp_path / "kunden.csv"
    file.write_text("Kundennummer;Vorname;Nachname;Telefon\n" + "\n".join(lines) + "\n", encoding="utf-8")
    assert not intake.take_in(made.db, [file], as_of=DAY).refused
    for number in queries.everybody(made.db):
        row = queries.profile(made.db, number)
        to = Address("phone", str(row["phone"]), "")
        if row["display_name"] == BLOCKED:
            permitting.refuse(made.db, to, "am Telefon", "", "test")
        else:
            permitting.agree(made.db, to, "form", "Formular 7", "2025-01-02", "test")
        entry.task(made.db, number, f"Angebot für {row['given_name']}", DAY, "test")
    return made


@contextmanager
def page(qtbot, store: Store) -> Iterator[CallsPage]:
    """The page on it, in a window of its own."""
    session = Session(store)
    window = MainWindow(
        [PageSpec("calls", "Anrufe", "phone", "Arbeiten", lambda: make(session))], remains=Remains(lambda: session)
    )
    session.window = window
    session.undoable.connect(window.offer_undo)
    session.changed.connect(window.refresh)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    window.go("calls")
    shown = window.current_page()
    shown.session = session
    qtbot.waitUntil(lambda: shown.talk.of is not None)
    yield shown
    work.wait_all()
    session.close()


def name(page: CallsPage) -> str:
    return next(one.name for one in page.queue.calls if one.profile == page.current)


def press(qtbot, page: CallsPage, *keys: Qt.Key | str) -> None:
    for key in keys:
        at = page.window().focusWidget() or page
        if isinstance(key, str):
            qtbot.keyClicks(at, key)
        else:
            qtbot.keyClick(at, key)


def save(qtbot, page: CallsPage) -> None:
    qtbot.keyClick(page.window().focusWidget() or page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def calls_of(store: Store, profile: int) -> list[tuple[str | None, str | None]]:
    return [(one.outcome, one.text) for one in timeline.entries(store.db, profile, ("call",))]
