"""Who belongs to this customer without being one: company and people, household, branches and sisters."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kmu_crm.desk.dossier import Dossier
from kmu_crm.desk.related import Related, Together
from kmu_crm.fields import phone, show
from kmu_crm.fields.text import fold
from kmu_crm.i18n import _, ngettext
from kmu_crm.profiles.people_of import Contact
from kmu_crm.profiles.relations import said
from kmu_crm.ui.pages.customers.relating import RelationEntry
from kmu_crm.ui.session import Session
from kmu_crm.ui.tips import tip
from kmu_crm.ui.widgets import Button, IconLabel, Label, clear, column, lay_out, line, nest, row

SHOWN, SHOWN_RECRUITED = 6, 3
_ICONS = {"lives_with": "house", "works_at": "users", "owns": "users"}  # of a company another company: a building


class _Link(Button):
    """A name of any length: cut with an ellipsis where the width ends, the whole name is then the tooltip."""

    def __init__(self, name: str, on_click: Callable[[], object]) -> None:
        super().__init__(name, "link", small=True, on_click=on_click)
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = max(self.contentsRect().width() - 4, 8)
        self.setText(self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, room))
        self.setToolTip(tip(self._name if self.text() != self._name else ""))


def _strangers(of: Dossier) -> list[Contact]:
    """People of the company who are no customers of their own."""
    known = {fold(one.name) for one in of.relations}
    return [one for one in of.people if fold(one.name) not in known]


def _person(one: Contact):
    """Whether they may be written to or called is said above: here stands only who it is."""
    number = phone.show_national(one.phone) if one.phone else ""
    told = " · ".join(part for part in (one.role, one.email, number) if part)
    both = column(Label(one.name, wrap=True), *([Label(told, "caption2", wrap=True)] if told else []), gap=0)
    shown = row(IconLabel("user"), both, gap=8)
    shown.setStretch(1, 1)
    return shown


class Relations(QWidget):
    """`opened` gives the number of the other customer that somebody wants to see."""

    opened = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._of: Dossier | None = None
        self.links: list[Button] = []
        self.denials: list[Button] = []
        self.add = Button(_("Add a relation …"), "link", "plus", small=True, on_click=self.open_entry)
        self._lines, self._all = column(gap=6), False
        lay_out(self, column(self._lines, row(self.add, 1), gap=6))

    def show_customer(self, of: Dossier) -> None:
        if self._of is None or self._of.number != of.number:
            self._all = False
        self._of = of
        held = self.isAncestorOf(self.window().focusWidget())
        clear(self._lines)
        self.links, self.denials = [], []
        shown = of.relations if self._all else of.relations[:SHOWN]
        for one in shown:
            nest(self._lines, self._line(one))
        people = _strangers(of)
        seen = people if self._all else people[:SHOWN]
        for person in seen:
            nest(self._lines, _person(person))
        if rest := len(of.relations) - len(shown) + len(people) - len(seen):
            more = ngettext("{n} more", "{n} more", rest).format(n=show.number(rest))
            self._lines.addWidget(Button(more, "link", small=True, on_click=self._show_all))
        if not of.relations and not people:
            self._lines.addWidget(Label(_("No company, household or sister known."), "caption2", wrap=True))
        self._show_referrals(of)
        if of.together:
            self._lines.addWidget(line())
            self._lines.addWidget(Label(_sum(of.together, is_company=of.is_company), "caption2", wrap=True))
        if held:  # what had the focus is gone
            self.add.setFocus()

    def _show_referrals(self, of: Dossier) -> None:
        """Who recommended us to them, and whom they recommended us to: their value stands apart from own revenue."""
        by, recruited = of.referrals.by, of.referrals.recruited
        if by or recruited:
            self._lines.addWidget(line())
        if by:
            nest(self._lines, self._recommended(by[0], by[1], _("recommended us")))
        currency = of.figures.currency if of.figures else "EUR"
        for one in recruited[:SHOWN_RECRUITED]:
            amount = show.amount(one.revenue_net, currency)
            told = _("came by recommendation · revenue {amount}").format(amount=amount)
            nest(self._lines, self._recommended(one.profile, one.name, told))
        if len(recruited) > 1:
            told = ngettext(
                "{n} recruited, {amount} revenue in all", "{n} recruited, {amount} revenue in all", len(recruited)
            )
            total = show.amount(of.referrals.revenue_net, currency)
            self._lines.addWidget(
                Label(told.format(n=show.number(len(recruited)), amount=total), "caption2", wrap=True)
            )

    def _recommended(self, profile: int, name: str, told: str):
        link = _Link(name, lambda: self.opened.emit(profile))
        link.setAccessibleName(_("Open {name}").format(name=name))
        self.links.append(link)
        shown = row(IconLabel("heart-handshake"), column(link, Label(told, "caption2", wrap=True), gap=0), gap=8)
        shown.setStretch(1, 1)
        return shown

    def _line(self, one: Related):
        name = _Link(one.name, lambda: self.opened.emit(one.profile))
        name.setAccessibleName(_("Open {name}").format(name=one.name))
        told = Label(" · ".join(part for part in (one.role, one.why) if part), "caption2", wrap=True)
        deny = Button("", "ghost", "x", small=True, name=_("No relation with {name}").format(name=one.name))
        deny.clicked.connect(lambda: self._deny(one))
        self.links.append(name)
        self.denials.append(deny)
        both = column(name, told, gap=0)
        shown = row(IconLabel(_ICONS.get(one.kind, "building-2")), both, deny, gap=8)
        shown.setStretch(1, 1)
        return shown

    def _show_all(self) -> None:
        self._all = True
        if self._of is not None:
            self.show_customer(self._of)

    def open_entry(self) -> None:
        if self._of is not None:
            RelationEntry(self._session, self._of).open()

    def _deny(self, one: Related) -> None:
        """Can be undone; a relation that a person told is taken back by it, too."""
        assert self._of is not None
        number, author, session = self._of.number, self._session.author, self._session
        told = _("No relation: {left} / {right}").format(left=self._of.name, right=one.name)

        session.record(told, lambda db, _progress: said.unrelate(db, number, one.profile, author))


def _sum(of: Together, *, is_company: bool) -> str:
    """“Firma mit 2 Personen: Umsatz 12 M 9.412,60 €, gesamt 31.200,00 €”."""
    if is_company:
        words = ngettext("Company with {n} person", "Company with {n} people", of.customers - 1)
        who = words.format(n=show.number(of.customers - 1))
    else:
        who = ngettext("Household of {n}", "Household of {n}", of.customers).format(n=show.number(of.customers))
    told = _("{who}: revenue 12 M {year}, in all {revenue}").format(
        who=who, year=show.amount(of.revenue_12m, of.currency), revenue=show.amount(of.revenue_net, of.currency)
    )
    if of.open_amount:
        told += ", " + _("open {amount}").format(amount=show.amount(of.open_amount, of.currency))
    if of.unknown:
        told += ". " + ngettext(
            "Of {n} customer no document tells a net amount.",
            "Of {n} customers no document tells a net amount.",
            of.unknown,
        ).format(n=show.number(of.unknown))
    return told
