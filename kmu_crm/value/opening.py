"""How each figure opens: the facts it is made of, and what each adds to it."""

from kmu_crm.profiles import told_of
from kmu_crm.value.amounts import SERVICE_KINDS

_AS_OF = "(SELECT as_of FROM figure WHERE profile_id = :profile)"
_COUNTED = "SELECT fact_id, {adds} AS adds FROM counted WHERE profile_id = :profile AND counts = 1 AND {which}"
_OF_PROFILE = (
    f"SELECT f.id AS fact_id, {{adds}} AS adds FROM {told_of.OF_PROFILE} WHERE f.day <= {_AS_OF} AND {{which}}"
)
_PAID = (
    "SELECT f.id AS fact_id, {adds} AS adds FROM counted AS c JOIN fact AS d ON d.id = c.fact_id"
    " JOIN fact AS f ON f.refers_to IN ("
    "SELECT d.document_id UNION ALL SELECT document_id FROM meant_document WHERE meant = d.document_id)"
    " AND f.current = 1 AND f.kind = '{kind}' AND f.id NOT IN (SELECT fact_id FROM meant_sale)"
    f" WHERE c.profile_id = :profile AND coalesce(f.day, '') <= {_AS_OF}"
    " UNION ALL SELECT f.id, {adds} FROM counted AS c JOIN meant_sale AS m ON m.sale = c.fact_id"
    " JOIN fact AS f ON f.id = m.fact_id AND f.kind = '{kind}'"
    f" WHERE c.profile_id = :profile AND coalesce(f.day, '') <= {_AS_OF}"
)
_OPEN = "SELECT fact_id, open AS adds FROM open_item WHERE profile_id = :profile"

# Nothing here comes from a user: the names are the figures' own, the values are bound.
PARTS = {
    "revenue_net": _COUNTED.format(adds="net", which="1"),
    "revenue_12m": _COUNTED.format(adds="net", which=f"day > date({_AS_OF}, '-365 days')"),
    "revenue_12m_before": _COUNTED.format(
        adds="net", which=f"day > date({_AS_OF}, '-730 days') AND day <= date({_AS_OF}, '-365 days')"
    ),
    "all": "SELECT fact_id, net AS adds FROM counted WHERE profile_id = :profile",
    "invoices": _COUNTED.format(adds="1", which="purchase = 1"),
    "purchase_days": _COUNTED.format(adds="1", which="purchase = 1"),
    "recency_days": _COUNTED.format(
        adds="1",
        which="purchase = 1 AND day = (SELECT last_purchase FROM figure WHERE profile_id = :profile)",
    ),
    "cogs": _COUNTED.format(adds="cost", which="1"),
    "db1": _COUNTED.format(adds="net - cost", which="1"),
    "shipping": _PAID.format(adds="abs(coalesce(f.net, f.shipping, f.gross))", kind="shipping"),
    "service_minutes": _OF_PROFILE.format(adds="f.minutes", which=f"f.kind IN ({SERVICE_KINDS}) AND f.minutes <> 0"),
    "complaints": _OF_PROFILE.format(adds="1", which="f.kind = 'complaint'"),
    "satisfaction": _OF_PROFILE.format(adds="f.score", which="f.kind = 'survey' AND f.score IS NOT NULL"),
    "days_to_pay": _PAID.format(adds="coalesce(f.gross, f.net)", kind="payment"),
    "open_amount": _OPEN,
    "overdue_amount": f"{_OPEN} AND due < {_AS_OF}",
}
PARTS |= {"db2": PARTS["db1"], "service_cost": PARTS["service_minutes"], "abc": PARTS["revenue_net"]}
PARTS |= {"value_class": PARTS["db1"], "lifecycle": PARTS["purchase_days"], "next_purchase_at": PARTS["purchase_days"]}
