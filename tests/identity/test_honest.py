"""What people are told of a pair: how likely it is one. What is joined and asked about is decided by the score."""

from itertools import pairwise

import numpy as np
import pytest
from identity_town import Town

from kmu_crm.identity import curves, honest, match, queries

XAVER = {"given_name": "Xaver", "family_name": "Quittenbaum"}
HOME = {"street": "Weg 1", "postcode": "10115", "city": "Berlin"}


def asked(town: Town) -> list[float]:
    town.match()
    return [pair.probability for pair in queries.review(town.db, 10)]


@pytest.mark.parametrize(
    "curve", [*curves.PLAIN.values(), *curves.NAME.values(), *curves.ELSEWHERE.values(), curves.CONTRADICTED]
)
def test_the_more_evidence_the_likelier(curve: curves.Curve) -> None:
    assert all(one[0] < other[0] and 0 < one[1] < other[1] < 1 for one, other in pairwise(curve))
    told = curves.read(curve, np.arange(-100.0, 100.0))
    assert (np.diff(told) >= 0).all()


@pytest.mark.parametrize("most", curves.BORNE.values(), ids=curves.BORNE)
def test_the_more_bear_a_firms_name_the_less_it_says(most: curves.Curve) -> None:
    assert all(one[0] < other[0] and 1 > one[1] > other[1] > 0 for one, other in pairwise(most))


def of_one_name(town: Town, strangers: int) -> list[float]:
    """What is told of a firm of which only its name is known, and of as many firms elsewhere that bear it."""
    town.says("shop", "1", company="Isardata Autohaus")
    for number in range(strangers):
        town.says(
            "buch",
            f"{number + 50}",
            company="Isardata Autohaus",
            postcode=f"{10115 + 997 * number}",
            street=f"Weg {number}",
        )
    town.match()
    (unknown,) = town.db.execute("SELECT profile_id FROM membership WHERE record_id = 1").fetchone()
    return [one.probability for one in queries.review(town.db, 10**6) if unknown in (one.a, one.b)]


def test_a_firms_name_that_many_others_bear_hardly_says_anything(town: Town) -> None:
    told = of_one_name(town, 16)
    assert told and max(told) < 0.35


def test_a_firms_name_that_one_other_bears_says_much(town: Town) -> None:
    assert min(of_one_name(town, 1)) > 0.7


def test_a_customer_whose_other_records_live_elsewhere_is_a_namesake_rather(town: Town) -> None:
    town.says("news", "91", email="xaver@gmx.de", **XAVER)
    town.says("buch", "1", phone="+493412312514", **XAVER, **HOME)
    (alone,) = asked(town)
    town.says("shop", "71", email="xaver@gmx.de", **XAVER, street="Steig 70", postcode="80331", city="München")
    (beside,) = asked(town)
    assert beside < alone < 0.95


def test_agreeing_in_all_says_what_the_best_pair_says_and_in_one_of_six_next_to_nothing() -> None:
    assert honest.between(0.8, 3, 3) == pytest.approx(0.8)
    assert honest.between(0.8, 1, 6) < 0.2
    assert honest.between(1.0, 1, 1) <= 1


def test_what_is_told_decides_nothing(town: Town) -> None:
    """As low as the probability is told, the pair is asked about, as settings from before asked for it."""
    town.says("news", "91", email="xaver@gmx.de", **XAVER)
    for number in range(4):
        town.says(f"shop {number}", f"5{number}", phone="+493412312514", **XAVER, **HOME)
    town.says("shop", "71", email="xaver@gmx.de", **XAVER, street="Steig 70", postcode="80331", city="München")
    assert asked(town)[0] < 0.55 and queries.count_review(town.db) == 1


def test_a_store_drawn_under_other_curves_is_drawn_anew(town: Town) -> None:
    town.says("news", "91", **XAVER)
    town.says("buch", "1", **XAVER)
    told = asked(town)
    town.db.execute("UPDATE pair SET probability = 0.01")
    town.db.execute("UPDATE match_model SET model = json_remove(model, '$.curves')")
    assert asked(town) == told
    match.rebuild(town.db)
    assert asked(town) == told
