from kmu_crm.identity import reasons
from kmu_crm.identity.evidence import SHOWN
from kmu_crm.identity.weights import FIRM, MIXED, PERSON


def test_every_grade_that_weighs_has_words_and_values_to_show() -> None:
    for kind in (PERSON, FIRM, MIXED):
        for field, levels in kind.fields.items():
            assert field in SHOWN
            for level in levels:
                code = f"{field}.{level.name.lower()}"
                assert reasons.sentence(code) != code


def test_rare_values_say_so() -> None:
    assert reasons.sentence("phone.same.rare") == "same telephone number, rare"


def test_an_unknown_code_is_shown_rather_than_hidden() -> None:
    assert reasons.sentence("moon.phase") == "moon.phase"


def test_what_agrees_and_yet_speaks_against_says_who_else_shares_it() -> None:
    assert reasons.sentence("place.same.common") == "same address, as others of a household or company share it"
