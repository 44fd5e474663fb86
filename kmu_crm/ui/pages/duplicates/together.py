"""Pairs for which the very same speaks: a look at all of them in a list, then one action, taken back in one."""

from collections.abc import Callable, Sequence
from textwrap import shorten

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from kmu_crm.desk import questions
from kmu_crm.desk.questions import Group, GroupLine, Waiting
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.ui.overlay import PassingOverlay
from kmu_crm.ui.pages.customers.question import Latest
from kmu_crm.ui.session import Session
from kmu_crm.ui.tables import Column, PagedTable, Person, Table, Tagged
from kmu_crm.ui.tips import tip
from kmu_crm.ui.widgets import Button, ElidedLabel, Label, SkeletonBars, column, lay_out, line, row

LONGEST = 130  # letters of a group's reasons that have room in one line
Decide = Callable[[Sequence[Waiting], bool], object]


class TogetherSheet(PassingOverlay):
    """`decide(pairs, one)` carries out what the buttons say."""

    def __init__(self, session: Session, groups: Sequence[Group], decide: Decide) -> None:
        assert session.window is not None
        super().__init__(session.window, 1160, 680)
        self._groups, self._decide, self._latest = list(groups), decide, Latest(session, self)
        self._lines: list[GroupLine] = []
        self.choice = QComboBox()
        for one in (self.choice, self.choice.view()):
            one.setAccessibleName(_("Groups of pairs"))
        for place, group in enumerate(groups):
            self.choice.addItem(shorten(title(group), LONGEST, placeholder=" …"))
            self.choice.setItemData(place, tip(title(group)), Qt.ItemDataRole.ToolTipRole)
        self.choice.currentIndexChanged.connect(lambda _place: self._look())
        self._model = PagedTable(_columns(), lambda ids: [self._lines[place] for place in ids], key=self._place_of)
        self.table = Table(self._model, _("Pairs of the group"))
        self._model.setParent(self.table)
        self._model.checked_changed.connect(lambda _ids: self._count())
        self.merge = Button(" ", "primary", "git-merge", on_click=lambda: self._settle(True))
        self.apart = Button(" ", icon="split", on_click=lambda: self._settle(False))
        close = Button("", "ghost", "x", name=_("Close"), on_click=self.close_up)
        head = row(Label(_("Decide together"), "title"), 1, close, gap=10, margins=(20, 12, 14, 4))
        self._whole = Label("", "caption2", wrap=True)
        why = Label(
            _("The same speaks for and against all of these. Take the tick off those that you want to look at alone."),
            "caption2", wrap=True,
        )  # fmt: skip
        chosen = column(self.choice, self._whole, why, gap=6, margins=(20, 0, 20, 10))
        self._places = QStackedWidget()
        loading = QWidget()
        lay_out(loading, column(SkeletonBars(8, 42), 1, margins=(18, 8, 18, 8)))
        for place in (loading, self.table):
            self._places.addWidget(place)
        note = ElidedLabel(_("Taken back in one step, also on another day"), "caption2")
        foot = row(note, self.apart, self.merge, gap=8, margins=(20, 10, 18, 12))
        foot.setStretch(0, 1)
        body = column(head, chosen, line(), self._places, line(), foot, gap=0)
        body.setStretch(3, 1)
        lay_out(self.dialog, body)
        self._look()

    def _place_of(self, one: GroupLine) -> int:
        return self._by_key[one.waiting.key]

    def _look(self) -> None:
        group = self._groups[self.choice.currentIndex()]
        self._whole.setText(group.text)
        self._whole.setVisible(len(title(group)) > LONGEST)  # else the choice says it
        self._places.setCurrentIndex(0)
        self._show([])
        self._latest.ask(lambda db: questions.look(db, group), self._looked)

    def _show(self, lines: list[GroupLine]) -> None:
        self._lines = lines
        self._by_key = {one.waiting.key: place for place, one in enumerate(lines)}
        self._model.set_ids(range(len(lines)))
        self._model.set_checked(range(len(lines)))
        self._count()

    def _looked(self, lines: list[GroupLine]) -> None:
        """None of them where all are gone meanwhile: nothing is on its way then either."""
        self._show(lines)
        self._places.setCurrentIndex(1)
        self.table.setFocus()

    def ticked(self) -> list[Waiting]:
        return [self._lines[place].waiting for place in sorted(self._model.checked())]

    def _count(self) -> None:
        n = len(self._model.checked())
        self.merge.setText(ngettext("Merge {n} pair", "Merge {n} pairs", n).format(n=show.number(n)))
        self.apart.setText(ngettext("Keep {n} pair apart", "Keep {n} pairs apart", n).format(n=show.number(n)))
        for button in (self.merge, self.apart):
            button.setEnabled(n > 0)

    def _settle(self, one: bool) -> None:
        ticked = self.ticked()
        self.close_up()
        self._decide(ticked, one)


def title(group: Group) -> str:
    n = len(group.members)
    return ngettext("{n} pair: {reasons}", "{n} pairs: {reasons}", n).format(n=show.number(n), reasons=group.text)


def _columns() -> list[Column]:
    return [
        Column("tick", "", "check", lambda _one: None, 40),
        Column("names", _("Pair"), "person", lambda one: Person(*one.waiting.names), 230),
        Column("agrees", _("Agrees"), "quiet_lines", lambda one: one.agrees, 230),
        Column("differs", _("Differs"), "lines", lambda one: one.differs, 0),
        Column("sure", "", "chip", lambda one: Tagged(show.percent(one.waiting.pair.probability)), 70),
    ]
