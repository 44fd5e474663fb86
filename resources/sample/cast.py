"""The people of the play: the customers that have a part, and the pairs that must be one or must stay apart."""

from dataclasses import dataclass
from datetime import date, timedelta

import names
import places
from people import AS_OF, FIRST_DAY, Customer, Population, Rhythm, slug, vat_id
from stock import CHRISTMAS, COLD_BREW

# name of firm | first | last | postcode | street | mail | phone | first purchase | last purchase | gap | size | programs | traits
_NAMED = """Café Morgenrot|Anja|Seidel|04275|Südhang 8|kontakt@morgenrot.example|+49 341 2312514|2022-01-11|2025-11-12|31|9|dson|second_account
Hotel Bergblick|Tobias|Ehrlich|82467|Zirbelhang 3|einkauf@hotel-bergblick.example|+49 89 99998120|2023-05-04|2025-11-18|16|9|dson|costly_service
Bürozentrum Zeitler|Marlene|Zeitler|01067|Kupferkesselring 21|m.zeitler@zeitler-buero.example|+49 30 23125900|2022-02-01|2025-07-03|28|13|dso|slipping
Weingut Kranzler|Jörg|Kranzler|67146|Rebenuhrweg 2|hof@weingut-kranzler.example|+49 221 4710900|2022-01-20|2025-11-07|34|11|dson|loyal
Ärztehaus Böhmer|Silke|Böhmer|99084|Eisvogelallee 14|praxis@aerztehaus-boehmer.example|+49 30 23125901|2022-06-15|2025-11-15|40|7|dso|growing
Friseur Scherenschnitt|Nadine|Voß|06108|Zeisiggasse 5|info@scherenschnitt.example|+49 30 23125902|2022-03-10|2025-06-21|30|5|dson|slipping overdue
Kita Mondschein e. V.|Petra|Lühr|04416|Mondsteinweg 11|leitung@kita-mondschein.example|+49 341 23125098|2022-04-04|2025-11-05|45|5|do|
Steuerkanzlei Grünwald|Kai|Grünwald|09111|Böttcherstraße 40|kanzlei@gruenwald-steuer.example|+49 30 23125903|2022-01-25|2025-02-14|42|5|dso|slipping
Radhaus Brühl|Sven|Brühl|04229|Mühlradufer 19|info@radhaus-bruehl.example|+49 341 23125097|2022-05-12|2025-10-30|44|3|dson|
Praxis Mühlbauer|Ines|Mühlbauer|07743|Königskerzenweg 7|praxis@muehlbauer.example|+49 30 23125904|2022-02-22|2024-12-11|60|3|don|optout
Gasthof Sonne|Ute|Rauch|98527|Sonnenuhrstraße 1|ute.rauch@gasthof-sonne.example|+49 30 23125905|2025-11-20|2025-11-20|30|4|dsn|
|Thea|Kaltenbrunner|8010|Bachstelzengasse 6|thea.kaltenbrunner@post.example|+43 1 7955900|2022-03-03|2025-11-10|24|3|sn|loyal
|Uwe|Özdemir|04177|Köhlerstraße 33|uwe.oezdemir@mail.example|+49 341 23125096|2025-11-17|2025-11-17|40|3|sn|second_account
|Lisbeth|Pfäffli|8001|Federgrasweg 12|lisbeth.pfaeffli@post.example|+41 44 5559000|2022-09-01|2025-11-09|38|2|s|growing
|Jana|Wolters|37073|Haselhuhnweg 4|familie.wolters@mail.example|+49 221 4710901|2025-08-30|2025-11-16|39|1|sn|
|Dörte|Kühn|99423|Honigkleesteig 9|doerte.kuehn@web.example|+49 30 23125906|2022-11-11|2025-01-19|95|1|s|"""
_LETTERS = {"d": "datev", "s": "shopify", "o": "outlook", "n": "newsletter"}


@dataclass(frozen=True)
class Apart:
    """Two true customers who look like one."""

    left: Customer
    right: Customer
    reason: str


def named(people: Population) -> list[Customer]:
    return [_named(people, line.split("|")) for line in _NAMED.splitlines()]


def _named(people: Population, cells: list[str]) -> Customer:
    company, first, last, postcode, street, mail, phone, begun, ended, gap, size, programs, traits = cells
    place = places.BY_POSTCODE[postcode]
    taxed = bool(company) and "e. V." not in company
    number = "DE123456788" if company == "Café Morgenrot" else vat_id(people.rng, place.country) if taxed else ""
    rhythm = Rhythm(date.fromisoformat(begun), date.fromisoformat(ended), int(gap), 0.2)
    customer = Customer(
        0, bool(company), company, first, last, first in names.WOMEN or first == "Ines", street, place, mail, phone, rhythm,
        int(size), {_LETTERS[letter] for letter in programs}, vat_id=number, traits={"named", *traits.split()},
    )  # fmt: skip
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
    """Give traits to ordinary customers: some slip away, some come with the season, some grow, some love one article."""
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
