"""The dialog that says what went wrong."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from kmu_crm.i18n import _
from kmu_crm.ui.overlay import PassingOverlay
from kmu_crm.ui.widgets import Button, IconLabel, Label, column, lay_out, row


class Problem(PassingOverlay):
    """A sentence, what to do, and the details one may copy; `details` stay folded until asked for."""

    def __init__(self, window: QWidget, title: str, advice: str, details: str, *, icon: str = "circle-alert") -> None:
        super().__init__(window, 520, 210)
        self._report = "\n".join(part for part in (title, advice, details) if part)
        self.details = QPlainTextEdit(details, readOnly=True)
        self.details.setAccessibleName(_("Details"))
        self.details.hide()
        self._more = Button(_("Details"), "link", on_click=self._unfold)
        self._more.setVisible(bool(details))
        self.close_button = Button(_("Close"), "primary", on_click=self.close_up)
        words = column(
            Label(title, "section", wrap=True).selectable(), Label(advice, "body2", wrap=True).selectable(), gap=6
        )
        head = row(IconLabel(icon, "danger", 24), words, gap=14)
        head.setStretch(1, 1)
        foot = row(self._more, 1, Button(_("Copy"), icon="copy", on_click=self._copy), self.close_button, gap=8)
        layout = column(head, self.details, 1, foot, gap=12, margins=(22, 20, 20, 18))
        layout.setStretch(1, 100)
        lay_out(self.dialog, layout)

    def open(self) -> None:
        super().open()
        self.close_button.setFocus()

    def _unfold(self) -> None:
        self._size = (640, 420)
        self.details.setVisible(self.details.isHidden())
        self._arrange()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
