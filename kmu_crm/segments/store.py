"""Saved segments: a name and a rule text; what is in them is asked anew each time."""

from dataclasses import astuple, dataclass, replace
from datetime import UTC, datetime
from sqlite3 import Connection

from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_, _
from kmu_crm.segments.parser import parse
from kmu_crm.segments.presets import presets
from kmu_crm.segments.rules import Rule, to_text
from kmu_crm.store.place import own_sheets
from kmu_crm.store.transaction import transaction


class NoSuchSegment(KmuError):
    text = N_("There is no segment named “{name}”.")
    advice = N_("The page “Segments” and “kmu-crm segment list” show them all.")
    code = "no_such_segment"


class NameTaken(KmuError):
    text = N_("A segment named “{name}” exists already.")
    advice = N_("Choose another name.")
    code = "name_taken"


class ReadyName(KmuError):
    text = N_("“{name}” is the name of a ready segment.")
    advice = N_("Choose another name, such as “{other}”.")
    code = "ready_name"


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
    """Saves a rule under a name, in place of the rule it had. Raises NoName, ReadyName and the errors of the parser."""
    name, rule = _checked(name), to_text(parse(text))
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with transaction(db):
        _not_ready(db, name)
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
        elif not was and _is_own(db, name):
            raise NameTaken(name=name)
        return define(db, name, text, author)


def delete(db: Connection, name: str) -> Segment:
    """The one that is gone now, for `put_back`."""
    with transaction(db):
        gone = next((one for one in segments(db) if one.name == name), None)
        if gone is None:
            raise NoSuchSegment(name=name)
        db.execute("DELETE FROM segment WHERE name = ?", (name,))
    return gone


def put_back(db: Connection, gone: Segment) -> None:
    """A deleted one again as it was; where its name was given to another meanwhile, under one that is free."""
    with transaction(db):
        name = free_name(db, gone.name) if _is_own(db, gone.name) else gone.name
        db.execute(
            "INSERT INTO segment (name, rule, at, author) VALUES (?, ?, ?, ?)", astuple(replace(gone, name=name))
        )


def rename(db: Connection, old: str, new: str) -> None:
    """Raises NoSuchSegment, NameTaken, ReadyName or NoName; then nothing is changed."""
    new = _checked(new)
    with transaction(db):
        if new != old and _is_own(db, new):
            raise NameTaken(name=new)
        _not_ready(db, new)
        if db.execute("UPDATE segment SET name = ? WHERE name = ?", (new, old)).rowcount == 0:
            raise NoSuchSegment(name=old)


def named(db: Connection, name: str) -> tuple[str, Rule]:
    """Name and rule of a saved segment, or of a ready one by its id or title. Raises NoSuchSegment."""
    row = db.execute("SELECT rule FROM segment WHERE name = ?", (name,)).fetchone()
    if row:
        return name, parse(row[0])
    for preset in presets(own_sheets("segments")):
        if name in (preset.id, preset.title_de, preset.title_en):
            return preset.title, parse(preset.rule)
    raise NoSuchSegment(name=name)


def is_ready(name: str) -> bool:
    """Whether a ready segment goes by this name, in either language, however it is written."""
    asked = name.strip().casefold()
    return any(
        asked in (preset.id.casefold(), preset.title_de.casefold(), preset.title_en.casefold())
        for preset in presets(own_sheets("segments"))
    )


def free_name(db: Connection, ready: str) -> str:
    """A name for one's own that was made of a ready one."""
    offered, n = _("{name} (own)").format(name=ready), 1
    while _is_own(db, offered):
        offered, n = _("{name} (own {n})").format(name=ready, n=n + 1), n + 1
    return offered


def _is_own(db: Connection, name: str) -> bool:
    return db.execute("SELECT 1 FROM segment WHERE name = ?", (name,)).fetchone() is not None


def _not_ready(db: Connection, name: str) -> None:
    """Earlier versions let one's own take a ready one's name: such a one keeps it."""
    if is_ready(name) and not _is_own(db, name):
        raise ReadyName(name=name, other=free_name(db, name))


def _checked(name: str) -> str:
    if not name.strip():
        raise NoName()
    return name.strip()
