"""Calendars (iCalendar, ICS) as a table: a row for each appointment and each person's address that it names.

Of an event go its beginning, length, title and place; never its description. What repeats is told, and its first
occurrence taken: whether the others took place no calendar knows. An event that names no address belongs to nobody
and is left out.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from kmu_crm.i18n import _
from kmu_crm.sources.reading.encoding import Encoding
from kmu_crm.sources.reading.event_lines import Event, events, read
from kmu_crm.sources.reading.owners import Own
from kmu_crm.sources.reading.records import Row, Rows
from kmu_crm.sources.reading.remarks import BAD_ROW, Findings
from kmu_crm.sources.reading.sift import BadRow
from kmu_crm.sources.reading.table import Table
from kmu_crm.sources.refusals import refused

MOST_BYTES = 200 << 20
HEADER = ["Beginn", "Dauer", "Titel", "Ort", "Teilnehmer", "Status", "Kennung"]


def open_calendar(path: Path, encoding: Encoding, own: Sequence[str] = ()) -> Table:
    """`own`: the business's addresses, or @domains. Refuses a file without an appointment with anybody."""
    if path.stat().st_size > MOST_BYTES:
        raise refused("too_big", path.name)
    data = path.read_bytes()
    if encoding.name.startswith(("utf-16", "utf-32")):
        data = data.decode(encoding.name, "replace").encode()
    found: list[Event] = []
    bad: list[BadRow] = []
    for line, inside, closed in events(data.removeprefix(b"\xef\xbb\xbf")):
        if closed and (event := read(line, inside)):
            found.append(event)
        else:
            sentence = BAD_ROW["bad_event"]
            bad.append(BadRow(0, line, "bad_event", _(sentence), (_shown(inside),)))
    if not found and not bad:
        raise refused("no_events", path.name)
    whose = Own(own)
    met = [event for event in found if len(event.people) > 1]
    whose.infer(Counter(one for event in met for one in event.people), len(met))
    pairs = [pair for event in found for pair in _rows(event, whose)]
    if not pairs:
        raise refused("no_company" if found else "truncated", path.name)
    return _table(path, encoding, found, bad, pairs, whose)


def _table(
    path: Path, encoding: Encoding, found: list[Event], bad: list[BadRow], pairs: list[tuple[Row, int]], whose: Own
) -> Table:
    alone = sum(not any(_rows(event, whose)) for event in found)
    repeated = sum(event.repeats for event in found)
    crowded = sum(event.crowded for event in found)

    def story(findings: Findings) -> None:
        for one in bad:
            findings.note("bad_event", line=one.line)
        if alone:
            findings.note("nobody_named", n=alone)
        if repeated:
            findings.note("first_only", n=repeated)
        if crowded:
            findings.note("crowded", n=crowded)
        if whose.guessed:
            findings.note("owner_guessed", name=whose.guessed)

    def records(findings: Findings) -> Iterator[Rows]:
        yield [row for row, _line in pairs], [line for _row, line in pairs]

    return Table(
        path, "ics", list(HEADER), records, list(HEADER), encoding.name, story=story, listed=bad,
        content=_("appointments"), strangers=True, own=whose.words,
    )  # fmt: skip


def _rows(event: Event, own: Own) -> Iterator[tuple[Row, int]]:
    minutes = "" if event.minutes is None else str(event.minutes)
    for address in event.people:
        if not own.has(address):
            said = (event.at, minutes, event.title, event.place, address, event.status, f"{event.mark}|{address}")
            yield said, event.line


def _shown(inside: list[bytes]) -> str:
    return b" ".join(inside)[:200].decode("utf-8", "replace")
