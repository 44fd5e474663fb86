"""The figures at the head of the analysis, each with its way to the customers and how it is worked out."""

from collections.abc import Callable
from dataclasses import dataclass

from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.ui.pages import changes, untold
from kmu_crm.ui.widgets import Tile
from kmu_crm.value.review import Review


@dataclass(frozen=True)
class Standing:
    review: Review
    as_of: str
    sources: int


@dataclass(frozen=True)
class Figure:
    """`rule` is of the customers behind it, those who bought in the period unless `anytime`; `fill` writes an answer
    into its tile."""

    id: str
    title: str
    rule: str
    how: str
    fill: Callable[[Tile, Review], object]
    anytime: bool = False


def figures() -> list[Figure]:
    return [
        Figure(
            "revenue", _("Revenue"), changes.WITH_REVENUE,
            _("Net amounts of all invoices and orders of the period, less credit notes and cancellations. An order "
              "that was invoiced counts once, in the channel it came from."), _revenue),
        Figure(
            "active", _("Active customers"), changes.ACTIVE,
            _("Customers with at least one purchase in the period."), _active),
        Figure(
            "again", _("Repurchase rate"), changes.BOUGHT_AGAIN,
            _("Share of the active customers who have bought on a second day by the end of the period."), _again),
        Figure(
            "risk", _("Revenue at risk"), changes.AT_RISK,
            _("Revenue of the period from customers of the value classes A and B whose next purchase is overdue today by "
              "their own rhythm."), _risk, anytime=True),
        Figure(
            "margin", _("Contribution margin I"), changes.WITH_COSTS,
            _("Revenue less cost of goods, of the documents whose costs are known. Nothing is guessed for the others."),
            _margin),
    ]  # fmt: skip


def fill(figure: Figure, tile: Tile, seen: Review) -> None:
    """A file without a single sale has no figures yet; nought would be a claim."""
    if seen.since is None:
        tile.set_figure("–", _("works when invoices or orders are imported"))
    else:
        figure.fill(tile, seen)


def _revenue(tile: Tile, seen: Review) -> None:
    change = seen.revenue
    if seen.told.nothing:
        untold.fill(tile, seen.told)
        return
    if seen.told.unknown or seen.told_before.unknown:  # what is known in part can be set against nothing
        amount = show.whole_amount(round(change.now), seen.currency)
        tile.set_figure(amount, untold.missing(seen.told) or _("year before not known"))
        return
    note = (
        _("year before not known")
        if change.before is None
        else _("{amount} in the year before").format(amount=show.whole_amount(round(change.before), seen.currency))
    )
    tile.set_figure(show.whole_amount(round(change.now), seen.currency), note, **changes.relative(change))


def _active(tile: Tile, seen: Review) -> None:
    change = seen.active_customers
    tile.set_figure(show.number(change.now), _("at least one purchase"), **changes.relative(change))


def _again(tile: Tile, seen: Review) -> None:
    change = seen.repurchase_rate
    if not seen.active_customers.now:
        tile.set_figure("–", _("nobody bought in this period"))
        return
    note = _("works from 12 months of data on") if change.before is None else _("percentage points on last year")
    tile.set_figure(show.percent(change.now, 1), note, **changes.points(change))


def _risk(tile: Tile, seen: Review) -> None:
    if seen.told.nothing:  # who is worth how much is then unknown, too
        untold.fill(tile, seen.told)
        return
    note = ngettext("{n} customer, purchase overdue", "{n} customers, purchase overdue", seen.at_risk_customers).format(
        n=show.number(seen.at_risk_customers)
    )
    amount = show.whole_amount(seen.at_risk_revenue, seen.currency)
    tile.set_figure(amount, note, _("A and B"), tone="warn" if seen.at_risk_customers else "muted")


def _margin(tile: Tile, seen: Review) -> None:
    margin = seen.margin
    if seen.told.nothing:
        untold.fill(tile, seen.told)
        return
    if not margin.net_known or margin.net <= 0:
        tile.set_figure("–", _("works when costs of articles are imported"))
        return
    note = _("costs of {share} of the revenue known").format(share=show.percent(min(margin.net_known / margin.net, 1)))
    tile.set_figure(show.whole_amount(margin.db1, seen.currency), note)
