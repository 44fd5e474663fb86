"""The page of mailing lists: five answers, who is left and why, the file."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from sqlite3 import Connection

from PySide6.QtWidgets import QWidget

from kmu_crm.desk.mailing import rule_of
from kmu_crm.errors import KmuError
from kmu_crm.i18n import _
from kmu_crm.outreach import export, log, sheets
from kmu_crm.outreach.plan import Plan
from kmu_crm.profiles import queries as profiles
from kmu_crm.segments import store, words
from kmu_crm.segments.presets import presets
from kmu_crm.ui.errors import show_error
from kmu_crm.ui.latest import Latest
from kmu_crm.ui.page import Page
from kmu_crm.ui.pages.mailing.answers import Answers
from kmu_crm.ui.pages.mailing.looks import EMPTY, LIST, LOG_VIEW, Looks
from kmu_crm.ui.pages.mailing.written import ask_place, show_in_folder
from kmu_crm.ui.session import Session

WAIT_MS = 150
LOG = "log"
AskPlace = Callable[[QWidget, str, str], Path | None]


def make(session: Session) -> Page:
    return MailingPage(session)


class MailingPage(Looks):
    """`ask_place` opens the file dialog."""

    def __init__(self, session: Session, ask_place: AskPlace = ask_place) -> None:
        super().__init__(self._names)
        self.session, self._ask_place = session, ask_place
        self._own = session.store.file.parent / "targets"
        self._plan: Plan | None = None
        self._fresh, self._stale = False, True
        self._last_file: Path | None = None
        self._latest = Latest(session, self, WAIT_MS)
        self._connect()

    def _connect(self) -> None:
        self.write_button.clicked.connect(lambda _on=False: self.write())
        self.show_file.clicked.connect(lambda _on=False: self._show_file())
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
            self.turn_to(EMPTY)
            self.heading_changed.emit()
            return
        if self.at(EMPTY):
            self.turn_to(LIST)
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
        if self.at(LOG_VIEW):
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
        self.turn_to(LOG_VIEW)
        self.log.show_campaigns(log.campaigns(self.session.db), number)
        self.title, self.status, self.back = _("Export log"), "", self._leave_log
        self.heading_changed.emit()

    def _leave_log(self) -> None:
        if self.at(LOG_VIEW):
            self.turn_to(LIST)
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
        self.show_stale(len(plan.stale))
        self.show_written(plan.written)

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
        self.show_done(done)

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
