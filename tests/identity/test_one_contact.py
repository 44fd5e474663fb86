"""Firms of one name, and who stands for them."""

from identity_town import Town

from kmu_crm.identity import queries

HOME = {"street": "Birkenweg 7", "postcode": "04109", "city": "Leipzig"}
AWAY = {"street": "Steig 70", "postcode": "80331", "city": "München"}
FIRM = {"company": "Quittenbaum Ladenbau GmbH"}
INA = {"given_name": "Ina", "family_name": "Rehstein"}


def test_one_name_and_one_contact_are_one_firm_and_its_branch(town: Town) -> None:
    one = town.says("buch", "1", **FIRM, **INA, **HOME)
    other = town.says("crm", "71", **FIRM, **INA, **AWAY)
    assert town.profiles() == [[one, other]]


def test_a_surname_or_an_initial_is_no_contact_enough(town: Town) -> None:
    for number, contact in enumerate(
        ({"family_name": "Quittenbaum"}, {"given_name": "I.", "family_name": "Quittenbaum"})
    ):
        one = town.says(f"buch {number}", f"1{number}", **FIRM, **contact, **HOME)
        other = town.says(f"crm {number}", f"7{number}", **FIRM, **contact, **AWAY)
        assert not any({one, other} <= set(profile) for profile in town.profiles())


def test_a_rare_name_of_a_firm_in_two_towns_is_asked_about(town: Town) -> None:
    one = town.says("buch", "1", **FIRM, **HOME)
    other = town.says("crm", "71", **FIRM, **AWAY)
    assert town.profiles() == [[one], [other]]
    assert [(pair.a, pair.b) for pair in queries.review(town.db, 10)] == [(one, other)]


def test_who_reads_the_desk_of_a_firm_stands_for_it_however_the_firm_is_spelled(town: Town) -> None:
    mail = {"email": "quittenbaum.lad@gmx.de"}
    firm = town.says("buch", "1", **FIRM, **HOME, **mail)
    misspelled = town.says("crm", "71", company="Uqittenbaum Ladenbau GmbH", **HOME, **mail)
    nobody = town.says("news", "91", **mail)
    assert town.profiles() == [[firm, misspelled, nobody]]
