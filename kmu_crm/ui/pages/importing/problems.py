"""What is wrong with a file, grouped by cause, each with a choice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget

from kmu_crm.desk.trial import UNPROVEN, Cause, Trial, without
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.sources.choices import Choice
from kmu_crm.ui import theme
from kmu_crm.ui.pages.importing import words
from kmu_crm.ui.pages.importing.reasons import LeftOut, Why
from kmu_crm.ui.pages.importing.tray import Item
from kmu_crm.ui.widgets import (
    Button,
    Card,
    Chip,
    ElidedLabel,
    IconLabel,
    Label,
    Picker,
    clear,
    column,
    row,
    scrolled,
)

SHOWN_AT_ONCE = 3
_SAID_ABOVE = {"several_sheets", "encoding_uncertain"}  # beside the choice itself


class ProblemsCard(Card):
    """Causes of the trial, what is left out first. `decided`: all choices of the file, after one was made."""

    decided = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Problems"), gap=2)
        self._all = Button("", "link", on_click=self.show_rows)
        self.header.add(self._all)
        self._rows = column(gap=0)
        self._area = scrolled(self._rows)
        self.add(self._area)
        self._trial: Trial | None = None
        self._item: Item | None = None

    def show_item(self, item: Item) -> None:
        if item is self._item and item.trial is None and item.look and item.look.choices and self._trial:
            self._rows.parentWidget().setEnabled(False)  # what a choice changes is being worked out
            return
        self._rows.parentWidget().setEnabled(True)
        trial = item.trial
        self._trial, self._item = trial, item
        causes = [cause for cause in trial.causes if cause.code not in _SAID_ABOVE] if trial else []
        self.setVisible(bool(causes))
        clear(self._rows)
        if trial is None:
            return
        refused = len(trial.report.refusals)
        self._all.setVisible(refused > 0)
        self._all.setText(ngettext("Show this row", "Show all {n} rows", refused).format(n=show.number(refused)))
        for cause in causes:
            self._rows.addWidget(_line(self._row(cause)))
        self._area.setFixedHeight(theme.px(34) * min(len(causes), SHOWN_AT_ONCE))

    def _row(self, cause: Cause):
        told = cause.outcome == "told"
        icon = IconLabel("info" if told else "triangle-alert", "info" if told else "warn")
        count = Label(words.rows(cause.count) if cause.count else "", "strong", tabular=True)
        if not cause.count:
            count.hide()
        text = Label(words.cause(cause), "caption2", wrap=True) if told else ElidedLabel(words.cause(cause), "caption2")
        if cause.open:
            end = self._picker(cause)
        elif cause.code == UNPROVEN:
            end = Button(_("Why?"), "link", on_click=lambda: Why(self.window()).open())
        else:
            chip = words.outcome(cause)
            end = Chip(chip.text, chip.kind)
        made = row(icon, count, text, end, gap=9)
        made.setStretch(2, 1)
        return made

    def _picker(self, cause: Cause) -> Picker:
        picker = Picker(_("What becomes of these rows: {cause}").format(cause=cause.text))
        picker.addItem(_("leave rows out"), False)
        picker.addItem(_("take without {field}").format(field=without(cause)), True)
        picker.setCurrentIndex(int(cause.outcome == "without_field"))
        picker.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        picker.setFixedWidth(theme.px(220))
        theme.mark(picker, small=True)
        picker.activated.connect(lambda place: self._decide(cause, bool(place)))
        return picker

    def _decide(self, cause: Cause, keep: bool) -> None:
        if keep == (cause.outcome == "without_field"):
            return
        assert self._item is not None and self._item.look is not None and cause.column is not None
        others = [one for one in self._item.look.choices if (one.code, one.column) != (cause.code, cause.column)]
        self.decided.emit([*others, Choice(cause.column, cause.code, keep)])

    def show_rows(self) -> None:
        assert self._trial is not None
        LeftOut(self.window(), self._trial).open()


def _line(layout: QLayout) -> QWidget:
    holder = QWidget()
    holder.setLayout(layout)
    holder.setMinimumHeight(theme.px(34))  # more where a sentence takes three lines
    return holder
