"""How far a lead has come, why, who answers for it and until when; and what marketing and sales say of it."""

from collections.abc import Callable
from sqlite3 import Connection

from PySide6.QtWidgets import QWidget

from kmu_crm.decisions import journal
from kmu_crm.desk.dossier import Dossier
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.sales.leads import clock, deciding, history, words
from kmu_crm.sales.leads.history import Earned, Story
from kmu_crm.sales.leads.stages import ORDER, Lead
from kmu_crm.ui.pages.customers.leading import Asked, HandOver, OtherOwner, Refusal
from kmu_crm.ui.session import Session
from kmu_crm.ui.tips import tip
from kmu_crm.ui.widgets import (
    Button,
    Chip,
    ElidedLabel,
    FlowLayout,
    IconLabel,
    Label,
    Surface,
    clear,
    column,
    lay_out,
    nest,
    row,
)

_FACTS = 5
_BESIDE = {"nurture": "info", "parked": "neutral"}  # stages that stand beside the path


class LeadPart(QWidget):
    """`wide`: on the whole page, with the facts behind the points and the days; else framed, for the panel. Hidden where
    there is no lead."""

    def __init__(self, session: Session, *, wide: bool) -> None:
        super().__init__()
        self._session, self._wide = session, wide
        self._of: Dossier | None = None
        self._lines = column(gap=6, margins=(0, 0, 0, 0) if wide else (12, 8, 12, 8))
        self.clock = Label("", "caption2", wrap=True)
        self.hand = Button(_("Hand over …"), icon="handshake", small=True, on_click=self._hand_over)
        self.accept = Button(_("Accept"), icon="check", small=True, on_click=self._accept)
        self.reject = Button(_("Give back …"), icon="undo-2", small=True, on_click=self._reject)
        self.owner = Button(_("Other owner …"), "link", small=True, on_click=self._other_owner)
        buttons = QWidget()
        flow = FlowLayout(buttons)  # a narrow window has no room for all of them in a row
        for button in (self.hand, self.accept, self.reject, self.owner):
            flow.addWidget(button)
        body = column(self._lines, self.clock, buttons, gap=8)
        if wide:
            lay_out(self, body)
        else:
            body.setContentsMargins(0, 0, 0, 8)
            buttons.setContentsMargins(12, 0, 12, 0)
            self.clock.setContentsMargins(12, 0, 12, 0)
            lay_out(self, column(Label(_("Lead"), "section"), Surface("sunken", body), gap=6))
        self.hide()

    def show_customer(self, of: Dossier) -> None:
        self._of, story = of, of.lead
        held = self.isAncestorOf(self.window().focusWidget())
        clear(self._lines)
        self.setVisible(story is not None)
        if story is None:
            return
        nest(self._lines, self._steps(story))
        self._lines.addWidget(Label(_sum(story), "caption2", wrap=True))
        if self._wide:
            for one in story.earned[:_FACTS]:
                nest(self._lines, _fact(one))
            self._tell_history(story)
        self._show_clock(story.lead)
        self._fit_buttons(story.lead)
        if held and self.window().focusWidget() is None:
            self.owner.setFocus()

    def _steps(self, of: Story):
        days = {step.what: step.day for step in of.steps}
        here = ORDER.index(of.lead.stage) if of.lead.stage in ORDER else -1
        pieces = [self._step(stage, days.get(stage, ""), place - here) for place, stage in enumerate(ORDER)]
        told = column(*pieces, gap=4) if self._wide else row(*pieces, gap=6)
        if here < 0:
            chip = Chip(words.stage(of.lead.stage), _BESIDE[of.lead.stage])
            reason = words.reason(of.lead.reason, of.lead.text) if of.lead.stage == "nurture" else ""
            beside = row(chip, ElidedLabel(reason, "caption2"), gap=8)
            beside.setStretch(1, 1)
            told = column(told, beside, gap=6)
        return told

    def _step(self, stage: str, day: str, ahead: int):
        """`ahead`: 0 where the lead stands, less for what lies behind it."""
        title = words.stage(stage)
        shown = title if self._wide else title.partition(" (")[0]
        icon, tone = (
            ("circle-dot", "accent_text") if ahead == 0 else ("circle-check", "ok") if day else ("circle", "text3")
        )
        name = ElidedLabel(shown, "strong" if ahead == 0 else "caption2")
        said = ", ".join(filter(None, (title, show.date(day) if day else "", _("here now") if ahead == 0 else "")))
        name.setAccessibleName(said)
        name.setToolTip(tip(said))
        pieces = row(IconLabel(icon, tone), name, gap=5)
        pieces.setStretch(1, 1)
        if self._wide and day:
            pieces.addWidget(Label(show.date(day), "micro", tabular=True))
        return pieces

    def _tell_history(self, of: Story) -> None:
        """What people said, as the steps alone do not tell it."""
        for step in of.steps:
            if step.decision is not None:
                text = " · ".join(filter(None, (show.date(step.day), history.told(step), step.detail)))
                self._lines.addWidget(Label(text, "micro", wrap=True))

    def _show_clock(self, of: Lead) -> None:
        self.clock.setVisible(of.waiting and of.due is not None)
        if of.waiting and of.due:
            left = clock.left(of.due, journal.now())
            told = _("Answer of sales due {when}: {left}").format(when=show.moment(of.due), left=words.time_left(left))
            self.clock.setText(told)
            self.clock.set_tone("danger" if left < 0 else "")

    def _fit_buttons(self, of: Lead) -> None:
        is_open = of.stage != "customer"
        with_sales = of.waiting or of.stage == "sal"
        for button, shown in (
            (self.hand, is_open and not with_sales), (self.accept, of.waiting), (self.reject, is_open and with_sales),
            (self.owner, is_open),
        ):  # fmt: skip
            button.setVisible(shown)

    # what is said of it

    def _hand_over(self) -> None:
        def said(db: Connection, number: int, author: str, typed: Asked) -> int:
            return deciding.hand_over(db, number, typed.owner, author)

        self._open(
            HandOver,
            said,
            lambda typed: _("Handed over to {owner}: {name}").format(owner=typed.owner, name=self._name()),
        )

    def _reject(self) -> None:
        def said(db: Connection, number: int, author: str, typed: Asked) -> int:
            return deciding.reject(db, number, typed.reason, author, typed.text)

        self._open(Refusal, said, lambda _typed: _("Given back: {name}").format(name=self._name()))

    def _other_owner(self) -> None:
        def said(db: Connection, number: int, author: str, typed: Asked) -> int:
            return deciding.set_owner(db, number, typed.owner, author)

        self._open(
            OtherOwner, said, lambda typed: _("{owner} answers for {name}").format(owner=typed.owner, name=self._name())
        )

    def _accept(self) -> None:
        assert self._of is not None
        number, author = self._of.number, self._session.author
        told = _("Accepted: {name}").format(name=self._name())
        self.accept.setEnabled(False)  # one press, one decision
        self._run(lambda db, _progress: deciding.accept(db, number, author), told, lambda: self.accept.setEnabled(True))

    def _open(self, form, said: Callable[..., int], told: Callable[[Asked], str]) -> None:
        assert self._of is not None and self._of.lead is not None
        number, author, session = self._of.number, self._session.author, self._session

        def keep(typed: Asked, left: Callable[[], None], refused: Callable[[Exception], None]) -> None:
            words_ = told(typed)

            session.record(
                words_, lambda db, _progress: said(db, number, author, typed), lambda _decision: left(), refused
            )

        form(session, self._of.lead, keep).open()

    def _run(self, call, told: str, over: Callable[[], object]) -> None:
        session = self._session

        def failed(error: Exception) -> None:
            over()
            session.show_error(error)

        session.record(told, call, lambda _decision: over(), failed)

    def _name(self) -> str:
        return self._of.name if self._of is not None else ""


def _sum(of: Story) -> str:
    """“35 Punkte, ab 20 qualifiziert · zuständig: Berg”."""
    n = of.lead.points
    points = ngettext("{n} point", "{n} points", n).format(n=show.number(n))
    parts = [_("{points}, qualified from {least}").format(points=points, least=show.number(of.mql))]
    if of.lead.bypassed and of.lead.stage not in ("nurture", "customer"):
        parts.append(_("handed over past the criteria"))
    if of.lead.owner:
        parts.append(_("owner: {owner}").format(owner=of.lead.owner))
    return " · ".join(parts)


def _fact(one: Earned):
    """“2 × Anfrage, zuletzt 05.10.2025 … +40”."""
    what = one.what
    if one.n:
        what = _("{n} × {what}, last {day}").format(n=show.number(one.n), what=one.what, day=show.date(one.day or ""))
    told = row(ElidedLabel(what, "micro"), Label(f"+{show.number(one.points)}", "micro", tabular=True), gap=8)
    told.setStretch(0, 1)
    return told
