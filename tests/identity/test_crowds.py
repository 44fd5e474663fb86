"""Values that very many records hold: one customer's many rows stay one, a crowd merges nobody, and nothing explodes."""

from collections.abc import Callable

import pytest
from identity_town import Town

from kmu_crm.identity.model import BLOCK_AT_MOST

GWEN = {"given_name": "Gwendolin", "family_name": "Zschoche", "email": "gwen.zschoche@gmx.de"}
MANY = BLOCK_AT_MOST + 1


def crowd(town: Town, rows: int, **words: object) -> list[int]:
    return [town.says("shop", **words, street=f"Weg {row}", postcode="10115", city="Berlin") for row in range(rows)]


@pytest.mark.parametrize(
    "words",
    [GWEN, {**GWEN, "email": "", "phone": "+4915112345678"}, {"company": "Zschoche Bau GmbH", "vat_id": "DE123456789"},
     {"company": "Zschoche Bau GmbH", "email": "info@zschoche-bau.example"}],
)  # fmt: skip
@pytest.mark.parametrize("rows", [BLOCK_AT_MOST, MANY, 200])
def test_the_many_rows_of_one_customer_are_one_however_many_they_are(
    town: Town, words: dict[str, object], rows: int
) -> None:
    held = crowd(town, rows, **words)
    assert town.profiles() == [held]


def test_a_customer_stays_one_when_a_further_row_makes_a_crowd(town: Town) -> None:
    rows = crowd(town, BLOCK_AT_MOST, **GWEN)
    assert town.profiles() == [rows]
    bare = town.says("news", email=GWEN["email"])
    assert town.profiles() == [[*rows, bare]]


def test_two_names_on_a_crowded_mail_are_two_customers(town: Town) -> None:
    hers = crowd(town, MANY, **GWEN, phone="+4915112345678")
    his = crowd(town, MANY, **(GWEN | {"given_name": "Ottokar"}), phone="+4915187654321")
    assert town.profiles() == [hers, his]


def test_crowds_that_come_and_go_are_drawn_as_a_rebuild_would(town: Town) -> None:
    for number in range(2 * MANY):
        town.says("base", given_name="Anna", family_name=f"Grund{number}")
    rows = crowd(town, BLOCK_AT_MOST - 1, **GWEN)
    town.match()
    steps: list[Callable[[], object]] = [
        lambda: town.says("news", "1", email=GWEN["email"]),
        lambda: town.says("news", "2", **GWEN),
        lambda: town.says("news", "3", **(GWEN | {"given_name": "Ottokar"})),
        lambda: town.says("news", "3", **(GWEN | {"family_name": "Zschohce"})),
        lambda: town.takes_back(rows[0]),
        lambda: town.takes_back(rows[1]),
        lambda: town.takes_back(rows[2]),
    ]
    town.grows(steps)


def test_a_chain_in_which_each_two_share_something_draws_nobody_in_without_end(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kmu_crm.identity.units.MOST", 10)
    for row in range(60):
        town.says("list", given_name="Max", family_name="Zschoche", email=f"max{row // 2}@gmx.de",
                  phone=f"+491511234{(row + 1) // 2:04}")  # fmt: skip
    assert max(map(len, town.profiles())) <= 10
