"""What taking a file over would do."""

from collections.abc import Callable

from kmu_crm.desk.trial import Trial
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.ui.pages.importing.tray import Item
from kmu_crm.ui.widgets import Card, ElidedLabel, Label, Note, clear, column, row


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
        "history": _("shown with known customers"),
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
