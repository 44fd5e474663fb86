"""Sheets over the page: why a box is no consent yet, and every row that would stay out."""

from PySide6.QtWidgets import QWidget

from kmu_crm.desk.trial import Trial
from kmu_crm.fields import show
from kmu_crm.i18n import _
from kmu_crm.sources.problems import sentence
from kmu_crm.ui.overlay import PassingOverlay
from kmu_crm.ui.tables import Column, PagedTable, Table
from kmu_crm.ui.widgets import Button, Label, column, row


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
        self.dialog.setLayout(
            column(
                Label(_("Why “unproven”?"), "section"),
                Label(text, "body", wrap=True),
                1,
                row(1, close),
                gap=12,
                margins=(22, 18, 20, 18),
            )
        )


class LeftOut(PassingOverlay):
    """Every row that would stay out, with its reason."""

    def __init__(self, window: QWidget, trial: Trial) -> None:
        super().__init__(window, 860, 520)
        columns = [
            Column("line", _("Line"), "number", lambda one: show.number(one.line or one.row), 80),
            Column("reason", _("Reason"), "strong", lambda one: sentence(one.code), 230),
            Column("column", _("Column"), "text", lambda one: one.column or "", 150),
            Column("value", _("Value"), "text", lambda one: one.value or "", 140),
            Column("cells", _("Row"), "quiet", lambda one: " · ".join(cell for cell in one.cells if cell), 0),
        ]
        self.table = Table(PagedTable.of(columns, trial.report.refusals), _("Rows left out"), compact=True)
        close = Button(_("Close"), "primary", on_click=self.close_up)
        note = Label(
            _("After the import you can save these rows as an Excel file, correct them there and import that file."),
            "caption2",
            wrap=True,
        )
        self.dialog.setLayout(
            column(
                Label(_("Rows left out"), "section"), note, self.table, row(1, close), gap=10, margins=(22, 18, 20, 16)
            )
        )
