"""Numbers in E.164, or none. The numbers are those set aside for films, or of no subscriber."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_crm.fields import phone


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0341 23125-14", "+493412312514"),
        ("+49 (0)171 1234567", "+491711234567"),
        ("+49 0171 1234567", "+491711234567"),
        ("+490171 1234567", "+491711234567"),
        ("0049 171 1234567", "+491711234567"),
        ("0049 (0) 171 1234567", "+491711234567"),
        ("(+49) 171 1234567", "+491711234567"),
        ("491711234567", "+491711234567"),
        ("1711234567", "+491711234567"),
        ("0171-1234567 (privat)", "+491711234567"),
        ("0171-1234567 (Büro 2)", "+491711234567"),
        ("0171 / 123 45 67 Frau Müller", "+491711234567"),
        ("Tel.: 0171.1234567", "+491711234567"),
        ("'+491711234567", "+491711234567"),
        ("0341 2312514 DW 12", "+493412312514"),
        ("+43 664 1234567", "+436641234567"),
        ("+41 44 668 18 00", "+41446681800"),
        ("0664/1234567 AT", "+436641234567"),
        ("0664 1234567 (Österreich)", "+436641234567"),
        ("CH: 044 668 18 00", "+41446681800"),
        ("0171 1234567 at", "+491711234567"),
        ("0171 1234567 GF", "+491711234567"),
        ("+49 171 1234567 CH", "+491711234567"),
        ("0171 1234567 oder 0341 2312514", None),
        ("0157 5000000", "+491575000000"),
        ("01234 5", None),
        ("0800 FLOWERS", None),
        ("2312514", None),
        *[(f"+49{dash}171{dash}1234567", "+491711234567") for dash in "‐‑–−"],
        ("keine", None),
        ("123", None),
        ("+49 171 +49 172", None),
        ("", None),
    ],
)
def test_one_spelling_or_none(typed, kept):
    assert phone.clean(typed) == kept


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("07331-4455 / 0172-1234567", 2),
        ("0731 99 88 77 od. 0151 2223334 (AB)", 2),
        ("0731/998877/0172/1234567", 2),
        ("Büro 0731 998877, privat +43 664 1234567", 2),
        ("0731 998877\n0172 1234567", 2),
        ("0731/998877", 0),
        ("+49 (0) 731 / 22 33-0", 0),
        ("0731 998877 / -12", 0),
        ("0731 998877 / abends", 0),
        ("", 0),
    ],
)
def test_two_numbers_in_a_cell_are_two_and_one_stays_one(typed, parts):
    assert len(phone.split(typed)) == parts


def test_numbers_without_a_code_belong_to_the_country():
    assert phone.clean("0664 1234567", "AT") == "+436641234567"
    assert phone.clean("044 668 18 00", "CH") == "+41446681800"


def test_damage_by_a_spreadsheet_is_named():
    assert phone.read("4,91711E+11") == (None, "scientific")
    assert phone.read("keine") == (None, "phone_invalid")
    assert phone.read("") == (None, None)


def test_shown_to_people():
    assert phone.show("+493412312514") == "+49 341 2312514"
    assert phone.show_national("+493412312514") == "0341 2312514"
    assert phone.show_national("+41446681800") == "+41 44 668 18 00"
    assert phone.show_national("+41446681800", "CH") == "044 668 18 00"
    assert phone.show("unknown") == "unknown"


def test_mobile_numbers_are_known():
    assert phone.is_mobile("+491711234567")
    assert not phone.is_mobile("+493412312514")


@given(st.text(st.characters()) | st.from_regex(r"[+0-9 ()/-]{5,20}", fullmatch=True))
def test_cleaning_twice_changes_nothing(typed):
    assert phone.clean(phone.clean(typed) or "") == phone.clean(typed)


def test_a_number_abroad_needs_no_zero_in_front():
    assert phone.clean("(775) 555-0154", "US") == "+17755550154"
    assert phone.clean("(775) 555-0154", "DE") is None


@pytest.mark.parametrize(
    ("typed", "land", "number"),
    [
        ("0171 3920014", "DE", "+491713920014"),
        ("+43 664 1234567", "DE", "+436641234567"),
        ("079 123 45 67", "CH", "+41791234567"),
    ],
)
def test_a_mobile_number_is_what_the_rules_of_all_countries_make_of_it(typed, land, number):
    figures = typed.replace(" ", "")
    assert phone.clean(typed, land) == phone._mobile(figures, land) == phone._valid(figures, land) == number
