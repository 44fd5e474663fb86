"""How a figure was computed, as a sentence with the customer's own numbers."""

from sqlite3 import Connection

from kmu_crm import settings
from kmu_crm.fields import show
from kmu_crm.i18n import N_, _, ngettext
from kmu_crm.value.phase import ACTIVITIES, PHASES, SHORTEST_GAP, store_gap
from kmu_crm.value.queries import Figures, figures

Facts = dict[str, str]

UNKNOWN_COST = N_(
    "Not known: at least one of the documents has articles without a cost price. "
    "Import an article list with cost prices, or set a usual margin in the settings."
)
TEXTS = {
    "revenue_net": N_(
        "{documents} that count, without VAT: {revenue_net}. Credit notes and cancellations are taken "
        "off."
    ),
    "revenue_12m": N_("Net revenue of the 365 days up to {as_of}: {revenue_12m}; in the 365 days before: {before}."),
    "invoices": N_("{invoices} of which something remains after credit notes and cancellations."),
    "purchase_days": N_("Days with at least one purchase: {purchase_days}. Several documents on one day count once."),
    "cogs": N_("Quantity times cost price on the day of sale: {cogs}. Returned goods give their cost back."),
    "db1": N_("Net revenue {revenue_net} less cost of goods {cogs} = {db1}."),
    "db2": N_(
        "Contribution margin I {db1} less shipping {shipping}, service {service_cost} and campaigns {campaigns} "
        "= {db2}."
    ),
    "shipping": N_("What sending to this customer cost us, as the shipping list says: {shipping}."),
    "service_cost": N_("Minutes of service: {minutes}, at {rate} an hour = {service_cost}."),
    "complaints": N_("Complaints up to {as_of}: {complaints}."),
    "referral_revenue": N_(
        "Net revenue of the customers this one recommended us to: {referral}. It is not part of their own "
        "revenue."
    ),
    "days_to_pay": N_("On average {days_to_pay} days from invoice to payment; large amounts weigh more."),
    "open_amount": N_("Invoices less credit notes and payments: {open} are open, {overdue_amount} of them overdue."),
    "recency_days": N_("Last purchase on {last}, {recency} days before {as_of}."),
    "r": N_(
        "Recency {r} of 5: the last purchase was {recency} days ago. 5 means: more recent than at least 80% of "
        "the buyers."
    ),
    "f": N_("Frequency {f} of 5: {purchase_days} purchase days. 5 means: more than at least 80% of the buyers."),
    "m": N_("Revenue {m} of 5: {revenue_net} net. 5 means: more than at least 80% of the buyers."),
    "abc": N_(
        "Class {abc}: by falling revenue, A makes the first 80% of all revenue, B the next 15%, C the rest. "
        "Here: {revenue_net}."
    ),
    "lifecycle": N_(
        "{phase}: last purchase {recency} days ago, usually every {gap} days ({whose}). That is {overdue} times "
        "the usual gap."
    ),
    "activity": N_("{activity}: last purchase {recency} days ago, usually every {gap} days ({whose})."),
    "next_purchase_at": N_("Last purchase on {last} plus the usual gap of {gap} days = {next}."),
    "satisfaction": N_("The latest answer to “Would you recommend us?”: {satisfaction} of 10."),
}  # fmt: skip
_CLASS_BY_MARGIN = N_(
    "Class {value_class} by contribution margin II ({db2}): A makes the first 80% of the sum of all positive ones, "
    "B the next 15%, C the rest; D costs more than it brings."
)
_CLASS_BY_REVENUE = N_(
    "Class {value_class} by revenue ({revenue_net}), since the cost of goods is not known; D costs more than it brings."
)
_NEEDS_COST = ("cogs", "db1", "db2")
_NEEDS_REVENUE = ("revenue_net", "revenue_12m", "m", "abc", "value_class")
_NEEDS_PURCHASE = ("r", "f", "m", "recency_days", "lifecycle", "activity", "next_purchase_at")


def explain(db: Connection, profile: int, figure: str) -> str:
    """“So wird gerechnet”, in the language in use; "" where nothing needs saying or nothing was scored."""
    found = figures(db, profile)
    if found is None:
        return ""
    text = _text(found, figure)
    return _(text).format(**_facts(db, found)) if text else ""


def _text(of: Figures, figure: str) -> str:
    if figure in _NEEDS_COST and of.db1 is None:
        return UNKNOWN_COST
    if figure in _NEEDS_PURCHASE and of.purchase_days == 0:
        return N_("No purchase yet.")
    if figure in _NEEDS_REVENUE and of.is_revenue_unknown:
        return N_("Unknown: no document tells its amount without VAT.")
    if figure == "value_class" and of.value_class is not None:
        return _CLASS_BY_MARGIN if of.value_basis == "db2" else _CLASS_BY_REVENUE
    if figure in ("r", "f", "m") and of.r is None:
        return N_("Fewer than 25 customers have bought so far; ranks would say nothing.")
    if figure == "next_purchase_at" and of.next_purchase_at is None:
        return N_("No pattern yet: at least four purchase days are needed.")
    if figure == "next_purchase_at" and of.rhythm == "seasonal":
        return N_("Buys in the same season every year; last purchase on {last}, expected again around {next}.")
    missing = {"days_to_pay": of.days_to_pay, "satisfaction": of.satisfaction}
    return "" if figure in missing and missing[figure] is None else TEXTS.get(figure, "")


def _facts(db: Connection, of: Figures) -> Facts:
    """Every number a sentence may name, as people read it."""
    return _money(of, settings.number(db, "value.hourly_rate")) | _counts(of) | _times(db, of)


def _money(of: Figures, rate: int) -> Facts:
    cents = {
        "revenue_net": of.revenue_net, "revenue_12m": of.revenue_12m, "before": of.revenue_12m_before, "cogs": of.cogs,
        "db1": of.db1, "db2": of.db2, "shipping": of.shipping, "service_cost": of.service_cost,
        "campaigns": of.campaign_cost, "referral": of.referral_revenue, "open": of.open_amount,
        "overdue_amount": of.overdue_amount, "rate": rate,
    }  # fmt: skip
    return {name: "–" if value is None else show.amount(value, of.currency) for name, value in cents.items()}


def _counts(of: Figures) -> Facts:
    plain = {
        "purchase_days": of.purchase_days, "minutes": of.service_minutes, "complaints": of.complaints,
        "satisfaction": of.satisfaction, "r": of.r, "f": of.f, "m": of.m,
    }  # fmt: skip
    numbers = {name: "–" if value is None else show.number(value) for name, value in plain.items()}
    return numbers | {"documents": _documents(of.documents), "invoices": _documents(of.invoices)}


def _documents(n: int) -> str:
    return ngettext("{n} document", "{n} documents", n).format(n=show.number(n))


def _times(db: Connection, of: Figures) -> Facts:
    own = of.overdue is not None and of.rhythm != "seasonal"
    gap = max(SHORTEST_GAP, of.median_gap if own and of.median_gap else store_gap(db))
    return {
        "as_of": show.date(of.as_of),
        "last": show.date(of.last_purchase) if of.last_purchase else "–",
        "next": show.date(of.next_purchase_at) if of.next_purchase_at else "–",
        "recency": "–" if of.recency_days is None else show.number(of.recency_days),
        "days_to_pay": "–" if of.days_to_pay is None else show.number(of.days_to_pay, 1),
        "gap": show.number(gap),
        "overdue": show.number((of.recency_days or 0) / gap, 1),
        "whose": _("own rhythm") if own else _("as customers here usually do"),
        "phase": _(PHASES[of.lifecycle]),
        "activity": _(ACTIVITIES[of.activity or "none"]),
        "abc": of.abc or "–",
        "value_class": of.value_class or "–",
    }
