"""The watched folder on the import page: which it is, and what waits in it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.ui import asking
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import Button, ElidedLabel, IconLabel, Note, column, lay_out, row


class WatchLine(QWidget):
    """`wanted`: the files that a person wants to look at."""

    wanted = Signal(list)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._folder = session.folder
        self.name = ElidedLabel("", "caption2")
        self.choose = Button(_("Choose folder …"), "link", on_click=self.ask)
        self.off = Button(_("Off"), "link", on_click=lambda: self._folder.choose(None))
        self.off.setAccessibleName(_("Watch no folder any more"))
        line = row(IconLabel("folder-open", "text2"), self.name, self.choose, self.off, gap=8, margins=(4, 0, 0, 0))
        line.setStretch(1, 1)
        self.notice = Note("", "info", icon="folder-plus")
        self.notice.add(Button(_("Not these"), "ghost", small=True, on_click=self._refuse))
        self.notice.add(Button(_("View"), small=True, on_click=lambda: self.wanted.emit(list(self._folder.files))))
        lay_out(self, column(self.notice, line, gap=6))
        self._folder.changed.connect(self._show)
        self._show()
        self._folder.look()

    def ask(self) -> None:
        if place := asking.folder(self, _("Folder to watch"), self._folder.place or Path.home()):
            self._folder.choose(place)

    def _refuse(self) -> None:
        self._folder.dismiss(self._folder.files)

    def _show(self) -> None:
        place, files = self._folder.place, self._folder.files
        self.name.setText(
            _("Watching the folder: {folder}").format(folder=place)
            if place
            else _("No folder is watched. New exports in a watched folder are offered here.")
        )
        self.choose.setText(_("Change") if place else _("Choose folder …"))
        self.off.setVisible(place is not None)
        self.notice.setVisible(bool(files))
        if files:
            n = len(files)
            text = ngettext("{n} new file in “{folder}”: {names}", "{n} new files in “{folder}”: {names}", n)
            names = ", ".join(file.name for file in files[:4]) + (" …" if n > 4 else "")
            self.notice.set_text(text.format(n=show.number(n), folder=files[0].parent.name, names=names))
