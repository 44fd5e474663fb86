"""Which value wins: for each group of fields the kinds of sources in order, and what another order would change."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from kmu_crm import settings
from kmu_crm.desk import foreseen, foreseen_words
from kmu_crm.desk.foreseen import Values
from kmu_crm.i18n import N_, _
from kmu_crm.profiles import precedence, trust
from kmu_crm.settings import TRUST
from kmu_crm.ui import theme
from kmu_crm.ui.latest import Latest
from kmu_crm.ui.pages.customers import words
from kmu_crm.ui.pages.settings.keeping import keep
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import Button, Card, FormRow, Label, Picker, clear, column, lay_out, row, scrolled

_WAIT_MS = 250
_GROUPS = {
    "email": N_("E-mail"), "phone": N_("Phone"), "address": N_("Address"), "name": N_("Name"), "company": N_("Company"),
    "birth_date": N_("Birthday"), "vat_id": N_("VAT number"), "all": N_("All other fields"),
}  # fmt: skip
_EQUALS = {
    "first": N_("the one that was there first"), "newest": N_("the newest"), "fullest": N_("the fullest record"),
}  # fmt: skip
_KIND = Qt.ItemDataRole.UserRole


class Order(QListWidget):
    """Rows that are moved by Alt and an arrow; `on_move` gets the step."""

    def __init__(self, name: str, on_move: Callable[[int], object]) -> None:
        super().__init__()
        self._on_move = on_move
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._on_move(step)
        else:
            super().keyPressEvent(event)


class WhichValue(QWidget):
    """Nothing changes until `take`; what it would change is worked out off the window's thread."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self.foreseen = session, None
        self._now: dict[str, str] = {}
        self._chosen: dict[str, str] = {}
        self._latest = Latest(session, self, _WAIT_MS)
        self._latest.answered.connect(self._show)
        self._latest.failed.connect(session.show_error)
        self.groups, self.order = QListWidget(), Order(_("Sources, the most trusted first"), self.move_by)
        self.groups.setAccessibleName(_("Fields"))
        for _group in _GROUPS:
            self.groups.addItem(QListWidgetItem())
        self.groups.currentRowChanged.connect(lambda _row: self._show_order())
        self.order.currentRowChanged.connect(lambda _row: self._allow_moves())
        self.up = Button(_("Up"), icon="arrow-up", small=True, on_click=lambda: self.move_by(-1))
        self.down = Button(_("Down"), icon="arrow-down", small=True, on_click=lambda: self.move_by(1))
        self.inherit = Button("", "link", on_click=lambda: self._choose(self.group(), ""))
        self.equals = Picker(_("Of equally trusted sources counts"))
        for rule, title in _EQUALS.items():
            self.equals.addItem(_(title), rule)
        self.equals.activated.connect(lambda _row: self._choose("equals", str(self.equals.currentData())))
        self.outcome, self._examples = Label("", "strong", wrap=True), column(gap=6)
        self.reset = Button(_("As delivered"), "link", on_click=self._reset)
        self.back = Button(_("Discard"), on_click=self.load)
        self.take = Button(_("Take over"), "primary", on_click=self._take)
        cards = column(self._orders(), self._would(), 1, gap=12, margins=(20, 16, 20, 16))
        lay_out(self, column(scrolled(cards), gap=0))
        self.load()

    def _orders(self) -> Card:
        told = _(
            "What a person puts right or types in always counts. Where files disagree, the value of the most trusted source"
            " counts; at each value of a customer stands why."
        )
        for one, tall in ((self.groups, len(_GROUPS)), (self.order, len(settings.SOURCES))):
            one.setFixedHeight(theme.px(32 * tall + 4))
        self.groups.setFixedWidth(theme.px(230))
        left = column(Label(_("Field"), "caption2"), self.groups, 1, gap=4)
        buttons = row(self.up, self.down, self.inherit, 1, gap=8)
        right = column(Label(_("Sources, the most trusted first"), "caption2"), self.order, buttons, 1, gap=6)
        both = row(left, right, gap=16)
        both.setStretch(1, 1)
        self.equals.setMinimumWidth(theme.px(250))
        rule = FormRow(_("Of equally trusted sources counts"), self.equals, label_width=230)
        return Card(_("Whose word counts?")).add(Label(told, "body2", wrap=True), both, row(rule, 1))

    def _would(self) -> Card:
        card = Card(_("What would change"))
        return card.add(self.outcome, self._examples, row(self.reset, 1, self.back, self.take, gap=8))

    # what stands, and what is asked for

    def load(self) -> None:
        """What is in force; what was chosen and not taken over is forgotten."""
        self._now = {
            key.removeprefix(TRUST): str(settings.read(self._session.db, key))
            for key in settings.ALL
            if key.startswith(TRUST)
        }
        self._chosen = dict(self._now)
        self._programs = trust.programs(self._session.db)
        self._show_all()

    def refresh(self) -> None:
        """Data have changed: what was chosen stays, and is asked about anew."""
        if self.is_moved():
            self._ask()
        else:
            self.load()

    def is_moved(self) -> bool:
        return self._chosen != self._now

    def group(self) -> str:
        return list(_GROUPS)[max(self.groups.currentRow(), 0)]

    def kinds(self) -> list[str]:
        """The order shown."""
        return [str(self.order.item(place).data(_KIND)) for place in range(self.order.count())]

    def move_by(self, step: int) -> None:
        """The source one stands on goes up (-1) or down (1)."""
        kinds, here = self.kinds(), self.order.currentRow()
        if 0 <= here < len(kinds) and 0 <= here + step < len(kinds):
            kinds.insert(here + step, kinds.pop(here))
            bare = trust.of(self._rules() | {TRUST + self.group(): ""}).orders[self.group()]
            self._choose(self.group(), "" if tuple(kinds) == bare[1:] else ",".join(kinds))
            self.order.setCurrentRow(here + step)

    def _choose(self, group: str, value: str) -> None:
        self._chosen[group] = value
        self._show_all()

    def _rules(self) -> dict[str, str]:
        return {TRUST + group: value for group, value in self._chosen.items()}

    def _show_all(self) -> None:
        here = max(self.groups.currentRow(), 0)
        for place, (group, title) in enumerate(_GROUPS.items()):
            own = _("{field} (own order)").format(field=_(title)) if self._chosen[group] else _(title)
            self.groups.item(place).setText(own)
        self.groups.setCurrentRow(here)
        self.equals.setCurrentIndex(list(_EQUALS).index(self._chosen["equals"]))
        self._show_order()
        self._ask()

    def _show_order(self) -> None:
        here, group = max(self.order.currentRow(), 0), self.group()
        self.order.clear()
        for place, kind in enumerate(trust.of(self._rules()).orders[group][1:], start=1):
            item = QListWidgetItem(f"{place}.  {precedence.title(kind)}   ·   {self._told(kind)}")
            item.setData(_KIND, kind)
            self.order.addItem(item)
        self.order.setCurrentRow(here)
        self.inherit.setText(_("As delivered for this field"))
        self.inherit.setVisible(bool(self._chosen[group]))
        self._allow_moves()

    def _told(self, kind: str) -> str:
        """The programs of this kind that the customer file has."""
        found = [words.system(one) for one in self._programs.get(kind, ())]
        if kind == trust.GUESTS:
            found += [
                _("guests of {program}").format(program=words.system(one)) for one in self._programs.get("shop", ())
            ]
        return ", ".join(found) or _("no such source yet")

    def _allow_moves(self) -> None:
        here = self.order.currentRow()
        self.up.setEnabled(here > 0)
        self.down.setEnabled(0 <= here < self.order.count() - 1)

    def _ask(self) -> None:
        self.take.setEnabled(self.is_moved())
        self.back.setEnabled(self.is_moved())
        self.reset.setEnabled(self._chosen != _delivered())
        self.outcome.setEnabled(False)
        self.outcome.setText(_("Being counted …"))
        self._latest.ask(self._session.apart_from(foreseen.values, self._rules()))

    def _show(self, found: Values) -> None:
        self.foreseen = found
        self.outcome.setEnabled(True)
        self.outcome.setText(". ".join(foreseen_words.values(found)) + ".")
        clear(self._examples)
        for one in found.examples:
            self._examples.addWidget(Label(foreseen_words.other(one), "body2", wrap=True))

    # taking over

    def _take(self) -> None:
        self.take.wait(_("Being worked out …"))
        keep(self._session, self._rules(), self._taken)

    def _taken(self) -> None:
        self.take.wait()
        self.load()

    def _reset(self) -> None:
        self._chosen = _delivered()
        self._show_all()

    def typed(self) -> object:
        return self._chosen if self.is_moved() else None

    def type_again(self, typed: object) -> None:
        if isinstance(typed, dict):
            self._chosen = self._now | typed
            self._show_all()


def _delivered() -> dict[str, str]:
    return {key.removeprefix(TRUST): str(one.default) for key, one in settings.ALL.items() if key.startswith(TRUST)}
