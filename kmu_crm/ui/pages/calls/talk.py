"""The sheet to call with, as `CallSheet` tells it: why, what to say, what was, what is open, what fits."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLayout, QWidget

from kmu_crm.desk import permitting
from kmu_crm.fields import show
from kmu_crm.i18n import _
from kmu_crm.profiles.timeline import Entry
from kmu_crm.sales.calls.points import Point, is_open
from kmu_crm.sales.calls.sheet import CallSheet
from kmu_crm.sales.calls.today import Call
from kmu_crm.sales.calls.ways import Way
from kmu_crm.ui import theme
from kmu_crm.ui.pages.calls.head import CallHead
from kmu_crm.ui.pages.customers import events
from kmu_crm.ui.pages.customers.offer import offer_line
from kmu_crm.ui.pages.customers.open_items import when_due
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import (
    Card,
    Chip,
    ElidedLabel,
    IconLabel,
    Label,
    Note,
    WrappedLabel,
    clear,
    column,
    lay_out,
    nest,
    row,
    scrolled,
)

SIDE = 300  # px
_OPEN_SHOWN = 3
_WAYS = {"phone": "phone", "email": "mail", "post": "mailbox", "sms": "message-square"}
_ANSWERS = {"yes": "ok", "no": "danger", "unproven": "warn", "": ""}
_INK = {"accent": "accent_text", "neutral": "text2"}


class Talk(QWidget):
    """`profile_wanted`: the whole customer is wanted, by number; `changed`: something was noted that changes the list."""

    profile_wanted, changed = Signal(int), Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.of: CallSheet | None = None
        self.head, self.why = CallHead(session), Note("", "accent", icon="target", title=" ")
        self.call = self.head.call
        self.points, self.contacts = Card(_("What to talk about")), Card(_("Last contacts"))
        self.open, self.trouble = Card(_("Open items")), Card(_("Complaints and returns"))
        self.fits, self.hints = Card(_("Fits")), Card(_("Notes"))
        self._lists = {
            card: column(gap=6) for card in (self.points, self.contacts, self.open, self.trouble, self.fits, self.hints)
        }
        for card, lines in self._lists.items():
            card.add(lines)
        left = column(self.why, self.points, self.contacts, 1, gap=10)
        right = QWidget()
        lay_out(right, column(self.open, self.trouble, self.fits, self.hints, 1, gap=10))
        right.setFixedWidth(theme.px(SIDE))
        both = row(left, right, gap=12, margins=(16, 0, 16, 4))
        both.setStretch(0, 1)
        both.setAlignment(right, Qt.AlignmentFlag.AlignTop)
        body = column(column(self.head, margins=(16, 14, 16, 0)), scrolled(both), gap=10)
        body.setStretch(1, 1)
        lay_out(self, body)
        self.head.profile_wanted.connect(lambda: self.of and self.profile_wanted.emit(self.of.profile))
        self.head.reason_given.connect(self._presume)
        self.head.outdated.connect(self.changed.emit)

    def show_line(self, line: Call) -> None:
        """Whom one has turned to, as the list knows them, until the sheet is there: never the number of somebody else."""
        self.of = None
        self.head.show_line(line)
        self.why.title.setText(_("Reason of the call"))
        self.why.set_text(" · ".join((line.reason, *line.further)))
        for card in self._lists:
            self._fill(card, ())

    def show_sheet(self, of: CallSheet) -> None:
        self.of = of
        self.head.show_sheet(of)
        self.why.title.setText(_("Reason of the call"))
        self.why.set_text(" · ".join(of.reasons) or _("None by the rules: chosen by hand."))
        self._fill(self.points, map(_point, range(1, len(of.points) + 1), of.points))
        self._fill(self.contacts, (_contact(one, of.day) for one in of.contacts))
        self._fill(self.open, _owed(of))
        self._fill(self.trouble, map(_trouble, (*of.complaints, *of.returns)))
        self._fill(self.fits, map(offer_line, of.fits))
        self._fill(self.hints, (*map(_way, of.ways), *map(_hint, of.notices)))

    def _fill(self, card: Card, lines: Iterable[QLayout]) -> None:
        """A card with nothing to say stands in nobody's way."""
        place, found = self._lists[card], list(lines)
        clear(place)
        for line in found:
            nest(place, line)
        card.setVisible(bool(found))

    def _presume(self, reason: str) -> None:
        if self.of is None:
            return
        number, author, session = self.of.profile, self._session.author, self._session
        said = _("Reason noted: {name}").format(name=self.of.name)

        session.record(
            said, lambda db, p: permitting.presume_calls(db, number, reason, author), lambda _made: self.changed.emit()
        )


def _point(place: int, point: Point) -> QLayout:
    told = column(WrappedLabel(point.title, "strong"), WrappedLabel(point.text, "caption2"), gap=0)
    return _beside(Chip(str(place), "neutral"), told)


def _contact(entry: Entry, today: str) -> QLayout:
    seen = events.shown(entry, {}, (), today)
    head = row(ElidedLabel(seen.title, "strong"), Label(seen.day, "caption2"), gap=8)
    head.setStretch(0, 1)
    notes = [ElidedLabel(note, "caption2") for note in seen.notes[:2]]
    return _beside(IconLabel(seen.icon, _INK.get(seen.tone, seen.tone)), column(head, *notes, gap=0))


def _beside(mark: QWidget, told: QLayout) -> QLayout:
    line = row(mark, told, gap=10)
    line.setStretch(1, 1)
    line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    return line


def _owed(of: CallSheet) -> Sequence[QLayout]:
    lines: list[QLayout] = []
    for item in of.open_items[:_OPEN_SHOWN]:
        tone = "warn" if item.days_overdue > 0 else ""
        title = ElidedLabel(f"{item.number} · {show.amount(item.open, of.currency)}", "strong")
        told = column(title, ElidedLabel(when_due(item), "caption2", tone), gap=0)
        line = row(IconLabel("receipt-text", tone or "text2"), told, gap=8)
        line.setStretch(1, 1)
        lines.append(line)
    if of.open_items:
        lines.append(_sum(_("Open in total"), show.amount(of.open_amount, of.currency)))
    if of.days_to_pay is not None:
        days = round(of.days_to_pay)
        lines.append(_sum(_("Pays on average after"), _("{n} days").format(n=show.number(days))))
    return lines


def _sum(title: str, figure: str) -> QLayout:
    return row(Label(title, "caption2"), 1, Label(figure, "strong"))


def _trouble(entry: Entry) -> QLayout:
    seen = events.shown(entry, {}, ())
    told = column(ElidedLabel(seen.title, "strong"), Label(seen.day, "caption2"), gap=0)
    still = entry.kind == "complaint" and is_open(entry)
    chip = Chip(_("open") if still else _("settled"), "warn" if still else "ok")
    line = row(
        IconLabel(seen.icon, "danger" if still else "text2"),
        told,
        *([chip] if entry.kind == "complaint" else []),
        gap=8,
    )
    line.setStretch(1, 1)
    return line


def _way(way: Way) -> QLayout:
    tone = _ANSWERS[way.answer]
    line = row(IconLabel(_WAYS[way.channel], tone or "text2"), WrappedLabel(way.text, "caption2", tone), gap=8)
    line.setStretch(1, 1)
    return line


def _hint(text: str) -> QLayout:
    line = row(IconLabel("info", "text2"), WrappedLabel(text, "caption2"), gap=8)
    line.setStretch(1, 1)
    return line
