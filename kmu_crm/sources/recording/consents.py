"""Statements of rows become events of the consent ledger, with the file and row as their evidence."""

import json
from collections.abc import Callable, Iterator, Sequence
from sqlite3 import Connection

from kmu_crm.consent import ledger, objections, waiting
from kmu_crm.consent.objections import Objection
from kmu_crm.consent.statements import Statement as Said
from kmu_crm.consent.words import DOUBTED, Channel
from kmu_crm.i18n import _
from kmu_crm.sources.recording import elsewhere
from kmu_crm.sources.recording.registry import Registry
from kmu_crm.sources.recording.shapes import Objector, Statement
from kmu_crm.sources.recording.statements import SILENT, YES

NOES = ("withdrawn", "bounced")
LATER = ("declined", DOUBTED, SILENT)  # what only the end of the file decides

# Of a source; all lists of the business's own speak with one voice, whatever their columns.
_OF_SOURCE = """
    e.source_id IN (SELECT s.id FROM source AS s JOIN source AS this ON this.id = ?
        WHERE s.id = this.id OR (s.system = 'list' AND this.system = 'list'))"""


class Consents:
    """What one import says about consent.

    A plain no changes nothing, unless an earlier export of this kind said yes and no row of this one does: somebody who
    stands in a file twice has not withdrawn, and neither has who agreed in an order and not in the list of customers. Of orders
    the newest speaks; a box that was not ticked in it makes an older yes unproven, and a later yes is one again.
    `export`: whether the file can know of that, which an own list does not, nor one that was here before (`again`).
    `orders`: its rows are orders, invoices ..
    `line`: where a data row stands in the file.
    """

    def __init__(
        self, db: Connection, source: int, import_id: int, format: str, file: str, export: bool, again: bool,
        orders: bool, line: Callable[[int], int],
    ):  # fmt: skip
        self._db, self._source, self._import_id, self._format, self._file = db, source, import_id, format, file
        self._export, self._again, self._orders, self._line = export, again, orders, line
        self.unusable: list[int] = []  # rows whose withdrawal the ledger could not take, for want of an address
        self.noes: set[int] = set()  # rows that say no; this is kept, whatever becomes of the import
        self.gone: list[tuple[Channel, int]] = []  # (channel, row) where this list no longer says its yes
        self.elsewhere = elsewhere.Unticked((), ())  # against the yes of another list
        self._before = ledger.newest(db)
        self._agreed: dict[str, str] = {}  # address -> the last day on which an order said yes, where orders do
        self._silent: list[Statement] = []
        self._declined: list[Statement] = []
        self._doubted: list[Statement] = []
        self._undated: list[Statement] = []

    @property
    def agrees(self) -> bool:
        """Whether any row said yes."""
        return bool(self._agreed)

    def take(self, statements: Sequence[Statement]) -> None:
        """Writes what a block of rows says; a plain no, and one without a date, waits for the end of the file: no yes of
        the same file comes after it."""
        for one in statements:
            if one.state in YES:
                self._agreed[one.address] = max(one.said_on, self._agreed.get(one.address, ""))
        self._declined += [one for one in statements if one.state == "declined"]
        self._doubted += [one for one in statements if one.state == DOUBTED]
        self._undated += [one for one in statements if _is_undated(one)]
        self._silent += self._once_agreed([one for one in statements if one.state == SILENT])
        self._note([one for one in statements if one.state not in LATER and not _is_undated(one)])

    def take_objectors(self, objectors: Sequence[Objector], records: Registry) -> None:
        """Who objects to all advertising, or names no address, does so as a person, also where another file knows one."""
        numbers = records.numbers([one.key for one in objectors if isinstance(one.key, str)])
        found = [numbers[one.key] if isinstance(one.key, str) else one.key for one in objectors]
        kept = [(record, one) for record, one in zip(found, objectors, strict=True) if record or one.emails]
        said = [Objection(record, one.emails, one.at, one.channel) for record, one in kept]
        objections.note_many(self._db, said, self._again)
        self.noes.update(one.row for _record, one in kept)

    def leave(self, rows: Sequence[int]) -> list[tuple[Channel, str]]:
        """Rows of documents that are left out in the end: what they permit counts no more, what they forbid does."""
        return ledger.leave_out(self._db, self._import_id, rows, self._before) if rows else []

    def close(self) -> None:
        self._note(self._undated)
        self._doubt()
        if not self._export:
            unticked = [one for one in self._declined if one.address not in self._agreed]
            self.elsewhere = elsewhere.find(self._db, self._source, self._import_id, unticked)
            self._note([_doubtful(one) for one in self.elsewhere.same])
        if self._again or not self._export:
            return
        declined = [one for one in self._declined if self._is_last_word(one)]
        if self._orders:
            self._untick(declined)
            return
        revoked = self._once_claimed([one.address for one in declined])
        self._note([one._replace(state="withdrawn", at=None) for one in declined if one.address in revoked])

    def _untick(self, declined: Sequence[Statement]) -> None:
        agreed = self._once_claimed([one.address for one in declined])
        newest = {one.address: one for one in sorted(declined, key=lambda one: one.said_on)}
        found = [
            one for address, one in newest.items() if address in agreed and not (agreed[address] > one.said_on > "")
        ]
        self._note([_doubtful(one) for one in found])
        self.gone += [(one.channel, one.row) for one in self._once_agreed(found)]

    def _is_last_word(self, no: Statement) -> bool:
        """No yes of this file stands against it, but one of an older order."""
        yes = self._agreed.get(no.address)
        return yes is None or "" < yes < no.said_on

    def _once_agreed(self, asked: Sequence[Statement]) -> list[Statement]:
        """Those at whose address this source said yes, with day and proof or not."""
        if not asked:
            return []
        rows = self._db.execute(
            "SELECT DISTINCT channel, address FROM consent_event WHERE source_id = ? AND state IN ('given', 'confirmed')"
            " AND taken_back_at IS NULL AND address IN (SELECT value FROM json_each(?))",
            (self._source, _addresses(asked)),
        )
        agreed = set(rows)
        return [one for one in asked if (one.channel, one.address) in agreed]

    def _doubt(self) -> None:
        """Where this source, or another list of one's own, said yes, and no row of this file does, an answer that nobody
        understands makes the yes unproven; so does a cell of this very list that is empty now. That is no withdrawal: it goes
        with its import, and a later file that says yes again ends it."""
        unticked = [*([] if self._export else self._declined), *self._silent]  # what this very list says no longer
        said = {one.address: one for one in (*self._doubted, *unticked) if one.address not in self._agreed}
        doubted = ledger.doubted(self._db)
        if not said and not doubted:
            return
        rows = self._db.execute(
            f"SELECT DISTINCT e.address FROM consent_event AS e WHERE ({_OF_SOURCE} AND e.address IN (SELECT value FROM json_each(?))"
            " OR e.source_id = ? AND e.address IN (SELECT value FROM json_each(?)))"
            " AND e.state IN ('given', 'confirmed') AND e.taken_back_at IS NULL",
            (self._source, _addresses(self._doubted), self._source, _addresses(unticked)),
        )
        found = [said[address] for (address,) in rows.fetchall() if address in said]
        self._note([_doubtful(one) for one in found])
        self.gone = [(one.channel, one.row) for one in found if one.state != DOUBTED]
        waiting.touch_main(self._db, sorted(doubted))  # of whom this file may have said yes again

    def _note(self, statements: Sequence[Statement]) -> None:
        noted = ledger.note_many(self._db, self._said(statements), _("Import"), self._again)
        withdrawn = {one.row for one in statements if one.state == "withdrawn"}
        self.unusable += [row for row in noted.unusable if row in withdrawn]
        self.noes |= {one.row for one in statements if one.state in NOES}.difference(noted.unusable)

    def _said(self, statements: Sequence[Statement]) -> Iterator[Said]:
        for one in statements:
            where = _("{file}, line {line}").format(file=self._file, line=self._line(one.row))
            dated = one.at is not None and one.state in ("given", "confirmed")
            yield Said(
                one.address,
                one.channel,
                one.state,
                basis="double opt-in" if one.state == "confirmed" else one.basis,
                evidence=", ".join(part for part in (one.evidence, where if dated else "") if part),
                at=one.at,
                source_id=self._source,
                import_id=self._import_id,
                row=one.row,
            )

    def _once_claimed(self, addresses: Sequence[str]) -> dict[str, str]:
        """Those at which this kind of export said yes, and the last day of that, where it told one."""
        if not addresses:
            return {}
        rows = self._db.execute(
            "SELECT e.address, max(coalesce(e.at, '')) FROM consent_event AS e JOIN import AS i ON i.id = e.import_id"
            " WHERE e.source_id = ? AND i.format = ? AND e.state IN ('claimed', 'given', 'confirmed')"
            " AND e.taken_back_at IS NULL AND e.address IN (SELECT value FROM json_each(?)) GROUP BY e.address",
            (self._source, self._format, json.dumps(list(addresses))),
        )
        return dict(rows.fetchall())


def _doubtful(one: Statement) -> Statement:
    return one._replace(state="claimed", at=None, basis=DOUBTED)


def _is_undated(one: Statement) -> bool:
    return one.at is None and one.state not in (*YES, *LATER)


def _addresses(said: Sequence[Statement]) -> str:
    return json.dumps(sorted({one.address for one in said}))
