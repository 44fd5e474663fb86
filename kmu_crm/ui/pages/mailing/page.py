"""The page of mailing lists: five answers, who is left and why, the file."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kmu_crm.consent.words import Channel
from kmu_crm.desk.mailing import rule_of, way_to
from kmu_crm.errors import KmuError
from kmu_crm.i18n import _
from kmu_crm.outreach import export, log, own_sheet, remembered
from kmu_crm.profiles import queries as profiles
from kmu_crm.segments import store
from kmu_crm.segments.parser import parse
from kmu_crm.segments.presets import presets
from kmu_crm.store.place import own_sheets
from kmu_crm.ui.errors import show_error
from kmu_crm.ui.page import Page
from kmu_crm.ui.pages.chosen import these
from kmu_crm.ui.pages.mailing.answers import Answers
from kmu_crm.ui.pages.mailing.looks import EMPTY, LIST, LOG_VIEW
from kmu_crm.ui.pages.mailing.naming import Naming
from kmu_crm.ui.pages.mailing.own_template import OwnTemplate, Template
from kmu_crm.ui.pages.mailing.planning import Planning
from kmu_crm.ui.pages.mailing.written import ask_place
from kmu_crm.ui.saved import show_in_folder
from kmu_crm.ui.session import Session

LOG = "log"
AskPlace = Callable[[QWidget, str, str], Path | None]


def make(session: Session) -> Page:
    return MailingPage(session)


class MailingPage(Planning):
    """`ask_place` opens the file dialog."""

    def __init__(self, session: Session, ask_place: AskPlace = ask_place) -> None:
        super().__init__(session, self._names)
        self._ask_place, self._stale = ask_place, True
        self._last_file: Path | None = None
        self._connect()

    def _connect(self) -> None:
        self.write_button.clicked.connect(lambda _on=False: self.write())
        self.show_file.clicked.connect(lambda _on=False: self._show_file())
        self.questions.segment_wanted.connect(lambda: self.go.emit("segments", self.questions.answers.segment or None))
        self.questions.who.forget_wanted.connect(lambda number, _name: _forget(self.session, number))
        self.questions.template_wanted.connect(self.make_template)
        self.remember_button.clicked.connect(lambda _on=False: self._ask_name())
        self.funnel.customers_wanted.connect(lambda ids: self.go.emit("customers", ("filter", these(ids))))
        self.funnel.files_wanted.connect(lambda: self.go.emit("importing", None))
        self.recent.wanted.connect(lambda number: self.go.emit("mailing", (LOG, number)))
        self.log.chosen.connect(self._ask_recipients)
        self.log.opened.connect(self.session.open_profile.emit)

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
        ready = [(one.title, way_to(db, one.id, parse(one.rule))) for one in presets(own_sheets("segments"))]
        self.questions.who.offer([(name, name) for name in own], ready, remembered.lists(db))
        self._load_targets()
        answers = self.questions.answers
        self.questions.set_answers(answers if answers.segment else Answers((own or [_first_preset()])[0]))

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

    def typed(self) -> object:
        return self.questions.answers if self.questions.answers.segment else None

    def type_again(self, typed: object) -> None:
        self.questions.answers = typed  # shown with the programs, which are read when the page is

    def _show_log(self, number: int) -> None:
        self.turn_to(LOG_VIEW)
        self.log.show_campaigns(log.campaigns(self.session.db), number)
        self.title, self.status, self.back = _("Export log"), "", self._leave_log
        self.log.take_focus()
        self.heading_changed.emit()

    def _leave_log(self) -> None:
        if self.at(LOG_VIEW):
            self.turn_to(LIST)
        self._show_title()

    # writing

    def write(self) -> None:
        plan = self._plan
        if plan is None or not self._fresh or not plan.written or self.questions.answers.lacks_reason:
            return
        plan = replace(plan, request=replace(plan.request, reason=self.questions.answers.reason))
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
        self._last_file, self._written_for = done.file, replace(self.questions.answers, seed=None)
        self.show_done(done)

    def _not_written(self, error: Exception) -> None:
        self._offer()
        show_error(self, error)

    def _show_file(self) -> None:
        if self._last_file is not None:
            show_in_folder(self._last_file)

    # remembering

    def _ask_name(self) -> None:
        Naming(self.window(), self._name(), self._remember).open()

    def _remember(self, name: str) -> None:
        answers, author = self.questions.answers.to_remember(), self.session.author
        self.session.run(
            lambda db, _progress: remembered.remember(db, name, answers, author),
            lambda number: self.session.undoable.emit(
                _("List remembered: {name}").format(name=name), lambda session: _forget(session, number)
            ),
        )

    # templates

    def make_template(self, channel: Channel) -> OwnTemplate:
        sheet = OwnTemplate(self.window(), channel, self._keep_template)
        sheet.open()
        return sheet

    def _keep_template(self, made: Template) -> None:
        try:
            kept = own_sheet.keep(
                own_sheets("targets"), made.title, made.channel, made.kind, made.separator, made.columns
            )
        except KmuError as error:
            show_error(self, error)
            return
        self._load_targets()
        self.questions.set_answers(replace(self.questions.answers, preset=kept.name, columns=None))

    # the log

    def _ask_recipients(self, number: int) -> None:
        self.session.ask(lambda db: log.recipients(db, number), lambda frozen: self.log.show_recipients(number, frozen))

    def _names(self, numbers: list[int]) -> dict[int, str]:
        return {line.id: line.display_name for line in profiles.lines(self.session.db, numbers)}


def _forget(session: Session, number: int) -> None:
    author = session.author
    session.run(lambda db, _progress: remembered.forget(db, number, author))


def _first_preset() -> str:
    return next(one.id for one in presets() if one.group == "occasion")
