"""Amounts come out exact to the cent, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_crm.fields import money

GERMAN = ["1.234,56", "7,50", "99,00"]
SWISS = ["1'234.50", "1’234’567.05", "50.00"]


def column(*cells):
    mark, _ = money.decimal_mark(cells)
    return [money.read(cell, mark).value for cell in cells]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.234,56", "1234.56"),
        ("1234,5", "1234.50"),
        ("1.500", "1500.00"),
        ("1.234.567", "1234567.00"),
        ("12,50-", "-12.50"),
        ("12,50 €/Std.", "12.50"),
        ("1.234,50 / Stück", "1234.50"),
        ("€ 12,50/h", "12.50"),
        ("12,50 -", "-12.50"),
        ("(12,50)", "-12.50"),
        ("(1.000,00 €)", "-1000.00"),
        ("12,50 S", "-12.50"),
        ("12,50 H", "12.50"),
        ("12,50 EUR S", "-12.50"),
        ("−12,50", "-12.50"),
        ("–12,50", "-12.50"),
        ("– 12,50 €", "-12.50"),
        ("‑12,50", "-12.50"),
        ("- 12,50", "-12.50"),
        ("+12,50", "12.50"),
        ("-€ 1.234,50", "-1234.50"),
        ("€ -1.234,50", "-1234.50"),
        ("116,99 €", "116.99"),
        ("116,99\u00a0€", "116.99"),
        ("1\u00a0234,56", "1234.56"),
        ("1\u202f234\u202f567,8", "1234567.80"),
        ("12,–", "12.00"),
        ("12,--", "12.00"),
        ("12,-", "12.00"),
        ("12,- €", "12.00"),
        ("12,– €", "12.00"),
        ("1500,--", "1500.00"),
        ("1.500,-", "1500.00"),
        ("1.500,-- €", "1500.00"),
        ("-1.500,-", "-1500.00"),
        ("12.345.678,—", "12345678.00"),
        (",50", "0.50"),
        ("0,00", "0.00"),
        ("-0,00", "0.00"),
        ("64083", "64083.00"),
        ("0,1234", "0.1234"),
        ("'12,50", "12.50"),
        ('="12,50"', "12.50"),
    ],
)
def test_german_notations(typed, value):
    assert column(*GERMAN, typed)[-1] == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1'234.50", "1234.50"),
        ("1’234’567.05", "1234567.05"),
        ("-1'000.00", "-1000.00"),
        ("0.05", "0.05"),
        ("12.–", "12.00"),
        ("1'500.-", "1500.00"),
        ("1,500.-", "1500.00"),
        ("Fr. 12.—", "12.00"),
        ("CHF 1'234.50", "1234.50"),
        ("CHF-1’234.50", "-1234.50"),
        ("$45.99", "45.99"),
        ("-$45.99", "-45.99"),
        ("1,190.00", "1190.00"),
        ("1,500", "1500.00"),
        ("1.500", "1.50"),
        ("0.000", "0.00"),
    ],
)
def test_swiss_and_english_notations(typed, value):
    assert column(*SWISS, typed)[-1] == value


@pytest.mark.parametrize(
    "typed",
    [
        "NaN",
        "1e5",
        "#BEZUG!",
        "Text",
        "1,2,3",
        "12.34.56",
        "1.23,45,6",
        "--5",
        "5--",
        "inf",
        "٣",
        "1 2",
        "9" * 14,
        "12,50 XYZ",
    ],
)
def test_what_is_no_amount_stays_empty_and_is_named(typed):
    assert money.read(typed, ",") == (None, "amount_invalid")


def test_nothing_is_not_zero():
    assert money.read(" - ", ",") == (None, None)


def test_thousands_or_decimals_is_not_guessed():
    cells = ["1.500", "2.750", "1.000", "12"]
    assert column(*cells) == [None, None, None, "12.00"]
    assert money.read("1.500", None).code == "amount_ambiguous"


def test_one_cell_with_cents_decides_the_column():
    assert column("1.500", "12,50") == ["1500.00", "12.50"]
    assert column("1.500", "12.50") == ["1.50", "12.50"]


def test_a_foreign_mark_in_a_decided_column_is_never_a_hundredfold():
    assert column("12.50", *GERMAN)[0] == "12.50"


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        (["12.50", "12,50", "1.234,56", "1,234.56"], ["12.50", "12.50", "1234.56", "1234.56"]),
        (["CHF 100.00", "200,00 €", "0.125"], ["100.00", "200.00", "0.125"]),
        (["100,00", "200.5", "1.500"], ["100.00", "200.50", None]),
    ],
)
def test_two_notations_without_majority_leave_out_only_what_reads_two_ways(cells, read):
    assert column(*cells) == read
    assert money.decimal_mark(cells)[1] is (None in read)


@pytest.mark.parametrize(
    ("cells", "style"),
    [
        (GERMAN, "1.234,56"),
        (SWISS, "1'234.56"),
        (["12,50"], "1234,56"),
        (["12,50", "1.500"], "1.234,56"),
        (["1 234,50"], "1 234,56"),
        (["12"], ""),
    ],
)
def test_the_notation_is_told_by_an_example(cells, style):
    assert money.style(cells, money.decimal_mark(cells)[0]) == style


def test_half_a_cent_goes_away_from_zero():
    assert [money.cents(text) for text in ("1234.50", "-0.005", "0.0049", "3")] == [123450, -1, 0, 300]


@given(st.integers(-(10**12), 10**12), st.sampled_from([(".", ","), (",", "."), ("'", "."), (" ", ","), ("", ",")]))
def test_every_amount_survives_being_written_and_read(amount, marks):
    thousands, decimal = marks
    typed = f"{'-' if amount < 0 else ''}{abs(amount) // 100:,}.{abs(amount) % 100:02}"
    typed = typed.replace(".", "!").replace(",", thousands).replace("!", decimal)
    read = money.read(typed, decimal).value
    assert read is not None
    assert money.cents(read) == amount
    assert money.read(read, ".").value == read


@given(st.text(st.characters()), st.sampled_from([None, ",", "."]))
def test_no_text_breaks_the_reader(typed, mark):
    value, code = money.read(typed, mark)
    assert code in (None, "amount_invalid", "amount_ambiguous")
    assert value is None or money.read(value, ".").value == value


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        (["EUR 12.--", "99,50"], ["12.00", "99.50"]),
        (["CHF 45.-", "12,-- €", "1.200,50"], ["45.00", "12.00", "1200.50"]),
        (["1'200.--", "12,50 €"], ["1200.00", "12.50"]),
        (["12.--", "13,--"], ["12.00", "13.00"]),
        (["12,--", "9.50", "8.50"], ["12.00", "9.50", "8.50"]),
    ],
)
def test_an_amount_without_cents_reads_one_way_whatever_mark_its_column_has(cells, read):
    mark, undecided = money.decimal_mark(cells)
    assert ([money.read(cell, mark).value for cell in cells], undecided) == (read, False)


def test_amounts_without_cents_leave_a_thousand_with_a_point_undecided():
    assert money.decimal_mark(["12.--", "13,--", "1.500"]) == (None, True)
