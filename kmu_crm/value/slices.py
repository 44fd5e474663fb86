"""A slice of the business: the sales of a time, a channel and a region, and the customers behind them.

Questions stay as they are: within a slice the names `counted`, `figure` and `profile` mean views that hold only what
belongs to it. `figure` keeps a customer's standing as it is (class, phase, first purchase); its sums are those of the
slice.
"""

from calendar import monthrange
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from sqlite3 import Connection


@dataclass(frozen=True)
class Slice:
    """`first`, `last`: ISO days, both inclusive, "" for no bound. `channel`: number of a source, None for all.
    `country`: two letters; `postcode`: how it begins."""

    first: str = ""
    last: str = ""
    channel: int | None = None
    country: str = ""
    postcode: str = ""

    @property
    def everywhere(self) -> bool:
        return self.channel is None and not self.country and not self.postcode


# A sale that came as shop order and as invoice belongs to the shop; a credit note to the channel of its sale.
_CHANNEL = """
    SELECT c.fact_id, coalesce(f.source_id, h.source_id) AS source_id, c.counts, c.purchase
    FROM main.counted AS c JOIN fact AS h ON h.id = coalesce(c.target, c.fact_id) LEFT JOIN (
        SELECT same_sale, min(fact_id) AS fact_id FROM main.counted
        WHERE kind = 'order' AND same_sale IS NOT NULL GROUP BY same_sale
    ) AS o ON o.same_sale = coalesce(c.target, c.fact_id) LEFT JOIN fact AS f ON f.id = o.fact_id"""

_COUNTED = """
    CREATE TEMP VIEW counted AS SELECT c.* FROM main.counted AS c JOIN slice AS s
    WHERE (s.first = '' OR c.day >= s.first) AND (s.last = '' OR c.day <= s.last) {further}"""
_OF_CHANNEL = (
    f"AND c.fact_id IN (SELECT h.fact_id FROM ({_CHANNEL}) AS h JOIN slice AS w WHERE h.source_id = w.channel)"
)
_OF_REGION = "AND c.profile_id IN (SELECT id FROM temp.profile)"

_PROFILE = """
    CREATE TEMP VIEW profile AS SELECT p.* FROM main.profile AS p JOIN slice AS s
    WHERE (s.country = '' OR p.country = s.country)
      AND (s.postcode = '' OR substr(p.postcode, 1, length(s.postcode)) = s.postcode)"""

_FIGURE = """
    CREATE TEMP VIEW figure AS
    SELECT g.profile_id, g.as_of, g.currency, g.abc, g.value_class, g.lifecycle, g.last_purchase, {first} AS first_purchase,
           coalesce(t.days, 0) AS purchase_days, coalesce(t.net, 0) AS revenue_net
    FROM main.figure AS g LEFT JOIN (
        SELECT profile_id, sum(net) AS net, count(DISTINCT day) FILTER (WHERE purchase = 1) AS days,
               min(day) FILTER (WHERE purchase = 1) AS first
        FROM temp.counted WHERE counts = 1 GROUP BY profile_id) AS t ON t.profile_id = g.profile_id
    WHERE g.profile_id IN (SELECT id FROM temp.profile)"""


@contextmanager
def within(db: Connection, of: Slice) -> Iterator[Connection]:
    """A connection that sees the slice. Nothing is written to the file: the views live and die with this block."""
    (asking,) = db.execute("PRAGMA query_only").fetchone()
    db.execute("PRAGMA query_only = OFF")  # it forbids views of the connection's own as well
    try:
        _narrow(db, of)
        db.execute(f"PRAGMA query_only = {asking}")
        yield db
    finally:
        db.execute("PRAGMA query_only = OFF")
        for kind, name in (("VIEW", "figure"), ("VIEW", "counted"), ("VIEW", "profile"), ("TABLE", "slice")):
            db.execute(f"DROP {kind} IF EXISTS temp.{name}")
        db.execute(f"PRAGMA query_only = {asking}")


def _narrow(db: Connection, of: Slice) -> None:
    db.execute("CREATE TEMP TABLE slice (first TEXT, last TEXT, channel INTEGER, country TEXT, postcode TEXT)")
    db.execute("INSERT INTO slice VALUES (?, ?, ?, ?, ?)", (of.first, of.last, of.channel, of.country, of.postcode))
    db.execute(_PROFILE)
    region = _OF_REGION if of.country or of.postcode else ""
    db.execute(_COUNTED.format(further=region + (_OF_CHANNEL if of.channel is not None else "")))
    # In one channel whoever comes there for the first time is new.
    db.execute(_FIGURE.format(first="t.first" if of.channel is not None and not of.first else "g.first_purchase"))


def buyers(db: Connection, of: Slice) -> list[int]:
    """Profile numbers of all who bought in the slice, in the order of the numbers."""
    with within(db, of):
        return [number for (number,) in db.execute(
            "SELECT DISTINCT profile_id FROM counted WHERE purchase = 1 AND profile_id IS NOT NULL ORDER BY 1")]  # fmt: skip


def sold_to(db: Connection, of: Slice) -> list[int]:
    """As `buyers`, and those of whom only a credit note or a cancellation falls into the slice: all that its revenue is
    made of."""
    with within(db, of):
        return [number for (number,) in db.execute(
            "SELECT DISTINCT profile_id FROM counted WHERE counts = 1 AND profile_id IS NOT NULL ORDER BY 1")]  # fmt: skip


def revenues(db: Connection, of: Slice) -> dict[int, int | None]:
    """Profile -> net revenue in the slice, in cents; None where no document tells it."""
    with within(db, of):
        return dict(db.execute(
            "SELECT profile_id, sum(net) FROM counted WHERE counts = 1 AND profile_id IS NOT NULL GROUP BY 1"
        ).fetchall())  # fmt: skip


def month(name: str, last: str = "9999") -> tuple[str, str]:
    """First and last day of `2025-11`, up to `last`."""
    year, number = int(name[:4]), int(name[5:7])
    return f"{name[:7]}-01", min(f"{name[:7]}-{monthrange(year, number)[1]:02}", last)


@dataclass(frozen=True)
class Channel:
    """A source that brought sales; `account` tells several of one program apart."""

    source: int
    system: str
    account: str
    title: str


def channels(db: Connection) -> list[Channel]:
    """Those with sales that count, the one with the most first."""
    rows = db.execute(
        f"SELECT s.id, s.system, s.account, s.title FROM ({_CHANNEL}) AS h JOIN source AS s ON s.id = h.source_id"
        " WHERE h.counts = 1 AND h.purchase = 1 GROUP BY s.id ORDER BY count(*) DESC, s.id"
    )
    return [Channel(*row) for row in rows]


def regions(db: Connection) -> list[tuple[str, str, int]]:
    """(country, first figure of the postcode or "", customers): each country, largest first, then its postcode areas."""
    areas = db.execute(
        "SELECT country, substr(coalesce(postcode, ''), 1, 1), count(*) FROM profile WHERE country <> '' GROUP BY 1, 2"
    ).fetchall()
    sizes: dict[str, int] = {}
    for country, _area, n in areas:
        sizes[country] = sizes.get(country, 0) + n
    found: list[tuple[str, str, int]] = []
    for country in sorted(sizes, key=lambda country: (-sizes[country], country)):
        found.append((country, "", sizes[country]))
        found += [(country, area, n) for of, area, n in sorted(areas) if of == country and area]
    return found


def years(db: Connection) -> list[int]:
    """Calendar years with sales, newest first."""
    rows = db.execute("SELECT DISTINCT substr(day, 1, 4) FROM counted WHERE counts = 1 AND day <> '' ORDER BY 1 DESC")
    return [int(year) for (year,) in rows]
