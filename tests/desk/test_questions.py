"""What a person is asked: clusters, groups of pairs with the same reason, and what was put off."""

import pytest

from kmu_crm.decisions import journal
from kmu_crm.desk import comparison, decided, deciding, putting_off, questions
from kmu_crm.desk.deciding import Wish
from kmu_crm.desk.intake import take_in
from kmu_crm.desk.rebuilding import rebuild
from kmu_crm.identity import verdicts
from kmu_crm.store.store import Store
from tests.taking_back import take_back, take_back_all

HEADER = "Kundennummer;Vorname;Nachname;Telefon;PLZ;Ort\n"
NAMES = [("Rosalinde", "Abendschön"), ("Ina", "Özdemir"), ("Uwe", "Kranz"), ("Ole", "Neuland"), ("Thea", "Kaltenbrunn")]


GUEST = "Vorname;Nachname;Telefon;PLZ;Ort\nRosalinde;Abendschön;089 7712345;80331;München\n"


def people(first: int, names: list[tuple[str, str]]) -> str:
    rows = (
        f"{first + at};{given};{family};0341 23125{first + at};04275;Leipzig\n"
        for at, (given, family) in enumerate(names)
    )
    return HEADER + "".join(rows)


def callers(first: int, names: list[tuple[str, str]]) -> str:
    rows = (f"{given};{family};0731 23125{first + at}\n" for at, (given, family) in enumerate(names))
    return "Vorname;Nachname;Telefon\n" + "".join(rows)


def taken_in(store: Store, folder, *texts: str) -> Store:
    paths = []
    for text in texts:
        paths.append(folder / f"liste{len(list(folder.glob('*.csv')))}.csv")
        paths[-1].write_text(text, encoding="utf-8")
        take_in(store.db, [paths[-1]])
    return store


def memberships(store: Store) -> list[tuple[int, int]]:
    return sorted(store.db.execute("SELECT record_id, profile_id FROM membership"))


@pytest.fixture
def pairs(store, tmp_path):
    """Five pairs with the same reason."""
    return taken_in(store, tmp_path, people(11, NAMES), callers(51, NAMES))


@pytest.fixture
def cluster(store, tmp_path):
    """Three customers of one name, asked about in pairs."""
    return taken_in(store, tmp_path, people(11, NAMES), callers(51, NAMES[:1]), GUEST)


def test_three_customers_of_one_name_are_one_question(cluster):
    (asked,) = questions.queue(cluster.db)
    assert asked.is_cluster and set(asked.names) == {"Rosalinde Abendschön"} and len(asked.pairs) >= 2
    found = comparison.compare_all(cluster.db, asked.pairs, asked.profiles)
    phone = next(line for line in found.lines if line.id == "phone")
    assert len(set(phone.values)) == 3 and phone.differs
    fewer = comparison.compare_all(cluster.db, asked.pairs, asked.profiles, asked.profiles[1:])
    assert next(line for line in fewer.lines if line.id == "phone").default in (1, 2)


def test_those_ticked_become_one_and_the_one_left_out_is_kept_apart_as_pair_by_pair(cluster):
    (asked,) = questions.queue(cluster.db)
    a, b, c = asked.profiles
    deciding.carry_out_groups(cluster.db, [questions.wishes(asked, (a, b), True)], "Eva")
    assert (
        verdicts.profile_of(cluster.db, a) == verdicts.profile_of(cluster.db, b) != verdicts.profile_of(cluster.db, c)
    )
    assert questions.queue(cluster.db) == [] and rebuild(cluster.db).identical
    (made,), together = deciding.last(cluster.db), memberships(cluster)
    take_back(cluster.db, made.id, "Eva")
    pair_by_pair = deciding.carry_out(cluster.db, [Wish(a, b, True)], "Eva")
    while waiting := questions.queue(cluster.db):
        pair_by_pair += deciding.carry_out(cluster.db, [Wish(waiting[0].pair.a, waiting[0].pair.b, False)], "Eva")
    assert memberships(cluster) == together
    take_back_all(cluster.db, pair_by_pair, "Eva")
    assert [one.profiles for one in questions.queue(cluster.db)] == [asked.profiles]


def test_none_of_them_keeps_each_pair_apart_and_all_of_them_are_one_with_the_values_chosen(cluster):
    (asked,) = questions.queue(cluster.db)
    (number,) = deciding.carry_out_groups(cluster.db, [questions.wishes(asked, (), False)], "Eva")
    assert {one.kind for one in journal.standing(cluster.db)} == {"apart"} and questions.queue(cluster.db) == []
    take_back(cluster.db, number, "Eva")
    found = comparison.compare_all(cluster.db, asked.pairs, asked.profiles)
    phone = next(line for line in found.lines if line.id == "phone")
    other = next(place for place in range(3) if place != phone.default)
    wishes = questions.wishes(asked, asked.profiles, True, phone.corrections(other))
    deciding.carry_out_groups(cluster.db, [wishes], "Eva")
    (row,) = comparison.queries.rows(cluster.db, asked.profiles).values()
    assert row["phone"] == phone.golden[other]["phone"] and row["records"] == 3


def test_two_who_were_left_out_are_asked_about_again(cluster):
    (asked,) = questions.queue(cluster.db)
    a, b, c = asked.profiles
    wishes = questions.wishes(asked, (a, b), True)
    assert all(c in (one.a, one.b) for one in wishes if not one.one)
    assert [one for one in questions.wishes(asked, (c,), True) if one.one] == []


def test_pairs_with_the_same_reason_are_a_group_with_what_agrees_and_what_differs(pairs):
    (group,) = questions.groups(questions.queue(pairs.db))
    assert len(group.members) == 5 and group.text
    lines = questions.look(pairs.db, group)
    assert len(lines) == 5 and all("+49 341" in line.differs and "+49 731" in line.differs for line in lines)


@pytest.mark.parametrize("order", questions.ORDERS)
def test_what_is_hardly_ever_one_comes_last_in_any_order(pairs, order):
    (unlikely, *_more) = questions.queue(pairs.db, order)
    pairs.db.execute("UPDATE pair SET probability = 0.01 WHERE a = ? AND b = ?", unlikely.profiles)
    asked = [one.profiles for one in questions.queue(pairs.db, order)]
    assert len(asked) == 5 and asked[-1] == unlikely.profiles


def test_of_many_customer_numbers_a_few_are_told(pairs):
    row = {"id": 1, "display_name": "Ina Özdemir", "customer_numbers": "|".join(map(str, range(1, 1001)))}
    assert decided.numbered(row) == "Ina Özdemir (no. 1, 2, 3 and 997 more)"
    assert decided.numbered({**row, "customer_numbers": "1|2|3|4"}) == "Ina Özdemir (no. 1, 2, 3, 4)"


def test_a_group_decided_in_one_go_is_taken_back_in_one_also_after_a_restart(pairs, tmp_path):
    before = questions.queue(pairs.db)
    (group,) = questions.groups(before)
    wishes = [Wish(one.pair.a, one.pair.b, True) for one in group.members]
    deciding.carry_out_groups(pairs.db, [wishes], "Eva")
    assert questions.queue(pairs.db) == [] and deciding.count(pairs.db) == 5
    pairs.close()
    with Store(tmp_path / "kunden.kmucrm") as again:
        (made,) = deciding.last(again.db)
        assert made.ones == 5 and "5" in made.text
        take_back(again.db, made.id, "Eva")
        assert questions.queue(again.db) == before


def test_what_was_put_off_comes_after_all_others_also_after_a_restart(pairs, tmp_path):
    first, second, *others = questions.queue(pairs.db)
    putting_off.put_off(pairs.db, first.pairs, "Eva")
    putting_off.put_off(pairs.db, second.pairs, "Eva")
    pairs.close()
    with Store(tmp_path / "kunden.kmucrm") as again:
        assert questions.queue(again.db) == [*others, first, second]
        putting_off.put_off(again.db, first.pairs, "Eva")
        assert questions.queue(again.db) == [*others, second, first]
        told = decided.sentences(again.db, journal.standing(again.db), journal.everything(again.db))
        assert all(first.names[0] in one or second.names[0] in one for one in told)


def test_what_was_put_off_comes_back_to_its_place_as_soon_as_something_new_is_learnt(pairs, tmp_path):
    first, *_others = questions.queue(pairs.db)
    putting_off.put_off(pairs.db, first.pairs, "Eva")
    assert questions.queue(pairs.db)[-1].key == first.key
    given, family = first.names[0].split()
    number = 11 + NAMES.index((given, family))
    more = f"Kundennummer;Vorname;Nachname;Telefon;PLZ;Ort;Geburtsdatum\n{number};{given};{family};0341 2312599;04275;Leipzig;1.2.1980\n"
    calls = (
        callers(51, NAMES[NAMES.index((given, family)) :][:1])
        .replace("Telefon\n", "Telefon;Ort\n")
        .replace("51\n", "51;Leipzig\n")
    )
    taken_in(pairs, tmp_path, more, calls)
    places = [one.key for one in questions.queue(pairs.db)]
    assert first.key not in places or places.index(first.key) < len(places) - 1


def test_the_form_of_address_is_a_line_where_it_speaks_against(store, tmp_path):
    head = "Anrede;Vorname;Nachname;E-Mail\n"
    taken_in(store, tmp_path, head + "Herr;Uli;Kranz;u@kranz.example\n", head + "Frau;Ulrike;Kranz;u@kranz.example\n")
    (asked,) = questions.queue(store.db)
    told = {line.id: line for line in comparison.compare(store.db, asked.pair).lines}
    assert set(told["salutation"].values) == {"Mr", "Ms"} and "form of address" in told["salutation"].reason
