"""What a setting would change is told before it is set, and setting it then does exactly that."""

import pytest
from desk_town import AS_OF, Town, customer

from kmu_crm import i18n, settings
from kmu_crm.desk import foreseen, foreseen_words, settling
from kmu_crm.desk.foreseen import NothingForeseen
from kmu_crm.desk.settling import Crossed
from kmu_crm.identity import queries as identity
from kmu_crm.profiles import draw

CONTACTS = ("Vorname", "Nachname", "E-Mail", "Telefon", "Straße", "PLZ", "Ort")
NAMES = ("Anna Muster", "Bernd Kranz", "Uwe Stein", "Ina Berg", "Ole Wald", "Eva Stein")


@pytest.fixture
def full_town(town: Town) -> Town:
    """People in two lists, known there by more or less of what tells them apart."""
    i18n.use("de")
    settings.write(town.store.db, "figures.key_date", AS_OF)
    rows = [
        customer(f"K{n}", *name.split(), f"{name.split()[0].lower()}{n}@gmx.example", phone=f"0341 23125{n:02}")
        for n, name in enumerate(NAMES)
    ]
    town.customers(*rows, customer("K9", "Anna", "Muster", "am@web.example", phone="0341 231250"))
    town.file(
        "kontakte",
        CONTACTS,
        (
            ("Anna", "Muster", "anna0@gmx.example", "089 1234567", "", "", ""),
            ("B.", "Kranz", "", "0341 2312501", "", "", ""),
            ("Uwe", "Stein", "", "", "", "", "Ulm"),
            ("Inna", "Berg", "ina3@gmx.example", "0341 2312503", "", "", ""),
            ("Ole", "Wald", "ole4@gmx.exampel", "", "", "", ""),
            ("Eva", "Stain", "", "0341 2312505", "", "", ""),
        ),
    )
    return town


def state(town: Town) -> tuple[int, int, int, int]:
    db = town.store.db
    bands = dict(db.execute("SELECT band, count(*) FROM pair GROUP BY band").fetchall())
    (customers,) = db.execute("SELECT count(*) FROM profile").fetchone()
    return bands.get("one", 0), bands.get("ask", 0), identity.count_review(db), customers


@pytest.mark.parametrize(
    ("one", "ask"), [(95, 55), (81, 60), (81, 81), (100, 55), (100, 99), (99, 70), (85, 84), (85, 55)]
)
def test_setting_the_thresholds_does_what_was_foreseen(full_town: Town, one: int, ask: int) -> None:
    before, profiles = state(full_town), full_town.profiles()
    found = foreseen.who_is_one(full_town.store.db, one, ask).moved
    assert (state(full_town), full_town.profiles()) == (before, profiles)
    assert (found.now.one, found.now.ask, found.now.questions, found.now.customers) == before
    settling.settle(full_town.store.db, {"match.one_percent": str(one), "match.ask_percent": str(ask)})
    assert (found.then.one, found.then.ask, found.then.questions, found.then.customers) == state(full_town)
    assert (found.joined > 0, found.apart > 0) == (one < 95, one > 95 and found.then.customers > found.now.customers)
    assert (found.joined > 0 or found.apart > 0) == (len(full_town.profiles()) != len(profiles))


def test_decisions_of_people_hold_whatever_the_thresholds(full_town: Town) -> None:
    full_town.decide("apart", 0, 1)
    full_town.decide("merge", 2, 3)
    found = foreseen.who_is_one(full_town.store.db, 100, 99).moved
    settling.settle(full_town.store.db, {"match.one_percent": "100", "match.ask_percent": "99"})
    assert (found.then.one, found.then.ask, found.then.questions, found.then.customers) == state(full_town)


def test_examples_say_who_it_would_be_and_why(full_town: Town) -> None:
    found = foreseen.who_is_one(full_town.store.db, 100, 99)
    assert found.moved.apart
    told = [foreseen_words.example(one) for one in found.examples if one.kind == "apart"]
    assert told and all("kämen auseinander (" in text for text in told)
    assert not foreseen_words.unknown(found)


def test_a_lower_lower_threshold_says_that_what_is_below_was_not_kept(full_town: Town) -> None:
    assert foreseen_words.unknown(foreseen.who_is_one(full_town.store.db, 95, 30))


def test_asking_from_above_where_pairs_are_merged_is_refused(full_town: Town) -> None:
    with pytest.raises(Crossed):
        foreseen.who_is_one(full_town.store.db, 80, 90)
    with pytest.raises(Crossed):
        settling.settle(full_town.store.db, {"match.ask_percent": "96"})
    assert settings.number(full_town.store.db, "match.ask_percent") == 55


def test_setting_whose_word_counts_does_what_was_foreseen(full_town: Town) -> None:
    db = full_town.store.db
    header = ("First Name", "Last Name", "E-mail Address", "Business Phone", "Company")
    rows = (
        ("Anna", "Muster", "anna0@gmx.example", "040 777888", ""),
        ("Uwe", "Stein", "uwe2@gmx.example", "040 999", ""),
    )
    full_town.file("outlook", header, rows)
    before = {row["id"]: row["phone"] for row in full_town.profiles()}
    found = foreseen.values(db, {"trust.phone": "list"})
    assert {row["id"]: row["phone"] for row in full_town.profiles()} == before
    settling.settle(db, {"trust.phone": "list"})
    after = {row["id"]: row["phone"] for row in full_town.profiles()}
    changed = {number for number in after if after[number] != before[number]}
    assert (found.customers, dict(found.fields)) == (len(changed), {"phone": len(changed)}) and changed
    assert {one.profile: one.changes for one in found.examples} == {
        number: (("phone", before[number], after[number]),) for number in changed
    }
    assert " → +49" in foreseen_words.other(found.examples[0])
    assert foreseen.values(db, {"trust.phone": "list"}).customers == 0


def test_of_a_setting_that_figures_rest_on_nothing_is_foreseen(full_town: Town) -> None:
    with pytest.raises(NothingForeseen):
        foreseen.of(full_town.store.db, "phase.lost", "500")


@pytest.mark.parametrize("rule", ["first", "newest", "fullest"])
@pytest.mark.parametrize("order", ["", "list,contacts", "newsletter"])
def test_whatever_the_rules_what_was_foreseen_comes_true(full_town: Town, rule: str, order: str) -> None:
    """Two lists of equal rank with other phones, and an address book beside them."""
    header = ("First Name", "Last Name", "E-mail Address", "Business Phone", "Company")
    full_town.file("outlook", header, (("Ina", "Berg", "ina3@gmx.example", "040 777888", ""),))
    chosen = {"trust.equals": rule, "trust.all": order, "trust.phone": order}
    before = {row["id"]: row for row in full_town.profiles()}
    found = foreseen.values(full_town.store.db, chosen)
    settling.settle(full_town.store.db, chosen)
    after = {row["id"]: row for row in full_town.profiles()}
    fields = {field for row in after.values() for field in row} & {*draw.GOLDEN}
    changed = {number for number, row in after.items() if any(row[field] != before[number][field] for field in fields)}
    assert found.customers == len(changed) and bool(changed) == (rule == "newest" or order.startswith("list"))
