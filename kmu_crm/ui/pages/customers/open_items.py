"""What the customer still owes: the oldest first, few lines, the rest behind a link."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kmu_crm.desk.dossier import Dossier
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.ui.widgets import Button, ElidedLabel, IconLabel, Label, Surface, clear, column, lay_out, nest, row
from kmu_crm.value.queries import OpenItem

SHOWN = 2


class OpenItems(QWidget):
    """`opened`: all of them are asked for. Hidden where nothing is open. Framed a line each, else two."""

    opened = Signal()

    def __init__(self, *, framed: bool = True) -> None:
        super().__init__()
        self._framed = framed
        self._lines = column(gap=4, margins=(12, 8, 12, 8) if framed else (0, 0, 0, 0))
        self.title = Label(_("Open"), "section")
        body = Surface("sunken", self._lines) if framed else self._lines
        lay_out(self, column(self.title, body, gap=6))

    def show_customer(self, of: Dossier) -> None:
        clear(self._lines)
        currency = of.figures.currency if of.figures else "EUR"
        for item in of.open_items[:SHOWN]:
            nest(self._lines, self._line(item, currency))
        rest = len(of.open_items) - SHOWN
        if rest > 0:
            total = show.amount(sum(item.open for item in of.open_items), currency)
            text = ngettext("{n} more, {total} in all", "{n} more, {total} in all", rest)
            link = Button(text.format(n=show.number(rest), total=total), "link", small=True, on_click=self.opened.emit)
            self._lines.addWidget(link)
        self.setVisible(bool(of.open_items))

    def _line(self, item: OpenItem, currency: str):
        amount, tone = show.amount(item.open, currency), "warn" if item.days_overdue else ""
        when = when_due(item)
        if self._framed:
            told = row(Label(item.number, "strong"), ElidedLabel(f"{amount} · {when}", "caption2", tone))
            told.setStretch(1, 1)
        else:
            told = column(
                ElidedLabel(f"{item.number} · {amount}", "strong"), ElidedLabel(when, "caption2", tone), gap=1
            )
        icon = IconLabel("receipt-text", tone or "text2")
        line = row(icon, told, Button(_("Show"), "link", small=True, on_click=self.opened.emit))
        line.setStretch(1, 1)
        return line


def when_due(item: OpenItem) -> str:
    """`fällig 28.11.2025 · 3 Tage überfällig`"""
    due = _("due {day}").format(day=show.date(item.due)) if item.due else show.date(item.day)
    late = ""
    if item.days_overdue > 0:
        late = ngettext("{n} day late", "{n} days late", item.days_overdue).format(n=show.number(item.days_overdue))
    return " · ".join(part for part in (due, late) if part)
