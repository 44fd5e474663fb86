"""Profiles as a table: one row a profile, in the columns that scripts rely on."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from sqlite3 import Connection, Cursor
from typing import Any

from kmu_crm.consent.gate import Gate
from kmu_crm.consent.words import CHANNELS
from kmu_crm.desk.derive import key_date
from kmu_crm.desk.whole import whole
from kmu_crm.outreach import people
from kmu_crm.outreach.cells import guarded
from kmu_crm.sales.leads import stages

COLUMNS = (
    "profile_id", "type", "display_name", "salutation", "title", "given_name", "family_name", "company", "email", "phone",
    "street", "postcode", "city", "country", "birth_date", "vat_id", "customer_numbers", "customer_since", "first_purchase",
    "last_purchase", "invoices", "purchase_days", "revenue_net", "revenue_12m", "cogs", "db1", "shipping", "service_minutes",
    "service_cost", "campaign_cost", "db2", "currency", "recency_days", "r", "f", "m", "abc", "complaints", "referral_revenue",
    "days_to_pay", "p_alive", "activity", "expected_purchases_12m", "value_per_purchase", "clv_12m", "next_purchase_at",
    "lifecycle", "lead_stage", "satisfaction", "open_amount", "email_ok", "phone_ok", "post_ok", "preferred_channel",
    "next_best_offer", "record_count", "value_class", "unknown_net",
)  # fmt: skip
MONEY = {
    "revenue_net", "revenue_12m", "cogs", "db1", "shipping", "service_cost", "campaign_cost", "db2", "referral_revenue",
    "value_per_purchase", "clv_12m", "open_amount", "revenue_12m_before", "overdue_amount",
}  # fmt: skip
REVENUES = {"revenue_net", "revenue_12m"}  # empty where no document tells its net amount
EXACT = {"email", "phone", "currency"}  # checked when they were read: +49 is a number, no formula
OF_PROFILE = {"profile_id": "p.id", "type": "p.kind", "record_count": "p.records"}
LATER = {"preferred_channel", "next_best_offer"}  # known once calls and offers are there
DERIVED = {"lead_stage"}  # asked for all at once, stands in no table


def write(db: Connection, target: Path, ids: Sequence[int] | None = None) -> int:
    """Writes all profiles, or the given ones in their order, as CSV (UTF-8, comma). Returns how many.

    Whoever picks some of them may mean to write to them: such a file holds only addresses that the gate lets out.
    """
    leads, rows = (
        stages.stages(db),
        _rows(db, ids),
    )  # no function can be given to a connection whose rows are being read
    count = 0
    with whole(target) as part, part.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        while some := rows.fetchmany(2000):
            lines = [dict(zip(COLUMNS, row, strict=True)) for row in some]
            for line in lines:
                line["lead_stage"] = leads.get(line["profile_id"])
            if ids is not None:
                _clear(db, lines)
            writer.writerows([_cell(column, value) for column, value in line.items()] for line in lines)
            count += len(lines)
    return count


def _rows(db: Connection, ids: Sequence[int] | None) -> Cursor:
    names = ", ".join(_expression(db, column) for column in COLUMNS)
    figures = "LEFT JOIN figure AS f ON f.profile_id = p.id"
    if ids is None:
        return db.execute(f"SELECT {names} FROM profile AS p {figures} ORDER BY p.id")
    return db.execute(
        f"SELECT {names} FROM json_each(?) AS wanted JOIN profile AS p ON p.id = wanted.value {figures}"
        " ORDER BY wanted.key",
        (json.dumps(list(ids)),),
    )


def _clear(db: Connection, lines: Sequence[dict[str, Any]]) -> None:
    """Leaves of each line's addresses what may be used for advertising."""
    who = people.candidates(db, people.people(db, [line["profile_id"] for line in lines]))
    for channel in CHANNELS:
        verdicts = Gate(db, "advertising", channel, key_date(db)).decide(who)
        cleared = {one.profile_id: one.cleared for one in verdicts}
        for line in lines:
            known = cleared[line["profile_id"]]
            if channel != "post":
                line[channel] = known.address if known else None
            elif not known:
                line["street"] = None


def _expression(db: Connection, column: str) -> str:
    if column in OF_PROFILE:
        return OF_PROFILE[column]
    if column in LATER | DERIVED:
        return "NULL"
    profile = {name for (_, name, *_) in db.execute("PRAGMA table_info(profile)")}
    if column in REVENUES:
        return f"iif(f.unknown_net < f.documents OR f.documents = 0, f.{column}, NULL)"
    return f"p.{column}" if column in profile else f"f.{column}"


def _cell(column: str, value: Any) -> Any:
    if value is None:
        return ""
    if column in MONEY:
        return money(value)
    return guarded(value) if isinstance(value, str) and column not in EXACT else value


def money(cents: int | None) -> str | None:
    """Cents as a decimal string with a point, as machine-readable output has them."""
    if cents is None:
        return None
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"
