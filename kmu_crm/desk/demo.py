"""The sample business: a store made anew from the files that ship with the program, imported as a user would."""

import json
from dataclasses import dataclass
from pathlib import Path

from kmu_crm import assets, settings
from kmu_crm.desk.intake import take_in
from kmu_crm.errors import KmuError, Stopped
from kmu_crm.fields import show
from kmu_crm.i18n import N_, _
from kmu_crm.progress import SILENT, Progress
from kmu_crm.store.lock import Lock
from kmu_crm.store.store import Store
from kmu_crm.value.overview import overview


class StoreExists(KmuError):
    text = N_("{file} exists already; the sample business never overwrites a customer file.")
    advice = N_("Name another file, or leave --store out.")
    code = "store_exists"


@dataclass(frozen=True)
class Made:
    imports: int
    profiles: int
    summary: str


def about() -> tuple[dict[str, str], list[Path]]:
    """The sample's name and key date, and its files."""
    sheet = assets.path("sample/about.json")
    told = json.loads(sheet.read_text(encoding="utf-8"))
    return told, [sheet.parent / name for name in told["files"]]


def make(target: Path, *, fresh: bool, progress: Progress = SILENT) -> Made:
    """`fresh` replaces an older sample store; a file that a user named is never replaced. Raises StoreExists, and
    StoreIsLocked where the older one is open."""
    if target.exists() and not fresh:
        raise StoreExists(file=target.name)
    if target.exists():
        _take_away(target)
    told, files = about()
    with Store(target) as store:
        settings.write(store.db, "business.name", told["name"])
        settings.write(store.db, "figures.key_date", told["as_of"])
        delivery = take_in(store.db, files, progress=progress)
        for _file, error in delivery.refused:
            raise error
        if delivery.behind:
            raise delivery.behind
        if delivery.stopped:
            raise Stopped(files=len(delivery.done))
        profiles = delivery.derived.profiles if delivery.derived else 0
        seen = overview(store.db, told["as_of"])
    summary = _(
        "{name}: {files} files, {profiles} customers, {pairs} pairs to review, revenue of 12 months {revenue}"
    ).format(
        name=told["name"],
        files=len(delivery.done),
        profiles=show.number(profiles),
        pairs=delivery.derived.review_pairs if delivery.derived else 0,
        revenue=show.whole_amount(round(seen.revenue_12m.now)),
    )
    return Made(len(delivery.done), profiles, summary)


def _take_away(store: Path) -> None:
    lock = Lock(store)  # a window that has it open would go on without its file
    try:
        for side in ("", "-wal", "-shm"):
            store.with_name(store.name + side).unlink(missing_ok=True)
    finally:
        lock.release()
