"""Which segments there are: one's own, and the ready ones in their groups."""

from pathlib import Path
from sqlite3 import Connection

from kmu_crm.i18n import _
from kmu_crm.segments import store
from kmu_crm.segments.presets import presets
from kmu_crm.ui.pages.segments import wording
from kmu_crm.ui.pages.segments.shelf import Entry

Shelves = list[tuple[str, list[Entry]]]


def shelves(db: Connection, own_sheets: Path | None = None) -> Shelves:
    """(heading, entries); one's own come first, without a heading."""
    titles = {"phase": _("Ready: phase of life"), "occasion": _("Ready: occasion")}
    ready: dict[str, list[Entry]] = {}
    for one in presets(own_sheets):
        entry = Entry(one.title, one.rule, wording.ICONS.get(one.id, "funnel"), one.id, one.about)
        ready.setdefault(titles.get(one.group, one.group), []).append(entry)
    return [("", [Entry(one.name, one.rule) for one in store.segments(db)]), *ready.items()]
