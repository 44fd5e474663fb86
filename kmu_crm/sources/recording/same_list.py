"""A business's own list that got further columns since it came last is still that list, and its rows update the records.

Only a wider one: of a list with fewer columns the new versions would no longer say what the missing ones said. Such a
list is a source beside the wider one, and the number both give a customer joins what they say (`identity.ranges`).
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from sqlite3 import Connection

from kmu_crm.fields import company
from kmu_crm.fields.text import fold
from kmu_crm.sources.mapping import whole_list
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.recognise import Recognised
from kmu_crm.sources.mapping.sheets import folded
from kmu_crm.sources.reading.tables import Table

MOSTLY = 2 / 3  # of the headings must have been there before
LOOKED_AT = 10_000  # rows: enough to see whether the numbers stand for the same people

_NAMES = ("given_name", "family_name", "full_name", "company", "email")
_KNOWN = """
    SELECT s.account, i.mapping FROM import AS i JOIN source AS s ON s.id = i.source_id
    WHERE s.system = 'list' AND i.state = 'done' ORDER BY s.id, i.id"""
_BEARERS = f"""
    SELECT r.key, {", ".join(f"p.{name}" for name in _NAMES)} FROM record AS r
    JOIN party AS p ON p.record_id = r.id AND p.current = 1
    WHERE r.source_id = (SELECT id FROM source WHERE system = 'list' AND account = ?)
    AND r.key IN (SELECT value FROM json_each(?))"""

Said = Mapping[str, str | None]


def account(db: Connection, table: Table, recognised: Recognised) -> str:
    """The account of the source that this file continues, or of its own where it is new or a file of another kind."""
    number = next((header for header, field, _ in recognised.columns if field == "external_id"), None)
    if recognised.sheet.system != "list" or recognised.sheet.kind != "customers" or number is None:
        return whole_list.account(recognised.sheet, recognised.account)
    headings = {folded(header) for header, _, _ in recognised.columns}
    known = _known(db, folded(number))
    for name, fields in known.items():
        if fields == headings:
            return name
    narrower = [name for name, fields in known.items() if fields < headings and len(fields) >= MOSTLY * len(headings)]
    said = dict(_said(table, recognised)) if narrower else {}
    for name in sorted(narrower, key=lambda name: -len(known[name])):
        if _same_people(db, name, said):
            return name
    own = recognised.account
    while known.get(own, set()) > headings:  # it has grown since, and would lose what only its further columns say
        own += "+"
    return own


def _known(db: Connection, number: str) -> dict[str, set[str]]:
    """Account -> all headings of its files that stand, for the lists whose customer number bears this heading."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, mapping in db.execute(_KNOWN):
        fields = {folded(header): field for header, field in json.loads(mapping).items()}
        if fields.get(number) == "external_id":
            found[name] |= fields.keys()
    return found


def _said(table: Table, recognised: Recognised) -> Iterator[tuple[str, Said]]:
    """Number -> who bears it, of the first rows."""
    columns = [column for column in recognised.mapped() if column.field in ("external_id", *_NAMES)]
    rows = table.first(LOOKED_AT)
    cells = {column.field: [row[column.index] for row in rows] for column in columns}
    numbers = _read(next(column for column in columns if column.field == "external_id"), cells["external_id"])
    for place, number in enumerate(numbers):
        if number:
            yield str(number), {field: texts[place] for field, texts in cells.items()}


def _read(column: MappedColumn, cells: Sequence[str]) -> Sequence[object]:
    column.prepare(set(cells), "", None)
    return column.read(cells)


def _same_people(db: Connection, known: str, said: Mapping[str, Said]) -> bool:
    """Whether the numbers that both have stand for the same people, at least in half of the cases that can be told."""
    verdicts = [
        _alike(dict(zip(_NAMES, names, strict=True)), said[number])
        for number, *names in db.execute(_BEARERS, (known, json.dumps(list(said))))
    ]
    return any(verdicts) and 2 * verdicts.count(True) >= len(verdicts) - verdicts.count(None)


def _alike(one: Said, other: Said) -> bool | None:
    """None where one name of several is the same: a marriage, or father and son."""
    mails = {(said.get("email") or "").strip().casefold() for said in (one, other)}
    if len(mails) == 1 and "" not in mails:
        return True
    left, right = set(_words(one)), set(_words(other))
    if not (left and right):
        return None
    both = len(left & right)
    return True if both >= min(2, len(left), len(right)) else None if both else False


def _words(said: Said) -> Iterable[str]:
    """Of names as long as two letters: Cohn-Adler holds Cohn."""
    for field in _NAMES[:3]:
        yield from re.findall(r"\w{2,}", fold(said.get(field) or ""))
    yield from company.core(said.get("company") or "").split()
