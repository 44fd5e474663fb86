import os
import sys
from collections.abc import Iterator

import pytest

if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


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
def no_window_outlives_the_application(qapp):
    """Widgets and threads that Python's own end would free after Qt's are freed while Qt still stands."""
    from kmu_crm.ui import app

    yield
    app.shut_down(qapp)
