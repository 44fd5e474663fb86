import pytest
from hypothesis import given
from hypothesis import strategies as some

from kmu_crm.fields.text import strip_guard
from kmu_crm.outreach.cells import guarded, tidy


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "＝1+1", "\t=1+1", "\r\n=1"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe_that_comes_off_again(text):
    safe = guarded(tidy(text))
    assert safe.startswith("'")
    assert strip_guard(safe) == tidy(text)


@given(some.text())
def test_no_cell_begins_as_a_formula_or_breaks_its_line(text):
    safe = guarded(tidy(text))
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert len(safe.splitlines()) <= 1


@given(some.text(), some.integers(4, 40))
def test_a_text_is_cut_at_bytes_and_never_within_a_character(text, most):
    cut = tidy(text, most)
    assert len(cut.encode()) <= most
    assert tidy(text).startswith(cut)
