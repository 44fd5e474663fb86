"""How healthy the relationship is, part by part, and when they were last in touch."""

from PySide6.QtWidgets import QWidget

from kmu_crm.desk.dossier import Dossier
from kmu_crm.fields import show
from kmu_crm.i18n import _
from kmu_crm.profiles.contacts import WAYS, Contacts
from kmu_crm.sales.health import words
from kmu_crm.sales.health.lights import Part
from kmu_crm.ui.widgets import ElidedLabel, IconLabel, Label, column, lay_out, line, row

_ICONS = {
    "green": ("circle-check", "ok"), "amber": ("triangle-alert", "warn"), "red": ("circle-alert", "danger"), "": ("minus", "text3"),
}  # fmt: skip


class HealthPart(QWidget):
    """The light of the whole, a line a part with its own, then the days of the last contacts. The pieces stay from one customer
    to the next: new ones would cost most of the time in which a page opens."""

    def __init__(self) -> None:
        super().__init__()
        self._icon, self._word = IconLabel("minus", "text3"), Label("", "strong")
        self._parts = {code: _Line(title) for code, title in words.PARTS.items()}
        self._between, self._last = line(), Label("", "caption2", wrap=True)
        whole = row(self._icon, self._word, 1, gap=8)
        lay_out(self, column(whole, *self._parts.values(), self._between, self._last, gap=6))

    def show_customer(self, of: Dossier) -> None:
        self._icon.show_as(*_ICONS[of.health.light])
        self._word.setText(words.light(of.health))
        told = {part.code: part for part in of.health.parts}
        for code, shown in self._parts.items():
            shown.show_part(told.get(code))
        for piece in (self._between, self._last):
            piece.setVisible(bool(of.contacts.last))
        self._last.setText(_last(of.contacts))


class _Line(QWidget):
    def __init__(self, title: str) -> None:
        super().__init__()
        self._icon, self._told = IconLabel("minus", "text3"), ElidedLabel("", "caption2")
        told = row(self._icon, Label(_(title), "caption2"), self._told, gap=8)
        told.setStretch(2, 1)
        lay_out(self, told)

    def show_part(self, part: Part | None) -> None:
        self.setVisible(part is not None)
        if part is not None:
            self._icon.show_as(*_ICONS[part.light])
            self._told.setText(words.told(part))


def _last(of: Contacts) -> str:
    """`Zuletzt: Telefon 12.03.2026, E-Mail 02.02.2026`"""
    days = ", ".join(f"{_(WAYS[way])} {show.date(day)}" for way, (day, _n) in of.last.items())
    return _("Last in touch: {days}").format(days=days)
