"""The five answers become a plan: who is left and why, and how the file would look."""

from dataclasses import replace
from sqlite3 import Connection

from kmu_crm.desk.mailing import rule_of
from kmu_crm.errors import KmuError
from kmu_crm.i18n import _
from kmu_crm.outreach import sheets
from kmu_crm.outreach.plan import Plan
from kmu_crm.profiles import queries as profiles
from kmu_crm.segments import words
from kmu_crm.store.place import own_sheets
from kmu_crm.ui.errors import show_error
from kmu_crm.ui.latest import Latest
from kmu_crm.ui.pages.mailing.answers import Answers
from kmu_crm.ui.pages.mailing.log_view import Namer
from kmu_crm.ui.pages.mailing.looks import Looks
from kmu_crm.ui.session import Session

WAIT_MS = 150


class Planning(Looks):
    """Plans anew after every answer."""

    def __init__(self, session: Session, names: Namer) -> None:
        super().__init__(names)
        self.session = session
        self._plan: Plan | None = None
        self._fresh = False
        self._written_for: Answers | None = None  # what the note about a written file speaks of
        self._latest = Latest(session, self, WAIT_MS)
        self._latest.answered.connect(self._show_plan)
        self._latest.failed.connect(self._failed)
        self.questions.answered.connect(self._answered)
        self.questions.reason_given.connect(self._offer)
        self.preview.columns_picked.connect(self._pick_columns)

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

    def _answered(self, answers: Answers) -> None:
        """The old plan stays, greyed, until the new one is there."""
        self._fresh = False
        if self._written_for not in (None, replace(answers, seed=None)):
            self.done_note.hide()
        self._show_title()
        for card in (self.funnel, self.preview):
            card.setEnabled(False)
        self.write_button.setEnabled(False)
        size = self._plan.funnel.segment_size if self._plan and self._plan.request.rule == answers.segment else None
        self.questions.who.show_segment(self._name(), profiles.count(self.session.db), size)
        own = own_sheets("targets")

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
        self.show_unheard(plan.unheard)
        self._offer()

    def _offer(self) -> None:
        """The button as the plan and the reason allow it."""
        if self._plan is not None and self._fresh:
            self.show_written(self._plan.written, self.questions.answers.lacks_reason)

    def _failed(self, error: Exception) -> None:
        self.write_button.setText(_("No list"))
        show_error(self, error)

    def _load_targets(self) -> None:
        try:
            self.questions.know(sheets.targets(own_sheets("targets")))
        except KmuError as error:
            self.questions.know(sheets.targets())
            show_error(self, error)
