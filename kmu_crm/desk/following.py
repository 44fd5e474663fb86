"""What follows from steps that are undone or done again: no more is derived anew than what they could have changed."""

from collections.abc import Collection, Iterable
from sqlite3 import Connection

from kmu_crm.decisions import journal
from kmu_crm.decisions.journal import Decision
from kmu_crm.desk import deciding
from kmu_crm.desk.derive import follow, is_behind
from kmu_crm.progress import Progress


class Following:
    """Made before anything is changed; then told what was; then `derive` once."""

    def __init__(self, db: Connection) -> None:
        self._typed = not is_behind(db)  # and nothing but what is typed changes: who is one stays as it is
        self._any = False

    def decisions(self, found: Iterable[Decision]) -> None:
        for one in found:
            self._any |= one.kind not in journal.ASIDE
            self._typed &= one.kind not in deciding.KINDS

    def facts(self, facts: Collection[int], records: Collection[int]) -> None:
        """Facts and customers of `records` came or went."""
        self._any |= bool(facts or records)

    def permissions(self) -> None:
        self._any = True

    def derive(self, db: Connection, progress: Progress) -> None:
        if self._any:
            follow(db, typed=self._typed, progress=progress)
