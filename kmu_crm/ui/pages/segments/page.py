"""The page of segments: choose or build one, see at once who is in it."""

from sqlite3 import Connection

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kmu_crm.desk.mailing import rule_of
from kmu_crm.errors import KmuError
from kmu_crm.i18n import _
from kmu_crm.profiles import queries as profiles
from kmu_crm.segments import because, compare, evaluate, outlook, store
from kmu_crm.segments.outlook import Outlook
from kmu_crm.segments.parser import parse
from kmu_crm.segments.presets import presets
from kmu_crm.segments.rules import Rule, to_text
from kmu_crm.ui import theme
from kmu_crm.ui.errors import show_error
from kmu_crm.ui.latest import Latest
from kmu_crm.ui.page import Page
from kmu_crm.ui.pages.segments import wording
from kmu_crm.ui.pages.segments.builder import Builder
from kmu_crm.ui.pages.segments.head import Head
from kmu_crm.ui.pages.segments.notes import Notes
from kmu_crm.ui.pages.segments.preview import Preview
from kmu_crm.ui.pages.segments.rule_text import RuleText
from kmu_crm.ui.pages.segments.scope import ApartCard, CompareCard, SizeCard, side_column
from kmu_crm.ui.pages.segments.shelf import Entry, Shelf
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import Button, EmptyState, Label, SectionHeader, Surface, column, row, scrolled

WAIT_MS = 250
FIRST = "at-risk-best"  # shown where nothing is saved yet


def make(session: Session) -> Page:
    return SegmentsPage(session)


class SegmentsPage(Page):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._entry: Entry | None = None  # what is open; None for a new one
        self._opened = ("", "")  # name and rule text as they were opened
        self._stale = True
        self.shelf, self.head, self.builder = Shelf(), Head(), Builder(session.key_date)
        self.text, self.notes, self.preview = RuleText(), Notes(), Preview()
        self.size, self.apart, self.compare = SizeCard(), ApartCard(), CompareCard()
        self._counts = Latest(session, self, WAIT_MS)
        self._outlook = Latest(session, self, WAIT_MS)
        self._compared = Latest(session, self, WAIT_MS)
        self._compare_top = Button(_("Compare segments"), icon="chart-column", on_click=self._go_compare)
        self._arrange()
        self._connect()

    # the look

    def _arrange(self) -> None:
        new = SectionHeader(_("Own segments"))
        new.add(Button(_("New"), "link", "plus", on_click=self.start_new, shortcut="Ctrl+N"))
        self._no_own = Label(_("None saved yet. Open a ready one, or build your own."), "caption2", wrap=True)
        self._side = Surface("side", column(new, self._no_own, self.shelf, gap=4, margins=(10, 12, 8, 6)))
        self._middle = scrolled(
            column(self.head, self.builder, self.text, self.notes, self.preview, gap=9, margins=(16, 14, 8, 14))
        )
        self._right = scrolled(side_column(self.size, self.apart, self.compare))
        self._body = QWidget()
        self._body.setLayout(row(self._side, self._middle, self._right, gap=0))
        self._body.layout().setStretch(1, 1)
        empty = EmptyState(
            _("No customers yet"), _("Segments are made of customers. Import your first file."), "funnel",
            button=_("Import files"), on_click=lambda: self.go.emit("importing", None),
        )  # fmt: skip
        self._stack = QStackedWidget()
        self._stack.addWidget(self._body)
        self._stack.addWidget(empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)
        wide = self.width()
        self._side.setFixedWidth(theme.px(262 if wide > 1180 else 212 if wide > 960 else 180))
        self._right.setFixedWidth(theme.px(326 if wide > 1180 else 280 if wide > 960 else 240))

    def actions_at_top(self) -> list[QWidget]:
        return [self._compare_top]

    def regions(self) -> list[QWidget]:
        return [self._side, self._middle, self._right]

    def _connect(self) -> None:
        self.shelf.chosen.connect(self._open)
        self.shelf.delete_wanted.connect(self._delete)
        self.head.edited.connect(self._show_state)
        self.head.save_wanted.connect(self.save)
        self.head.discard_wanted.connect(self.discard)
        self.head.delete_wanted.connect(lambda: self._entry and self._delete(self._entry))
        self.builder.changed.connect(self._edited)
        self.text.typed.connect(self._take_typed)
        self._counts.answered.connect(self._show_counts)
        self._outlook.answered.connect(self._show_outlook)
        self._compared.answered.connect(self.compare.show_comparison)
        for latest in (self._counts, self._outlook, self._compared):
            latest.failed.connect(lambda error: show_error(self, error))
        self.compare.wanted.connect(lambda _text: self._ask_comparison())
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
        self._stack.setCurrentIndex(1 if empty else 0)
        self._compare_top.setEnabled(not empty)
        if empty:
            return
        self.builder.key_date = self.session.key_date
        self._fill_shelf()
        self.session.ask(because.filled, self.builder.know_shares)
        if self._opened == ("", "") and self._entry is None and not self.builder.rule():
            own = [entry for entry in self.shelf.entries() if not entry.preset]
            first = [entry for entry in self.shelf.entries() if entry.preset == FIRST]
            self._open((own or first)[0])
        else:
            self._ask(now=True)

    def place(self) -> object:
        """The name where it is saved so, else the rule itself."""
        rule = self.builder.rule()
        if rule is None:
            return None
        return self._entry.name if self._entry and not self.is_changed() else to_text(rule)

    def go_to(self, place: object) -> None:
        try:
            name, rule = rule_of(self.session.db, str(place))
        except KmuError as error:
            show_error(self, error)
            return
        if self._stale:
            self.refresh()
        known = next((entry for entry in self.shelf.entries() if name in (entry.name, entry.preset)), None)
        if known and name:
            self._open(known)
        else:
            self._show(None, "", rule)

    def _fill_shelf(self) -> None:
        own = [Entry(one.name, one.rule) for one in store.segments(self.session.db)]
        ready = {"phase": [], "occasion": []}
        for one in presets():
            entry = Entry(one.title, one.rule, wording.ICONS.get(one.id, "funnel"), one.id)
            ready.setdefault(one.group, []).append(entry)
        titles = {"phase": _("Ready: phase of life"), "occasion": _("Ready: occasion")}
        shelves = [(titles.get(group, group), entries) for group, entries in ready.items()]
        entries = [*own, *(entry for _title, several in shelves for entry in several)]
        self._no_own.setVisible(not own)
        self.shelf.fill([("", own), *shelves], {})
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

    def start_new(self) -> None:
        self._leave()
        self._show(None, "", None)
        self.head.name.setFocus()

    def _leave(self) -> None:
        """What was built and not saved is not lost: the bar at the foot brings it back."""
        rule = self.builder.rule()
        if rule is not None and self.is_changed():
            entry, name, opened = self._entry, self.head.name.text(), self._opened
            self.session.undoable.emit(
                _("Changes discarded: {name}").format(name=name or _("new segment")),
                lambda: self._show(entry, name, rule, opened),
            )

    def _show(self, entry: Entry | None, name: str, rule: Rule | None, opened: tuple[str, str] | None = None) -> None:
        self._entry = entry
        self.head.name.setText(name)
        self.builder.set_rule(rule)
        self._opened = opened or (name, to_text(rule) if rule is not None else "")
        self.shelf.mark(entry.name if entry else "", entry.preset if entry else "")
        self.text.show_rule(self._opened[1])
        self._edited(now=True)

    def is_changed(self) -> bool:
        rule = self.builder.rule()
        now = (self.head.text(), to_text(rule) if rule is not None else "")
        return now != self._opened or (self.builder.unfinished() > 0 and rule is not None)

    def _edited(self, *, now: bool = False) -> None:
        rule = self.builder.rule()
        self.notes.show_rule(rule, self.builder.unfinished())
        self.text.show_rule(to_text(rule) if rule is not None else "")
        self._show_state()
        self._ask(now=now)

    def _take_typed(self, rule: Rule) -> None:
        if rule != self.builder.rule():
            self.builder.set_rule(rule)
            self._edited()

    def _show_state(self) -> None:
        problem = "" if self.head.text() else _("The segment needs a name.")
        if self.builder.unfinished() or self.builder.rule() is None:
            problem = _("A condition still lacks its value.")
        self.head.show_state(own=self._is_own(), changed=self.is_changed(), problem=problem)

    def _is_own(self) -> bool:
        return self._entry is not None and not self._entry.preset

    def discard(self) -> None:
        self._leave()
        entry, (name, text) = self._entry, self._opened
        self._show(entry, name, parse(text) if text else None)

    def save(self) -> None:
        rule, name, was = self.builder.rule(), self.head.text(), self._entry.name if self._is_own() else ""
        if rule is None:
            return
        text, author = to_text(rule), self.session.author
        self._entry, before = Entry(name, text), (self._entry, self._opened)
        self._opened = (name, text)

        def failed(error: Exception) -> None:
            self._entry, self._opened = before
            self._show_state()
            show_error(self, error)

        def done(_saved: object) -> None:
            self.shelf.mark(name)
            self._show_state()

        self.session.run(lambda db, _progress: store.save(db, name, text, author, was), done, failed)

    def _delete(self, entry: Entry) -> None:
        author = self.session.author
        if self._entry == entry:
            self._show(None, "", None)

        def offer_undo(_nothing: object) -> None:
            self.session.undoable.emit(
                _("Deleted: {name}").format(name=entry.name),
                lambda: self.session.run(lambda db, _progress: store.save(db, entry.name, entry.rule, author)),
            )

        self.session.run(lambda db, _progress: store.delete(db, entry.name), offer_undo)

    # asking

    def _ask(self, *, now: bool = False) -> None:
        rule = self.builder.rule()
        self.builder.grey()
        self.size.grey()
        if rule is None:
            self._counts.drop()
            self._outlook.drop()
            self.builder.show_counts({})
            return
        self._counts.ask(lambda db: (rule, evaluate.counts(db, rule)), now=now)
        self._outlook.ask(lambda db: outlook.look(db, rule), now=now)
        self._ask_comparison()

    def _ask_comparison(self) -> None:
        mine, other = self.builder.rule(), self.compare.rule()
        if mine is None or not other:
            self._compared.drop()
            self.compare.show_comparison(None)
            return

        def compared(db: Connection) -> object:
            return compare.compare(db, mine, parse(other))

        self._compared.ask(compared)

    def _show_counts(self, answer: tuple[Rule, dict]) -> None:
        rule, counts = answer
        if rule == self.builder.rule():
            self.builder.show_counts(counts)

    def _show_outlook(self, seen: Outlook) -> None:
        self.preview.show_outlook(seen)
        self.size.show_side(seen.side)
        self.size.fresh()
        self.apart.show_outlook(seen)
        self.notes.show_outlook(seen)

    # leading on

    def _see_all(self) -> None:
        rule = self.builder.rule()
        if rule is not None:
            self.go.emit("customers", ("filter", to_text(rule)))

    def _go_compare(self) -> None:
        self._right.ensureWidgetVisible(self.compare)
        self.compare.other.setFocus()
        self.compare.other.showPopup()
