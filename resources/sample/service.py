"""Calls, complaints and maintenance: the sheet that the shop's staff keep in a workbook."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

import xlsxwriter
from cards import Card
from rhythm import AS_OF
from trade import Sale

COLUMNS = (
    "Datum",
    "Uhrzeit",
    "Kunde",
    "Kundennummer",
    "E-Mail",
    "Art",
    "Betreff",
    "Ergebnis",
    "Minuten",
    "Mitarbeiter",
    "Status",
    "Bewertung",
)
_TOPICS = {
    "Anruf": (
        "Nachbestellung besprochen",
        "Neue Röstung vorgestellt",
        "Liefertermin",
        "Rückruf erbeten",
        "Angebot Siebträger",
    ),
    "Reklamation": (
        "Lieferung unvollständig",
        "Falsche Mahlung",
        "Tüte beschädigt",
        "Mahlgrad ungleichmäßig, Mühle M3",
        "Pumpe zu laut",
    ),
    "Wartung": ("Siebträger M3 entkalkt", "Mühle M3 eingestellt", "Dichtungen gewechselt", "Jahreswartung"),
    "Rückfrage": ("Rechnungskopie", "Öffnungszeiten Rösterei", "Kurs am Samstag", "Herkunft der Bohnen"),
}
_RESULTS = ("erreicht", "erreicht", "nicht erreicht", "zufrieden", "Rückruf vereinbart", "Ersatz gesendet")
_STAFF = ("M. Lindner", "K. Abt", "T. Seiler")
_WIDTHS = (11, 8, 30, 13, 34, 13, 36, 22, 8, 13, 9, 10)
_SCORES = ((10, 9, 8, 7, 6, 5, 3, 1), (26, 24, 18, 12, 8, 6, 4, 2))  # would recommend us, 0 to 10; how often


@dataclass(frozen=True)
class Contact:
    at: datetime
    card: Card
    kind: str
    subject: str
    result: str
    minutes: int
    staff: str
    state: str = "erledigt"
    score: int | None = None


def contacts(rng: Random, cards: list[Card], sales: list[Sale]) -> list[Contact]:
    """About one contact for every fifteen purchases; the hotel calls after each one, for longer than it brings."""
    first = {c.customer.key: c for c in reversed(cards)}
    out = _scripted(first, {c.customer.name: c.customer.key for c in cards})
    for sale in sales:
        c = first[sale.customer.key]
        if "costly_service" in sale.customer.traits:
            out += _costly(rng, c, sale)
        elif rng.random() < (0.09 if sale.customer.business else 0.035):
            kind = rng.choices(tuple(_TOPICS), (45, 20, 10, 25))[0]
            out.append(_contact(rng, c, sale, kind, rng.randint(3, 60 if kind == "Wartung" else 20)))
    return sorted(out + _answers(out), key=lambda contact: (contact.at, contact.card.ref))


def _answers(talks: list[Contact]) -> list[Contact]:
    """Every third one we spoke to answers how we did; of chance of its own, so that nothing else depends on it."""
    out = []
    for talk in {talk.card.ref: talk for talk in sorted(talks, key=lambda talk: talk.at)}.values():
        rng = Random(f"survey {talk.card.ref}")
        at = talk.at + timedelta(days=rng.randint(3, 9))
        if rng.random() < 0.35 and at.date() <= AS_OF:
            score = rng.choices(*_SCORES)[0]
            out.append(Contact(at, talk.card, "Umfrage", "Würden Sie uns empfehlen?", "", 0, "K. Abt", score=score))
    return out


def _contact(rng: Random, c: Card, sale: Sale, kind: str, minutes: int) -> Contact:
    day = min(AS_OF, sale.day + timedelta(days=rng.randint(0, 12)))
    at = datetime.combine(day, time(rng.randint(8, 17), rng.choice((0, 5, 10, 20, 30, 40, 55))))
    state = "offen" if (AS_OF - day).days < 6 and kind == "Reklamation" else "erledigt"
    return Contact(at, c, kind, rng.choice(_TOPICS[kind]), rng.choice(_RESULTS), minutes, rng.choice(_STAFF), state)


def _costly(rng: Random, c: Card, sale: Sale) -> list[Contact]:
    """At 60 euros an hour a minute costs a euro: a third more minutes than the sale leaves euros."""
    minutes, visits = sale.margin * 4 // 300 + 5, rng.randint(2, 3)
    kinds = rng.sample(("Anruf", "Reklamation", "Wartung", "Rückfrage"), visits)
    return [_contact(rng, c, sale, kind, minutes // visits + 1) for kind in kinds]


def _scripted(first: dict[str, Card], key: dict[str, str]) -> list[Contact]:
    def told(
        name: str, at: datetime, kind: str, subject: str, result: str, minutes: int, state: str = "erledigt"
    ) -> Contact:
        return Contact(at, first[key[name]], kind, subject, result, minutes, "M. Lindner", state)

    return [
        told(
            "Café Morgenrot",
            datetime(2025, 11, 14, 9, 20),
            "Reklamation",
            "R-0187 Mahlgrad ungleichmäßig, Mühle M3",
            "Ersatzmahlwerk gesendet",
            18,
        ),
        told(
            "Café Morgenrot",
            datetime(2025, 11, 19, 10, 5),
            "Anruf",
            "Rückruf wegen Reklamation",
            "erreicht, fragt nach Wartungsvertrag",
            6,
        ),
        told(
            "Radhaus Brühl",
            datetime(2025, 11, 22, 8, 5),
            "Reklamation",
            "R-0191 Lieferung unvollständig",
            "wird geprüft",
            9,
            "offen",
        ),
        told(
            "Jana Wolters",
            datetime(2025, 11, 22, 14, 30),
            "Rückfrage",
            "Retoure, 1 Artikel",
            "Rücksendung angekündigt",
            5,
        ),
    ]


def write(path: Path, rows: list[Contact]) -> None:
    """One sheet; debtor numbers only of those who have one. The date of creation is fixed, so the bytes are too."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties(
            {
                "title": "Service und Reklamationen",
                "author": "Kaffeerösterei Lindner",
                "created": datetime(2025, 11, 21, 8, 15),
            }
        )
        sheet = book.add_worksheet("Service")
        day_format, time_format = (
            book.add_format({"num_format": "dd.mm.yyyy"}),
            book.add_format({"num_format": "hh:mm"}),
        )
        bold = book.add_format({"bold": True})
        for column, (name, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
            sheet.write_string(0, column, name, bold)
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        for number, contact in enumerate(rows, start=1):
            sheet.write_datetime(number, 0, date(contact.at.year, contact.at.month, contact.at.day), day_format)
            sheet.write_datetime(number, 1, contact.at.time(), time_format)
            for column, text in enumerate(_texts(contact), start=2):
                sheet.write_string(number, column, text) if text else None
            sheet.write_number(number, 8, contact.minutes)
            sheet.write_string(number, 9, contact.staff)
            sheet.write_string(number, 10, contact.state)
            if contact.score is not None:
                sheet.write_number(number, 11, contact.score)


def _texts(contact: Contact) -> tuple[str, ...]:
    c = contact.card
    name = c.company or f"{c.first} {c.last}"
    return name, c.key if c.source == "datev" else "", c.email, contact.kind, contact.subject, contact.result
