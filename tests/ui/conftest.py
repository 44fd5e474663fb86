import os
import sys
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


class Bot(QtBot):
    """Looks ten times as often whether what it waits for has come: thousands of waits end half a look late on average."""

    BETWEEN_LOOKS = 10

    def wait(self, ms: int) -> None:
        super().wait(1 if ms == self.BETWEEN_LOOKS else ms)


@pytest.fixture
def qtbot(request, qapp):
    return Bot(request)


@pytest.fixture(autouse=True)
def files_outlive_windows(tmp_path):
    """Asked for first, the folder goes last: a window may still read its file while it is closed."""


@pytest.fixture(autouse=True)
def light_theme(qapp):
    from kmu_crm.ui import theme

    if (theme.current.scheme, theme.current.zoom) != ("light", 1.0):
        theme.apply(qapp, "light")


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """Frees the windows that a test closed: with no event loop they would live on, and every change of theme would
    paint them, too."""
    yield
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication

    if app := QApplication.instance():
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session", autouse=True)
def nobody_types_on():
    """The program waits until a person has done with typing or going down a list; no test has one who does."""
    from kmu_crm.ui.pages.customers import page
    from kmu_crm.ui.pages.mailing import planning
    from kmu_crm.ui.pages.segments import asking

    page.SETTLE_MS = planning.WAIT_MS = asking.WAIT_MS = 5


@pytest.fixture(scope="session", autouse=True)
def no_window_outlives_the_application(qapp):
    """Widgets and threads that Python's own end would free after Qt's are freed while Qt still stands."""
    from kmu_crm.ui import app

    yield
    app.shut_down(qapp)
