import os
import sys

import pytest

if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def light_theme(qapp):
    from kmu_crm.ui import theme

    if (theme.current.scheme, theme.current.zoom) != ("light", 1.0):
        theme.apply(qapp, "light")


@pytest.fixture(scope="session", autouse=True)
def no_window_outlives_the_application(qapp):
    """Widgets and threads that Python's own end would free after Qt's are freed while Qt still stands."""
    from kmu_crm.ui import app

    yield
    app.shut_down(qapp)


@pytest.fixture
def import_page(qtbot, tmp_path):
    from desk_window import desk

    from kmu_crm import i18n
    from kmu_crm.ui.work import wait_all

    i18n.use("de")
    made = desk(tmp_path)
    qtbot.addWidget(made.window)
    made.window.go("importing")
    made.window.show()
    found = made.window.page("importing")
    found.desk = made
    yield found
    wait_all()
    made.session.close()
