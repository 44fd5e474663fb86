"""Guests: customers who bought in a web shop without an account there, and whom nothing else knows.

Only a shop that tells some accounts can say that somebody has none: where no list of its customers is here and no order names a
customer's number, nobody knows. A shop's newsletter is no list of its customers.
"""

from functools import reduce
from sqlite3 import Connection

from kmu_crm.profiles import trust

_SHOPS = ", ".join(f"'{name}'" for name in trust.systems("shop"))
_STRANGERS = (*trust.systems("shop"), *trust.systems("orders"))  # their buyers may have no account with the business
# Whether all systems of profile `p` are among these. Most have one alone, which needs no look into the words.
_ALONE = f"""CASE WHEN p.systems IN ({_SHOPS}) THEN 1 WHEN instr(p.systems, '|') = 0 THEN 0
    ELSE trim({reduce(lambda sql, name: f"replace({sql}, '{name}', '')", _STRANGERS, "p.systems")}, '|') = '' END"""
# A customer's row without a number (`~`, not `~@`: not out of a document); in WooCommerce's list of customers are guests, too.
_ROW = "(r.key BETWEEN '~0' AND '~?' OR r.key BETWEEN '~B' AND '~zz')"
_SAYS = "coalesce(x.attributes ->> 'accountmode', x.attributes ->> 'guest', '') IN ('1', 'true')"  # Shopware gives guests numbers
_ACCOUNT = f"""x.current = 1 AND i.format NOT LIKE '%newsletter' AND NOT {_SAYS}
    AND (i.format <> 'woocommerce_customers' OR x.customer_since <> '')"""
# Sources that tell accounts. Of the customers in its orders a thousand are enough to say whether those have numbers.
_TELLING = f"""
    SELECT s.id FROM source AS s WHERE s.system IN ({_SHOPS}) AND (
        EXISTS (SELECT 1 FROM record AS r WHERE r.source_id = s.id AND r.key < '~')
        OR EXISTS (SELECT 1 FROM (SELECT id FROM record WHERE source_id = s.id AND key BETWEEN '~0' AND '~?'
                                  UNION ALL SELECT id FROM record WHERE source_id = s.id AND key BETWEEN '~B' AND '~zz') AS r
                   CROSS JOIN party AS x ON x.record_id = r.id CROSS JOIN import AS i ON i.id = x.import_id WHERE {_ACCOUNT})
        OR EXISTS (SELECT 1 FROM (SELECT id FROM record WHERE source_id = s.id AND key BETWEEN '~@' AND '~A' LIMIT 1000) AS r
                   CROSS JOIN party AS x ON x.record_id = r.id WHERE x.current = 1 AND trim(x.customer_number, '0') <> ''))"""
# 'yes', 'no', NULL where nobody knows; of profile `p`. A number of noughts is how shops write that there is no account.
GUEST = f"""
    (CASE WHEN NOT {_ALONE} THEN 'no'
     WHEN CASE WHEN trim(p.customer_numbers, '0|') = '' THEN 0 WHEN instr(p.systems, 'shopware') = 0 THEN 1
          ELSE NOT EXISTS (SELECT 1 FROM membership AS m CROSS JOIN party AS x ON x.record_id = m.record_id
                           WHERE m.profile_id = p.id AND x.current = 1 AND {_SAYS}) END THEN 'no'
     ELSE (
        SELECT CASE WHEN count(*) = 0 THEN 'no'
            WHEN max(iif(r.key < '~' OR {_ROW}, EXISTS (SELECT 1 FROM party AS x CROSS JOIN import AS i ON i.id = x.import_id
                                         WHERE x.record_id = r.id AND {_ACCOUNT}), 0)) THEN 'no'
            WHEN min(r.source_id IN ({_TELLING})) THEN 'yes' END
        FROM membership AS m CROSS JOIN record AS r ON r.id = m.record_id
        WHERE m.profile_id = p.id AND r.source_id IN (SELECT id FROM source WHERE system IN ({_SHOPS}))) END)"""


def is_guest(db: Connection, profile: int) -> bool | None:
    """None where nobody knows, or for an unknown profile."""
    row = db.execute(f"SELECT {GUEST} FROM profile AS p WHERE p.id = ?", (profile,)).fetchone()
    return None if row is None or row[0] is None else bool(row[0] == "yes")
