"""Rows that name nobody: neither one giant customer nor a review without end, and nobody is taken for one who is somebody."""

from collections.abc import Callable

import pytest
from identity_town import Town

from kmu_crm.fields import nobody
from kmu_crm.identity import naming
from kmu_crm.identity.keys import NOBODIES
from kmu_crm.identity.model import BLOCK_AT_MOST

FILLERS = ("Kunde", "Barverkauf", "n/a", "Test", "x", "-", "", "Gast", "unbekannt", "k.A.", "Laufkundschaft", "KUNDIN")
REACHES = (
    {"email": "kasse@firma.de"}, {"email": "x@x.de"}, {"email": "noreply@gmx.de"}, {"email": "info@firma.de"},
    {"phone": "+4930123456"}, {"email": "kasse@firma.de", "phone": "+4930123456"},
)  # fmt: skip
HOME = {"street": "Lindenweg 3", "postcode": "01067", "city": "Dresden"}


def till(town: Town, rows: int, names: tuple[str, ...], *, numbered: bool, lives: bool, **words: object) -> list[int]:
    return [
        town.says(
            "list",
            str(1000 + row) if numbered else "",
            family_name=names[row % len(names)],
            **words,
            **({"street": f"Allee {row}", "postcode": f"{10115 + row}", "city": "Berlin"} if lives else {}),
        )
        for row in range(rows)
    ]


def kept(town: Town) -> int:
    return int(town.db.execute("SELECT count(*) FROM pair").fetchone()[0])


@pytest.mark.parametrize("rows", [NOBODIES + 1, BLOCK_AT_MOST, BLOCK_AT_MOST + 1, 300])
@pytest.mark.parametrize("names", [("Kunde",), ("",), FILLERS], ids=["one name", "none", "many"])
@pytest.mark.parametrize("reach", REACHES, ids=lambda reach: " ".join(reach.values()))
def test_a_till_that_must_fill_in_something_makes_neither_a_giant_nor_a_question(
    town: Town, reach: dict[str, str], names: tuple[str, ...], rows: int
) -> None:
    held = till(town, rows, names, numbered=True, lives=True, **reach)
    assert town.profiles() == [[one] for one in held]
    assert kept(town) == 0


@pytest.mark.parametrize(("numbered", "lives"), [(True, False), (False, True)])
@pytest.mark.parametrize("reach", REACHES[:2])
def test_numbers_alone_and_addresses_alone_tell_them_apart(
    town: Town, reach: dict[str, str], numbered: bool, lives: bool
) -> None:
    held = till(town, 100, FILLERS, numbered=numbered, lives=lives, **reach)
    assert town.profiles() == [[one] for one in held]
    assert kept(town) == 0


@pytest.mark.parametrize("rows", [20, 100])
def test_who_gives_a_name_beside_them_stays_alone_and_stays_one(town: Town, rows: int) -> None:
    held = till(town, rows, FILLERS, numbered=True, lives=True, email="kasse@firma.de")
    anna = {
        "given_name": "Anna",
        "family_name": "Zundelart",
        "email": "kasse@firma.de",
        "phone": "+4915112345678",
        **HOME,
    }
    hers = [town.says("shop", **anna), town.says("news", **anna)]
    assert town.profiles() == [*([one] for one in held), hers]


@pytest.mark.parametrize("name", FILLERS)
@pytest.mark.parametrize("rows", [1, 4, 200])
def test_a_mailbox_without_name_and_address_is_still_that_of_its_one_customer(town: Town, name: str, rows: int) -> None:
    anna = town.says("shop", given_name="Anna", family_name="Zundelart", email="a.zundelart@gmx.de", **HOME)
    bare = [town.says(f"news {row}", family_name=name, email="a.zundelart@gmx.de") for row in range(rows)]
    assert town.profiles() == [[anna, *bare]]


def test_one_address_of_many_numbers_without_name_is_one_customer(town: Town) -> None:
    held = [town.says("shop", str(row), email="a.zundelart@gmx.de", **HOME) for row in range(2 * NOBODIES)]
    assert town.profiles() == [held]


def test_somebody_who_is_called_so_is_a_customer_as_any_other(town: Town) -> None:
    people = (("Anna", "Gast"), ("Peter", "Kunde"), ("Christian", "Test"), ("Eva", "Privat"))
    held = []
    for given, family in people:
        said = {"given_name": given, "family_name": family, "email": f"{given}.{family}@gmx.de".lower()}
        held.append([town.says("shop", **said, **HOME), town.says("till", **said)])
    firms = ("Test GmbH", "Gast Bau GmbH", "Kunde & Söhne KG", "Diverse Objekte GmbH")
    for place, firm in enumerate(firms):
        said = {"company": firm, "phone": f"+493412312{place}14"}
        held.append([town.says("shop", **said), town.says("till", **said)])
    assert town.profiles() == held


@pytest.mark.parametrize(
    ("said", "given", "family", "core"),
    [
        (("", "Kunde", "", ""), "", "", ""),
        (("", "", "n/a", ""), "", "", ""),
        (("Test", "Test", "", ""), "", "", ""),
        (("k.A.", "k.A.", "", "n/a"), "", "", ""),
        (("", "", "", "Barverkauf"), "", "", ""),
        (("", "X", "", ""), "", "", ""),
        (("Gast", "Gast", "", "Gast"), "", "", ""),
        (("Max", "Mustermann", "", "Musterfirma"), "", "", ""),
        (("", "", "Erika Mustermann", ""), "", "", ""),
        (("", "", "John Doe", "n/a"), "", "", ""),
        (("Anna", "Mustermann", "", ""), "anna", "mustermann", ""),
        (("Max", "Muster", "", "Muster Bau GmbH"), "max", "muster", "muster bau"),
        (("Anna", "Berg", "", "n/a"), "anna", "berg", ""),
        (("Anna", "unbekannt", "", ""), "anna", "", ""),
        (("K.A.", "Berg", "", ""), "k a", "berg", ""),
        (("X", "Berg", "", ""), "x", "berg", ""),
        (("Anna", "Gast", "", ""), "anna", "gast", ""),
        (("", "Kunde", "", "Berg Bau GmbH"), "", "kunde", "berg bau"),
        (("", "Berg", "", "Gast"), "", "berg", "gast"),
        (("", "李", "", ""), "", "李", ""),
    ],
)
def test_what_names_nobody_is_read_as_nothing(said: tuple[str, ...], given: str, family: str, core: str) -> None:
    found = naming.of("", *said, "")
    assert (found.given, found.family, found.core) == (given, family, core)


MADE_UP = (
    {"given_name": "Max", "family_name": "Mustermann", "company": "Musterfirma", "email": "max@mustermann.de",
     "street": "Musterstraße 1", "postcode": "12345", "city": "Musterstadt"},
    {"given_name": "Erika", "family_name": "Mustermann", "email": "erika.mustermann@gmx.de", "street": "Musterweg 2",
     "postcode": "12345", "city": "Musterstadt"},
    {"given_name": "Test", "family_name": "Test", "email": "test@test.de", "street": "Teststr. 1", "postcode": "11111",
     "city": "Test"},
    {"given_name": "John", "family_name": "Doe", "email": "john.doe@example.com"},
    {"given_name": "Kunde", "family_name": "Kunde", "email": "test@gmx.de"},
    {"company": "Testfirma GmbH", "email": "info@example.com", **HOME},
    {"full_name": "Mustermann, Max", "email": "mail@example.de", **HOME},
)  # fmt: skip


@pytest.mark.parametrize("rows", [2, BLOCK_AT_MOST, 200])
@pytest.mark.parametrize("said", MADE_UP, ids=lambda said: said["email"])
def test_equal_rows_of_somebody_made_up_are_neither_one_nor_asked_about(
    town: Town, said: dict[str, str], rows: int
) -> None:
    held = [town.says("list", f"z{row}", **said) for row in range(rows)]
    assert town.profiles() == [[one] for one in held]
    assert kept(town) == 0


@pytest.mark.parametrize(
    ("mail", "is_one"),
    [
        ("test@test.de", True), ("test@gmx.de", True), ("max.mustermann@web.de", True), ("info@example.com", True),
        ("christian.test@gmx.de", False), ("anna@example.com", False), ("info@musterbau.de", False),
        ("info@shop.example.com", False), ("anna.mustermann@web.de", False), ("testarossa@gmx.de", False),
    ],
)  # fmt: skip
def test_a_mailbox_is_nobodys_by_the_whole_of_it(mail: str, is_one: bool) -> None:
    assert nobody.is_mailbox(mail) is is_one


def test_a_street_that_only_begins_like_an_example_is_one() -> None:
    streets = ("Musterstraße 1", "Teststr. 4a", "Straße des 17. Juni 5", "Mustermannweg 3", "")
    assert [nobody.is_street(one) for one in streets] == [True, True, False, False, False]


def test_a_family_that_is_called_like_somebody_made_up_is_one_of_people_like_any_other(town: Town) -> None:
    held = []
    for given in ("Anna", "Bernhard", "Max"):
        said = {"given_name": given, "family_name": "Mustermann", "email": f"{given.lower()}.m@gmx.de", **HOME}
        held.append([town.says("shop", **said), town.says("till", **said)])
    anna = {"given_name": "Anna", "family_name": "Zundelart", **HOME, "phone": "+4915112345678"}
    held.append([town.says(system, email="test@test.de", **anna) for system in ("shop", "till")])
    assert town.profiles() == held


def test_a_crowd_of_nobodies_that_comes_and_goes_is_drawn_as_a_rebuild_would(town: Town) -> None:
    for number in range(200):
        town.says("base", given_name="Anna", family_name=f"Grund{number}")
    reach = {"email": "kasse@firma.de", "phone": "+4930123456"}
    held = till(town, NOBODIES, FILLERS, numbered=True, lives=True, **reach)
    bare = [town.says("news", **reach) for _ in range(BLOCK_AT_MOST - NOBODIES)]
    town.match()
    steps: list[Callable[[], object]] = [
        lambda: town.says("list", "2001", family_name="Gast", **reach, **HOME),
        lambda: town.takes_back(held[0]),
        lambda: town.says("list", "2002", **reach),
        lambda: town.says("shop", given_name="Anna", family_name="Zundelart", **reach),
        lambda: town.says("list", "2003", family_name="Zundelart", **reach),
        lambda: town.takes_back(held[1]),
        lambda: [town.takes_back(one) for one in bare],
        lambda: [town.says("list", str(3000 + row), family_name="Kunde", **reach) for row in range(80)],
        lambda: [town.says("list", str(3000 + row), family_name="Ott", **reach) for row in range(80)],
    ]
    town.grows(steps)
