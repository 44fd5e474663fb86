"""Small lists of one's own, one after the other: who is one customer depends on what they say, not on which came first."""

from itertools import permutations
from pathlib import Path

from desk_town import Town

from kmu_crm.sources.undo import undo
from kmu_crm.store.store import Store

SALES = ("Rechnungsnummer", "Datum", "Kundennummer", "Name", "E-Mail", "Netto", "Brutto")
LAST_YEAR = (
    ("RE-100", "01.10.2024", "K1", "Anna Groß", "", "100,00", "119,00"),
    ("RE-101", "02.10.2024", "", "Sepp Huber", "s4@gmx.example", "200,00", "238,00"),
    ("RE-102", "03.10.2024", "K5", "Sepp Huber", "", "300,00", "357,00"),
    ("RE-103", "04.10.2024", "K3", "Hans Weiß", "h3@web.example", "100,00", "119,00"),
)
THIS_MONTH = (("RE-205", "05.10.2025", "K5", "Sepp Huber", "s4@gmx.example", "400,00", "476,00"),)
SHOP = ("Bestellnummer", "Bestelldatum", "Vorname", "Nachname", "E-Mail", "Gesamtbetrag")
NAMES = (("Ute", "Lang"), ("Kai", "Kurz"), ("Eva", "Stein"), ("Tom", "Bach"), ("Ina", "Roth"))
ORDERS = tuple(
    (str(2000 + n), f"1{n}.02.2025", given, family, f"{given.lower()}@x.example", "50,00")
    for n, (given, family) in enumerate(NAMES)
)
NEWS = ("E-Mail", "Vorname", "Nachname", "Status")
READERS = tuple((f"{given.lower()}@y.example", given, "Neu", "angemeldet") for given, _ in NAMES[:3])
FILES = (("alt", SALES, LAST_YEAR), ("neu", SALES, THIS_MONTH), ("shop", SHOP, ORDERS), ("news", NEWS, READERS))


def drawn(town: Town) -> list[tuple[str, int]]:
    return sorted((str(row["display_name"]), int(row["records"])) for row in town.profiles())


def test_the_same_lists_give_the_same_customers_in_every_order(tmp_path: Path) -> None:
    seen = []
    for place, order in enumerate(permutations(FILES)):
        folder = tmp_path / str(place)
        folder.mkdir()
        with Store(folder / "town.kmucrm") as store:
            town = Town(folder, store)
            for one in order:
                town.file(*one)
            seen.append(drawn(town))
    assert all(one == seen[0] for one in seen) and ("Sepp Huber", 3) in seen[0]


def test_a_list_that_showed_whose_numbers_count_together_leaves_no_trace_when_it_is_taken_back(town: Town) -> None:
    for one in FILES:
        town.file(*one)
    before = drawn(town)
    town.file("kunden", ("Kundennummer", "Vorname", "Nachname", "E-Mail"), (("K5", "Sepp", "Huber", "s4@gmx.example"),))
    (last,) = town.store.db.execute("SELECT max(id) FROM import").fetchone()
    undo(town.store.db, last)
    town.derived()
    assert drawn(town) == before
