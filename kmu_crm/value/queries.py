"""Questions about figures: those of one profile, the documents each is made of, revenue by month, open items."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from sqlite3 import Connection

from kmu_crm.value.opening import PARTS


@dataclass(frozen=True)
class Figures:
    """One profile at the key date: money in cents, days ISO, shares and gaps as numbers, None where unknown."""

    as_of: str
    documents: int
    unknown_net: int
    invoices: int
    purchase_days: int
    first_purchase: str | None
    last_purchase: str | None
    revenue_net: int
    revenue_12m: int
    revenue_12m_before: int
    cogs: int | None
    db1: int | None
    shipping: int
    service_minutes: int
    service_cost: int
    campaign_cost: int
    db2: int | None
    currency: str
    recency_days: int | None
    r: int | None
    f: int | None
    m: int | None
    abc: str | None
    value_class: str | None
    value_basis: str | None
    complaints: int
    referral_revenue: int
    days_to_pay: float | None
    p_alive: float | None
    activity: str | None
    expected_purchases_12m: float | None
    value_per_purchase: int | None
    clv_12m: int | None
    next_purchase_at: str | None
    lifecycle: str
    median_gap: float | None
    overdue: float | None
    rhythm: str
    satisfaction: float | None
    open_amount: int
    overdue_amount: int
    last_contact: str | None

    @property
    def is_revenue_unknown(self) -> bool:
        """Documents there are, but none tells its net amount: revenue is then not nought."""
        return 0 < self.documents == self.unknown_net


@dataclass(frozen=True)
class DocumentLine:
    """A document with what it adds to the figure asked for: cents, minutes or a count, by the figure."""

    fact_id: int
    kind: str
    number: str
    day: str | None
    net: int | None
    gross: int | None
    adds: int | None
    counts: int  # 1 counts, 0 stays visible only
    why: str
    import_id: int
    row: int


@dataclass(frozen=True)
class OpenItem:
    fact_id: int
    number: str
    day: str
    due: str | None
    open: int
    days_overdue: int


@dataclass(frozen=True)
class Overdue:
    """All overdue invoices together: cents in the file's currency; the one that waits longest, with whom."""

    invoices: int
    cents: int
    currency: str
    longest_name: str
    longest_days: int


_COLUMNS = ", ".join(field.name for field in fields(Figures))

_DOCUMENTS = """
    SELECT f.id, f.kind, coalesce(d.number, f.key), f.day, coalesce(c.net, f.net), coalesce(c.gross, f.gross),
           part.adds, coalesce(c.counts, 1), coalesce(c.why, ''), f.import_id, f.row
    FROM ({part}) AS part JOIN fact AS f ON f.id = part.fact_id
         LEFT JOIN document AS d ON d.id = coalesce(f.document_id, f.refers_to)
         LEFT JOIN counted AS c ON c.fact_id = f.id
    ORDER BY f.day DESC, f.id DESC"""

_OPEN = """
    SELECT o.fact_id, coalesce(d.number, f.key), o.day, o.due, o.open,
           CAST(max(0, coalesce(julianday(g.as_of) - julianday(o.due), 0)) AS INTEGER)
    FROM open_item AS o JOIN fact AS f ON f.id = o.fact_id LEFT JOIN document AS d ON d.id = f.document_id
         LEFT JOIN figure AS g ON g.profile_id = o.profile_id
    WHERE o.profile_id = ? ORDER BY o.day, o.fact_id"""

# Thousands are overdue where many buy, of whom one is named. Bare columns beside the one `min` are those of its row.
_OVERDUE = """
    SELECT count(*), sum(o.open), min(printf('%s %020d', o.due, o.fact_id)), o.profile_id, g.currency,
           CAST(julianday(g.as_of) - julianday(o.due) AS INTEGER)
    FROM open_item AS o CROSS JOIN figure AS g ON g.profile_id = o.profile_id WHERE o.due < g.as_of"""
_NAME = "SELECT display_name FROM profile WHERE id = ?"


def figures(db: Connection, profile: int) -> Figures | None:
    """None where the profile has not been scored yet."""
    row = db.execute(f"SELECT {_COLUMNS} FROM figure WHERE profile_id = ?", (profile,)).fetchone()
    return Figures(*row) if row else None


def scored_at(db: Connection) -> str | None:
    """The key date of the figures in the store, None before the first score."""
    row = db.execute("SELECT as_of FROM figure LIMIT 1").fetchone()
    return str(row[0]) if row else None


def documents(db: Connection, profile: int, figure: str) -> list[DocumentLine]:
    """What a figure is made of, newest first; raises KeyError for a figure that opens to no documents."""
    rows = db.execute(_DOCUMENTS.format(part=PARTS[figure]), {"profile": profile})
    return [DocumentLine(*row) for row in rows]


def open_items(db: Connection, profile: int) -> list[OpenItem]:
    """Oldest first."""
    return [OpenItem(*row) for row in db.execute(_OPEN, (profile,))]


def overdue(db: Connection) -> Overdue | None:
    """None where nothing is overdue at the key date of the figures."""
    n, cents, _longest, profile, currency, days = db.execute(_OVERDUE).fetchone()
    if not n:
        return None
    (name,) = db.execute(_NAME, (profile,)).fetchone()
    return Overdue(n, cents, currency, name, days)


def overdue_of(db: Connection, profiles: Iterable[int]) -> tuple[int, int]:
    """Overdue invoices of these customers: how many, and cents."""
    wanted = set(profiles)
    rows = db.execute("SELECT o.profile_id, o.open FROM open_item AS o JOIN figure AS g ON g.profile_id = o.profile_id"
                      " WHERE o.due < g.as_of")  # fmt: skip
    found = [cents for number, cents in rows if number in wanted]
    return len(found), sum(found)


def months(db: Connection, profile: int, as_of: str, n: int = 12) -> list[tuple[str, int]]:
    """Net revenue by calendar month, oldest first, the running one up to the key date; that of everybody: `days.months`."""
    names = month_names(as_of, n)
    sums = dict(
        db.execute(
            "SELECT substr(day, 1, 7), sum(net) FROM counted"
            " WHERE counts = 1 AND day >= :start AND day <= :as_of AND profile_id = :profile GROUP BY 1",
            {"start": f"{names[0]}-01", "as_of": as_of, "profile": profile},
        ).fetchall()
    )
    return [(name, sums.get(name) or 0) for name in names]


def month_names(as_of: str, n: int) -> list[str]:
    """`["2025-11", "2025-12"]` for n = 2 and a day in December 2025."""
    day = date.fromisoformat(as_of)
    last = day.year * 12 + day.month - 1
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(last - n + 1, last + 1)]
