"""What went wrong, said in the window: what happened, what to do, details folded. Bugs are logged and shown as bugs."""

import logging
import sys
import threading
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from kmu_crm.errors import Cancelled, KmuError
from kmu_crm.i18n import _

if TYPE_CHECKING:
    from kmu_crm.ui.problem import Problem

log = logging.getLogger("kmu_crm")


def show_error(parent: QWidget, error: Exception) -> "Problem | None":
    """A `KmuError` in its own words; `Cancelled` not at all; anything else is our bug, and is shown and logged as
    one."""
    if isinstance(error, Cancelled):
        return None
    from kmu_crm.ui.problem import Problem

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
    from kmu_crm.ui.problem import Problem

    sys.__excepthook__(type(error), error, error.__traceback__)
    if window is None:
        log.error("".join(traceback.format_exception(error)))
    elif not any(problem.isVisible() for problem in window.findChildren(Problem)):
        show_error(window, error)
