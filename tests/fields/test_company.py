"""Companies are told from persons, and compared without their legal form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_crm.fields import company
from kmu_crm.fields.text import fold


@pytest.mark.parametrize(
    ("name", "form", "core"),
    [
        ("Müller GmbH", "GmbH", "mueller"),
        ("Müller G.m.b.H.", "GmbH", "mueller"),
        ("Müller Ges.m.b.H.", "GmbH", "mueller"),
        ("Müller GmbH & Co. KG", "GmbH & Co. KG", "mueller"),
        ("Müller GmbH u. Co KG", "GmbH & Co. KG", "mueller"),
        ("müller ag", "AG", "mueller"),
        ("Muster AG Zürich", "AG", "muster zuerich"),
        ("Muster UG (haftungsbeschränkt)", "UG", "muster"),
        ("Bäckerei Huber e.K.", "e.K.", "baeckerei huber"),
        ("Huber & Sohn OHG", "OHG", "huber sohn"),
        ("Sportverein Musterstadt e. V.", "e.V.", "sportverein musterstadt"),
        ("Dupont Sàrl", "Sàrl", "dupont"),
        ("Bernasconi Sagl", "Sagl", "bernasconi"),
        ("Dupont SA", "SA", "dupont"),
        ("Weber OG", "OG", "weber"),
        ("Weber KLG", "KLG", "weber"),
        ("Weber U.G.", "UG", "weber"),
        ("Weber KEG", "KEG", "weber"),
        ("Volksbank Muster eG", "eG", "volksbank muster"),
        ("Muster GbR", "GbR", "muster"),
        ("Example Ltd.", "Ltd", "example"),
        ("Firma Huber", None, "huber"),
        ("GmbH", "GmbH", "gmbh"),
    ],
)
def test_legal_forms_and_the_name_without(name, form, core):
    assert (company.legal_form(name), company.core(name)) == (form, core)


@pytest.mark.parametrize(
    "name",
    ["Bäckerei Huber", "Dorfbäckerei Huber", "Praxis Dr. Weber", "Hotel Post",
     "Kanzlei Weber & Kollegen", "Huber & Söhne",
     "Zahnarztpraxis Dr. Anna Muster", "Dupont SA", "Muster GmbH", "Gebr. Huber", "Muster & Partner", "Firma Huber",
     "Weinhaus Krug", "Haus Sonne", "Haus Peter", "Villa Maria", "Optik, Huber",
     "Ev. Kirchengem. Bad Essen", "Stadt Biberach, Hochbauamt", "Bestattungen Ahorn", "Hausverw. Krell", "Stadt Ulm", "Jugendamt Nord",
     "Bauhof Ahausen",
     "Erbengemeinschaft Kohl", "Eigentümergemeinschaft Ring 3", "WEG Hauptstr. 5"],
)  # fmt: skip
def test_what_looks_like_a_company(name):
    assert company.looks_like_company(name)


@pytest.mark.parametrize(
    "name",
    ["Anna Müller", "Dr. Jürgen Weiß", "Eheleute Max und Anna Müller", "Anna Se", "Maria Sá", "Ag Nes",
     "Peter Neubauer", "Kim Baumann", "Eva Koch", "Max Mustermann", "E. Vogel", "K. Gruber", "Anna von der Tann", "",
     "Anna Stadt", "Stadt, Anna", "Stadt Anna", "Bestatter Karl", "Bauhof Eva", "Jan Amt",
     "Haus, Peter", "Eva Haus", "Max Neuhaus", "Weg Anton", "Haus",
     "Hof, Maria", "Maria Hof", "Villa, Maria", "Maria Villa", "Bank, Anna", "Papier, Hans-Jürgen"],
)  # fmt: skip
def test_persons_do_not(name):
    assert not company.looks_like_company(name)


def test_sister_companies_show_what_sets_them_apart():
    assert company.sister_marks("Müller Verwaltungs GmbH") == {"management"}
    assert company.sister_marks("Müller Immobilien GmbH & Co. KG") == {"estate"}
    assert company.sister_marks("Müller Vermögensverwaltungsgesellschaft mbH") == {"assets"}
    assert company.sister_marks("Müller Beteiligungs-Holding AG") == {"shares", "holding"}
    assert company.sister_marks("Müller GmbH") == frozenset()


@given(st.text(st.characters()))
def test_something_folded_is_left_of_every_name(name):
    assert company.core(name) == fold(company.core(name))
    assert bool(company.core(name)) == bool(fold(name))
