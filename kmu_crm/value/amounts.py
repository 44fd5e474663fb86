"""Figures that are sums: revenue, margin, cost to serve, complaints, referrals, for all profiles at once; cents."""

import json
from collections.abc import Collection
from sqlite3 import Connection

from kmu_crm import settings
from kmu_crm.profiles.told_of import BY_DOCUMENT, BY_RECORD, DOCUMENT, RECORD, TOOK_PLACE
from kmu_crm.sources import commonest

SERVICE_KINDS = "'service', 'complaint', 'enquiry', 'call', 'visit', 'appointment', 'return'"
_CONTACT_KINDS = "'call', 'email', 'appointment', 'visit', 'service', 'complaint', 'enquiry'"

_PROFILES = "INSERT INTO figure (profile_id, as_of, currency) SELECT id, :as_of, :currency FROM profile {of_some}"

_SALES = """
    WITH total AS (
        SELECT profile_id, count(*) AS documents, sum(net IS NULL) AS unknown_net, sum(purchase) AS invoices,
               count(DISTINCT CASE WHEN purchase THEN day END) AS purchase_days,
               min(CASE WHEN purchase THEN day END) AS first, max(CASE WHEN purchase THEN day END) AS last,
               coalesce(sum(net), 0) AS net,
               coalesce(sum(net) FILTER (WHERE day > date(:as_of, '-365 days')), 0) AS net_12m,
               coalesce(sum(net) FILTER (WHERE day > date(:as_of, '-730 days') AND day <= date(:as_of, '-365 days')), 0)
                   AS net_before,
               CASE WHEN min(cost_known) = 1 AND min(net_known) = 1 THEN sum(cost) END AS cost
        FROM counted WHERE counts = 1 GROUP BY profile_id)
    UPDATE figure SET documents = t.documents, unknown_net = t.unknown_net, invoices = t.invoices,
        purchase_days = t.purchase_days, first_purchase = t.first, last_purchase = t.last, revenue_net = t.net,
        revenue_12m = t.net_12m, revenue_12m_before = t.net_before, cogs = t.cost, db1 = t.net - t.cost,
        recency_days = CAST(julianday(:as_of) - julianday(t.last) AS INTEGER)
    FROM total AS t WHERE t.profile_id = figure.profile_id"""

# Cost of sending names a document rather than a customer, and often no day of its own.
_SHIPPING = f"""
    WITH paid AS (
        SELECT coalesce(m.profile_id, iif(
                   f.id IN (SELECT fact_id FROM meant_sale),
                   (SELECT c.profile_id FROM meant_sale AS s JOIN counted AS c ON c.fact_id = s.sale WHERE s.fact_id = f.id),
                   (SELECT c.profile_id FROM fact AS d JOIN counted AS c ON c.fact_id = d.id
                    WHERE d.document_id = {DOCUMENT} AND d.current = 1 LIMIT 1))) AS profile_id,
               abs(coalesce(f.net, f.shipping, f.gross)) AS cents
        FROM fact AS f LEFT JOIN membership AS m ON m.record_id = f.record_id
        WHERE f.current = 1 AND f.kind = 'shipping' AND coalesce(f.day, (
            SELECT d.day FROM fact AS d
            WHERE d.document_id = {DOCUMENT} AND d.current = 1 AND d.day IS NOT NULL LIMIT 1), '') <= :as_of),
    total AS (SELECT profile_id, sum(cents) AS cents FROM paid GROUP BY profile_id)
    UPDATE figure SET shipping = t.cents
    FROM total AS t WHERE t.profile_id = figure.profile_id AND t.cents IS NOT NULL"""

_TALKS = f"""
    SELECT m.profile_id, f.kind, f.minutes, f.day, {TOOK_PLACE} AS held FROM {{facts}}
    WHERE f.current = 1 AND f.day <= :as_of AND f.kind IN ({SERVICE_KINDS}, {_CONTACT_KINDS}) {{{{of_some}}}}"""
_SERVICE = f"""
    WITH total AS (
        SELECT profile_id, coalesce(sum(minutes) FILTER (WHERE kind IN ({SERVICE_KINDS})), 0) AS minutes,
               sum(kind = 'complaint') AS complaints,
               max(day) FILTER (WHERE kind IN ({_CONTACT_KINDS}) AND held) AS last_contact
        FROM ({_TALKS.format(facts=BY_RECORD)} UNION ALL {_TALKS.format(facts=BY_DOCUMENT)})
        GROUP BY profile_id)
    UPDATE figure SET service_minutes = t.minutes, service_cost = CAST(round(t.minutes * :rate / 60.0) AS INTEGER),
        complaints = t.complaints, last_contact = t.last_contact
    FROM total AS t WHERE t.profile_id = figure.profile_id"""

# A campaign names the cost of one recipient; it was spent on those sent to, or in a group that is not the control.
_CAMPAIGNS = """
    WITH campaign AS (
        SELECT document_id, max(abs(net)) AS cents, min(day) AS day FROM fact
        WHERE current = 1 AND kind = 'campaign' AND net IS NOT NULL GROUP BY document_id),
    sent AS (
        SELECT DISTINCT f.record_id, f.refers_to, c.cents
        FROM fact AS f JOIN campaign AS c ON c.document_id = f.refers_to
        WHERE f.current = 1 AND coalesce(f.day, c.day, '') <= :as_of AND (
            (f.kind = 'newsletter' AND lower(f.outcome) IN ('versendet', 'gesendet', 'verschickt', 'sent'))
            OR (f.kind = 'campaign_arm' AND lower(f.outcome) NOT IN ('kontrolle', 'kontrollgruppe', 'control')))),
    total AS (
        SELECT m.profile_id, sum(s.cents) AS cents FROM sent AS s JOIN membership AS m ON m.record_id = s.record_id
        GROUP BY m.profile_id)
    UPDATE figure SET campaign_cost = t.cents FROM total AS t WHERE t.profile_id = figure.profile_id"""

_DB2 = "UPDATE figure SET db2 = db1 - shipping - service_cost - campaign_cost WHERE db1 IS NOT NULL {of_some}"

# A profile that never bought has cost nothing for goods, and that is known.
_NOTHING_SOLD = "UPDATE figure SET cogs = 0, db1 = 0 WHERE documents = 0 {of_some}"

_SATISFACTION = f"""
    WITH answer AS (
        SELECT m.profile_id, f.score, row_number() OVER (PARTITION BY m.profile_id
            ORDER BY f.day DESC, coalesce(f.at, '') DESC, f.key DESC, f.id DESC) AS newest
        FROM fact AS f JOIN membership AS m ON m.record_id = {RECORD}
        WHERE f.current = 1 AND f.kind = 'survey' AND f.score IS NOT NULL AND f.day <= :as_of)
    UPDATE figure SET satisfaction = a.score
    FROM answer AS a WHERE a.profile_id = figure.profile_id AND a.newest = 1"""

# One level: what the recruited bring is credited to who named us, apart from own revenue.
# A number that two profiles bear proves nothing.
_REFERRALS = """
    WITH number AS (
        SELECT j.value AS number, min(p.id) AS profile_id FROM profile AS p,
            json_each('["' || replace(replace(replace(p.customer_numbers, '\\', '\\\\'), '"', '\\"'), '|', '","')
                      || '"]') AS j
        WHERE p.customer_numbers <> '' GROUP BY j.value HAVING count(DISTINCT p.id) = 1),
    total AS (
        SELECT n.profile_id, sum(f.revenue_net) AS cents FROM profile AS p
        JOIN number AS n ON n.number = p.recommended_by JOIN figure AS f ON f.profile_id = p.id
        WHERE p.recommended_by <> '' AND n.profile_id <> p.id GROUP BY n.profile_id)
    UPDATE figure SET referral_revenue = t.cents FROM total AS t WHERE t.profile_id = figure.profile_id"""


_UNSAID = """
    UPDATE figure SET service_minutes = 0, service_cost = 0, complaints = 0, last_contact = NULL WHERE {of_some}"""
_GONE = "DELETE FROM figure WHERE {of_some} AND profile_id NOT IN (SELECT id FROM profile)"
_LEFT = "SELECT profile_id, db2, service_cost FROM figure WHERE documents > 0 AND {of_some} ORDER BY profile_id"


def fill(db: Connection, as_of: str) -> None:
    """One row a profile in `figure`, with everything that is a sum up to the key date."""
    db.execute("DELETE FROM figure")
    statements = (
        _PROFILES,
        _SALES,
        _SHIPPING,
        _SERVICE,
        _CAMPAIGNS,
        _NOTHING_SOLD,
        _DB2,
        _SATISFACTION,
        _REFERRALS,
    )
    named = _named(db, as_of, commonest.currency(db))
    for statement in statements:
        db.execute(statement.format(of_some=""), named)


def follow(db: Connection, as_of: str, profiles: Collection[int]) -> bool:
    """The same for these profiles, of whom no document has become another's: what talks with them took, who is new and who is
    gone. Whether what a buyer leaves over has become another by it."""
    counted = db.execute("SELECT currency FROM figure LIMIT 1").fetchone()  # no document came: it is the same for all
    named = {
        **_named(db, as_of, counted[0] if counted else commonest.currency(db)),
        "some": json.dumps(sorted(profiles)),
    }
    some = "{} IN (SELECT value FROM json_each(:some))"
    mine, member, new = some.format("profile_id"), some.format("m.profile_id"), some.format("id")
    before = db.execute(_LEFT.format(of_some=mine), named).fetchall()
    for statement, of_some in (
        (_GONE, mine),
        (_PROFILES, f"WHERE {new} AND id NOT IN (SELECT profile_id FROM figure)"),
        (_UNSAID, mine),
        (_SERVICE, f"AND {member}"),
        (_NOTHING_SOLD, f"AND {mine}"),
        (_DB2, f"AND {mine}"),
    ):
        db.execute(statement.format(of_some=of_some), named)
    return before != db.execute(_LEFT.format(of_some=mine), named).fetchall()


def _named(db: Connection, as_of: str, currency: str) -> dict[str, str | int]:
    return {"as_of": as_of, "rate": settings.number(db, "value.hourly_rate"), "currency": currency}
