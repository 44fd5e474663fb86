"""What is wrong with a file, grouped by cause, each with a choice."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget

from kmu_crm.desk.preview import Look
from kmu_crm.desk.problem_rows import ProblemRow, left_out, of_all, of_cause
from kmu_crm.desk.trial import UNPROVEN, Cause, Trial
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.sources.choices import Choice
from kmu_crm.sources.recording.oddities import once
from kmu_crm.sources.recording.problems import OTHER_YEAR
from kmu_crm.ui import theme
from kmu_crm.ui.pages.importing import words
from kmu_crm.ui.pages.importing.correcting import ProblemRows
from kmu_crm.ui.pages.importing.reasons import Why
from kmu_crm.ui.pages.importing.tray import Item
from kmu_crm.ui.session import Session
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
    lay_out,
    pieces,
    row,
    scrolled,
    tab_after,
    tab_stops,
)

SHOWN_AT_ONCE, MOST_HIGH = 3, 150  # pixels: the columns above keep the most room
_SIGNS = {"done": ("circle-check", "ok"), "told": ("info", "info")}
_SAID_ABOVE = {"several_sheets", "encoding_uncertain"}  # beside the choice itself


class ProblemsCard(Card):
    """Causes of the trial, what is left out first. `decided`: all choices of the file, after one was made. `corrected`: cells
    corrected by hand, an empty list to take all of them back."""

    decided, corrected = Signal(object), Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(_("Problems"), gap=2)
        self._session = session
        self._all = Button("", "link", on_click=self.show_all)
        self.header.add(self._all)
        self._rows = column(gap=0)
        self._area = scrolled(self._rows)
        self.add(self._area)
        self._trial: Trial | None = None
        self._item: Item | None = None

    def show_item(self, item: Item) -> None:
        if item is self._item and item.trial is None and item.look and self._trial and _has_choices(item.look):
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
        rows = trial.problem_rows or len(trial.report.refusals)  # the number on the file's card
        self._all.setVisible(rows > 0)
        self._all.setText(ngettext("Show this row", "Show all {n} rows", rows).format(n=show.number(rows)))
        for cause in once(causes):
            self._rows.addWidget(_line(self._row(cause)))
        choices = self._rows.parentWidget().findChildren(Picker)
        wide = max((one.fit(theme.px(220)) for one in choices), default=0)  # all of them, one below the other
        for one in choices:
            one.setFixedWidth(wide)
        tab_after(self._all, [stop for line in pieces(self._rows) for stop in tab_stops(line)])
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as the first causes are in that width, so that no line is cut; the others are scrolled to."""
        wide = self._area.width() - self._area.verticalScrollBar().sizeHint().width()
        high = sum(_height(line, wide) for line in pieces(self._rows)[:SHOWN_AT_ONCE])
        self._area.setFixedHeight(min(high, theme.px(MOST_HIGH)))

    def _row(self, cause: Cause):
        told = cause.outcome in ("told", "done", "unknown")
        icon = IconLabel(*_SIGNS.get(cause.outcome, ("triangle-alert", "warn")))
        counts = self._count(cause)
        text = Label(words.cause(cause), "caption2", wrap=True) if told else ElidedLabel(words.cause(cause), "caption2")
        if cause.actions:
            end = self._picker(cause)
        elif cause.code == UNPROVEN:
            end = Button(_("Why?"), "link", on_click=lambda: Why(self.window()).open())
        elif cause.code == "mended_by_hand":
            end = Button(_("As in the file"), "link", on_click=lambda: self.corrected.emit([]))
        else:
            chip = words.outcome(cause)
            end = Chip(chip.text, chip.kind)
        made = row(icon, *counts, text, end, gap=9)
        made.setStretch(1 + len(counts), 1)
        return made

    def _count(self, cause: Cause) -> list[QWidget]:
        """How many rows: a way to them where they can be shown."""
        if not cause.count or cause.code == "mended_by_hand" or cause.outcome == "unknown":
            return []
        said = words.rows(cause.count)
        of_cells = cause.actions and cause.code != OTHER_YEAR
        if not (of_cells or cause.outcome == "left_out" or cause.code == "damaged_text"):
            return [] if cause.outcome == "done" else [Label(said, "strong", tabular=True)]
        button = Button(said, "link", on_click=lambda: self.show_cause(cause))
        button.setAccessibleName(_("Show these rows: {cause}").format(cause=cause.text))
        return [button]

    def _picker(self, cause: Cause) -> Picker:
        picker = Picker(_("What becomes of these rows: {cause}").format(cause=cause.text))
        for action in cause.actions:
            picker.addItem(words.action(cause, action), action)
        picker.setCurrentIndex(cause.actions.index(cause.action))
        picker.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.mark(picker, small=True)
        picker.activated.connect(lambda place: self._decide(cause, picker.itemData(place)))
        return picker

    def _decide(self, cause: Cause, action: str) -> None:
        if action == cause.action:
            return
        assert self._item is not None and self._item.look is not None
        where = cause.column or ""
        others = [one for one in self._item.look.choices if (one.code, one.column) != (cause.code, where)]
        self.decided.emit([*others, Choice(where, cause.code, action)])

    def show_all(self) -> None:
        """Those with a problem; where they cannot be counted, the ones that stay out."""
        look, trial = self._item.look if self._item else None, self._trial
        assert look is not None and trial is not None
        if not trial.problem_rows:
            self.show_rows()
            return
        rows = trial.problem_rows
        self._session.ask(
            lambda db: of_all(db, look, trial), lambda found: self._open(_("Rows with a problem"), found, rows)
        )

    def show_rows(self) -> None:
        assert self._trial is not None
        self._open(_("Rows left out"), left_out(self._trial.report), len(self._trial.report.refusals))

    def show_cause(self, cause: Cause) -> None:
        """The rows of one cause; reading them anew may take a moment."""
        look, trial = self._item.look if self._item else None, self._trial
        assert look is not None and trial is not None
        self._session.ask(
            lambda db: of_cause(db, look, trial.report, cause), lambda rows: self._open(cause.text, rows, cause.count)
        )

    def _open(self, title: str, rows: list[ProblemRow], count: int) -> None:
        opened = ProblemRows(self.window(), title, rows, count)
        opened.corrected.connect(self.corrected.emit)
        opened.open()


def _has_choices(look: Look) -> bool:
    return bool(look.choices or look.mends)


def _height(line: QWidget, wide: int) -> int:
    return max(
        line.minimumHeight(), line.heightForWidth(wide) if line.hasHeightForWidth() else line.sizeHint().height()
    )


def _line(layout: QLayout) -> QWidget:
    holder = QWidget()
    lay_out(holder, layout)
    holder.setMinimumHeight(theme.px(34))  # more where a sentence takes three lines
    return holder
