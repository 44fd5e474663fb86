"""Names are taken apart where that is sure, and kept whole where it is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_crm.fields import name


@pytest.mark.parametrize(
    ("full", "parts"),
    [
        ("Anna Muster", (None, None, "Anna", "Muster", None)),
        ("Herr Dr. Jürgen Müller", ("mr", "Dr.", "Jürgen", "Müller", None)),
        ("Frau Prof. Dr. med. Eva Maria Weiß", ("ms", "Prof. Dr. med.", "Eva Maria", "Weiß", None)),
        ("Müller, Dr. Jürgen", (None, "Dr.", "Jürgen", "Müller", None)),
        ("Müller, Jürgen, Dr.", (None, "Dr.", "Jürgen", "Müller", None)),
        ("Dipl.-Ing. Hans Huber", (None, "Dipl.-Ing.", "Hans", "Huber", None)),
        ("Mag. Sepp Huber MBA", (None, "Mag. MBA", "Sepp", "Huber", None)),
        ("Anna von der Tann", (None, None, "Anna", "von der Tann", None)),
        ("von der Tann, Anna", (None, None, "Anna", "von der Tann", None)),
        ("von der Tann Anna", (None, None, "Anna", "von der Tann", None)),
        ("Karl von und zu Guttenberg", (None, None, "Karl", "von und zu Guttenberg", None)),
        ("von und zu Guttenberg Karl", (None, None, "Karl", "von und zu Guttenberg", None)),
        ("Herr von u. zu Berg", ("mr", None, None, "von u. zu Berg", None)),
        ("von Karl", (None, None, None, "von Karl", None)),
        ("MÜLLER JÜRGEN", (None, None, "JÜRGEN", "MÜLLER", None)),
        ("MÜLLER Jürgen", (None, None, "Jürgen", "MÜLLER", None)),
        ("H.-J. Schröder", (None, None, "H.-J.", "Schröder", None)),
        ("Schröder H.-J.", (None, None, "H.-J.", "Schröder", None)),
        ("Anna M.", (None, None, "Anna", "M.", None)),
        ("Kim Otto", (None, None, "Kim", "Otto", None)),
        ("Max Muster jun.", (None, None, "Max", "Muster", "jun")),
        ("Muster sen., Max", (None, None, "Max", "Muster", "sen")),
        ("Max Muster d. Ä.", (None, None, "Max", "Muster", "sen")),
        ("Max Muster, d.J.", (None, None, "Max", "Muster", "jun")),
        ("Max Muster (Sohn)", (None, None, "Max", "Muster", "jun")),
        ("Max Vater", (None, None, "Max", "Vater", None)),
        ("Herr Junior", ("mr", None, None, "Junior", None)),
        ("Anna Müller geb. Schmidt", (None, None, "Anna", "Müller", None)),
        ("z.Hd. Frau Meier", ("ms", None, None, "Meier", None)),
        ("Herr Müller", ("mr", None, None, "Müller", None)),
        ("Anna-Lena Müller-Huber", (None, None, "Anna-Lena", "Müller-Huber", None)),
        ("J. Müller", (None, None, "J.", "Müller", None)),
        ("Eheleute Max und Anna Müller", ("family", None, "Max und Anna", "Müller", None)),
        ("Fam. Müller, Max & Anna", ("family", None, "Max & Anna", "Müller", None)),
        ("Herr und Frau Dr. Kaya", ("family", "Dr.", None, "Kaya", None)),
        ("Anna und Max von der Tann", ("family", None, "Anna und Max", "von der Tann", None)),
        ("Huber und Max Müller", ("family", None, None, "Huber und Max Müller", None)),
        ("Mona Kraft und Jo Stein", ("family", None, None, "Mona Kraft und Jo Stein", None)),
        ("Frau Ebert (Nachbarin von Nolte)", ("ms", None, None, "Ebert (Nachbarin von Nolte)", None)),
        ("Leitung Hr. Dose", ("mr", None, None, "Dose", None)),
        ("Einkauf: Frau Dr. Anna Lenz", ("ms", "Dr.", "Anna", "Lenz", None)),
        ("Ansprechpartner: Herr Dose", ("mr", None, None, "Dose", None)),
        ("Oma Krawuttke", (None, None, "Oma", "Krawuttke", None)),
        ("Anna Müller (privat)", (None, None, "Anna", "Müller (privat)", None)),
        ("Bauer Thomas", (None, None, "Thomas", "Bauer", None)),
        ("Piet Thomas", (None, None, "Piet", "Thomas", None)),
        ("Thomas Bauer", (None, None, "Thomas", "Bauer", None)),
        ("Di Nass", (None, None, None, "Di Nass", None)),
        ("DI Hans Huber", (None, "DI", "Hans", "Huber", None)),
        ("RA Ebeling", (None, "RA", None, "Ebeling", None)),
        ("Ra Ebeling", (None, None, "Ra", "Ebeling", None)),
        ("KR Johann Pribil", (None, "KR", "Johann", "Pribil", None)),
        ("StB Dr. Eva Kern", (None, "StB Dr.", "Eva", "Kern", None)),
        ("Mevr. Anneke de Vries", ("ms", None, "Anneke", "de Vries", None)),
        ("Mann von Fr. Blum", (None, None, None, "Mann von Fr. Blum", None)),
        ("Mutter der Frau Ute Kern", (None, None, None, "Mutter der Frau Ute Kern", None)),
        ("Anna von Herr", (None, None, "Anna", "von Herr", None)),
        ("Di. Huber", (None, "Di.", None, "Huber", None)),
        ("Fam. Müller", ("family", None, None, "Müller", None)),
        ("Herr und Frau Müller", ("family", None, None, "Müller", None)),
        ("Max und Anna Müller", ("family", None, "Max und Anna", "Müller", None)),
        ("Schulz Bernd u. Petra", ("family", None, "Bernd u. Petra", "Schulz", None)),
        ("Schulz, Bernd & Petra", ("family", None, "Bernd & Petra", "Schulz", None)),
        ("Schulz und Meier", ("family", None, None, "Schulz und Meier", None)),
        ("Müller GmbH & Co. KG", ("company", None, None, "Müller GmbH & Co. KG", None)),
        ("Null", (None, None, None, "Null", None)),
        ("", (None, None, None, None, None)),
    ],
)
def test_a_name_taken_apart(full, parts):
    assert name.split(full) == parts


@pytest.mark.parametrize(
    ("word", "code"),
    [("Herr", "mr"), ("herrn", "mr"), ("Mr.", "mr"), ("Frau", "ms"), ("mrs", "ms"), ("Mme", "ms"), ("1", "mr"),
     ("2", "ms"),
     ("Familie", "family"), ("Firma", "company"), ("Hund", None), ("", None)],
)  # fmt: skip
def test_salutations(word, code):
    assert name.salutation(word) == code


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hans", "Johannes"), ("Sepp", "Josef"), ("Steffi", "Stefanie"), ("Alex", "Alexandra"), ("Alex", "Alexander"),
     ("Ueli", "Ulrich"), ("Beppe", "Giuseppe"), ("Karl-Heinz", "Karlheinz"), ("Käthe", "Katharina")],
)  # fmt: skip
def test_short_forms_share_a_class(one, other):
    assert name.given_forms(one) & name.given_forms(other)


def test_a_name_nobody_listed_stands_for_itself():
    assert name.given_forms("Xenoföbe") == {"xenofoebe"}
    assert name.given_forms("") == frozenset()
    assert not name.given_forms("Anna") & name.given_forms("Peter")


@given(st.text(st.characters()))
def test_no_text_breaks_the_parts(typed):
    assert "" not in name.split(typed)
    assert name.salutation(typed) in (None, "mr", "ms", "family", "company")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Frau Dr.", ("ms", "Dr.")),
        ("Herrn Prof. Dr.", ("mr", "Prof. Dr.")),
        ("Herr Dr. med.", ("mr", "Dr. med.")),
        ("Sehr geehrte Frau Dr.", ("ms", "Dr.")),
        ("Sehr geehrter Herr", ("mr", None)),
        ("Dr.", (None, "Dr.")),
        ("Frau", ("ms", None)),
        ("Herr und Frau", ("family", None)),
        ("Frau Meier", (None, None)),
        ("Divers", (None, None)),
        ("", (None, None)),
    ],
)
def test_a_form_of_address_may_hold_a_title(text, said):
    assert name.greeting(text) == said


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("pter", "peter", True),
        ("jurgen", "juergen", True),
        ("pteer", "peter", True),
        ("meier", "maier", True),
        ("karin", "katrin", False),
        ("adrian", "adriana", False),
        ("jan", "jon", False),
        ("abc1x", "abc2x", False),
        ("berger", "berger", True),
    ],
)
def test_a_slip_of_the_hand_is_no_other_name(one, other, near):
    assert name.is_near(one, other) == name.is_near(other, one) == near
