"""Lists of refusals that name people by their customer numbers alone: “Kundennr;Werbesperre”.

What such a row says is noted for the customers who bear its number in the business's own lists, or in the only source
that gives numbers. Of several with one number all are meant: nobody is to be written to against a refusal. A yes by
number alone is none.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from sqlite3 import Connection

from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.leaving import are_numbers
from kmu_crm.sources.mapping.sheets import Sheet
from kmu_crm.sources.mapping.vocabulary import CONSENT, IGNORED
from kmu_crm.sources.recording import statements
from kmu_crm.sources.recording.built import Built
from kmu_crm.sources.recording.problems import ONLY_NOES, REFUSAL_LOST, YES_BY_NUMBER
from kmu_crm.sources.recording.shapes import Objector, Refusal, Statement
from kmu_crm.sources.recording.values import Values
from kmu_crm.store import record_key

UNKNOWN = "number_unknown"

# Numbers of documents' customers, too, whom no list names yet.
_BEARERS = f"""
    SELECT r.id, r.source_id, s.system IN ('list', 'kmu_crm'), {record_key.NUMBER}, coalesce(p.customer_number, '')
    FROM record AS r JOIN source AS s ON s.id = r.source_id
    LEFT JOIN party AS p ON p.record_id = r.id AND p.current = 1
    WHERE coalesce(p.kind, '') NOT IN ('collective', 'correspondent')"""


def applies(sheet: Sheet, columns: Sequence[MappedColumn]) -> bool:
    return sheet.system == "list" and are_numbers(sheet, [(one.header, one.field) for one in columns])


class ByNumber:
    def __init__(self, db: Connection, columns: Sequence[MappedColumn]):
        self._db = db
        self._header = next(column.header for column in columns if column.field == "external_id")
        self._others = [one for one in columns if one.field not in CONSENT.keys() | {"external_id", IGNORED}]
        self._saying = next((column.header for column in columns if column.field in CONSENT), self._header)

    def hear(
        self, sheet: Sheet, heads: Block, values: Values, starts: Sequence[int], keep: list[bool], built: Built
    ) -> None:
        """Notes who refuses; rows that do, and whose number nobody bears, are left out and told."""
        for i, place in enumerate(starts):
            if not keep[place]:
                continue
            heard = list(statements.of(sheet, values, i, statements.ANYBODY, heads.numbers[i]))
            said = list(_refusals(heard))
            if not said and (code := _unheard(heard)):
                built.problems.append((code, self._saying, heads.numbers[i]))
            if not heard:
                filled = (one.header for one in self._others if heads.columns[one.index][i].strip())
                built.problems += [(ONLY_NOES, header, heads.numbers[i]) for header in filled]
            number = str(values["external_id"][i] or "")
            records = self._known.get(record_key.plain(number), ())
            built.objectors += [one._replace(key=record) for one in said for record in records]
            if not number or (said and not records):
                keep[place] = False
                code = UNKNOWN if number else "empty_name"
                built.refusals.append(
                    Refusal(heads.numbers[i], heads.lines[i], self._header, code, number or None, heads.rows[i])
                )

    @cached_property
    def _known(self) -> Mapping[str, Collection[int]]:
        """Number -> the records that bear it."""
        rows = self._db.execute(_BEARERS).fetchall()
        numbering = {source for _, source, _, key, number in rows if key or number}
        if any(own and (key or number) for _, _, own, key, number in rows):
            rows = [row for row in rows if row[2]]
        elif len(numbering) > 1:
            rows = []
        found: defaultdict[str, set[int]] = defaultdict(set)
        for record, _, _, *numbers in rows:
            for number in filter(None, map(record_key.plain, numbers)):
                found[number].add(record)
        return found


def _refusals(heard: Sequence[Statement]) -> Iterator[Objector]:
    said = [one for one in heard if one.state == "withdrawn"]
    if general := next((one for one in said if one.general), None):
        yield Objector(None, (), general.at, row=general.row)
    else:
        yield from (Objector(None, (), one.at, one.channel, one.row) for one in said)


def _unheard(heard: Sequence[Statement]) -> str:
    """What else a row says needs an address, and is told."""
    states = {one.state for one in heard}
    if states & {"bounced", "declined"}:
        return REFUSAL_LOST
    return YES_BY_NUMBER if states & {"claimed", "given", "confirmed"} else ""
