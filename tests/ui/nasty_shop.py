"""A shop whose customers wrote nasty things into every field, by its files and by hand."""

import csv
import io
from pathlib import Path

from kmu_crm import i18n, settings
from kmu_crm.desk import entry
from kmu_crm.desk.intake import take_in
from kmu_crm.profiles import queries
from kmu_crm.store.store import Store

DAY = "2025-11-23"
PICTURE = "bild.png"  # would be seen by its colour
HEAD = (
    "Kundennummer",
    "Vorname",
    "Nachname",
    "Firma",
    "E-Mail",
    "Telefon",
    "Straße",
    "PLZ",
    "Ort",
    "Land",
    "Notiz",
    "Branche",
    "Tags",
)


def markup(folder: Path) -> str:
    return f"<img src='{(folder / PICTURE).as_uri()}'><a href='http://127.0.0.1:9/x'>klick</a><b>fett</b>"


def texts(folder: Path) -> dict[str, str]:
    """What stands in every field of one customer each, by what is nasty about it."""
    return {
        "markup": markup(folder),
        "formula": '=HYPERLINK("http://127.0.0.1:9/x";"klick")',
        "control": "Hin\x07ter\x1b[31m\x00legt\x08",
        "bidi": "Rech\u202egnp.exe\u2066nung\u200f\u200b",
        "long": "Donaudampfschiff" * 625,
    }


def _table(*rows: tuple[str, ...]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue()


def _files(folder: Path) -> dict[str, str]:
    said = texts(folder)
    people = [HEAD]
    twice = [("Vorname", "Nachname", "Telefon", "Ort", "Bemerkung")]
    bills = [("Rechnungsnummer", "Rechnungsdatum", "Kundennummer", "Betreff", "Netto", "Brutto", "Status")]
    items = [
        (
            "Rechnungsnummer",
            "Rechnungsdatum",
            "Kundennummer",
            "Artikelnummer",
            "Artikel",
            "Menge",
            "Einzelpreis",
            "Brutto",
        )
    ]
    service = [("Datum", "Kundennummer", "Art", "Betreff", "Ergebnis", "Minuten", "Mitarbeiter", "Status")]
    answers = [("Datum", "Kundennummer", "NPS", "Kommentar")]
    contracts = [("Vertragsnummer", "Kundennummer", "Vertragsart", "Vertragsbeginn", "Vertragsende", "Kündigungsfrist")]
    for n, one in enumerate(said.values(), 1):
        phone = f"+4144668{n:04}"
        people.append(
            (
                str(n),
                f"Anna {one}",
                f"Kranz{n} {one}",
                "",
                f"a{n}@x.example",
                phone,
                f"Seeweg {n} {one}",
                "8001",
                f"Zürich {one}",
                "CH",
                one,
                one,
                one,
            )
        )
        twice.append((f"Anna {one}", f"Kranz{n} {one}", "", f"Zürich {one}", one))
        bills.append((f"R-{n} {one[:200]}", f"0{n}.11.2025", str(n), one, "100,00", "119,00", "offen"))
        items.append((f"P-{n}", f"0{n}.10.2025", str(n), f"A{n} {one[:100]}", one, "2", "10,00", "20,00"))
        service.append((f"1{n}.11.2025", str(n), "Reklamation", one, one, "5", one, "offen"))
        service.append((f"1{n}.11.2025", str(n), "Anruf", one, one, "5", one, ""))
        answers.append((f"1{n}.11.2025", str(n), "2", one))
        contracts.append((f"V{n}", str(n), one, "01.01.2024", f"0{n}.12.2025", one))
    named = {
        "kunden": people,
        "doppelt": twice,
        "rechnungen": bills,
        "posten": items,
        "service": service,
        "nps": answers,
        "vertraege": contracts,
    }
    return {name: _table(*rows) for name, rows in named.items()}


def store(folder: Path) -> Path:
    """The customer file; every customer is to be called on its key date."""
    i18n.use("de")
    paths = []
    for name, text in _files(folder).items():
        paths.append(folder / f"{name}.csv")
        paths[-1].write_text(text, encoding="utf-8", newline="")
    made = folder / "boese.kmucrm"
    with Store(made) as opened:
        settings.write(opened.db, "figures.key_date", DAY)
        done = take_in(opened.db, paths)
        assert not done.refused, done.refused
        for profile in queries.everybody(opened.db):
            one = list(texts(folder).values())[profile % 5]
            entry.task(opened.db, profile, one, DAY, one)
            entry.tag(opened.db, profile, one, one)
            for kind in ("note", "call", "visit", "complaint"):
                entry.log(opened.db, profile, kind, one, one, "")
            entry.correct(opened.db, profile, "street", f"Neuweg 1 {one}", one)
    return made
