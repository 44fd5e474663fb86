"""One invoice in two lists of one's own that give it different days: it counts once, and that is told."""

from collections.abc import Iterator
from sqlite3 import Connection

from kmu_crm import settings
from kmu_crm.fields import show
from kmu_crm.i18n import ngettext
from kmu_crm.sources.recording.oddities import MOST_ROWS, Oddity

OTHER_DAY, FAR_DAY = "other_day", "far_day"
TELLING = "length({0}) >= 6"  # a number that no two invoices of a year share by chance: A-12 may stand in two books
MOST_DAYS = 90  # between two days of one invoice
_OTHERS = "SELECT 1 FROM source WHERE system = 'list' AND id <> ? LIMIT 1"
_APART = f"""
    SELECT f.row, max(abs(julianday(f.day) - julianday(g.day))
        <= iif({TELLING.format("d.number")}, max(:days, {MOST_DAYS}), :days))
    FROM fact AS f JOIN document AS d ON d.id = f.document_id
    JOIN document AS o ON o.number = d.number AND o.family = d.family AND o.source_id <> d.source_id
    JOIN source AS s ON s.id = o.source_id AND s.system = 'list'
    JOIN fact AS g ON g.document_id = o.id AND g.current = 1 AND g.kind = 'invoice'
    WHERE f.import_id = :this AND f.current = 1 AND f.kind = 'invoice'
      AND ({TELLING.format("d.number")} OR d.number GLOB '*[A-Za-z]*')
      AND f.day <> g.day AND substr(f.day, 1, 4) = substr(g.day, 1, 4) AND (f.gross = g.gross OR f.net = g.net)
    GROUP BY f.row ORDER BY f.row"""


def told(db: Connection, source: int, import_id: int) -> Iterator[Oddity]:
    """Once everything is written."""
    if not db.execute(_OTHERS, (source,)).fetchone():
        return
    found = db.execute(_APART, {"this": import_id, "days": settings.number(db, "value.same_sale_days")}).fetchall()
    if rows := [row for row, near in found if near]:
        text = ngettext(
            "{n} invoice stands in another list of yours, too, with the same amount and another day: of one customer it counts once,"
            " and on the day of its invoice where the other one is that of the order",
            "{n} invoices stand in another list of yours, too, with the same amounts and other days: of one customer each counts once,"
            " and on the day of its invoice where the other one is that of the order",
            len(rows),
        )
        yield Oddity(OTHER_DAY, text.format(n=show.number(len(rows))), tuple(rows[:MOST_ROWS]), None, len(rows))
    if rows := [row for row, near in found if not near]:
        text = ngettext(
            "{n} invoice has the number and amount of one in another list of yours, and quite another day or a number too short to tell:"
            " both count. Where they are one, delete it in one of the lists and import that one again",
            "{n} invoices have the numbers and amounts of some in another list of yours, and quite other days or numbers too short to"
            " tell: all count. Where two are one, delete it in one of the lists and import that one again",
            len(rows),
        )
        yield Oddity(FAR_DAY, text.format(n=show.number(len(rows))), tuple(rows[:MOST_ROWS]), None, len(rows))
