"""What is said about a profile: the current words of its records, and what people put right or tagged."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from sqlite3 import Connection
from typing import Any

from kmu_crm.decisions import corrections, journal
from kmu_crm.decisions.corrections import Correction
from kmu_crm.identity import silent
from kmu_crm.profiles.word import TOGETHER, Word
from kmu_crm.sources.recording import carried

PARTY = (
    "kind", "salutation", "title", "given_name", "family_name", "full_name", "company", "email", "phone", "street", "address_extra",
    "postcode", "city", "country", "birth_date", "vat_id", "customer_number", "customer_since", "recommended_by", "tags", "more",
    "is_lead", "attributes", "note", "department", "origin", "language",
)  # fmt: skip


@dataclass
class ByHand:
    """Standing corrections and tags, by record number. Of several corrections the latest holds."""

    corrections: dict[int, list[Correction]] = field(default_factory=dict)  # oldest first
    tags: dict[int, set[str]] = field(default_factory=dict)
    off: dict[int, set[str]] = field(default_factory=dict)  # tags that were taken off, whoever gave them
    places: dict[int, set[tuple[str, str]]] = field(default_factory=dict)  # of records whose street was put right

    def corrected(self, words: Sequence[Word]) -> dict[str, str | None]:
        """Field -> what a person put right for any of these records; an empty value means there is none, None that the
        files tell it, though it stands beside what was put right."""
        latest = self.holding(words)
        return {name: one.value if name == one.field else one.beside[name] for name, one in latest.items()}

    def holding(self, words: Sequence[Word]) -> dict[str, Correction]:
        """Field -> the correction that holds for the profile of exactly these records."""
        members = {word.record for word in words}
        named = {one.id: one for record in members for one in self.corrections.get(record, ())}
        held = [one for _number, one in sorted(named.items()) if one.holds_for(members)]
        latest: dict[str, Correction] = {}
        for one in held:
            one = self._as_still_said(one, members)
            latest |= {name: one for name, value in one.beside.items() if value is not None or name not in latest}
            latest[one.field] = one
        return _of_one_address(latest)

    def placed(self, words: Sequence[Word]) -> list[Word]:
        """With a mark on the records whose address a part was put right of."""
        if not any(word.record in self.corrections for word in words):  # as of most profiles
            return list(words)
        holding = self.holding(words)
        about = [] if "street" in holding else [one for name, one in holding.items() if name in TOGETHER["street"]]
        whose = frozenset[int]().union(*(one.whose for one in about))
        return [replace(word, placed=True) if word.record in whose else word for word in words]

    def _as_still_said(self, one: Correction, members: Collection[int]) -> Correction:
        """What stood beside a corrected street was not typed: it goes with the import that brought it, once that is taken
        back. A later file that says something else leaves the earlier version in the store."""
        said = {place for record in members for place in self.places.get(record, ())}
        return one if _bare(one.beside.items()) <= said else replace(one, beside=dict.fromkeys(one.beside))

    def tagged(self, words: Sequence[Word]) -> set[str]:
        return {tag for word in words for tag in self.tags.get(word.record, ())}

    def untagged(self, words: Sequence[Word]) -> set[str]:
        """Tags of files that do not count."""
        return {tag for word in words for tag in self.off.get(word.record, ())}


def by_hand(db: Connection) -> ByHand:
    found = ByHand()
    known = corrections.everything(db)
    for decision in journal.standing(db, ("correct", "tag", "untag")):
        for record in journal.records_of(decision.what):
            if decision.kind == "correct":
                found.corrections.setdefault(record, []).append(known[decision.id])
            else:
                given, off = found.tags.setdefault(record, set()), found.off.setdefault(record, set())
                to, from_ = (given, off) if decision.kind == "tag" else (off, given)
                to.add(decision.what["tag"])
                from_.discard(decision.what["tag"])
    beside = {record for record, made in found.corrections.items() if any(one.beside for one in made)}
    found.places = _places(db, beside)
    return found


def _of_one_address(latest: dict[str, Correction]) -> dict[str, Correction]:
    """Without parts of an address that were put right beside another one than the newest: they would make an invented one."""
    parts = {name: one for name, one in latest.items() if name in TOGETHER["street"]}
    newest = max(parts.values(), key=lambda one: one.id, default=None)
    if newest is None:
        return latest
    return {name: one for name, one in latest.items() if name not in parts or not one.whose.isdisjoint(newest.whose)}


def _places(db: Connection, records: Collection[int]) -> dict[int, set[tuple[str, str]]]:
    """What each of these records says of its place, or said before a later file."""
    rows = db.execute(
        "SELECT record_id, postcode, city, country FROM party WHERE record_id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(records)),),
    )
    found: dict[int, set[tuple[str, str]]] = {}
    for record, *place in rows if records else ():
        found.setdefault(record, set()).update(_bare(zip(("postcode", "city", "country"), place, strict=True)))
    return found


def _bare(place: Iterable[tuple[str, str | None]]) -> set[tuple[str, str]]:
    """A lost zero may have been put back when the place was shown."""
    return {(field, value.lstrip("0") if field == "postcode" else value) for field, value in place if value}


def grouped(db: Connection, profiles: Sequence[int]) -> Iterator[tuple[int, list[Word]]]:
    """Profiles in the order of their numbers, each with the current words of its records; records that only facts
    name say nothing, and addresses out of mail are no word about the customer."""
    columns = ", ".join("p." + column for column in PARTY)
    rows = db.execute(
        "SELECT m.profile_id, r.id, r.key, s.system, p.id, i.file, i.at, p.row, p.line, s.mode, coalesce(s.came, 0),"
        " (SELECT group_concat(c.field) FROM mended_cell AS c WHERE c.import_id = p.import_id AND c.row = p.row),"
        f" iif(r.key LIKE '{carried.MARK}%', (SELECT max(day) FROM fact WHERE record_id = r.id AND current = 1), NULL),"
        f" p.id IS NULL AND r.id IN ({silent.RECORDS}), {columns}"
        " FROM json_each(?) AS w JOIN membership AS m ON m.profile_id = w.value JOIN record AS r ON r.id = m.record_id"
        " JOIN source AS s ON s.id = r.source_id LEFT JOIN party AS p ON p.record_id = r.id AND p.current = 1"
        " LEFT JOIN import AS i ON i.id = p.import_id WHERE p.kind IS NOT 'correspondent' ORDER BY m.profile_id, r.id",
        (json.dumps(list(profiles)),),
    )
    for number, group in groupby(rows, key=lambda row: row[0]):
        told = list(group)
        turns = _turns([(row[10], row[12], row[4]) for row in told if row[12]])
        words = [
            (row[1:12], turns.get(row[4], 0), bool(row[13]), dict(zip(PARTY, row[14:], strict=True))) for row in told
        ]
        yield int(number), [_word(*word) for word in words]


def _turns(dated: Sequence[tuple[int, str, int]]) -> dict[int, int]:
    """Of (first import of the source, day, version) those of one source change places: an older export that comes later
    is no newer word."""
    turns: dict[int, int] = {}
    for _came, group in groupby(sorted(dated), key=lambda one: one[0]):
        versions = [version for _, _, version in group]
        turns |= zip(versions, sorted(versions), strict=True)
    return turns


def _word(origin: Sequence[Any], turn: int, quiet: bool, values: dict[str, Any]) -> Word:
    record, key, system, version, file, at, row, line, mode, came, mended = origin
    by_hand = frozenset(mended.split(",")) if mended else frozenset[str]()
    place = (version or 0, record, key, system, file or "", at or "", row or 0, line)
    return Word(*place, values, mode, came, by_hand, turn, quiet)
