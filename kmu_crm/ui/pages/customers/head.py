"""Who this is: name, class and phase, how to reach them, and what is noted of them, typed in place."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from kmu_crm.desk import entry, writing_down
from kmu_crm.desk.derive import key_date
from kmu_crm.desk.dossier import Dossier
from kmu_crm.desk.entry import BadEntry
from kmu_crm.fields import show
from kmu_crm.i18n import _
from kmu_crm.ui.pages.customers import words
from kmu_crm.ui.pages.customers.drafts import Drafts
from kmu_crm.ui.pages.customers.entry_form import KIND, EntryForm, Typed
from kmu_crm.ui.pages.customers.permits import Permits
from kmu_crm.ui.pages.customers.reaching import Reaching
from kmu_crm.ui.pages.customers.unheard import UnheardHint
from kmu_crm.ui.session import Session
from kmu_crm.ui.tips import tip
from kmu_crm.ui.widgets import Avatar, Button, Chip, ElidedLabel, column, lay_out, row

_PHASE_CHIPS = {"regular": "ok", "at_risk": "warn", "growing": "info", "new": "info"}


class Head(QWidget):
    """`wide`: buttons at the right of the name, for the whole page; else below it, for the panel."""

    def __init__(self, session: Session, drafts: Drafts, *, wide: bool) -> None:
        super().__init__()
        self._session, self._drafts, self._of = session, drafts, None
        self.avatar = Avatar("", 48)
        self.name, self.value, self.phase = ElidedLabel("", "title"), Chip("", "accent"), Chip("", "ok")
        self.guest = Chip(_("Guest"), "neutral")
        self.guest.setToolTip(tip(_("Bought in the web shop without an account, and known from nowhere else")))
        self.second = ElidedLabel("", "caption2")
        self.reaching = Reaching(session, self._fit)
        self.call, self.mail = self.reaching.call, self.reaching.mail
        self.note = Button(_("Note"), icon="sticky-note", on_click=self.open_form)
        self.more = Button("", "ghost", "ellipsis", name=_("More actions"))
        self.more.setMenu(QMenu(self.more))
        self.more.menu().aboutToShow.connect(self._fill_menu)
        self.permits = Permits("plain" if wide else "sunken")
        self.form = EntryForm(self._keep, self._typed)
        self.unheard = UnheardHint(self.open_refusal, self._looked)
        title = row(self.name, self.value, self.phase, self.guest, 1, gap=10)
        words_ = column(title, self.second, gap=2)
        self._wide, buttons = wide, row(self.call, self.mail, self.note, self.more, gap=8)
        if wide:
            words_.addSpacing(6)
            words_.addWidget(self.permits)
            top = row(self.avatar, words_, buttons, gap=12)
            top.setStretch(1, 1)
            top.setAlignment(self.avatar, Qt.AlignmentFlag.AlignTop)
            top.setAlignment(buttons, Qt.AlignmentFlag.AlignTop)
            lay_out(self, column(top, self.form, self.unheard, gap=10))
        else:
            top = row(self.avatar, words_, gap=12)
            top.setStretch(1, 1)
            buttons.addStretch(1)
            lay_out(self, column(top, buttons, self.form, self.unheard, self.permits, gap=10))

    def show_customer(self, of: Dossier) -> None:
        other = self._of is None or self._of.number != of.number
        if all(one.answer == "no" for one in of.permissions):
            self.unheard.hide()
        elif of.unheard:
            self.unheard.show_words(of.unheard)
            self.unheard.button.setEnabled(bool(of.addresses))
        elif other or self.unheard.waits:
            self.unheard.hide()
        self._of = of
        self.form.show_day(key_date(self._session.db))
        self._show_draft(other)
        self.avatar.set_initials(words.initials(of.name))
        self.name.setText(of.name)
        letter = of.figures.value_class if of.figures else None
        self.value.setText(_("{letter} customer").format(letter=letter or ""))
        self.value.setVisible(bool(letter))
        phase = of.figures.lifecycle if of.figures else "prospect"
        self.phase.show_as(words.phase(phase), _PHASE_CHIPS.get(phase, "neutral"))
        self.guest.setVisible(bool(of.guest))
        self.second.setText(second_line(of))
        self.permits.show_all(of.permissions)
        self.reaching.show_ways(of.number, of.advertising, of.notices)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In the panel words make room for the first button's, which may hold a reason."""
        if self._wide:
            return
        further = (self.note, self.mail)
        for button in further:
            button.shorten(False)
        for button in further:
            needed = sum(one.sizeHint().width() for one in (self.call, self.mail, self.note, self.more)) + 3 * 8
            button.shorten(needed > self.width())

    def open_form(self, kind: str = "") -> None:
        """For this kind; without one as it was left, at first for a note."""
        if self._of is not None:
            self.form.open(kind)

    def open_permit(self) -> None:
        if form := self._permit():
            form.open()

    def open_refusal(self) -> None:
        """The same, with the objection chosen, on the first way whose list waits."""
        if form := self._permit():
            assert self._of is not None
            ways = [one.channel for one in self._of.addresses]
            form.choose(next((one for one in self._of.waiting if one in ways), ways[0]), "refusal")
            form.open()

    def _permit(self):
        if self._of is None or not self._of.addresses:
            return None
        from kmu_crm.ui.pages.customers.permitting import PermitEntry

        number = self._of.number

        def barred() -> None:
            if self._of is not None and self._of.number == number:
                self.unheard.hide()  # it has been heard

        return PermitEntry(self.window(), self._session, self._of, barred)

    def _looked(self) -> None:
        assert self._of is not None
        number, author, session = self._of.number, self._session.author, self._session
        said = _("No objection: {name}").format(name=self._of.name)
        self.unheard.hide()
        session.record(said, lambda db, _progress: entry.looked(db, number, author))

    def _fill_menu(self) -> None:
        menu, of = self.more.menu(), self._of
        menu.clear()
        if of is None:
            return
        self.reaching.offer_notices(menu)
        menu.addSeparator()
        for kind in writing_down.KINDS:
            menu.addAction(_("{kind} …").format(kind=writing_down.title(kind)), lambda kind=kind: self.open_form(kind))
        menu.addSeparator()
        menu.addAction(_("Note a consent or objection …"), self.open_permit).setEnabled(bool(of.addresses))
        menu.addSeparator()
        self.reaching.offer_copies(menu, {"phone": of.row["phone"], "email": of.row["email"]})

    def _keep(self, typed: Typed) -> None:
        assert self._of is not None
        number, drafts, session = self._of.number, self._drafts, self._session
        kind, author = typed[KIND], session.author

        def settled(kept: bool) -> None:
            drafts.keeping.discard(number)
            if kept:
                drafts.notes.pop(number, None)
            if self._of is not None and self._of.number == number:  # else one has gone on, and types there
                self._show_draft(other=kept)

        def refused(error: Exception) -> None:
            settled(kept=False)
            if isinstance(error, BadEntry) and self._of is not None and self._of.number == number:
                self.form.show()
                self.form.set_problem(str(error.facts["field"]), str(error))
            else:
                session.show_error(error)

        drafts.keeping.add(number)
        drafts.notes[number] = typed
        self._show_draft(other=False)
        session.record(
            writing_down.told(kind, self._of.name),
            lambda db, progress: writing_down.write_down(db, number, kind, typed, author, progress),
            lambda _made: settled(kept=True),
            refused,
        )
        words_ = f"{typed.get('text', '')} {typed.get('outcome', '')}".strip()
        self.unheard.hear(words_, [one.answer for one in self._of.permissions])
        self.unheard.button.setEnabled(bool(self._of.addresses))

    def _typed(self, typed: Typed) -> None:
        if self._of is not None:
            self._drafts.note_changed(self._of.number, typed)

    def _show_draft(self, other: bool) -> None:
        assert self._of is not None
        number = self._of.number
        self.form.show_draft(self._drafts.notes.get(number, {}), number in self._drafts.keeping, other)


def second_line(of: Dossier) -> str:
    """`Anja Seidel · Kd.-Nr. 10247 · Kunde seit 03.2021`, of who has not bought yet “Interessent seit”."""
    number = _("Cust. no. {number}").format(number=of.customer_numbers[0]) if of.customer_numbers else ""
    said = _("customer since {day}")
    if of.lead and not of.lead.lead.sold:
        said = _("lead since {day}")
    since = said.format(day=show.month(of.since)) if of.since else ""
    return " · ".join(part for part in (of.contact, number, since, words.of_nobody(of.name)) if part)
