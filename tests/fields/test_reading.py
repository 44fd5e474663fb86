"""A column is read in one style, every distinct cell once."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kmu_crm.fields.reading import KINDS, Reading, reader_for

TODAY = date(2026, 11, 20)


def column(kind, *cells, **hints):
    reader = reader_for(kind, cells, today=TODAY, **hints)
    return [reader.read(cell).value for cell in cells], reader.style, reader.warnings


def test_amounts_in_one_style():
    assert column("amount", "1.500", "12,50", "") == (["1500.00", "12.50", None], "1.234,56", [])


def test_undecided_amounts_are_asked_for():
    assert column("amount", "1.500", "2.750") == ([None, None], "", ["amount_ambiguous"])
    assert column("amount", "1.500", "2.750", decimal=",")[0] == ["1500.00", "2750.00"]


def test_quantities_and_shares():
    assert column("quantity", "2 Stk.", "1,5", "10")[0] == ["2", "1.5", "10"]
    assert column("quantity", "1.000", "2.000")[2] == ["amount_ambiguous"]
    assert column("percent", "19 %", "7,5%")[0] == ["19", "7.5"]


def test_days_and_moments():
    assert column("date", "25/02/2025", "01/02/2025") == (["2025-02-25", "2025-02-01"], "DD/MM/YYYY", [])
    assert column("date", "01/02/2025") == ([None], "?/?/YYYY", ["date_ambiguous"])
    assert column("date", "45658") == (["2025-01-01"], "Excel", ["date_serial"])
    assert column("moment", "2025-01-01 10:00:00 +0100")[0] == ["2025-01-01T09:00:00Z"]
    assert column("date", "24.12.2026", ahead=0)[0] == [None]


def test_identifiers_stay_text_and_damage_is_named():
    assert column("identifier", "00123", "1E5", "MAI", "SEPT1", "1-2", "'0815")[0] == [
        "00123", "1E5", "MAI", "SEPT1", "1-2", "0815",
    ]  # fmt: skip
    assert reader_for("identifier", []).read("2,02604E+16") == (None, "scientific")
    assert column("identifier", "1234567890123450", "9234567890123460") == ([None, None], "", ["scientific"])
    assert column("identifier", "1234567890123450", "9234567890123461")[2] == []


def test_text_keeps_what_it_cannot_judge():
    assert reader_for("text", []).read(" 4,91711E+11") == ("4,91711E+11", "scientific")
    assert column("name", "Null", "NULL", "=1+1", "Anna\u00a0Muster")[0] == ["Null", None, "=1+1", "Anna Muster"]


def test_the_country_is_heeded():
    assert column("postcode", "1067", country="AT")[0] == ["1067"]
    assert reader_for("postcode", [], country="DE").read("1067").code == "leading_zero_lost"
    assert column("phone", "0664 1234567", country="AT")[0] == ["+436641234567"]


def test_a_cell_is_read_once_and_then_remembered():
    memo = reader_for("email", []).memo
    assert memo["A@x.example"] is memo["A@x.example"]
    assert list(memo) == ["A@x.example"]


def test_an_unknown_kind_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="shoe size"):
        reader_for("shoe size", [])


@example("postcode", ["a 0000"])
@given(st.sampled_from(KINDS), st.lists(st.text(st.characters()) | st.from_regex(r"[0-9.,/: +-]{1,12}"), max_size=5))
def test_no_column_breaks_a_reader_and_what_was_read_is_read_again_alike(kind, cells):
    reader = reader_for(kind, cells, today=TODAY)
    for reading in map(reader.read, cells):
        assert isinstance(reading, Reading)
        assert reading.value != ""
        if reading.value is not None and kind not in (
            "moment",
            "identifier",
            "duration",
        ):  # the last its column may tell
            again = reader_for(kind, [reading.value], today=TODAY, decimal=".").read(reading.value)
            assert again.value == reading.value
