"""Starts the window. Imports nothing that is not needed for the first paint."""

import gc
import logging
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QLibraryInfo, QtMsgType, QTranslator, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from kmu_crm import i18n
from kmu_crm.errors import KmuError
from kmu_crm.ui import errors, theme, work

STYLE = ("-style", "Fusion")  # on all systems; as an option, because `setStyle` brings all of QStyle into Python
SWITCH_SECONDS = 0.001  # work on other threads gives the window its turn more often than by default (5 ms)
WITHOUT_DISPLAY = ("offscreen", "minimal")
_qt_texts = QTranslator()
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
}


def start(
    open_window: Callable[[], QWidget], scheme: str = "system", zoom: float = 1.0, *, log_file: Path | None = None
) -> int:
    """Opens the window that `open_window` makes and runs until it is closed; the exit status."""
    app = prepare(scheme=scheme, zoom=zoom)
    errors.install(log_file)
    window = open_window()
    window.show()
    app.aboutToQuit.connect(work.wait_all)
    status = app.exec()
    shut_down(app)
    qInstallMessageHandler(None)
    return status


def shut_down(app: QApplication) -> None:
    """Frees, while Qt and Python both stand, what Qt's own end would free after Python's: threads, windows, and the
    clipboard where the platform leaves it to the program."""
    work.wait_all()
    app.sendPostedEvents()  # the last words of that work, while those who wait for them are there
    for window in app.topLevelWidgets():
        if window.parent() is None and window.windowType() == QtCore.Qt.WindowType.Window:  # popups belong to others
            window.close()
            window.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    if app.platformName() in WITHOUT_DISPLAY:
        app.clipboard().clear()


def prepare(*, scheme: str = "system", zoom: float = 1.0) -> QApplication:
    """The application with name, language and theme, but no window yet."""
    qInstallMessageHandler(_log_message)
    sys.setswitchinterval(SWITCH_SECONDS)
    app = QApplication.instance() or QApplication([*sys.argv[:1], *STYLE])
    app.setApplicationName("kmu-crm")
    app.setApplicationDisplayName("KMU CRM")
    app.setDesktopFileName("kmu-crm")
    translate(app)
    theme.apply(app, scheme, zoom)
    return app


def translate(app: QApplication) -> None:
    """Qt's own texts in the language in use: standard buttons, and "Strg" for "Ctrl"."""
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if i18n.language() == "de" and _qt_texts.load("qtbase_de", folder):
        app.installTranslator(_qt_texts)
    else:
        app.removeTranslator(_qt_texts)


def give_up(window: QWidget, error: KmuError) -> None:
    """Says why there is nothing to show, and ends the program with status 1."""
    sys.stderr.write(f"{error}\n")
    if sys.stderr.isatty() or QApplication.platformName() in WITHOUT_DISPLAY:  # nobody could close a dialog
        QApplication.exit(1)
    else:
        errors.show_error(window, error).destroyed.connect(lambda: QApplication.exit(1))


def _log_message(kind: QtMsgType, _context: object, text: str) -> None:
    logging.getLogger("qt").log(_LEVELS.get(kind, logging.ERROR), text)
