"""Statements of rows become events of the consent ledger, with the file and row as their evidence."""

import json
from collections.abc import Iterator, Sequence
from sqlite3 import Connection

from kmu_crm.consent import ledger
from kmu_crm.consent.statements import Statement as Said
from kmu_crm.i18n import _
from kmu_crm.sources.shapes import Statement


def note(db: Connection, statements: Sequence[Statement], source: int, import_id: int, file: str) -> None:
    """Writes what a batch of rows says. A plain no changes nothing, unless this source had said yes before: then it is a withdrawal."""
    revoked = _once_claimed(db, [one.address for one in statements if one.state == "declined"], source)
    ledger.note_many(db, _said(statements, revoked, source, import_id, file), author=_("Import"))


def _said(statements: Sequence[Statement], revoked: set[str], source: int, import_id: int, file: str) -> Iterator[Said]:
    for one in statements:
        if one.state == "declined" and one.address not in revoked:
            continue
        state = "withdrawn" if one.state == "declined" else one.state
        where = _("{file}, row {row}").format(file=file, row=one.row)
        dated = one.at is not None and state in ("given", "confirmed")
        evidence = ", ".join(part for part in (one.evidence, where if dated else "") if part)
        basis = "double opt-in" if state == "confirmed" else one.basis
        yield Said(
            one.address,
            one.channel,
            state,
            basis=basis,
            evidence=evidence,
            at=one.at,
            source_id=source,
            import_id=import_id,
            row=one.row,
        )


def _once_claimed(db: Connection, addresses: Sequence[str], source: int) -> set[str]:
    if not addresses:
        return set()
    rows = db.execute(
        "SELECT DISTINCT address FROM consent_event WHERE source_id = ? AND state IN ('claimed', 'given', 'confirmed')"
        " AND taken_back_at IS NULL AND address IN (SELECT value FROM json_each(?))",
        (source, json.dumps(list(addresses))),
    )
    return {address for (address,) in rows}
