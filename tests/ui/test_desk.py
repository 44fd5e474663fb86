"""The program as it is used: a customer file opened, changed, left for another one."""

import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from kmu_crm import i18n
from kmu_crm.desk import delivering, intake
from kmu_crm.sources import queries
from kmu_crm.store import backup, place
from kmu_crm.store.store import Store
from kmu_crm.ui import app, errors, main, menus, theme
from kmu_crm.ui.main import Desk
from kmu_crm.ui.pages.importing.into_sample import IntoSample
from kmu_crm.ui.problem import Problem
from kmu_crm.ui.widgets import Banner
from kmu_crm.ui.window_state import WindowState

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = (
    "Kundennummer;Vorname;Nachname;E-Mail;Ort\n"
    "1001;Anja;Seidel;anja@morgenrot.example;Leipzig\n1002;Uwe;Özdemir;uwe@post.example;Dresden\n"
)
HOLDER = """
import sys, time
from pathlib import Path
from kmu_crm.store.store import Store
store = Store(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture(autouse=True)
def german():
    i18n.use("de")


@pytest.fixture
def open_desk(qtbot, tmp_path):
    """Opens a desk on a file and shows its window; everything is closed at the end."""
    made = []

    def start(file: Path | None = None) -> Desk:
        desk = Desk(file or tmp_path / "kunden.kmucrm")
        made.append(desk)
        with qtbot.waitSignal(desk.window.painted):
            desk.window.show()
        qtbot.waitUntil(desk.window.has_page)
        return desk

    yield start
    for desk in made:
        desk.leave()
        desk.window.close()
        desk.window.deleteLater()


def imported(folder: Path, name: str = "kunden.kmucrm") -> Path:
    exports = folder / "liste.csv"
    exports.write_text(PEOPLE, encoding="utf-8")
    with Store(folder / name) as store:
        intake.take_in(store.db, [exports])
    return folder / name


def said(desk: Desk) -> list[str]:
    return [problem._report for problem in desk.window.findChildren(Problem)]


def locked_elsewhere(file: Path) -> subprocess.Popen:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(file)], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert holder.stdout.readline() == "held\n"
    return holder


def test_a_file_that_is_not_there_yet_opens_on_the_start_page(open_desk, tmp_path):
    desk = open_desk()
    assert (desk.window.top.title.text(), (tmp_path / "kunden.kmucrm").exists()) == ("Start", True)


def test_the_rail_tells_how_fresh_the_data_are(qtbot, open_desk, tmp_path):
    desk = open_desk(imported(tmp_path))
    qtbot.waitUntil(lambda: "Stand" in desk.window.rail._status.accessibleName())


def test_the_rail_tells_of_no_data_once_every_import_was_taken_back(qtbot, open_desk, tmp_path):
    desk = open_desk(imported(tmp_path))
    said = desk.window.rail._status.accessibleName
    qtbot.waitUntil(lambda: "Stand" in said())
    numbers = [line.id for line in queries.imports(desk.session.db)]
    desk.session.run(lambda db, progress: delivering.take_back(db, numbers, progress))
    qtbot.waitUntil(lambda: "Keine Daten" in said(), timeout=20_000)


def test_another_file_takes_the_place_of_the_first(qtbot, open_desk, tmp_path):
    desk, other = open_desk(), imported(tmp_path, "zweite.kmucrm")
    desk.session.open_file.emit(other)
    assert (desk.session.store.file, desk.window.isVisible(), desk.window.rail._file.text()) == (
        other,
        True,
        "zweite.kmucrm",
    )
    Store(tmp_path / "kunden.kmucrm").close()  # free again for others


def test_a_file_that_cannot_be_opened_leaves_the_first_in_place(open_desk, tmp_path):
    desk, foreign = open_desk(), tmp_path / "fremd.kmucrm"
    foreign.write_text("kein Kundenbestand " * 100, encoding="utf-8")
    desk.session.open_file.emit(foreign)
    assert desk.session.store.file.name == "kunden.kmucrm" and "fremd.kmucrm" in said(desk)[0]


def test_the_sample_is_a_file_of_its_own_and_marked_as_one(qtbot, open_desk):
    desk = open_desk()
    desk.session.open_sample.emit()
    qtbot.waitUntil(lambda: desk.file == place.sample_store(), timeout=60_000)
    assert not desk.window.rail._sample.isHidden() and not said(desk)


def sample_in(folder: Path) -> Path:
    """A small stand-in for the sample business, which takes a while to make."""
    place.sample_store().parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(imported(folder, "beispiel.kmucrm"), place.sample_store())
    return place.sample_store()


def test_a_banner_leads_from_the_sample_back_to_the_own_file(qtbot, open_desk, tmp_path):
    sample_in(tmp_path)
    desk = open_desk(tmp_path / "eigene.kmucrm")
    assert desk.window.findChildren(Banner) == [] and "file.own" not in desk.window.commands._commands
    desk.session.open_sample.emit()
    qtbot.waitUntil(lambda: bool(desk.window.findChildren(Banner)))
    (banner,) = desk.window.findChildren(Banner)
    assert "Beispiel" in banner.text.text()
    next(one for one in banner.findChildren(QPushButton) if one.text()).click()
    assert desk.file == tmp_path / "eigene.kmucrm" and not said(desk)
    qtbot.waitUntil(desk.window.has_page)
    assert desk.window.findChildren(Banner) == []


def test_from_the_sample_alone_one_comes_to_the_file_that_the_program_opens_by_itself(qtbot, open_desk, tmp_path):
    desk = open_desk(sample_in(tmp_path))
    desk.window.commands.run("file.own")
    assert desk.file == place.default_store()


@pytest.mark.parametrize("where", ["own", "here"])
def test_own_files_dropped_into_the_sample_are_asked_about(qtbot, open_desk, tmp_path, where):
    desk = open_desk(sample_in(tmp_path))
    desk.window.files_dropped.emit([tmp_path / "liste.csv"])
    (question,) = desk.window.findChildren(IntoSample)
    if where == "own":
        question.own.click()
        assert desk.file == place.default_store()
    else:
        question.here.click()
        desk.window.files_dropped.emit([tmp_path / "liste.csv"])  # said once, it is not asked again
        assert desk.file == place.sample_store()
        assert [one for one in desk.window.findChildren(IntoSample) if one.isVisible()] == []
    assert [item.path for item in desk.window.page("importing").tray.items] == [tmp_path / "liste.csv"]


def test_leaving_waits_for_what_still_runs(open_desk):
    desk, ended = open_desk(), []

    def until_cancelled(_db, progress):
        try:
            while True:
                progress.report(1, 0)
        finally:
            ended.append(threading.get_ident())

    desk.session.run(until_cancelled)
    desk.reopen()
    assert len(ended) == 1 and desk.session.store.file.exists()


def test_answers_that_come_too_late_are_told_to_nobody(qtbot, open_desk):
    desk, heard = open_desk(), []
    desk.session.ask(lambda _db: 1, heard.append)
    desk.reopen()
    qtbot.wait(50)
    assert heard == []


def test_the_language_changes_and_stays(qtbot, open_desk):
    desk = open_desk()
    desk.window.commands.run("view.en")
    assert desk.window.rail.buttons["customers"].accessibleName() == "Customers"
    desk.window.close()
    assert WindowState(main.state_file()).general["language"] == "en"
    desk.window.show()
    desk.window.commands.run("view.de")
    assert desk.window.rail.buttons["customers"].accessibleName() == "Kunden"


def test_each_customer_file_keeps_its_own_looks(qapp, open_desk, tmp_path):
    desk, other = open_desk(), tmp_path / "zweite.kmucrm"
    desk.window.commands.run("view.dark")
    desk.open_on(other)
    assert theme.current.scheme == "dark"  # a new file begins as the last one looked
    desk.window.commands.run("view.light")
    desk.open_on(tmp_path / "kunden.kmucrm")
    assert theme.current.scheme == "dark"
    desk.open_on(other)
    assert theme.current.scheme == "light"


def test_a_backup_is_written_and_put_back(qtbot, open_desk, tmp_path):
    desk, target = open_desk(imported(tmp_path)), tmp_path / "sicherung.kmucrm"
    menus.back_up(desk, target)
    qtbot.waitUntil(target.exists)
    assert not backup.check(desk.session.db)
    desk.try_to(lambda: menus.restore(desk, target))
    assert not said(desk) and list(tmp_path.glob("kunden_*"))


def test_a_file_that_is_no_backup_is_refused_and_the_data_stay(open_desk, tmp_path):
    desk, broken = open_desk(imported(tmp_path)), tmp_path / "kaputt.kmucrm"
    broken.write_bytes(b"nichts")
    desk.try_to(lambda: menus.restore(desk, broken))
    assert "kaputt.kmucrm" in said(desk)[0] and desk.session.store.file.name == "kunden.kmucrm"


def test_working_everything_out_anew_changes_nothing(qtbot, open_desk, tmp_path):
    desk = open_desk(imported(tmp_path))
    with qtbot.waitSignal(desk.session.changed, timeout=20_000):
        menus.rebuild(desk)
    assert not said(desk)


def test_about_names_the_parts(open_desk):
    desk = open_desk()
    desk.window.commands.run("help.about")
    from kmu_crm.ui.about import About

    (about,) = desk.window.findChildren(About)
    assert "SQLite" in about.parts.toPlainText() and "PySide6" in about.parts.toPlainText()


def test_a_mistake_of_the_program_is_shown_and_the_program_goes_on(qtbot, open_desk, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    desk = open_desk()
    errors.install(None)
    sys.excepthook(ZeroDivisionError, ZeroDivisionError("x"), None)
    qtbot.waitUntil(lambda: bool(said(desk)))
    assert "ZeroDivisionError" in said(desk)[0]


def test_a_file_in_use_elsewhere_ends_the_start_with_a_sentence(tmp_path):
    file = imported(tmp_path)
    holder = locked_elsewhere(file)
    try:
        command = [sys.executable, "-m", "kmu_crm", "--store", str(file), "gui"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=ROOT)
    finally:
        holder.kill()
        holder.wait()
    assert (done.returncode, "Traceback" in done.stderr, "kunden.kmucrm" in done.stderr) == (1, False, True)


@pytest.mark.skipif(not shutil.which("xvfb-run"), reason="no virtual screen (Xvfb) is installed")
def test_the_window_opens_on_a_real_screen(tmp_path):
    script = (
        "import sys; from PySide6.QtCore import QTimer; from PySide6.QtWidgets import QApplication;"
        "from kmu_crm.ui import app; from kmu_crm.ui.main import Desk; from pathlib import Path;"
        "application = app.prepare(); desk = Desk(Path(sys.argv[1]));"
        "desk.window.painted.connect(lambda: QTimer.singleShot(500, lambda: application.exit(7)));"
        "desk.window.show(); sys.exit(application.exec())"
    )
    command = ["xvfb-run", "-a", sys.executable, "-c", script, str(tmp_path / "a.kmucrm")]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=60, cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "xcb"}
    )
    assert (done.returncode, "Traceback" in done.stderr) == (7, False), done.stderr


def test_what_the_window_remembers_is_used_at_the_next_start(qapp, tmp_path):
    state = WindowState(main.state_file(), tmp_path / "kunden.kmucrm")
    state.set("scheme", "dark")
    state.set("zoom", 1.15)
    state.save()

    QTimer.singleShot(300, lambda: QApplication.exit(0))
    try:
        assert main.open_on(tmp_path / "kunden.kmucrm") == 0
        assert (theme.current.scheme, theme.current.zoom) == ("dark", 1.15)
    finally:
        for window in QApplication.topLevelWidgets():
            window.close()
        app.work.wait_all()
        theme.apply(qapp, "light")


EVERY_PAGE = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from kmu_crm.ui import main
from kmu_crm.ui.window import MainWindow

pages = ["customers", "segments", "duplicates", "mailing", "analysis", "importing", "start"]

def step():
    window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow))
    if not pages:
        window.page("customers").list.table.copy()
        window.commands.run("extras.rebuild")
        window.close()
        return
    window.go(pages.pop(0))
    QTimer.singleShot(60, step)

def begin(prepare=main.app.prepare, **looks):
    application = prepare(**looks)
    QTimer.singleShot(800, step)
    return application

main.app.prepare = begin
sys.exit(main.open_on(Path(sys.argv[1])))
"""


def test_the_program_ends_in_peace_after_every_page_and_while_work_runs(tmp_path):
    file = imported(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", EVERY_PAGE, str(file)],
        capture_output=True, text=True, timeout=60, cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_no_part_of_a_page_is_ever_a_window_of_its_own(qtbot, qapp, open_desk, tmp_path):
    class Watch(QObject):
        strays: ClassVar[list[str]] = []

        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                self.strays.append(f"{type(watched).__name__} {watched.accessibleName()}")
            return False

    desk, watch = open_desk(imported(tmp_path)), Watch()
    qapp.installEventFilter(watch)
    for id in desk.window.rail.buttons:
        desk.window.go(id)
        qtbot.wait(150)
    qapp.removeEventFilter(watch)
    assert watch.strays == []


def test_an_import_that_was_cut_off_is_told_once_at_the_next_start(open_desk, tmp_path):
    file = tmp_path / "kunden.kmucrm"
    Store(file).close()
    note = {"file": "liste.csv", "at": "2025-11-23T08:12:00Z", "after": 0}
    file.with_name(file.name + "-import").write_text(json.dumps(note), encoding="utf-8")
    desk = open_desk(file)
    told = [one.text.text() for one in desk.window.findChildren(Banner)]
    assert len(told) == 1 and told[0].startswith("Der Import von liste.csv wurde abgebrochen")
    desk.reopen()
    assert not desk.window.findChildren(Banner)
