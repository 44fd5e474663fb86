"""The figures behind a screen, by name, for a key date."""

from sqlite3 import Connection
from typing import Any

from kmu_crm.desk.derive import bring_to_today, key_date
from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_

LEADS, TEAM = "leads", "team"


class NoSuchAnalysis(KmuError):
    text = N_("There is no analysis named {name}.")
    advice = N_("Known: {known}.")
    code = "no_analysis"


def analyse(db: Connection, name: str, as_of: str | None = None) -> dict[str, Any]:
    """Raises NoSuchAnalysis. Another key date than the one last scored needs a connection that may write."""
    from kmu_crm.insight.catalogue import ANALYSES
    from kmu_crm.sales import team
    from kmu_crm.sales.leads.analysis import document

    if name not in (*ANALYSES, LEADS, TEAM):
        raise NoSuchAnalysis(name=name, known=", ".join(sorted((*ANALYSES, LEADS, TEAM))))
    if as_of:
        bring_to_today(db, as_of)
    if name == LEADS:  # what people decided counts up to now, unless a day is asked for
        return document(db, as_of)
    if name == TEAM:
        return team.document(db, as_of or key_date(db))
    row = db.execute("SELECT as_of FROM figure LIMIT 1").fetchone()
    found: dict[str, Any] = ANALYSES[name](db, as_of or (row[0] if row else key_date(db)))
    return found
