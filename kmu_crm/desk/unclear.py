"""Credit notes and payments whose number several sales bear, where nothing tells which one is meant: that is seen only once it
is known who is one customer, and is told with the files that came."""

import json
from collections.abc import Sequence
from sqlite3 import Connection

from kmu_crm.fields import show
from kmu_crm.i18n import ngettext
from kmu_crm.sources.recording.problems import MOST_ROWS, SEVERAL, Oddity
from kmu_crm.sources.recording.report import ImportReport
from kmu_crm.store.transaction import transaction

_OWN = """
    SELECT DISTINCT f.row, f.line FROM meant_sale AS m JOIN fact AS f ON f.id = m.fact_id
    WHERE m.sale IS NULL AND f.kind IN ('credit_note', 'cancellation', 'payment') AND f.import_id = ? ORDER BY f.row"""
# Of files that came before, by the numbers that these ones bear.
_BEFORE = """
    SELECT count(*) FROM meant_sale AS m JOIN fact AS f ON f.id = m.fact_id JOIN document AS d ON d.id = f.refers_to
    WHERE m.sale IS NULL AND f.kind IN ('credit_note', 'cancellation', 'payment')
    AND f.import_id NOT IN (SELECT value FROM json_each(:these)) AND EXISTS (
        SELECT 1 FROM document AS o JOIN fact AS s ON s.document_id = o.id AND s.current = 1 AND s.kind IN ('order', 'invoice')
        WHERE o.number = d.number AND s.import_id IN (SELECT value FROM json_each(:these)))"""


def tell(db: Connection, done: Sequence[ImportReport]) -> None:
    """Once figures are up to date: a remark with each import that brought such rows, and with the last one on earlier ones."""
    with transaction(db):
        _tell(db, done)


def _tell(db: Connection, done: Sequence[ImportReport]) -> None:
    for one in done:
        if rows := db.execute(_OWN, (one.id,)).fetchall():
            places = [row for row, _line in rows[:MOST_ROWS]]
            lines = [line for _row, line in rows[:MOST_ROWS] if line is not None]
            _add(db, one, Oddity(SEVERAL, _text(len(rows)), tuple(places), None, len(rows), tuple(lines)))
    these = json.dumps([one.id for one in done])
    (before,) = db.execute(_BEFORE, {"these": these}).fetchone()
    if before:
        _add(db, done[-1], Oddity(SEVERAL, _text(before), (), None, before))


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
