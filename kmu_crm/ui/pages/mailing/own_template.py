"""A template of one's own: columns to tick, each with the head that the other program wants."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QWidget

from kmu_crm.consent.words import Channel
from kmu_crm.i18n import N_, _
from kmu_crm.outreach.entries import ENTRIES
from kmu_crm.outreach.own_sheet import ADDRESS, fitting
from kmu_crm.outreach.sheets import Column
from kmu_crm.ui.overlay import PassingOverlay
from kmu_crm.ui.pages.mailing.entry_words import entry
from kmu_crm.ui.widgets import Button, FormRow, Label, column, lay_out, line, row, scrolled

FORMATS = ((N_("CSV, semicolon"), "csv", ";"), (N_("CSV, comma"), "csv", ","), (N_("Excel file"), "xlsx", ";"))
_USUAL = ("email", "phone", "salutation", "title", "given_name", "family_name", "company", "street", "letter_postcode",
          "letter_city", "letter_country")  # fmt: skip


@dataclass(frozen=True)
class Template:
    title: str
    channel: Channel
    kind: str
    separator: str
    columns: tuple[Column, ...]


class OwnTemplate(PassingOverlay):
    """`kept(Template)` once it is settled."""

    def __init__(self, window: QWidget, channel: Channel, kept: Callable[[Template], object]) -> None:
        super().__init__(window, 620, 640)
        self._channel, self._kept = channel, kept
        self.name = QLineEdit()
        self.format = QComboBox()
        self.format.view().setAccessibleName(_("Format"))
        for title, kind, separator in FORMATS:
            self.format.addItem(_(title), (kind, separator))
        self.ticks: dict[str, QCheckBox] = {}
        self.heads: dict[str, QLineEdit] = {}
        self.problem = Label("", "micro", "danger", wrap=True)
        self.keep = Button(_("Keep template"), "primary", "bookmark", on_click=self.settle)
        head = column(
            Label(_("Own template"), "section"),
            Label(_("Tick what the file is to hold, and name each column as the other program calls it."), "caption2", wrap=True),
            FormRow(_("Name"), self.name), FormRow(_("File"), self.format),
            gap=8, margins=(22, 16, 20, 10),
        )  # fmt: skip
        foot = row(
            self.problem, Button(_("Cancel"), on_click=self.close_up), self.keep, gap=8, margins=(22, 10, 20, 12)
        )
        foot.setStretch(0, 1)
        body = column(head, line(), scrolled(self._columns()), line(), foot, gap=0)
        body.setStretch(2, 1)
        lay_out(self.dialog, body)
        self.name.textChanged.connect(lambda _text: self._check())
        self._check()

    def _columns(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(22, 8, 20, 8)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for place, name in enumerate(fitting(list(ENTRIES), self._channel)):
            tick, head = QCheckBox(entry(name)), QLineEdit(entry(name))
            tick.setChecked(name in _USUAL)
            tick.setEnabled(name not in ADDRESS[self._channel][:1])  # a list without an address is none
            head.setAccessibleName(_("Name of the column “{what}”").format(what=entry(name)))
            head.setEnabled(tick.isChecked())
            tick.toggled.connect(head.setEnabled)
            for signal in (tick.toggled, head.textChanged):
                signal.connect(lambda _change: self._check())
            grid.addWidget(tick, place, 0)
            grid.addWidget(head, place, 1)
            self.ticks[name], self.heads[name] = tick, head
        return grid

    def open(self) -> None:
        super().open()
        self.name.setFocus()

    def columns(self) -> tuple[Column, ...]:
        ticked = [name for name, tick in self.ticks.items() if tick.isChecked()]
        return tuple(Column(" ".join(self.heads[name].text().split()), name) for name in ticked)

    def _check(self) -> None:
        problem = _problem([one.name for one in self.columns()])
        self.problem.setText(problem)
        self.keep.setEnabled(bool(self.name.text().strip()) and not problem)

    def settle(self) -> None:
        kind, separator = self.format.currentData()
        made = Template(self.name.text().strip(), self._channel, kind, separator, self.columns())
        self.close_up()
        self._kept(made)


def _problem(heads: Sequence[str]) -> str:
    if any(not head for head in heads):
        return _("Each column needs a name.")
    twice = next((head for head in heads if heads.count(head) > 1), "")
    return _("Two columns are called “{name}”.").format(name=twice) if twice else ""
