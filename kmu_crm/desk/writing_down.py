"""What the form at a customer keeps, whatever its kind: a contact, a task, an interest or preference, a link to a file."""

from collections.abc import Mapping
from sqlite3 import Connection
from typing import Any

from kmu_crm.desk import entry, noted, wording
from kmu_crm.desk.derive import key_date
from kmu_crm.fields import text as plain
from kmu_crm.i18n import _
from kmu_crm.profiles import queries as profiles
from kmu_crm.progress import SILENT, Progress

KINDS = (*entry.CONTACTS, *noted.KINDS)
FIELDS = {  # what is asked for, by kind; the first must be there
    **dict.fromkeys(entry.CONTACTS, ("text", "day", "time", "outcome", "minutes", "author", "follow_up")),
    "note": ("text", "day", "author"),
    noted.TASK: ("text", "day"),
    noted.INTEREST: ("text", "origin", "day"),
    noted.PREFERENCE: ("text", "origin", "day"),
    noted.LINK: ("path", "text"),
}  # fmt: skip


def title(kind: str) -> str:
    return _(noted.TITLES[kind]) if kind in noted.TITLES else wording.kind(kind)


def told_of(db: Connection, kind: str, profile: int) -> str:
    """As `told`, of a profile number."""
    return told(kind, str(profiles.profile(db, profile)["display_name"]))


def newcomer(values: Mapping[str, str]) -> str:
    """What was done, once a customer of these values is kept."""
    said = {part: plain.clean(value) for part, value in values.items()}
    name = " ".join(said[part] for part in ("given_name", "family_name") if said.get(part))
    called = (said.get("company"), name, said.get("full_name"), said.get("email"), said.get("phone"))
    return _("New customer: {name}").format(name=next(filter(None, called), "–"))


def told(kind: str, name: str) -> str:
    """What was done, once it is kept."""
    if kind == "note":
        return _("Note kept: {name}").format(name=name)
    return _("{kind} noted: {name}").format(kind=title(kind), name=name)


def write_down(
    db: Connection, profile: int, kind: str, values: Mapping[str, str], author: str, progress: Progress = SILENT
) -> dict[str, Any]:
    """`values` as typed, by field of `FIELDS`; a day left open is the key date, who said it is `author`. Raises BadEntry,
    UnknownEntry, NoSuchRecord; then nothing is written."""
    said = {field: value.strip() for field, value in values.items() if field in FIELDS.get(kind, ()) and value.strip()}
    text = said.get("text", "")
    if kind == noted.TASK:
        return {"decision": entry.task(db, profile, text, said.get("day", ""), author)}
    if kind in (noted.INTEREST, noted.PREFERENCE):
        return {"decision": noted.like(db, profile, kind, text, said.get("origin", ""), said.get("day", ""), author)}
    if kind == noted.LINK:
        return {"decision": noted.attach(db, profile, said.get("path", ""), text, author)}
    more = {"minutes": said["minutes"]} if "minutes" in said else {}
    more |= _moment(db, said)
    who = said.get("author", author)
    if kind == "note":
        if not text:
            raise entry.BadEntry(field="text", title=_("Text"), value=text)
        return entry.new(db, kind, {**more, "profile": str(profile), "text": text, "author": who}, progress)
    return entry.log(db, profile, kind, text, who, said.get("outcome", ""), said.get("follow_up", ""), more)


def _moment(db: Connection, said: Mapping[str, str]) -> dict[str, str]:
    """A time without a day is one of the key date, a day without a time has none; with neither, it is now."""
    if "time" not in said:
        return {"day": said["day"]} if "day" in said else {}
    day = entry.cleaned("day", said.get("day", "") or key_date(db))
    hour, _colon, minute = said["time"].replace(".", ":").removesuffix("Uhr").strip().partition(":")
    if not (hour.isdigit() and int(hour) < 24 and (minute or "0").isdigit() and int(minute or 0) < 60):
        raise entry.BadEntry(field="time", title=_("Time"), value=said["time"])
    return {"at": f"{day} {int(hour):02}:{int(minute or 0):02}"}
