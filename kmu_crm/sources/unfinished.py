"""A note beside the customer file while an import is under way: what a killed program leaves is told at the next start."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Connection

from kmu_crm.i18n import _
from kmu_crm.store.transaction import file_of

SUFFIX = "-import"  # behind the whole name of the customer file


@dataclass(frozen=True)
class Unfinished:
    """`file`: the bare name of what was being imported; `at`: when that began, UTC."""

    file: str
    at: str

    def __str__(self) -> str:
        return _(
            "The import of {file} was broken off before it was through. Nothing of it was taken over; import it again."
        ).format(file=self.file)


@contextmanager
def noted(db: Connection, file: str) -> Iterator[None]:
    """While the block runs a note stands beside the store; only a program that is killed leaves it there."""
    place = _place(db)
    (last,) = db.execute("SELECT coalesce(max(id), 0) FROM import").fetchone()
    if place:
        with suppress(OSError):  # on a full disk, say: the import itself will tell
            _write(place, {"file": file, "at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), "after": last})
    try:
        yield
    finally:
        if place:
            with suppress(OSError):
                place.unlink(missing_ok=True)


def take(db: Connection) -> Unfinished | None:
    """The import that a killed program left undone; told once. Only the holder of the lock may ask: else it may still run."""
    place = _place(db)
    if place is None or not place.exists():
        return None
    try:
        left = json.loads(place.read_text(encoding="utf-8"))
        found = Unfinished(str(left["file"]), str(left["at"]))
        done = db.execute("SELECT 1 FROM import WHERE id > ? AND file = ?", (int(left["after"]), found.file)).fetchone()
    except (OSError, ValueError, KeyError, TypeError):  # killed while the note was written: nothing had begun yet
        done, found = (), Unfinished("", "")
    with suppress(OSError):
        place.unlink(missing_ok=True)
    return None if done is not None else found


def _place(db: Connection) -> Path | None:
    file = file_of(db)
    return file.with_name(file.name + SUFFIX) if file else None


def _write(place: Path, note: dict[str, object]) -> None:
    """In one step, so that a note that stands there is whole."""
    part = place.with_name(place.name + ".new")
    with part.open("w", encoding="utf-8") as file:
        json.dump(note, file)
        file.flush()
        os.fsync(file.fileno())
    part.replace(place)
