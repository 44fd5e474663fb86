"""What went wrong, said in the window: what happened, what to do, details folded. Bugs are logged and shown as bugs."""

import logging
import sys
import threading
import traceback
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from kmu_crm.errors import Cancelled, KmuError
from kmu_crm.i18n import _
from kmu_crm.ui.overlay import Overlay
from kmu_crm.ui.widgets import Button, IconLabel, Label, column, row

log = logging.getLogger("kmu_crm")


class Problem(Overlay):
    """A sentence, what to do, and the details one may copy; `details` stay folded until asked for."""

    def __init__(self, window: QWidget, title: str, advice: str, details: str, *, icon: str = "circle-alert") -> None:
        super().__init__(window, 520, 210)
        self._report = "\n".join(part for part in (title, advice, details) if part)
        self.details = QPlainTextEdit(details, readOnly=True)
        self.details.setAccessibleName(_("Details"))
        self.details.hide()
        self._more = Button(_("Details"), "link", on_click=self._unfold)
        self._more.setVisible(bool(details))
        self.close_button = Button(_("Close"), "primary", on_click=self.close_up)
        words = column(
            Label(title, "section", wrap=True).selectable(), Label(advice, "body2", wrap=True).selectable(), gap=6
        )
        head = row(IconLabel(icon, "danger", 24), words, gap=14)
        head.setStretch(1, 1)
        foot = row(self._more, 1, Button(_("Copy"), icon="copy", on_click=self._copy), self.close_button, gap=8)
        layout = column(head, self.details, 1, foot, gap=12, margins=(22, 20, 20, 18))
        layout.setStretch(1, 100)
        self.dialog.setLayout(layout)

    def open(self) -> None:
        super().open()
        self.close_button.setFocus()

    def close_up(self) -> None:
        super().close_up()
        self.deleteLater()

    def _unfold(self) -> None:
        self._size = (640, 420)
        self.details.setVisible(self.details.isHidden())
        self._arrange()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)


def show_error(parent: QWidget, error: Exception) -> Problem | None:
    """A `KmuError` in its own words; `Cancelled` not at all; anything else is our bug, and is shown and logged as
    one."""
    if isinstance(error, Cancelled):
        return None
    details = "".join(traceback.format_exception(error))
    if isinstance(error, KmuError):
        cause = "".join(traceback.format_exception_only(error.__cause__)) if error.__cause__ else ""
        sentence = _(error.text).format(**error.facts)
        problem = Problem(
            parent.window(), sentence, _(error.advice).format(**error.facts) if error.advice else "", cause
        )
    else:
        log.error(details)
        problem = Problem(
            parent.window(),
            _("The program made a mistake. Your data are unharmed."),
            _("Please send us this report."),
            details,
        )
    problem.open()
    return problem


class _Reports(QObject):
    """Brings an exception of any thread to the window's."""

    came = Signal(object)


_reports = _Reports()


def install(log_file: Path | None) -> None:
    """From here on no exception is lost: written to `log_file`, and shown in the active window, one at a time."""
    if log_file:
        log_file.parent.mkdir(parents=True, exist_ok=True)
        logging.basicConfig(
            filename=log_file, level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s", encoding="utf-8"
        )
    _reports.came.connect(_show)
    sys.excepthook = lambda _kind, error, _trace: _reports.came.emit(error)
    threading.excepthook = lambda args: _reports.came.emit(args.exc_value)


def _show(error: BaseException) -> None:
    if isinstance(error, KeyboardInterrupt):
        QApplication.quit()
        return
    window = QApplication.activeWindow() or next(
        (top for top in QApplication.topLevelWidgets() if top.isVisible()), None
    )
    sys.__excepthook__(type(error), error, error.__traceback__)
    if window is None:
        log.error("".join(traceback.format_exception(error)))
    elif not any(problem.isVisible() for problem in window.findChildren(Problem)):
        show_error(window, error)
