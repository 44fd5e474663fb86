import pytest

from kmu_crm.outreach import remembered

ANSWERS = {"segment": "Käufer", "purpose": "advertising", "control": 0.1}


def names(db):
    return [one.name for one in remembered.lists(db)]


def test_a_list_is_remembered_with_its_answers(shop):
    remembered.remember(shop.db, " Herbst ", ANSWERS, "Lena")
    (one,) = remembered.lists(shop.db)
    assert (one.name, one.answers) == ("Herbst", ANSWERS)


def test_the_same_name_again_takes_its_place(shop):
    remembered.remember(shop.db, "Herbst", ANSWERS, "Lena")
    remembered.remember(shop.db, "Advent", ANSWERS, "Lena")
    remembered.remember(shop.db, "Herbst", ANSWERS | {"control": 0.2}, "Lena")
    assert names(shop.db) == ["Advent", "Herbst"]
    assert remembered.lists(shop.db)[1].answers["control"] == 0.2


def test_a_forgotten_list_is_gone(shop):
    number = remembered.remember(shop.db, "Herbst", ANSWERS, "Lena")
    remembered.forget(shop.db, number, "Lena")
    assert names(shop.db) == []


def test_a_list_without_a_name_is_refused(shop):
    with pytest.raises(remembered.NoListName):
        remembered.remember(shop.db, "  ", ANSWERS, "Lena")
