from pathlib import Path

import pytest

from kmu_crm import settings
from kmu_crm.decisions import journal
from kmu_crm.desk import dossier, entry, listing, steps
from kmu_crm.identity.verdicts import profile_of
from kmu_crm.profiles import queries, timeline
from kmu_crm.profiles.queries import NoSuchProfile
from kmu_crm.segments.parser import parse
from kmu_crm.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "laden.kmucrm")
    settings.write(made.db, "figures.key_date", "2025-11-24")
    return made


def customer(store: Store, name: str, city: str = "Leipzig") -> int:
    values = {"company": name, "city": city, "email": f"post@{name.lower()}.example"}
    record = entry.new(store.db, "customer", values)["record_id"]
    return profile_of(store.db, record) or 0


def found(store: Store, *asked: object) -> list[str]:
    ids = listing.find(store.db, *asked, sort="name", descending=False).ids  # type: ignore[arg-type]
    return [line.display_name for line in queries.lines(store.db, ids)]


def test_rule_and_search_hold_together(store):
    for name, city in (("Abel", "Leipzig"), ("Berger", "Leipzig"), ("Bertram", "Jena")):
        customer(store, name, city)
    assert found(store) == ["Abel", "Berger", "Bertram"]
    assert found(store, parse("city is Leipzig")) == ["Abel", "Berger"]
    assert found(store, parse("city is Leipzig"), "ber") == ["Berger"]
    assert listing.find(store.db, None, "ber").total == 3


def test_a_list_narrowed_down_adds_up_its_own_revenue(store):
    for name in ("Abel", "Berger", "Bertram"):
        customer(store, name)
    cents = {"Abel": 100, "Berger": 20, "Bertram": 3}
    for number, name in store.db.execute("SELECT id, display_name FROM profile").fetchall():
        store.db.execute("UPDATE figure SET revenue_12m = ? WHERE profile_id = ?", (cents[name], number))
    orders = listing.Orders()
    asked = [listing.find(store.db, None, typed, orders=orders) for typed in ("", "ber", "leipzig", "niemand")]
    assert [(len(one.ids), one.revenue, one.total) for one in asked] == [
        (3, 123, 3),
        (2, 23, 3),
        (3, 123, 3),
        (0, 0, 3),
    ]


def test_names_sort_both_ways(store):
    for name in ("Zander", "Ährenfeld", "Abel"):
        customer(store, name)
    down = queries.everybody(store.db, "name", True)
    assert found(store) == ["Abel", "Ährenfeld", "Zander"]
    assert list(down) == list(reversed(queries.everybody(store.db, "name", False)))


def test_chosen_customers_are_a_rule(store):
    numbers = [customer(store, name) for name in ("Abel", "Berger", "Conrad")]
    assert found(store, parse(f"profile in ({numbers[0]}, {numbers[2]})")) == ["Abel", "Conrad"]


def test_a_tag_for_many_is_taken_back_at_once(store):
    numbers = [customer(store, name) for name in ("Abel", "Berger")]
    with steps.recorded(store.db, "Messe", "Test"):
        entry.tag_all(store.db, numbers, " Messe ", "Test")
    assert [queries.profile(store.db, one)["tags"] for one in numbers] == ["Messe", "Messe"]
    steps.undo_last(store.db, "Test")
    assert [queries.profile(store.db, one)["tags"] for one in numbers] == ["", ""]
    assert journal.standing(store.db) == []


def test_several_corrections_are_made_all_or_none(store):
    number = customer(store, "Abel")
    with pytest.raises(entry.BadEntry):
        entry.correct_all(store.db, number, {"city": "Jena", "email": "kein Postfach"}, "Test")
    assert queries.profile(store.db, number)["city"] == "Leipzig"
    with steps.recorded(store.db, "Jena", "Test"):
        entry.correct_all(store.db, number, {"city": "Jena", "postcode": "07743"}, "Test")
    assert queries.profile(store.db, number)["city"] == "Jena"
    steps.undo_last(store.db, "Test")
    assert queries.profile(store.db, number)["city"] == "Leipzig"


def test_a_dossier_says_whether_one_may_speak_to_them(store):
    of = dossier.dossier(store.db, customer(store, "Abel"))
    assert of.name == "Abel" and of.is_company
    assert {channel: way.allowed for channel, way in of.notices.items()} == {"email": True, "phone": False}
    assert {channel: way.allowed for channel, way in of.advertising.items()} == {"email": False, "phone": False}
    assert {one.channel: one.answer for one in of.permissions} == {"email": "", "phone": "", "post": ""}


def test_nobody_has_no_dossier(store):
    with pytest.raises(NoSuchProfile):
        dossier.dossier(store.db, 77)


def test_pages_of_the_timeline_join_without_gap_or_repeat(store):
    number = customer(store, "Abel")
    for day in range(1, 24):
        entry.new(
            store.db,
            "note",
            {
                "profile": str(number),
                "text": f"Notiz {day}",
                "day": f"2025-03-{day:02}",
                "at": f"2025-03-{day:02}T09:00",
            },
        )
    store.db.execute(
        "INSERT INTO consent_event (address, channel, purpose, state, basis, evidence, at, noted_at, author, key)"
        " VALUES ('post@abel.example', 'email', 'advertising', 'given', 'form', 'Formular', '2025-03-05T10:00:00Z',"
        " '2025-03-05T10:00:00Z', 'Test', 'k')"
    )
    whole = timeline.entries(store.db, number)
    pages = [timeline.entries(store.db, number, (), 10, offset) for offset in (0, 10, 20)]
    assert [one for page in pages for one in page] == whole and len(whole) == 24
    assert [one.kind for one in whole].index("consent") == 18
