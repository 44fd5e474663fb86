"""How healthy the relationship is, part by part, and when they were last in touch."""

from PySide6.QtWidgets import QWidget

from kmu_crm.desk.dossier import Dossier
from kmu_crm.fields import show
from kmu_crm.i18n import _
from kmu_crm.profiles.contacts import WAYS, Contacts
from kmu_crm.sales.health import words
from kmu_crm.sales.health.lights import Part
from kmu_crm.ui.widgets import ElidedLabel, IconLabel, Label, clear, column, lay_out, line, nest, row

_ICONS = {
    "green": ("circle-check", "ok"), "amber": ("triangle-alert", "warn"), "red": ("circle-alert", "danger"), "": ("minus", "text3"),
}  # fmt: skip


class HealthPart(QWidget):
    """The light of the whole, a line a part with its own, then the days of the last contacts."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(gap=6)
        lay_out(self, self._lines)

    def show_customer(self, of: Dossier) -> None:
        clear(self._lines)
        icon, tone = _ICONS[of.health.light]
        nest(self._lines, row(IconLabel(icon, tone), Label(words.light(of.health), "strong"), 1, gap=8))
        for part in of.health.parts:
            nest(self._lines, _line(part))
        if of.contacts.last:
            self._lines.addWidget(line())
            self._lines.addWidget(Label(_last(of.contacts), "caption2", wrap=True))


def _line(part: Part):
    icon, tone = _ICONS[part.light]
    title = Label(_(words.PARTS[part.code]), "caption2")
    told = row(IconLabel(icon, tone), title, ElidedLabel(words.told(part), "caption2"), gap=8)
    told.setStretch(2, 1)
    return told


def _last(of: Contacts) -> str:
    """`Zuletzt: Telefon 12.03.2026, E-Mail 02.02.2026`"""
    days = ", ".join(f"{_(WAYS[way])} {show.date(day)}" for way, (day, _n) in of.last.items())
    return _("Last in touch: {days}").format(days=days)
