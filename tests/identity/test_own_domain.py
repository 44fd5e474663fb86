"""People whose mail has a domain of its own: a person stays a person, until somebody names the firm of that domain."""

import pytest
from identity_town import Town

from kmu_crm.identity import match as matching

HOME = {"street": "Lindengasse 3", "postcode": "04109", "city": "Leipzig"}
ANNA = {"given_name": "Anna", "family_name": "Weber"}
OWN, FREE = "anna@weber-design.example", "anna.weber@gmx.de"


def asked(town: Town) -> list[tuple[int, int]]:
    town.match()
    return town.db.execute("SELECT a, b FROM pair WHERE band = 'ask'").fetchall()


def test_the_same_person_at_a_domain_of_her_own_and_at_a_free_host_is_asked_about(town: Town) -> None:
    own = town.says("buch", "1", **ANNA, email=OWN, **HOME)
    free = town.says("shop", **ANNA, email=FREE, **HOME)
    together = town.profiles() == [[own, free]]
    assert together or asked(town) == [(own, free)]


def test_with_the_same_telephone_they_are_one(town: Town) -> None:
    own = town.says("buch", "1", **ANNA, email=OWN, phone="+4915112345678", **HOME)
    free = town.says("shop", **ANNA, email=FREE, phone="+4915112345678", **HOME)
    assert town.profiles() == [[own, free]]


def test_with_the_same_number_of_one_range_they_are_one(town: Town) -> None:
    for number, name in enumerate(("Auerfels", "Birnstiel", "Cordshagen", "Dornheckter")):
        town.says("buch", f"1010{number}", given_name="Anna", family_name=name)
        town.says("service", full_name=f"Anna {name}", customer_number=f"1010{number}")
    own = town.says("buch", "10109", **ANNA, email=OWN, **HOME)
    free = town.says("service", **ANNA, email=FREE, customer_number="10109", **HOME)
    assert [own, free] in town.profiles()


def test_two_people_of_a_household_at_their_own_domain_stay_two(town: Town) -> None:
    phone = "+493412312514"
    she = town.says("buch", "1", **ANNA, email="anna@weber.example", phone=phone, **HOME)
    he = town.says("shop", given_name="Bernd", family_name="Weber", email="bernd@weber.example", phone=phone, **HOME)
    he_too = town.says("crm", "1", given_name="Bernd", family_name="Weber", email="bernd@gmx.de", phone=phone, **HOME)
    assert town.profiles() == [[she], [he, he_too]]


def test_who_writes_from_the_domain_of_a_named_firm_is_not_its_owner_as_a_private_buyer(town: Town) -> None:
    firm = town.says("buch", "1", company="Weber Design GmbH", email="info@weber-design.example", **HOME)
    contact = town.says("news", **ANNA, email=OWN)
    owner = town.says("shop", **ANNA, email=FREE, phone="+4915112345678", **HOME)
    assert town.profiles() == [[firm, contact], [owner]]


def test_a_firm_named_later_takes_its_contact_from_the_private_buyer(town: Town) -> None:
    for number in range(12):  # enough that the model stays as it is
        town.says("base", given_name="Jonas", family_name=f"Grund{'abcdefghijkl'[number] * 3}")
    own = town.says("buch", "1", **ANNA, email=OWN, phone="+4915112345678", **HOME)
    free = town.says("shop", **ANNA, email=FREE, phone="+4915112345678", **HOME)
    assert [own, free] in town.profiles()
    firm = town.says("crm", "1", company="Weber Design GmbH", email="info@weber-design.example")
    assert [own, firm] in town.profiles() and [free] in town.profiles()
    before = town.derived()
    matching.rebuild(town.db)
    assert town.derived() == before
    town.takes_back(firm)
    assert [own, free] in town.profiles()


def test_a_contact_does_not_bridge_a_firm_without_mail_and_its_owner(town: Town) -> None:
    phone = {"phone": "+4915112345678"}
    firm = town.says("buch", "1", company="Weber Design GmbH", **HOME, **phone)
    contact = town.says("news", **ANNA, email=OWN, **HOME, **phone)
    owner = town.says("shop", **ANNA, email=FREE, **HOME, **phone)
    profiles = {record: group for group in town.profiles() for record in group}
    assert owner not in profiles[firm] and contact in profiles


def test_her_own_domain_does_not_bridge_a_firm_of_another_name_and_its_owner(town: Town) -> None:
    phone = {"phone": "+4915112345678"}
    firm = town.says("buch", "1", company="Lichtblick GmbH", **ANNA, email="info@lichtblick.example", **HOME, **phone)
    town.says("news", **ANNA, email=OWN, **HOME, **phone)
    owner = town.says("shop", **ANNA, email=FREE, **HOME, **phone)
    profiles = {record: group for group in town.profiles() for record in group}
    assert owner not in profiles[firm]


@pytest.mark.parametrize("bare", [False, True])
def test_two_of_two_towns_behind_one_desk_are_asked_about(town: Town, bare: bool) -> None:
    town.says("buch", "1", **ANNA, email="info@lichtblick.example", city="Leipzig")
    town.says("shop", given_name="Uwe", family_name="Kranz", email="info@lichtblick.example", city="Ulm")
    if bare:  # and whoever gives no name fits both: it makes no one of them
        town.says("letter", email="info@lichtblick.example")
    assert len(town.profiles()) == 2 + bare
    assert ("ask",) in town.db.execute("SELECT band FROM pair").fetchall()


def test_two_who_read_one_desk_are_one_as_soon_as_somebody_names_a_firm_there(town: Town) -> None:
    one = town.says("buch", "1", **ANNA, email="info@lichtblick.example")
    other = town.says("shop", given_name="Uwe", family_name="Kranz", email="info@lichtblick.example")
    assert town.profiles() == [[one], [other]]
    town.says("list", company="Möbel Ortmann", email="einkauf@lichtblick.example")
    assert town.profiles()[0] == [one, other]


def test_numbered_people_at_one_host_are_not_alike(town: Town) -> None:
    people = [town.says("buch", str(n), given_name="Anna", family_name=f"Muster{n}", email=f"a{n}@x.example")
              for n in range(5)]  # fmt: skip
    assert town.profiles() == [[one] for one in people]


NEIGHBOURS = [
    ("1", "Anna", "Abel", "", "Lindenweg 14", "49074", "abel.anna"),
    ("2", "Berta", "Bauer", "Bäckerei Bauer", "Marktplatz 2", "49076", "baeckerei.bauer"),
    ("3", "Clara", "Conrad", "", "Am Hang 31", "49078", "c.conrad"),
    ("5", "Emil", "Engel", "Schlosserei Engel", "Industriestraße 5", "49082", "schlosserei-engel"),
    ("6", "Frieda", "Fuchs", "", "Ring 66", "49090", "ffuchs"),
]


@pytest.mark.parametrize("numbered", [True, False])
def test_firms_and_people_at_a_provider_that_nobody_lists_stay_apart(town: Town, numbered: bool) -> None:
    told = [
        town.says("buch", number if numbered else "", given_name=given, family_name=family, company=firm or None,
                  street=street, postcode=code, city="Osnabrück", email=f"{local}@stadtnetz.example")
        for number, given, family, firm, street, code, local in NEIGHBOURS
    ]  # fmt: skip
    assert town.profiles() == [[one] for one in told]


def test_who_has_a_number_and_a_home_of_her_own_is_a_customer_beside_her_school(town: Town) -> None:
    school = town.says("buch", "1", company="Schule am Ring", email="sekretariat@schule-am-ring.example",
                       street="Ring 1", postcode="49090", city="Osnabrück")  # fmt: skip
    teacher = town.says("buch", "2", **ANNA, email="a.weber@schule-am-ring.example", **HOME)
    writes = town.says("news", given_name="Uwe", family_name="Kranz", email="u.kranz@schule-am-ring.example")
    assert town.profiles() == [[school, writes], [teacher]]


@pytest.mark.parametrize(("host", "profiles"), [("kmail.example", 2), ("weber-design.example", 1)])
def test_who_shares_but_a_host_with_a_firm_is_of_it_only_where_that_is_called_so(
    town: Town, host: str, profiles: int
) -> None:
    town.says("news", company="Weber Design GmbH", **ANNA, email=f"anna@{host}")
    town.says("news", given_name="Otto", family_name="Damm", email=f"otto@{host}")
    assert len(town.profiles()) == profiles
    assert bool(asked(town)) == (profiles == 2)


def test_a_firm_and_people_it_does_not_name_are_asked_about_at_a_provider_that_nobody_lists(town: Town) -> None:
    for name, city in (("Steuerkanzlei Nowak", "Kassel"), ("Holzbau Reuter GmbH", "Kiel")):
        town.says("buch", company=name, city=city, email=f"{name.split()[1].lower()}@kabelnetz.example")
    for given, family, city in (("Uwe", "Brandt", "Kassel"), ("Anna", "Ziegler", "Kiel")):
        town.says("buch", given_name=given, family_name=family, city=city, email=f"{given.lower()}@kabelnetz.example")
    assert len(town.profiles()) == 4 and asked(town)


def test_a_host_of_a_letter_or_two_is_called_as_nobody(town: Town) -> None:
    town.says("buch", "1", company="Max Bau", email="m@x.de")
    town.says("buch", "2", given_name="Eva", family_name="Tal", email="e@x.de")
    assert len(town.profiles()) == 2
