"""Headings whose umlauts were damaged, and letters written as in web pages, are read as they were meant, and that is told."""

from pathlib import Path

import pytest

from kmu_crm.sources.mapping.recognise import recognise
from kmu_crm.sources.reading.restoring import restored
from kmu_crm.sources.reading.tables import open_table
from tests.sources.nasty import cells, codes


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [
        ("StraÃŸe", "Straße"), ("Stra?e", "Straße"), ("Lieferstra?e", "Lieferstraße"), ("Stra\ufffd\ufffde", "Straße"),
        ("STRA\ufffdE", "STRAßE"), ("Telefon gesch\ufffdftlich", "Telefon geschäftlich"), ("K?ufer", "Käufer"),
        ("\ufffdberweisungsbetrag", "Überweisungsbetrag"), ("W?hrung", "Währung"), ("W\ufffdHRUNG", "WÄHRUNG"),
        ("L?nderk?rzel", "Länderkürzel"), ("Rechnungsempf?nger", "Rechnungsempfänger"), ("Grund f?r Sperre", "Grund für Sperre"),
    ],
)  # fmt: skip
def test_a_letter_comes_back_where_only_one_can_have_stood(damaged: str, meant: str) -> None:
    assert restored(damaged) == meant


@pytest.mark.parametrize(
    "name",
    ["Newsletter?", "E-Mail", "Straße", "?", "??", "Kunde?ja", "M?ller", "Werbung? (j/n)", "Größe", "Âge", "a?e"],
)
def test_any_other_heading_stays_as_it_is(name: str) -> None:
    assert restored(name) == name


def test_the_columns_of_a_damaged_list_are_known_and_the_damage_is_told(tmp_path: Path) -> None:
    file = tmp_path / "kunden.csv"
    file.write_text("Nachname;Stra?e;PLZ;Ort;E-Mail\nAdler;Weg 1;04109;Leipzig;adler@mail.example\n", encoding="utf-8")
    table = open_table(file)
    table.survey()
    assert [remark.code for remark in table.remarks] == ["name_restored"] and "Straße" in table.remarks[0].text
    assert ("Straße", "street", 0.95) in recognise(table).columns


def test_a_damaged_and_a_whole_file_are_the_same_list(tmp_path: Path) -> None:
    found = []
    for name, heading in (("a.csv", "StraÃŸe"), ("b.csv", "Straße")):
        (tmp_path / name).write_text(f"Kundennummer;Nachname;{heading}\n1;Adler;Weg 1\n", encoding="utf-8")
        found.append(recognise(open_table(tmp_path / name)).account)
    assert found[0] == found[1]


@pytest.mark.parametrize("mark", [";", ","])
def test_letters_written_as_in_web_pages_are_read_and_told(read, mark):
    names = ["J&uuml;rgen M&uuml;ller", "Zoë &amp; Ren&eacute;", "A &#8211; B"]
    table = read(
        f"Nr{mark}Stra&szlig;e{mark}Ort\n" + "".join(f"{n}{mark}{name}{mark}Ulm\n" for n, name in enumerate(names))
    )
    assert (codes(table), table.header) == (["entities"], ["Nr", "Straße", "Ort"])
    assert cells(table, "Straße") == ["Jürgen Müller", "Zoë & René", "A – B"]


def test_a_name_that_ends_before_a_separator_is_no_sign_of_a_web_page(read):
    table = read("Nr;Vorname;Firma;Ort\n1;J&uuml;rgen;Haus&regal;Ulm\n2;Ute;R&micro;Ulm\n3;Max;Koch&para;Ulm\n")
    assert cells(table, "Firma") == ["Haus&regal", "R&micro", "Koch&para"]


def test_a_link_that_holds_a_coded_letter_is_sound(read):
    assert codes(read("Nr;Name;Web\n1;Anna;https://a.example/M%C3%BCller?b=%C3%BC\n2;Max;b.example/%C3%BC\n")) == []
