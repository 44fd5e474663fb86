"""Suppliers in a list of one's own are no customers, and are counted as left out."""

import pytest


@pytest.mark.parametrize(
    ("heading", "word"),
    [("Typ", "Lieferant"), ("Kategorie", "Lieferanten"), ("Kontaktart", "Kreditor"), ("Kunde/Lieferant", "LIEFERANT"), ("Type", "vendor")],
)  # fmt: skip
def test_a_column_of_kinds_names_them(desk, heading, word):
    report = desk.imports(
        "liste.csv",
        f"Nr;Firma;Ort;E-Mail;{heading}",
        "1;Holz GmbH;Köln;a@holz.example;Kunde",
        f"2;Stahl AG;Ulm;b@stahl.example;{word}",
    )
    assert desk.ask("SELECT company FROM party") == [("Holz GmbH",)]
    assert report.skipped == {"supplier": 1}


def test_a_tag_or_a_name_of_that_word_is_no_kind(desk):
    desk.imports("liste.csv", "Nr;Firma;Ort;E-Mail;Tags", "1;Holz GmbH;Köln;a@holz.example;Lieferant")
    assert desk.ask("SELECT company FROM party") == [("Holz GmbH",)]
