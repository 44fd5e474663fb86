"""Answers on a scale: how people and programs write them, and that none is taken that the scale does not have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_crm.fields import score
from kmu_crm.fields.reading import Reading, reader_for


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        ("of_ten", "9", "9"), ("of_ten", "0", "0"), ("of_ten", "9/10", "9"), ("of_ten", "10 - sehr wahrscheinlich", "10"),
        ("of_ten", "7 (eher ja)", "7"), ("of_ten", "8 Punkte", "8"), ("of_five", "4 von 5", "4"), ("of_five", "4 out of 5", "4"),
        ("of_five", "★★★★☆", "4"), ("of_five", "★★", "2"), ("of_five", "⭐⭐⭐", "3"), ("of_five", "5 Sterne", "5"),
        ("of_five", "1 star", "1"), ("of_five", "4,5", "4.5"), ("of_five", "3.0", "3"), ("of_five", "FIVE", "5"),
        ("mark", "2 (gut)", "2"), ("mark", "1,5", "1.5"), ("mark_six", "5.5", "5.5"),
    ],
)  # fmt: skip
def test_an_answer_is_read_however_it_is_written(kind: str, cell: str, value: str) -> None:
    assert reader_for(kind, [cell]).read(cell) == Reading(value, None)


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        ("of_ten", "11"), ("of_ten", "4 von 5"), ("of_five", "0"), ("of_five", "8/10"), ("mark", "7"), ("mark", "0"), ("of_ten", "ja"),
        ("of_ten", "-3"), ("of_five", "1.000"), ("of_ten", "9" * 400), ("of_ten", "01.02.2025"),
    ],
)  # fmt: skip
def test_what_the_scale_does_not_have_is_no_answer(kind: str, cell: str) -> None:
    assert reader_for(kind, [cell]).read(cell) == Reading(None, "score_invalid")


def test_an_answer_on_a_scale_that_nobody_knows_is_kept_and_told() -> None:
    plain, chosen = reader_for("rating", ["2"]), reader_for("rating", ["2"], scale="mark")
    assert (plain.read("2"), plain.warnings) == (Reading("2", "score_scale"), ["score_scale"])
    assert (chosen.read("2"), chosen.warnings) == (Reading("2", None), [])


@pytest.mark.parametrize(
    ("scale", "content"),
    [
        ("of_five", [1, 2, 3, 4, 5]), ("mark", [5, 4, 3, 2, 1, 1]), ("mark_six", [1, 1, 2, 3, 4, 5]),
        ("content_of_ten", [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]),
    ],
)  # fmt: skip
def test_how_content_somebody_is_goes_from_one_to_five_on_every_scale(scale: str, content: list[int]) -> None:
    assert [score.content(n * 1000, scale) // 1000 for n in range(1, len(content) + 1)] == content
    assert score.content(0, "content_of_ten") == 1000


@given(st.sampled_from(sorted(score.SCALES.keys() - {"of_ten"})), st.integers(0, 10))
def test_content_never_leaves_its_scale(scale: str, answer: int) -> None:
    if score.SCALES[scale].least <= answer <= score.SCALES[scale].most:
        assert 1000 <= score.content(answer * 1000, scale) <= 5000
