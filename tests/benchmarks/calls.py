"""How long the call list and a sheet take in a large store: `python tests/benchmarks/calls.py [CUSTOMERS]`, a million by default.

The store is written straight into its tables: five facts a customer, of these one in ten a call, one in fifty a complaint, one
in a hundred an unpaid invoice, one in a thousand an offer, and figures as a business has them. What is measured is the second call,
with the pages in memory. Wanted: the list below one second.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from sqlite3 import Connection

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from kmu_crm import i18n
from kmu_crm.decisions import journal
from kmu_crm.sales.calls import sheet, today
from kmu_crm.store.store import Store
from kmu_crm.store.transaction import transaction

DAY = "2025-12-31"
_N = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :n)"
_ON = "date('2025-12-31', '-' || ((i * 7919) % 1400) || ' days')"
_FILL = (
    "INSERT INTO source (id, system, title) VALUES (1, 'till', 'Kasse')",
    "INSERT INTO import (id, source_id, file, sha256, format, mapping, confidence, at, state, rows, new, updated, unchanged,"
    " refused, seconds) VALUES (1, 1, 'f', 'x', 'f', '{}', 1, '2026-01-01', 'done', 0, 0, 0, 0, 0, 0)",
    f"{_N} INSERT INTO record (id, source_id, key) SELECT i, 1, i FROM n",
    f"{_N} INSERT INTO party (record_id, import_id, row, hash, full_name, phone, country)"
    " SELECT i, 1, i, x'', 'Kunde ' || i, '+4930' || (1000000 + i), 'DE' FROM n",
    f"{_N} INSERT INTO membership SELECT i, i FROM n",
    f"""{_N} INSERT INTO profile (id, kind, display_name, sort_key, phone, country, phone_ok, records, systems, folded)
    SELECT i, iif(i % 4, 'person', 'company'), 'Kunde ' || i, i, '+4930' || (1000000 + i), 'DE', iif(i % :callable, '', 'yes'), 1,
           'till', '' FROM n""",
    f"""{_N} INSERT INTO figure (profile_id, as_of, purchase_days, first_purchase, last_purchase, revenue_net, revenue_12m,
        recency_days, value_class, lifecycle, median_gap, next_purchase_at, last_contact)
    SELECT i, :day, 1 + i % 9, {_ON}, {_ON}, (i * 31) % 1000000, (i * 17) % 500000, (i * 7919) % 1400,
           substr('AABBBCCCCD', 1 + i % 10, 1),
           CASE WHEN (i * 7919) % 1400 < 120 THEN 'regular' WHEN (i * 7919) % 1400 < 200 THEN 'at_risk'
                WHEN (i * 7919) % 1400 < 330 THEN 'dormant' ELSE 'lost' END,
           60, date({_ON}, '+60 days'), iif(i % 3, {_ON}, NULL) FROM n""",
    # none on the day itself: that is what the list is for
    f"""{_N} INSERT INTO fact (source_id, import_id, row, hash, kind, key, record_id, day, status, outcome, subject)
    SELECT 1, 1, i, x'', CASE WHEN i % 10 = 0 THEN 'call' WHEN i % 50 = 7 THEN 'complaint' ELSE 'invoice' END, i, 1 + i % :customers,
           min({_ON}, '2025-12-30'),
           iif(i % 350 = 7, 'open', 'closed'), iif(i % 10, '', iif(i % 20, 'erreicht', 'nicht erreicht')), 'Betreff' FROM n""",
    "INSERT INTO open_item SELECT id, record_id, day, date(day, '+14 days'), 100 + id % 90000 FROM fact"
    " WHERE kind = 'invoice' AND id % 100 = 3",
    "INSERT INTO document (id, source_id, family, number) SELECT id, 1, 'offer', 'AN-' || id FROM fact WHERE id % 1000 = 9",
    "UPDATE fact SET kind = 'enquiry', status = iif(id % 2000 = 9, '', 'gewonnen'), document_id = id WHERE id % 1000 = 9",
)


def build(db: Connection, customers: int, callable_: int) -> None:
    with transaction(db):
        for statement in _FILL:
            n = 5 * customers if "INTO fact" in statement else customers
            named = {"n": n, "day": DAY, "customers": customers, "callable": callable_}
            db.execute(statement, named if ":" in statement.replace("::", "") else {})
        db.execute(
            "INSERT INTO consent_event (address, channel, purpose, state, basis, evidence, at, noted_at, author, key, mailbox)"
            " SELECT phone, 'phone', 'advertising', 'given', 'form', 'Messe', '2025-01-05', '2025-01-05T10:00:00Z', 'Lena', 'k' || id,"
            " phone FROM profile WHERE phone_ok = 'yes'"
        )
        for number in range(1, 2000):
            due = f"2026-0{1 + number % 6}-10" if number % 4 else DAY
            journal.decide(db, "task", {"records": [number], "text": f"Nachfassen {number}", "due": due}, "Lena")


def seconds(call: Callable[[], object]) -> float:
    call()
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def measure(customers: int, callable_: int) -> None:
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "viele.kmucrm") as store:
        build(store.db, customers, callable_)
        lines = today.today(store.db, DAY)
        number = lines[0].profile
        print(f"{customers} customers, one in {callable_} may be called: {len(lines)} lines")
        print(f"  list     {seconds(lambda: today.today(store.db, DAY)):8.3f} s")
        print(f"  sheet    {seconds(lambda: sheet.sheet(store.db, number, DAY, [])):8.3f} s", flush=True)


def main() -> None:
    i18n.use("de")
    for callable_ in (4, 1000, 10**9):
        measure(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000, callable_)


if __name__ == "__main__":
    main()
