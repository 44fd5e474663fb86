import pytest

from kmu_crm.identity import given
from kmu_crm.identity.levels import Level as L


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("josef", "sepp", L.VARIANT),
        ("jurgen", "sepp", L.DIFFERENT),
        ("hans peter", "hans", L.PART),
        ("hans peter", "hanspeter", L.VARIANT),
        ("k", "klaus", L.INITIAL),
        ("h p", "hans peter", L.INITIAL),
        ("p", "klaus", L.DIFFERENT),
        ("raaphael", "raphael", L.TYPO),
        ("julia", "julian", L.CLOSE),
        ("klaus", "petra", L.DIFFERENT),
        ("nadine", "rainer", L.DIFFERENT),
        ("xhevir", "xhevire", L.CLOSE),
        ("christopher", "chris", L.VARIANT),
        ("johannes", "jo", L.VARIANT),
        ("christoph", "krzysztof", L.VARIANT),
    ],
)
def test_two_given_names_agree_in_grades(one: str, other: str, level: L) -> None:
    assert given.grade(one, other) == given.grade(other, one) == level


def test_nicknames_are_known_without_their_umlauts() -> None:
    assert not given.forms("jurgen").isdisjoint(given.forms("juergen"))


def test_short_words_have_no_room_for_a_slip() -> None:
    assert given.slip("kaiser", "kaisar") and not given.slip("uwe", "ute")
