"""The pairs that wait, in the order one likes: how far one has come, and the decisions made last."""

import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QSizePolicy

from kmu_crm.desk import questions
from kmu_crm.desk.questions import Waiting
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.ui import theme
from kmu_crm.ui.pages import pace
from kmu_crm.ui.pages.duplicates.parts import LastCard
from kmu_crm.ui.tables import Column, PagedTable, Person, Table, Tagged
from kmu_crm.ui.widgets import Button, ConfidenceBar, Label, Surface, column, lay_out, row

Key = tuple[int, ...]  # the numbers of all whom a question is about
WIDE, MEASURED_AFTER = 304, 3  # px; decisions from which one's own pace counts
LONGEST_PAUSE = 60.0  # seconds: who takes longer was away


def pairs_of(asked: Waiting) -> set[tuple[int, int]]:
    return {(pair.a, pair.b) for pair in asked.pairs}


class Queue(Surface):
    """`chosen`: a question was clicked; `reordered`: another order is wanted; `take_back`: a decision's number; `together`:
    groups are to be looked at."""

    chosen, reordered, take_back, together = Signal(object), Signal(), Signal(int), Signal()

    def __init__(self) -> None:
        super().__init__("side")
        self.pairs: list[Waiting] = []
        self._places: dict[Key, int] = {}
        self._last, self._took, self._decided_here = time.monotonic(), 0.0, 0
        self._count = Label("", "section")
        self.order = QComboBox()
        for one in (self.order, self.order.view()):
            one.setAccessibleName(_("Order of the pairs"))
        theme.mark(self.order, small=True)
        for name, title in questions.ORDERS.items():
            self.order.addItem(_(title), name)
        self.order.activated.connect(lambda _place: self.reordered.emit())
        self._bar = ConfidenceBar(0.0, "accent", _("Reviewed"))
        self._done, self.time_left = Label("", "caption2"), Label("", "caption2")
        self.list = self._table()
        self.groups = Button(" ", icon="layers", on_click=self.together.emit)
        self.groups.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # as wide as the queue
        self.groups.hide()
        self.last = LastCard()
        self.last.back.connect(self.take_back)
        head, below = row(self._count, 1, self.order, gap=8), row(self._done, 1, self.time_left)
        lay_out(self, column(head, self._bar, below, self.groups, self.list, self.last, gap=6, margins=(10, 10, 10, 8)))
        self.setFixedWidth(theme.px(WIDE))

    def _table(self) -> Table:
        columns = [
            Column("names", _("Pair"), "person", _names, 0),
            Column("sure", "", "chip", lambda one: Tagged(show.percent(one.probability)), 60),
        ]
        self._model = PagedTable(columns, lambda ids: [self.pairs[place] for place in ids], key=self._place)
        table = Table(self._model, _("Pairs to review"))
        table.horizontalHeader().hide()
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the letters belong to the page
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)  # Ctrl, held for Ctrl+Z, would add
        table.clicked.connect(lambda index: self.chosen.emit(self.pairs[index.row()]))
        return table

    def order_name(self) -> str:
        return str(self.order.currentData())

    def set_order(self, name: str) -> None:
        self.order.setCurrentIndex(max(self.order.findData(name), 0))

    def show_grouped(self, n: int) -> None:
        """How many pairs there are in groups with the same reason."""
        self.groups.setVisible(n > 0)
        self.groups.setText(
            ngettext("Decide {n} pair together …", "Decide {n} pairs together …", n).format(n=show.number(n))
        )

    def show_pairs(self, pairs: list[Waiting], done: int) -> None:
        """`done`: how many were decided before. The list stays where it is scrolled to."""
        if pairs != self.pairs:
            at = self.list.verticalScrollBar().value()
            self.pairs[:] = pairs
            self._places = {one.key: place for place, one in enumerate(pairs)}
            self._model.set_ids(range(len(pairs)))
            self.list.verticalScrollBar().setValue(at)
        self.show_progress(done)

    def show_progress(self, done: int) -> None:
        pairs = self.pairs
        left = sum([len(one.pairs) for one in pairs])
        self._count.setText(ngettext("{n} pair left", "{n} pairs left", left).format(n=show.number(left)))
        self._bar.set_share(done / (left + done) if left + done else 1.0)
        of_all = _("{done} of {total} reviewed").format(done=show.number(done), total=show.number(left + done))
        self._done.setText(of_all)
        self.time_left.setText(_time_left(pace.whole_minutes(len(pairs), self._seconds_each())))

    def decided_one(self) -> None:
        now = time.monotonic()
        if (took := now - self._last) < LONGEST_PAUSE:
            self._took, self._decided_here = self._took + took, self._decided_here + 1
        self._last = now

    def _seconds_each(self) -> float:
        """One's own pace, once it can be told."""
        if self._decided_here < MEASURED_AFTER:
            return pace.SECONDS_A_PAIR
        return self._took / self._decided_here

    def _place(self, one: Waiting) -> int:
        return self._places[one.key]

    def place_of(self, key: Key | None) -> int:
        """-1 where it does not wait."""
        return self._places.get(key, -1) if key else -1

    def mark(self, key: Key | None) -> None:
        place = self.place_of(key)
        if place >= 0:
            self.list.selectRow(place)
        else:
            self.list.clearSelection()


def _names(one: Waiting) -> Person:
    first, *others = one.names
    if not one.is_cluster:
        return Person(first, others[0])
    n = len(others)
    return Person(
        first, ngettext("and {n} more: {names}", "and {n} more: {names}", n).format(n=n, names=", ".join(others))
    )


def _time_left(minutes: int) -> str:
    if minutes < 2 * 60:
        return ngettext("about {n} minute more", "about {n} minutes more", minutes).format(n=minutes)
    hours = round(minutes / 60)
    return ngettext("about {n} hour more", "about {n} hours more", hours).format(n=hours)
