"""A morning of sales by keyboard alone, through the real window: twenty calls with their outcomes, five corrections, two new
customers, a complaint, and a lead from the hand-over until the first invoice makes a customer of them."""

import os
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kmu_crm import i18n, settings
from kmu_crm.decisions import journal
from kmu_crm.desk import entry, intake, looping, steps
from kmu_crm.desk.rebuilding import rebuild
from kmu_crm.profiles import queries, search, timeline
from kmu_crm.sales.leads import stages
from kmu_crm.store.store import Store
from kmu_crm.ui import work
from kmu_crm.ui.main import Desk

DAY, CALLS = date.today().isoformat(), 20
NAMES = tuple(
    f"{given} {family}"
    for given in ("Anna", "Bert", "Carla", "Dora", "Emil")
    for family in ("Muster", "Kranz", "Stein", "Lenz", "Vogt")
)
PEOPLE = "Kundennummer;Vorname;Nachname;Telefon;Straße;PLZ;Ort;Land\n" + "".join(
    f"K{n};{name.replace(' ', ';')};+4144668{n:04};Seeweg {n};8001;Zürich;CH\n" for n, name in enumerate(NAMES)
)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Swiss customers, whom one may call; everybody has something to be called for today."""
    i18n.use("de")
    made = tmp_path / "morgen.kmucrm"
    with Store(made) as store:
        settings.write(store.db, "calls.a_day", "30")
        (tmp_path / "kunden.csv").write_text(PEOPLE, encoding="utf-8")
        assert not intake.take_in(store.db, [tmp_path / "kunden.csv"], as_of=DAY).refused
        for number in queries.everybody(store.db):
            entry.task(store.db, number, "Angebot nachfassen", DAY, "test")
    return made


@pytest.fixture
def desk(qtbot, file: Path) -> Iterator[Desk]:
    made = Desk(file)
    qtbot.addWidget(made.window)
    made.window.resize(1280, 720)
    made.window.show()
    made.window.activateWindow()
    qtbot.waitActive(made.window)
    qtbot.waitUntil(made.window.has_page)
    yield made
    work.wait_all()


def press(qtbot, desk: Desk, *keys: Qt.Key | str, control: bool = False) -> None:
    for key in keys:
        at = desk.window.focusWidget() or desk.window
        if isinstance(key, str):
            qtbot.keyClicks(at, key)
        else:
            qtbot.keyClick(at, key, CTRL if control else Qt.KeyboardModifier.NoModifier)


def go_to(qtbot, desk: Desk, field: QWidget) -> None:
    """With Tab, as far as it is."""
    qtbot.waitUntil(field.isVisible)
    for _step in range(60):
        if desk.window.focusWidget() is field:
            return
        press(qtbot, desk, Qt.Key.Key_Tab)
    raise AssertionError(field.accessibleName())


def command(qtbot, desk: Desk, words: str) -> None:
    """Out of the palette, as it is typed."""
    press(qtbot, desk, Qt.Key.Key_K, control=True)
    press(qtbot, desk, words)
    qtbot.wait(80)
    press(qtbot, desk, Qt.Key.Key_Return)


def quiet(qtbot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: not desk.session.is_busy(), timeout=60_000)


def shot(desk: Desk, name: str) -> None:
    """For looking at: kept where the environment names a folder."""
    if folder := os.environ.get("KMU_CRM_PICTURES"):
        desk.window.grab().save(str(Path(folder) / f"morning_{name}.png"))


def open_customer(qtbot, desk: Desk, name: str):
    press(qtbot, desk, Qt.Key.Key_2, control=True)
    page = desk.window.current_page()
    qtbot.waitUntil(lambda: page.list.listing is not None, timeout=60_000)
    for _step in range(3):  # out of a form, out of the whole page
        if page.places.currentWidget() is not page.splitter:
            press(qtbot, desk, Qt.Key.Key_Escape)
    press(qtbot, desk, Qt.Key.Key_F, control=True)
    assert desk.window.focusWidget() is page.list.search
    page.list.search.selectAll()
    press(qtbot, desk, name)
    (number,) = [hit.profile_id for hit in search.find(desk.session.db, name) if hit.display_name == name]
    qtbot.waitUntil(lambda: list(page.list.model.ids())[:1] == [number], timeout=60_000)
    press(qtbot, desk, Qt.Key.Key_Return)
    page.list.table.selectRow(0)
    press(qtbot, desk, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.whole.of is not None and page.whole.of.number == number, timeout=60_000)
    return page


def calls(qtbot, desk: Desk) -> None:
    press(qtbot, desk, Qt.Key.Key_3, control=True)
    page = desk.window.current_page()
    qtbot.waitUntil(lambda: page.talk.of is not None, timeout=60_000)
    shot(desk, "calls")
    for place in range(CALLS):
        who = page.current
        press(qtbot, desk, str(place % 5 + 1), "n", f"Talk {place}")
        press(qtbot, desk, Qt.Key.Key_Return, control=True)
        assert (
            page.current != who and page.talk.head.name.text() != queries.profile(desk.session.db, who)["display_name"]
        )
    quiet(qtbot, desk)
    shot(desk, "called")


def corrections(qtbot, desk: Desk) -> None:
    for name in NAMES[:5]:
        page = open_customer(qtbot, desk, name)
        press(qtbot, desk, Qt.Key.Key_F2)
        go_to(qtbot, desk, page.whole.master.fields["city"].field)
        page.whole.master.fields["city"].field.selectAll()
        press(qtbot, desk, "Winterthur", Qt.Key.Key_Return)
        quiet(qtbot, desk)
        shot(desk, "corrected")
        press(qtbot, desk, Qt.Key.Key_Escape)


def _shows(page, name: str) -> bool:
    return page.whole.of is not None and page.whole.of.name.endswith(name)


def newcomers(qtbot, desk: Desk) -> None:
    for given in ("Greta", "Hugo"):
        press(qtbot, desk, Qt.Key.Key_N, control=True)
        page = desk.window.current_page()
        go_to(qtbot, desk, page.form.rows["given_name"].field)
        press(qtbot, desk, given)
        go_to(qtbot, desk, page.form.rows["family_name"].field)
        press(qtbot, desk, "Neuling", Qt.Key.Key_Return)
        quiet(qtbot, desk)
        qtbot.waitUntil(partial(_shows, page, "Neuling"), timeout=60_000)
        shot(desk, "new")
        press(qtbot, desk, Qt.Key.Key_Escape)


def complaint(qtbot, desk: Desk) -> None:
    page = open_customer(qtbot, desk, "Emil Vogt")
    press(qtbot, desk, "r")
    qtbot.waitUntil(lambda: page.whole.head.form.isVisible())
    press(qtbot, desk, "Lieferung kam zu spaet")
    press(qtbot, desk, Qt.Key.Key_Return, control=True)
    quiet(qtbot, desk)
    qtbot.waitUntil(lambda: not page.whole.todo.isHidden(), timeout=60_000)
    shot(desk, "complaint")


def lead(qtbot, desk: Desk) -> int:
    """Somebody who asked is handed over, accepted, and buys."""
    press(qtbot, desk, Qt.Key.Key_N, control=True)
    page = desk.window.current_page()
    go_to(qtbot, desk, page.form.lead)
    press(qtbot, desk, Qt.Key.Key_Space)
    for name, text in (("given_name", "Ida"), ("family_name", "Frager"), ("email", "ida@frager.example")):
        go_to(qtbot, desk, page.form.rows[name].field)
        press(qtbot, desk, text)
    press(qtbot, desk, Qt.Key.Key_Return)
    quiet(qtbot, desk)
    page = open_customer(qtbot, desk, "Ida Frager")
    number = page.whole.of.number
    command(qtbot, desk, "an den Vertrieb")
    press(qtbot, desk, "Frau Berg", Qt.Key.Key_Return)
    quiet(qtbot, desk)
    qtbot.waitUntil(lambda: stages.lead(desk.session.db, number).waiting, timeout=60_000)
    shot(desk, "handed")
    qtbot.waitUntil(lambda: not page.whole.lead.accept.isHidden(), timeout=60_000)
    command(qtbot, desk, "Interessent: annehmen")
    quiet(qtbot, desk)
    assert stages.lead(desk.session.db, number).stage == "sal"
    shot(desk, "accepted")
    return number


def invoice(qtbot, desk: Desk, folder: Path) -> None:
    """The first one, out of the accounting's list."""
    file = folder / "rechnungen.csv"
    head = "Rechnungsnummer;Rechnungsdatum;Vorname;Nachname;E-Mail;Bruttobetrag;Status\n"
    file.write_text(
        f"{head}R1;{date.today():%d.%m.%Y};Ida;Frager;ida@frager.example;119,00;bezahlt\n", encoding="utf-8"
    )
    desk.session.run(lambda db, progress: intake.take_in(db, [file], progress=progress))
    quiet(qtbot, desk)


@pytest.mark.timeout(300)
def test_a_morning_of_sales_needs_no_mouse(qtbot, desk: Desk, tmp_path: Path) -> None:
    calls(qtbot, desk)
    corrections(qtbot, desk)
    newcomers(qtbot, desk)
    complaint(qtbot, desk)
    whose = lead(qtbot, desk)
    db = desk.session.db
    told = [one for number in queries.everybody(db) for one in timeline.entries(db, number, ("call",))]
    assert sorted(one.text for one in told) == sorted(f"Talk {place}" for place in range(CALLS))
    assert sum(1 for number in queries.everybody(db) if queries.profile(db, number)["city"] == "Winterthur") == 5
    assert {"Greta Neuling", "Hugo Neuling"} <= {
        str(queries.profile(db, one)["display_name"]) for one in queries.everybody(db)
    }
    assert [one.text for one in looping.open_loops(db)] == ["Lieferung kam zu spaet"]
    assert len(journal.standing(db, ("lead_accepted",))) == 1 and stages.stages(db)[whose] == "sal"
    invoice(qtbot, desk, tmp_path)
    assert stages.stages(db)[whose] == "customer"
    assert len(steps.all_of(db)) >= CALLS + 5 + 2 + 1 + 2
    with closing(desk.session.store.another(write=True)) as writing:
        assert rebuild(writing).identical
