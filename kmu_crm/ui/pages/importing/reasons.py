"""A sheet over the page: why a box is no consent yet."""

from PySide6.QtWidgets import QWidget

from kmu_crm.i18n import _
from kmu_crm.ui.overlay import PassingOverlay
from kmu_crm.ui.widgets import Button, Label, column, lay_out, row


class Why(PassingOverlay):
    """Why a ticked box is not yet a consent."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, 520, 260)
        text = _(
            "Advertising by e-mail needs a consent that you can prove: who agreed, when, and how. A box in a file says none of"
            " that, so it is kept as “unproven” and nobody is written to because of it. It becomes a consent as soon as a file"
            " brings the date or the proof, or you enter it with the customer."
        )
        close = Button(_("Close"), "primary", on_click=self.close_up)
        lay_out(
            self.dialog,
            column(
                Label(_("Why “unproven”?"), "section"),
                Label(text, "body", wrap=True),
                1,
                row(1, close),
                gap=12,
                margins=(22, 18, 20, 18),
            ),
        )
