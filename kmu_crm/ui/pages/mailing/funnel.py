"""Who is left and why: every loss with its number and a way to the customers behind it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout

from kmu_crm.fields import show
from kmu_crm.i18n import N_, _, ngettext
from kmu_crm.outreach.funnel import title
from kmu_crm.outreach.plan import Plan
from kmu_crm.ui.widgets import Card, Chip, FunnelRow, clear, line

_TONES = {
    "unproven": "warn",
    "may_say_no": "warn",
    "no_address": "warn",
    "bounced": "warn",
    "same_address": "value_class.3",
    "control": "info",
}
_LINKS = {"unproven": N_("Find proof"), "no_address": N_("Correct")}
_IN_FILES = ("unproven", "no_address")  # what a further file may bring


class FunnelCard(Card):
    """`customers_wanted(profile numbers)`; `files_wanted` leads to the import."""

    customers_wanted = Signal(list)
    files_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Who is left, and why"), " ", gap=2)
        self._share = Chip("", "neutral")
        self.header.add(self._share)
        self._share.hide()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.add(self._rows)

    def show_plan(self, plan: Plan) -> None:
        size, left = plan.funnel.segment_size, plan.written
        self.header.note.setText(_("{n} of {all}").format(n=show.number(left), all=show.number(size)))
        reached = left + plan.funnel.loss("control").n
        self._share.setText(_("{share} reachable").format(share=show.percent(reached / size if size else 0)))
        self._share.show()
        clear(self._rows)
        rows = [FunnelRow(_("In the segment"), show.number(size), 0, size, size, total=True)]
        before = size
        for loss in plan.funnel.losses:
            rows.append(self._loss(plan, loss.reason, list(loss.profiles), before))
            before -= loss.n
        rows.append(FunnelRow(_("Recipients"), show.number(left), 0, left, size, total=True))
        FunnelRow.align(rows)
        for piece in (rows[0], line(), *rows[1:-1], line(), rows[-1]):
            self._rows.addWidget(piece)
        self.setEnabled(True)

    def _loss(self, plan: Plan, reason: str, profiles: list[int], before: int) -> FunnelRow:
        words, n = title(reason, plan.request.channel), len(profiles)
        tone = _TONES.get(reason, "danger") if n else "value_class.3"
        after = before - n
        shown = FunnelRow(words, show.number(-n), after, before, plan.funnel.segment_size, tone=tone)
        if n:
            link = _(_LINKS[reason]) if reason in _LINKS else _("Look")
            shown.set_link(link, lambda: None if reason in _IN_FILES else self.customers_wanted.emit(profiles))
            if reason in _IN_FILES:
                shown.link.setMenu(self._ways_out(shown, profiles))
            shown.link.setAccessibleName(f"{link}: {words}")
        return shown

    def _ways_out(self, parent: FunnelRow, profiles: list[int]) -> QMenu:
        """A file may bring what is missing, or a person enters it with the customers."""
        menu = QMenu(parent)
        words = ngettext("Show {n} customer", "Show {n} customers", len(profiles)).format(n=show.number(len(profiles)))
        menu.addAction(words, lambda: self.customers_wanted.emit(profiles))
        menu.addAction(_("Import a file that has it …"), self.files_wanted.emit)
        return menu
