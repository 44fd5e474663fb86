"""Own files in the sample business: whether they are meant for it is for a person to say."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from kmu_crm.i18n import _
from kmu_crm.ui.overlay import PassingOverlay
from kmu_crm.ui.widgets import Button, Label, column, lay_out, row


class IntoSample(PassingOverlay):
    """`to_own` takes the files to one's own customer file; without it they stay on the page."""

    def __init__(self, window: QWidget, to_own: Callable[[], object]) -> None:
        super().__init__(window, 560, 230)
        self._to_own = to_own
        self.own = Button(_("To my own customer file"), "primary", "log-out", on_click=self._go)
        self.here = Button(_("Try them here"), on_click=self.close_up)
        why = _("What comes in here stands among made-up customers. Your own data belong into your own customer file.")
        lay_out(
            self.dialog,
            column(
                Label(_("This is the sample business"), "section", wrap=True),
                Label(why, "body2", wrap=True),
                1,
                row(1, self.here, self.own),
                gap=12,
                margins=(22, 18, 20, 18),
            ),
        )

    def open(self) -> None:
        super().open()
        self.own.setFocus()

    def _go(self) -> None:
        self.close_up()
        self._to_own()
