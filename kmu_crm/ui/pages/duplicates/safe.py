"""What was joined without a question, the least certain first; each can be taken apart."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QWidget

from kmu_crm.desk import joined
from kmu_crm.desk.joined import Match
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.identity import queries as identity
from kmu_crm.ui.errors import show_error
from kmu_crm.ui.overlay import PassingOverlay
from kmu_crm.ui.pages.customers import words
from kmu_crm.ui.pages.customers.question import Latest
from kmu_crm.ui.session import Session
from kmu_crm.ui.tables import Column, PagedTable, Person, Table, Tagged
from kmu_crm.ui.widgets import Button, ElidedLabel, EmptyState, Label, SkeletonBars, column, lay_out, line, row


def show_safe(window: QWidget, session: Session) -> "SafeMatches":
    sheet = SafeMatches(window, lambda match: take_apart(session, match), session.open_profile.emit)
    sheet.open()
    Latest(session, sheet).ask(
        lambda db: (joined.matches(db), identity.merged_safely(db)), lambda found: sheet.show_matches(*found)
    )
    return sheet


def take_apart(session: Session, match: Match) -> None:
    """For good, against every later import; can be undone."""
    author = session.author
    said = _("Taken apart: {names}").format(names=" / ".join(dict.fromkeys((match.left, match.right))))
    session.record(
        said,
        lambda db, progress: joined.take_apart(db, match.a, match.b, author, progress),
        None,
        lambda error: session.window and show_error(session.window, words.by_name(error, match.left)),
    )


class SafeMatches(PassingOverlay):
    """`take_apart(match)` and `open_profile(number)` do what the buttons say."""

    def __init__(
        self, window: QWidget, take_apart: Callable[[Match], object], open_profile: Callable[[int], object]
    ) -> None:
        super().__init__(window, 1000, 640)
        self._matches: dict[int, Match] = {}  # by the record that was joined to an earlier one
        self._take_apart, self._open = take_apart, open_profile
        self._count = ElidedLabel("", "caption2")
        self._model = PagedTable(
            _columns(), lambda ids: [self._matches[record] for record in ids], key=lambda match: match.b
        )
        self.table = Table(self._model, _("Safe matches"))
        self._model.setParent(self.table)
        self.table.current_changed.connect(lambda _place: self._chosen_changed())
        self.table.opened.connect(lambda _place: self._open_chosen())
        self._why = Label("", "body2", wrap=True)
        self.apart = Button(_("Take apart"), icon="split", on_click=self._apart_chosen)
        self.open_button = Button(_("Open customer"), icon="user", on_click=self._open_chosen)
        self._places = QStackedWidget()
        loading = QWidget()
        lay_out(loading, column(SkeletonBars(8, 42), 1, margins=(18, 8, 18, 8)))
        for place in (loading, self.table, EmptyState(_("Nothing was joined yet"), " ", "git-merge")):
            self._places.addWidget(place)
        close = Button("", "ghost", "x", name=_("Close"), on_click=self.close_up)
        head = row(Label(_("Safe matches"), "title"), self._count, close, gap=10, margins=(20, 12, 14, 10))
        head.setStretch(1, 1)
        foot = row(self._why, self.open_button, self.apart, gap=8, margins=(20, 10, 18, 12))
        foot.setStretch(0, 1)
        body = column(head, line(), self._places, line(), foot, gap=0)
        body.setStretch(2, 1)
        lay_out(self.dialog, body)
        self._chosen_changed()

    def show_matches(self, found: list[Match], joined: int) -> None:
        self._matches = {match.b: match for match in found}
        self._model.set_ids(list(self._matches))
        self._places.setCurrentIndex(1 if found else 2)
        said = ngettext("{n} record joined by itself", "{n} records joined by themselves", joined)
        self._count.setText(_("{joined} · the least certain first").format(joined=said.format(n=show.number(joined))))
        if found:
            self.table.selectRow(0)
            self.table.setFocus()
        self._chosen_changed()

    def chosen(self) -> Match | None:
        return self._matches.get(self.table.current_id() or 0)

    def _chosen_changed(self) -> None:
        match = self.chosen()
        self.apart.setEnabled(match is not None)
        self.open_button.setEnabled(match is not None)
        self._why.setText(_("For: {reasons}.").format(reasons=", ".join(match.reasons)) if match else "")

    def _apart_chosen(self) -> None:
        if match := self.chosen():
            self.close_up()
            self._take_apart(match)

    def _open_chosen(self) -> None:
        if match := self.chosen():
            self.close_up()
            self._open(match.profile)


def _columns() -> list[Column]:
    def programs(match: Match) -> str:
        return " + ".join(dict.fromkeys(words.system(one) for one in match.systems))

    return [
        Column("names", _("Joined"), "person", lambda match: Person(match.left, match.right), 260),
        Column("programs", _("Programs"), "quiet", programs, 200),
        Column("reasons", _("Because"), "quiet", lambda match: ", ".join(match.reasons), 0),
        Column("sure", _("Certainty"), "chip", lambda match: Tagged(show.percent(match.probability)), 100),
    ]
