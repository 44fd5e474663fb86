"""The review queue: one question at a time, decided by a key; the work behind it is done off the window's thread."""

from collections.abc import Sequence
from sqlite3 import Connection

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from kmu_crm.desk import decided, deciding, questions
from kmu_crm.desk.comparison import Comparison
from kmu_crm.desk.deciding import Made, Wish
from kmu_crm.desk.questions import Group, Waiting
from kmu_crm.errors import KmuError
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.identity import queries as identity
from kmu_crm.profiles import queries as profiles
from kmu_crm.ui.errors import show_error
from kmu_crm.ui.page import Page
from kmu_crm.ui.pages.duplicates import keys, safe
from kmu_crm.ui.pages.duplicates.ahead import Ahead
from kmu_crm.ui.pages.duplicates.fields import FieldTable
from kmu_crm.ui.pages.duplicates.foot import Foot
from kmu_crm.ui.pages.duplicates.parts import MergedCard, VerdictCard
from kmu_crm.ui.pages.duplicates.queue import Key, Queue, pairs_of
from kmu_crm.ui.pages.duplicates.together import TogetherSheet
from kmu_crm.ui.pages.duplicates.wishes import BackHere, Decided, Wishes
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import Button, EmptyState, SkeletonBars, Surface, column, lay_out, row

ORDER, AHEAD_MS = "duplicates.order", 150
WORK = 1  # the sheet with the pairs; before it the one that says that they are being fetched


class DuplicatesPage(Page):
    """`queue` are the questions still to decide, `asked` the one that is shown; `wishes` those decided that the store does not
    know yet."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.title = _("Review duplicates")
        self._session, self.wishes = session, Wishes(session, self)
        self.queue: list[Waiting] = []
        self._later: list[Key] = []
        self._grouped: set[Key] = set()  # those in groups with the same reason
        self._made: dict[int, Sequence[Waiting]] = {}  # decisions made here: what they answer
        self._returned: dict[Key, Waiting] = {}  # taken back here, and not asked about by the store again yet
        self._taking_back = False  # a decision, perhaps of an earlier day
        self.asked: Waiting | None = None
        self.current: Comparison | None = None
        self._wanted: Key | None = None
        self._ahead = Ahead(session)
        self._asking = self._outdated = False
        self._decided = 0
        self.is_loaded = self._commands_there = False
        self.safe = Button(
            _("View safe matches"), icon="list-checks", on_click=lambda: safe.show_safe(self.window(), session)
        )
        self.safe.setParent(self)  # until the top bar takes it
        self.safe.hide()
        lay_out(self, self._arranged())
        self.wishes.settled.connect(lambda drawn: self.refresh() if drawn else self._tell_last())
        self.wishes.made.connect(self._keep_way_back)
        self.wishes.struck.connect(self._bring_back)
        if session.window is not None:
            self.side.set_order(str(session.window.state.get(ORDER, "")))
        self.refresh()

    # what stands where

    def _arranged(self):
        self.sheets, self.side = QStackedWidget(), Queue()
        self.side.chosen.connect(self.show_pair)
        self.side.reordered.connect(self._reorder)
        self.side.take_back.connect(self.take_back)
        self.side.together.connect(self.look_together)
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
        self.fields.ticked.connect(self._tick)
        cards = column(self.verdict, self.fields, self.merged, gap=10, margins=(16, 14, 16, 10))
        cards.setStretch(1, 1)
        self.foot = Foot(self.merge, self.keep_apart, self.later, self.take_back_last)
        self.merge_button, self.apart_button = self.foot.merge, self.foot.apart
        self.later_button, self.undo_button = self.foot.later, self.foot.undo
        return Surface("page", column(cards, self.foot, gap=0))

    # what the window asks

    def actions_at_top(self) -> list[QWidget]:
        return [self.safe]

    def refresh(self) -> None:
        """Asks for the queue anew; one question at a time, and an answer to an outdated one is dropped. What was decided here
        changes it only once it is drawn: until then nothing takes the person's time."""
        self._ahead.forget()
        QTimer.singleShot(AHEAD_MS, self, self._look_ahead)
        if self.is_loaded and self.wishes.is_working():
            self._tell_last()
            return
        self._outdated = self._asking
        if self._asking:
            return
        self._asking = True
        order = self.side.order_name()

        def ask(db: Connection) -> tuple:
            found = questions.queue(db, order)
            safely = identity.merged_safely(db)
            return found, questions.groups(found), deciding.last(db), deciding.count(db), safely

        self._session.ask(ask, self._answered, self._not_answered)

    def _tell_last(self) -> None:
        self._session.ask(lambda db: (deciding.last(db), deciding.count(db)), lambda told: self._show_last(*told))

    def _show_last(self, last: list[Made], decided_before: int) -> None:
        self._decided = decided_before
        self.last.show_decisions(last)
        self._offer_undo(bool(last or self.wishes.open))
        self.side.show_progress(self._decided_by_now())

    def _decided_by_now(self) -> int:
        return self._decided + sum(len(one.wishes) for one in self.wishes.open)

    def _answered(self, answer: tuple) -> None:
        self._asking = False
        if self._outdated:
            self.refresh()
        else:
            self._fill(*answer)

    def _not_answered(self, error: Exception) -> None:
        self._asking = False
        show_error(self.window(), error)

    def go_to(self, place: object) -> None:
        """A pair of profile numbers."""
        if place:
            self._wanted = tuple(place)
            self._show_wanted()

    def shown(self) -> None:
        if not self._commands_there and self._session.window is not None:
            self._commands_there = True
            keys.register(self, self._session.window.commands)

    def regions(self) -> list[QWidget]:
        return [self.side, self.fields]

    def undo_last(self) -> bool:
        """Here only what is not in the store yet; what is, the window takes back in the order in which it was done."""
        return bool(self.wishes.open) and self.undo_older()

    def undo_older(self) -> bool:
        """As the button does, which stands as long as any decision does, also one of an earlier day."""
        if on := self.undo_button.isEnabled():
            self.take_back_last()
        return on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(event.key())
        if step and self.queue:
            self.show_pair(self.queue[max(0, min(self._place() + step, len(self.queue) - 1))])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_hint()

    def _fit_hint(self) -> None:
        self.foot.fit(self.width(), self.fields.has_choices())

    # the queue

    def _fill(
        self, found: list[Waiting], groups: list[Group], last: list[Made], decided_before: int, safely: int
    ) -> None:
        before, place = {one.key for one in self.queue}, self._place()
        self._decided, self.queue = decided_before, self._in_order(found)
        self.is_loaded = True
        self._grouped = {one.key for group in groups for one in group.members}
        self.side.show_grouped(len(self._grouped))
        self._show_last(last, decided_before)
        joined = ngettext("{n} safe match was joined already", "{n} safe matches were joined already", safely)
        self.status = joined.format(n=show.number(safely)) if safely else ""
        self.safe.setVisible(safely > 0)
        self.heading_changed.emit()
        self._list_changed()
        fresh = next((one for one in self.queue if one.key not in before), None)
        if self._wanted:
            self._show_wanted()
        elif self._taking_back and fresh:
            self._taking_back = False
            self.show_pair(fresh)
        elif self.asked is None or self._place() < 0:
            self._next(max(place, 0))

    def _in_order(self, found: list[Waiting]) -> list[Waiting]:
        """Without what was decided meanwhile, with what was taken back, and at the end what was put off."""
        decided_here = {pair for one in self.wishes.open for asked in one.about for pair in pairs_of(asked)}
        waiting = [one for one in found if decided_here.isdisjoint(pairs_of(one))]
        known = {one.key for one in waiting}
        if not self.wishes.is_working():
            self._returned.clear()
        returned = [one for one in self._returned.values() if one.key not in known]
        if not self.wishes.is_putting_off():
            self._later.clear()
        put_off = [one for key in self._later for one in waiting if one.key == key]
        return [*returned, *(one for one in waiting if one.key not in self._later), *put_off]

    def _list_changed(self) -> None:
        self.side.show_pairs(self.queue, self._decided_by_now())
        nothing = _("No pair is waiting for you.")
        self.empty.set_text(f"{self.status}. {nothing}" if self.status else nothing)
        without = self.empty if profiles.count(self._session.db) else self.nobody
        self.sheets.setCurrentWidget(self.sheets.widget(WORK) if self.queue else without)
        self._mark()

    def _place(self) -> int:
        return self.side.place_of(self.asked.key if self.asked else None)

    def _mark(self) -> None:
        self.side.mark(self.asked.key if self.asked else None)

    def _reorder(self) -> None:
        if self._session.window is not None:
            self._session.window.state.set(ORDER, self.side.order_name())
        self.asked = self.current = None
        self.refresh()
        self.setFocus()

    def _show_wanted(self) -> None:
        wanted = set(self._wanted or ())
        if found := next((one for one in self.queue if wanted.issubset(one.profiles)), None):
            self.show_pair(found)
        if self.is_loaded:
            self._wanted = None

    def _next(self, place: int) -> None:
        """Shows the question at this place of the queue."""
        self.asked = self.current = None
        if self.queue:
            self.show_pair(self.queue[min(place, len(self.queue) - 1)])

    def show_pair(self, one: Waiting) -> None:
        self.asked = one
        self._compare(None)
        self._mark()
        self.setFocus()

    def _compare(self, among: Sequence[int] | None) -> None:
        assert self.asked is not None
        try:
            found = self._ahead.compare(self.asked, among)
        except KmuError:  # one of them is gone meanwhile: the queue that is on its way knows
            self.queue = [one for one in self.queue if one.key != self.asked.key]
            self.asked = self.current = None
            self._list_changed()
            return
        self.current = found
        self.verdict.show_comparison(found)
        self.fields.show_comparison(found)
        self.merge_button.setEnabled(len(found.among) > 1)
        self._fit_hint()
        self._show_merged()
        QTimer.singleShot(AHEAD_MS, self, self._look_ahead)

    def _look_ahead(self) -> None:
        place = self._place() + 1
        if 0 < place < len(self.queue):
            self._ahead.look(self.queue[place])

    def _tick(self) -> None:
        """Another merge is being thought of: what it takes by itself may be another value."""
        if self.asked:
            self._compare(self.fields.among())

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
        if self.asked:
            place, key = self._place(), self.asked.key
            self._later = [one for one in self._later if one != key] + [key]
            self.wishes.put_off(self.asked.pairs)
            self.queue.append(self.queue.pop(place))
            self._list_changed()
            self._next(place)

    def _decide(self, *, one: bool) -> None:
        if self.asked is None or self.current is None or (one and len(self.current.among) < 2):
            return
        place = self._place()
        chosen = self.current.among if one else ()
        wishes = questions.wishes(self.asked, chosen, one, self.fields.corrections() if one else {})
        text = questions.in_words(self._session.db, self.asked, one, len(chosen))
        self._settle(wishes, text, [self.asked])
        self._next(place)
        if not self.queue:  # the button that had the focus is gone: Ctrl+Z goes on working
            self.setFocus()

    def look_together(self) -> None:
        """The groups as they are by now: what was decided since the queue came is in none."""
        groups = questions.groups(self.queue)
        if groups and self._session.window is not None:
            TogetherSheet(self._session, groups, self._decide_together).open()

    def _decide_together(self, about: Sequence[Waiting], one: bool) -> None:
        waiting = {asked.key for asked in self.queue}
        about = [asked for asked in about if asked.key in waiting]
        if about:
            place = self._place()
            wishes = [wish for asked in about for wish in questions.wishes(asked, asked.profiles, one)]
            n = len(about)
            text = decided.together(n if one else 0, 0 if one else n, about[0].names[0])
            self._settle(wishes, text, about)
            if self._place() < 0:
                self._next(max(place, 0))
            self.setFocus()

    def _settle(self, wishes: Sequence[Wish], text: str, about: Sequence[Waiting]) -> None:
        self._taking_back = False
        gone = {asked.key for asked in about}
        self._returned = {key: one for key, one in self._returned.items() if key not in gone}
        self._grouped -= gone
        self.side.show_grouped(len(self._grouped))
        self.wishes.add(wishes, text, about)
        self.side.decided_one()
        self.queue = [asked for asked in self.queue if asked.key not in gone]
        self._list_changed()
        self._offer_undo(True)

    def _offer_undo(self, on: bool) -> None:
        self.undo_button.setEnabled(on)
        self.empty.button.setVisible(on)

    def take_back_last(self) -> None:
        """The last decision, also one of an earlier day; one that is not written down yet is simply dropped."""
        self._taking_back = True
        if dropped := self.wishes.take_back_last():
            self._return(dropped.about)
        self.refresh()

    def take_back(self, number: int) -> None:
        self._taking_back = True
        self.wishes.take_back(number)

    def _bring_back(self, numbers: list[int]) -> None:
        """What was decided here is asked again at once, before the store has drawn it as it was."""
        self._return([asked for number in numbers for asked in self._made.pop(number, ())])

    def _return(self, about: Sequence[Waiting]) -> None:
        known = {one.key for one in self.queue}
        fresh = [asked for asked in about if asked.key not in known]
        if fresh:
            self._taking_back = False
            self._returned |= {asked.key: asked for asked in fresh}
            self.queue = [*fresh, *self.queue]
            self._list_changed()
            self.show_pair(fresh[0])

    def _keep_way_back(self, made: Decided, step: int, number: int) -> None:
        """For Ctrl+Z on other pages; here the journal itself is what is taken back, also that of earlier days."""
        self._made[number] = made.about
        BackHere.push(self, made.text, step, number)


def make(session: Session) -> DuplicatesPage:
    return DuplicatesPage(session)
