"""How each program writes a customer: the same person, spelt in other ways."""

from dataclasses import dataclass, replace
from random import Random
from typing import Any

import names
import places
from cast import Apart
from people import Customer, Population, plain, slug
from places import Place

_BARE = str.maketrans("äöüÄÖÜ", "aouAOU")
_LEGAL_FORMS = (" GmbH & Co. KG", " gGmbH", " GmbH", " PartG mbB", " GbR", " e. V.")


@dataclass
class Card:
    source: str
    key: str  # debtor number, shop id, row of the address book, mail address
    customer: Customer
    company: str
    first: str
    last: str
    street: str
    place: Place
    email: str
    phone: str
    twist: str = ""  # what is written differently

    @property
    def ref(self) -> str:
        return f"{self.source}:{self.key}"


def card(customer: Customer, source: str, key: str) -> Card:
    return Card(
        source,
        key,
        customer,
        customer.company,
        customer.first,
        customer.last,
        customer.street,
        customer.place,
        customer.email,
        customer.phone,
    )


def twisted(rng: Random, given: Card) -> Card:
    """The card with one thing written differently, or as it was where nothing fits."""
    twists = [
        _umlauts_spelt_out,
        _umlauts_lost,
        _short_name,
        _initial,
        _typo,
        _moved,
        _other_mail,
        _legal_form,
        _street_short,
    ]
    if not given.company:
        twists.append(_names_swapped)
    return rng.choice(twists)(rng, given)


def _umlauts_spelt_out(rng: Random, c: Card) -> Card:
    return _if_new(
        c,
        "umlauts spelt out",
        company=plain(c.company),
        first=plain(c.first),
        last=plain(c.last),
        street=plain(c.street),
    )


def _umlauts_lost(rng: Random, c: Card) -> Card:
    return _if_new(
        c,
        "umlauts lost",
        company=c.company.translate(_BARE),
        first=c.first.translate(_BARE),
        last=c.last.translate(_BARE),
    )


def _short_name(rng: Random, c: Card) -> Card:
    return _if_new(c, "nickname", first=names.SHORT.get(c.first, c.first))


def _initial(rng: Random, c: Card) -> Card:
    return _if_new(c, "first name shortened", first=f"{c.first[0]}.")


def _names_swapped(rng: Random, c: Card) -> Card:
    return _if_new(c, "names swapped", first=c.last, last=c.first)


def _typo(rng: Random, c: Card) -> Card:
    """Two neighbouring letters change places, not the first."""
    word = c.company or c.last
    spot = rng.randint(1, len(word) - 2)
    wrong = word[:spot] + word[spot + 1] + word[spot] + word[spot + 2 :]
    return _if_new(c, "typing error", **{"company" if c.company else "last": wrong})


def _moved(rng: Random, c: Card) -> Card:
    return _if_new(c, "moved", street=places.street(rng, c.place.country))


def _other_mail(rng: Random, c: Card) -> Card:
    if c.company:
        return _if_new(c, "other mail", email=f"{slug(c.first)}@{c.email.split('@')[1]}")
    return _if_new(c, "other mail", email=f"{slug(c.last)}-{slug(c.first)}{c.customer.number}@post.example")


def _legal_form(rng: Random, c: Card) -> Card:
    bare = next((c.company.removesuffix(form) for form in _LEGAL_FORMS if c.company.endswith(form)), c.company)
    return _if_new(c, "without legal form", company=bare)


def _street_short(rng: Random, c: Card) -> Card:
    return _if_new(c, "street shortened", street=c.street.replace("straße", "str.").replace("strasse", "str."))


def _if_new(c: Card, twist: str, **changes: Any) -> Card:
    new = replace(c, **changes)
    return c if new == c else replace(new, twist=twist)


def deal(rng: Random, people: Population, apart: list[Apart]) -> dict[str, list[Card]]:
    """The cards of the four programs that know people; customers who must stay apart are written without twists."""
    plainly = {id(customer) for pair in apart for customer in (pair.left, pair.right)}
    out: dict[str, list[Card]] = {"datev": [], "shopify": [], "outlook": [], "newsletter": []}
    for customer in people.customers:
        home = "datev" if "datev" in customer.programs else "shopify"
        for source in sorted(customer.programs & {"datev", "shopify", "outlook"}):
            clean = card(customer, source, "")
            free = id(customer) not in plainly and source != home and rng.random() < 0.55
            out[source].append(twisted(rng, clean) if free else clean)
        if "newsletter" in customer.programs:
            out["newsletter"].append(card(customer, "newsletter", customer.email))
    _twice(rng, out, plainly)
    _number(out)
    return out


def _twice(rng: Random, out: dict[str, list[Card]], plainly: set[int]) -> None:
    """Some are in one file twice: a second account in the shop, a second debtor, a second contact in the firm."""
    for source, share in (("shopify", 0.05), ("datev", 0.03), ("outlook", 0.06)):
        for first in list(out[source]):
            wanted = source == "shopify" and "second_account" in first.customer.traits
            if wanted or (id(first.customer) not in plainly and not first.customer.traits and rng.random() < share):
                again = _second_account(first) if wanted else twisted(rng, card(first.customer, source, ""))
                if again.twist:
                    out[source].append(replace(again, twist=f"second entry: {again.twist}"))
    firms = [c for c in out["outlook"] if c.company and c.email.split("@")[0] in ("info", "kontakt")]
    for colleague in firms[:14]:
        woman = rng.random() < 0.5
        given, family = rng.choice(names.WOMEN if woman else names.MEN), rng.choice(names.FAMILY)
        out["outlook"].append(
            replace(colleague, first=given, last=family, twist="second contact of the firm, same mail")
        )


def _second_account(c: Card) -> Card:
    """The same phone and house, another mail: an order placed in haste."""
    mail = f"{slug(c.customer.first)}.{slug(c.customer.last)}{'' if c.company else '77'}@mail.example"
    legal = f"{c.company.replace('é', 'e')} GbR" if c.company else ""
    first = f"{c.first[0]}." if c.company else c.first
    given = replace(c, company=legal, first=first, last=plain(c.last), street=plain(c.street), email=mail)
    return replace(given, twist="umlauts spelt out, other mail")


def _number(out: dict[str, list[Card]]) -> None:
    """Numbers as each program gives them; Café Morgenrot is debtor 10247."""
    debtor = 10100
    for entry in out["datev"]:
        debtor += 2 if debtor == 10246 else 1
        entry.key = "10247" if entry.customer.company == "Café Morgenrot" and not entry.twist else str(debtor)
    out["datev"].sort(key=lambda entry: int(entry.key))
    for number, entry in enumerate(out["shopify"]):
        entry.key = str(7210448301122 + 32768 * number)
    for row, entry in enumerate(out["outlook"], start=1):
        entry.key = str(row)
