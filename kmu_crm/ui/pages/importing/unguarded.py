"""No backup could be written before an import: whether it shall go on all the same is for a person to say."""

from collections.abc import Callable

from kmu_crm.desk.guarding import NotBackedUp
from kmu_crm.i18n import _
from kmu_crm.ui.overlay import PassingOverlay
from kmu_crm.ui.widgets import Button, Label, column, lay_out, row


class Unguarded(PassingOverlay):
    """`go_on` imports without a backup."""

    def __init__(self, window, error: NotBackedUp, go_on: Callable[[], object]) -> None:
        super().__init__(window, 540, 250)
        self._go_on = go_on
        self.leave = Button(_("Do not import"), "primary", on_click=self.close_up)
        self.go = Button(_("Import without a backup"), "danger", on_click=self._go)
        advice = _(
            "Check that there is space and that the folder “backups” beside the customer file can be written to."
        )
        lay_out(
            self.dialog,
            column(
                Label(_(error.text).format(**error.facts), "section", wrap=True),
                Label(advice, "body2", wrap=True),
                1,
                row(1, self.go, self.leave),
                gap=12,
                margins=(22, 18, 20, 18),
            ),
        )

    def open(self) -> None:
        super().open()
        self.leave.setFocus()

    def _go(self) -> None:
        self.close_up()
        self._go_on()
