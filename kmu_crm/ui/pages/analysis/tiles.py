"""The figures at the head of the analysis, each with its way to the customers and how it is worked out."""

from collections.abc import Callable
from dataclasses import dataclass

from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.ui.pages import changes
from kmu_crm.ui.widgets import Tile
from kmu_crm.value.overview import Margin, Overview


@dataclass(frozen=True)
class Standing:
    overview: Overview
    margin: Margin
    sources: int


@dataclass(frozen=True)
class Figure:
    """`rule` is of the customers behind it; `fill` writes an answer into its tile."""

    id: str
    title: str
    rule: str
    how: str
    fill: Callable[[Tile, Standing], object]


def figures() -> list[Figure]:
    return [
        Figure(
            "revenue", _("Revenue of 12 months"), changes.WITH_REVENUE,
            _("Net amounts of all invoices and orders of the last 365 days, less credit notes and cancellations. An order "
              "that was invoiced counts once."), _revenue),
        Figure(
            "active", _("Active customers"), changes.ACTIVE,
            _("Customers with at least one purchase in the last 365 days."), _active),
        Figure(
            "again", _("Repurchase rate"), changes.BOUGHT_AGAIN,
            _("Share of the active customers who have bought on a second day by now."), _again),
        Figure(
            "risk", _("Revenue at risk"), changes.AT_RISK,
            _("Revenue of the last 12 months from customers of the value classes A and B whose next purchase is overdue by "
              "their own rhythm."), _risk),
        Figure(
            "margin", _("Contribution margin II"), "not db2 is empty",
            _("Revenue less cost of goods, shipping, service time and campaigns, of the customers whose costs are known. "
              "Nothing is guessed for the others."), _margin),
    ]  # fmt: skip


def _revenue(tile: Tile, of: Standing) -> None:
    change, currency = of.overview.revenue_12m, of.overview.currency
    note = (
        _("year before not known")
        if change.before is None
        else _("{amount} in the year before").format(amount=show.whole_amount(round(change.before), currency))
    )
    tile.set_figure(show.whole_amount(round(change.now), currency), note, **changes.relative(change))


def _active(tile: Tile, of: Standing) -> None:
    change = of.overview.active_customers
    tile.set_figure(show.number(change.now), _("at least one purchase in 12 months"), **changes.relative(change))


def _again(tile: Tile, of: Standing) -> None:
    change = of.overview.repurchase_rate
    note = _("works from 12 months of data on") if change.before is None else _("percentage points on last year")
    tile.set_figure(show.percent(change.now, 1), note, **changes.points(change))


def _risk(tile: Tile, of: Standing) -> None:
    seen = of.overview
    customers = ngettext("{n} customer", "{n} customers", seen.at_risk_customers).format(
        n=show.number(seen.at_risk_customers)
    )
    tile.set_figure(
        show.whole_amount(seen.at_risk_revenue, seen.currency),
        _("classes A and B, purchase overdue"),
        customers,
        tone="warn",
    )


def _margin(tile: Tile, of: Standing) -> None:
    if not of.margin.known:
        tile.set_figure("–", _("works when costs of articles are imported"))
        return
    known, buyers = show.number(of.margin.known), show.number(of.margin.buyers)
    note = _("{n} of {all} customers, since {year}").format(n=known, all=buyers, year=str(of.margin.since)[:4])
    tile.set_figure(show.whole_amount(of.margin.db2, of.overview.currency), note)
