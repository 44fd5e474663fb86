"""Statements of rows become events of the consent ledger, with the file and row as their evidence."""

import json
from collections.abc import Iterator, Sequence
from sqlite3 import Connection

from kmu_crm.consent import ledger
from kmu_crm.consent.statements import Statement as Said
from kmu_crm.i18n import _
from kmu_crm.sources.recording.shapes import Statement

YES = ("claimed", "given", "confirmed")


class Consents:
    """What one import says about consent.

    A plain no changes nothing, unless an earlier export of this kind said yes and no row of this one does: somebody who
    stands in a file twice has not withdrawn, and neither has who agreed in an order and not in the list of customers.
    `newest`: whether the file can know of that, which an own list, or one that was here before, does not.
    """

    def __init__(self, db: Connection, source: int, import_id: int, format: str, file: str, newest: bool = True):
        self._db, self._source, self._import_id, self._format, self._file = db, source, import_id, format, file
        self._newest = newest
        self.unusable: list[int] = []  # rows whose withdrawal the ledger could not take, for want of an address
        self._agreed: set[str] = set()
        self._declined: list[Statement] = []

    def take(self, statements: Sequence[Statement]) -> None:
        """Writes what a block of rows says; a plain no waits for the end of the file."""
        self._agreed.update(one.address for one in statements if one.state in YES)
        self._declined += [one for one in statements if one.state == "declined"]
        self._note([one for one in statements if one.state != "declined"])

    def close(self) -> None:
        if not self._newest:
            return
        revoked = self._once_claimed([one.address for one in self._declined]) - self._agreed
        self._note([one._replace(state="withdrawn", at=None) for one in self._declined if one.address in revoked])

    def _note(self, statements: Sequence[Statement]) -> None:
        noted = ledger.note_many(self._db, self._said(statements), author=_("Import"))
        if noted.unusable:
            withdrawn = {one.row for one in statements if one.state == "withdrawn"}
            self.unusable += [row for row in noted.unusable if row in withdrawn]

    def _said(self, statements: Sequence[Statement]) -> Iterator[Said]:
        for one in statements:
            where = _("{file}, row {row}").format(file=self._file, row=one.row)
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

    def _once_claimed(self, addresses: Sequence[str]) -> set[str]:
        if not addresses:
            return set()
        rows = self._db.execute(
            "SELECT DISTINCT e.address FROM consent_event AS e JOIN import AS i ON i.id = e.import_id"
            " WHERE e.source_id = ? AND i.format = ? AND e.state IN ('claimed', 'given', 'confirmed')"
            " AND e.taken_back_at IS NULL AND e.address IN (SELECT value FROM json_each(?))",
            (self._source, self._format, json.dumps(list(addresses))),
        )
        return {address for (address,) in rows}
