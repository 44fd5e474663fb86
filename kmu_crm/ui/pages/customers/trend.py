"""The early warning in the list: what a customer bought in twelve months against the twelve before."""

from kmu_crm.fields import show
from kmu_crm.i18n import _
from kmu_crm.profiles.queries import ProfileLine


def trend(line: ProfileLine) -> str:
    """“↓ 38 %”; “–” where there is nothing to compare with, which `trend_in_words` explains."""
    return "–" if _why_none(line) else f"{_arrow(line)} {show.percent(abs(_change(line)))}"


def trend_in_words(line: ProfileLine) -> str:
    if none := _why_none(line):
        return none
    assert line.revenue_12m is not None and line.revenue_before is not None
    said = _("Revenue of 12 months {now}, of the 12 before {before}: {change}")
    return said.format(
        now=show.amount(line.revenue_12m), before=show.amount(line.revenue_before), change=_signed(_change(line))
    )


def _why_none(line: ProfileLine) -> str:
    """'' where the two can be compared."""
    if line.first_purchase is None:
        return _("No trend: no purchase yet")
    if line.revenue_12m is None:
        return _("No trend: net amounts are unknown")
    if line.revenue_before is None:
        return _("No trend: customer for less than 24 months, since {day}").format(day=show.date(line.first_purchase))
    return "" if line.revenue_before > 0 else _("No trend: no revenue in the 12 months before")


def _change(line: ProfileLine) -> float:
    assert line.revenue_12m is not None and line.revenue_before is not None
    return (line.revenue_12m - line.revenue_before) / line.revenue_before


def _arrow(line: ProfileLine) -> str:
    """What rounds to nought is no change."""
    change = round(_change(line), 2)
    return "→" if not change else "↑" if change > 0 else "↓"


def _signed(change: float) -> str:
    sign = "+" if round(change, 2) > 0 else "\N{MINUS SIGN}" if round(change, 2) < 0 else ""
    return sign + show.percent(abs(change))
