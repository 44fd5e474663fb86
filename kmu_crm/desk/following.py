"""What follows from steps that are undone or done again: no more is derived anew than what they could have changed."""

from collections.abc import Collection, Iterable
from sqlite3 import Connection

from kmu_crm.decisions import journal
from kmu_crm.decisions.journal import Decision
from kmu_crm.desk import deciding, entry
from kmu_crm.desk.derive import derive, is_behind
from kmu_crm.identity.verdicts import profile_of
from kmu_crm.profiles import build
from kmu_crm.progress import Progress


class Following:
    """Made before anything is changed; then told what was; then `derive` once."""

    def __init__(self, db: Connection) -> None:
        self._figures_stand = not is_behind(db)
        self._records: set[int] = set()  # whose profiles are drawn anew
        self._told: set[int] = set()  # of whom something came or went that counts in no figure
        self._all = False  # who is one, what may be written to whom, or figures may be others

    def decisions(self, found: Iterable[Decision]) -> None:
        for one in found:
            if one.kind in deciding.KINDS:
                self._all = True
            elif one.kind not in journal.ASIDE:
                self._records.update(journal.records_of(one.what))

    def facts(self, db: Connection, facts: Collection[int], records: Collection[int], *, customers: bool) -> None:
        """Of `records`; `customers`: whole customers came or went."""
        self._told.update(records)
        if facts and not self._all:
            marks = ", ".join("?" * len(facts))
            kinds = {kind for (kind,) in db.execute(f"SELECT kind FROM fact WHERE id IN ({marks})", list(facts))}
            self._all = not kinds <= set(entry.UNCOUNTED)
        self._all |= customers

    def permissions(self) -> None:
        self._all = True

    def derive(self, db: Connection, progress: Progress) -> None:
        if self._all or self._told:
            alone = not self._all and len(self._told) == 1 and not self._records and self._figures_stand
            derive(db, told=min(self._told) if alone else None, progress=progress)
        elif self._records:
            drawn = {found for record in self._records if (found := profile_of(db, record)) is not None}
            build.refresh(db, drawn, progress)
