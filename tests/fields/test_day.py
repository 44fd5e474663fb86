"""Days come out as written, in one order for a column, or not at all."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_crm.fields import day

TODAY = date(2026, 11, 20)


def dates(*cells, **hints):
    style = day.style_of(cells, today=TODAY, **hints)
    return [day.read_date(cell, style).value for cell in cells]


def moments(*cells, **hints):
    style = day.style_of(cells, today=TODAY, **hints)
    return [day.read_moment(cell, style).value for cell in cells]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("24.12.2025", "2025-12-24"),
        ("1.2.2025", "2025-02-01"),
        ("1. 2. 2025", "2025-02-01"),
        ("24.12.25", "2025-12-24"),
        ("24122025", "2025-12-24"),
        ("1022025", "2025-02-01"),
        ("20251224", "2025-12-24"),
        ("2025-02-01", "2025-02-01"),
        ("2025/02/01", "2025-02-01"),
        ("2026-04-05 21:06:21 +0400", "2026-04-05"),
        ("2016-01-01T00:50:00+01:00", "2016-01-01"),
        ("2026-04-22T17:34:18Z", "2026-04-22"),
        ("2026-04-22 17:34:18.123456 UTC", "2026-04-22"),
        ("24.03.2023, 12:32", "2023-03-24"),
        ("24.03.2023 um 12:32 Uhr", "2023-03-24"),
        ("Jul-21-25", "2025-07-21"),
        ("Jul-21-25 12:32:11 PDT", "2025-07-21"),
        ("10-Dez-25", "2025-12-10"),
        ("Dez 29, 2025", "2025-12-29"),
        ("December 29th, 2025", "2025-12-29"),
        ("1. Jänner 2025", "2025-01-01"),
        ("1. Feber 2025", "2025-02-01"),
        ("3. März 2025", "2025-03-03"),
        ("3 Mrz 2025", "2025-03-03"),
        ("3. Mär. 2025", "2025-03-03"),
        ("12 août 2025", "2025-08-12"),
        ("1 settembre 2025", "2025-09-01"),
        ("Fr., 24.10.2025", "2025-10-24"),
        ("Fri, 21 Jul 2023 12:00:00 +0000", "2023-07-21"),
        ("Thu Jan 02 2025 15:04:05 GMT+0100 (Central European Standard Time)", "2025-01-02"),
        ("29.02.2024", "2024-02-29"),
        ("24.12.68", "1968-12-24"),
        ("13/02/2025", "2025-02-13"),
        ("02/13/2025", "2025-02-13"),
        ("05/05/2025", "2025-05-05"),
        ("'24.12.2025", "2025-12-24"),
    ],
)
def test_a_day_that_reads_one_way(typed, value):
    assert dates(typed) == [value]


@pytest.mark.parametrize(
    "typed",
    [
        "30.02.2025",
        "31.04.2025",
        "29.02.2023",
        "00.00.0000",
        "unbekannt",
        "gestern",
        "Q1 2025",
        "12",
        "0102",
        "1.2",
        "32.1.2025",
        "2025-13-01",
        "13/13/2025",
        "24.12.2025 25:00",
        "24.12.2025 13:00 PM",
        "10-Xyz-25",
        "--0203",
        "24.12.",
        "Dezember 2025",
    ],
)
def test_what_is_no_day_never_rolls_over(typed):
    assert day.read_date(typed, day.style_of([typed, "24.12.2025"], today=TODAY)) == (None, "date_invalid")


@pytest.mark.parametrize("typed", ["01.01.0001", "24.12.2205", "31.12.9999", "01.01.1900", "0205-01-01"])
def test_years_nobody_means_are_named(typed):
    assert day.read_date(typed, day.style_of([typed], today=TODAY)) == (None, "date_implausible")


def test_what_has_happened_does_not_lie_ahead():
    assert dates("24.12.2026", "20.11.2026", ahead=0) == [None, "2026-11-20"]
    assert dates("24.12.2026") == ["2026-12-24"]


def test_a_year_of_two_figures_is_of_this_century_unless_somebody_was_born_then():
    assert dates("24.12.26", "20.11.26", ahead=0) == [None, "2026-11-20"]
    assert dates("24.12.26", "01.02.36", "01.02.49") == ["2026-12-24", "2036-02-01", "1949-02-01"]
    assert dates("24.12.26", "20.11.26", "01.02.49", ahead=0, born=True) == ["1926-12-24", "2026-11-20", "1949-02-01"]


@pytest.mark.parametrize("typed", ["", "-", "0000-00-00", "0/0/00", "NULL"])
def test_an_empty_cell_is_no_fault(typed):
    assert day.read_date(typed, day.style_of([typed])) == (None, None)


def test_one_cell_above_twelve_decides_the_column():
    assert dates("01/02/2025", "25/02/2025") == ["2025-02-01", "2025-02-25"]
    assert dates("01/02/2025", "02/25/2025") == ["2025-01-02", "2025-02-25"]


def test_an_undecided_or_mixed_column_is_not_guessed():
    assert dates("01/02/2025", "09/01/24 12:49") == [None, None]
    assert dates("01/02/2025", "02/25/2025", "25/02/2025") == [None, "2025-02-25", "2025-02-25"]
    assert day.read_date("01/02/2025", day.Style()).code == "date_ambiguous"


def test_the_users_word_on_the_order_wins():
    assert dates("01/02/2025", dayfirst=True) == ["2025-02-01"]
    assert dates("01/02/2025", "25/02/2025", dayfirst=False) == ["2025-01-02", None]


def test_day_numbers_of_spreadsheets_only_as_a_whole_column():
    assert dates("45658", "45659,5", "") == ["2025-01-01", "2025-01-02", None]
    assert dates("45658", "24.12.2025") == [None, "2025-12-24"]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("2026-04-05 21:06:21 +0400", "2026-04-05T17:06:21Z"),
        ("2016-01-01T00:50:00+01:00", "2015-12-31T23:50:00Z"),
        ("2026-04-22T17:34:18Z", "2026-04-22T17:34:18Z"),
        ("2026-04-22 17:34:18.123 UTC", "2026-04-22T17:34:18Z"),
        ("24.03.2023, 12:32", "2023-03-24T12:32:00"),
        ("24.03.2023 12:32:05 MEZ", "2023-03-24T11:32:05Z"),
        ("03/24/2023 12:05 am", "2023-03-24T00:05:00"),
        ("03/24/2023 1:05 PM", "2023-03-24T13:05:00"),
        ("24.03.2023", "2023-03-24"),
        ("24.03.2023 12:32 XYZ", None),
        ("2026-04-05 21:06:21 +9900", None),
    ],
)
def test_moments_in_utc_where_the_zone_is_known(typed, value):
    assert moments(typed) == [value]


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        (["24.12.2025"], "DD.MM.YYYY"),
        (["2025-12-24"], "YYYY-MM-DD"),
        (["25/12/2025"], "DD/MM/YYYY"),
        (["12/25/2025"], "MM/DD/YYYY"),
        (["1/2/2025"], "?/?/YYYY"),
        (["x"], ""),
    ],
)
def test_the_style_has_a_name(cells, name):
    assert day.style_of(cells).name == name


def test_the_day_of_one_cell():
    assert day.read_date("2016-01-01T00:50:00+01:00", day.Style(None)).value == "2016-01-01"
    assert day.read_date("01/02/2025", day.Style(None)).value is None
    assert day.read_date("01/02/2025", day.Style(True)).value == "2025-02-01"


WRITTEN = ["%d.%m.%Y", "%Y-%m-%d", "%d%m%Y", "%Y-%m-%dT%H:%M:%SZ", "%d.%m.%Y, %H:%M"]


@given(st.dates(date(1901, 1, 1), date(2030, 12, 31)), st.sampled_from(WRITTEN))
def test_every_day_survives_being_written_and_read(one, pattern):
    assert dates(one.strftime(pattern)) == [one.isoformat()]


@given(st.text(st.characters()) | st.from_regex(r"[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4}[T ,0-9:+Z]{0,12}"))
def test_no_text_breaks_the_reader(typed):
    style = day.style_of([typed], today=TODAY)
    for value, code in (day.read_date(typed, style), day.read_moment(typed, style)):
        assert code in (None, "date_invalid", "date_ambiguous", "date_implausible")
        assert value is None or day.read_date(value, style).value == value[:10]
