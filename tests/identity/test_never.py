"""Nobody is drawn together who must not be, alone or by a chain, in whatever order they come."""

import pytest
from identity_town import Town

from tests.identity.never import Row
from tests.identity.never_firms import FIRMS
from tests.identity.never_near import NEAR
from tests.identity.never_people import PEOPLE

CASES = PEOPLE | FIRMS | NEAR


@pytest.mark.parametrize("case", CASES)
def test_who_is_two_is_never_one(town: Town, case: str) -> None:
    assert mixed(town, CASES[case]) == []
    for (record,) in town.db.execute("SELECT record_id FROM membership").fetchall():
        town.takes_back(record)
    assert mixed(town, CASES[case][::-1]) == []


def mixed(town: Town, rows: list[Row]) -> list[set[str]]:
    """The profiles that hold more than one."""
    who = {}
    for place, (one, words) in enumerate(rows):
        number = words.get("customer_number", "")
        who[town.says("list" if number else f"source {place}", number, **words)] = one
    told = [{who[record] for record in profile if record in who} - {"?"} for profile in town.profiles()]
    return [people for people in told if len(people) > 1]
