"""Names as people write them into lists of their own."""

import pytest


@pytest.mark.parametrize(
    ("names", "wanted"),
    [("Anna Adler|Bernd Bauer|Carla Conrad|Dora Dorn", "Adler Bauer Conrad Dorn"),
     ("Adler Anna|Bauer Bernd|Dietz Karl|Ernst Emil|Fuchs Fred|Jäger Özlem|Šimek Jiří|J. Noll|Otto, Ida|Klug Eva Maria",
      "Adler Bauer Dietz Ernst Fuchs Jäger Šimek Noll Otto Klug"),
     ("Anna Adler|Bernd Bauer|MÜLLER Jürgen|Schröder H.-J.", "Adler Bauer MÜLLER Schröder"),
     ("Anna Adler|Bauer Bernd", "Adler Bauer")],
)  # fmt: skip
@pytest.mark.parametrize("heading", ["Name", "Kunde"])
def test_the_names_of_a_column_stand_in_one_order_where_most_of_them_tell_it(desk, names, wanted, heading):
    rows = [f"{one};{place}@mail.example" for place, one in enumerate(names.split("|"))]
    desk.imports("a.csv", f"{heading};E-Mail", *rows)
    found = dict(desk.db.execute("SELECT email, family_name FROM party").fetchall())
    assert [found[f"{place}@mail.example"] for place in range(len(rows))] == wanted.split()


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("Fam. Krüger, Lindenweg 4", ("Krüger", None, "Lindenweg 4")),
        ("Krüger, Uwe, Am Bach 4a", ("Krüger", None, "Am Bach 4a")),
        ("Krüger, Uwe", ("Krüger", None, "Dorfstr. 1")),
        ("Sport Meier, Inh. Kurt Meier", ("Meier", "Sport Meier", "Dorfstr. 1")),
        ("Sport Meier (Inhaberin Ute Meier)", ("Meier", "Sport Meier", "Dorfstr. 1")),
    ],
)
@pytest.mark.parametrize("heading", ["Name", "Kunde"])
def test_behind_a_name_stands_a_street_or_whoever_owns_the_firm(desk, cell, wanted, heading):
    street = "" if wanted[2] != "Dorfstr. 1" else "Dorfstr. 1"
    desk.imports("k.csv", f"Kundennr;{heading};Straße;Ort", f'1;"{cell}";{street};Ulm', "2;Anna Vogt;Weg 2;Ulm")
    assert desk.ask("SELECT family_name, company, street FROM party WHERE family_name <> 'Vogt'") == [wanted]


def test_a_whole_name_beside_the_surname_gives_the_given_name(desk):
    rows = ("Anna Berger;Berger;anna@mail.example", "Dr. Ulf von Maier;von Maier;ulf@mail.example")
    desk.imports("a.csv", "Name;Nachname;E-Mail", *rows)
    found = desk.db.execute("SELECT given_name, family_name FROM party ORDER BY family_name").fetchall()
    assert [tuple(row) for row in found] == [("Anna", "Berger"), ("Ulf", "von Maier")]
