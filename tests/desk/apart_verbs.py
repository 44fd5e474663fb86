"""What the tests have carried out in another process: found there by its name."""

import os
import time
from pathlib import Path
from sqlite3 import Connection

from kmu_crm import i18n, settings
from kmu_crm.progress import SILENT, Progress
from kmu_crm.sources.refusals import refused
from kmu_crm.store.store import NoStore
from kmu_crm.store.transaction import transaction


def where(language: bool = False) -> tuple[int, str]:
    return os.getpid(), i18n.language() if language else ""


def where_two_meet(folder: Path) -> int:
    """Comes back once two are there."""
    (folder / str(os.getpid())).touch()
    while len(list(folder.iterdir())) < 2:
        time.sleep(0.01)
    return os.getpid()


def refuse(of_its_own: bool) -> None:
    raise refused("pdf", "liste.csv") if of_its_own else NoStore(file="kunden.kmucrm")


def stumble() -> None:
    raise ZeroDivisionError("by nothing")


def vanish() -> None:
    os._exit(9)


def count_up(voices: list[Progress], to: int) -> int:
    for voice in voices:
        voice.stage("begun")
        for number in range(to + 1):
            voice.report(number, to)
    return to


def rename(db: Connection, name: str, *, progress: Progress = SILENT) -> str:
    settings.write(db, "business.name", name)
    progress.report(1, 1)
    return str(settings.read(db, "business.name"))


def write_for_ever(db: Connection, sign: Path, *, progress: Progress = SILENT) -> None:
    """Half a change, then nothing but waiting; the sign says that it stands."""
    with transaction(db):
        settings.write(db, "business.name", "Halb getan")
        sign.write_text(str(os.getpid()), encoding="utf-8")
        while True:
            time.sleep(0.005)
            progress.report(1, 0)
