"""The address book of the office and the newsletter list."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from cards import Card
from files import Value, day
from people import Phones
from places import Place
from rhythm import AS_OF

Row = dict[str, Value]
_COUNTRIES = {"DE": "Deutschland", "AT": "Österreich", "CH": "Schweiz"}
NEWSLETTER_COLUMNS = (
    "E-Mail",
    "Vorname",
    "Nachname",
    "Status",
    "Angemeldet am",
    "Bestätigt am",
    "Abgemeldet am",
    "Quelle",
)


def outlook(rng: Random, cards: list[Card], phones: Phones) -> list[Row]:
    return [_contact(rng, c, phones.mobile() if rng.random() < 0.25 else "") for c in cards]


def _contact(rng: Random, c: Card, mobile: str) -> Row:
    kind = "geschäftlich" if c.company else "privat"
    woman = c.customer.woman and not c.twist.startswith("second contact")
    return {
        "Anrede": "" if c.twist.startswith("second contact") else "Frau" if woman else "Herr",
        "Vorname": c.first,
        "Nachname": c.last,
        "Firma": c.company,
        f"Straße {kind}": c.street,
        f"Postleitzahl {kind}": c.place.postcode,
        f"Ort {kind}": c.place.city,
        f"Land/Region {kind}": _COUNTRIES[c.place.country],
        f"Telefon {kind}": local(c.phone, c.place),
        "Mobiltelefon": mobile,
        "E-Mail-Adresse": c.email if rng.random() < 0.8 else "",
        "E-Mail-Typ": "SMTP",
        "Geburtstag": _birthday(c),
        "Jahrestag": "0.0.00",
        "E-Mail: Angezeigter Name": f"{c.first} {c.last}",
        "Kategorien": "Kunden;Gastronomie" if c.customer.size >= 9 else "Kunden",
        "Priorität": "Normal",
        "Privat": "Aus",
        "Vertraulichkeit": "Normal",
        "Geschlecht": "Keine Angabe",
    }


def _birthday(c: Card) -> str:
    """Known of every other one; of chance of its own, so that nothing else of the business depends on it."""
    rng = Random(f"birthday {c.customer.key} {c.first} {c.last}")
    if rng.random() < 0.5:
        return "0.0.00"
    born = date(1950, 1, 1) + timedelta(days=rng.randrange(50 * 365))
    return f"{born.day}.{born.month}.{born.year}"


def local(phone: str, place: Place) -> str:
    """As people dial: (0341) 2312501 in Germany, the long form elsewhere."""
    if place.country != "DE":
        return phone
    _, area, number = phone.split(" ", 2)
    return f"(0{area}) {number}"


@dataclass(frozen=True)
class Subscriber:
    card: Card
    state: str  # aktiv, abgemeldet, bounced
    joined: datetime
    confirmed: datetime | None
    left: datetime | None
    origin: str


def subscribers(rng: Random, cards: list[Card]) -> list[Subscriber]:
    """One for each mail address: four of five confirmed by double opt-in, some left, some bounce."""
    out, seen = [], set()
    for c in cards:
        if c.email not in seen:
            seen.add(c.email)
            out.append(_subscriber(rng, c))
    return sorted(out, key=lambda s: (s.joined, s.card.email))


def _subscriber(rng: Random, c: Card) -> Subscriber:
    since = max(c.customer.rhythm.first, date(2022, 1, 10))
    joined = datetime(since.year, since.month, since.day, rng.randint(7, 21), rng.randint(0, 59))
    if c.company == "Café Morgenrot":
        joined = datetime(2025, 10, 2, 9, 14)
    state = rng.choices(("aktiv", "abgemeldet", "bounced"), (80, 14, 6))[0]
    if "optout" in c.customer.traits:
        state = "abgemeldet"
    elif "named" in c.customer.traits:
        state = "aktiv"
    proven = "named" in c.customer.traits or rng.random() < 0.86
    confirmed = joined + timedelta(minutes=rng.randint(1, 600)) if proven else None
    latest = datetime(AS_OF.year, AS_OF.month, AS_OF.day)
    left = joined + (latest - joined) * rng.randint(20, 95) // 100 if state == "abgemeldet" else None
    return Subscriber(
        c,
        state,
        joined,
        confirmed,
        left,
        rng.choice(("Shop-Anmeldung", "Shop-Anmeldung", "Website", "Ladengeschäft", "Messe 2023")),
    )


def newsletter(people: list[Subscriber]) -> list[Row]:
    return [
        dict(
            zip(
                NEWSLETTER_COLUMNS,
                (
                    s.card.email,
                    s.card.first,
                    s.card.last,
                    s.state,
                    _at(s.joined),
                    _at(s.confirmed),
                    _at(s.left),
                    s.origin,
                ),
                strict=True,
            )
        )
        for s in people
    ]


def _at(moment: datetime | None) -> str:
    return f"{day(moment)} {moment:%H:%M}" if moment else ""


def says_yes(rng: Random, cards: list[Card], people: list[Subscriber]) -> set[str]:
    """Shop accounts with the tick for mail. Most who left the newsletter still have it: the shop never heard of it."""
    gone = {s.card.email for s in people if s.state != "aktiv"}
    return {c.key for c in cards if rng.random() < (0.8 if c.email in gone else 0.55)}
