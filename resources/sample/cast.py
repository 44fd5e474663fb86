"""The people of the play: the customers that have a part, and the pairs that must be one or must stay apart."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import names
import places
from people import Customer, Population, slug, vat_id
from rhythm import AS_OF, FIRST_DAY, Rhythm
from stock import CHRISTMAS, COLD_BREW

_NAMED = Path(__file__).with_name("cast.txt")  # programs: datev, shopify, outlook, newsletter by first letter
_LETTERS = {"d": "datev", "s": "shopify", "o": "outlook", "n": "newsletter"}


@dataclass(frozen=True)
class Apart:
    """Two true customers who look like one."""

    left: Customer
    right: Customer
    reason: str


def named(people: Population) -> list[Customer]:
    return [_named(people, line.split("|")) for line in _NAMED.read_text(encoding="utf-8").splitlines()[1:]]


def _named(people: Population, cells: list[str]) -> Customer:
    company, first, last, postcode, street, mail, phone, begun, ended, gap, size, programs, traits = cells
    place = places.BY_POSTCODE[postcode]
    taxed = bool(company) and "e. V." not in company
    number = "DE123456788" if company == "Café Morgenrot" else vat_id(people.rng, place.country) if taxed else ""
    rhythm = Rhythm(date.fromisoformat(begun), date.fromisoformat(ended), int(gap), 0.2)
    customer = Customer(
        0,
        bool(company),
        company,
        first,
        last,
        first in names.WOMEN or first == "Ines",
        street,
        place,
        mail,
        phone,
        rhythm,
        int(size),
        {_LETTERS[letter] for letter in programs},
        vat_id=number,
        traits={"named", *traits.split()},
    )
    customer.title = "Dr." if last == "Böhmer" else ""
    return people.add(customer)


def apart(people: Population) -> list[Apart]:
    """Sister firms, father and son, couples with one mail, owners who also buy for themselves."""
    pairs = [
        _sister(people, addition) for addition in ("Verwaltungs", "Immobilien", "Holding", "Verwaltungs", "Service")
    ]
    pairs += [_relative(people, reason) for reason in ("father and son",) * 5 + ("couple with one mail",) * 12]
    by_name = {customer.company: customer for customer in people.customers if customer.business}
    pairs += [
        _twin(people, by_name[name], other)
        for name, other in (("Kita Mondschein e. V.", "Förderverein Mondschein e. V."),)
    ]
    pairs += [_owner(people, by_name[name]) for name in ("Weingut Kranzler", "Radhaus Brühl", "Ärztehaus Böhmer")]
    return pairs


def _sister(people: Population, addition: str) -> Apart:
    firm = people.firm_customer()
    core = f"{firm.last} {people.rng.choice(('Gastro', 'Catering', 'Manufaktur', 'Tagungshotel'))}"
    firm.company, firm.programs = f"{core} GmbH", {"datev", "shopify"}
    firm.email = f"info@{slug(core)}.example"
    sister = _twin(people, firm, f"{core} {addition} GmbH").right
    sister.email = firm.email
    return Apart(firm, sister, "sister companies at one address")


def _twin(people: Population, firm: Customer, name: str) -> Apart:
    """Another firm in the same house, with the same phone."""
    other = people.firm_customer()
    other.company, other.street, other.place, other.phone, other.last = (
        name,
        firm.street,
        firm.place,
        firm.phone,
        firm.last,
    )
    other.email, other.programs = f"buero@{slug(name)[:24]}.example", {"datev"}
    other.vat_id = vat_id(people.rng, firm.place.country)
    return Apart(firm, other, "two firms in one house")


def _relative(people: Population, reason: str) -> Apart:
    elder, younger = people.private(), people.private()
    younger.last, younger.street, younger.place, younger.phone = elder.last, elder.street, elder.place, elder.phone
    elder.programs, younger.programs = {"shopify", "newsletter"}, {"shopify"}
    if reason == "father and son":
        elder.first, younger.first, elder.woman, younger.woman = "Karl", "Karl", False, False
        elder.last, younger.last = f"{elder.last} sen.", f"{younger.last} jun."
        younger.email = people.mail_of("karl", younger.last)
    else:
        younger.woman = not elder.woman
        younger.first = people.rng.choice(names.WOMEN if younger.woman else names.MEN)
        elder.email = younger.email = f"familie.{slug(elder.last)}{elder.number}@mail.example"
    return Apart(elder, younger, reason)


def _owner(people: Population, firm: Customer) -> Apart:
    private = people.private()
    private.first, private.last, private.woman = firm.first, firm.last, firm.woman
    private.place, private.programs = firm.place, {"shopify"}
    private.email = people.mail_of(firm.first, firm.last)
    return Apart(firm, private, "owner who also buys for the household")


def parts(people: Population) -> None:
    """Give traits to ordinary customers: some slip away, some come with the season, some love one article."""
    rng = people.rng
    ordinary = [
        customer for customer in people.customers if not customer.traits and customer.rhythm.first < date(2023, 6, 1)
    ]
    rng.shuffle(ordinary)
    firms = [customer for customer in ordinary if customer.business]
    private = [customer for customer in ordinary if not customer.business and "shopify" in customer.programs]
    for customer in firms[:10] + private[:16]:
        gap = rng.randint(28, 48)
        ended = AS_OF - timedelta(days=gap * rng.randint(18, 34) // 10)
        customer.rhythm = Rhythm(
            rng.choice((FIRST_DAY, date(2023, 3, 1))) + timedelta(days=rng.randint(0, 90)), ended, gap, 0.15
        )
        customer.traits.add("slipping")
    for customer in private[16:52]:
        months, ends, customer.favourite = rng.choice(
            (((11, 12), date(2024, 12, 20), CHRISTMAS), ((6, 7), date(2025, 7, 28), COLD_BREW))
        )
        customer.rhythm = Rhythm(date(2022, months[0], 5), ends, 20, 0.3, months)
        customer.traits.add("seasonal")
    for customer in [
        c for c in firms[10:] if "shopify" in c.programs and c.size >= 5 and c.rhythm.last > date(2025, 8, 1)
    ][:12]:
        customer.rhythm.gap = min(customer.rhythm.gap, 42)
        customer.traits.add("loyal")
    for customer in [c for c in firms[10:] if not c.traits][:6]:
        customer.rhythm.last = max(customer.rhythm.last, AS_OF - timedelta(days=120))
        customer.traits.add("overdue")
