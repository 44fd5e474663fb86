"""The pairs that wait, in the order one likes: how far one has come, and the decisions made last."""

import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QComboBox

from kmu_crm.desk import comparison
from kmu_crm.desk.comparison import Comparison, Waiting
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.ui import theme
from kmu_crm.ui.pages import pace
from kmu_crm.ui.pages.duplicates.parts import LastCard
from kmu_crm.ui.tables import Column, PagedTable, Person, Table, Tagged
from kmu_crm.ui.widgets import ConfidenceBar, Label, Surface, column, lay_out, row

Pair = tuple[int, int]
WIDE, MEASURED_AFTER = 304, 3  # px; decisions from which one's own pace counts


def numbers(one: Waiting | Comparison) -> Pair:
    return one.pair.a, one.pair.b


class Queue(Surface):
    """`chosen`: a pair was clicked; `reordered`: another order is wanted; `take_back`: a decision's number."""

    chosen, reordered, take_back = Signal(object), Signal(), Signal(int)

    def __init__(self) -> None:
        super().__init__("side")
        self.pairs: list[Waiting] = []
        self._began, self._decided_here = time.monotonic(), 0
        self._count = Label("", "section")
        self.order = QComboBox()
        self.order.setAccessibleName(_("Order of the pairs"))
        theme.mark(self.order, small=True)
        for name, title in comparison.ORDERS.items():
            self.order.addItem(_(title), name)
        self.order.activated.connect(lambda _place: self.reordered.emit())
        self._bar = ConfidenceBar(0.0, "accent", _("Reviewed"))
        self._done, self.time_left = Label("", "caption2"), Label("", "caption2")
        self.list = self._table()
        self.last = LastCard()
        self.last.back.connect(self.take_back)
        head, below = row(self._count, 1, self.order, gap=8), row(self._done, 1, self.time_left)
        lay_out(self, column(head, self._bar, below, self.list, self.last, gap=6, margins=(10, 10, 10, 8)))
        self.setFixedWidth(theme.px(WIDE))

    def _table(self) -> Table:
        columns = [
            Column("names", _("Pair"), "person", lambda one: Person(one.left, one.right), 0),
            Column("sure", "", "chip", lambda one: Tagged(show.percent(one.pair.probability)), 60),
        ]
        self._model = PagedTable(columns, lambda ids: [self.pairs[place] for place in ids], key=self.pairs.index)
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

    def show_pairs(self, pairs: list[Waiting], done: int) -> None:
        """`done`: how many were decided before."""
        self.pairs[:] = pairs
        self._model.set_ids(range(len(pairs)))
        left = len(pairs)
        self._count.setText(ngettext("{n} pair left", "{n} pairs left", left).format(n=show.number(left)))
        self._bar.set_share(done / (left + done) if left + done else 1.0)
        of_all = _("{done} of {total} reviewed").format(done=show.number(done), total=show.number(left + done))
        self._done.setText(of_all)
        minutes = pace.whole_minutes(left, self._seconds_each())
        self.time_left.setText(ngettext("about {n} minute more", "about {n} minutes more", minutes).format(n=minutes))

    def decided_one(self) -> None:
        self._decided_here += 1

    def _seconds_each(self) -> float:
        """One's own pace, once it can be told."""
        if self._decided_here < MEASURED_AFTER:
            return pace.SECONDS_A_PAIR
        return (time.monotonic() - self._began) / self._decided_here

    def place_of(self, pair: Pair | None) -> int:
        """-1 where it does not wait."""
        return next((place for place, one in enumerate(self.pairs) if numbers(one) == pair), -1)

    def mark(self, pair: Pair | None) -> None:
        place = self.place_of(pair)
        if place >= 0:
            self.list.selectRow(place)
        else:
            self.list.clearSelection()
