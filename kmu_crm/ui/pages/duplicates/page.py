"""The review queue: one pair at a time, decided by a key; the work behind it is done off the window's thread."""

import time
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QStackedWidget

from kmu_crm.desk import comparison, deciding
from kmu_crm.desk.comparison import Comparison, Waiting
from kmu_crm.desk.deciding import Wish
from kmu_crm.errors import KmuError
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.identity import queries as identity
from kmu_crm.ui import theme
from kmu_crm.ui.actions import Command
from kmu_crm.ui.errors import show_error
from kmu_crm.ui.page import Page
from kmu_crm.ui.pages.duplicates.fields import FieldTable
from kmu_crm.ui.pages.duplicates.parts import LastCard, MergedCard, VerdictCard
from kmu_crm.ui.session import Session
from kmu_crm.ui.tables import Column, PagedTable, Person, Table, Tagged
from kmu_crm.ui.widgets import (
    Button,
    Chip,
    ConfidenceBar,
    ElidedLabel,
    EmptyState,
    Keys,
    Label,
    SkeletonBars,
    Surface,
    column,
    row,
)

Pair = tuple[int, int]


class DuplicatesPage(Page):
    """`queue` are the pairs still to decide; `wishes` are decided ones that the store does not know yet."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.queue: list[Waiting] = []
        self.wishes: list[Wish] = []
        self._later: list[Pair] = []
        self.current: Comparison | None = None
        self._wanted: Pair | None = None
        self._asked = 0
        self._loaded, self._carrying, self._commands_there = False, False, False
        self._began, self._decided_here = time.monotonic(), 0
        self.setLayout(self._arranged())
        self.refresh()

    # what stands where

    def _arranged(self):
        self.sheets = QStackedWidget()
        self._empty = EmptyState(_("All reviewed"), "", "circle-check")
        work = Surface("page")
        body = row(self._side(), self._work(), gap=0)
        body.setStretch(1, 1)
        work.setLayout(body)
        loading = Surface("page", column(SkeletonBars(12, 42), margins=(20, 16, 20, 16)))
        for sheet in (loading, work, self._empty):
            self.sheets.addWidget(sheet)
        return column(self.sheets, gap=0)

    def _side(self) -> Surface:
        self._count = Label("", "section")
        self.order = QComboBox()
        self.order.setAccessibleName(_("Order of the pairs"))
        theme.mark(self.order, small=True)
        for name, title in comparison.ORDERS.items():
            self.order.addItem(_(title), name)
        self.order.activated.connect(lambda _place: self._reorder())
        self._bar, self._done, self._time = (
            ConfidenceBar(0.0, "accent", _("Reviewed")),
            Label("", "caption2"),
            Label("", "caption2"),
        )
        columns = [
            Column("names", _("Pair"), "person", lambda one: Person(one.left, one.right), 0),
            Column("sure", "", "chip", lambda one: Tagged(show.percent(one.pair.probability)), 68),
        ]
        self.model = PagedTable(columns, lambda ids: [self.queue[place] for place in ids], key=self.queue_place)
        self.list = Table(self.model, _("Pairs to review"))
        self.list.horizontalHeader().hide()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(lambda index: self.show_pair(self.queue[index.row()]))
        self.last = LastCard()
        self.last.back.connect(self.take_back)
        head = row(self._count, 1, self.order, gap=8)
        side = Surface(
            "side",
            column(
                head, self._bar, row(self._done, 1, self._time), self.list, self.last, gap=6, margins=(10, 10, 10, 8)
            ),
        )
        side.setFixedWidth(theme.px(274))
        return side

    def queue_place(self, one: Waiting) -> int:
        return self.queue.index(one)

    def _work(self) -> Surface:
        self.verdict, self.fields, self.merged = VerdictCard(), FieldTable(), MergedCard()
        self.fields.changed.connect(self._show_merged)
        cards = column(self.verdict, self.fields, self.merged, gap=10, margins=(16, 14, 16, 10))
        cards.setStretch(1, 1)
        self.merge_button = Button(_("Merge"), "primary", "git-merge", on_click=self.merge)
        self.apart_button = Button(_("Keep apart"), icon="split", on_click=self.keep_apart)
        self.later_button = Button(_("Later"), icon="clock", on_click=self.later)
        self.undo_button = Button(_("Undo"), "ghost", "undo-2", on_click=self.take_back_last)
        foot = row(
            self.merge_button, Keys(_("Z")), self.apart_button, Keys(_("G")), self.later_button, Keys(_("S")),
            ElidedLabel(_("Choose fields"), "body2"), Chip("1–9", "key"), 1, self.undo_button, Keys("Ctrl+Z", joined=True),
            gap=6, margins=(16, 8, 16, 8),
        )  # fmt: skip
        return Surface("page", column(cards, Surface("footer", foot), gap=0))

    # what the window asks

    def refresh(self) -> None:
        """Asks for the queue anew; an older answer that comes later is dropped."""
        self._asked += 1
        order = self.order.currentData()
        self._session.ask(
            lambda db: (comparison.queue(db, order), deciding.last(db), deciding.count(db), identity.merged_safely(db)),
            partial(self._fill, self._asked),
        )

    def go_to(self, place: object) -> None:
        """A pair of profile numbers."""
        if place:
            a, b = place
            self._wanted = (min(a, b), max(a, b))
            self._show_wanted()

    def shown(self) -> None:
        window = self._session.window
        if self._commands_there or window is None:
            return
        self._commands_there, topic = True, _("Duplicates")
        letters = (
            ("merge", _("Merge"), self.merge, _("Z")),
            ("apart", _("Keep apart"), self.keep_apart, _("G")),
            ("later", _("Later"), self.later, _("S")),
        )
        for name, text, run, key in letters:
            window.commands.add(Command(f"duplicates.{name}", text, run, shortcut=key, topic=topic, scope=self))
        for place in range(1, 10):
            title = _("Choose field {n}").format(n=place)
            window.commands.add(
                Command(
                    f"duplicates.field{place}",
                    title,
                    partial(self.fields.toggle, place),
                    shortcut=str(place),
                    scope=self,
                )
            )
        window.commands.explain(topic, _("Choose fields"), "1–9")
        window.commands.add(
            Command(
                "duplicates.undo",
                _("Take the last decision back"),
                self.take_back_last,
                shortcut="Ctrl+Z",
                topic=topic,
                scope=self,
            )
        )

    def regions(self):
        return [self.order.parentWidget(), self.fields]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(event.key())
        if step and self.queue:
            place = self._place() + step
            self.show_pair(self.queue[max(0, min(place, len(self.queue) - 1))])
        else:
            super().keyPressEvent(event)

    # the queue

    def _fill(self, asked: int, answer: tuple) -> None:
        if asked != self._asked:
            return
        found, last, decided, safely = answer
        gone = {(wish.a, wish.b) for wish in self.wishes}
        waiting = [one for one in found if _numbers(one) not in gone]
        put_off = [one for pair in self._later for one in waiting if _numbers(one) == pair]
        self.queue = [one for one in waiting if one not in put_off] + put_off
        self._loaded = True
        self.last.show_decisions(last)
        self.undo_button.setEnabled(bool(last or self.wishes))
        self._decided = decided
        self.status = ngettext(
            "{n} safe match was joined already", "{n} safe matches were joined already", safely
        ).format(n=show.number(safely))
        self.heading_changed.emit()
        self._list_changed()
        if self._wanted:
            self._show_wanted()
        elif self.current is None or _numbers(self.current) not in [_numbers(one) for one in self.queue]:
            self._next(0)

    def _list_changed(self) -> None:
        self.model.set_ids(range(len(self.queue)))
        left, done = len(self.queue), self._decided + len(self.wishes)
        self._count.setText(ngettext("{n} pair left", "{n} pairs left", left).format(n=show.number(left)))
        self._bar.set_share(done / (left + done) if left + done else 1.0)
        self._done.setText(
            _("{done} of {total} reviewed").format(done=show.number(done), total=show.number(left + done))
        )
        each = (time.monotonic() - self._began) / self._decided_here if self._decided_here >= 3 else 0.0
        minutes = max(1, round(each * left / 60))
        self._time.setText(
            ngettext("about {n} minute more", "about {n} minutes more", minutes).format(n=minutes) if each else ""
        )
        self._empty_words()
        self.sheets.setCurrentIndex(1 if self.queue else 2)
        self._mark()

    def _empty_words(self) -> None:
        if not self.queue:
            self.sheets.removeWidget(self._empty)
            self._empty.deleteLater()
            self._empty = EmptyState(
                _("All reviewed"), _("{done}. No pair is waiting for you.").format(done=self.status), "circle-check"
            )
            self.sheets.addWidget(self._empty)

    def _place(self) -> int:
        wanted = _numbers(self.current) if self.current else None
        return next((place for place, one in enumerate(self.queue) if _numbers(one) == wanted), -1)

    def _mark(self) -> None:
        place = self._place()
        if place >= 0:
            self.list.selectRow(place)
        else:
            self.list.clearSelection()

    def _reorder(self) -> None:
        self._later.clear()
        self.current = None
        self.refresh()
        self.setFocus()

    def _show_wanted(self) -> None:
        found = next((one for one in self.queue if _numbers(one) == self._wanted), None)
        if found:
            self.show_pair(found)
        if self._loaded:
            self._wanted = None

    def _next(self, place: int) -> None:
        """Shows the pair at this place of the queue."""
        self.current = None
        if self.queue:
            self.show_pair(self.queue[min(place, len(self.queue) - 1)])

    def show_pair(self, one: Waiting) -> None:
        """A comparison is a handful of look-ups by number, fast enough for the window's thread."""
        try:
            self.current = comparison.compare(self._session.db, one.pair)
        except KmuError:  # one of the two is gone meanwhile: the queue that is on its way knows
            self.queue.remove(one)
            self._list_changed()
            return
        self.verdict.show_comparison(self.current)
        self.fields.show_comparison(self.current)
        self._show_merged()
        self._mark()
        self.setFocus()

    def _show_merged(self) -> None:
        if self.current:
            name = self.fields.chosen_value("company") or self.fields.chosen_value("name") or self.current.name
            self.merged.show_comparison(self.current, name)

    # decisions

    def merge(self) -> None:
        self._decide(one=True)

    def keep_apart(self) -> None:
        self._decide(one=False)

    def later(self) -> None:
        if self.current:
            place, pair = self._place(), _numbers(self.current)
            self._later = [one for one in self._later if one != pair] + [pair]
            self.queue.append(self.queue.pop(place))
            self._list_changed()
            self._next(place)

    def _decide(self, *, one: bool) -> None:
        if self.current is None:
            return
        place, (a, b) = self._place(), _numbers(self.current)
        self.wishes.append(Wish(a, b, one, self.fields.corrections() if one else {}))
        self._decided_here += 1
        del self.queue[place]
        self._list_changed()
        self._next(place)
        self.undo_button.setEnabled(True)
        QTimer.singleShot(0, self._carry_out)

    def _carry_out(self) -> None:
        """All that is decided so far in one go; what is decided meanwhile goes in the next."""
        if self._carrying or not self.wishes:
            return
        self._carrying, now = True, list(self.wishes)
        author = self._session.author
        self._session.run(
            lambda db, progress: deciding.carry_out(db, now, author, progress),
            partial(self._carried, now),
            partial(self._not_carried, now),
        )

    def _carried(self, done: list[Wish], _numbers: object) -> None:
        self._carrying = False
        self.wishes = [wish for wish in self.wishes if wish not in done]
        self.refresh()
        self._carry_out()

    def _not_carried(self, tried: list[Wish], error: Exception) -> None:
        self._carried(tried, None)
        show_error(self, error)

    def take_back_last(self) -> None:
        """The last decision, also one of an earlier day; one that is not carried out yet is simply dropped."""
        if self.wishes and not self._carrying:
            self.wishes.pop()
            self.refresh()
            return
        newest = deciding.last(self._session.db, 1)
        if newest and not self._carrying:
            self.take_back(newest[0].id)

    def take_back(self, number: int) -> None:
        author = self._session.author
        self.current = None
        self._session.run(lambda db, progress: deciding.take_back(db, number, author, progress))


def _numbers(one: Waiting | Comparison) -> Pair:
    return one.pair.a, one.pair.b


def make(session: Session) -> DuplicatesPage:
    return DuplicatesPage(session)
