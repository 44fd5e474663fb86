"""The name a list is remembered by."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from kmu_crm.i18n import _
from kmu_crm.ui.overlay import PassingOverlay
from kmu_crm.ui.widgets import Button, FormRow, Label, column, lay_out, row


class Naming(PassingOverlay):
    """`named(name)` once it is settled."""

    def __init__(self, window: QWidget, proposed: str, named: Callable[[str], object]) -> None:
        super().__init__(window, 460, 220)
        self._named = named
        self.name = QLineEdit(proposed)
        self.name.returnPressed.connect(self._settle)
        self.keep = Button(_("Remember list"), "primary", "bookmark", on_click=self._settle)
        self.name.textChanged.connect(lambda text: self.keep.setEnabled(bool(text.strip())))
        told = _("Who is on it is worked out anew each time you open it. A list of the same name is replaced.")
        lay_out(
            self.dialog,
            column(
                Label(_("Remember list"), "section"),
                Label(told, "caption2", wrap=True),
                FormRow(_("Name"), self.name, stacked=True),
                1,
                row(1, Button(_("Cancel"), on_click=self.close_up), self.keep, gap=8),
                gap=10,
                margins=(22, 18, 20, 18),
            ),
        )

    def open(self) -> None:
        super().open()
        self.name.setFocus()
        self.name.selectAll()

    def _settle(self) -> None:
        if self.name.text().strip():
            self.close_up()
            self._named(self.name.text().strip())
