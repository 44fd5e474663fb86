"""Every address that the records of a customer know: whom the gate is asked about. Addresses go to the gate only."""

import json
from collections.abc import Sequence
from sqlite3 import Connection
from typing import Protocol

from kmu_crm.consent import put_right
from kmu_crm.consent.addresses import mailbox, post
from kmu_crm.consent.candidates import Candidate, Postal


class Whose(Protocol):
    """What the gate wants to know of a profile beside its addresses. Texts are '' and the day is None where unknown."""

    @property
    def profile_id(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def country(self) -> str: ...
    @property
    def last_purchase(self) -> str | None: ...


def candidates(db: Connection, who: Sequence[Whose]) -> list[Candidate]:
    """Every address that any record of the profile knows, the profile's own first, without those that a person put right;
    same order as `who`."""
    known = {one.profile_id: Known() for one in who}
    shown: dict[int, set[str]] = {}
    wanted = json.dumps(list(known))
    for number, email, phone, street, extra, postcode, city, country in db.execute(
        "SELECT id, email, phone, street, address_extra, postcode, city, country"
        " FROM profile WHERE id IN (SELECT value FROM json_each(?))",
        (wanted,),
    ):
        known[number].add([email], [phone], [(street, extra, postcode, city, country)])
        shown[number] = put_right.forms(email, phone, street, postcode)
    for number, email, phone, street, extra, postcode, city, country, more in db.execute(
        "SELECT m.profile_id, a.email, a.phone, a.street, a.address_extra, a.postcode, a.city, a.country, a.more"
        " FROM json_each(?) AS w JOIN membership AS m ON m.profile_id = w.value"
        " JOIN party AS a ON a.record_id = m.record_id AND a.current = 1 ORDER BY a.record_id, a.id",
        (wanted,),
    ):
        known[number].add([email], [phone], [(street, extra, postcode, city, country)])
        known[number].add_more(json.loads(more or "{}"))
    for number, gone in put_right.replaced(db, list(known)).items():
        known[number].drop(gone - shown[number])
    return [known[one.profile_id].candidate(one) for one in who]


_Address = tuple[str | None, str | None, str | None, str | None, str | None]


class Known:
    """Addresses in the order they were met, each once."""

    def __init__(self) -> None:
        self.emails: dict[str, None] = {}
        self.phones: dict[str, None] = {}
        self.postals: dict[Postal, None] = {}

    def add(self, emails: Sequence[str | None], phones: Sequence[str | None], places: Sequence[_Address]) -> None:
        self.emails.update((text, None) for text in emails if text)
        self.phones.update((text, None) for text in phones if text)
        self.postals.update((Postal(*(part or "" for part in place)), None) for place in places if place[0])

    def add_more(self, more: dict[str, list[str]] | dict[str, list[dict[str, str]]]) -> None:
        places = [
            (one.get("street"), one.get("address_extra"), one.get("postcode"), one.get("city"), one.get("country"))
            for one in more.get("addresses", ())
            if isinstance(one, dict)
        ]
        texts = {key: [text for text in more.get(key, ()) if isinstance(text, str)] for key in ("emails", "phones")}
        self.add(texts["emails"], texts["phones"], places)

    def drop(self, gone: set[str]) -> None:
        """`gone`: as `put_right.forms`."""
        for one in [one for one in (*self.emails, *self.phones) if mailbox(one) in gone]:
            self.emails.pop(one, None)
            self.phones.pop(one, None)
        for place in [place for place in self.postals if post(place.street, place.postcode) in gone]:
            self.postals.pop(place)

    def candidate(self, who: Whose) -> Candidate:
        lists = (tuple(self.emails), tuple(self.phones), tuple(self.postals))
        return Candidate(who.profile_id, who.kind, who.country, *lists, who.last_purchase)
