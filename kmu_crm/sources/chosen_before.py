"""What a person chose about a list holds when it comes again: the defaults would set back what it brought."""

import json
from collections.abc import Iterator, Sequence
from sqlite3 import Connection

from kmu_crm.i18n import _
from kmu_crm.sources.choices import DONE, ONCE, Choice
from kmu_crm.sources.mapping.sheets import folded
from kmu_crm.sources.recording.oddities import Oddity
from kmu_crm.sources.recording.problems import BEFORE
from kmu_crm.sources.recording.report import ImportReport

_CHOICES = """
    SELECT i.mapping, i.choices FROM import AS i JOIN source AS s ON s.id = i.source_id
    WHERE s.system = ? AND s.account = ? AND i.state = 'done' ORDER BY i.id DESC"""


def of(db: Connection, system: str, account: str, header: Sequence[str]) -> list[Choice]:
    """Those of the newest import of this source that stands and whose headings are all among these; a list may grow."""
    names = {folded(name): name for name in header}
    for mapping, made in db.execute(_CHOICES, (system, account)):
        if {folded(name) for name in json.loads(mapping)} <= names.keys():
            said = (one for one in json.loads(made) if one[1] not in ONCE)
            return [Choice(names.get(folded(column), ""), code, action) for column, code, action in said]
    return []


def joined(made: Sequence[Choice], before: Sequence[Choice]) -> tuple[Choice, ...]:
    """What is said now goes before what was said then."""
    said = {(one.column, one.code) for one in made}
    return tuple(sorted({*made, *(one for one in before if (one.column, one.code) not in said)}))


def told(choices: Sequence[Choice], before: Sequence[Choice], report: ImportReport) -> list[Oddity]:
    """One remark on those that hold again and met something in this file."""
    met = _met(report)
    again = [one for one in choices if one in before and (one.code, one.column) in met]
    if not again:
        return []
    text = _("Chosen as at the last import of this list ({what}); choose anew where it no longer fits")
    what = ", ".join(dict.fromkeys(one.column or _("the whole file") for one in again))
    return [Oddity(BEFORE, text.format(what=what), (), None, 0)]


def unfit(asked: Sequence[Choice], report: ImportReport) -> Iterator[Oddity]:
    """A remark on each choice that met nothing in this file; one without a column is of all."""
    met = _met(report)
    for one in asked:
        if (one.code, one.column) not in met and (one.column or one.code not in {code for code, _column in met}):
            said = f"{one.code}{':' * bool(one.column)}{one.column}={one.action}"
            text = _("The choice “{choice}” fits no problem of this file, and did nothing").format(choice=said)
            yield Oddity("choice_unfit", text, (), None, 0)


def _met(report: ImportReport) -> set[tuple[str, str]]:
    """Codes and columns of what a choice may be about, whatever became of it."""
    met = {(DONE[one.code][0] if one.code in DONE else one.code, one.column or "") for one in report.warnings}
    return met | {(one.code, one.column or "") for one in report.refusals}
