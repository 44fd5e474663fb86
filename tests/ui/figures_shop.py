"""A small business for the pages of figures: files as a merchandise program writes them, and a window on them."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from kmu_crm import i18n, settings
from kmu_crm.desk.intake import take_in
from kmu_crm.store.store import Store
from kmu_crm.ui.main import Desk

AS_OF = "2025-11-23"
HEADS = {
    "kunden": "Kundennummer;Name;Branche;Region;Kunde seit",
    "belege": "Belegnummer;Belegart;Belegdatum;Kundennummer;Netto;USt;Brutto",
    "positionen": "Belegnummer;Pos;Artikelnummer;Menge;Einzelpreis netto;Netto",
    "artikel": "Artikelnummer;Bezeichnung;EK netto",
}


def write(folder: Path, name: str, *rows: str) -> Path:
    file = folder / f"{name}.csv"
    file.write_text("\n".join((HEADS[name], *rows)) + "\n", encoding="utf-8")
    return file


def sale(number: str, day: str, customer: int, net: int) -> str:
    return f"{number};Rechnung;{day};{customer};{net},00;{net * 19 // 100},00;{net * 119 // 100},00"


def store(folder: Path, *files: Path) -> Path:
    """Imported at a key date within November."""
    file = folder / "laden.kmucrm"
    file.write_bytes(_content(tuple((one.name, one.read_text(encoding="utf-8")) for one in files)))
    return file


@cache
def _content(files: tuple[tuple[str, str], ...]) -> bytes:
    """The customer file that such files give, made once."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file, text in files:
            (folder / file).write_text(text, encoding="utf-8")
        with Store(folder / "laden.kmucrm") as made:
            settings.write(made.db, "figures.key_date", AS_OF)
            assert not take_in(made.db, [folder / file for file, _text in files]).refused
        return (folder / "laden.kmucrm").read_bytes()


def two_customers(folder: Path) -> Path:
    customers = (
        "1;Café Morgenrot;Gastro;Sachsen;2021-03-01",
        "2;Hotel Bergblick;Hotel;Bayern;2021-03-01",
    )
    sales = (sale("R1", "2024-11-05", 1, 100), sale("R2", "2025-11-05", 1, 200), sale("R3", "2025-11-20", 2, 100))
    return store(folder, write(folder, "kunden", *customers), write(folder, "belege", *sales))


def cafes(folder: Path) -> Path:
    """Twelve cafés that buy beans and filters together every quarter, and one that was lost."""
    days = ("2024-12-10", "2025-02-10", "2025-05-10", "2025-08-10", "2025-11-10")
    customers = [f"{n};Café {chr(64 + n)};Gastro;Sachsen;2021-03-01" for n in range(1, 14)]
    documents, lines = [sale("ALT", "2024-01-10", 13, 100)], ["ALT;1;TASSE;1;100,00;100,00"]
    for n in range(1, 13):
        for day in days[n % 3 :]:
            number, beans = f"R{n}-{day}", 1000 * n
            documents.append(sale(number, day, n, beans + 100))
            lines += [f"{number};1;BOHNE;1;{beans},00;{beans},00", f"{number};2;FILTER;1;100,00;100,00"]
        documents.append(sale(f"T{n}", "2025-06-01", n, 100))
        lines.append(f"T{n};1;TASSE;1;100,00;100,00")
    articles = ("BOHNE;Bohnen 1 kg;1,00", "FILTER;Filterpapier;1,00", "TASSE;Tasse;1,00")
    return store(
        folder,
        write(folder, "kunden", *customers),
        write(folder, "artikel", *articles),
        write(folder, "belege", *documents),
        write(folder, "positionen", *lines),
    )


def desk(qtbot, file: Path) -> Desk:
    i18n.use("de")
    made = Desk(file)
    qtbot.addWidget(made.window)
    made.window.held = made  # the desk lives as long as its window
    made.window.resize(1440, 900)
    made.window.show()
    qtbot.waitUntil(made.window.has_page)
    return made
