"""Choosing the place of a file, in the system's own words."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from kmu_crm.i18n import _
from kmu_crm.outreach.place import suggested


def ask_place(parent: QWidget, name: str, kind: str) -> Path | None:
    """The system's dialog; it asks itself whether a file may be replaced."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    kinds = {"csv": _("Table (*.csv)"), "xlsx": _("Excel workbook (*.xlsx)")}
    ordered = ";;".join([kinds[kind], *(text for known, text in kinds.items() if known != kind)])
    chosen, _kind = QFileDialog.getSaveFileName(
        parent, _("Write mailing list"), str(Path(folder) / suggested(name, kind)), ordered
    )
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix else path.with_name(f"{path.name}.{kind}")
