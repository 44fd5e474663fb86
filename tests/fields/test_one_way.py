"""A no to advertising one way only."""

import pytest

from kmu_crm.fields import beside, refusing


@pytest.mark.parametrize(
    ("words", "ways"),
    [
        ("keine Werbung per Brief", "post"), ("Newsletter ok, keine Werbung per Brief", "post"), ("keine Werbeanrufe", "phone"),
        ("keine Werbebriefe, E-Mail ok", "post"), ("wünscht keine Werbemails mehr", "email"), ("keine Werbung per E-Mail", "email"),
        ("keine Werbung per Mail oder Telefon", "email phone"), ("keine Werbung per Brief, Telefon oder Mail", "email phone post"),
        ("keine Werbung per Brief/Telefon", "phone post"), ("keine Postwerbung", "post"), ("Telefonwerbung unerwünscht", "phone"),
        ("keine telefonische Werbung", "phone"), ("keine Werbung telefonisch", "phone"), ("keine Werbemailings", "email post"),
        ("keine Werbepost; keine Werbeanrufe", "phone post"), ("Bitte keine Werbung auf dem Postweg", "post"),
        ("Werbung per Post nicht gewünscht", "post"), ("zahlt gut, keine E-Mail-Werbung", "email"),
        ("keine Werbeanrufe seit 3/2024", "phone"), ("keine Werbung, per Post ok", "email phone"),
        ("keine Werbung, nur Brief erlaubt", "email phone"), ("keine Werbung, Newsletter ok", "phone post"),
        ("Werbewiderspruch, Katalog erwünscht", "email phone"), ("Widerspruch, Newsletter ok", "phone post"),
        ("keine Werbung, Anruf erlaubt", "email post"), ("Werbesperre, Newsletter angemeldet", "phone post"),
    ],
)  # fmt: skip
def test_holds_for_that_way_alone(words, ways):
    assert refusing.ways(words) == set(ways.split())
    assert not refusing.is_objection(words)
    assert not refusing.forbids(words)
    assert refusing.may_forbid(words)


@pytest.mark.parametrize(
    "words", ["keine Werbung per Mail vom 3.4.2025", "Werbewiderspruch per Mail", "keine Werbung laut Brief", "keine Werbezusendungen",
              "keine Werbung; keine Werbeanrufe", "Werbesperre, per Mail 3.4.25"],
)  # fmt: skip
def test_an_objection_that_came_some_way_is_one_to_all_advertising(words):
    assert refusing.is_objection(words)
    assert refusing.ways(words) == set()


@pytest.mark.parametrize(
    "words", ["keine Werbeanrufe, wieder ok", "keine Werbemails; Newsletter wieder erwünscht", "keine Werbemails, E-Mail jetzt ok",
              "hat keine Werbebriefe bekommen", "kein Interesse an Telefonwerbung", "druckt keine Werbebriefe"],
)  # fmt: skip
def test_one_that_was_lifted_or_only_told_refuses_no_way(words):
    assert refusing.ways(words) == set()
    assert not refusing.is_objection(words)


@pytest.mark.parametrize(
    ("cell", "ways"),
    [
        ("Huber (keine Werbeanrufe)", "phone"), ("Huber - keine Werbung per Brief", "post"), ("Huber keine Werbemails", "email"),
        ("Huber (Werbesperre)", ""), ("Huber (keine Werbeanrufe, wieder ok)", ""), ("Postwerbung Huber GmbH", ""),
        ("Keine Werbeanrufe GmbH", ""), ("Huber", ""), ("Huber (keine Werbung, Post ok)", "email phone"),
        ("Huber - keine Werbung, Newsletter ok", "phone post"), ("Huber (Newsletter ok 2020, Werbewiderspruch 2024)", ""),
    ],
)  # fmt: skip
def test_so_it_does_beside_a_name(cell, ways):
    assert beside.ways(cell) == set(ways.split())
    assert not (ways and beside.objects(cell))
