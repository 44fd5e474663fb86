"""What stands below the list: how many are shown, and what they come to."""

from kmu_crm.desk.listing import Brought, Listing
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext


def told(found: Listing) -> str:
    """With the revenue of twelve months, or the figure that led to the list; "" where it is not known yet how many there
    are."""
    if found.rows is None and found.follows:
        return ""
    rows = len(found.ids) if found.rows is None else found.rows
    n, total = show.number(rows), show.number(found.total)
    text = ngettext("{n} of {total} customer", "{n} of {total} customers", found.total).format(n=n, total=total)
    if rows == found.total:
        text = ngettext("{n} customer", "{n} customers", found.total).format(n=n)
    if found.follows:
        return text
    if found.brought is not None:
        return _("{customers} · {figure}").format(customers=text, figure=_brought(found.brought))
    said = _("{customers} · Revenue 12 m: {amount}").format(customers=text, amount=_amount(found.revenue))
    if found.revenue is None or not found.in_part:
        return said
    lacking = ngettext("unknown in part of {n} customer", "unknown in part of {n} customers", found.in_part)
    return f"{said} · {lacking.format(n=show.number(found.in_part))}"


def _brought(of: Brought) -> str:
    if isinstance(of.of, str):
        told = ngettext("{n} overdue invoice: {amount}", "{n} overdue invoices: {amount}", of.documents)
        return told.format(n=show.number(of.documents), amount=_amount(of.cents))
    days = show.date(of.of.first), show.date(of.of.last)
    return _("Revenue {first} to {last}: {amount}").format(first=days[0], last=days[1], amount=_amount(of.cents))


def _amount(cents: int | None) -> str:
    return _("unknown, gross amounts only") if cents is None else show.amount(cents)
