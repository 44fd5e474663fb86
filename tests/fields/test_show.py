"""Values as people read them, in both languages."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_crm import i18n
from kmu_crm.fields import money, show


@pytest.fixture(autouse=True)
def language_as_before():
    before = i18n.language()
    yield
    i18n.use(before)


@pytest.fixture
def german():
    i18n.use("de")


@pytest.fixture
def english():
    i18n.use("en")


def test_amounts_in_german(german):
    assert show.amount(123456) == "1.234,56 €"
    assert show.amount(-1250) == "\u221212,50 €"
    assert show.amount(123450, "CHF") == "CHF 1'234.50"
    assert show.whole_amount(4120049) == "41.200 €"
    assert show.whole_amount(50) == "1 €"
    assert show.amount(0) == "0,00 €"


def test_amounts_in_english(english):
    assert show.amount(123456) == "€1,234.56"
    assert show.amount(-1250) == "\u2212€12.50"
    assert show.amount(-123450, "CHF") == "CHF \u22121'234.50"
    assert show.amount(100, "PLN") == "PLN 1.00"


def test_numbers_and_shares(german):
    assert show.number(1234567) == "1.234.567"
    assert show.number(-1.25, 1) == "\u22121,3"
    assert show.percent(0.62) == "62\u00a0%"
    assert show.percent(0.0625, 1) == "6,3\u00a0%"


def test_shares_in_english(english):
    assert show.percent(0.62) == "62%"


def test_days_in_german(german):
    assert show.date("2025-12-24") == "24.12.2025"
    assert show.month("2025-11") == "November 2025"
    assert show.month_short("2025-11-03") == "Nov 25"


def test_days_in_english(english):
    assert show.date("2025-12-04") == "4 Dec 2025"
    assert show.near_date("2025-12-24", date(2025, 12, 24)) == "today"
    assert show.near_date("2025-12-23", date(2025, 12, 24)) == "yesterday"
    assert show.near_date("2025-12-22", date(2025, 12, 24)) == "22 Dec 2025"


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the clock's zone cannot be set here")
def test_times_on_the_clock_of_this_computer(german, monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        assert show.moment("2025-12-24T07:12:00Z") == "24.12.2025, 08:12"
        assert show.moment("2025-12-24T07:12:00") == "24.12.2025, 07:12"
    finally:
        monkeypatch.undo()
        time.tzset()


@given(st.integers(-(10**12), 10**12))
def test_what_is_shown_reads_back_exactly(cents):
    i18n.use("de")
    assert money.cents(money.read(show.amount(cents), ",").value) == cents


def test_a_column_that_is_called_by_a_figure_is_no_count():
    i18n.use("en")
    assert show.columns(["1", "Ort", "Nr. 2", "2025"]) == "“1”, Ort, Nr. 2, “2025”"
