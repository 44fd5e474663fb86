"""“To do”: each task with its number, what it means, and one button. Only the first button is filled."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kmu_crm.desk import listing, looping
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.ui.pages import changes, pace
from kmu_crm.ui.pages.importing import vat
from kmu_crm.ui.pages.start.standing import Open
from kmu_crm.ui.widgets import Button, Card, ElidedLabel, IconLabel, Label, column, row


@dataclass(frozen=True)
class Task:
    """`page` and `place` are where the button leads."""

    count: int
    title: str
    note: str
    button: str
    icon: str
    ink: str
    page: str
    place: object = None
    refuse: str = ""  # the words of a second button, for what need not be done


def tasks(of: Open, files: Sequence[Path] = ()) -> list[Task]:
    """In the order in which they are worth doing; what is at nought is left out. `files` wait in the watched folder."""
    found = (
        _new_files(files), _untold_vat(of), _loops(of), _calls(of), _duplicates(of), _overdue(of), _at_risk(of), _stale(of),
    )  # fmt: skip
    return [task for task in found if task.count]


def _new_files(files: Sequence[Path]) -> Task:
    n, folder = len(files), files[0].parent.name if files else ""
    title = ngettext("new file in “{folder}”", "new files in “{folder}”", n).format(folder=folder)
    note = ", ".join(file.name for file in files)
    return Task(n, title, note, _("View"), "folder-plus", "accent_text", "importing", list(files), _("Not these"))


def _untold_vat(of: Open) -> Task:
    n = sum(count for _file, count in of.untold_vat)
    title = ngettext("document whose revenue is unknown", "documents whose revenue is unknown", n)
    note = _("{files} · say which VAT the amounts include").format(files=vat.names(of.untold_vat))
    return Task(n, title, note, _("Say the VAT"), "euro", "warn", "importing", "vat")


def _loops(of: Open) -> Task:
    """The longest overdue is named: who waits longest is angriest."""
    n = len(of.loops)
    title = ngettext("complaint or bad score is open", "complaints and bad scores are open", n)
    note = f"{of.loops[0].name}: {looping.told(of.loops[0])}" if of.loops else ""
    return Task(n, title, note, _("See to them"), "message-square-warning", "danger", "calls", "loops")


def _calls(of: Open) -> Task:
    title = ngettext("call for today", "calls for today", of.calls)
    due = ngettext("{n} follow-up is due", "{n} follow-ups are due", of.follow_ups)
    note = due.format(n=show.number(of.follow_ups)) if of.follow_ups else _("by your own rules, each with its reason")
    return Task(of.calls, title, note, _("To the list"), "phone", "accent_text", "calls")


def _duplicates(of: Open) -> Task:
    title = ngettext("possible duplicate", "possible duplicates", of.duplicates)
    note = _("{minutes} · you can stop at any time").format(minutes=pace.minutes(of.duplicates))
    return Task(of.duplicates, title, note, _("Check them"), "git-merge", "warn", "duplicates")


def _overdue(of: Open) -> Task:
    late = of.overdue
    n = late.invoices if late else 0
    note = ""
    if late:
        days = ngettext("{n} day", "{n} days", late.longest_days).format(n=show.number(late.longest_days))
        note = _("{amount} together · longest: {name}, {days}").format(
            amount=show.amount(late.cents, late.currency), name=late.longest_name, days=days
        )
    title = ngettext("overdue invoice", "overdue invoices", n)
    return Task(
        n, title, note, _("View"), "receipt-text", "danger", "customers", ("filter", changes.OVERDUE, listing.OVERDUE)
    )


def _at_risk(of: Open) -> Task:
    n = of.at_risk_customers
    title = ngettext("good customer is slipping away", "good customers are slipping away", n)
    note = _("classes A and B, purchase overdue · {amount} in 12 months").format(
        amount=show.whole_amount(of.at_risk_revenue, of.currency)
    )
    return Task(n, title, note, _("View"), "trending-down", "warn", "customers", ("filter", changes.AT_RISK))


def _stale(of: Open) -> Task:
    title = ngettext("source is no longer up to date", "sources are no longer up to date", len(of.stale))
    note = " · ".join(
        _("{source} up to {day}").format(source=source, day=show.date(day)) for source, day in of.stale[:2]
    )
    return Task(len(of.stale), title, note, _("Import files"), "file-input", "text2", "importing")


class TaskRow(Card):
    """`refuse` is told what the second button concerns."""

    def __init__(
        self,
        task: Task,
        go: Callable[[str, object], object],
        *,
        first: bool,
        refuse: Callable[[object], object] = lambda _place: None,
    ) -> None:
        super().__init__()
        self.body.setContentsMargins(16, 8, 14, 8)
        self.button = Button(task.button, "primary" if first else "plain", on_click=lambda: go(task.page, task.place))
        self.button.setAccessibleName(f"{show.number(task.count)} {task.title}: {task.button}")
        head = row(Label(show.number(task.count), "tile"), ElidedLabel(task.title, "strong"), gap=8)
        head.setStretch(1, 1)
        text = column(head, ElidedLabel(task.note, "caption2"), gap=1)
        self.refuse = Button(task.refuse, "ghost", on_click=lambda: refuse(task.place))
        self.refuse.setVisible(bool(task.refuse))
        line = row(IconLabel(task.icon, task.ink, 20), text, self.refuse, self.button, gap=14)
        line.setStretch(1, 1)
        self.add(line)
