"""The events of a calendar file, read one by one, so that a damaged one spoils no other (RFC 5545)."""

import hashlib
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kmu_crm.fields import email
from kmu_crm.sources.reading.vcard_lines import Property, properties

MOST_ADDRESSES = 50
_LONGEST = 300
_WRITTEN = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?")
_SPAN = re.compile(r"\+?P(?:(\d{1,3})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?")
_PRIVATE = {"PRIVATE", "CONFIDENTIAL"}
# Outlook names zones its own way.
_ZONES = {
    "w. europe standard time": "Europe/Berlin", "central europe standard time": "Europe/Budapest",
    "central european standard time": "Europe/Warsaw", "romance standard time": "Europe/Paris",
    "gmt standard time": "Europe/London", "gtb standard time": "Europe/Bucharest", "utc": "UTC",
}  # fmt: skip


class Event(NamedTuple):
    """`at`: ISO, with the zone where one is known; a day alone where it lasts all day. `people`: addresses, each once."""

    line: int
    at: str
    minutes: int | None
    title: str
    place: str
    people: tuple[str, ...]
    status: str  # cancelled, or nothing
    repeats: bool
    mark: str  # the same for the same event in any file
    crowded: bool  # more people than are taken


def events(data: bytes) -> Iterator[tuple[int, list[bytes], bool]]:
    """(line of BEGIN from 1, the lines within, whether END was found); what lies within an event is passed over."""
    inside: list[bytes] | None = None
    start = depth = 0
    for number, line in enumerate(re.split(rb"\r\n|\n|\r", data), start=1):
        word = line.strip().upper().replace(b" ", b"")
        if word == b"BEGIN:VEVENT" or (word == b"END:VCALENDAR" and inside is not None):
            if inside is not None:
                yield start, inside, False
            inside, start, depth = ([] if word == b"BEGIN:VEVENT" else None), number, 0
        elif inside is None:
            continue
        elif word == b"END:VEVENT":
            yield start, inside, True
            inside = None
        elif word.startswith((b"BEGIN:", b"END:")):
            depth = max(0, depth + (1 if word.startswith(b"BEGIN:") else -1))
        elif not depth:
            inside.append(line)
    if inside is not None:
        yield start, inside, False


def read(line: int, inside: list[bytes]) -> Event | None:
    """None where it has no beginning that can be read."""
    found: dict[str, list[Property]] = {}
    for one in properties(inside):
        found.setdefault(one.name, []).append(one)
    begin = _moment(found.get("DTSTART"))
    if begin is None:
        return None
    said = {name: _line(ones[0].text) for name, ones in found.items()}
    cancelled = said.get("STATUS", "").upper() == "CANCELLED"
    private = said.get("CLASS", "").upper() in _PRIVATE
    named = [_address(one) for part in ("ORGANIZER", "ATTENDEE") for one in found.get(part, ())]
    people = dict.fromkeys(address for address in named if address)
    return Event(
        line, begin.isoformat(),
        None if cancelled else _minutes(begin, _moment(found.get("DTEND")), said.get("DURATION", "")),
        "" if private else said.get("SUMMARY", "")[:_LONGEST], "" if private else said.get("LOCATION", "")[:_LONGEST],
        tuple(people)[:MOST_ADDRESSES], "cancelled" if cancelled else "", "RRULE" in found or "RDATE" in found,
        _mark(said, begin), len(people) > MOST_ADDRESSES,
    )  # fmt: skip


def _address(one: Property) -> str | None:
    """Apple names people by a number, and writes their address beside it."""
    beside = next((word[6:].strip('"') for word in one.words if word.upper().startswith("EMAIL=")), "")
    return email.clean(re.sub(r"^mailto:", "", one.text, flags=re.I)) or email.clean(beside)


def _line(text: str) -> str:
    return " ".join(text.split())


def _moment(found: list[Property] | None) -> date | datetime | None:
    """A day, or a moment with its zone; a moment without where the file names none that is known."""
    written = _WRITTEN.fullmatch(found[0].text) if found else None
    if not found or written is None:
        return None
    try:
        day = date(int(written[1]), int(written[2]), int(written[3]))
        if written[4] is None:
            return day
        clock = time(int(written[4]), int(written[5]), min(int(written[6]), 59))
    except ValueError:
        return None
    named = "UTC" if written[7] else next((w[5:] for w in found[0].words if w.upper().startswith("TZID=")), "")
    return datetime.combine(day, clock, _zone(named))


@lru_cache(1000)
def _zone(name: str) -> ZoneInfo | None:
    """Some programs write a path before the name: `/freeassociation.sourceforge.net/Europe/Berlin`."""
    plain = name.strip().strip('"')
    plain = _ZONES.get(plain.casefold(), "/".join(plain.split("/")[-2:]))
    try:
        return ZoneInfo(plain) if plain else None
    except (ValueError, OSError, LookupError):
        return None


def _minutes(begin: date | datetime, end: date | datetime | None, span: str) -> int | None:
    """None for what lasts all day, or of which nothing is said."""
    if not isinstance(begin, datetime):
        return None
    if isinstance(end, datetime) and (end.tzinfo is None) == (begin.tzinfo is None):
        length = end - begin
    elif found := _SPAN.fullmatch(span):
        weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
        length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    else:
        return None
    minutes = round(length.total_seconds() / 60)
    return minutes if 0 < minutes < 24 * 60 else None


def _mark(said: dict[str, str], begin: date | datetime) -> str:
    """Of its UID, and of the occurrence it stands for; without a UID of what it says."""
    named = said.get("UID") or f"{begin.isoformat()}\n{said.get('SUMMARY', '')}"
    told = f"{named}\n{said.get('RECURRENCE-ID', '')}"
    return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
