"""Records that are a customer number and nothing else: a list of invoices that names no names.

Nothing they say can contradict anybody, so the number alone decides. It counts where one place of the store gives
numbers to customers: the business's own lists, or the only source that has any. One customer of that number is theirs;
of several, people are asked.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from sqlite3 import Connection

from kmu_crm.identity import by_number, ranges, words
from kmu_crm.store.record_key import NUMBER

_BARE = f"SELECT r.id, {NUMBER} {by_number.BARE}"

_NUMBERED = f"""
    SELECT r.id, r.source_id, s.system = 'list', {NUMBER}, coalesce(p.customer_number, '')
    FROM record AS r JOIN source AS s ON s.id = r.source_id JOIN party AS p ON p.record_id = r.id AND p.current = 1
    WHERE p.kind <> 'collective' AND (r.key NOT LIKE '~%' OR p.customer_number <> '') ORDER BY r.id"""

_OF_ACCOUNTS = """
    SELECT b.id FROM record AS r JOIN source AS s ON s.system = 'list' JOIN record AS b ON b.source_id = s.id AND b.key = r.key
    WHERE r.id IN (SELECT value FROM json_each(?)) AND r.key NOT LIKE '~%'
      AND NOT EXISTS (SELECT 1 FROM party WHERE record_id = b.id AND current = 1)"""

_COLUMNS = "a, b, weight, probability, band, score, evidence"
_KEPT = f"""
    SELECT {_COLUMNS} FROM pair INDEXED BY pair_number
    WHERE substr(evidence, 1, 18) = '[{{"field":"number"' AND evidence LIKE '%"number.only"%'"""
_ONE, _ASK = (20.0, 0.99, "one", 0.99), (0.0, 0.5, "ask", 0.8)  # weight in bits, probability, band, score

Pair = tuple[int, int, float, float, str, float, str]


def renew(db: Connection) -> set[int]:
    """Brings the pairs of such records up to date; gives the records whose pairs changed."""
    before, now = set(db.execute(_KEPT)), set(_pairs(db))
    db.executemany("DELETE FROM pair WHERE a = ? AND b = ?", [pair[:2] for pair in before - now])
    db.executemany(f"INSERT INTO pair ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", sorted(now - before))
    return {record for pair in before ^ now for record in pair[:2]}


def of_accounts(db: Connection, changed: str) -> set[int]:
    """Records that name the `changed` (listed) by number alone: these may be accounts of many buyers now, or no longer."""
    return {record for (record,) in db.execute(_OF_ACCOUNTS, (changed,))}


def _pairs(db: Connection) -> Iterator[Pair]:
    bare = [(record, key) for record, key in db.execute(_BARE) if ranges.plain(key)]
    customers = _customers(db) if bare else {}
    for record, key in bare:
        held = customers.get(ranges.plain(key), ())
        verdict = _ONE if len(held) == 1 or _one_customer(db, held) else _ASK
        for other, number in held[:1] if verdict is _ONE else held:
            (a, left), (b, right) = sorted([(record, key), (other, number)])
            told = {"field": "number", "left": left, "right": right, "weight": verdict[0], "reason": "number.only"}
            yield a, b, *verdict, json.dumps([told], ensure_ascii=False, separators=(",", ":"))


def _customers(db: Connection) -> dict[str, list[tuple[int, str]]]:
    """Number -> the records that bear it; those that only name it besides where it is nobody's key."""
    rows = db.execute(_NUMBERED).fetchall()
    if any(own for _, _, own, _, _ in rows):
        rows = [row for row in rows if row[2]]
    elif len({source for _, source, *_ in rows}) > 1:
        rows = []
    keyed: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    named: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for record, _, _, key, number in rows:
        if key:
            keyed[ranges.plain(key)].append((record, key))
        else:
            named[ranges.plain(number)].append((record, number))
    return named | keyed


def _one_customer(db: Connection, held: Sequence[tuple[int, str]]) -> bool:
    """Two lists of customers that give one number to the same name; people under one number of one list are a household."""
    people = list(words.of(db, _records(held), frozenset())) if held else []
    lists = [one.source for one in people if one.numbers[0] and not one.core]
    return bool(people) and len(lists) == len(set(lists)) and all(ranges.alike(people[0], one) for one in people[1:])


def _records(held: Iterable[tuple[int, str]]) -> list[int]:
    return [record for record, _ in held]
