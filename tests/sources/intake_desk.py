"""A store and a folder of files to import into it: what the tests of imports share."""

from pathlib import Path
from typing import Any

from kmu_crm.sources.importing import import_file
from kmu_crm.sources.recording.report import ImportReport
from kmu_crm.sources.undo import undo
from kmu_crm.store.store import Store

# What the store says now, without the numbers it gave: two stores of the same words are equal here.
PARTIES = (
    "SELECT s.system, s.account, r.key, p.kind, p.given_name, p.family_name, p.company, p.email, p.phone, p.city, p.attributes"
    " FROM party AS p JOIN record AS r ON r.id = p.record_id JOIN source AS s ON s.id = r.source_id WHERE p.current = 1"
)
FACTS = (
    "SELECT s.system, f.kind, f.key, r.key, d.number, t.number, f.day, f.gross, f.net, f.status,"
    " (SELECT group_concat(l.name || l.quantity || coalesce(l.gross, '')) FROM line AS l WHERE l.fact_id = f.id)"
    " FROM fact AS f JOIN source AS s ON s.id = f.source_id LEFT JOIN record AS r ON r.id = f.record_id"
    " LEFT JOIN document AS d ON d.id = f.document_id LEFT JOIN document AS t ON t.id = f.refers_to WHERE f.current = 1"
)
PERMISSIONS = "SELECT address, channel, state FROM consent_event WHERE taken_back_at IS NULL AND state IN ('claimed', 'given', 'confirmed')"


class Desk:
    """Writes a file, imports it, and tells what the store says."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.store = Store(folder / "desk.kmucrm")
        self.db = self.store.db

    def file(self, name: str, *lines: str, encoding: str = "utf-8") -> Path:
        path = self.folder / name
        path.write_text("\n".join(lines) + "\n", encoding=encoding, newline="")
        return path

    def torn(self, name: str, *lines: str) -> Path:
        """A file that ends without the end of its last line."""
        path = self.folder / name
        path.write_text("\n".join(lines), encoding="utf-8", newline="")
        return path

    def imports(self, name: str, *lines: str, **how: Any) -> ImportReport:
        return import_file(self.db, self.file(name, *lines), **how)

    def undoes(self, report: ImportReport) -> None:
        assert report.id is not None
        undo(self.db, report.id)

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        return sorted(self.db.execute(sql).fetchall(), key=repr)

    def state(self) -> list[list[tuple[Any, ...]]]:
        return [self.ask(PARTIES), self.ask(FACTS), self.ask(PERMISSIONS)]
