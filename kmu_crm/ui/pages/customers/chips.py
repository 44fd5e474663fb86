"""The filters that are set, each with a cross; they can be kept as a segment."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kmu_crm.i18n import _
from kmu_crm.segments import store
from kmu_crm.segments.presets import presets
from kmu_crm.ui.pages.customers import filters
from kmu_crm.ui.pages.customers.inline import InlineField
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import Button, ChipButton, FlowLayout, clear, column, lay_out, row


class ChipsRow(QWidget):
    """`changed`: another set of rules; `menu_wanted`: a further condition is asked for."""

    changed, menu_wanted = Signal(), Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._rules: list[str] = []
        holder = QWidget()
        self._flow = FlowLayout(holder)
        self.keep_button = Button(_("Keep …"), "link", "bookmark", on_click=self._ask_name)
        self.naming = InlineField()
        line = row(holder, self.keep_button)
        line.setStretch(0, 1)
        lay_out(self, column(line, self.naming, gap=6))
        self._draw()

    def rules(self) -> list[str]:
        return list(self._rules)

    def add(self, rule: str) -> None:
        if rule not in self._rules:
            self.set_rules([*self._rules, rule])

    def set_rules(self, rules: list[str]) -> None:
        self._rules = list(rules)
        self._draw()
        self.changed.emit()

    def clear_all(self) -> None:
        self._rules = []
        self._draw()

    def saved(self) -> list[tuple[str, str]]:
        """Own segments, then the ready ones: (title, rule)."""
        own = [(one.name, one.rule) for one in store.segments(self._session.db)]
        return own + [(one.title, one.rule) for one in presets()]

    def _draw(self) -> None:
        clear(self._flow)
        for rule in self._rules:
            chip = ChipButton(filters.chip_text(rule), removable=True)
            chip.removed.connect(lambda rule=rule: self.set_rules([one for one in self._rules if one != rule]))
            self._flow.addWidget(chip)
        self.more = Button(_("+ Condition"), "link", on_click=self.menu_wanted.emit)
        self._flow.addWidget(self.more)
        self.keep_button.setVisible(bool(self._rules))
        self.updateGeometry()

    def _ask_name(self) -> None:
        self.naming.ask(_("Name of the segment"), _("Keep"), self._keep)

    def _keep(self, name: str) -> None:
        text = self._rules[0] if len(self._rules) == 1 else " and ".join(f"({rule})" for rule in self._rules)
        author = self._session.author
        self._session.run(lambda db, _progress: store.save(db, name, text, author), end="kept")
