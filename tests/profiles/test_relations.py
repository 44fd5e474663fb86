"""Who belongs together without being one, told by the data or by a person."""

import pytest

from kmu_crm.decisions import journal
from kmu_crm.identity import match, verdicts
from kmu_crm.profiles.relations import queries, said
from kmu_crm.profiles.relations.queries import MOST
from kmu_crm.profiles.relations.said import WithItself
from tests.identity.identity_town import Town
from tests.identity.never import AWAY, HOME, OFFICE
from tests.identity.never_firms import FIRMS
from tests.identity.never_people import PEOPLE

CASES = PEOPLE | FIRMS


@pytest.fixture
def town(tmp_path):
    made = Town(tmp_path)
    yield made
    made.store.close()


def relations(town: Town, *rows: dict[str, str]) -> list[tuple[int, str, int]]:
    """What stands between rows of sources of their own: (1, "owns", 2) of the first and the second."""
    records = [town.says(f"source {place}", **row) for place, row in enumerate(rows)]
    match.update(town.db)
    profile = {verdicts.profile_of(town.db, record): place for place, record in enumerate(records, 1)}
    return sorted((profile[one.a], one.kind, profile[one.b]) for one in queries.among(town.db, set(profile)))


KARL = {"given_name": "Karl", "family_name": "Huber"}
ANNA = {"given_name": "Anna", "family_name": "Huber"}
BAU = {"company": "Huber Bau GmbH", "email": "info@huber-bau.example", **OFFICE}


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ([KARL | HOME, ANNA | HOME], "lives_with"),
        ([KARL | HOME | {"email": "huber@gmx.de"}, ANNA | {"email": "huber@gmx.de"}], "lives_with"),
        ([KARL | HOME | {"phone": "+4971511"}, {"given_name": "Eva", "family_name": "Lang", "phone": "+4971511"} | HOME], "lives_with"),
        ([KARL | HOME | {"birth_date": "1950-01-01"}, KARL | HOME | {"birth_date": "1980-01-01"}], "lives_with"),
        ([KARL | HOME, BAU | KARL], "owns"),
        ([KARL | AWAY | {"phone": "+4917011"}, {"company": "Bäckerei Karl Huber", "phone": "+4917011", **HOME}], "owns"),
        ([KARL | AWAY | {"phone": "+4917011"}, {"company": "Sport Meier, Inh. Karl Huber", "phone": "+4917011", **HOME}], "owns"),
        ([{"given_name": "Eva", "family_name": "Lang", "phone": "+4917011"} | AWAY,
          {"company": "Sport Meier GmbH", "given_name": "Eva", "family_name": "Lang", "phone": "+4917011"} | HOME], "works_at"),
        ([{"company": "Huber Bau Verwaltungs GmbH", **OFFICE}, BAU], "sister_of"),
        ([{"company": "Huber Immobilien GmbH", "email": "immo@huber-bau.example", **HOME}, BAU], "sister_of"),
    ],
)  # fmt: skip
def test_what_the_data_say_is_a_relation(town: Town, rows: list[dict[str, str]], kind: str) -> None:
    assert relations(town, *rows) == [(1, kind, 2)]


@pytest.mark.parametrize(
    "rows",
    [
        [KARL | HOME, {"given_name": "Eva", "family_name": "Lang"} | HOME],  # neighbours
        [KARL | HOME, ANNA | AWAY],  # one name in one town
        [KARL | HOME | {"email": "huber@gmx.de"}, ANNA | AWAY | {"email": "huber@gmx.de"}],  # moved out
        [KARL | HOME, KARL | HOME | {"birth_date": "1980-01-01"}],  # a question of duplicates
        [KARL | HOME, BAU],  # one of a family behind the firm's door
        [
            {"company": "Müller Maschinenbau GmbH", "city": "Ulm"},
            {"company": "Maschinenbau Müller GmbH", "city": "Kiel"},
        ],
        [{"company": "Gebrüder Kurz Metallbau", **OFFICE}, {"company": "Gebrüder Lang Optik", **OFFICE}],
        [{"company": "Meier GmbH", **OFFICE}, BAU],  # two firms in one house
        [{"email": "info@huber-bau.example"}, {"company": "Kurz GmbH", "email": "info@huber-bau.example"}],
    ],
)
def test_what_only_looks_alike_is_none(town: Town, rows: list[dict[str, str]]) -> None:
    if len(rows) == 2 and rows[1] is BAU and "company" in rows[0]:
        rows = [rows[0], {name: value for name, value in BAU.items() if name != "email"}]
    assert [kind for _a, kind, _b in relations(town, *rows)] == []


@pytest.mark.parametrize("case", [name for name in CASES if name.startswith(("strangers", "namesakes", "number"))])
def test_strangers_and_what_is_only_numbered_have_no_relation(town: Town, case: str) -> None:
    assert relations(town, *[words for _who, words in CASES[case]]) == []


@pytest.mark.parametrize("case", [name for name in PEOPLE if name.startswith(("household: ", "father/son: birth"))])
def test_a_household_is_seen_as_one(town: Town, case: str) -> None:
    relations(town, *[words for _who, words in CASES[case]])
    numbers = {number for (number,) in town.db.execute("SELECT profile_id FROM membership")}
    assert len(set(queries.households(town.db, numbers).values())) == 1


def test_three_of_one_household_have_one_number(town: Town) -> None:
    eva = {"given_name": "Eva", "family_name": "Lang", **HOME}
    relations(town, KARL | HOME, ANNA | HOME | {"phone": "+4971511"}, eva | {"phone": "+4971511"}, KARL | AWAY)
    assert queries.households(town.db, [1, 2, 3, 4]) == {1: 1, 2: 1, 3: 1}
    assert queries.households(town.db, [1, 3]) == {}  # only by her who is not asked about


def test_a_door_behind_which_too_many_live_tells_nothing(town: Town) -> None:
    rows = [
        {"given_name": f"Vorname{chr(97 + n % 26)}{chr(97 + n // 26)}", "family_name": "Huber"} | HOME
        for n in range(MOST + 1)
    ]
    assert relations(town, *rows) == []


def test_what_a_person_says_goes_before_the_data_and_can_be_taken_back(town: Town) -> None:
    assert relations(town, KARL | HOME, ANNA | HOME) == [(1, "lives_with", 2)]
    denied = said.unrelate(town.db, 1, 2, "test")
    assert queries.of(town.db, 1) == []
    said.relate(town.db, 2, "works_at", 1, "test")
    (told,) = queries.of(town.db, 1)
    assert (told.a, told.kind, told.b, told.author) == (2, "works_at", 1, "test")
    journal.revoke(town.db, told.decision or 0, "test")
    assert queries.of(town.db, 1) == []
    journal.revoke(town.db, denied, "test")
    assert [one.kind for one in queries.of(town.db, 1)] == ["lives_with"]


def test_a_told_relation_follows_its_customer_through_a_merge_and_back(town: Town) -> None:
    rows = ({"company": "Alpha GmbH"}, {"company": "Beta GmbH"}, {"company": "Gamma GmbH"})
    assert relations(town, *rows) == []
    said.relate(town.db, 3, "branch_of", 2, "test")
    merged = verdicts.merge(town.db, 1, 2, "test")
    match.update(town.db)
    assert [(one.a, one.kind, one.b) for one in queries.of(town.db, 1)] == [(3, "branch_of", 1)]
    journal.revoke(town.db, merged, "test")
    match.update(town.db)
    assert (queries.of(town.db, 1), len(queries.of(town.db, 2))) == ([], 1)


def test_a_branch_that_somebody_keeps_apart_is_told_as_one(town: Town) -> None:
    branch = {"company": "Huber Bau GmbH Filiale Ulm", "email": "ulm@huber-bau.example", "city": "Ulm"}
    assert relations(town, branch, BAU) == []  # a branch is the same customer
    verdicts.split(town.db, 1, [2], "test")
    match.update(town.db)
    assert [(one.a, one.kind, one.b) for one in queries.of(town.db, 1)] == [(1, "branch_of", 2)]


def test_nobody_has_a_relation_with_himself(town: Town) -> None:
    relations(town, KARL | HOME)
    with pytest.raises(WithItself, match="the same customer"):
        said.relate(town.db, 1, "owns", 1, "test")


def test_who_became_one_has_no_relation_any_more(town: Town) -> None:
    relations(town, KARL | HOME, ANNA | HOME)
    said.relate(town.db, 1, "lives_with", 2, "test")
    verdicts.merge(town.db, 1, 2, "test")
    match.update(town.db)
    assert queries.of(town.db, 1) == []
