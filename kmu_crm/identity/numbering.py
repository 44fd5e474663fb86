"""Which number ranges the records that stand now show: looked at anew with every import, so that neither the order of
files nor one that was taken back decides. In a large store that takes too long; there a source is looked at when it is
new or has doubled.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from sqlite3 import Connection

from kmu_crm.identity import ranges, words
from kmu_crm.identity.model import Model
from kmu_crm.identity.words import Words
from kmu_crm.store.record_key import NUMBER

LARGE = 50_000  # records

_NUMBERED = f"""
    SELECT r.id, r.source_id, {NUMBER}, coalesce(p.customer_number, '') FROM record AS r
    JOIN party AS p ON p.id = (SELECT max(id) FROM party WHERE record_id = r.id AND current = 1)
    WHERE p.kind <> 'correspondent'"""
_SAID = "SELECT count(*), coalesce(sum(id), 0) FROM party WHERE current = 1"
_TOUCHED = """
    SELECT s.id, s.system = 'list', (SELECT count(*) FROM record WHERE source_id = s.id) FROM source AS s
    WHERE s.id IN (SELECT source_id FROM record WHERE id IN (SELECT record_id FROM changed_record))"""
_SPEAKING = """
    SELECT count(*) FROM record AS r WHERE source_id = ?
    AND EXISTS (SELECT 1 FROM party WHERE record_id = r.id AND current = 1 AND kind <> 'correspondent')"""


def is_behind(db: Connection, fitted: Model) -> bool:
    """Whether records speak now that did not when the numbers were looked at, as far as a large store looks."""
    if fitted.records < LARGE:
        return _said(db) != fitted.said
    for source, own, records in db.execute(_TOUCHED).fetchall():
        many = max(2 * fitted.sources.get(source, 0), ranges.ENOUGH_OF_OWN if own else ranges.ENOUGH)
        if records >= many and db.execute(_SPEAKING, (source,)).fetchone()[0] >= many:
            return True
    return False


def up_to_date(db: Connection, fitted: Model, everybody: Iterable[Words] | None = None) -> Model:
    """The model with the ranges that are to be seen now. `everybody`: the words of all records, where they are at hand."""
    numbered = db.execute(_NUMBERED).fetchall()
    sharing = _sharing(numbered)
    said = words.of(db, sharing, fitted.public) if everybody is None else everybody
    learned = ranges.learn(one for one in said if one.record in sharing)
    return replace(fitted, ranges=learned, sources=Counter(source for _, source, *_ in numbered), said=_said(db))


def _sharing(numbered: list[tuple[int, int, str, str]]) -> set[int]:
    """The records whose number another one bears, too: only these tell anything of ranges."""
    holders: defaultdict[str, set[int]] = defaultdict(set)
    for record, _source, *numbers in numbered:
        for number in numbers:
            if found := ranges.plain(number):
                holders[found].add(record)
    return {record for sharing in holders.values() if len(sharing) > 1 for record in sharing}


def _said(db: Connection) -> tuple[int, int]:
    count, total = db.execute(_SAID).fetchone()
    return count, total
