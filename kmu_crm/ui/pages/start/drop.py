"""The area that files are dropped on, filling the screen while there is nothing else to show."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent

from kmu_crm.i18n import _
from kmu_crm.ui import asking, theme
from kmu_crm.ui.widgets import Button, IconLabel, Label, Surface, column, lay_out, row


class DropArea(Surface):
    """`chosen` gives paths, dropped or picked; `sample_wanted` where the sample business is asked for."""

    chosen = Signal(list)
    sample_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("drop")
        self.setAcceptDrops(True)
        self.pick = Button(_("Choose files …"), "primary", "folder-open", on_click=self._pick)
        self.sample = Button(_("Try with sample data"), icon="flask-conical", on_click=self.sample_wanted.emit)
        title = Label(_("Drop files here"), "hero")
        text = Label(
            _(
                "Excel or CSV from bookkeeping, shop or address book – several at once. The program recognises where "
                "they come from, and shows exactly what will change before anything is imported."
            ),
            "body2",
            wrap=True,
        )
        text.setMinimumWidth(theme.px(320))
        text.setMaximumWidth(theme.px(770))
        quiet = Label(_("Your data stay on this computer. Nothing is sent to the internet."), "caption2", wrap=True)
        for label in (title, text, quiet):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        middle = row(1, text, 1, gap=0)
        middle.setStretch(1, 100)
        lay_out(
            self,
            column(
                1,
                row(1, IconLabel("file-input", "accent_text", 44), 1),
                title,
                middle,
                row(1, self.pick, self.sample, 1, gap=10, margins=(0, 8, 0, 4)),
                quiet,
                1,
                gap=10,
                margins=(24, 24, 24, 24),
            ),
        )

    def _pick(self) -> None:
        if files := asking.files_to_open(self, _("Choose files"), Path.home(), _(asking.SOURCES)):
            self.chosen.emit(files)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            theme.mark(self, over=True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        theme.mark(self, over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        theme.mark(self, over=False)
        event.acceptProposedAction()
        self.chosen.emit([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
