"""Suppliers in a list of one's own: where a column of kinds says so, they are no customers."""

import re
from collections.abc import Sequence

from kmu_crm.sources.mapping import leaving
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.sheets import Sheet, folded

_KIND = re.compile(
    r"((kontakt|adress|partner|gesch[äa]ftspartner|firmen|personen|konto)[ -]?)?(typ|art|kategorie|rolle|gruppe)|type|role|category"
    r"|kunde ?[/|-] ?lieferant|kategorien|kontaktgruppe"
)
_NAMES = (
    "lieferant",
    "lieferanten",
    "lieferantin",
    "kreditor",
    "kreditoren",
    "supplier",
    "suppliers",
    "vendor",
    "vendors",
)
_WORDS = tuple(word for name in _NAMES for word in (name, name.capitalize(), name.upper()))
Rule = tuple[str, tuple[str, ...], str, bool]  # header, cells, reason, whether these cells are left out or all others


def rules(sheet: Sheet, columns: Sequence[MappedColumn]) -> list[Rule]:
    """Those of the sheet, and of a list of people what its kinds say."""
    found: list[Rule] = [(*rule, True) for rule in sheet.skip] + [(*rule, False) for rule in sheet.only]
    if sheet.system == "list" and sheet.kind in leaving.PEOPLE:
        found += [
            (folded(one.header), _WORDS, "supplier", True) for one in columns if _KIND.fullmatch(folded(one.header))
        ]
    return found
