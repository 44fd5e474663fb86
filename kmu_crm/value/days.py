"""What all documents that count come to, day by day: kept with the figures, so that months and years of it are asked at once.

Of everybody; of a slice `counted` alone tells."""

from sqlite3 import Connection

from kmu_crm.value.queries import month_names
from kmu_crm.value.unknown import Told

_FILL = """
    INSERT INTO sold_day
    SELECT c.day, c.documents, c.untold, c.net, coalesce(f.newcomers, 0)
    FROM (SELECT day, count(*) AS documents, sum(net IS NULL) AS untold, coalesce(sum(net), 0) AS net FROM counted
          WHERE counts = 1 GROUP BY day) AS c
    LEFT JOIN (SELECT first_purchase, count(*) AS newcomers FROM figure GROUP BY 1) AS f ON f.first_purchase = c.day"""


def fill(db: Connection) -> None:
    """Anew from `counted` and `figure`; what is typed about customers moves no document, and leaves it as it is."""
    db.execute("DELETE FROM sold_day")
    db.execute(_FILL)


def first(db: Connection) -> str | None:
    """The first day with a document that counts."""
    return _day(db, "SELECT min(day) FROM sold_day")


def newest(db: Connection, until: str) -> str | None:
    """The last one up to an ISO day."""
    return _day(db, "SELECT max(day) FROM sold_day WHERE day <= ?", until)


def reach(db: Connection, until: str, documents: int) -> str:
    """The day from which on there are so many documents up to `until`; "" where there are fewer."""
    sql = "SELECT day, documents FROM sold_day WHERE day <= ? ORDER BY day DESC LIMIT ?"
    for day, n in db.execute(sql, (until, documents)):
        documents -= n
        if documents <= 0:
            return str(day)
    return ""


def _day(db: Connection, sql: str, *named: str) -> str | None:
    (day,) = db.execute(sql, named).fetchone()
    return str(day) if day else None


def revenue(db: Connection, after: str, until: str) -> int:
    """Net, in cents: after the first day, up to the other."""
    sql = "SELECT coalesce(sum(net), 0) FROM sold_day WHERE day > ? AND day <= ?"
    return int(db.execute(sql, (after, until)).fetchone()[0])


def told(db: Connection, first: str = "", last: str = "9999") -> Told:
    """Of the documents between two days, both included."""
    sql = "SELECT coalesce(sum(documents), 0), coalesce(sum(untold), 0) FROM sold_day WHERE day >= ? AND day <= ?"
    return Told(*db.execute(sql, (first, last)).fetchone())


def newcomers(db: Connection, month: str) -> int:
    """Customers who bought for the first time in `2025-11`."""
    sql = "SELECT coalesce(sum(newcomers), 0) FROM sold_day WHERE substr(day, 1, 7) = ?"
    return int(db.execute(sql, (month,)).fetchone()[0])


def months(db: Connection, as_of: str, n: int) -> list[tuple[str, int]]:
    """Net revenue by calendar month, oldest first, the running one up to the key date."""
    names = month_names(as_of, n)
    sql = "SELECT substr(day, 1, 7), sum(net) FROM sold_day WHERE day >= ? AND day <= ? GROUP BY 1"
    sums = dict(db.execute(sql, (f"{names[0]}-01", as_of)).fetchall())
    return [(name, sums.get(name, 0)) for name in names]
