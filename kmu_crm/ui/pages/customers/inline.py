"""One line to type something short into, in place: Enter takes it, Esc leaves it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kmu_crm.i18n import _
from kmu_crm.ui.widgets import Button, Label, lay_out, row


class InlineField(QWidget):
    """`ask(label, button, take)` shows it and puts the cursor into it."""

    def __init__(self) -> None:
        super().__init__()
        self.label, self.field = Label("", "caption2"), QLineEdit()
        self.field.setProperty("small", True)
        self.field.setAccessibleName(_("Name"))
        self.button = Button("-", small=True, on_click=self._accept)
        self._take: Callable[[str], object] | None = None
        layout = row(
            self.label,
            self.field,
            self.button,
            Button("", "ghost", "x", small=True, name=_("Cancel"), on_click=self.hide),
        )
        layout.setStretch(1, 1)
        lay_out(self, layout)
        self.field.returnPressed.connect(self._accept)
        self.hide()

    def ask(self, label: str, button: str, take: Callable[[str], object]) -> None:
        self._take = take
        self.label.setText(label)
        self.field.setAccessibleName(label)
        self.field.clear()
        self.button.setText(button)
        self.show()
        self.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # it was taken: to whatever this stands in, the same key means something else
        else:
            super().keyPressEvent(event)

    def _accept(self) -> None:
        text = self.field.text().strip()
        if text and self._take:
            self.hide()
            self._take(text)
