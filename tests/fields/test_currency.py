"""Whatever a list calls its currency becomes one code of ISO 4217; what nobody knows stays and is named."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kmu_crm.fields import currency, money
from kmu_crm.fields.reading import reader_for


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("EUR", "EUR"),
        ("eur", "EUR"),
        ("€", "EUR"),
        ("Euro", "EUR"),
        ("EURO", "EUR"),
        ("Euros", "EUR"),
        ("EUR (€)", "EUR"),
        ("€ EUR", "EUR"),
        ("EUR - Euro Member Countries", "EUR"),
        ("Fr.", "CHF"),
        ("SFr.", "CHF"),
        ("sFr", "CHF"),
        ("CHF", "CHF"),
        ("Franken", "CHF"),
        ("Schweizer Franken", "CHF"),
        ("Schweizer Franken (CHF)", "CHF"),
        ("$", "USD"),
        ("US$", "USD"),
        ("US-Dollar", "USD"),
        ("US Dollar", "USD"),
        ("£", "GBP"),
        ("Britisches Pfund", "GBP"),
        ("DM", "DEM"),
        ("zł", "PLN"),
        ("Kč", "CZK"),
        ("sek", "SEK"),
        ("JPY", "JPY"),
        ("'EUR", "EUR"),
        ("\u00a0EUR\u200b ", "EUR"),
    ],
)
def test_a_currency_has_one_code_whatever_it_is_called(typed, code):
    assert currency.read(typed) == (code, None)


@pytest.mark.parametrize("typed", ["Kr", "XYZ", "Taler", "1,00", "EUR / CHF", "Euro oder Franken"])
def test_an_unknown_word_is_kept_in_capitals_and_named(typed):
    assert currency.read(typed) == (typed.upper(), "currency_unknown")


@pytest.mark.parametrize("typed", ["", " ", "-", "NULL"])
def test_nothing_is_no_currency(typed):
    assert currency.read(typed) == (None, None)


@settings(deadline=None)
@given(
    st.sampled_from(sorted(currency.NAMES)),
    st.sampled_from([str.upper, str.lower, str.title]),
    st.text(" \t\u00a0", max_size=3),
)
def test_case_blanks_and_dots_make_no_other_currency(name, written, blanks):
    code = currency.NAMES[name]
    for typed in (name, written(name), f"{blanks}{name}{blanks}", f"{name}.", f"({name})", f"{code} ({name})"):
        assert currency.read(typed) == (code, None)


@settings(deadline=None)
@given(st.text() | st.from_regex(r"[A-Za-z€$£.() /-]{1,12}", fullmatch=True))
def test_what_is_read_is_a_code_and_reads_as_itself(typed):
    value, code = currency.read(typed)
    assert code in (None, "currency_unknown")
    if value is not None and code is None:
        assert len(value) == 3 and value.isascii() and value.isupper()
        assert currency.read(value) == (value, None)


def test_a_column_reads_each_word_once():
    reader = reader_for("currency", [])
    assert [reader.read(word).value for word in ("€", "Euro", "eur", "")] == ["EUR", "EUR", "EUR", None]


@pytest.mark.parametrize(
    ("typed", "code", "amount"),
    [
        ("300,00 CHF", "CHF", "300.00"),
        ("Fr. 300,00", "CHF", "300.00"),
        ("SFr 300,00", "CHF", "300.00"),
        ("300,00 Franken", "CHF", "300.00"),
        ("300,00 Euros", "EUR", "300.00"),
        ("€300,00", "EUR", "300.00"),
        ("-$300,00", "USD", "-300.00"),
        ("US$ 300,00", "USD", "300.00"),
        ("300,00 GBP", "GBP", "300.00"),
        ("300,00 PLN", "PLN", "300.00"),
        ("(300,00 EUR)", "EUR", "-300.00"),
        ("300,00 EUR S", "EUR", "-300.00"),
        ("300,00", None, "300.00"),
    ],
)
def test_a_currency_beside_an_amount_is_told_apart_from_it(typed, code, amount):
    assert (money.currency(typed), money.read(typed, ",").value) == (code, amount)


@pytest.mark.parametrize("typed", ["Europa", "Freitag", "Frankfurt", "Chfz 5"])
def test_a_word_that_begins_like_a_currency_is_none(typed):
    assert money.currency(typed) is None
