"""The first rows that would be new, updated or unchanged, in a sheet over the page: old and new values side by side."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.sources.recording.changes import Sample
from kmu_crm.sources.recording.problems import AMOUNT_MISSING
from kmu_crm.ui.overlay import PassingOverlay
from kmu_crm.ui.pages.importing import words
from kmu_crm.ui.tables import Column, PagedTable, Table
from kmu_crm.ui.widgets import Button, Label, column, lay_out, row


class Happening(PassingOverlay):
    """`total`: how many rows there are; `samples` are the first of them."""

    def __init__(self, window: QWidget, outcome: str, samples: Sequence[Sample], total: int) -> None:
        super().__init__(window, 820, 500)
        changed = outcome in ("updated", "customers")
        columns = [Column("name", _("Name"), "strong", lambda one: one.name, 220 if changed else 0)]
        if outcome != "customers":
            columns.insert(0, Column("line", _("Line"), "number", lambda one: show.number(one.line or one.row), 80))
        if changed:
            columns.append(Column("changes", _("What changes"), "text", words.changes, 0))
        title = _title(outcome, total)
        self.table = Table(PagedTable.of(columns, samples), title, compact=True)
        close = Button(_("Close"), "primary", on_click=self.close_up)
        shown, every = show.number(len(samples)), show.number(total)
        note = _("The first {shown} of {total}.").format(shown=shown, total=every) if total > len(samples) else ""
        told = [Label(note, "caption2")] if note else []
        lay_out(
            self.dialog,
            column(Label(title, "section"), *told, self.table, row(1, close), gap=10, margins=(22, 18, 20, 16)),
        )


def _title(outcome: str, n: int) -> str:
    sentences = {
        "new": ngettext("{n} new", "{n} new", n),
        "updated": ngettext("{n} updated", "{n} updated", n),
        "customers": ngettext("{n} customer gets other values", "{n} customers get other values", n),
        AMOUNT_MISSING: ngettext("{n} document without an amount", "{n} documents without an amount", n),
        "unchanged": ngettext("{n} unchanged", "{n} unchanged", n),
    }
    return sentences[outcome].format(n=show.number(n))
