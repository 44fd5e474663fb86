"""The window shall give way to another one while data are being changed: whether that is waited for is for a person to say."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from kmu_crm.i18n import _
from kmu_crm.ui.overlay import PassingOverlay
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import Button, Label, column, lay_out, row


class StillWorking(PassingOverlay):
    """`go_on` is called once nothing is being changed any more, whether it was done or cancelled; not where it failed: that is
    said in this window. `closing`: the window shall close, and not give way to another."""

    def __init__(
        self, window: QWidget, session: Session, go_on: Callable[[], object], *, closing: bool = False
    ) -> None:
        super().__init__(window, 560, 190)
        self._left, self._go_on = False, go_on
        self.stay = Button(_("Stay here"), "primary", on_click=self.close_up)
        cut = _("Cancel and close") if closing else _("Cancel and switch")
        self.cut = Button(cut, "danger", on_click=session.cancel_changes)
        switches = _(
            "An import, for instance. Once it is through, the window switches by itself. Cancelled, it leaves nothing by halves."
        )
        closes = _(
            "An import, for instance. Once it is through, the window closes by itself. Cancelled, it leaves nothing by halves."
        )
        why = closes if closing else switches
        lay_out(
            self.dialog,
            column(
                Label(_("This customer file is being worked on"), "section", wrap=True),
                Label(why, "body2", wrap=True),
                1,
                row(1, self.cut, self.stay),
                gap=12,
                margins=(22, 18, 20, 18),
            ),
        )
        session.rested.connect(self._rested)

    def open(self) -> None:
        super().open()
        self.stay.setFocus()

    def close_up(self) -> None:
        if not self._left:
            self._left = True
            super().close_up()

    def _rested(self, well: bool) -> None:
        if self._left:
            return
        self.close_up()
        if well:
            QTimer.singleShot(0, self._go_on)  # the session, which has just spoken, goes with the window
