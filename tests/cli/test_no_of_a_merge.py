"""A no of one customer holds for another only while the two are one: a merge that is taken back leaves none behind."""

import pytest
from consent_desk import Desk
from test_no_at_anothers_address import shows

HEAD = "Kundennummer;Vorname;Nachname;E-Mail;Telefon;Strasse;PLZ;Ort;Newsletter"
RETO = "Reto;Kälin;reto.k@bluewin.ch;;Weidweg 1;8840;Einsiedeln"
FREDI = "Fredi;Schönbächler;fredi@gmx.ch;;Hof 3;8840;Einsiedeln"
BACK = {"merge": ("steps", "undo"), "revoke": ("revoke", 1)}
OBJECTION = ";Werbesperre", ";", ";ja"


def told(desk: Desk, extra: tuple[str, str, str] = ("", "", "")) -> None:
    """Two lists of the same two customers, of whom one said no in the first."""
    head, nothing, no = extra
    desk.imports("z1.csv", HEAD + head, f"Z1;{RETO};ja{nothing}", f"Z2;{FREDI};nein{no}")
    desk.imports("z2.csv", HEAD, f"Y1;{RETO};", f"Y2;{FREDI};")


def answers(desk: Desk) -> dict[str, str]:
    assert desk.json("rebuild")["identical"]
    return dict(shows(desk))


@pytest.mark.parametrize("back", BACK)
@pytest.mark.parametrize("extra", [("", "", ""), OBJECTION], ids=["address", "person"])
@pytest.mark.parametrize("pair", [(1, 2), (2, 1)])
def test_it_leaves_with_the_one_who_said_it(
    desk: Desk, pair: tuple[int, int], extra: tuple[str, str, str], back: str
) -> None:
    told(desk, extra)
    before = answers(desk)
    assert desk.ask("merge", *pair)[0] == 0
    assert set(answers(desk).values()) == {"no"}
    assert desk.ask("undo", 2)[0] == 0
    assert set(answers(desk).values()) == {"no"}
    assert desk.ask(*BACK[back])[0] == 0
    assert answers(desk) == before == {"reto.k@bluewin.ch": "unproven", "fredi@gmx.ch": "no"}


@pytest.mark.parametrize("extra", [("", "", ""), OBJECTION], ids=["address", "person"])
def test_it_leaves_with_them_when_nothing_else_is_left_of_them(desk: Desk, extra: tuple[str, str, str]) -> None:
    told(desk, extra)
    desk.ask("merge", 1, 2)
    for number in (1, 2):
        assert desk.ask("undo", number)[0] == 0
    desk.imports("z3.csv", HEAD, f"Y1;{RETO};ja")
    assert answers(desk) == {"reto.k@bluewin.ch": "no"}
    desk.ask("steps", "undo")
    assert answers(desk) == {"reto.k@bluewin.ch": "unproven"}


def test_a_customer_typed_in_takes_it_along(desk: Desk) -> None:
    desk.imports("x3.csv", HEAD, "1;Anna;Kofler;a.kofler@gmx.at;;Weg 1;6020;Innsbruck;ja")
    desk.ask("new", "customer", "given_name=Carl", "family_name=Mayr", "email=c.m@gmx.at")
    desk.ask("suppress", "c.m@gmx.at")
    desk.ask("merge", 1, 2)
    assert desk.ask("steps", "undo", 1)[0] == 0
    assert answers(desk) == {"a.kofler@gmx.at": "no"}
    assert desk.ask("steps", "undo")[0] == 0
    assert answers(desk) == {"a.kofler@gmx.at": "unproven"}
    assert "c.m@gmx.at" not in desk.ask("consent", 1)[1]
    for _again in range(2):
        desk.ask("steps", "redo")
    assert list(answers(desk).values()) == ["no"]


def test_it_stays_with_whom_the_files_know_as_the_same(desk: Desk) -> None:
    fredi = FREDI.replace(".ch;", ".ch;055 412 33 44")
    desk.imports("z1.csv", HEAD, f"Z1;{RETO};ja", f"Z2;{fredi};ja")
    desk.imports("z2.csv", HEAD, f"Y2;{fredi.replace('fredi@gmx.ch', 'f.s@gmx.ch')};nein")
    desk.ask("merge", 1, 2)
    assert desk.ask("undo", 2)[0] == 0
    assert desk.ask("steps", "undo")[0] == 0
    assert answers(desk) == {"reto.k@bluewin.ch": "unproven", "fredi@gmx.ch": "no"}
