"""Two customers side by side, and what becomes of decisions about them."""

import pytest

from kmu_crm.decisions import journal
from kmu_crm.desk import comparison, deciding, entry
from kmu_crm.desk.deciding import Wish
from kmu_crm.desk.derive import derive
from kmu_crm.desk.intake import take_in
from kmu_crm.desk.rebuilding import rebuild
from kmu_crm.errors import Cancelled
from kmu_crm.identity.queries import ReviewPair
from kmu_crm.profiles import queries as profiles
from kmu_crm.progress import Progress
from tests.taking_back import take_back

PEOPLE = "Kundennummer;Vorname;Nachname;E-Mail;Straße;PLZ;Ort\n1;Ina;Özdemir;ina@berg.example;Am Hang 8;04275;Leipzig\n"
SECOND = "Kundennummer;Vorname;Nachname;E-Mail;Straße;PLZ;Ort\n7;Uwe;Kranz;uwe@tal.example;Talweg 2;80331;München\n"


@pytest.fixture
def pair(store, tmp_path):
    for name, text in (("a.csv", PEOPLE), ("b.csv", SECOND)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    take_in(store.db, [tmp_path / "a.csv", tmp_path / "b.csv"])
    a, b = sorted(number for (number,) in store.db.execute("SELECT id FROM profile"))
    return ReviewPair(a, b, 0.7, 1.0, [])


def line(found, id_):
    return next(one for one in found.lines if one.id == id_)


def test_differing_fields_have_a_choice_and_the_default_is_what_a_merge_takes(store, pair):
    found = comparison.compare(store.db, pair)
    mail, before = line(found, "email"), line(found, "email").values
    deciding.carry_out(store.db, [Wish(pair.a, pair.b, True)], "Eva")
    assert mail.differs and profiles.profile(store.db, pair.a)["email"] == before[mail.default]


def test_the_other_side_becomes_a_correction_that_holds(store, pair):
    chosen = line(comparison.compare(store.db, pair), "town")
    other = 1 - chosen.default
    assert chosen.corrections(chosen.default) == {}
    deciding.carry_out(store.db, [Wish(pair.a, pair.b, True, chosen.corrections(other))], "Eva")
    row = profiles.profile(store.db, pair.a)
    assert f"{row['postcode']} {row['city']}" == chosen.values[other]


def test_taking_back_revokes_the_values_chosen_with_it(store, pair):
    (number,) = deciding.carry_out(store.db, [Wish(pair.a, pair.b, True, {"city": "Köln"})], "Eva")
    assert deciding.last(store.db)[0].one and deciding.count(store.db) == 1
    take_back(store.db, number, "Eva")
    assert journal.standing(store.db) == [] and profiles.count(store.db) == 2


class Closing(Progress):
    """The program is closed as soon as profiles are to be drawn."""

    def stage(self, title: str) -> None:
        raise Cancelled()


def test_the_values_chosen_stand_in_the_journal_with_the_merge_however_soon_the_program_is_closed(store, pair):
    chosen = {"city": "Köln", "street": "Neugasse 5"}
    with pytest.raises(Cancelled):
        deciding.carry_out(store.db, [Wish(pair.a, pair.b, True, chosen)], "Eva", Closing())
    assert [one.kind for one in journal.standing(store.db)] == ["one", "correct", "correct"]
    derive(store.db)
    row = profiles.profile(store.db, pair.a)
    assert (row["city"], row["street"], row["records"]) == ("Köln", "Neugasse 5", 2)
    assert rebuild(store.db).identical
    take_back(store.db, journal.standing(store.db, ["one"])[0].id, "Eva")
    assert journal.standing(store.db) == [] and profiles.count(store.db) == 2


def test_values_chosen_with_a_merge_say_what_they_would_have_said_after_it(store, pair):
    chosen = {"email": "ina@berg.example", "street": "Am Hang 8", "postcode": "04275", "city": "Leipzig"}
    (merge,) = deciding.carry_out(store.db, [Wish(pair.a, pair.b, True)], "Eva")
    entry.correct_all(store.db, pair.a, chosen, "Eva")
    after = [one.what for one in journal.standing(store.db, ["correct"])]
    for one in journal.standing(store.db):
        take_back(store.db, one.id, "Eva")
    (merge,) = deciding.carry_out(store.db, [Wish(pair.a, pair.b, True, chosen)], "Eva")
    assert [one.what for one in journal.standing(store.db, ["correct"])] == [what | {"merge": merge} for what in after]


def test_a_pair_that_is_one_already_is_passed_over(store, pair):
    deciding.carry_out(store.db, [Wish(pair.a, pair.b, True)], "Eva")
    assert deciding.carry_out(store.db, [Wish(pair.b, pair.a, True)], "Eva") == []


def test_sides_and_scale(store, pair):
    found = comparison.compare(store.db, pair)
    assert found.ask < found.one and {found.left.name, found.right.name} == {"Ina Özdemir", "Uwe Kranz"}
    assert all(one.left or one.right for one in found.lines)
