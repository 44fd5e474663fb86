"""Saved segments: a name and a rule text; what is in them is asked anew each time."""

from dataclasses import dataclass
from datetime import UTC, datetime
from sqlite3 import Connection

from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_
from kmu_crm.segments.parser import parse
from kmu_crm.segments.presets import presets
from kmu_crm.segments.rules import Rule, to_text
from kmu_crm.store.transaction import transaction


class NoSuchSegment(KmuError):
    text = N_("There is no segment named “{name}”.")
    advice = N_("The page “Segments” lists them all.")
    code = "no_such_segment"


class NameTaken(KmuError):
    text = N_("A segment named “{name}” exists already.")
    advice = N_("Choose another name.")
    code = "name_taken"


class NoName(KmuError):
    text = N_("The segment needs a name.")
    code = "no_name"


@dataclass(frozen=True)
class Segment:
    name: str
    rule: str
    at: str
    author: str


def segments(db: Connection) -> list[Segment]:
    """The user's own, by name."""
    rows = db.execute("SELECT name, rule, at, author FROM segment ORDER BY name COLLATE NOCASE, name")
    return [Segment(*row) for row in rows]


def define(db: Connection, name: str, text: str, author: str) -> Segment:
    """Saves a rule under a name, in place of the rule it had. Raises NoName and the errors of the parser."""
    name, rule = _checked(name), to_text(parse(text))
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with transaction(db):
        db.execute(
            "INSERT INTO segment (name, rule, at, author) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (name) DO UPDATE SET rule = excluded.rule, at = excluded.at, author = excluded.author",
            (name, rule, at, author),
        )
    return Segment(name, rule, at, author)


def save(db: Connection, name: str, text: str, author: str, was: str = "") -> Segment:
    """As `define`, but never over another segment; `was`: the name the segment had before, '' for a new one.

    Raises NameTaken besides; then nothing is changed.
    """
    name = _checked(name)
    with transaction(db):
        if was and was != name:
            rename(db, was, name)
        elif not was and db.execute("SELECT 1 FROM segment WHERE name = ?", (name,)).fetchone():
            raise NameTaken(name=name)
        return define(db, name, text, author)


def delete(db: Connection, name: str) -> None:
    with transaction(db):
        if db.execute("DELETE FROM segment WHERE name = ?", (name,)).rowcount == 0:
            raise NoSuchSegment(name=name)


def rename(db: Connection, old: str, new: str) -> None:
    """Raises NoSuchSegment, NameTaken or NoName; then nothing is changed."""
    new = _checked(new)
    with transaction(db):
        if new != old and db.execute("SELECT 1 FROM segment WHERE name = ?", (new,)).fetchone():
            raise NameTaken(name=new)
        if db.execute("UPDATE segment SET name = ? WHERE name = ?", (new, old)).rowcount == 0:
            raise NoSuchSegment(name=old)


def named(db: Connection, name: str) -> Rule:
    """The rule of a saved segment, or of a ready one by its id or title. Raises NoSuchSegment."""
    row = db.execute("SELECT rule FROM segment WHERE name = ?", (name,)).fetchone()
    if row:
        return parse(row[0])
    for preset in presets():
        if name in (preset.id, preset.title_de, preset.title_en):
            return parse(preset.rule)
    raise NoSuchSegment(name=name)


def _checked(name: str) -> str:
    if not name.strip():
        raise NoName()
    return name.strip()
