"""Three digits behind the mark of a column with cents: a thousand and a half or a price of three decimals, and nobody guesses."""

import pytest

from kmu_crm.fields.reading import reader_for


@pytest.mark.parametrize("cells", [("1.500", "2.500", "12.50"), ("1,500", "12,50"), ("1.500 €", "12.50 €")])
def test_beside_cents_it_is_asked(cells: tuple[str, ...]) -> None:
    reader = reader_for("amount", cells)
    assert reader.warnings == ["amount_ambiguous"]
    assert [reader.read(cell).code for cell in cells] == ["amount_ambiguous"] * (len(cells) - 1) + [None]


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        (("1.259", "0.125", "12.50"), ["1.259", "0.125", "12.50"]),  # unit prices
        (("1.500", "12,50"), ["1500.00", "12.50"]),
        (("1,500", "1,234.50"), ["1500.00", "1234.50"]),
    ],
)
def test_what_the_column_tells_is_read(cells: tuple[str, ...], read: list[str]) -> None:
    reader = reader_for("amount", cells)
    assert (reader.warnings, [reader.read(cell).value for cell in cells]) == ([], read)


def test_a_person_says_what_it_is() -> None:
    reader = reader_for("amount", ("1.500", "12.50"), decimal=".")
    assert [reader.read(cell).value for cell in ("1.500", "12.50")] == ["1.50", "12.50"]
