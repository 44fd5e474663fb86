"""What is wrong with a file, grouped by cause, and what taking it over would do."""

from collections.abc import Callable

from kmu_crm.desk.trial import UNPROVEN, Cause, Trial
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.sources.problems import sentence
from kmu_crm.ui import theme
from kmu_crm.ui.overlay import Overlay
from kmu_crm.ui.pages.importing import words
from kmu_crm.ui.pages.importing.tray import Item
from kmu_crm.ui.tables import Column, PagedTable, Table
from kmu_crm.ui.widgets import Button, Card, Chip, ElidedLabel, IconLabel, Label, Note, clear, column, row, scrolled

SHOWN_AT_ONCE = 3


class ProblemsCard(Card):
    """Causes of the trial, what is left out first."""

    def __init__(self) -> None:
        super().__init__(_("Problems"), gap=2)
        self._all = Button("", "link", on_click=self.show_rows)
        self.header.add(self._all)
        self._rows = column(gap=0)
        self._area = scrolled(self._rows)
        self.add(self._area)
        self._trial: Trial | None = None

    def show_item(self, item: Item) -> None:
        trial = item.trial
        self._trial = trial
        self.setVisible(bool(trial and trial.causes))
        clear(self._rows)
        if trial is None:
            return
        refused = len(trial.report.refusals)
        self._all.setVisible(refused > 0)
        self._all.setText(ngettext("Show this row", "Show all {n} rows", refused).format(n=show.number(refused)))
        for cause in trial.causes:
            self._rows.addWidget(_line(self._row(cause)))
        self._area.setFixedHeight(theme.px(31) * min(len(trial.causes), SHOWN_AT_ONCE))

    def _row(self, cause: Cause):
        told = cause.outcome == "told"
        icon = IconLabel("info" if told else "triangle-alert", "info" if told else "warn")
        count = Label(words.rows(cause.count) if cause.count else "", "strong", tabular=True)
        text = ElidedLabel(words.cause(cause), "caption2")
        if cause.code == UNPROVEN:
            end = Button(_("Why?"), "link", on_click=lambda: Why(self.window()).open())
        else:
            chip = words.outcome(cause)
            end = Chip(chip.text, chip.kind)
        made = row(icon, count, text, end, gap=9)
        made.setStretch(2, 1)
        return made

    def show_rows(self) -> None:
        assert self._trial is not None
        LeftOut(self.window(), self._trial).open()


def _line(layout):
    from PySide6.QtWidgets import QWidget

    holder = QWidget()
    holder.setLayout(layout)
    holder.setFixedHeight(theme.px(31))
    return holder


class Why(Overlay):
    """Why a ticked box is not yet a consent."""

    def __init__(self, window) -> None:
        super().__init__(window, 520, 260)
        text = _(
            "Advertising by e-mail needs a consent that you can prove: who agreed, when, and how. A box in a file says none of"
            " that, so it is kept as “unproven” and nobody is written to because of it. It becomes a consent as soon as a file"
            " brings the date or the proof, or you enter it with the customer."
        )
        close = Button(_("Close"), "primary", on_click=self.close_up)
        self.dialog.setLayout(
            column(
                Label(_("Why “unproven”?"), "section"),
                Label(text, "body", wrap=True),
                1,
                row(1, close),
                gap=12,
                margins=(22, 18, 20, 18),
            )
        )

    def close_up(self) -> None:
        super().close_up()
        self.deleteLater()


class LeftOut(Overlay):
    """Every row that would stay out, with its reason."""

    def __init__(self, window, trial: Trial) -> None:
        super().__init__(window, 860, 520)
        columns = [
            Column("line", _("Line"), "number", lambda one: show.number(one.line or one.row), 80),
            Column("reason", _("Reason"), "strong", lambda one: sentence(one.code), 230),
            Column("column", _("Column"), "text", lambda one: one.column or "", 150),
            Column("value", _("Value"), "text", lambda one: one.value or "", 140),
            Column("cells", _("Row"), "quiet", lambda one: " · ".join(cell for cell in one.cells if cell), 0),
        ]
        self.table = Table(PagedTable.of(columns, trial.report.refusals), _("Rows left out"), compact=True)
        close = Button(_("Close"), "primary", on_click=self.close_up)
        note = Label(
            _("After the import you can save these rows as an Excel file, correct them there and import that file."),
            "caption2",
            wrap=True,
        )
        self.dialog.setLayout(
            column(
                Label(_("Rows left out"), "section"), note, self.table, row(1, close), gap=10, margins=(22, 18, 20, 16)
            )
        )

    def close_up(self) -> None:
        super().close_up()
        self.deleteLater()


class OutlookCard(Card):
    """ "What will happen": five numbers of a trial over the whole file."""

    def __init__(self, show_rows: Callable[[], object]) -> None:
        super().__init__(_("What will happen"), gap=2)
        self._row = row(gap=12)
        self._wait = Note("", "neutral")
        self._show_rows = show_rows
        self.add(self._row, self._wait)

    def show_item(self, item: Item) -> None:
        clear(self._row)
        self._wait.setVisible(item.trial is None)
        if item.trial is None:
            self._wait.set_text(self._why_waiting(item))
            return
        for number, title, note, tone in _numbers(item.trial):
            self._row.addLayout(
                column(
                    Label(number, "figure", tone), ElidedLabel(title, "strong"), ElidedLabel(note, "caption2"), gap=0
                ),
                1,
            )

    def _why_waiting(self, item: Item) -> str:
        if item.state == "unmapped":
            return _("The numbers come as soon as the columns are assigned.")
        return _("The program tries the whole file: {percent}. Nothing is changed by that.").format(
            percent=show.percent(item.tried)
        )


def _numbers(trial: Trial) -> list[tuple[str, str, str, str]]:
    """(number, title, note, tone)."""
    report, tally = trial.report, trial.report.tally
    made = {
        "customers": _("customers are added"), "documents": _("documents are added"), "articles": _("articles are added"),
    }[trial.kind]  # fmt: skip
    fourth = (show.number(report.rows), _("rows"), _("in this file"), "")
    if trial.kind == "documents":
        items = (
            ngettext("{n} item", "{n} items", report.lines).format(n=show.number(report.lines))
            if report.lines
            else _("without items")
        )
        fourth = (show.number(report.facts), _("documents"), items, "")
    left = (
        show.number(trial.left_out),
        _("left out"),
        _("see problems") if trial.left_out else _("nothing"),
        "warn" if trial.left_out else "muted",
    )
    return [
        (show.number(tally.new), _("new"), made, "ok" if tally.new else "muted"),
        (show.number(tally.updated), _("updated"), _("with newer values"), "info" if tally.updated else "muted"),
        (show.number(tally.unchanged), _("unchanged"), _("as they are already"), "muted"),
        fourth,
        left,
    ]
