"""The watched folder in the window: offered, refused, taken; nothing comes in by itself."""

import os
import time

import pytest
from desk_window import PEOPLE, desk

from kmu_crm import i18n, settings
from kmu_crm.desk import watching
from kmu_crm.sources import queries as sources
from kmu_crm.ui import asking, work
from kmu_crm.ui.pages.importing.watch import WatchLine
from kmu_crm.ui.window_state import WindowState
from kmu_crm.ui.work import wait_all


@pytest.fixture
def exports(tmp_path):
    place = tmp_path / "Ausfuhren"
    place.mkdir()
    return place


def put(folder, name, text=PEOPLE):
    file = folder / name
    file.write_text(text, encoding="utf-8")
    os.utime(file, (time.time() - 3600,) * 2)
    return file


@pytest.fixture
def opened(qtbot, tmp_path):
    i18n.use("de")
    made = desk(tmp_path)
    qtbot.addWidget(made.window)
    yield made
    wait_all()
    made.session.close()


def watch(opened, folder):
    opened.session.run(lambda db, _progress: settings.write(db, watching.FOLDER, str(folder)))


def files(opened):
    return [file.name for file in opened.session.folder.files]


def test_a_chosen_folder_is_looked_at_and_its_files_are_offered(opened, exports, qtbot, monkeypatch):
    put(exports, "a.csv")
    opened.window.go("importing")
    page = opened.window.page("importing")
    monkeypatch.setattr(asking, "folder", lambda *_how: exports)
    page.watching.ask()
    qtbot.waitUntil(lambda: files(opened) == ["a.csv"], timeout=5_000)
    assert not page.watching.notice.isHidden() and "Ausfuhren" in page.watching.name.text()
    page.watching.wanted.emit(opened.session.folder.files)
    qtbot.waitUntil(lambda: [item.state for item in page.tray.items] == ["ready"], timeout=10_000)
    assert sources.imports(opened.session.db) == []


def test_refused_files_stay_refused_until_they_change(opened, exports, qtbot, tmp_path):
    opened.window.state = WindowState(tmp_path / "window.json", tmp_path / "kunden.kmucrm")
    file = put(exports, "a.csv")
    watch(opened, exports)
    opened.session.folder.look()
    qtbot.waitUntil(lambda: files(opened) == ["a.csv"], timeout=5_000)
    opened.session.folder.dismiss([file])
    qtbot.waitUntil(lambda: files(opened) == [], timeout=5_000)
    opened.window.state = WindowState(tmp_path / "window.json", tmp_path / "kunden.kmucrm")  # as after a new start
    put(exports, "b.csv")
    opened.session.folder.look()
    qtbot.waitUntil(lambda: files(opened) == ["b.csv"], timeout=5_000)
    os.utime(file, (time.time() - 60,) * 2)
    opened.session.folder.look()
    qtbot.waitUntil(lambda: files(opened) == ["b.csv", "a.csv"], timeout=5_000)


def test_watching_is_switched_off(opened, exports, qtbot):
    put(exports, "a.csv")
    watch(opened, exports)
    line = WatchLine(opened.session)
    qtbot.addWidget(line)
    qtbot.waitUntil(lambda: files(opened) == ["a.csv"], timeout=5_000)
    line.off.click()
    qtbot.waitUntil(lambda: opened.session.folder.place is None and files(opened) == [], timeout=5_000)
    assert line.notice.isHidden() and line.off.isHidden()


def test_of_several_looks_at_once_the_last_answers(opened, exports, qtbot):
    watch(opened, exports)
    folder, told = opened.session.folder, []
    qtbot.waitUntil(lambda: folder.place == exports, timeout=5_000)
    work.wait_all()
    qtbot.wait(50)
    folder.changed.connect(lambda: told.append(folder.place))
    for _ in range(3):
        folder.look()
    qtbot.waitUntil(lambda: bool(told), timeout=5_000)
    work.wait_all()
    qtbot.wait(50)
    assert told == [exports]


def test_a_file_that_comes_is_noticed(opened, exports, qtbot):
    watch(opened, exports)
    opened.session.folder._later.setInterval(50)  # the file is an hour old: it need not be waited for until it is whole
    opened.session.folder.look()
    qtbot.waitUntil(lambda: opened.session.folder.place == exports, timeout=5_000)
    put(exports, "a.csv")
    qtbot.waitUntil(lambda: files(opened) == ["a.csv"], timeout=10_000)
