"""A customer on paper: what the whole page shows, black on white."""

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QWidget

from kmu_crm.desk.dossier import Dossier
from kmu_crm.fields import show
from kmu_crm.i18n import _
from kmu_crm.ui import paper
from kmu_crm.ui.pages.customers import masterdata, permits, words
from kmu_crm.ui.pages.customers.events import Shown
from kmu_crm.ui.pages.customers.head import second_line
from kmu_crm.ui.pages.customers.open_items import when_due

MOST = 500  # entries of the timeline: some twenty sheets


def print_profile(
    parent: QWidget, of: Dossier, figures: Sequence[tuple[str, str]], entries: Sequence[Shown], more: bool
) -> None:
    paper.print_out(parent, profile(of, figures, entries, more))


def profile(
    of: Dossier, figures: Sequence[tuple[str, str]], entries: Sequence[Shown], more: bool = False
) -> QTextDocument:
    """`figures` are captions with what they say; `more`: there are older entries than these."""
    parts = [paper.paragraph(_standing(of)), paper.paragraph(second_line(of))]
    parts += [paper.heading(_("Master data")), paper.table(_master(of))]
    parts += [paper.heading(_("May we speak to them?"))]
    parts += [paper.paragraph(permits.sentence(one)) for one in of.permissions]
    parts += [paper.heading(_("Customer value")), paper.table(figures)]
    if of.open_items:
        currency = of.figures.currency if of.figures else "EUR"
        rows = ((one.number, show.amount(one.open, currency), when_due(one)) for one in of.open_items)
        parts += [paper.heading(_("Open")), paper.table(rows)]
    parts += [paper.heading(_("Timeline"))]
    parts += [paper.table((one.day, "\n".join((one.title, *one.notes))) for one in entries)]
    if more:
        parts.append(paper.paragraph(_("Older entries are left out."), quiet=True))
    return paper.document(of.name, "".join(parts))


def _standing(of: Dossier) -> str:
    letter = of.figures.value_class if of.figures else None
    value = _("{letter} customer").format(letter=letter) if letter else ""
    phase = words.phase(of.figures.lifecycle if of.figures else "prospect")
    return " · ".join(part for part in (value, phase) if part)


def _master(of: Dossier) -> Iterable[tuple[str, str, str]]:
    for lead, choices in masterdata.groups_of(of):
        text = masterdata.group_text(lead, {one.field: one.value for one in choices})
        yield masterdata.title_of(lead), text, masterdata.origins(lead, choices)
    tags = [(_("Tags"), ", ".join(of.tags))] if of.tags else []
    for title, text in [*masterdata.further_of(of), *tags]:
        yield title, text, ""
