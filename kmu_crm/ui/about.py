"""About the program: its version, what it is built from, and under which licences."""

import platform
import sqlite3
from importlib import metadata

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from kmu_crm import __version__, assets
from kmu_crm.i18n import _
from kmu_crm.ui.overlay import PassingOverlay
from kmu_crm.ui.widgets import Button, Label, column, lay_out, row

PARTS = (
    "PySide6_Essentials", "numpy", "pandas", "matplotlib", "openpyxl", "python-calamine", "XlsxWriter", "rapidfuzz", "phonenumbers",
    "email-validator", "chardet", "click", "sqlite-utils", "platformdirs",
)  # fmt: skip


class About(PassingOverlay):
    def __init__(self, window: QWidget) -> None:
        super().__init__(window, 620, 460)
        head = Label(f"KMU CRM {__version__}", "title").selectable()
        promise = Label(_("Your data stay on this computer. The program sends nothing."), "body2", wrap=True)
        self.parts = QPlainTextEdit("\n".join(versions()), readOnly=True)
        self.parts.setAccessibleName(_("Versions and licences"))
        self.close_button = Button(_("Close"), "primary", on_click=self.close_up)
        layout = column(head, promise, self.parts, row(1, self.close_button), gap=12, margins=(22, 20, 20, 18))
        lay_out(self.dialog, layout)

    def open(self) -> None:
        super().open()
        self.close_button.setFocus()


def versions() -> list[str]:
    """One line for each part: name, version, licence; what is not installed as a package is left out."""
    own = [
        f"KMU CRM {__version__} · MIT",
        f"Python {platform.python_version()} · PSF-2.0",
        f"Qt {qVersion()} · LGPL-3.0",
    ]
    own += [f"SQLite {sqlite3.sqlite_version} · public domain", "Lucide · ISC"]
    icons = assets.path("icons/LICENSE.txt").read_text(encoding="utf-8")
    return own + [line for name in PARTS if (line := _part(name))] + ["", icons]


def _part(name: str) -> str:
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    licence = about.get("License-Expression") or (about.get("License") or "").partition("\n")[0]
    classifier = next((one for one in about.get_all("Classifier") or () if one.startswith("License ::")), "")
    return f"{name} {about['Version']} · {licence or classifier.rpartition(' :: ')[2]}"
