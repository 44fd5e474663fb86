"""What an import brings goes into the store: parties, facts with their lines, articles, each linked by its numbers."""

from collections.abc import Iterable, Sequence
from itertools import chain
from sqlite3 import Connection

from kmu_crm.sources.recording import carried
from kmu_crm.sources.recording.registry import Registry
from kmu_crm.sources.recording.shapes import (
    ARTICLE_COLUMNS,
    FACT_COLUMNS,
    LINE_COLUMNS,
    PARTY_COLUMNS,
    ArticleRow,
    Cell,
    FactRow,
    PartyRow,
    invoice_of,
    is_beside,
    place_of,
)
from kmu_crm.sources.recording.versions import Coming, Tally, Versions
from kmu_crm.store import bulk

_GROSS = place_of("gross")


class Ledger:
    """All versioned tables of one import."""

    def __init__(self, db: Connection, import_id: int, source_id: int, family: str):
        self.db = db
        self.parties = Versions(db, "party", ("record_id",), PARTY_COLUMNS, import_id, source_id)
        self.facts = Versions(db, "fact", ("source_id", "kind", "key"), FACT_COLUMNS, import_id, source_id)
        self.articles = Versions(db, "article", ("source_id", "key"), ARTICLE_COLUMNS, import_id, source_id)
        self.records = Registry(db, "record", ("source_id",), (source_id,), "key")
        self.documents = Registry(db, "document", ("source_id", "family"), (source_id, family), "number")
        self.replaced = 0  # documents that another version spoke for before
        self._renamed = False  # whether customers whom documents name got other words
        self._said: dict[str, int] = {}  # record -> hash of what it said last
        self._changed: set[Cell] = {None}  # records that stand in line

    def take_parties(self, rows: Sequence[PartyRow], own: bool) -> Tally:
        """`own`: addresses inside documents; the same content speaks once an import, however many documents carry it."""
        if own:
            rows = [row for row in rows if self._is_said_anew(row)]
        numbers = self.records.numbers([row.key for row in rows])
        coming = [Coming((numbers[row.key],), row.values, row.values, row.row, row.line) for row in rows]
        tally, ids = self.parties.take(coming)
        self._renamed |= own and tally.updated > 0
        self._line_up(one.key[0] for one, written in zip(coming, ids, strict=True) if written is not None)
        return tally

    def _is_said_anew(self, row: PartyRow) -> bool:
        said = hash(row.values)
        if self._said.get(row.key) == said:
            return False
        self._said[row.key] = said
        return True

    def take_facts(self, rows: Sequence[FactRow]) -> Tally:
        """What a row says was paid of its invoice is no second document: it makes that one new, or another."""
        rows = self._without_noughts(rows)
        beside = [one for one in rows if is_beside(one)]
        if not beside:
            return self._take_facts(rows)[0]
        tally, same = self._take_facts([one for one in rows if not is_beside(one)])
        changed = {invoice_of(one) for one in beside} - {invoice_of(one) for one in self._take_facts(beside)[1]}
        moved = len(changed & {one.key for one in same if one.kind == "invoice"})
        tally.unchanged, tally.updated = tally.unchanged - moved, tally.updated + moved
        return tally

    def _take_facts(self, rows: Sequence[FactRow]) -> tuple[Tally, list[FactRow]]:
        """With those that stand there already."""
        records = self.records.numbers(row.customer for row in rows if not isinstance(row.customer, int))
        documents = self.documents.numbers(chain([row.number for row in rows], [row.refers_to for row in rows]))
        coming = []
        for kind, key, customer, number, refers_to, values, own, place, line in rows:
            links = (
                customer if customer is None or isinstance(customer, int) else records[customer],
                None if number is None else documents[number],
                None if refers_to is None else documents[refers_to],
            )
            said = tuple([cells[3:] for cells in own])  # not where they stand in the file: that is no content
            coming.append(Coming((kind, key), (links, values, said), links + values, place, line))
        tally, ids = self.facts.take(coming)
        self.replaced += tally.updated
        written = [(number, row.lines) for number, row in zip(ids, rows, strict=True) if number is not None]
        lines = [(number, *cells) for number, lines in written for cells in lines]
        bulk.insert(self.db, "line", LINE_COLUMNS, lines)
        self._line_up(one.values[0] for one, number in zip(coming, ids, strict=True) if number is not None)
        return tally, [row for row, number in zip(rows, ids, strict=True) if number is None]

    def _without_noughts(self, rows: Sequence[FactRow]) -> Sequence[FactRow]:
        """That nothing was paid of an invoice is worth a word only where something was told before."""
        noughts = [one for one in rows if is_beside(one) and not one.values[_GROSS]]
        if not noughts:
            return rows
        before = self.facts.standing([Coming((one.kind, one.key), (), (), one.row, one.line) for one in noughts])
        new = {one.key for one in noughts if (one.kind, one.key) not in before}
        return [one for one in rows if one.kind != "payment" or one.key not in new]

    def take_articles(self, rows: Sequence[ArticleRow]) -> Tally:
        return self.articles.take([Coming((row.key,), row.values, row.values, row.row, row.line) for row in rows])[0]

    def close(self) -> None:
        if self.replaced or self._renamed:
            carried.settle(self.db)

    def _line_up(self, records: Iterable[Cell]) -> None:
        """Their profiles are drawn anew when everything is in."""
        changed = set(records).difference(self._changed)
        self._changed |= changed
        self.db.executemany("INSERT OR IGNORE INTO changed_record VALUES (?)", zip(changed, strict=True))
