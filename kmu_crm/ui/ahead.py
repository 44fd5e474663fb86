"""Builds a page before somebody turns to it, in the moments in which the window rests: it opens at once then."""

import pkgutil
from importlib import import_module

from PySide6.QtCore import QTimer
from shiboken6 import isValid

from kmu_crm.ui.window import MainWindow

STEP_MS = 15  # between two modules, for what the user does meanwhile


def build(window: MainWindow, id: str) -> None:
    """The area's modules one by one, then the page, which stays out of sight; nothing once the window is closed."""
    package = import_module(f"kmu_crm.ui.pages.{id}")
    left = sorted(one.name for one in pkgutil.iter_modules(package.__path__, f"{package.__name__}."))
    timer = QTimer(window, interval=STEP_MS)

    def step() -> None:
        if not isValid(window) or not window.isVisible():
            timer.stop()
        elif left:
            import_module(left.pop(0))
        else:
            timer.stop()
            window.page(id)

    timer.timeout.connect(step)
    timer.start()
