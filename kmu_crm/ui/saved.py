"""A file was written: said at the foot of the window, with the way to where it lies."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from kmu_crm.i18n import _
from kmu_crm.ui.window import MainWindow


def tell(of: QWidget, text: str, file: Path) -> None:
    """Nothing is said where the window is gone by now."""
    window = of.window()
    if isinstance(window, MainWindow):
        window.undo_bar.tell(text, _("Show in folder"), "folder-open", lambda: show_in_folder(file))


def leave(of: QWidget) -> None:
    """Something else is shown from here on."""
    window = of.window()
    if isinstance(window, MainWindow):
        window.leave_told()


def show_in_folder(file: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))
