"""Lengths of time as lists of contracts write them, and the days that follow from them."""

import pytest

from kmu_crm.fields import period
from kmu_crm.fields.period import AUTOMATIC, DAYS, ENDLESS, Notice, Period


@pytest.mark.parametrize(
    ("text", "n", "unit"),
    [
        ("12 Monate", 12, "months"), ("24 Mon.", 24, "months"), ("1 Jahr", 12, "months"), ("zwei Jahre", 24, "months"),
        ("1,5 Jahre", 18, "months"), ("24", 24, "months"), ("12,00", 12, "months"), ("mind. 24 Monate", 24, "months"),
        ("1 Jahr und 6 Monate", 18, "months"), ("12-monatig", 12, "months"), ("2 Quartale", 6, "months"), ("36M", 36, "months"),
        ("18 months", 18, "months"), ("1 yr", 12, "months"), ("4 Wochen", 28, "days"), ("30 days", 30, "days"),
    ],
)  # fmt: skip
def test_a_term_is_read_in_both_languages(text: str, n: int, unit: str) -> None:
    assert period.read(text) == Period(n, unit)


@pytest.mark.parametrize(
    "text",
    ["", "12 Mönate ???", "x" * 10_000, "-5", "−5 Monate", "0", "0 Monate", "1000000 Jahre", "9999 Jahre", "12-24 Monate", "1.200",
     "unbefristet", "1,3 Monate", "12 + 12", "siehe Vertrag", "\x00", "12\u202eMonate"],
)  # fmt: skip
def test_what_is_no_length_of_time_is_none(text: str) -> None:
    assert (period.read(text), period.notice(text)) == (None, None)
    assert period.renewal(text) in (None, ENDLESS)


@pytest.mark.parametrize(
    ("heading", "cell", "n"),
    [
        ("Laufzeit (Monate)", "12", 12),
        ("Laufzeit in Jahren", "2", 24),
        ("Term (years)", "1", 12),
        ("Laufzeit", "24", 24),
    ],
)
def test_the_heading_names_the_unit_of_bare_numbers(heading: str, cell: str, n: int) -> None:
    assert period.read(cell, period.unit_of(heading)) == Period(n)


@pytest.mark.parametrize(
    ("begins", "n", "unit", "ends"),
    [
        ("2026-01-01", 12, "months", "2026-12-31"), ("2026-05-15", 12, "months", "2027-05-14"), ("2026-01-31", 1, "months", "2026-02-28"),
        ("2026-01-30", 1, "months", "2026-02-28"), ("2024-02-29", 12, "months", "2025-02-28"), ("2025-03-01", 36, "months", "2028-02-29"),
        ("2026-01-01", 14, "days", "2026-01-14"), ("9990-01-01", 1200, "months", ""), ("9999-12-01", 1200, "days", ""),
    ],
)  # fmt: skip
def test_a_contract_ends_on_the_day_before(begins: str, n: int, unit: str, ends: str) -> None:
    assert period.last_day(begins, Period(n, unit)) == ends


@pytest.mark.parametrize(
    ("text", "ends", "until"),
    [
        ("3 Monate zum Ende", "2026-12-31", "2026-09-30"), ("3", "2026-12-31", "2026-09-30"), ("3 Monate", "2026-02-28", "2025-11-30"),
        ("3 Monate vor Vertragsende", "2026-05-30", "2026-02-28"), ("1 Monat", "2026-06-15", "2026-05-15"),
        ("4 Wochen zum Monatsende", "2026-12-31", "2026-12-03"), ("4 Wochen zum Monatsende", "2026-12-15", ""),
        ("6 Wochen zum Quartalsende", "2026-09-30", "2026-08-19"), ("3 Monate zum Jahresende", "2026-09-30", ""),
        ("3 months before the end of the term", "2026-12-31", "2026-09-30"), ("3 months' notice", "2026-12-31", "2026-09-30"),
    ],
)  # fmt: skip
def test_notice_can_be_given_until_a_day(text: str, ends: str, until: str) -> None:
    notice = period.notice(text)
    assert notice is not None
    assert period.last_notice(ends, notice) == until


@pytest.mark.parametrize("text", ["jederzeit", "keine", "3 Werktage", "nach Absprache"])
def test_a_notice_that_tells_no_day_is_none(text: str) -> None:
    assert period.notice(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12 Monate", Period(12)), ("um weitere 12 Monate", Period(12)), ("automatisch um 1 Jahr", Period(12)), ("jährlich", Period(12)),
        ("12 months auto", Period(12)), ("automatisch", AUTOMATIC), ("ja", AUTOMATIC), ("yes", AUTOMATIC), 
        ("auf unbestimmte Zeit", ENDLESS),
        ("nein", None), ("no", None), ("keine", None), ("1", None), ("siehe Vertrag", None),
    ],
)  # fmt: skip
def test_how_a_contract_goes_on(text: str, found: object) -> None:
    assert period.renewal(text) == found


@pytest.mark.parametrize(
    ("begins", "first", "again", "day", "ends"),
    [
        ("2020-01-01", Period(24), Period(12), "2025-11-30", "2025-12-31"),
        ("2020-01-01", Period(12), Period(12), "2025-12-31", "2025-12-31"),
        ("2020-01-01", Period(12), Period(12), "2026-01-01", "2026-12-31"),
        (
            "2026-01-31",
            Period(1),
            Period(1),
            "2026-03-30",
            "2026-03-30",
        ),  # from the beginning on, and not from the 28th
        ("1900-01-02", Period(1, DAYS), Period(1, DAYS), "2025-11-30", "2025-11-30"),
        ("2025-01-01", Period(12), Period(28, DAYS), "2026-01-01", "2026-01-28"),
        ("2027-01-01", Period(12), Period(12), "2025-11-30", "2027-12-31"),
        ("9900-01-01", Period(1), Period(1200), "9999-12-31", ""),
    ],
)
def test_the_next_end_is_counted_from_the_beginning(
    begins: str, first: Period, again: Period, day: str, ends: str
) -> None:
    assert period.next_end(begins, first, again, day) == ends


def test_a_notice_of_nothing_more_than_a_number_is_months() -> None:
    assert period.notice("3") == Notice(Period(3))
