"""Where a record was reached before: what earlier versions of its row said. Lists forget that, other programs do not.

Versions of an import that was taken back are gone. A number may have been somebody else's before: a version counts only
where it speaks of the same customer as the current one, or as one that counts.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from sqlite3 import Connection
from typing import NamedTuple

from kmu_crm.sources.recording import same_bearer
from kmu_crm.sources.recording.same_bearer import Who
from kmu_crm.sources.recording.shapes import Cell

COLUMNS = (*same_bearer.COLUMNS, "city")
MANY = 20  # versions of one record, the newest; a list that counts something in each row has one a month

_MAIL, _PHONE, _STREET, _POSTCODE, _MORE = map(COLUMNS.index, ("email", "phone", "street", "postcode", "more"))
_OTHERS = "('collective', 'correspondent')"
# The first table decides: few versions are not current, and an index holds these.
_BEFORE = f"""
    SELECT f.record_id, {", ".join(f"f.{name}" for name in COLUMNS)} FROM party AS f {{index}}
    CROSS JOIN party AS p ON p.record_id = f.record_id AND p.current = 1
    WHERE f.current = 0 {{some}} AND f.kind NOT IN {_OTHERS} AND p.kind NOT IN {_OTHERS}
      AND ({", ".join(f"f.{name}" for name in COLUMNS)}) IS NOT ({", ".join(f"p.{name}" for name in COLUMNS)})
    ORDER BY f.record_id, f.id DESC"""

Place = tuple[str, str, str]  # street, postcode, town
Row = tuple[Cell, ...]  # the cells of COLUMNS


class Reached(NamedTuple):
    """As written, the newest first; also what is said now."""

    mails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()


NOWHERE = Reached()


def of(db: Connection, records: Iterable[int] | None) -> Mapping[int, list[Row]]:
    """By record, of these or of all, the cells of earlier versions that differ from the current one, the newest first."""
    found: defaultdict[int, list[Row]] = defaultdict(list)
    if records is None:
        rows = db.execute(_BEFORE.format(index="INDEXED BY party_former", some=""))
    else:
        some = "AND f.record_id IN (SELECT value FROM json_each(?))"
        rows = db.execute(_BEFORE.format(index="", some=some), (json.dumps(sorted(records)),))
    for record, *cells in rows:
        if len(found[record]) < MANY:
            found[record].append(tuple(cells))
    return found


def reached(now: Who, before: Sequence[Row]) -> Reached:
    """What `before` adds to the current version, of whose customer alone it counts."""
    known, ours = [now], list[Row]()
    for row in before:
        if any(same_bearer.goes_on(row[:-1], other) for other in known):
            known.append(row[:-1])
            ours.append(row)
    mails, phones, places = list[str](), list[str](), list[Place]()
    for row in ours:
        more = json.loads(str(row[_MORE])) if row[_MORE] else {}
        mails += (str(row[_MAIL] or ""), *more.get("emails", ()))
        phones += (str(row[_PHONE] or ""), *more.get("phones", ()))
        places.append((str(row[_STREET] or ""), str(row[_POSTCODE] or ""), str(row[-1] or "")))
        places += (place(address) for address in more.get("addresses", ()))
    return Reached(tuple(mails), tuple(phones), tuple(places))


def place(address: Mapping[str, str]) -> Place:
    return address.get("street") or "", address.get("postcode") or "", address.get("city") or ""
