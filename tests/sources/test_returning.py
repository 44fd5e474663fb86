"""Which numbers of documents come again after others, whatever the size of the list."""

from itertools import groupby

from hypothesis import given, settings
from hypothesis import strategies as st

from kmu_crm.sources.mapping.returning import Returning

blocks_of_cells = st.lists(st.lists(st.sampled_from(["", " ", "R1", "R1 ", "R2", "R3", "Ä"]), max_size=8), max_size=6)


def found(blocks: list[list[str]]) -> set[str]:
    returning = Returning()
    for block in blocks:
        returning.see(block)
    return returning.again


@settings(deadline=None)  # each takes a field of 16 MB
@given(blocks_of_cells)
def test_a_number_comes_again_where_it_begins_twice(blocks: list[list[str]]) -> None:
    begins = [cell.strip() for cell, _same in groupby(cell for block in blocks for cell in block)]
    assert found(blocks) == {cell for cell in begins if cell and begins.count(cell) > 1}


def test_a_long_list_whose_numbers_stand_together_has_next_to_none_that_come_again() -> None:
    blocks = [[f"R{number}" for number in range(at, at + 5_000)] for at in range(0, 300_000, 5_000)]
    assert len(found(blocks)) < 30
    assert found([*blocks, ["R17"]]) >= {"R17"}
