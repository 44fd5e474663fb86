"""The folder that exports are put into: what lies there and has not come in yet is offered for import."""

import time
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection

from kmu_crm import settings
from kmu_crm.desk.intake import files_of
from kmu_crm.sources import queries

FOLDER = "import.watch_folder"
STILL_WRITTEN = 2.0  # seconds since the last change within which a file may not be whole yet
KINDS = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods", ".vcf", ".ics", ".mbox", ".eml", ".zip"})

Stamp = tuple[str, int]  # a file's name and when it was last changed, in nanoseconds


def folder(db: Connection) -> Path | None:
    """The folder a person chose; None where there is none or it is not to be had, as on another computer."""
    chosen = str(settings.read(db, FOLDER))
    try:
        return Path(chosen) if chosen and Path(chosen).is_dir() else None
    except OSError:
        return None


def choose(db: Connection, place: Path | None) -> None:
    """From now on this folder is looked at; None: none is."""
    settings.write(db, FOLDER, str(place or ""))


def stamp(file: Path) -> Stamp:
    return file.name, file.stat().st_mtime_ns


def waiting(db: Connection, dismissed: Collection[Stamp] = (), now: float | None = None) -> list[Path]:
    """Files of the folder that were changed after a file of their name came in last, the oldest first.

    `dismissed`: those that a person does not want. Looks at names and times alone, not into the files. A folder that cannot
    be read holds none.
    """
    place = folder(db)
    if place is None:
        return []
    came = {name: datetime.fromisoformat(at).timestamp() for name, at in queries.last_came(db).items()}
    still = (time.time() if now is None else now) - STILL_WRITTEN
    found: list[tuple[float, Path]] = []
    try:
        for file in files_of([place]):
            changed = file.stat().st_mtime
            if (
                file.suffix.lower() in KINDS
                and came.get(file.name, 0.0) < changed <= still
                and stamp(file) not in dismissed
            ):
                found.append((changed, file))
    except OSError:
        return []
    return [file for _changed, file in sorted(found)]
