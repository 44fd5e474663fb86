"""Calls on paper: the sheet of one customer, and the list of a day; blocks that a PDF or a printer draws."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection

from kmu_crm import settings
from kmu_crm.decisions import authors
from kmu_crm.desk import pdf, wording
from kmu_crm.desk.pdf import Block, Boxes, Head, Heading, Lines, Paragraph, Sheet, Table
from kmu_crm.fields import phone, show
from kmu_crm.i18n import N_, _, ngettext
from kmu_crm.sales.calls import outcomes
from kmu_crm.sales.calls.points import is_open
from kmu_crm.sales.calls.sheet import CallSheet, spoken
from kmu_crm.sales.calls.today import Call
from kmu_crm.sales.calls.ways import closed
from kmu_crm.value.phase import PHASES

MOST_POINTS, MOST_CONTACTS, MOST_ITEMS = 7, 5, 4
_CLASS = N_("{letter} customer")


def write_sheets(db: Connection, target: Path, sheets: Sequence[CallSheet], author: str) -> None:
    """One page a customer. Raises NotSaved."""
    title = sheets[0].name if len(sheets) == 1 else _("Calls")
    pdf.write(target, title, [Sheet(tuple(of_sheet(one)), foot(db, author)) for one in sheets])


def write_list(
    db: Connection, target: Path, day: str, calls: Sequence[Call], sheets: Sequence[CallSheet], author: str
) -> None:
    """The list of a day, and the sheets of its customers behind it where they are given. Raises NotSaved."""
    said = foot(db, author)
    pages = [Sheet(tuple(of_list(day, calls)), said), *(Sheet(tuple(of_sheet(one)), said) for one in sheets)]
    pdf.write(target, _("Calls of {day}").format(day=show.date(day)), pages)


def foot(db: Connection, author: str) -> str:
    now = datetime.now().astimezone()
    at = f"{show.date(now.date().isoformat())}, {now:%H:%M}"
    told = _("printed on {moment} {by}").format(moment=at, by=authors.by(author))
    parts = (str(settings.read(db, "business.name")), told, _("contains personal data"))
    return " · ".join(part for part in parts if part)


def of_sheet(of: CallSheet) -> list[Block]:
    """As the picture of the printed sheet has it: why first, then what to talk about; boxes to tick and lines to write on."""
    found: list[Block] = [
        Head(of.name, _below(of), _number(of), tuple(filter(None, (of.allowed_why, closed(of.ways), *of.notices[:2]))))
    ]
    if of.reasons:
        found += [Heading(_("Reason of the call")), Paragraph(". ".join(of.reasons))]
    if of.points:
        said = tuple(_joined(one.title, one.text) for one in of.points[:MOST_POINTS])
        found += [Heading(_("Talking points")), Boxes(said)]
    if of.contacts:
        rows = tuple((_day(one.at), wording.kind(one.kind), spoken(one)) for one in of.contacts[:MOST_CONTACTS])
        found += [Heading(_("Last contacts")), Table(rows, (0, 66, 150))]
    found += _open(of) + _troubles(of)
    if of.figures:
        found += [Heading(_("Figures")), Paragraph(" · ".join(_figures(of)), 2)]
    boxes = tuple(_(title) for title in outcomes.TITLES.values())
    return [*found, Heading(_("Result")), Boxes(boxes, in_a_row=True), Lines(_("Note, follow-up"))]


def of_list(day: str, calls: Sequence[Call]) -> list[Block]:
    done, open_ = sum(one.done for one in calls), sum(not one.done and one.allowed for one in calls)
    counts = _("{done} done, {open} open, {blocked} blocked").format(
        done=show.number(done), open=show.number(open_), blocked=show.number(len(calls) - done - open_)
    )
    found: list[Block] = [Head(_("Calls of {day}").format(day=show.date(day)), (counts,), "", ())]
    for one in calls:
        who = _joined(one.name, one.contact, one.value_class)
        number = phone.show(one.phone) if one.phone else _("blocked")
        about = outcomes.title(one.outcome) if one.done else "" if one.allowed else one.allowed_why
        rows = ((one.time, who, number), ("", _joined(one.reason, about), ""))
        found.append(Table(rows, (18, 56, 380), box=one.allowed and not one.done, together=True))
    return found


def _below(of: CallSheet) -> tuple[str, ...]:
    numbers = _("no. {numbers}").format(numbers=", ".join(of.customer_numbers[:2])) if of.customer_numbers else ""
    letter = _(_CLASS).format(letter=of.value_class) if of.value_class else ""
    hours = _("best reached from {hours} o'clock").format(hours=of.best_hours) if of.best_hours else ""
    return tuple(part for part in (_joined(of.contact, numbers, letter, _(PHASES[of.phase])), hours) if part)


def _number(of: CallSheet) -> str:
    return phone.show_national(of.phone, of.country or "DE") if of.phone else _("Do not call")


def _open(of: CallSheet) -> list[Block]:
    if not of.open_items:
        return []
    rows = [
        (one.number, show.amount(one.open, of.currency), _due(one.due, one.days_overdue))
        for one in of.open_items[:MOST_ITEMS]
    ]
    if len(of.open_items) > 1:
        rows.append((_("Open in total"), show.amount(of.open_amount, of.currency), ""))
    return [Heading(_("Open items")), Table(tuple(rows), (0, 150, 260))]


def _due(due: str | None, late: int) -> str:
    if late:
        return ngettext("overdue for {n} day", "overdue for {n} days", late).format(n=show.number(late))
    return _("due {day}").format(day=show.date(due)) if due else ""


def _troubles(of: CallSheet) -> list[Block]:
    """What is open is told with its subject, the rest in numbers."""
    if not (of.complaints or of.returns):
        return []
    n, waiting, back = len(of.complaints), sum(map(is_open, of.complaints)), len(of.returns)
    said = [ngettext("{n} complaint", "{n} complaints", n).format(n=show.number(n))] if n else []
    said += [_("of these {n} open").format(n=show.number(waiting))] if waiting else []
    said += [ngettext("{n} return", "{n} returns", back).format(n=show.number(back))] if back else []
    return [Heading(_("Complaints and returns in 12 months")), Paragraph(", ".join(said), 1)]


def _figures(of: CallSheet) -> list[str]:
    known = of.figures
    if known is None:
        return []
    found = []
    if not known.is_revenue_unknown:
        amount = show.amount(known.revenue_12m, known.currency)
        found.append(_("Revenue of 12 months: {amount}").format(amount=amount))
    if known.db1 is not None:
        found.append(_("Margin: {amount}").format(amount=show.amount(known.db1, known.currency)))
    if known.median_gap is not None:
        found.append(_("Buys every {n} days").format(n=show.number(known.median_gap)))
    if known.days_to_pay is not None:
        found.append(_("Pays after {n} days").format(n=show.number(known.days_to_pay)))
    return found


def _day(at: str | None) -> str:
    return show.date(at) if at else "–"


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
