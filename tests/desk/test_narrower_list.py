"""A list of one's own comes again with fewer columns: the customers stay who they were, and lose nothing."""

import pytest
from desk_town import Town

from kmu_crm.desk import preview
from kmu_crm.sources import modes
from kmu_crm.sources.undo import undo

NARROW = ("Kundennummer", "Vorname", "Nachname", "E-Mail", "Straße", "PLZ", "Ort")
WIDE = (*NARROW, "Branche")
NAMES = (("Anna", "Cohn"), ("Bert", "Abel"), ("Carla", "Berg"), ("Dirk", "Dorn"), ("Eva", "Ernst"))
MOVED = "Allee 9", "04109", "Leipzig"


def row(number: int, family: str = "", mail: str = "", *place: str) -> tuple[str, ...]:
    given, born = NAMES[number]
    return (str(number + 1), given, family or born, mail or f"{given.lower()}@abc.example",
            *(place or (f"Weg {number}", "01067", "Dresden")))  # fmt: skip


ALL = tuple(row(number) for number in range(len(NAMES)))
RENAMED = row(1, "Abel-Adler", "neu@abc.example", *MOVED)


def wide(town: Town) -> int:
    town.file("kunden", WIDE, tuple((*one, "Bau") for one in ALL))
    (number,) = town.store.db.execute("SELECT max(id) FROM import").fetchone()
    return int(number)


def branches(town: Town) -> int:
    (known,) = town.store.db.execute(
        "SELECT count(*) FROM membership AS m JOIN party AS p ON p.record_id = m.record_id AND p.current = 1"
        " WHERE p.attributes LIKE '%Bau%'"
    ).fetchone()
    return int(known)


@pytest.mark.parametrize("rows", [(*ALL[:1], RENAMED, *ALL[2:]), (RENAMED,)], ids=["the whole list", "a single row"])
def test_a_changed_row_of_a_narrower_list_is_the_customer_it_was(town: Town, rows: tuple[tuple[str, ...], ...]) -> None:
    wide(town)
    town.file("kunden", NARROW, rows)
    assert len(town.names()) == len(NAMES)
    bert = town.profile("Bert Abel-Adler")
    assert (bert["email"], bert["city"]) == ("neu@abc.example", "Leipzig")
    assert branches(town) == len(NAMES)


def test_another_name_at_the_number_of_a_narrower_list_is_asked_about(town: Town) -> None:
    wide(town)
    town.file("kunden", NARROW, (ALL[0], row(1, "Neumann", "neu@abc.example", *MOVED), *ALL[2:]))
    (asked,) = town.store.db.execute("SELECT evidence FROM pair WHERE band = 'ask'").fetchall()
    assert "number.shared" in asked[0]


def test_the_old_headings_after_a_wider_list_lose_no_column(town: Town) -> None:
    town.file("kunden", NARROW, ALL)
    number = wide(town)
    town.file("kunden", NARROW, (ALL[0], RENAMED, *ALL[2:]))
    assert len(town.names()) == len(NAMES) and town.profile("Bert Abel-Adler")["city"] == "Leipzig"
    assert branches(town) == len(NAMES)
    undo(town.store.db, number)
    town.derived()
    assert len(town.names()) == len(NAMES) and town.profile("Bert Abel-Adler")["city"] == "Leipzig"
    assert branches(town) == 0


def test_a_list_that_comes_by_turns_with_and_without_a_column_keeps_two_sources(town: Town) -> None:
    for _ in range(3):
        town.file("kunden", NARROW, ALL)
        wide(town)
    assert town.store.db.execute("SELECT count(DISTINCT source_id) FROM record").fetchone() == (2,)
    assert len(town.names()) == len(NAMES)


def test_a_wider_list_is_offered_the_way_of_importing_its_list_has(town: Town, tmp_path) -> None:
    town.file("kunden", NARROW, ALL, mode="update")
    path = tmp_path / "wider.csv"
    path.write_text("\n".join(map(";".join, (WIDE, (*ALL[0], "Bau")))), "utf-8")
    seen = preview.look(path, town.store.db).recognised
    assert modes.so_far(town.store.db, seen.sheet.system, seen.account) == "update"
