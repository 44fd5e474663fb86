"""May we speak to them: the three channels beside each other, each in words with its day and reason."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from kmu_crm.consent.permissions import MAY_SAY_NO, Permission
from kmu_crm.fields import show
from kmu_crm.i18n import N_, _
from kmu_crm.ui import icons, theme
from kmu_crm.ui.pages.customers import words
from kmu_crm.ui.tips import tip
from kmu_crm.ui.widgets import ElidedLabel, Surface, column, lay_out, row

_SHORT = {"yes": N_("allowed"), "no": N_("not allowed"), "unproven": N_("unproven"), "": N_("unknown")}
_TONES = {"yes": "ok", "no": "danger", "unproven": "warn", "": "muted"}


def short(one: Permission) -> str:
    """`erlaubt seit 02.10.2025`"""
    if one.code == MAY_SAY_NO:
        return _("may have said no")
    if one.answer == "yes" and one.since:
        return _("allowed since {day}").format(day=show.date(one.since))
    if one.answer == "no" and one.since:
        return _("not allowed, {day}").format(day=show.date(one.since))
    return _(_SHORT[one.answer])


def sentence(one: Permission) -> str:
    """The channel, the answer, and why."""
    said = _("{channel}: {answer}").format(channel=_(words.CHANNELS[one.channel]), answer=short(one))
    return _("{said}. {why}").format(said=said, why=one.why) if one.why and one.code != MAY_SAY_NO else said


class _Mark(QWidget):
    def __init__(self, channel: str) -> None:
        super().__init__()
        self._channel, self._state = channel, words.ANSWERS[""]
        self.setFixedSize(theme.px(20), theme.px(20))

    def show_answer(self, answer: str) -> None:
        self._state = words.ANSWERS[answer]
        self.update()

    def paintEvent(self, _event: object) -> None:
        side = theme.px(16)
        icons.paint_consent(QPainter(self), self._channel, self._state, QRect(0, self.height() - side, side, side))


class Permits(Surface):
    """The strip in the head of a customer; the reason is the tooltip and what is read aloud."""

    def __init__(self, kind: str = "sunken") -> None:
        super().__init__(kind)
        self._places = {channel: _Place(channel) for channel in words.CHANNELS}
        margins = (12, 6, 12, 6) if kind == "sunken" else (0, 0, 0, 0)
        lay_out(self, row(*self._places.values(), 1, gap=18, margins=margins))

    def show_all(self, permissions: list[Permission]) -> None:
        said = {one.channel: one for one in permissions}
        for channel, place in self._places.items():
            place.show_permission(said.get(channel))


class _Place(QWidget):
    def __init__(self, channel: str) -> None:
        super().__init__()
        self._mark, self._answer = _Mark(channel), ElidedLabel("", "micro")
        texts = column(ElidedLabel(_(words.CHANNELS[channel]), "caption2"), self._answer, gap=0)
        inner = row(self._mark, texts, gap=8)
        inner.setStretch(1, 1)
        lay_out(self, inner)

    def show_permission(self, one: Permission | None) -> None:
        self.setVisible(one is not None)
        if one is None:
            return
        self._mark.show_answer(one.answer)
        self._answer.setText(short(one))
        self._answer.set_tone(_TONES[one.answer])
        self.setToolTip(tip(sentence(one)))
        self.setAccessibleName(sentence(one))
