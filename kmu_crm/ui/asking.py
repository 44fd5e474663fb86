"""Asks for files: the system's own dialogs, but on Linux one that looks into no file.

Qt's dialog there opens every file of a folder to tell its kind, and to close a file drops all locks this process holds on it:
the customer file would lose its own while it is in use (https://www.sqlite.org/howtocorrupt.html, section 2.2).
"""

import sys
from pathlib import Path

from PySide6.QtCore import QFileInfo
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QFileDialog, QFileIconProvider, QWidget

from kmu_crm.i18n import N_

# What people look for when they import; the content decides, so all files may be chosen.
SOURCES = N_(
    "Tables, contacts, mail, calendars"
    " (*.csv *.txt *.tsv *.xlsx *.xls *.xlsm *.ods *.vcf *.html *.mbox *.eml *.ics *.zip);;All files (*)"
)
Mode, Accept = QFileDialog.FileMode, QFileDialog.AcceptMode


class _Names(QFileIconProvider):
    """Tells files by their names alone."""

    def icon(self, of: QFileInfo | QAbstractFileIconProvider.IconType) -> QIcon:
        kinds = QAbstractFileIconProvider.IconType
        if isinstance(of, QFileInfo):
            of = kinds.Folder if of.isDir() else kinds.File
        return super().icon(of)

    def type(self, info: QFileInfo) -> str:
        return "" if info.isDir() else info.suffix()


def files_to_open(parent: QWidget, title: str, folder: Path, kinds: str) -> list[Path]:
    """Those chosen, none where the dialog was closed."""
    if sys.platform != "linux":
        names, _kind = QFileDialog.getOpenFileNames(parent, title, str(folder), kinds)
        return [Path(name) for name in names]
    return _chosen(_dialog(parent, title, folder, kinds, Mode.ExistingFiles, Accept.AcceptOpen))


def file_to_open(parent: QWidget, title: str, folder: Path, kinds: str) -> Path | None:
    if sys.platform != "linux":
        name, _kind = QFileDialog.getOpenFileName(parent, title, str(folder), kinds)
        return Path(name) if name else None
    return next(iter(_chosen(_dialog(parent, title, folder, kinds, Mode.ExistingFile, Accept.AcceptOpen))), None)


def folder(parent: QWidget, title: str, start: Path) -> Path | None:
    if sys.platform != "linux":
        name = QFileDialog.getExistingDirectory(parent, title, str(start))
        return Path(name) if name else None
    return next(iter(_chosen(_dialog(parent, title, start, "", Mode.Directory, Accept.AcceptOpen))), None)


def file_to_write(parent: QWidget, title: str, proposal: Path, kinds: str) -> Path | None:
    """The dialog asks itself whether a file may be replaced."""
    if sys.platform != "linux":
        name, _kind = QFileDialog.getSaveFileName(parent, title, str(proposal), kinds)
        return Path(name) if name else None
    dialog = _dialog(parent, title, proposal.parent, kinds, Mode.AnyFile, Accept.AcceptSave)
    dialog.selectFile(proposal.name)
    return next(iter(_chosen(dialog)), None)


def _dialog(parent: QWidget, title: str, folder: Path, kinds: str, mode: Mode, accept: Accept) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.provider = _Names()  # Qt does not keep it alive
    dialog.setIconProvider(dialog.provider)
    dialog.setFileMode(mode)
    dialog.setAcceptMode(accept)
    dialog.setNameFilters(kinds.split(";;"))
    dialog.setDirectory(str(folder))
    return dialog


def _chosen(dialog: QFileDialog) -> list[Path]:
    done = dialog.exec()
    dialog.deleteLater()
    return [Path(name) for name in dialog.selectedFiles()] if done else []
