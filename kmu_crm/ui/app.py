"""Starts the window. Imports nothing that is not needed for the first paint."""

import logging
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QtMsgType, QTranslator, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from kmu_crm import i18n
from kmu_crm.ui import errors, theme, work

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
}


def start(
    open_window: Callable[[], QWidget], *, scheme: str = "system", zoom: float = 1.0, log_file: Path | None = None
) -> int:
    """Opens the window that `open_window` makes and runs until it is closed; the exit status."""
    app = prepare(scheme=scheme, zoom=zoom)
    errors.install(log_file)
    window = open_window()
    window.show()
    app.aboutToQuit.connect(work.wait_all)
    return app.exec()


def prepare(*, scheme: str = "system", zoom: float = 1.0) -> QApplication:
    """The application with name, language and theme, but no window yet."""
    qInstallMessageHandler(_log_message)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    app.setApplicationName("kmu-crm")
    app.setApplicationDisplayName("KMU CRM")
    app.setDesktopFileName("kmu-crm")
    _translate(app)
    theme.apply(app, scheme, zoom)
    return app


def _translate(app: QApplication) -> None:
    """Qt's own texts: standard buttons, and "Strg" for "Ctrl"."""
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if i18n.language() == "de" and translator.load("qtbase_de", folder):
        app.installTranslator(translator)


def _log_message(kind: QtMsgType, _context: object, text: str) -> None:
    logging.getLogger("qt").log(_LEVELS.get(kind, logging.ERROR), text)
