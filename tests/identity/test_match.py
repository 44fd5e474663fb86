"""Who is one: the lessons of this kind of data, one sentence each."""

import sqlite3
from pathlib import Path

import newest_steps
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from identity_town import Town

from kmu_crm.errors import Cancelled
from kmu_crm.identity import match as matching
from kmu_crm.identity import queries, verdicts
from kmu_crm.identity.model import BLOCK_AT_MOST
from kmu_crm.progress import Progress
from kmu_crm.store.store import Store

HOME = {"street": "Birkenweg 7", "postcode": "04109", "city": "Leipzig"}
ANNA = {"given_name": "Anna", "family_name": "Müllerstedt", "email": "anna.muellerstedt@gmx.de", **HOME}


def test_umlauts_and_short_streets_do_not_part_a_customer(town: Town) -> None:
    one = town.says("buch", "1", **ANNA)
    other = town.says("shop", given_name="Anna", family_name="Muellerstedt", street="Birkenweg 7", postcode="04109",
                      email="anna.muellerstedt@gmx.de")  # fmt: skip
    assert town.profiles() == [[one, other]]


def test_two_people_who_share_a_family_mail_stay_two(town: Town) -> None:
    mail = "familie.auerfels@gmx.de"
    he = town.says("buch", "1", given_name="Klaus", family_name="Auerfels", email=mail, **HOME)
    she = town.says("shop", given_name="Petra", family_name="Auerfels", email=mail, **HOME)
    assert town.profiles() == [[he], [she]]


def test_two_people_on_one_mail_host_are_no_firm_until_somebody_names_it(town: Town) -> None:
    ina = town.says("buch", "1", given_name="Ina", family_name="Berger", email="ina@ortmann.example")
    uwe = town.says("buch", "2", given_name="Uwe", family_name="Kranz", email="uwe@ortmann.example")
    assert town.profiles() == [[ina], [uwe]]
    firm = town.says("shop", company="Ortmann Möbel GmbH", email="bestellung@ortmann.example")
    assert town.profiles() == [[ina, uwe, firm]]


@pytest.mark.parametrize(
    ("his", "hers"), [("Peter", "Petra"), ("Jan", "Jana"), ("Stefan", "Stefanie"), ("Mario", "Maria")]
)
def test_a_couple_of_like_names_with_one_mail_and_one_door_stays_two(town: Town, his: str, hers: str) -> None:
    mail = f"{his.lower()}.auerfels@gmx.de"
    he = town.says("buch", "1", given_name=his, family_name="Auerfels", email=mail, **HOME)
    she = town.says("buch", "2", given_name=hers, family_name="Auerfels", email=mail, **HOME)
    assert town.profiles() == [[he], [she]]


def test_a_row_without_a_name_does_not_bridge_two_people(town: Town) -> None:
    he = town.says("buch", "1", given_name="Klaus", family_name="Auerfels", email="auerfels@gmx.de", **HOME)
    she = town.says("shop", given_name="Petra", family_name="Auerfels", email="auerfels@gmx.de", **HOME)
    town.says("news", "9", email="auerfels@gmx.de")
    profile = {record: group[0] for group in town.profiles() for record in group}
    assert profile[he] != profile[she]


def test_two_whom_a_third_row_held_together_part_when_it_goes(town: Town) -> None:
    name, born = {"given_name": "Xaver", "family_name": "Quittenbaum"}, {"birth_date": "1961-04-17"}
    at_home = town.says("buch", "1", **name, **HOME)
    bridge = town.says("crm", "71", **name, **HOME, **born)
    elsewhere = town.says("karte", "81", **name, **born)
    for _ in range(9):  # enough that the model stays as it is
        town.says("base", given_name="Anna", family_name="Grund")
    assert [at_home, bridge, elsewhere] in town.profiles()
    town.takes_back(bridge)
    assert {(at_home,), (elsewhere,)} <= set(map(tuple, town.profiles()))


def test_a_digit_tells_two_mailboxes_of_namesakes_apart_where_a_letter_is_a_typing_error(town: Town) -> None:
    hans = {"given_name": "Hans", "family_name": "Kieselbach"}
    first = town.says("shop", email="hkieselbach1@web.de", street="Weg 1", postcode="10115", city="Berlin", **hans)
    second = town.says("shop", email="hkieselbach2@web.de", street="Allee 9", postcode="80331", city="München", **hans)
    mistyped = town.says("news", email="hkieselbahc2@web.de", **hans)
    assert town.profiles() == [[first], [second, mistyped]]


def test_a_birthday_with_day_and_month_swapped_is_a_slip(town: Town) -> None:
    home = {"street": "Birkenweg 7", "postcode": "04109", "city": "Leipzig"}
    for source, day in (("buch", "1970-04-03"), ("shop", "1970-03-04")):
        town.says(source, given_name="Anna", family_name="Kranz", birth_date=day, **home)
    assert town.profiles() == [[1, 2]]


def test_father_and_son_are_told_apart_by_birth_date(town: Town) -> None:
    person = {"given_name": "Georg", "family_name": "Kieselbach", **HOME}
    old = town.says("buch", "1", birth_date="1948-03-02", **person)
    young = town.says("crm", "1", birth_date="1979-11-23", **person)
    assert town.profiles() == [[old], [young]]


@pytest.mark.parametrize(("he", "his"), [("sen.", "jun."), ("d. Ä.", "d. J."), ("(Vater)", "(Sohn)")])
def test_sen_and_jun_are_two(town: Town, he: str, his: str) -> None:
    mail = {"phone": "+493412312514", **HOME}
    old = town.says("buch", "1", given_name="Georg", family_name=f"Kieselbach {he}", **mail)
    young = town.says("crm", "1", given_name="Georg", family_name=f"Kieselbach {his}", **mail)
    assert town.profiles() == [[old], [young]]


def test_a_nickname_at_the_same_mobile_number_is_the_same_person(town: Town) -> None:
    one = town.says("buch", "1", given_name="Josef", family_name="Tannhauser", phone="+4915112345678", **HOME)
    other = town.says("crm", "1", given_name="Sepp", family_name="Tannhauser", phone="+4915112345678", **HOME)
    assert town.profiles() == [[one, other]]


@pytest.mark.parametrize(
    "place", [{"postcode": "10115", "city": "Berlin"}, {"postcode": "10115"}, {"city": "Berlin"}, {}]
)
def test_a_name_is_asked_about_where_no_street_speaks_against_it(town: Town, place: dict[str, str]) -> None:
    names = ("Auerfels", "Birnstiel", "Cordshagen", "Dornheckter", "Ellerbrook", "Finkenzeller")
    for n, family in enumerate(names):
        home = {"street": f"Am Anger {n}", "postcode": "10115", "city": "Berlin"}
        town.says("list", str(n), given_name="Anna", family_name=family, email=f"{family}@web.example", **home)
    town.says("visits", given_name="Anna", family_name=names[0], **place)
    town.match()
    assert [band for (band,) in town.db.execute("SELECT band FROM pair")] == ["ask"]


def test_a_name_alone_is_never_enough(town: Town) -> None:
    one = town.says("buch", "1", given_name="Xaver", family_name="Quittenbaum")
    other = town.says("crm", "71", given_name="Xaver", family_name="Quittenbaum")
    assert town.profiles() == [[one], [other]]


def test_contacts_belong_to_their_company(town: Town) -> None:
    firm = {"company": "Nordwerk Gartenbau GmbH", **HOME}
    one = town.says("buch", "1", kind="company", email="info@nordwerk.example", **firm)
    other = town.says("crm", "1", given_name="Ute", family_name="Sandmann", email="u.sandmann@nordwerk.example", **firm)
    third = town.says("news", "5", given_name="Ole", family_name="Frisch", email="o.frisch@nordwerk.example")
    assert town.profiles() == [[one, other, third]]


def test_sister_firms_under_one_roof_are_two(town: Town) -> None:
    place = {"phone": "+493412312514", **HOME}
    one = town.says("buch", "1", company="Nordwerk Gartenbau GmbH", **place)
    other = town.says("crm", "1", company="Nordwerk Gartenbau Verwaltungs GmbH", **place)
    assert town.profiles() == [[one], [other]]


def test_branches_of_a_firm_are_one(town: Town) -> None:
    firm = {"company": "Nordwerk Gartenbau GmbH", "vat_id": "DE123456788"}
    one = town.says("buch", "1", **firm, **HOME)
    other = town.says("crm", "1", **firm, street="Hafenstr. 3", postcode="20095", city="Hamburg")
    assert town.profiles() == [[one, other]]


def test_the_owner_as_a_private_buyer_is_another_customer(town: Town) -> None:
    firm = town.says("buch", "1", company="Nordwerk Gartenbau GmbH", given_name="Ute", family_name="Sandmann",
                     email="info@nordwerk.example", **HOME)  # fmt: skip
    owner = town.says("shop", given_name="Ute", family_name="Sandmann", email="ute.sandmann@gmx.de", **HOME)
    assert town.profiles() == [[firm], [owner]]


def test_numbered_names_are_not_alike(town: Town) -> None:
    groups = [town.says("buch", str(n), company=f"Kunde {n:06} GmbH", **HOME) for n in range(1, 30)]
    assert town.profiles() == [[record] for record in groups]


def test_buyers_of_a_market_place_share_no_mail(town: Town) -> None:
    relay = "abc123@marketplace.amazon.de"
    one = town.says("shop", given_name="Ute", family_name="Sandmann", email=relay)
    other = town.says("shop", given_name="Uta", family_name="Sandmann", email=relay)
    assert town.profiles() == [[one], [other]]


def test_an_address_that_a_crowd_holds_merges_nobody(town: Town) -> None:
    names = ["Anton", "Berta", "Dora", "Emil", "Hugo", "Ines", "Jakob", "Lena", "Moritz", "Nora"]
    for number, given_name in enumerate(names):
        town.says("shop", given_name=given_name, family_name=f"Rosen{'abcdefghij'[number] * 3}", email="kasse@gmx.de")
    nobody = town.says("news", "1", email="kasse@gmx.de")
    assert [nobody] in town.profiles()


def test_two_numbers_of_one_source_used_side_by_side_are_asked_about(town: Town) -> None:
    def lives_twice(*days: str) -> int:
        person = {"given_name": "Jonas", "family_name": "Hollerbeck", "phone": "+493412312514", **HOME}
        for key in ("1", "2"):
            record = town.says("buch", key, **person)
            for day in days:
                town.buys(record, day)
        return len(town.profiles())

    assert lives_twice("2022-01-03") == 1
    assert lives_twice("2020-01-03", "2024-01-03") == 2


def test_a_record_that_only_facts_name_is_a_profile_of_its_own(town: Town) -> None:
    record = town.says("shop", "1", **ANNA)
    town.buys(record, "2024-05-01")
    town.takes_back(record)
    assert town.profiles() == [[record]]
    town.db.execute("UPDATE fact SET current = 0")
    town.takes_back(record)
    assert town.profiles() == []


def test_the_report_names_the_profiles_that_changed(town: Town) -> None:
    town.says("buch", "1", **ANNA)
    calm = town.says("buch", "2", given_name="Jonas", family_name="Hollerbeck")
    assert town.match().touched == {1, 2}
    joined = town.says("shop", **ANNA)
    report = town.match()
    assert queries.counts(town.db) == queries.Counts(3, 2, 1, 0)
    assert 1 in report.touched and calm not in report.touched and joined not in report.touched
    assert town.match().touched == set()


def test_another_threshold_draws_everything_anew(town: Town) -> None:
    for system, key in (("buch", "1"), ("crm", "71")):
        town.says(system, key, **(ANNA | {"email": ""}))
    assert len(town.profiles()) == 1
    town.db.execute("INSERT INTO setting VALUES ('match.one_percent', '100')")
    assert len(town.profiles()) == 2


@pytest.mark.parametrize("more", [{}, {**HOME, "email": "max.zschoche@gmx.de"}])
def test_no_threshold_joins_by_a_name_alone_or_against_a_plain_contradiction(town: Town, more: dict[str, str]) -> None:
    for source, key, born in (("buch", "1", "1950-02-01"), ("crm", "71", "1982-07-05")):
        town.says(source, key, given_name="Max", family_name="Zschoche", birth_date=born if more else "", **more)
    town.db.execute("INSERT INTO setting VALUES ('match.one_percent', '5')")
    assert len(town.profiles()) == 2


def test_cancelling_leaves_everything_as_it_was(town: Town) -> None:
    class Cancelling(Progress):
        def report(self, done: int, total: int) -> None:
            raise Cancelled

    town.says("buch", "1", **ANNA)
    town.match()
    town.says("shop", **ANNA)
    before = town.derived()
    with pytest.raises(Cancelled):
        matching.update(town.db, progress=Cancelling())
    assert town.derived() == before
    assert town.db.execute("SELECT count(*) FROM changed_record").fetchone() == (1,)


_WORDS = st.fixed_dictionaries(
    {},
    optional={
        "given_name": st.sampled_from(["Anna", "Klaus", "Petra", "K.", "Sepp", "Josef", "Anne"]),
        "family_name": st.sampled_from(["Auerfels", "Müller", "Mueller", "Auerfelz", "Klaus", "Müller jun."]),
        "company": st.sampled_from(["Nordwerk GmbH", "Nordwerk Holding GmbH", "Nordwerk"]),
        "email": st.sampled_from(
            ["a@gmx.de", "fam.auerfels@gmx.de", "info@nordwerk.example", "k@nordwerk.example", "k@weber.example"]
        ),
        "phone": st.sampled_from(["+493412312514", "+4915112345678"]),
        "street": st.sampled_from(["Birkenweg 7", "Birkenweg 9"]),
        "postcode": st.sampled_from(["04109", "4109"]),
        "birth_date": st.sampled_from(["1960-01-02", "1990-05-06"]),
    },
)
_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("says"), st.sampled_from(["buch", "crm", "news"]), st.sampled_from("123456"), _WORDS),
        st.tuples(st.just("back"), st.integers(1, 12)),
        st.tuples(st.sampled_from(["merge", "apart", "split"]), st.integers(1, 12), st.integers(1, 12)),
        st.tuples(st.just("buys"), st.integers(1, 12), st.sampled_from(["2020-01-01", "2024-01-01"])),
        st.tuples(st.just("match")),
    ),
    max_size=30,
)


def test_a_block_that_grows_too_large_and_shrinks_again_is_drawn_as_a_rebuild_would(town: Town) -> None:
    for number in range(80):
        town.says("base", given_name="Anna", family_name=f"Grund{number}")
    twins = [town.says("crm", str(n), given_name="Xaver", family_name="Quittenbaum") for n in range(BLOCK_AT_MOST - 1)]
    town.match()
    for change in (
        lambda: town.says("news", "1", given_name="Xaver", family_name="Quittenbaum"),
        lambda: town.says("news", "2", given_name="Xaver", family_name="Quittenbaum"),
        lambda: town.takes_back(twins[0]),
        lambda: town.takes_back(twins[1]),
    ):
        change()
        town.match()
        grown = town.derived()
        matching.rebuild(town.db)
        assert town.derived() == grown


def test_a_store_of_before_is_compared_anew_when_it_is_opened(tmp_path: Path) -> None:
    town = Town(tmp_path)
    town.says("buch", "1", **ANNA)
    town.match()
    with town.db:
        town.db.execute("DELETE FROM match_key WHERE key LIKE 'x:%'")
        for statement in newest_steps.UNDONE:
            town.db.execute(statement)
        town.db.execute("PRAGMA user_version = 27")
    town.store.close()
    with Store(tmp_path / "town.kmucrm") as opened:
        matching.update(opened.db)
        assert opened.db.execute("SELECT count(*) FROM match_key WHERE key LIKE 'x:%'").fetchone()[0] > 0


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=_STEPS)
def test_a_rebuild_gives_what_the_updates_gave(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[object, ...]]
) -> None:
    town = Town(tmp_path_factory.mktemp("town"))
    for _ in range(40):  # enough that the model stays the same while the rest happens
        town.says("base", given_name="Anna", family_name="Grund")
    town.match()
    for step in steps:
        _take(town, step)
    town.match()
    grown = town.derived()
    matching.rebuild(town.db)
    assert town.derived() == grown
    town.store.close()


def _take(town: Town, step: tuple[object, ...]) -> None:
    known = {record for (record,) in town.db.execute("SELECT record_id FROM membership")}
    match step:
        case ("says", str(system), str(key), dict(words)):
            town.says(system, key, **words)
        case ("back", int(number)) if number + 40 in known:
            town.takes_back(number + 40)
        case ("buys", int(number), str(day)) if number + 40 in known:
            town.buys(number + 40, day)
        case ("match",):
            town.match()
        case (str(verb), int(a), int(b)) if {a + 40, b + 40} <= known:
            _decide(town.db, verb, a + 40, b + 40)
        case _:
            pass


def _decide(db: sqlite3.Connection, verb: str, a: int, b: int) -> None:
    together = verdicts.profile_of(db, a) == verdicts.profile_of(db, b)
    if verb == "split" and together and a != b:
        verdicts.split(db, a, [b], "me")
    elif verb == "merge" and not together:
        verdicts.merge(db, a, b, "me")
    elif verb == "apart" and not together:
        verdicts.apart(db, a, b, "me")


@pytest.mark.parametrize(
    ("given_name", "family_name"), [("Herrenwald", "P."), ("Lindenloh", "Tina"), ("Lindenloh", "Kristina")]
)
def test_swapped_names_are_found_behind_an_initial_and_a_nickname(
    town: Town, given_name: str, family_name: str
) -> None:
    mail = {"email": "nachteule1928@gmx.de"}
    usual = {"Herrenwald": "Pascal", "Lindenloh": "Kristina"}[given_name]
    one = town.says("buch", "1", given_name=usual, family_name=given_name, **mail, **HOME)
    other = town.says("news", "91", given_name=given_name, family_name=family_name, **mail)
    assert town.profiles() == [[one, other]]
