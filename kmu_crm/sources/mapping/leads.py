"""Lists of leads: by the heading of their numbers, by the name of the sheet or the file; or row by row, by the state of a lead."""

import re
from collections.abc import Sequence
from pathlib import PurePath

from kmu_crm.sources.mapping import contents, turned
from kmu_crm.sources.mapping.fitting import TOLD, Column
from kmu_crm.sources.mapping.leaving import PEOPLE
from kmu_crm.sources.mapping.sheets import Sheet
from kmu_crm.sources.mapping.vocabulary import ATTRIBUTE, CUSTOMERS
from kmu_crm.sources.reading.tables import Table

_PEOPLE = (*PEOPLE, "contacts")
_NUMBER = re.compile(r"(die |der )?leads? ?(nr|nummer|no|number|id|key|code)")
_NAMED = re.compile(r"\bleads?( ?(liste|list|export|daten|data))?\b")
STATE = re.compile(r"leads? ?(status|stufe|phase|stage|state|stand)")
ANY_STATE = re.compile(r"((leads?|kontakt|kunden?|vertriebs|sales) ?)?(status|stufe|phase|stage|state|stand)")
CUSTOMER = re.compile(rf"{CUSTOMERS}|mitglied|member")
# Of those who bought already; what is only hoped for says nothing.
_BOUGHT = re.compile(
    r"\b(umsatz|umsaetze|revenue|turnover|letzter? (kauf|bestellung|auftrag)|last (order|purchase)|bestellungen|orders|kunde seit"
    r"|kundin seit|customer since)\b"
)
_HOPED = re.compile(r"erwart|expected|geschaetzt|estimated|potenti|potenzi|moeglich|forecast|prognos")
# Folded: what became of a lead that is none any more.
DONE = re.compile(
    r"(konvertiert|converted|umgewandelt|(bestands)?kund(e|in)|(existing )?customer|(closed |geschlossen |abgeschlossen )?(gewonnen|won)"
    r"|verkauft|sold|gekauft|bestellt)( (am|seit|zu|in|on|to) .*)?"
)
_MADE = re.compile(
    r"(lead ?)?((anlage|erstell|erstellungs|eingangs|erfassungs|anfrage|created?|creation) ?(datum|tag|date|time|zeit|on|at)|angelegt( am)?"
    r"|erstellt( am)?|erfasst( am)?|eingegangen( am)?|eingang|created|seit|since)|lead ?(datum|date)"
)
_SOURCE = re.compile(r"leads? ?(quelle|source|herkunft|kanal|channel|origin)")


def are(sheet: Sheet, columns: Sequence[Column], table: Table) -> bool:
    """Whether a list is one of leads, unless a row says otherwise. The name of a program's export may be anything."""
    return sheet.kind in _PEOPLE and _are(columns, table, sheet.system == "list")


def _are(columns: Sequence[Column], table: Table, named: bool = True) -> bool:
    said = [turned.words(header) for header, *_ in columns]
    if any(_BOUGHT.search(one) and not _HOPED.search(one) for one in said):
        return False
    return any(map(_NUMBER.fullmatch, said)) or (named and _is_called(table))


def _is_called(table: Table) -> bool:
    """The sheet's name goes before that of the workbook."""
    names = map(turned.words, filter(None, (table.sheet, PurePath(table.name).stem)))
    name = next((one for one in names if _NAMED.search(one) or CUSTOMER.search(one)), "")
    return bool(_NAMED.search(name)) and not CUSTOMER.search(name)


def fit(columns: Sequence[Column], cells: Sequence[Sequence[str]], table: Table) -> list[Column]:
    """In a list of leads the day of its row is the one since which somebody is a lead; the source of a lead is where it came from."""
    found, fields = list(columns), {field for _, field, _ in columns}
    listed = _are(columns, table) or any(STATE.fullmatch(turned.words(header)) for header, *_ in columns)
    for place, (header, field, _sure) in enumerate(columns):
        name, free = turned.words(header), field in (None, ATTRIBUTE)
        dated = listed and _MADE.fullmatch(name) and contents.are_days(cells[place])
        for told, wanted in (("customer_since", dated), ("origin", _SOURCE.fullmatch(name))):
            if free and wanted and told not in fields:
                found[place] = (header, told, TOLD)
                fields.add(told)
    return found
