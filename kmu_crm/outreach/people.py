"""What a file may say about a customer, and whom to ask the gate about. Addresses go to the gate only."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from sqlite3 import Connection

from kmu_crm.consent.gate import Cleared, usable
from kmu_crm.profiles.reach import Known
from kmu_crm.profiles.reach import candidates as candidates


@dataclass(frozen=True)
class Person:
    """A profile without its addresses, also where one of these stands for its name. Texts are '' and days None where unknown."""

    profile_id: int
    kind: str
    display_name: str
    salutation: str
    title: str
    given_name: str
    family_name: str
    company: str
    postcode: str
    city: str
    country: str
    birth_date: str | None
    customer_number: str
    customer_since: str | None
    tags: str
    value_class: str
    lifecycle: str
    last_purchase: str | None


def people(db: Connection, ids: Sequence[int]) -> list[Person]:
    """The profiles among `ids`, each once, the most valuable first."""
    return [
        Person(*row)
        for row in db.execute(
            "SELECT p.id, p.kind, iif(p.display_name IN (p.email, p.phone), '', p.display_name),"
            " coalesce(p.salutation, ''), coalesce(p.title, ''),"
            " coalesce(p.given_name, ''), coalesce(p.family_name, ''), coalesce(p.company, ''),"
            " coalesce(p.postcode, ''), coalesce(p.city, ''), coalesce(p.country, ''), p.birth_date,"
            " substr(p.customer_numbers, 1, instr(p.customer_numbers || '|', '|') - 1), p.customer_since, p.tags,"
            " coalesce(f.value_class, ''), coalesce(f.lifecycle, ''), f.last_purchase"
            " FROM profile AS p LEFT JOIN figure AS f ON f.profile_id = p.id"
            " WHERE p.id IN (SELECT value FROM json_each(?))"
            " ORDER BY f.value_class IS NULL, f.value_class, coalesce(f.revenue_12m, 0) DESC,"
            " coalesce(f.revenue_net, 0) DESC, p.id",
            (json.dumps(list(ids)),),
        )
    ]


def with_holders(db: Connection, who: Sequence[Person], cleared: Sequence[Cleared]) -> dict[int, Person]:
    """Profile -> whom its list names. An address of a firm goes out with the contact whose it is, not with another one.
    A name that no record bears was put right by hand, and stays."""
    known = {one.profile_id: one for one in who}
    asked = {one.profile_id: one for one in cleared if known[one.profile_id].kind == "company"}
    bearing, holding = set[int](), dict[int, list[Person]]()
    for number, salutation, title, given, family, email, phone, street, postcode, city, country, more in db.execute(
        "SELECT m.profile_id, coalesce(a.salutation, ''), coalesce(a.title, ''), coalesce(a.given_name, ''),"
        " coalesce(a.family_name, ''), a.email, a.phone, a.street, a.postcode, a.city, a.country, a.more"
        " FROM json_each(?) AS w JOIN membership AS m ON m.profile_id = w.value"
        " JOIN party AS a ON a.record_id = m.record_id AND a.current = 1"
        " WHERE coalesce(a.given_name, '') || coalesce(a.family_name, '') <> ''"
        " ORDER BY a.record_id, a.id",
        (json.dumps(list(asked)),),
    ):
        person = known[number]
        held = Known()
        held.add([email], [phone], [(street, "", postcode, city, country)])
        held.add_more(json.loads(more or "{}"))
        if (given, family) == (person.given_name, person.family_name):
            bearing.add(number)
        if asked[number].address in usable(held.candidate(person), asked[number].channel):
            named = replace(person, salutation=salutation, title=title, given_name=given, family_name=family)
            holding.setdefault(number, []).append(named)
    found = {number: _same(known[number], holding[number]) for number in bearing & holding.keys()}
    return known | found


def _same(person: Person, holders: Sequence[Person]) -> Person:
    """The same person where one of those who hold the address is called so, else the first of them."""
    names = {(one.given_name, one.family_name) for one in holders}
    return person if (person.given_name, person.family_name) in names else holders[0]
