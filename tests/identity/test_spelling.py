import pytest

from kmu_crm.identity import spelling
from kmu_crm.identity.levels import Level as L


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("kunde 000001", "kunde 000002", L.NUMBERED),
        ("kunde 1", "kunde", L.DIFFERENT),
        ("objekt ii", "objekt iii", L.NUMBERED),
        ("nordwerk gartenbau", "gartenbau nordwerg", L.TYPO),
        ("nordwerk gartenbau", "nordwerk", L.PART),
        ("nordwerk gartenbau", "nordwerk feinkost", L.NEAR),
        ("nordwerk", "sudlicht", L.DIFFERENT),
    ],
)
def test_two_firms_agree_in_grades(one: str, other: str, level: L) -> None:
    assert spelling.company(one, other) == spelling.company(other, one) == level


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("auerfels", "auerfelz", L.TYPO),
        ("auerfels", "auerfels quitten", L.PART),
        ("a", "auerfels", L.INITIAL),
        ("auerfels", "quitten", L.DIFFERENT),
    ],
)
def test_two_surnames_agree_in_grades(one: str, other: str, level: L) -> None:
    assert spelling.family(one, other) == spelling.family(other, one) == level


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("+493412312514", "+4934123125140", L.VARIANT),
        ("+493412312514", "+493412312519", L.TYPO),
        ("+493412312514", "+498998997332", L.DIFFERENT),
    ],
)
def test_two_telephone_numbers_agree_in_grades(one: str, other: str, level: L) -> None:
    assert spelling.phone(one, other) == level
