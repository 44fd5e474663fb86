"""The review queue: one pair at a time, decided by a key; the work behind it is done off the window's thread."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from kmu_crm.desk import comparison, decided, deciding
from kmu_crm.desk.comparison import Comparison, Waiting
from kmu_crm.desk.deciding import Wish
from kmu_crm.errors import KmuError
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.identity import queries as identity
from kmu_crm.profiles import queries as profiles
from kmu_crm.ui import theme
from kmu_crm.ui.page import Page
from kmu_crm.ui.pages.duplicates import keys, safe
from kmu_crm.ui.pages.duplicates.fields import FieldTable
from kmu_crm.ui.pages.duplicates.parts import MergedCard, VerdictCard
from kmu_crm.ui.pages.duplicates.queue import Pair, Queue, numbers
from kmu_crm.ui.pages.duplicates.wishes import Wishes
from kmu_crm.ui.session import Session
from kmu_crm.ui.undoing import DecisionsBack
from kmu_crm.ui.widgets import Button, Chip, EmptyState, Keys, Label, SkeletonBars, Surface, column, lay_out, row

HINT_FROM = 1180  # px of the page: below there is no room for the hint at the foot
KEYS_FROM = 1000  # px: below there is none for the keys beside "Undo" either
CAPS_FROM = 950  # px: nor for those of the decisions, and for the words of “Undo”
ORDER = "duplicates.order"
WORK = 1  # the sheet with the pairs; before it the one that says that they are being fetched


class DuplicatesPage(Page):
    """`queue` are the pairs still to decide; `wishes` those decided that the store does not know yet."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.title = _("Review duplicates")
        self._session, self.wishes = session, Wishes(session, self)
        self.queue: list[Waiting] = []
        self._later: list[Pair] = []
        self._gone: set[Pair] = set()  # decided here
        self._taking_back = False  # a decision, perhaps of an earlier day
        self.current: Comparison | None = None
        self._wanted: Pair | None = None
        self._asked = self._decided = 0
        self.is_loaded = self._commands_there = False
        self.safe = Button(
            _("View safe matches"), icon="list-checks", on_click=lambda: safe.show_safe(self.window(), session)
        )
        self.safe.setParent(self)  # until the top bar takes it
        self.safe.hide()
        lay_out(self, self._arranged())
        self.wishes.settled.connect(self.refresh)
        self.wishes.made.connect(self._keep_way_back)
        if session.window is not None:
            self.side.set_order(str(session.window.state.get(ORDER, "")))
        self.refresh()

    # what stands where

    def _arranged(self):
        self.sheets, self.side = QStackedWidget(), Queue()
        self.side.chosen.connect(self.show_pair)
        self.side.reordered.connect(self._reorder)
        self.side.take_back.connect(self.take_back)
        self.last = self.side.last
        self.empty = EmptyState(
            _("All reviewed"), " ", "circle-check",
            button=_("Take the last decision back"), on_click=self.take_back_last,
        )  # fmt: skip
        self.empty.button.set_kind("plain")
        self.nobody = EmptyState(
            _("No customers yet"), _("Pairs that may be one customer stand here after an import."), "git-merge",
            button=_("Import files …"), on_click=lambda: self.go.emit("importing", None),
        )  # fmt: skip
        work = Surface("page", row(self.side, self._work(), gap=0))
        work.layout().setStretch(1, 1)
        loading = Surface("page", column(SkeletonBars(12, 42), margins=(20, 16, 20, 16)))
        for sheet in (loading, work, self.empty, self.nobody):
            self.sheets.addWidget(sheet)
        return column(self.sheets, gap=0)

    def _work(self) -> Surface:
        self.verdict, self.fields, self.merged = VerdictCard(), FieldTable(), MergedCard()
        self.fields.changed.connect(self._show_merged)
        cards = column(self.verdict, self.fields, self.merged, gap=10, margins=(16, 14, 16, 10))
        cards.setStretch(1, 1)
        self.merge_button = Button(_("Merge"), "primary", "git-merge", on_click=self.merge)
        self.apart_button = Button(_("Keep apart"), icon="split", on_click=self.keep_apart)
        self.later_button = Button(_("Later"), icon="clock", on_click=self.later)
        self.undo_button = Button(_("Undo"), "ghost", "undo-2", on_click=self.take_back_last)
        self._hint = QWidget()
        lay_out(self._hint, row(Label(_("Choose fields"), "body2"), Chip("1–9", "key"), gap=6, margins=(10, 0, 0, 0)))
        self._undo_keys = Keys("Ctrl+Z", joined=True)
        self._caps = [Keys(_("Z")), Keys(_("G")), Keys(_("S"))]
        foot = row(
            self.merge_button, self._caps[0], self.apart_button, self._caps[1], self.later_button, self._caps[2],
            self._hint, 1, self.undo_button, self._undo_keys, gap=6, margins=(16, 8, 16, 8),
        )  # fmt: skip
        return Surface("page", column(cards, Surface("footer", foot), gap=0))

    # what the window asks

    def actions_at_top(self) -> list[QWidget]:
        return [self.safe]

    def refresh(self) -> None:
        """Asks for the queue anew; an older answer that comes later is dropped."""
        self._asked += 1
        order = self.side.order_name()
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
        if not self._commands_there and self._session.window is not None:
            self._commands_there = True
            keys.register(self, self._session.window.commands)

    def regions(self) -> list[QWidget]:
        return [self.side, self.fields]

    def undo_last(self) -> bool:
        """Here only what is not in the store yet; what is, the window takes back in the order in which it was done."""
        if not self.wishes.open:
            return False
        self.take_back_last()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(event.key())
        if step and self.queue:
            place = self._place() + step
            self.show_pair(self.queue[max(0, min(place, len(self.queue) - 1))])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_hint()

    def _fit_hint(self) -> None:
        self._hint.setVisible(self.fields.has_choices() and self.width() >= theme.px(HINT_FROM))
        self._undo_keys.setVisible(self.width() >= theme.px(KEYS_FROM))
        for cap in self._caps:
            cap.setVisible(self.width() >= theme.px(CAPS_FROM))
        self.undo_button.shorten(self.width() < theme.px(CAPS_FROM))
        self.undo_button.setToolTip(self.undo_button.accessibleName())

    # the queue

    def _fill(self, asked: int, answer: tuple) -> None:
        if asked != self._asked:
            return
        found, last, self._decided, safely = answer
        before = {numbers(one) for one in self.queue}
        gone = {(one.wish.a, one.wish.b) for one in self.wishes.open}
        waiting = [one for one in found if numbers(one) not in gone]
        put_off = [one for pair in self._later for one in waiting if numbers(one) == pair]
        self.queue = [one for one in waiting if one not in put_off] + put_off
        self.is_loaded = True
        self.last.show_decisions(last)
        self._offer_undo(bool(last or self.wishes.open))
        joined = ngettext("{n} safe match was joined already", "{n} safe matches were joined already", safely)
        self.status = joined.format(n=show.number(safely)) if safely else ""
        self.safe.setVisible(safely > 0)
        self.heading_changed.emit()
        self._list_changed()
        if self._wanted:
            self._show_wanted()
        elif back := self._come_back(before):
            self._taking_back = False
            self.show_pair(back)
        elif self.current is None or self._place() < 0:
            self._next(0)

    def _come_back(self, before: set[Pair]) -> Waiting | None:
        """What waits again, since its decision was taken back."""
        fresh = [one for one in self.queue if numbers(one) not in before]
        ours = [one for one in fresh if numbers(one) in self._gone]
        return next(iter(ours or (fresh if self._taking_back else [])), None)

    def _list_changed(self) -> None:
        self.side.show_pairs(self.queue, self._decided + len(self.wishes.open))
        nothing = _("No pair is waiting for you.")
        self.empty.set_text(f"{self.status}. {nothing}" if self.status else nothing)
        without = self.empty if profiles.count(self._session.db) else self.nobody
        self.sheets.setCurrentWidget(self.sheets.widget(WORK) if self.queue else without)
        self._mark()

    def _place(self) -> int:
        return self.side.place_of(numbers(self.current) if self.current else None)

    def _mark(self) -> None:
        self.side.mark(numbers(self.current) if self.current else None)

    def _reorder(self) -> None:
        if self._session.window is not None:
            self._session.window.state.set(ORDER, self.side.order_name())
        self._later.clear()
        self.current = None
        self.refresh()
        self.setFocus()

    def _show_wanted(self) -> None:
        found = next((one for one in self.queue if numbers(one) == self._wanted), None)
        if found:
            self.show_pair(found)
        if self.is_loaded:
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
        self._fit_hint()
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
            place, pair = self._place(), numbers(self.current)
            self._later = [one for one in self._later if one != pair] + [pair]
            self.queue.append(self.queue.pop(place))
            self._list_changed()
            self._next(place)

    def _decide(self, *, one: bool) -> None:
        if self.current is None:
            return
        place, (a, b) = self._place(), numbers(self.current)
        self._gone.add((a, b))
        self._taking_back = False
        text = decided.pair(one, self.current.left.name, self.current.right.name)
        self.wishes.add(Wish(a, b, one, self.fields.corrections() if one else {}), text)
        self.side.decided_one()
        del self.queue[place]
        self._list_changed()
        self._next(place)
        self._offer_undo(True)
        if not self.queue:  # the button that had the focus is gone: Ctrl+Z goes on working
            self.setFocus()

    def _offer_undo(self, on: bool) -> None:
        self.undo_button.setEnabled(on)
        self.empty.button.setVisible(on)

    def take_back_last(self) -> None:
        """The last decision, also one of an earlier day; one that is not carried out yet is simply dropped."""
        self._taking_back = True
        self.wishes.take_back_last()
        self.refresh()

    def take_back(self, number: int) -> None:
        self.current, self._taking_back = None, True
        self.wishes.take_back(number)

    def _keep_way_back(self, text: str, number: int) -> None:
        """For Ctrl+Z on other pages; here the journal itself is what is taken back, also that of earlier days."""
        if self._session.window is not None:
            self._session.window.undos.push(text, DecisionsBack([number]))


def make(session: Session) -> DuplicatesPage:
    return DuplicatesPage(session)
