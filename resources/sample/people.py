"""The true customers: who they are, how they buy, and which programs of the firm know them."""

from dataclasses import dataclass, field
from random import Random

import names
import places
import rhythm
from places import Place
from rhythm import Rhythm

_PLAIN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ş": "s", "ı": "i", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
)


@dataclass(eq=False)
class Customer:
    number: int
    business: bool
    company: str
    first: str
    last: str
    woman: bool
    street: str
    place: Place
    email: str
    phone: str
    rhythm: Rhythm
    size: int  # how much goes into one purchase
    programs: set[str]  # of: datev, shopify, outlook, newsletter
    vat_id: str = ""
    title: str = ""
    favourite: str = ""
    traits: set[str] = field(default_factory=set)

    @property
    def key(self) -> str:
        return f"K{self.number:04}"

    @property
    def name(self) -> str:
        return self.company or f"{self.first} {self.last}"

    @property
    def tax_free(self) -> bool:
        """Deliveries to Switzerland, and to firms in Austria, leave without German tax."""
        return self.place.country == "CH" or (self.place.country == "AT" and bool(self.vat_id))


def plain(text: str) -> str:
    """Umlauts spelt out: Müller becomes Mueller."""
    return text.translate(_PLAIN)


def slug(text: str) -> str:
    return "".join(letter for letter in plain(text).lower().replace("é", "e") if letter.isascii() and letter.isalnum())


class Phones:
    """Numbers that nobody has: the ranges kept free for films, counted up."""

    def __init__(self) -> None:
        self._next: dict[str, int] = {}

    def take(self, place: Place) -> str:
        if place.country == "AT":
            return self._number("+43 1 7955", 3)
        if place.country == "CH":
            return self._number("+41 44 555", 4)
        if place.city == "Leipzig" and self._next.get("+49 341 231250", 0) < 99:
            return self._number("+49 341 231250", 2)
        west = place.postcode[0] in "3456"
        return self._number("+49 221 4710", 3) if west else self._number("+49 30 23125", 3)

    def mobile(self) -> str:
        return self._number("+49 171 39200", 2)

    def _number(self, prefix: str, digits: int) -> str:
        self._next[prefix] = self._next.get(prefix, 0) + 1
        return f"{prefix}{self._next[prefix] % 10**digits:0{digits}}"


def vat_id(rng: Random, country: str) -> str:
    """A German number with its check digit (ISO 7064, MOD 11,10), or an Austrian one by its own rule."""
    if country == "AT":
        digits = [rng.randint(0, 9) for _ in range(7)]
        total = 4
        for place, digit in enumerate(digits):
            total += digit if place % 2 == 0 else digit // 5 + digit * 2 % 10
        return "ATU" + "".join(map(str, digits)) + str(-total % 10)
    if country == "CH":
        return ""
    digits, product = [9, *(rng.randint(0, 9) for _ in range(7))], 10
    for digit in digits:
        product = 2 * ((digit + product) % 10 or 10) % 11
    return "DE" + "".join(map(str, digits)) + str((11 - product) % 10)


class Population:
    """Draws ordinary customers; keeps mail addresses, phones and firms apart."""

    def __init__(self, rng: Random) -> None:
        self.rng, self.phones = rng, Phones()
        self._mails: set[str] = set()
        self._firms: set[str] = set()
        self.customers: list[Customer] = []

    def add(self, customer: Customer) -> Customer:
        customer.number = len(self.customers) + 1
        self._mails.add(customer.email)
        self._firms.add(slug(customer.company))
        self.customers.append(customer)
        return customer

    def person(self) -> tuple[str, str, bool]:
        woman = self.rng.random() < 0.5
        return self.rng.choice(names.WOMEN if woman else names.MEN), self.rng.choice(names.FAMILY), woman

    def mail_of(self, first: str, last: str) -> str:
        host = self.rng.choice(("mail.example", "post.example", "web.example", "briefkasten.example"))
        forms = [
            f"{slug(first)}.{slug(last)}",
            f"{slug(first)[0]}.{slug(last)}",
            f"{slug(last)}{slug(first)}",
            f"{slug(first)}{slug(last)[0]}",
        ]
        form = forms[self.rng.choices((0, 1, 2, 3), (7, 2, 1, 1))[0]]
        wanted, count = f"{form}@{host}", 60
        while wanted in self._mails:
            count += 1
            wanted = f"{form}{count}@{host}"
        return wanted

    def firm(self, last: str) -> str:
        while True:
            name = self.rng.choice(names.FIRMS).format(n=last, w=self.rng.choice(names.FANCY))
            if slug(name) not in self._firms:
                return name

    def private(self) -> Customer:
        rng, place = self.rng, places.place(self.rng)
        first, last, woman = self.person()
        programs = {"shopify"} if rng.random() < 0.86 else {"datev"}
        programs |= {"datev"} if rng.random() < 0.07 else set()
        programs |= {"newsletter"} if rng.random() < 0.48 else set()
        programs |= {"outlook"} if rng.random() < 0.04 else set()
        return self.add(
            Customer(
                0,
                False,
                "",
                first,
                last,
                woman,
                places.street(rng, place.country),
                place,
                self.mail_of(first, last),
                self.phones.take(place),
                rhythm.of_private(rng),
                1,
                programs,
            )
        )

    def firm_customer(self) -> Customer:
        rng, place = self.rng, places.place(self.rng)
        first, last, woman = self.person()
        company = self.firm(last)
        host = slug(company)[:24] + ".example"
        mail = rng.choice(
            (f"info@{host}", f"kontakt@{host}", f"{slug(first)}.{slug(last)}@{host}", f"bestellung@{host}")
        )
        programs = (
            {"datev"}
            | ({"shopify"} if rng.random() < 0.46 else set())
            | ({"outlook"} if rng.random() < 0.55 else set())
        )
        programs |= {"newsletter"} if rng.random() < 0.38 else set()
        taxed = place.country != "DE" or rng.random() < 0.7
        return self.add(
            Customer(
                0,
                True,
                company,
                first,
                last,
                woman,
                places.street(rng, place.country),
                place,
                mail,
                self.phones.take(place),
                rhythm.of_firm(rng),
                rng.choices((4, 6, 9, 15, 24), (30, 30, 22, 12, 6))[0],
                programs,
                vat_id=vat_id(rng, place.country) if taxed else "",
            )
        )
