"""The page of mailing lists: five answers, who is left and why, the file."""

from collections.abc import Callable
from pathlib import Path
from sqlite3 import Connection

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kmu_crm.consent.existing import STALE_DAYS
from kmu_crm.desk.mailing import rule_of
from kmu_crm.errors import KmuError
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.outreach import export, log, sheets
from kmu_crm.outreach.plan import Plan
from kmu_crm.profiles import queries as profiles
from kmu_crm.segments import store, words
from kmu_crm.segments.presets import presets
from kmu_crm.ui import theme
from kmu_crm.ui.errors import show_error
from kmu_crm.ui.latest import Latest
from kmu_crm.ui.page import Page
from kmu_crm.ui.pages.mailing.answers import Answers
from kmu_crm.ui.pages.mailing.file_preview import FilePreview
from kmu_crm.ui.pages.mailing.funnel import FunnelCard
from kmu_crm.ui.pages.mailing.log_card import LogCard, recipients
from kmu_crm.ui.pages.mailing.log_view import LogView
from kmu_crm.ui.pages.mailing.questions import Questions
from kmu_crm.ui.pages.mailing.written import ask_place, show_in_folder
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import Button, EmptyState, IconLabel, Label, Note, Surface, column, row, scrolled

WAIT_MS = 150
LOG = "log"
AskPlace = Callable[[QWidget, str, str], Path | None]


def make(session: Session) -> Page:
    return MailingPage(session)


class MailingPage(Page):
    """`ask_place` opens the file dialog."""

    def __init__(self, session: Session, ask_place: AskPlace = ask_place) -> None:
        super().__init__()
        self.session, self._ask_place = session, ask_place
        self._own = session.store.file.parent / "targets"
        self._plan: Plan | None = None
        self._fresh, self._stale = False, True
        self.questions, self.funnel, self.preview, self.recent = Questions(), FunnelCard(), FilePreview(), LogCard()
        self.log = LogView(self._names)
        self.done_note, self.odd = Note("", "ok"), Note("", "warn")
        self.write_button = Button(_("Write list"), "primary", "download", on_click=self.write)
        self._last_file: Path | None = None
        self._latest = Latest(session, self, WAIT_MS)
        self._arrange()
        self._connect()

    # the look

    def _arrange(self) -> None:
        self._left = Surface("side", column(scrolled(self.questions), gap=0))
        self.done_note.add(Button(_("Show in folder"), "link", "folder-open", on_click=self._show_file))
        for note in (self.done_note, self.odd):
            note.hide()
        cards = column(
            self.done_note, self.odd, self.funnel, self.preview, self.recent, gap=12, margins=(14, 14, 14, 14)
        )
        cards.setStretch(3, 1)
        self._right = scrolled(cards)
        kept = Label(_("Every list is kept in the log."), "caption2")
        foot = Surface(
            "footer", row(IconLabel("lock", "text3"), kept, 1, self.write_button, gap=8, margins=(16, 9, 16, 9))
        )
        body = QWidget()
        body.setLayout(row(self._left, column(self._right, foot, gap=0), gap=0))
        body.layout().setStretch(1, 1)
        empty = EmptyState(
            _("No customers yet"), _("A mailing list is made of customers. Import your first file."), "send",
            button=_("Import files"), on_click=lambda: self.go.emit("importing", None),
        )  # fmt: skip
        self._stack = QStackedWidget()
        for page in (body, self.log, empty):
            self._stack.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)
        self._left.setFixedWidth(theme.px(430 if self.width() > 1150 else 372 if self.width() > 960 else 340))

    def regions(self) -> list[QWidget]:
        return [self.log] if self._stack.currentIndex() == 1 else [self._left, self._right]

    def _connect(self) -> None:
        self.questions.answered.connect(self._answered)
        self.questions.segment_wanted.connect(lambda: self.go.emit("segments", self.questions.answers.segment or None))
        self.funnel.customers_wanted.connect(lambda title, ids: self.go.emit("customers", ("ids", title, ids)))
        self.preview.columns_picked.connect(self._pick_columns)
        self.recent.wanted.connect(lambda number: self.go.emit("mailing", (LOG, number)))
        self.log.chosen.connect(self._ask_recipients)
        self.log.opened.connect(self.session.open_profile.emit)
        self._latest.answered.connect(self._show_plan)
        self._latest.failed.connect(self._failed)

    # coming and going

    def shown(self) -> None:
        if self._stale:
            self.refresh()

    def refresh(self) -> None:
        self._stale = not self.isVisible()
        if self._stale:
            return
        db = self.session.db
        campaigns = log.campaigns(db)
        self.recent.show_campaigns(campaigns)
        self.log.show_campaigns(campaigns, self.log.table.current_id() or 0)
        if profiles.count(db) == 0:
            self._stack.setCurrentIndex(2)
            self.heading_changed.emit()
            return
        if self._stack.currentIndex() == 2:
            self._stack.setCurrentIndex(0)
        own = [one.name for one in store.segments(db)]
        self.questions.who.offer(own, [one.title for one in presets()])
        self._load_targets()
        answers = self.questions.answers
        self.questions.set_answers(answers if answers.segment else Answers((own or [_first_preset()])[0]))

    def _load_targets(self) -> None:
        try:
            self.questions.know(sheets.targets(self._own))
        except KmuError as error:
            self.questions.know(sheets.targets())
            show_error(self, error)

    def place(self) -> object:
        if self._stack.currentIndex() == 1:
            return (LOG, self.log.table.current_id() or 0)
        return self.questions.answers.segment or None

    def go_to(self, place: object) -> None:
        """A segment's name or rule text, or ("log", number)."""
        if isinstance(place, tuple):
            self._show_log(int(place[1]))
            return
        try:
            rule_of(self.session.db, str(place))
        except KmuError as error:
            show_error(self, error)
            return
        self._leave_log()
        if self._stale:
            self.refresh()
        if str(place) != self.questions.answers.segment:
            self.questions.set_answers(Answers(str(place)))

    def _show_log(self, number: int) -> None:
        self._stack.setCurrentIndex(1)
        self.log.show_campaigns(log.campaigns(self.session.db), number)
        self.title, self.status, self.back = _("Export log"), "", self._leave_log
        self.heading_changed.emit()

    def _leave_log(self) -> None:
        if self._stack.currentIndex() == 1:
            self._stack.setCurrentIndex(0)
        self._show_title()

    def _show_title(self) -> None:
        name = self._name()
        self.title = _("Mailing list: {name}").format(name=name) if name else _("Mailing lists")
        self.back, self.status = None, ""
        self.heading_changed.emit()

    def _name(self) -> str:
        """What people call the segment: its name, or the rule in words."""
        segment = self.questions.answers.segment
        if not segment:
            return ""
        try:
            name, rule = rule_of(self.session.db, segment)
        except KmuError:
            return ""  # deleted meanwhile: the plan says so
        text = name or words.words(rule)
        return text if len(text) <= 60 else text[:59] + "…"

    # planning

    def _answered(self, answers: Answers) -> None:
        """The old plan stays, greyed, until the new one is there."""
        self._fresh = False
        self._show_title()
        for card in (self.funnel, self.preview):
            card.setEnabled(False)
        self.write_button.setEnabled(False)
        size = self._plan.funnel.segment_size if self._plan and self._plan.request.rule == answers.segment else None
        self.questions.who.show_segment(self._name(), profiles.count(self.session.db), size)
        own = self._own

        def planned(db: Connection) -> Plan:
            return answers.plan(db, own)

        self._latest.ask(planned)

    def _pick_columns(self, names: tuple[str, ...]) -> None:
        from dataclasses import replace

        self.questions.set_answers(replace(self.questions.answers, columns=names))

    def _show_plan(self, plan: Plan) -> None:
        self._plan, self._fresh = plan, True
        self.questions.keep_seed(plan.request.seed)
        for card in (self.funnel, self.preview):
            card.setEnabled(True)
        self.funnel.show_plan(plan)
        self.preview.show_plan(plan)
        self.questions.measure.show_plan(plan)
        self.questions.who.show_segment(self._name(), profiles.count(self.session.db), plan.funnel.segment_size)
        self._show_odd(plan)
        text = ngettext("Write {n} recipient …", "Write {n} recipients …", plan.written).format(
            n=show.number(plan.written)
        )
        self.write_button.setText(text if plan.written else _("Nobody is left to write to"))
        self.write_button.setEnabled(plan.written > 0)

    def _show_odd(self, plan: Plan) -> None:
        stale = len(plan.stale)
        self.odd.set_text(
            ngettext(
                "{n} existing customer has not bought for over {years} years. The rule may no longer cover them.",
                "{n} existing customers have not bought for over {years} years. The rule may no longer cover them.",
                stale,
            ).format(n=show.number(stale), years=STALE_DAYS // 365)
        )
        self.odd.setVisible(stale > 0)

    def _failed(self, error: Exception) -> None:
        self.write_button.setText(_("No list"))
        show_error(self, error)

    # writing

    def write(self) -> None:
        plan = self._plan
        if plan is None or not self._fresh or not plan.written:
            return
        target = self._ask_place(self, self._name(), plan.target.kind)
        if target is None:
            return
        replacing, author = target.exists(), self.session.author  # the dialog asked whether it may be replaced
        self.write_button.setEnabled(False)
        self.session.run(
            lambda db, _progress: export.write(db, plan, target, author, overwrite=replacing),
            self._written,
            self._not_written,
        )

    def _written(self, done: export.Export) -> None:
        self._last_file = done.file
        text = _("{recipients} are in {file}.").format(recipients=recipients(done.written), file=done.file.name)
        if done.guarded:
            text += " " + ngettext(
                "{n} cell that looked like a formula was made safe.",
                "{n} cells that looked like formulas were made safe.",
                done.guarded,
            ).format(n=show.number(done.guarded))
        self.done_note.set_text(text, "ok")
        self.done_note.show()
        self._right.verticalScrollBar().setValue(0)

    def _not_written(self, error: Exception) -> None:
        self.write_button.setEnabled(self._fresh)
        show_error(self, error)

    def _show_file(self) -> None:
        if self._last_file is not None:
            show_in_folder(self._last_file)

    # the log

    def _ask_recipients(self, number: int) -> None:
        self.session.ask(lambda db: log.recipients(db, number), lambda frozen: self.log.show_recipients(number, frozen))

    def _names(self, numbers: list[int]) -> dict[int, str]:
        return {line.id: line.display_name for line in profiles.lines(self.session.db, numbers)}


def _first_preset() -> str:
    return next(one.title for one in presets() if one.group == "occasion")
