"""What was written lately, and the way to the whole log."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.outreach.log import Campaign
from kmu_crm.ui import theme
from kmu_crm.ui.widgets import Button, Card, ElidedLabel, Label, clear, nest, row

SHOWN = 3


class LogCard(Card):
    """`wanted(number)`: one list of the log, 0 for the log itself."""

    wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__(_("Written lately"), link=_("Export log"), on_link=lambda: self.wanted.emit(0), gap=2)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(1)
        self.add(self._rows)

    def show_campaigns(self, campaigns: Sequence[Campaign]) -> None:
        clear(self._rows)
        if not campaigns:
            self._rows.addWidget(Label(_("Nothing yet. Every list you write is kept here."), "caption2"))
        for one in campaigns[:SHOWN]:
            nest(self._rows, self._line(one))

    def _line(self, one: Campaign) -> object:
        day = Label(show.date(one.at), "caption2", tabular=True)
        day.setFixedWidth(theme.px(82))
        count = Label(recipients(one.written), "caption2", tabular=True)
        look = Button(_("Look"), "link", small=True, on_click=lambda: self.wanted.emit(one.id))
        look.setAccessibleName(_("Look: {name}").format(name=one.name))
        layout = row(day, ElidedLabel(f"{one.name} · {one.file}"), count, look, gap=10)
        layout.setStretch(1, 1)
        return layout


def recipients(n: int) -> str:
    return ngettext("{n} recipient", "{n} recipients", n).format(n=show.number(n))
