"""The page of segments: choose or build one, see at once who is in it."""

from functools import partial

from PySide6.QtWidgets import QWidget

from kmu_crm.desk.mailing import rule_of, way_to
from kmu_crm.errors import KmuError
from kmu_crm.i18n import _
from kmu_crm.profiles import queries as profiles
from kmu_crm.segments import because, outlook, store
from kmu_crm.segments.outlook import Outlook
from kmu_crm.segments.parser import parse
from kmu_crm.segments.rules import Path, Rule
from kmu_crm.store.place import own_sheets
from kmu_crm.ui.errors import show_error
from kmu_crm.ui.page import Page
from kmu_crm.ui.pages.segments.asking import Asking
from kmu_crm.ui.pages.segments.looks import Looks
from kmu_crm.ui.pages.segments.opened import Built, Opened, text_of
from kmu_crm.ui.pages.segments.shelf import Entry
from kmu_crm.ui.pages.segments.shelves import shelves
from kmu_crm.ui.session import Session

FIRST = "at-risk-best"  # shown where nothing is saved yet
KEPT = "segments.open"


def make(session: Session) -> Page:
    return SegmentsPage(session)


class SegmentsPage(Looks):
    def __init__(self, session: Session) -> None:
        super().__init__(session.key_date)
        self.session, self._asking = session, Asking(session, self)
        self._opened, self._stale = Opened(), True
        self._waiting: Built | None = None
        self._connect()

    def _connect(self) -> None:
        self.new.clicked.connect(lambda _on=False: self.start_new())
        self.shelf.chosen.connect(self._open)
        self.shelf.delete_wanted.connect(self._delete)
        self.head.edited.connect(self._show_state)
        self.head.save_wanted.connect(self.save)
        self.head.discard_wanted.connect(self.discard)
        self.head.delete_wanted.connect(lambda: self._opened.entry and self._delete(self._opened.entry))
        self.builder.changed.connect(self._edited)
        self.text.typed.connect(self._take_typed)
        self.text.unreadable.connect(self._show_state)
        self._asking.counted.connect(self._show_counts)
        self._asking.seen.connect(self._show_outlook)
        self._asking.compared.connect(self.compare.show_comparison)
        self._asking.failed.connect(lambda error: show_error(self, error))
        self.compare.wanted.connect(lambda _text: self._compare())
        self.preview.opened.connect(self.session.open_profile.emit)
        self.preview.all_wanted.connect(self._see_all)
        self.size.list_wanted.connect(self._see_all)
        self.size.mailing_wanted.connect(lambda: self.go.emit("mailing", self.place()))

    # coming and going

    def shown(self) -> None:
        if self._stale:
            self.refresh()

    def refresh(self) -> None:
        self._stale = not self.isVisible()
        if self._stale:
            return
        empty = profiles.count(self.session.db) == 0
        self.show_empty(empty)
        if empty:
            return
        self.builder.key_date = self.session.key_date
        self._fill_shelf()
        self.session.ask(because.filled, self.builder.know_shares)
        if self._waiting is not None:
            built, self._waiting = self._waiting, None
            self.bring_back(built)
        elif self._opened == Opened() and self.builder.rule() is None:
            self._open_first()
        else:
            self._ask(now=True)

    def _open_first(self) -> None:
        entries = self.shelf.entries()
        kept = self.session.window.state.get(KEPT) if self.session.window is not None else None
        if last := next((entry for entry in entries if entry.known_by == kept), None):
            self._open(last)
            return
        own = [entry for entry in entries if not entry.preset]
        self._open((own or [entry for entry in entries if entry.preset == FIRST])[0])

    def place(self) -> object:
        """The name where that leads to what is shown, else the rule itself."""
        rule, entry = self.builder.rule(), self._opened.entry
        if rule is None:
            return None
        return way_to(self.session.db, entry.known_by, rule) if entry and not self.is_changed() else text_of(rule)

    def go_to(self, place: object) -> None:
        """A segment's name or a rule text."""
        try:
            name, rule = rule_of(self.session.db, str(place))
        except KmuError as error:
            show_error(self, error)
            return
        if self._stale:
            self.refresh()
        known = [entry for entry in self.shelf.entries() if entry.name == name and parse(entry.rule) == rule]
        if known:
            self._open(known[0])
        else:
            self._leave()
            self._show(None, "", rule)

    def _fill_shelf(self) -> None:
        found = shelves(self.session.db, own_sheets("segments"))
        entries = [entry for _title, several in found for entry in several]
        self.no_own.setVisible(not found[0][1])
        self.shelf.fill(found, {})
        self.compare.offer(entries)
        self.session.ask(
            lambda db: outlook.sizes(db, [entry.rule for entry in entries]),
            lambda sizes: self.shelf.show_counts(dict(zip(entries, sizes, strict=True))),
        )

    # one segment

    def _open(self, entry: Entry) -> None:
        try:
            rule = parse(entry.rule)
        except KmuError as error:
            show_error(self, error)
            return
        self._leave()
        self._show(entry, entry.name, rule)
        if self.session.window is not None:
            self.session.window.state.set(KEPT, entry.known_by)

    def start_new(self) -> None:
        self._leave()
        self._show(None, "", None)
        self.head.name.setFocus()

    def _leave(self) -> None:
        """What was built and not saved is not lost: the bar at the foot brings it back."""
        if built := self.typed():
            text = _("Changes discarded: {name}").format(name=built.name or _("new segment"))
            self.session.undoable.emit(text, partial(_bring_back, built))

    def typed(self) -> Built | None:
        if self._waiting is not None:
            return self._waiting
        rule = self.builder.rule()
        if rule is None or not self.is_changed():
            return None
        return Built(self._opened, self.head.name.text(), rule, self.text.wrong())

    def type_again(self, typed: Built) -> None:
        self._waiting = typed  # for the shelf, whose names may be those of another language

    def bring_back(self, built: Built) -> None:
        self._leave()  # what is built there now
        opened, name = built.opened, built.name
        if (entry := opened.entry) is not None and entry.preset:
            entry = next((one for one in self.shelf.entries() if one.known_by == entry.known_by), entry)
            opened = Opened(entry, entry.name, opened.rule)
        self._show(opened.entry, name, built.rule, opened)
        if built.unreadable:
            self.text.put(built.unreadable)

    def _show(self, entry: Entry | None, name: str, rule: Rule | None, opened: Opened | None = None) -> None:
        self.head.name.setText(name)
        self.builder.set_rule(rule)
        self._opened = opened or Opened.at(entry, name, rule)
        self.shelf.mark(entry.name if entry else "", entry.preset if entry else "")
        self.text.show_rule(text_of(rule), anyway=True)
        self._edited(now=True)

    def is_changed(self) -> bool:
        rule = self.builder.rule()
        unread = rule is not None and (self.builder.unfinished() > 0 or bool(self.text.problem.text()))
        return unread or self._opened.differs(self.head.text(), rule)

    def _edited(self, *, now: bool = False) -> None:
        rule = self.builder.rule()
        self._name_ones_own(rule)
        entry = self._opened.entry
        self.notes.show_rule(rule, self.builder.unfinished(), entry.about if entry else "")
        self.text.show_rule(text_of(rule))
        self._show_state()
        self._ask(now=now)

    def _name_ones_own(self, rule: Rule | None) -> None:
        """A changed ready segment becomes one's own, and is called so before it is saved."""
        entry, name = self._opened.entry, self.head.text()
        if entry is None or not entry.preset:
            return
        own = store.free_name(self.session.db, entry.name)
        if name == (entry.name if self._opened.differs(entry.name, rule) else own):
            self.head.name.setText(own if name == entry.name else entry.name)

    def _take_typed(self, rule: Rule) -> None:
        if rule != self.builder.rule():
            self.builder.set_rule(rule)
            self._edited()
        else:
            self._show_state()

    def _show_state(self) -> None:
        name, opened = self.head.text(), self._opened
        problem = "" if name else _("The segment needs a name.")
        if name != opened.own and store.is_ready(name):
            problem = _("“{name}” is the name of a ready segment.").format(name=name)
        if self.builder.unfinished() or self.builder.rule() is None:
            problem = _("A condition still lacks its value.")
        unread = _("The rule text cannot be read.") if self.text.problem.text() else ""
        self.size.hold(unread)
        self.preview.all.setEnabled(not unread)
        problem = unread or problem
        self.head.show_state(own=bool(opened.own), changed=self.is_changed(), problem=problem)

    def discard(self) -> None:
        self._leave()
        self._show(self._opened.entry, self._opened.name, self._opened.parsed())

    def save(self) -> None:
        if not self.text.is_readable():
            return
        rule, name, before, author = self.builder.rule(), self.head.text(), self._opened, self.session.author
        if rule is None:
            return
        text = text_of(rule)
        self._opened = Opened(Entry(name, text), name, text)

        def failed(error: Exception) -> None:
            self._opened = before
            self._show_state()
            show_error(self, error)

        def done(_saved: object) -> None:
            self.shelf.mark(name)
            self._show_state()

        self.session.run(lambda db, _progress: store.save(db, name, text, author, before.own), done, failed, end="kept")

    def _delete(self, entry: Entry) -> None:
        if self._opened.entry == entry:
            self._show(None, "", None)

        def offer_undo(gone: store.Segment) -> None:
            self.session.undoable.emit(
                _("Deleted: {name}").format(name=entry.name),
                lambda session: session.run(lambda db, _progress: store.put_back(db, gone), end="kept"),
            )

        self.session.run(lambda db, _progress: store.delete(db, entry.name), offer_undo, end="kept")

    # asking

    def _ask(self, *, now: bool = False) -> None:
        rule = self.builder.rule()
        self.builder.grey()
        self.size.grey()
        if rule is None:
            self._asking.drop()
            self.show_nothing()
        else:
            self._asking.ask(rule, now=now)
            self._compare()

    def _compare(self) -> None:
        rule, other = self.builder.rule(), self.compare.rule()
        if rule is None or not other:
            self._asking.drop_comparison()
            self.compare.show_comparison(None)
        else:
            self._asking.compare(rule, other)

    def _show_counts(self, rule: Rule, counts: dict[Path, int]) -> None:
        if rule == self.builder.rule():
            self.builder.show_counts(counts)

    def _show_outlook(self, seen: Outlook) -> None:
        self.preview.show_outlook(seen)
        self.size.show_side(seen.side)
        self.size.fresh()
        self.apart.show_outlook(seen)
        self.notes.show_outlook(seen)

    def _see_all(self) -> None:
        if rule := self.builder.rule():
            self.go.emit("customers", ("filter", text_of(rule)))

    def regions(self) -> list[QWidget]:
        return [self.side, self.middle, self.right]


def _bring_back(built: Built, session: Session) -> None:
    session.window.go("segments")
    session.window.page("segments").bring_back(built)
