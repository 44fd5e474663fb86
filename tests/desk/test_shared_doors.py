"""Two people behind one door or telephone: what a file says of it shows with both at once, as a rebuild would have it."""

import pytest
from desk_town import Town

from kmu_crm.desk import rebuilding
from kmu_crm.sources.undo import undo

LIST = (
    "Kundennummer",
    "Vorname",
    "Nachname",
    "Telefon",
    "Straße",
    "PLZ",
    "Ort",
    "Anruf erlaubt",
    "Einwilligung am",
    "Nachweis",
)
BOTH = (
    ("K1", "Anna", "Berg", "030 7654321", "Weg 1", "10115", "Berlin", "ja", "01.02.2024", "Formular 1"),
    ("K2", "Bo", "Kern", "030 7654321", "Weg 1", "10115", "Berlin", "ja", "01.02.2024", "Formular 2"),
)
NO_POST = ("Vorname", "Nachname", "Straße", "PLZ", "Ort", "Keine Werbung per Post")
NO_CALLS = ("Vorname", "Nachname", "Telefon", "Straße", "PLZ", "Ort", "Anruf erlaubt")


def marks(town: Town, which: str) -> dict[str, str]:
    return {str(row["display_name"]): str(row[which]) for row in town.profiles()}


@pytest.mark.parametrize(
    ("which", "header", "row"),
    [
        ("post_ok", NO_POST, ("Anna", "Berg", "Weg 1", "10115", "Berlin", "x")),
        ("phone_ok", NO_CALLS, ("Anna", "Berg", "030 7654321", "Weg 1", "10115", "Berlin", "nein")),
    ],
)
def test_an_objection_of_one_shows_with_the_other(
    town: Town, which: str, header: tuple[str, ...], row: tuple[str, ...]
) -> None:
    town.file("kunden", LIST, BOTH)
    before = marks(town, which)
    town.file("sperre", header, (row,))
    assert marks(town, which) == {"Anna Berg": "no", "Bo Kern": "no"} != before
    assert rebuilding.rebuild(town.store.db).identical


def test_a_permission_that_goes_with_its_file_goes_with_both(town: Town) -> None:
    town.file("adressen", LIST[:7], tuple(row[:7] for row in BOTH))
    town.file("anrufe", LIST, BOTH[:1])
    assert marks(town, "phone_ok")["Bo Kern"] == "yes"
    (last,) = town.store.db.execute("SELECT max(id) FROM import").fetchone()
    undo(town.store.db, last)
    town.derived()
    assert set(marks(town, "phone_ok").values()) == {""}
    assert rebuilding.rebuild(town.store.db).identical


def test_nobody_gets_letters_at_a_street_without_a_town(town: Town) -> None:
    town.file("kunden", ("Vorname", "Nachname", "Straße", "PLZ"), (("Anna", "Berg", "Weg 1", "10115"),))
    town.file("mit Ort", NO_POST[:5], (("Bo", "Kern", "Weg 1", "10115", "Berlin"),))
    assert marks(town, "post_ok") == {"Anna Berg": "", "Bo Kern": "yes"}
