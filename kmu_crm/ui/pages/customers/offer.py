"""The next best offer: what is due again by the customer's own gap, else what goes with what they bought; with its reason."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kmu_crm.desk.dossier import Dossier
from kmu_crm.fields import show
from kmu_crm.i18n import _
from kmu_crm.sales.calls import fitting
from kmu_crm.sales.calls.fitting import Fit, Pair
from kmu_crm.ui.pages.customers.question import Latest
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import (
    Chip,
    ElidedLabel,
    IconLabel,
    Label,
    Surface,
    WrappedLabel,
    clear,
    column,
    lay_out,
    nest,
    row,
)


class NextOffer(QWidget):
    """Hidden where the purchases tell none, and of whoever must not be contacted; `most` offers at a time."""

    def __init__(self, session: Session, most: int = 1) -> None:
        super().__init__()
        self._session, self._most, self._latest = session, most, Latest(session, self)
        self._number: int | None = None
        self._lines = column(gap=4, margins=(12, 8, 12, 8))
        lay_out(self, column(Label(_("Next best offer"), "section"), Surface("sunken", self._lines), gap=6))
        self.hide()

    def show_customer(self, of: Dossier) -> None:
        if self._number != of.number:
            self.hide()
        self._number = of.number
        if of.barred is not None:  # whoever objected is not looked through for offers either (GDPR Art. 21(3))
            self._number = None
            self._latest.drop()
            self.hide()
            return
        self._session.bought.ask(lambda pairs: self._ask(of.number, pairs))

    def _ask(self, number: int, pairs: Sequence[Pair]) -> None:
        if number == self._number:  # else one has gone on
            day = self._session.key_date
            self._latest.ask(lambda db: fitting.fits(db, number, day, pairs, max(self._most, 2)), self._show)

    def _show(self, fits: list[Fit]) -> None:
        clear(self._lines)
        for one in fits[: self._most]:
            nest(self._lines, offer_line(one))
        self.setVisible(bool(fits))


def offer_line(fit: Fit):
    """One article, why, and whether it is due or fits."""
    if fit.is_due:
        told = _("last bought on {day}, usually every {gap} days")
        why, chip = told.format(day=show.date(fit.last), gap=show.number(fit.gap)), Chip(_("due"), "warn")
    else:
        times = show.number(fit.lift, 1)
        why = _("{times} times as often with {article}").format(times=times, article=fit.because)
        chip = Chip(_("fits"), "info")
    line = row(
        IconLabel("package", "accent_text"),
        column(ElidedLabel(fit.name, "strong"), WrappedLabel(why, "caption2"), gap=0),
        chip,
    )
    line.setStretch(1, 1)
    return line
