"""Today's calls: the list at the left, what to say in the middle, what came of it below. No mouse is needed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from sqlite3 import Connection

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from kmu_crm.desk import calling
from kmu_crm.desk.calling import Finished
from kmu_crm.fields import show
from kmu_crm.i18n import _
from kmu_crm.sales.calls import outcomes, sheet
from kmu_crm.sales.calls import today as listing
from kmu_crm.sales.calls.sheet import CallSheet
from kmu_crm.sales.calls.today import Call
from kmu_crm.segments import store as segments
from kmu_crm.ui.page import Page
from kmu_crm.ui.pages.calls import keys, paper
from kmu_crm.ui.pages.calls.outcome import OutcomeCard, Typed
from kmu_crm.ui.pages.calls.queue import CallQueue
from kmu_crm.ui.pages.calls.talk import Talk
from kmu_crm.ui.pages.customers.question import Latest
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import Button, EmptyState, Surface, column, lay_out, row

SETTLE_MS = 30  # with an arrow key held down, only the customer one stops at is asked for
AGAIN_MS = 150
Source = Callable[[Connection, str], list[Call]]


def make(session: Session) -> Page:
    return CallsPage(session)


class CallsPage(Page):
    """`current`: whom one looks at, on the list or no longer; `drafts`: what is typed at others and not kept."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.title = _("Calls")
        self._session, self._day = session, session.key_date
        self._lists, self._sheets = Latest(session, self), Latest(session, self, self._vanished)
        self._source: Source = listing.today
        self._source_title = ""
        self._keeping: dict[int, Typed] = {}
        self._line: Call | None = None  # of the current one, as the list had it last
        self._is_other_list, self._is_listed = False, False
        self._linked: int | None = None  # where a link from elsewhere led, until the answer is there
        self._was_listed: int | None = None  # who stood there last of those in front
        self.current: int | None = None
        self.drafts: dict[int, Typed] = {}
        self.queue, self.talk, self.outcome = CallQueue(), Talk(session), OutcomeCard(self._day)
        self.print_button = Button(_("Print sheet"), icon="printer", on_click=self.print_sheet)
        self.print_button.setParent(self)  # until the top bar takes it
        self.print_button.hide()
        self._settle = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self._ask_sheet)
        self._again = QTimer(self, interval=AGAIN_MS, singleShot=True)
        self._again.timeout.connect(self._ask_list)
        self._arrange()
        self._connect()
        keys.register(self, session)
        self._ask_list()

    def _arrange(self) -> None:
        below = column(self.outcome, margins=(16, 0, 16, 14))
        self.work = Surface("page", column(self.talk, below, gap=10))
        self.work.layout().setStretch(0, 1)
        self.nothing = EmptyState(
            _("Nobody to call today"), _("Nobody is due by the rules. Put another list together."), "phone",
            button=_("Put a list together"), on_click=lambda: self.queue.compose.showMenu(),
        )  # fmt: skip
        self.nothing.button.set_kind("plain")
        self.places = QStackedWidget()
        self.places.addWidget(self.work)
        self.places.addWidget(self.nothing)
        body = row(self.queue, self.places, gap=0)
        body.setStretch(1, 1)
        lay_out(self, body)

    def _connect(self) -> None:
        self.queue.chosen.connect(self.choose)
        self.queue.print_wanted.connect(self.print_list)
        self.queue.save_wanted.connect(self.save_list)
        self.queue.compose.menu().aboutToShow.connect(self._fill_lists)
        self.outcome.saved.connect(self._finish)
        self.talk.profile_wanted.connect(lambda number: self.go.emit("customers", number))
        self.talk.changed.connect(self._sheet_changed)

    # the contract of a page

    def actions_at_top(self) -> list[QWidget]:
        return [self.print_button]

    def regions(self) -> list[QWidget]:
        return [self.queue, self.talk, self.outcome]

    def shown(self) -> None:
        self.print_button.show()
        self.setFocus()

    def place(self) -> object:
        return self.current

    def go_to(self, place: object) -> None:
        """A customer's number, ("customers", numbers) for a list made by hand, "loops" for who waits to be seen to."""
        match place:
            case int(number):
                self._linked = number
                self.choose(number)
            case "loops":
                self._take(_("Open complaints and scores"), calling.of_loops)
            case ("customers", list(numbers)):
                self._take(_("Chosen by hand"), lambda db, day: listing.chosen(db, numbers, day))

    def refresh(self) -> None:
        """Data have changed: asked once for what comes in quick succession, as call after call is kept."""
        self._again.start()

    def _ask_list(self) -> None:
        self._day = self._session.key_date
        source, day = self._source, self._day
        self._lists.ask(lambda db: source(db, day), self._show_list)

    def typed(self) -> object:
        self._put_away()
        drafts = {number: typed for number, typed in self.drafts.items() if typed != Typed()}
        return drafts or None

    def type_again(self, typed: dict[int, Typed]) -> None:
        self.drafts.update(typed)

    # the list

    def _take(self, title: str, source: Source) -> None:
        self._source, self._source_title = source, title
        self._is_other_list = True
        self._ask_list()

    def _fill_lists(self) -> None:
        menu = self.queue.compose.menu()
        menu.clear()
        menu.addAction(_("By the rules, as every day"), lambda: self._take("", listing.today))
        menu.addAction(_("Open complaints and scores"), lambda: self.go_to("loops"))
        menu.addSeparator()
        for one in segments.segments(self._session.db):
            name = one.name
            menu.addAction(
                _("From segment “{name}”").format(name=name.replace("&", "&&")),
                lambda name=name: self._take(name, lambda db, day: calling.of_segment(db, name, day)),
            )

    def _show_list(self, calls: list[Call]) -> None:
        kept = [self._as_kept(one) for one in calls]
        self._is_listed = True
        self.queue.show_calls(self._source_title or _day_title(self._day), kept)
        line = self.queue.line_of(self.current)
        if self._is_other_list or (line is None and not self._holds(kept)):
            self._to_first()
        else:
            self._line = line or self._line
            self._mark()
            self._settle.start()
            self.places.setCurrentWidget(self.work)
        self._is_other_list = False

    def _holds(self, calls: list[Call]) -> bool:
        """Whether the current customer stays in front without being on the list: one may be on the phone with them."""
        if self.current is None:
            return False
        if self.current in self._keeping or self.outcome.typed() != Typed():
            return True
        if self.outcome.is_typed_in() or not self.talk.head.reason.isHidden():
            return True
        return bool(calls) and self._line is not None and not self._line.done

    def _mark(self) -> None:
        self.queue.mark(self.current)
        listed = self.queue.place_of(self.current) is not None
        self._was_listed = self.current if listed else self._was_listed
        self.talk.head.show_absence(self._is_listed and not listed, self._was_listed == self.current)

    def _to_first(self) -> None:
        self._put_away()
        self.current, self._line = None, None
        self.outcome.set_typed(Typed(), self._day)
        first = self.queue.next_open(None)
        self.choose(first if first is not None else self.queue.neighbour(None, 0))
        self.places.setCurrentWidget(self.work if self.current is not None else self.nothing)

    def _vanished(self) -> None:
        """There is no such customer any more: said to whom a link led there."""
        if self.current is not None and self._linked == self.current:
            gone = _("Number {n} was deleted, or the import that brought it was taken back.")
            self._say(gone.format(n=show.number(self.current)))
        self._linked = None
        if self.queue.place_of(self.current) is None:
            self._to_first()

    def _as_kept(self, one: Call) -> Call:
        typed = self._keeping.get(one.profile)
        return replace(one, outcome=typed.outcome) if typed and not one.done else one

    def choose(self, profile: int | None) -> None:
        if profile is None or profile == self.current:
            return
        self._put_away()
        self.current, self._line = profile, self.queue.line_of(profile)
        self._mark()
        self.outcome.set_typed(self.drafts.get(profile, Typed()), self._day)
        if self._line is not None:
            self.talk.show_line(self._line)
        self._settle.start()

    def step(self, by: int) -> None:
        self.choose(self.queue.neighbour(self.current, by))

    def _put_away(self) -> None:
        if self.current is not None:
            self.drafts[self.current] = self.outcome.typed()

    # one customer

    def _ask_sheet(self) -> None:
        number, day = self.current, self._day
        if number is not None:
            self._session.bought.ask(
                lambda pairs: self._sheets.ask(
                    lambda db: sheet.sheet(db, number, day, pairs), lambda of: self._show_sheet(number, of)
                )
            )

    def _show_sheet(self, number: int, of: CallSheet) -> None:
        """`number`: by which it was asked for, that of somebody else perhaps who is one with them now."""
        if number != self.current:
            return
        if of.profile != number:
            self._say(_("Number {n} is one customer with {name} now.").format(n=number, name=of.name))
            self.choose(of.profile)
            return
        self._linked = None
        self._line = self._line or _line_of(of)
        self.talk.show_sheet(of)

    def _say(self, text: str) -> None:
        if self._session.window is not None:
            self._session.window.undo_bar.say(text)

    def _sheet_changed(self) -> None:
        """What was noted at the sheet changes whether one may call."""
        self.refresh()

    def call(self) -> None:
        """As the button: nothing happens where calling is not allowed."""
        self.talk.call.click()

    # what came of it

    def _finish(self) -> None:
        number, line, typed = self.current, self._line, self.outcome.typed()
        if number is None or line is None or number in self._keeping:
            return
        if why := self._forbidden(typed.outcome):
            self.outcome.problem.setText(why)
            return
        author, session = self._session.author, self._session
        self._keeping[number] = typed
        self.drafts.pop(number, None)
        self.outcome.set_typed(Typed(), self._day)
        self._line = replace(line, outcome=typed.outcome)
        self.queue.replace(self._line)
        said = _("{outcome}: {name}").format(outcome=outcomes.title(typed.outcome), name=line.name)

        def kept(_made: Finished) -> None:
            self._keeping.pop(number, None)

        def failed(error: Exception) -> None:
            self._keeping.pop(number, None)
            self._type_back(line, typed)
            session.show_error(error)
            self.refresh()

        session.record(
            said,
            lambda db, p: calling.finish(db, number, typed.outcome, typed.note, typed.follow_up, author, line.task, p),
            kept,
            failed,
        )
        following = self.queue.next_open(number)
        if following is not None:
            self.choose(following)
        self.setFocus()

    def _forbidden(self, outcome: str) -> str:
        """Why nothing can be kept of whoever left the list; that they want no more calls can always."""
        if self._line is None or outcome == outcomes.NO_MORE_CALLS or self.queue.place_of(self.current) is not None:
            return ""
        now = self.talk.of if self.talk.of and self.talk.of.profile == self.current else self._line
        return "" if now.allowed else now.allowed_why

    def _type_back(self, line: Call, typed: Typed) -> None:
        """What could not be kept is where it was typed, with what was typed there since."""
        if self.current == line.profile:
            self._line = line
            self.outcome.set_typed(self.outcome.typed().over(typed), self._day)
        else:
            self.drafts[line.profile] = self.drafts.get(line.profile, Typed()).over(typed)

    # on paper

    def print_sheet(self) -> None:
        if self.talk.of is not None:
            paper.print_sheets(self.window(), self._session, [self.talk.of])

    def print_list(self) -> None:
        paper.print_list(self.window(), self._session, self._day, self.queue.calls)

    def save_list(self, sheets: bool) -> None:
        paper.save_list(self.window(), self._session, self._day, self.queue.calls, sheets=sheets)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not keys.pressed(self, event):
            super().keyPressEvent(event)


def _line_of(of: CallSheet) -> Call:
    """Of somebody whom no list led to."""
    return Call(
        of.profile, of.name, of.contact, of.value_class, of.phase, "chosen", "", "", (), of.phone, of.allowed, of.ground,
        of.loss, of.allowed_why,
    )  # fmt: skip


def _day_title(day: str) -> str:
    """`Heute, Mo. 24.11.2025`"""
    weekday = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[date.fromisoformat(day).weekday()]
    told = f"{weekday} {show.date(day)}"
    return _("Today, {day}").format(day=told) if day == date.today().isoformat() else told
