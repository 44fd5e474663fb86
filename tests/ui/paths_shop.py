"""A business whose customers called, asked and were made offers before they first bought."""

from collections.abc import Sequence
from pathlib import Path

from tests.ui.figures_shop import HEADS, sale, store, write

HEADS |= {
    "service": "Datum;Art;Betreff;Minuten;E-Mail;Ergebnis",
    "adressen": "Kundennummer;Name;E-Mail;Branche;Region;Kunde seit",
}


def mail(n: int) -> str:
    return f"kunde{n:03}@laden{n:03}.example"


def shop(folder: Path, callers: int = 20, asking: int = 5, strangers: int = 4, further: Sequence[str] = ()) -> Path:
    """`callers` called twice ten days before they bought, `asking` asked, came to an appointment and bought 30 days after they
    had asked; `strangers` are in no list of contacts. Customer 99 first bought before all that."""
    numbers = range(1, callers + asking + strangers + 1)
    customers = [f"{n};Café {n:03} GmbH;{mail(n)};Gastro;Sachsen;" for n in (*numbers, 99)]
    sales = [sale(f"R{n}", "2025-03-31", n, 100) for n in numbers] + [sale("R99", "2020-01-01", 99, 100)]
    called = [f"{day};Anruf;Anruf;5;{mail(n)};" for n in numbers[:callers] for day in ("2025-03-21", "2025-03-25")]
    asked = [
        f"{day};{kind};Termin;5;{mail(n)};"
        for n in numbers[callers : callers + asking]
        for day, kind in (("2025-03-01", "Anfrage"), ("2025-03-20", "Termin"), ("2025-04-20", "Anruf"))
    ]
    files = [write(folder, "adressen", *customers), write(folder, "belege", *sales)]
    contacts = [*called, *asked, *further]
    return store(folder, *files, *([write(folder, "service", *contacts)] if contacts else []))
