"""A merge is taken back out of its turn: it is that one which goes, and the list tells which one it is."""

import sqlite3
from contextlib import closing

import pytest
from consent_desk import Desk
from test_no_of_a_merge import FREDI, HEAD, RETO

VRENI = "Vreni;Ochsner;vreni@gmx.ch;;Hof 9;8841;Gross"


@pytest.fixture
def merged(desk: Desk) -> Desk:
    desk.imports("z1.csv", HEAD, f"Z1;{RETO};ja", f"Z2;{FREDI};nein", f"Z3;{VRENI};")
    for other in (2, 3):
        assert desk.ask("merge", 1, other)[0] == 0
    return desk


def families(desk: Desk) -> list[list[str]]:
    """Who is one, by their customer numbers."""
    assert desk.json("rebuild")["identical"]
    shown = (desk.json("show", number) for number in (1, 2, 3))
    found = {one["profile_id"]: one["customer_numbers"] for one in shown}
    return list(found.values())


@pytest.mark.parametrize(("words", "back"), [(("revoke", 1), "undo"), (("steps", "undo", 1), "redo")])
def test_the_first_of_two_goes_and_comes_back(merged: Desk, words: tuple[object, ...], back: str) -> None:
    assert families(merged) == [["Z1", "Z2", "Z3"]]
    assert merged.ask(*words)[0] == 0
    assert families(merged) == [["Z1", "Z3"], ["Z2"]]
    assert merged.ask("steps", back)[0] == 0
    assert families(merged) == [["Z1", "Z2", "Z3"]]


def told(desk: Desk) -> tuple[list[str], list[str]]:
    """What the journal and the steps, oldest first, tell of each."""
    journal = [line.partition(": ")[2] for line in desk.ask("decisions")[1].splitlines()]
    return journal, [one["text"] for one in reversed(desk.json("steps"))]


def test_each_is_told_with_both_whom_it_named(merged: Desk) -> None:
    expected = ["Verbunden: Reto Kälin / Fredi Schönbächler", "Verbunden: Reto Kälin / Vreni Ochsner"]
    assert told(merged) == (expected, expected)
    merged.ask("steps", "undo", 1)
    assert told(merged)[0][:2] == expected
    merged.ask("merge", 2, 3)
    assert told(merged)[0][-1] == "Verbunden: Fredi Schönbächler / Vreni Ochsner"


def test_several_are_told_with_all_of_them(desk: Desk) -> None:
    rows = [f"{number};Filiale {number};1{number}000;Ort {number}" for number in (1, 2, 3)]
    desk.imports("f.csv", "Kundennummer;Firma;PLZ;Ort", *rows, "4;Filiale 3;94000;Ort 4")
    desk.ask("merge", 1, 2, 3)
    assert told(desk)[1] == ["3 Kunden verbunden: Filiale 1, Filiale 2, Filiale 3"]
    desk.ask("steps", "undo")
    desk.ask("merge", 3, 4)
    assert told(desk)[1][-1] == "Verbunden: Filiale 3 (Nr. 3 / Nr. 4)"


def test_what_still_holds_them_together_is_told(merged: Desk) -> None:
    """A decision of before does not tell whom people named: it holds all of them."""
    with closing(sqlite3.connect(merged.folder / "kunden.kmucrm")) as db, db:
        db.execute("UPDATE decision SET what = json_remove(what, '$.parts')")
    told = merged.ask("revoke", 1)[1]
    assert "Reto Kälin und Fredi Schönbächler sind weiter ein Kunde: Entscheidung 2 hält sie zusammen" in told
    assert families(merged) == [["Z1", "Z2", "Z3"]]
    assert "ein Kunde" not in merged.ask("revoke", 2)[1]
    assert families(merged) == [["Z1"], ["Z2"], ["Z3"]]


def test_that_files_say_they_are_one_is_told(desk: Desk) -> None:
    desk.imports("z1.csv", HEAD, f"Z1;{RETO};ja", "Z2;Reto;Kälin;rk@gmx.ch;;Markt 9;3011;Bern;")
    assert desk.ask("merge", 1, 2)[0] == 0
    desk.imports("z2.csv", HEAD, f"Z1;{RETO};ja", f"Z2;{RETO};")
    assert "sind weiter ein Kunde: Das sagen die Daten; „split“ trennt sie" in desk.ask("revoke", 1)[1]
