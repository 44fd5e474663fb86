"""Text is kept in one spelling, found in another, sorted in a third."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_crm.fields import text

ANY = st.text(st.characters())  # lone surrogates included: damaged files hold them


@given(ANY)
def test_cleaning_twice_changes_nothing(typed):
    once = text.clean(typed)
    assert text.clean(once) == once == unicodedata.normalize("NFC", once)


@given(ANY)
def test_folding_twice_changes_nothing(typed):
    assert text.fold(text.fold(typed)) == text.fold(typed)
    assert text.fold_short(text.fold_short(typed)) == text.fold_short(typed)


@given(ANY)
def test_decomposed_letters_fold_like_composed_ones(typed):
    composed = unicodedata.normalize("NFC", typed)
    assert text.fold(unicodedata.normalize("NFD", composed)) == text.fold(composed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Anna \t Muster ", "Anna Muster"),
        ("Mu\u0308ller", "Müller"),
        ("Anna\u00a0Muster", "Anna Muster"),
        ("An\u200bna\u202e Mus\u00adter\ufeff", "Anna Muster"),
        ("a\x00b\x07c", "abc"),
        ("Weg 1\r\n80331 München", "Weg 1 80331 München"),
        ("half \ud83d", "half \ufffd"),
        ("u\u200b\u0308", "ü"),
    ],
)
def test_what_cannot_be_seen_goes(typed, kept):
    assert text.clean(typed) == kept


@pytest.mark.parametrize(
    ("typed", "long", "short"),
    [
        ("Müller", "mueller", "muller"),
        ("STRAẞE", "strasse", "strasse"),
        ("Søren Åse Æbler", "soeren ase aebler", "soeren ase aebler"),
        ("Łukasz Đorđe", "lukasz dorde", "lukasz dorde"),
        ("O'Neill-Çelik & Söhne, KG", "o neill celik soehne kg", "o neill celik sohne kg"),
        ("İstanbul", "istanbul", "istanbul"),
        ("René", "rene", "rene"),
        ("  ", "", ""),
    ],
)
def test_folded_for_matching(typed, long, short):
    assert (text.fold(typed), text.fold_short(typed)) == (long, short)


def test_sorted_as_in_a_dictionary():
    assert sorted(["Zimmer", "Ärzte", "Aster", "arzt", "Strauß", "Strasse"], key=text.sort_key) == [
        "arzt", "Ärzte", "Aster", "Strasse", "Strauß", "Zimmer",
    ]  # fmt: skip


def test_signs_alone_still_have_an_order():
    assert text.sort_key("???") == "???"


@pytest.mark.parametrize("typed", ["", "  ", "-", "--", "—", "NULL", "0000-00-00", "0/0/00", "0.0.00", "\u00a0"])
def test_spellings_of_nothing(typed):
    assert text.is_empty(typed)


@pytest.mark.parametrize("typed", ["Null", "null", "None", "nan", "NA", "0", "---x"])
def test_names_that_look_like_nothing_are_kept(typed):
    assert not text.is_empty(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("'01067", "01067"),
        ("'+49171", "+49171"),
        ("'=1+1", "=1+1"),
        ("'1234AB", "1234AB"),
        ("'K1004", "K1004"),
        ('="01067"', "01067"),
        ('="a""b"', 'a"b'),
        ("'t Hooft", "'t Hooft"),
        ("'kursiv'", "'kursiv'"),
        ('="1"&"2"', '="1"&"2"'),
        ("=1+1", "=1+1"),
        ("'", "'"),
    ],
)
def test_guards_of_spreadsheets_go_and_names_stay(typed, kept):
    assert text.strip_guard(typed) == kept


@pytest.mark.parametrize("fill", ["x", "ä", "漢"])
def test_long_text_is_composed_as_a_whole(fill):
    for before in range(495, 505):
        long = fill * before + " a\u0308 " + fill * 5_000 + "o\u0308"
        assert text.composed(long) == fill * before + " ä " + fill * 5_000 + "ö"
        assert text.is_composed(text.composed(long)) and not text.is_composed(long)


@pytest.mark.timeout(20)
def test_a_letter_under_a_million_accents_ends_in_time():
    assert len(text.fold("a" + "\u0301\u0323" * 500_000)) == 1
