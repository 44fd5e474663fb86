"""Choosing the place of a file, in the system's own words."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QWidget

from kmu_crm.i18n import _
from kmu_crm.outreach.place import suggested
from kmu_crm.ui import asking


def ask_place(parent: QWidget, name: str, kind: str) -> Path | None:
    """The system's dialog; it asks itself whether a file may be replaced."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    kinds = {"csv": _("Table (*.csv)"), "xlsx": _("Excel workbook (*.xlsx)")}
    ordered = ";;".join([kinds[kind], *(text for known, text in kinds.items() if known != kind)])
    path = asking.file_to_write(parent, _("Write mailing list"), Path(folder) / suggested(name, kind), ordered)
    if path is None:
        return None
    return path if path.suffix else path.with_name(f"{path.name}.{kind}")
