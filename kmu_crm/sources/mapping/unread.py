"""Columns of a known program's list of people that its format does not read, though their names say what they hold."""

from collections.abc import Iterator, Sequence

from kmu_crm.sources.mapping.headings import is_further, meanings
from kmu_crm.sources.mapping.recognise import Recognised
from kmu_crm.sources.mapping.vocabulary import CONSENT, NAMING, PARTY

_KINDS = ("customers", "contacts", "newsletter")
# Who somebody is, how they are reached, and what they allow; a status may be that of anything.
_PLACES = ("street", "house", "address", "postcode", "city", "country", "full_address")
SOUGHT = (
    NAMING
    | {one for one in PARTY if one.startswith(("email", "phone", "mobile", *_PLACES))}
    | {one for one in CONSENT if one != "consent_status" and not one.endswith(("_at", "_proof"))}
)


class Unread:
    """Which of them hold anything."""

    def __init__(self, recognised: Recognised):
        self._header = [header for header, _field, _sure in recognised.columns]
        self._unseen = list(_known_by_name(recognised))
        self._filled: set[int] = set()

    def see(self, rows: Sequence[Sequence[str]]) -> None:
        found = {place for place in self._unseen if any(row[place].strip() for row in rows)}
        self._filled |= found
        self._unseen = [place for place in self._unseen if place not in found]

    @property
    def filled(self) -> list[str]:
        return [self._header[place] for place in sorted(self._filled)]


def _known_by_name(recognised: Recognised) -> Iterator[int]:
    """The places of those whose field no other column has. What somebody writes themselves, and DATEV's fixed columns, are
    never half a format; what a person left out is meant so."""
    sheet = recognised.sheet
    if sheet.system == "list" or sheet.category or sheet.declined or sheet.kind not in _KINDS:
        return
    has = {field for _header, field, _sure in recognised.columns}
    for place, (header, field, sure) in enumerate(recognised.columns):
        if field is None and sure < 1.0 and not is_further(header):
            named = [one for one, _sure in meanings(header)]
            if named and named[0] in SOUGHT and has.isdisjoint(named):
                yield place
