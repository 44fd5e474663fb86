"""All figures of all profiles at one key date, from nothing: what counts, costs, sums, ranks, rhythm, phase."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection

from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_, _
from kmu_crm.progress import SILENT, Progress
from kmu_crm.store.transaction import transaction
from kmu_crm.value import (
    advances,
    amounts,
    costs,
    days,
    documents,
    meant,
    meant_payment,
    ordered,
    payments,
    phase,
    ranks,
    rhythm,
    same_sale,
)


class NoKeyDate(KmuError):
    text = N_("“{day}” is not a day.")
    advice = N_("Write the key date as year, month and day, for example 2025-12-31.")
    code = "no_key_date"


@dataclass(frozen=True)
class ScoreReport:
    """Documents whose net amount or cost is unknown are counted; `foreign` ones, in another currency, are not."""

    as_of: str
    profiles: int
    seconds: float
    unknown_net: int
    unknown_cost: int
    foreign: int


def refresh(db: Connection, as_of: str, progress: Progress = SILENT) -> ScoreReport:
    """Derives `counted`, `open_item`, `figure` and `sold_day` anew. Raises NoKeyDate; cancelled means as if not begun."""
    began = time.monotonic()
    _check(as_of)
    steps: tuple[Callable[[], object], ...] = (
        lambda: documents.collect(db, as_of),
        lambda: same_sale.join(db),
        lambda: ordered.leave_out(db),
        lambda: advances.settle(db),
        lambda: documents.settle(db),
        lambda: meant.fill(db),
        lambda: meant_payment.fill(db),
        lambda: costs.fill(db),
        lambda: amounts.fill(db, as_of),
        lambda: payments.fill(db, as_of),
        lambda: rhythm.fill(db, as_of),
        lambda: ranks.fill(db),
        lambda: phase.fill(db),
        lambda: days.fill(db),
    )
    progress.stage(_("Computing figures"))
    with transaction(db):
        for done, step in enumerate(steps):
            progress.report(done, len(steps))
            step()
        progress.report(len(steps), len(steps))
    return _report(db, as_of, time.monotonic() - began)


def follow(db: Connection, as_of: str, profiles: Collection[int]) -> None:
    """Brings `figure` up to date with what was typed about these profiles, where everything else stands: see `standing`."""
    with transaction(db):
        others = amounts.follow(db, as_of, profiles)
        ranks.follow(db, profiles)
        phase.follow(db, profiles)
        if others:
            ranks.fill(db)


def _check(as_of: str) -> None:
    try:
        fits = date.fromisoformat(as_of).isoformat() == as_of
    except ValueError:
        fits = False
    if not fits:
        raise NoKeyDate(day=as_of)


def _report(db: Connection, as_of: str, seconds: float) -> ScoreReport:
    (profiles,) = db.execute("SELECT count(*) FROM figure").fetchone()
    unknown_net, unknown_cost, foreign = db.execute(
        "SELECT coalesce(sum(counts AND NOT net_known), 0), coalesce(sum(counts AND NOT cost_known), 0),"
        " coalesce(sum(why = 'currency'), 0) FROM counted"
    ).fetchone()
    return ScoreReport(as_of, profiles, round(seconds, 3), unknown_net, unknown_cost, foreign)
