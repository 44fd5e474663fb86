"""Who says the same is never less alike for having said it: a value shared weighs no less than one left out."""

import json

import pytest
from identity_town import Town

from kmu_crm.identity import queries, reasons, verdicts

HOME = {"street": "Weidweg 1", "postcode": "8840", "city": "Einsiedeln"}
RETO = {"given_name": "Reto", "family_name": "Kälin", "email": "reto.k@bluewin.ch", **HOME}
PHONE = {"phone": "+41791112233"}
VRENI = {"given_name": "Vreni", "family_name": "Ochsner-Kälin", **PHONE, **HOME}
FIRM = {"company": "Kälin Holzbau AG", "email": "info@kaelin-holz.ch", **PHONE, **HOME}


def weight(town: Town, a: int, b: int) -> float:
    (found,) = town.db.execute("SELECT weight FROM pair WHERE a = ? AND b = ?", (min(a, b), max(a, b))).fetchone()
    return float(found)


def test_a_later_row_like_one_half_of_a_split_joins_that_half_or_is_asked_about(town: Town) -> None:
    whole, less = town.says("list", "100", **RETO, **PHONE), town.says("list", "101", **RETO)
    town.says("list", "103", **VRENI)
    town.match()
    verdicts.split(town.db, whole, [less], "me")
    town.match()
    later = town.says("list", "K-7", **RETO, **PHONE)
    town.match()
    assert weight(town, whole, later) >= weight(town, less, later)
    assert verdicts.profile_of(town.db, later) in (verdicts.profile_of(town.db, whole), later)
    assert verdicts.profile_of(town.db, later) == verdicts.profile_of(town.db, whole) or queries.count_review(town.db)


@pytest.mark.parametrize(
    "others", [(), (VRENI,), (VRENI, FIRM), tuple({**VRENI, "given_name": one} for one in "ABCDE")]
)
@pytest.mark.parametrize("field", ["phone", "email", "street"])
@pytest.mark.parametrize("kind", ["person", "firm"])
def test_a_value_in_common_weighs_no_less_than_none(
    town: Town, others: tuple[dict[str, str], ...], field: str, kind: str
) -> None:
    said = {"person": {**RETO, **PHONE, "birth_date": "1970-02-01"}, "firm": FIRM}[kind]
    whole, again = town.says("list", "1", **said), town.says("shop", "2", **said)
    gone = HOME if field == "street" else (field,)
    less = town.says("till", "3", **{name: value for name, value in said.items() if name not in gone})
    for at, other in enumerate(others):  # a mail address that a firm reads, too, would make it the firm's
        held = {field: said[field]} if field in said and not (field == "email" and "company" in other) else {}
        town.says("list", f"1{at}", **{**other, **held})
    town.match()
    assert weight(town, whole, again) >= weight(town, whole, less)


def test_nothing_that_agrees_is_told_as_speaking_against(town: Town) -> None:
    people = [RETO | PHONE, {**RETO, "given_name": "Reto jun."}, VRENI, FIRM, {**RETO, **PHONE, "given_name": "Rita"}]
    for at, (one, system) in enumerate([(one, system) for one in people for system in ("list", "shop")]):
        town.says(system, str(at), **one)
    town.match()
    told = [line for (text,) in town.db.execute("SELECT evidence FROM pair") for line in json.loads(text)]
    agreeing = [line for line in told if line["reason"].split(".")[1] in ("same", "shared", "crowded")]
    assert agreeing and all(line["weight"] >= 0 for line in agreeing)


def test_another_street_in_the_same_town_is_told_as_what_it_is(town: Town) -> None:
    town.says("list", "1", **FIRM)
    town.says(
        "shop", "2", **{**FIRM, "street": "Hauptplatz 9", "company": "Kälin Holzbau", "email": "kaelin@holz.example"}
    )
    town.match()
    told = [line for (text,) in town.db.execute("SELECT evidence FROM pair") for line in json.loads(text)]
    (place,) = [line for line in told if line["field"] == "place"]
    assert place["weight"] < 0 and reasons.sentence(place["reason"]) == "another street in the same town"
