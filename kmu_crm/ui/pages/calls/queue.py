"""Today's list: when, whom and why; who may not be called stands there with the reason."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QMenu

from kmu_crm.fields import show
from kmu_crm.i18n import N_, _
from kmu_crm.sales.calls import outcomes
from kmu_crm.sales.calls.today import Call
from kmu_crm.ui import theme
from kmu_crm.ui.tables import Column, PagedTable, Person, Table
from kmu_crm.ui.widgets import Button, ConfidenceBar, Label, Surface, column, lay_out, row

WIDE = 312  # px


class CallQueue(Surface):
    """`chosen`: a profile's number; `print_wanted`: the list on paper; `save_wanted`: as a PDF, with the sheets or without."""

    chosen, print_wanted, save_wanted = Signal(int), Signal(), Signal(bool)

    def __init__(self) -> None:
        super().__init__("side")
        self.calls: list[Call] = []
        self._title, self._bar = Label("", "section"), ConfidenceBar(0.0, "accent", _("Calls done"))
        self._done, self._blocked = Label("", "caption2"), Label("", "caption2")
        self.list = self._table()
        self.compose = Button(_("Put a list together"), icon="wand-sparkles")
        self.compose.setMenu(QMenu(self.compose))
        on_paper = Button("", icon="printer", name=_("Print the list"))
        on_paper.setMenu(QMenu(on_paper))
        on_paper.menu().addAction(_("Print …"), self.print_wanted.emit)
        on_paper.menu().addAction(_("Save as PDF …"), lambda: self.save_wanted.emit(False))
        on_paper.menu().addAction(_("Save as PDF with all sheets …"), lambda: self.save_wanted.emit(True))
        counts, foot = row(self._done, 1, self._blocked), row(self.compose, 1, on_paper)
        lay_out(self, column(self._title, self._bar, counts, self.list, foot, gap=6, margins=(10, 12, 10, 10)))
        self.setFixedWidth(theme.px(WIDE))

    def _table(self) -> Table:
        columns = [
            Column("time", "", "date", lambda one: one.time, 56),
            Column("who", _("Customer"), "person", _told, 0),
            Column("value", "", "badge", lambda one: one.value_class, 34),
        ]
        self._model = PagedTable(columns, self._lines, key=_key)
        table = Table(self._model, _("Calls of the day"))
        table.horizontalHeader().hide()
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys belong to the page
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.clicked.connect(lambda index: self.chosen.emit(self.calls[index.row()].profile))
        return table

    def _lines(self, numbers: Sequence[int]) -> list[Call]:
        wanted = set(numbers)
        return [one for one in self.calls if _key(one) in wanted]

    def show_calls(self, title: str, calls: list[Call]) -> None:
        """The list stays where it is scrolled to."""
        at = self.list.verticalScrollBar().value()
        self.calls = calls
        self._title.setText(title)
        self._model.set_ids([_key(one) for one in calls])
        self.list.verticalScrollBar().setValue(at)
        self._count()

    def replace(self, changed: Call) -> None:
        """What is known of a call before the store has it."""
        self.calls = [changed if _key(one) == _key(changed) else one for one in self.calls]
        self._model.refresh()
        self._count()

    def _count(self) -> None:
        done = sum(one.done for one in self.calls)
        shut = sum(not one.allowed and not one.done for one in self.calls)
        total = len(self.calls) - shut
        self._bar.set_share(done / total if total else 0.0)
        told = _("{done} of {total} done").format(done=show.number(done), total=show.number(total))
        self._done.setText(told if self.calls else "")
        self._blocked.setText(_("{n} blocked").format(n=show.number(shut)) if shut else "")

    def mark(self, profile: int | None) -> None:
        place = self.place_of(profile)
        if place is None:
            self.list.clearSelection()
        else:
            self.list.selectRow(place)

    def place_of(self, profile: int | None) -> int | None:
        """Where somebody stands who may stand there twice: what is still to be done goes before the call that was made."""
        places = [place for place, one in enumerate(self.calls) if one.profile == profile]
        return next((place for place in places if not self.calls[place].done), places[0] if places else None)

    def line_of(self, profile: int | None) -> Call | None:
        place = self.place_of(profile)
        return None if place is None else self.calls[place]

    def next_open(self, profile: int | None) -> int | None:
        """The first after this one that may be called and is not done, else the first before it."""
        place = self.place_of(profile)
        start = 0 if place is None else place + 1
        ordered = self.calls[start:] + self.calls[:start]
        return next((one.profile for one in ordered if one.allowed and not one.done and one.profile != profile), None)

    def neighbour(self, profile: int | None, step: int) -> int | None:
        place = self.place_of(profile)
        if place is None:
            return self.calls[0].profile if self.calls else None
        stops = [at for at, one in enumerate(self.calls) if self.place_of(one.profile) == at]
        return self.calls[stops[min(max(stops.index(place) + step, 0), len(stops) - 1)]].profile


def _key(one: Call) -> int:
    """Of a line: a customer stands there for each call that was made and once for the next."""
    return -one.fact_id if one.fact_id is not None else one.profile


# What has no room in a line; the whole sentence stands in the head.
_SHORT = {"unproven": N_("Reason to call not noted"), "blocked": N_("Please do not call")}


def _told(one: Call) -> Person:
    if one.done:
        return Person(one.name, outcomes.title(one.outcome) or _("called"), note_icon="check", note_ink="ok")
    if not one.allowed:
        icon, ink = ("phone-off", "danger") if one.is_barred else ("shield-question-mark", "warn")
        return Person(
            one.name, _(_SHORT[one.loss]) if one.loss in _SHORT else one.allowed_why, note_icon=icon, note_ink=ink
        )
    return Person(one.name, one.reason)
