"""The first rows that would be new, updated or unchanged, in a sheet over the page: old and new values side by side."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.sources.recording.changes import Sample
from kmu_crm.sources.recording.problems import AMOUNT_MISSING
from kmu_crm.ui.overlay import PassingOverlay
from kmu_crm.ui.pages.importing import words
from kmu_crm.ui.tables import Column, PagedTable, Table
from kmu_crm.ui.widgets import Button, Label, column, lay_out, row

CUSTOMERS_NOW = "customers now"  # who has got other values
_OF_CUSTOMERS = ("customers", CUSTOMERS_NOW)


class Line(NamedTuple):
    """One value that changes; of a row with several only the `first` line names it."""

    of: Sample
    first: bool
    change: str


class Happening(PassingOverlay):
    """`total`: how many rows there are; `samples` are the first of them."""

    def __init__(self, window: QWidget, outcome: str, samples: Sequence[Sample], total: int) -> None:
        super().__init__(window, 820, 500)
        changed = outcome in ("updated", *_OF_CUSTOMERS)
        columns = [Column("name", _("Name"), "strong", _name, 220 if changed else 0, spoken=lambda line: line.of.name)]
        if outcome not in _OF_CUSTOMERS:
            columns.insert(0, Column("line", _("Line"), "number", _number, 80))
        if changed:
            columns.append(Column("changes", _("What changes"), "text", lambda line: line.change, 0))
        title = _title(outcome, total)
        lines = [line for one in samples for line in _lines(one, changed)]
        self.table = Table(PagedTable.of(columns, lines), title, compact=True)
        close = Button(_("Close"), "primary", on_click=self.close_up)
        shown, every = show.number(len(samples)), show.number(total)
        note = _("The first {shown} of {total}.").format(shown=shown, total=every) if total > len(samples) else ""
        told = [Label(note, "caption2")] if note else []
        lay_out(
            self.dialog,
            column(Label(title, "section"), *told, self.table, row(1, close), gap=10, margins=(22, 18, 20, 16)),
        )


def _lines(one: Sample, changed: bool) -> list[Line]:
    told = words.changes(one) if changed else [""]
    return [Line(one, place == 0, change) for place, change in enumerate(told)]


def _name(line: Line) -> str:
    return line.of.name if line.first else ""


def _number(line: Line) -> str:
    return show.number(line.of.line or line.of.row) if line.first else ""


def _title(outcome: str, n: int) -> str:
    sentences = {
        "new": ngettext("{n} new", "{n} new", n),
        "updated": ngettext("{n} updated", "{n} updated", n),
        "customers": ngettext("{n} customer gets other values", "{n} customers get other values", n),
        CUSTOMERS_NOW: ngettext("{n} customer has other values now", "{n} customers have other values now", n),
        AMOUNT_MISSING: ngettext("{n} document without an amount", "{n} documents without an amount", n),
        "unchanged": ngettext("{n} unchanged", "{n} unchanged", n),
    }
    return sentences[outcome].format(n=show.number(n))
