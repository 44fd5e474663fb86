"""What one record says, in the spellings that matching compares."""

import pytest
from identity_town import Town

from kmu_crm.identity import keys, words
from kmu_crm.identity.model import Model
from kmu_crm.identity.words import Words

NEW = Model(1, 0, {}, frozenset(), 0.95, 0.55)


def read(town: Town, **said: object) -> Words:
    record = town.says("buch", "1", **said)
    (found,) = words.of(town.db, [record], frozenset())
    return found


def test_spellings_of_one_name_and_street_come_out_the_same(town: Town) -> None:
    one = read(town, given_name="Jürgen", family_name="Dr. Weiß", street="Hauptstraße 12 a", postcode="01067")
    other = read(town, given_name="JUERGEN", family_name="Weiss", street="Hauptstr. 12a", postcode="1067")
    assert (one.given, one.family, one.places) == (other.given, other.family, other.places)


@pytest.mark.parametrize(("given", "whole"), [("Ay?e", "Ayşe"), ("Ma?gorzata", "Małgorzata"), ("?pela", "Špela")])
def test_a_letter_that_a_program_lost_makes_nobody_else(town: Town, given: str, whole: str) -> None:
    home = {"family_name": "Quittenbaum", "street": "Weg 1", "postcode": "04109", "city": "Leipzig"}
    for n in range(6):  # so many that it is no slip of the pen any more
        town.says("shop", given_name=given, family_name=f"Zoll{n}", street=f"Allee {n}", postcode="10115")
        town.says("buch", given_name=whole, family_name=f"Ott{n}", street=f"Ring {n}", postcode="50667")
    one, other = town.says("shop", given_name=given, **home), town.says("buch", given_name=whole, **home)
    assert [one, other] in town.profiles()


def test_only_the_newest_current_words_count_and_further_ones_stand_beside(town: Town) -> None:
    read(town, family_name="Alt")
    now = read(town, family_name="Neu", emails=["a@gmx.de", "b@gmx.de"], phones=["+493412312514", "+4915112345678"])
    assert now.family == "neu" and now.mails == ("a@gmx.de", "b@gmx.de") and len(now.phones) == 2


def test_a_whole_name_in_the_column_of_surnames_is_taken_apart(town: Town) -> None:
    found = read(town, family_name="Gerlinde Hasenöhrl")
    assert (found.given, found.family) == ("gerlinde", "hasenohrl")
    assert read(town, family_name="von Berg").given == ""


def test_sen_and_jun_are_taken_off_the_name(town: Town) -> None:
    found = read(town, given_name="Georg", family_name="Kieselbach sen.")
    assert (found.family, found.generation) == ("kieselbach", "sen")


@pytest.mark.parametrize(
    ("said", "firm"),
    [
        ({"company": "Nordwerk GmbH"}, True),
        ({"full_name": "Nordwerk GmbH"}, True),
        ({"family_name": "Nordwerk GmbH"}, True),
        ({"email": "ute@nordwerk.example"}, True),
        ({"email": "nordwerk.gartenbau@gmx.de"}, True),
        ({"email": "ute.sandmann@gmx.de", "full_name": "Ute Sandmann"}, False),
        ({"email": "ute@sandmann.example", "birth_date": "1970-01-01"}, False),
    ],
)
def test_a_row_is_a_firm_by_name_or_by_a_host_of_its_own(town: Town, said: dict[str, str], firm: bool) -> None:
    assert read(town, **said).firm is firm


def test_hosts_that_many_strangers_use_are_no_firm(town: Town) -> None:
    record = town.says("buch", "1", email="ute@stadtnetz.example")
    (found,) = words.of(town.db, [record], frozenset({"stadtnetz.example"}))
    assert not found.firm


def test_swapped_names_share_a_key(town: Town) -> None:
    one = keys.of(read(town, given_name="Heinrich", family_name="Krüger"), NEW)
    assert one & keys.of(read(town, given_name="Krüger", family_name="Heinrich"), NEW)


def test_a_mail_at_a_firms_host_shares_a_key_with_its_name(town: Town) -> None:
    mail = keys.of(read(town, email="info@huber-bau.example"), NEW)
    assert mail & keys.of(read(town, company="Bau Huber GmbH"), NEW)
