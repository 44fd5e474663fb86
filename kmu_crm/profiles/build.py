"""Draws profiles from who is one: golden values, search text, permissions. Derived only; `rebuild` gives the same from nothing."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from sqlite3 import Connection
from typing import Any

from kmu_crm.consent import addresses, permissions
from kmu_crm.decisions import journal
from kmu_crm.fields import phone, text
from kmu_crm.i18n import _
from kmu_crm.profiles.golden import Choice, Word, choose
from kmu_crm.progress import SILENT, Progress
from kmu_crm.store.transaction import transaction

PARTY = (
    "kind", "salutation", "title", "given_name", "family_name", "full_name", "company", "email", "phone", "street", "address_extra",
    "postcode", "city", "country", "birth_date", "vat_id", "customer_number", "customer_since", "recommended_by", "tags", "more",
    "is_lead", "attributes", "note", "department", "origin", "language",
)  # fmt: skip
COLUMNS = (
    "id", "kind", "display_name", "sort_key", "salutation", "title", "given_name", "family_name", "company", "email", "phone", "street",
    "address_extra", "postcode", "city", "country", "birth_date", "vat_id", "customer_numbers", "customer_since", "tags",
    "recommended_by", "is_lead", "email_ok", "phone_ok", "post_ok", "records", "systems", "folded",
)  # fmt: skip
GOLDEN = COLUMNS[4:18]            # salutation .. vat_id: what `choose` gives
AT_ONCE = 2000


def refresh(db: Connection, touched: Iterable[int] | None, progress: Progress = SILENT) -> int:
    """Draws the given profile numbers anew (None: all); numbers that no longer stand for anybody disappear. Returns how many stand."""
    with transaction(db):
        if touched is None:
            db.execute("DELETE FROM profile")
            db.execute("INSERT INTO profile_search (profile_search) VALUES ('delete-all')")
            numbers = [number for (number,) in db.execute("SELECT DISTINCT profile_id FROM membership ORDER BY profile_id")]
        else:
            numbers = sorted(set(touched))
        corrections, tags = _by_hand(db)
        progress.stage(_("Drawing profiles"))
        standing = 0
        for start in range(0, len(numbers), AT_ONCE):
            progress.report(start, len(numbers))
            part = numbers[start : start + AT_ONCE]
            if touched is not None:
                forget(db, part)
            rows = [_row(number, words, corrections, tags) for number, words in _grouped(db, part)]
            rows = _with_permissions(db, rows)
            standing += len(rows)
            _insert(db, [row for row, _words in rows])
    return standing


def forget(db: Connection, numbers: Sequence[int]) -> None:
    for number in numbers:
        old = db.execute("SELECT folded FROM profile WHERE id = ?", (number,)).fetchone()
        if old:
            db.execute("INSERT INTO profile_search (profile_search, rowid, folded) VALUES ('delete', ?, ?)", (number, old[0]))
            db.execute("DELETE FROM profile WHERE id = ?", (number,))


def words_of(db: Connection, profile: int) -> list[Word]:
    """What every record of one profile says now, each with its file and row."""
    return next((words for _number, words in _grouped(db, [profile])), [])


def corrections_of(db: Connection, words: Sequence[Word]) -> dict[str, str]:
    """Field -> what a person put right for any of these records."""
    by_record, _tags = _by_hand(db)
    return {field: value for word in words for field, value in by_record.get(word.record, {}).items()}


def _grouped(db: Connection, numbers: Sequence[int]) -> Iterator[tuple[int, list[Word]]]:
    """Profiles in their order, each with the current words of its records; records that only facts name say nothing."""
    columns = ", ".join("p." + column for column in PARTY)
    rows = db.execute(
        f"SELECT m.profile_id, r.id, r.key, s.system, p.id, i.file, i.at, p.row, p.line, {columns}"
        " FROM json_each(?) AS w JOIN membership AS m ON m.profile_id = w.value JOIN record AS r ON r.id = m.record_id"
        " JOIN source AS s ON s.id = r.source_id LEFT JOIN party AS p ON p.record_id = r.id AND p.current = 1"
        " LEFT JOIN import AS i ON i.id = p.import_id ORDER BY m.profile_id, r.id",
        (json.dumps(list(numbers)),),
    )
    for number, group in groupby(rows, key=lambda row: row[0]):
        yield int(number), [
            Word(row[4] or 0, row[1], row[2], row[3], row[5] or "", row[6] or "", row[7] or 0, row[8], dict(zip(PARTY, row[9:], strict=True)))
            for row in group
        ]


Row = tuple[dict[str, Any], list[Word]]


def _row(number: int, words: list[Word], corrections: Mapping[int, dict[str, str]], tags: Mapping[int, set[str]]) -> Row:
    fixed = {field: value for word in words for field, value in corrections.get(word.record, {}).items()}
    chosen = choose(words, fixed)
    row: dict[str, Any] = {field: chosen[field].value if field in chosen else None for field in GOLDEN}
    row["customer_since"], row["recommended_by"] = _value(chosen, "customer_since"), _value(chosen, "recommended_by")
    row["id"] = number
    row["kind"] = "company" if row["company"] else "person" if any(word.values["kind"] == "person" for word in words) else ""
    numbers = [word.key for word in words if not word.key.startswith("~") and not word.values["is_lead"]]
    numbers += [word.values["customer_number"] for word in words if word.values["customer_number"]]
    row["customer_numbers"] = "|".join(dict.fromkeys(numbers))
    row["display_name"] = _display(chosen, row)
    row["sort_key"] = text.sort_key(row["family_name"] + " " + (row["given_name"] or "") if row["kind"] == "person" and row["family_name"] else row["display_name"])
    said = {tag.strip() for word in words for tag in (word.values["tags"] or "").replace(";", ",").split(",") if tag.strip()}
    row["tags"] = "|".join(sorted(said | {tag for word in words for tag in tags.get(word.record, ())}))
    row["is_lead"] = int(bool(words) and all(word.values["is_lead"] for word in words))
    row["records"], row["systems"] = len(words), "|".join(sorted({word.system for word in words}))
    row["folded"] = _search_text(words, row)
    return row, words


def _value(chosen: Mapping[str, Choice], field: str) -> str | None:
    return chosen[field].value if field in chosen else None


def _display(chosen: Mapping[str, Choice], row: Mapping[str, Any]) -> str:
    person = " ".join(part for part in (row["given_name"], row["family_name"]) if part)
    number = row["customer_numbers"].split("|")[0]
    return row["company"] or person or _value(chosen, "full_name") or row["email"] or row["phone"] or (_("Customer {number}").format(number=number) if number else _("Unknown"))


def _search_text(words: Sequence[Word], row: Mapping[str, Any]) -> str:
    """Both foldings of every name, so that Müller is found as Muller and as Mueller; numbers and addresses as typed."""
    said: dict[str, None] = {}
    for word in words:
        values = word.values
        for name in ("given_name", "family_name", "full_name", "company", "department", "city", "street"):
            if values[name]:
                said[text.fold(values[name])] = None
                said[text.fold_short(values[name])] = None
        for address in word.emails():
            said[text.fold(address)] = None
        for number in word.phones():
            said[number.lstrip("+") + " " + phone.show_national(number).replace(" ", "").replace("/", "")] = None
        for name in ("postcode", "vat_id"):
            if values[name]:
                said[text.fold(values[name])] = None
    for number in row["customer_numbers"].split("|"):
        said[text.fold(number)] = None
    return " ".join(said)


def _with_permissions(db: Connection, rows: list[Row]) -> list[Row]:
    asked = (
        (
            row["id"], row["kind"], row["country"],
            list(dict.fromkeys(([row["email"]] if row["email"] else []) + [mail for word in words for mail in word.emails()])),
            list(dict.fromkeys(([row["phone"]] if row["phone"] else []) + [number for word in words for number in word.phones()])),
            _doors(row, words),
        )
        for row, words in rows
    )  # fmt: skip
    states = {number: found for number, *found in permissions.for_addresses(db, asked)}
    for row, _words in rows:
        row["email_ok"], row["phone_ok"], row["post_ok"] = states[row["id"]]
    return rows


def _doors(row: Mapping[str, Any], words: Sequence[Word]) -> list[str]:
    """Postal keys of every address, the golden one first."""
    spelled = [(row["street"], row["postcode"])] + [(one["street"], one["postcode"]) for word in words for one in word.addresses()]
    return list(dict.fromkeys(key for street, postcode in spelled if (key := addresses.post(street, postcode))))


def _insert(db: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    marks = ", ".join("?" * len(COLUMNS))
    db.executemany(f"INSERT INTO profile ({', '.join(COLUMNS)}) VALUES ({marks})", [tuple(row[column] for column in COLUMNS) for row in rows])
    db.executemany("INSERT INTO profile_search (rowid, folded) VALUES (?, ?)", [(row["id"], row["folded"]) for row in rows])


def _by_hand(db: Connection) -> tuple[dict[int, dict[str, str]], dict[int, set[str]]]:
    """Corrections and tags that stand, by record number."""
    corrections: dict[int, dict[str, str]] = {}
    tags: dict[int, set[str]] = {}
    for decision in journal.standing(db, ("correct", "tag", "untag")):
        for record in journal.records_of(decision.what):
            if decision.kind == "correct":
                corrections.setdefault(record, {})[decision.what["field"]] = decision.what["value"]
            elif decision.kind == "tag":
                tags.setdefault(record, set()).add(decision.what["tag"])
            else:
                tags.get(record, set()).discard(decision.what["tag"])
    return corrections, tags
