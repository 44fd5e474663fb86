"""Credit notes and payments whose number several sales bear, where nothing tells which one is meant, and reviews whose order nobody
knows: that is seen only once it is known who is one customer, and is told with the files that came."""

import json
from collections import defaultdict
from collections.abc import Sequence
from sqlite3 import Connection

from kmu_crm.fields import show
from kmu_crm.i18n import ngettext
from kmu_crm.profiles import told_of
from kmu_crm.sources.recording.oddities import MOST_ROWS, Oddity
from kmu_crm.sources.recording.problems import DOCUMENTLESS, SEVERAL
from kmu_crm.sources.recording.report import ImportReport
from kmu_crm.store.transaction import transaction
from kmu_crm.value.meant import ABROAD

_OWN = """
    SELECT DISTINCT f.row, f.line FROM meant_sale AS m JOIN fact AS f ON f.id = m.fact_id
    WHERE m.sale IS NULL AND f.kind IN ('credit_note', 'cancellation', 'payment') AND f.import_id = ? ORDER BY f.row"""
# Of files that came before, by the numbers that these ones bear, and not told yet: those of their own list, and the ones that a
# payment means elsewhere.
_BEFORE = f"""
    WITH open AS (
        SELECT f.id, f.kind, f.refers_to FROM meant_sale AS m JOIN fact AS f ON f.id = m.fact_id
        WHERE m.sale IS NULL AND f.kind IN ('credit_note', 'cancellation', 'payment')
        AND f.import_id NOT IN (SELECT value FROM json_each(:these))
        AND f.row NOT IN (
            SELECT r.value FROM import AS i, json_each(i.warnings) AS w, json_each(w.value, '$.rows') AS r
            WHERE i.id = f.import_id AND w.value ->> 'code' = '{SEVERAL}')),
    named AS (
        SELECT id, refers_to AS document FROM open
        UNION SELECT o.id, a.meant FROM open AS o JOIN ({ABROAD}) AS a ON a.id = o.refers_to WHERE o.kind = 'payment')
    SELECT count(DISTINCT n.id) FROM named AS n
    JOIN fact AS s ON s.document_id = n.document AND s.current = 1 AND s.kind IN ('order', 'invoice')
    WHERE s.import_id IN (SELECT value FROM json_each(:these))"""


def tell(db: Connection, done: Sequence[ImportReport]) -> None:
    """Once figures are up to date: a remark with each import that brought such rows, and with the last one on earlier ones."""
    with transaction(db):
        _tell(db, done)


def _tell(db: Connection, done: Sequence[ImportReport]) -> None:
    these = json.dumps([one.id for one in done])
    (before,) = db.execute(_BEFORE, {"these": these}).fetchone()
    nobodys = defaultdict[int | None, list[tuple[int, int | None]]](list)
    for import_id, row, line in db.execute(told_of.OF_NOBODY, {"these": these}):
        nobodys[import_id].append((row, line))
    for one in done:
        rows = db.execute(_OWN, (one.id,)).fetchall()
        count = len(rows) + (before if one is done[-1] else 0)
        if count:
            _add(db, one, _oddity(SEVERAL, _text(count), rows, count))
        if one.id in nobodys:
            count = len(nobodys[one.id])
            _add(db, one, _oddity(DOCUMENTLESS, _nobodys(count), nobodys[one.id], count))


def _oddity(code: str, text: str, rows: Sequence[tuple[int, int | None]], count: int) -> Oddity:
    places = tuple(row for row, _line in rows[:MOST_ROWS])
    lines = tuple(line for _row, line in rows[:MOST_ROWS] if line is not None)
    return Oddity(code, text, places, None, count, lines)


def _add(db: Connection, report: ImportReport, told: Oddity) -> None:
    report.warnings.append(told)
    kept = json.dumps([one.as_dict() for one in report.warnings], ensure_ascii=False)
    db.execute("UPDATE import SET warnings = ? WHERE id = ?", (kept, report.id))


def _text(count: int) -> str:
    return ngettext(
        "{n} credit note or payment names a number that several invoices bear, and customer, day and amount do not tell which one"
        " is meant: it settles none of them. Add the customer's number or the day, and import the list again",
        "{n} credit notes or payments name numbers that several invoices bear, and customer, day and amount do not tell which one"
        " is meant: they settle none of them. Add the customers' numbers or the days, and import the list again",
        count,
    ).format(n=show.number(count))


def _nobodys(count: int) -> str:
    return ngettext(
        "{n} review, complaint or return names a number that no order or invoice bears, or those of several customers do: it is"
        " noted with nobody yet. Import the list with these orders; it then finds its customer by itself",
        "{n} reviews, complaints or returns name numbers that no order or invoice bears, or those of several customers do: they are"
        " noted with nobody yet. Import the list with these orders; they then find their customers by themselves",
        count,
    ).format(n=show.number(count))
