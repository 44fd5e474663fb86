"""The name of the segment, whether it was changed, and what to do about that."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kmu_crm.i18n import _
from kmu_crm.ui import theme
from kmu_crm.ui.tips import tip
from kmu_crm.ui.widgets import Button, Chip, lay_out, row


class Head(QWidget):
    edited, discard_wanted, save_wanted, delete_wanted = Signal(), Signal(), Signal(), Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("Name of the segment"))
        self.name.setAccessibleName(_("Name of the segment"))
        self.name.setMinimumWidth(theme.px(130))
        self.name.setMaximumWidth(theme.px(300))
        self.name.textEdited.connect(lambda _text: self.edited.emit())
        self.chip = Chip(_("changed"), "warn")
        self.delete = Button("", "ghost", "trash-2", name=_("Delete segment"), on_click=self.delete_wanted.emit)
        self.discard = Button(_("Discard"), "ghost", on_click=self.discard_wanted.emit)
        self.save = Button(_("Save"), "plain", "save", on_click=self.save_wanted.emit, shortcut="Ctrl+S")
        layout = row(self.name, self.chip, 1, self.delete, self.discard, self.save, gap=8)
        layout.setStretch(0, 3)
        lay_out(self, layout)

    def text(self) -> str:
        return self.name.text().strip()

    def show_state(self, *, own: bool, changed: bool, problem: str) -> None:
        """`problem`: why it cannot be saved yet, '' where it can."""
        self.chip.setVisible(changed)
        self.discard.setVisible(changed)
        self.delete.setVisible(own)
        self.save.setEnabled(not problem and (changed or not own))
        self.save.setToolTip(tip(problem or _("Save ({keys})").format(keys=self.save.shortcut().toString(
            self.save.shortcut().SequenceFormat.NativeText))))  # fmt: skip
