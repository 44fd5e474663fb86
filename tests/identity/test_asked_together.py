"""Pairs that hang together are one question."""

from hypothesis import given
from hypothesis import strategies as some

from kmu_crm.identity import questions
from kmu_crm.identity.lines import Evidence
from kmu_crm.identity.queries import ReviewPair


def pair(a: int, b: int, probability: float = 0.6) -> ReviewPair:
    return ReviewPair(a, b, probability, 1.0, [Evidence("phone", "1", "1", 2.0, "phone.same.rare")])


def test_pairs_with_a_customer_in_common_are_one_question_at_the_place_of_the_first():
    found = questions.together([pair(1, 2), pair(7, 8), pair(2, 3)], ())
    assert [questions.profiles(one) for one in found] == [(1, 2, 3), (7, 8)]


def test_those_whom_a_person_keeps_apart_are_not_in_one_question():
    found = questions.together([pair(1, 2, 0.9), pair(2, 3, 0.6)], {(1, 3)})
    assert [questions.profiles(one) for one in found] == [(1, 2), (2, 3)]


def test_those_who_contradict_each_other_are_asked_about_by_themselves():
    father_and_son = ReviewPair(1, 3, 0.5, 1.0, [Evidence("birth", "1948", "1977", -4.0, "birth.contrary")])
    found = questions.together([pair(1, 2, 0.9), pair(2, 3, 0.6), father_and_son], ())
    assert [questions.profiles(one) for one in found] == [(1, 2), (2, 3), (1, 3)]


PAIRS = some.lists(some.tuples(some.integers(1, 9), some.integers(10, 18), some.floats(0.55, 0.95)), max_size=30)


@given(told=PAIRS, apart=some.sets(some.tuples(some.integers(1, 9), some.integers(10, 18)), max_size=5))
def test_each_pair_is_asked_once_in_questions_that_nobody_gets_lost_in(told, apart):
    pairs = [pair(*one) for one in {(a, b): (a, b, sure) for a, b, sure in told if (a, b) not in apart}.values()]
    found = questions.together(pairs, apart, most=4)
    assert sorted((one.a, one.b) for some_ in found for one in some_) == sorted((one.a, one.b) for one in pairs)
    for one in found:
        numbers = set(questions.profiles(one))
        assert len(numbers) <= 4 and not any({a, b} <= numbers for a, b in apart)
