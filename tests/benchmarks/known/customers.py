"""Who there is: persons, households and firms, each with what it really is called and reached under."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from known.vocabulary import (
    FORMS,
    HOSTS,
    MEN,
    MOBILE,
    NICKS,
    SISTERS,
    STREETS,
    TOWNS,
    TRADES,
    WAYS,
    WOMEN,
    family_name,
)  # fmt: skip

PLAIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ş": "s", "ł": "l", "ı": "i", "ë": "e", "é": "e"})


@dataclass(frozen=True)
class Place:
    street: str
    postcode: str
    town: str
    land: str


@dataclass(frozen=True)
class Human:
    id: str
    man: bool
    given: str
    family: str
    born: date
    mobile: str
    mail: str


@dataclass
class Customer:
    """`people`: of a person the one, of a firm its contacts. `places`: the present one last; of a firm also its branches."""

    id: str
    firm: str
    people: list[Human]
    places: list[Place]
    phone: str
    mails: list[str] = field(default_factory=list)
    vat_id: str = ""
    tags: set[str] = field(default_factory=set)


class Dice(random.Random):
    """Remembers who has which mailbox and host: in the world no two have the same one."""

    def __init__(self, seed: str):
        super().__init__(seed)
        self.taken: set[str] = set()

    def alone(self, wanted: str) -> str:
        """Whoever comes later takes a number into it."""
        name, at, host = wanted.rpartition("@")
        found = wanted
        while found in self.taken:
            number = self.randrange(2, 10_000)
            stem, _, end = host.rpartition(".")
            found = f"{name}{number}@{host}" if at else f"{stem}{number}.{end}"
        self.taken.add(found)
        return found


def slug(text: str) -> str:
    return "".join(c for c in text.lower().translate(PLAIN) if c.isalnum() or c == "-")


def place(dice: Dice) -> Place:
    postcode, town, land, _ = dice.choice(TOWNS)
    width = len(postcode)
    near = str(int(postcode) + dice.randrange(0, 60)).zfill(width)
    street = f"{dice.choice(STREETS)}{dice.choice(WAYS)} {1 + int(120 * dice.random() ** 2)}"
    return Place(street, near, town, land)


def landline(dice: Dice, at: Place) -> str:
    code = next(code for _, town, _, code in TOWNS if town == at.town)
    return f"{code} {dice.randrange(10**6, 10**7) if at.land == 'CH' else dice.randrange(10**5, 10**8)}"


def mobile(dice: Dice, land: str) -> str:
    return f"{dice.choice(MOBILE[land])} {dice.randrange(10**6, 10**7)}"


def own_mail(dice: Dice, given: str, family: str, land: str) -> str:
    host, number = dice.choice(HOSTS[land]), dice.choice(("", "", str(dice.randrange(1, 100))))
    shape = dice.choice(("{g}.{f}{n}", "{f}.{g}{n}", "{i}.{f}{n}", "{g}{f}{n}", "{g}{n2}", "nick"))
    if shape == "nick":
        return dice.alone(f"{dice.choice(NICKS)}{dice.randrange(10, 10_000)}@{host}")
    filled = shape.format(g=slug(given), f=slug(family), i=slug(given)[0], n=number, n2=dice.randrange(10, 10_000))
    return dice.alone(f"{filled}@{host}")


def human(dice: Dice, number: int, land: str, family: str | None = None, like: Human | None = None) -> Human:
    """`like`: somebody of the same name."""
    man = like.man if like else dice.random() < 0.5
    given, family = dice.choice(MEN if man else WOMEN), family or family_name(dice)
    if dice.random() < 0.04:
        given = f"{given}-{dice.choice(MEN if man else WOMEN)}"
    if like:
        given, family = like.given, like.family
    born = date(1935, 1, 1) + timedelta(days=dice.randrange(70 * 365))
    return Human(f"H{number}", man, given, family, born, mobile(dice, land), own_mail(dice, given, family, land))


def people(dice: Dice, wanted: int, hardness: float) -> Iterator[Customer]:
    made = 0
    while made < wanted:
        at = place(dice)
        phone = landline(dice, at)
        first = human(dice, made, at.land)
        group = [first]
        kind = dice.random()
        tag = ""
        if kind < 0.16 * hardness:
            group.append(human(dice, made + 1, at.land, first.family))
            tag = "household"
        elif kind < 0.185 * hardness:
            son = human(dice, made + 1, at.land, like=first)
            group.append(replace(son, born=first.born + timedelta(days=10_000)))
            tag = "fatherson"
        elif kind < 0.25 * hardness:
            tag = "namesake"
        shared = dice.alone(f"fam.{slug(first.family)}{dice.randrange(10, 100)}@{dice.choice(HOSTS[at.land])}")
        for one in group:
            yield _person(
                dice, one, at, phone, tag, shared if tag == "household" and dice.random() < 0.4 else "", hardness
            )
        made += len(group)
        if tag == "namesake":
            other = replace(place(dice), town=at.town, postcode=at.postcode, land=at.land)
            twin = human(dice, made, at.land, like=first)
            yield _person(dice, twin, other, landline(dice, other), tag, "", hardness)
            made += 1


def _person(dice: Dice, one: Human, at: Place, phone: str, tag: str, shared: str, hardness: float) -> Customer:
    customer = Customer(f"P{one.id[1:]}", "", [one], [at], phone, [one.mail], tags={tag} - {""})
    if dice.random() < 0.14 * hardness:
        before = place(dice)
        customer.places.insert(0, before)
        customer.tags.add("moved")
    if dice.random() < 0.15 * hardness:
        customer.mails.append(own_mail(dice, one.given, one.family, at.land))
        customer.tags.add("newmail")
    if shared:
        customer.mails.append(shared)
        customer.tags.add("familymail")
    return customer


def firms(dice: Dice, wanted: int, start: int, hardness: float) -> Iterator[Customer]:
    made = 0
    while made < wanted:
        at = place(dice)
        one = _firm(dice, start + made, at)
        yield one
        made += 1
        kind = dice.random()
        if kind < 0.08 * hardness:
            stem = one.firm.split()[0]
            sister = _firm(dice, start + made, at)
            sister.firm, sister.phone = f"{stem} {dice.choice(SISTERS)}", one.phone
            sister.tags.add("sister")
            yield sister
            made += 1
        elif kind < 0.14 * hardness:
            yield (other := _firm(dice, start + made, at))
            other.tags.add("same_building")
            made += 1
        elif kind < 0.22 * hardness:
            owner = replace(one.people[0], mail=own_mail(dice, one.people[0].given, one.people[0].family, at.land))
            private = _person(dice, owner, place(dice), one.phone, "private_and_company", "", hardness)
            private.id = f"O{start + made}"
            yield private
            made += 1


def _firm(dice: Dice, number: int, at: Place) -> Customer:
    family, trade, form = family_name(dice), dice.choice(TRADES), dice.choice(FORMS)
    shape = dice.choice(("{f} {t}", "{f} {t}", "{t} {f}", "{f} & {s} {t}", "Gebrüder {f} {t}", "{p}{e} {t}"))
    name = shape.format(
        f=family, t=trade, s=family_name(dice), p=dice.choice(("Nord", "Süd", "West", "Alpen", "Rhein", "Elb", "Isar")),
        e=dice.choice(("tec", "bau", "med", "design", "works", "data")),
    )  # fmt: skip
    firm = f"{name} {form}".strip()
    host = slug(name.replace("Gebrüder", "gebr").replace(" & ", "-").replace(" ", dice.choice(("", "-"))))[:40]
    ends = {"DE": "de", "AT": "at", "CH": "ch"}
    own = dice.random() < 0.85
    domain = dice.alone(f"{host}.{ends[at.land]}") if own else dice.choice(HOSTS[at.land])
    common = (
        f"{dice.choice(('info', 'kontakt', 'office'))}@{domain}" if own else dice.alone(f"{slug(name)[:20]}@{domain}")
    )
    contacts = []
    for n in range(1 + int(2.6 * dice.random() ** 2)):
        one = human(dice, 0, at.land, family if n == 0 and "{f}" in shape else None)
        mail = f"{slug(one.given)[0]}.{slug(one.family)}@{domain}" if own and dice.random() < 0.6 else common
        contacts.append(replace(one, id=f"K{number}-{n}", mail=mail))
    vat_id = f"DE{dice.randrange(10**8, 10**9)}" if at.land == "DE" and dice.random() < 0.6 else ""
    customer = Customer(f"C{number}", firm, contacts, [at], landline(dice, at), [common], vat_id)
    if dice.random() < 0.12:
        customer.places.append(place(dice))
        customer.tags.add("branch")
    return customer
