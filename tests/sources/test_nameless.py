"""Files of which the customers have no name, and files of which no row can be used, say so in a sentence."""

import pytest

from kmu_crm.sources.importing import NotRecognised, OnlyItems, OnlyNumbers


def codes(report):
    return [one.code for one in report.warnings]


@pytest.mark.parametrize("head", ["Kundennummer;Umsatz", "Kd-Nr.;Kundengruppe;Rabatt"])
def test_a_list_of_numbers_alone_is_refused_for_that_and_not_for_how_sure_we_are(desk, head):
    cells = ";5,00" * head.count(";")
    with pytest.raises(OnlyNumbers) as refused:
        desk.imports("k.csv", head, f"10001{cells}", f"10002{cells}")
    assert "number alone" in OnlyNumbers.text and "%" not in str(refused.value)


@pytest.mark.parametrize("head", ["ReNr;Pos;Artikel;Menge;EP;Gesamt", "Bestellnummer;Position;SKU;Anzahl;Preis;Summe"])
def test_items_whose_day_and_customer_nobody_tells_are_refused_for_that(desk, head):
    with pytest.raises(OnlyItems) as refused:
        desk.imports("k.csv", head, "R-1;1;Kaffee;2;10,00;20,00", "R-1;2;Tee;1;5,00;5,00", "R-2;1;Kanne;1;40,00;40,00")
    assert "%" not in str(refused.value)


def test_a_list_that_says_nothing_at_all_is_refused_as_before(desk):
    with pytest.raises(NotRecognised) as refused:
        desk.imports("k.csv", "Foo;Bar", "1;2", "3;4")
    assert not isinstance(refused.value, OnlyNumbers)


@pytest.mark.parametrize("heads", ["Vorname;Nachname", "Vorname;Name"])
@pytest.mark.parametrize("said", ["frei", "leerstehend", "unbesetzt", "n.n.", "N. N.", "zu vermieten", "FREI", "NN"])
def test_a_place_that_nobody_has_is_no_customer(desk, heads, said):
    rows = "Ina;Berg;EG;i@b.example", f"-;{said};DG;", "Leo;Frei;1. OG;"
    report = desk.imports("k.csv", f"{heads};Wohnung;E-Mail", *rows)
    assert [name for (name,) in desk.ask("SELECT family_name FROM party")] == ["Berg", "Frei"]
    assert report.tally.new == 2


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("Anrede;Name;PLZ", "Herr;{};8001"), ("Name;E-Mail", "{};frei@x.example"),
        ("Rechnungsnummer;Datum;Kunde;Brutto", "R1;01.03.2024;{};119,00"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("said", ["FREI", "Leer", "frei", "NN"])
def test_a_row_that_says_more_of_a_person_has_one_of_that_name(desk, head, row, said):
    desk.imports("k.csv", head, row.format(said), row.format("MEIER").replace("R1", "R2").replace("7", "8"))
    assert (said,) in desk.ask("SELECT coalesce(family_name, full_name) FROM party")


@pytest.mark.parametrize(("said", "named"), [("frei", 1), ("NN", 1), ("Frei", 2), ("Leer", 2), ("FREI", 2)])
def test_a_telephone_alone_makes_nobody_of_a_vacant_place(desk, said, named):
    desk.imports("k.csv", "Wohnung;Mieter;Telefon", "W1;Anna Berg;044 123 45 67", f"W2;{said};044 123 45 68")
    assert desk.ask("SELECT count(*) FROM party WHERE family_name IS NOT NULL OR full_name IS NOT NULL") == [(named,)]


def test_the_post_before_a_form_of_address_is_no_given_name(desk):
    rows = ("Buchhaltung Frau Berg;04109", "Verwaltung Frau Dr. Ute Roth;04109", "GF Herr Max Holm;04109")
    desk.imports("k.csv", "Name;PLZ", *rows)
    found = desk.ask("SELECT given_name, family_name, department FROM party")
    assert set(found) == {(None, "Berg", "Buchhaltung"), ("Ute", "Roth", None), ("Max", "Holm", None)}


@pytest.mark.parametrize("heads", ["Herr;Dame", "Er;Sie", "Bräutigam;Braut", "Partner 1;Partner 2"])
@pytest.mark.parametrize(
    ("cells", "name"),
    [
        ("Tim Haas;Nele Ritter", ("Tim", "Haas")),
        ("x;", (None, None)),
        ("Familie;Weber", (None, None)),
        ("Firma;Kohl", (None, None)),
    ],
)
def test_of_couples_in_two_columns_the_first_gives_the_name(desk, heads, cells, name):
    desk.imports("k.csv", f"{heads};Kurs;Telefon;E-Mail", f"{cells};Bronze;0172 4433221;nele@r.example")
    assert desk.ask("SELECT given_name, family_name FROM party") == [name]


def test_customers_whose_columns_of_names_are_empty_are_told(desk):
    rows = ("10001;;;04109", "10002;;;04109", "10003;Ina Berg;;04109", "10004;;i@b.example;04109")
    report = desk.imports("k.csv", "Kundennummer;Name;E-Mail;PLZ", *rows)
    told = [(one.code, one.count, one.lines) for one in report.warnings]
    assert told == [("customers_nameless", 2, (2, 3))]


@pytest.mark.parametrize("rows", [(";;04109", ";;04109"), ("A;a@b.example;04109;x;y", "B;a@c.example;04109;x")])
def test_a_file_of_which_no_row_can_be_used_says_so_first(desk, rows):
    report = desk.imports("k.csv", "Name;E-Mail;PLZ", *rows)
    assert (codes(report)[0], len(report.refusals)) == ("nothing_usable", 2)
    more = desk.imports("l.csv", "Name;E-Mail;PLZ", *rows, "Ina;i@b.example;04109")
    assert "nothing_usable" not in codes(more)


def test_documents_whose_amounts_and_days_are_no_such_thing_are_told(desk):
    report = desk.imports("r.csv", "Rechnungsnummer;Datum;Kunde;Netto", "R1;abc;Berg;xx", "R2;;Tal;zz")
    assert [(one.code, one.count) for one in report.warnings] == [("amount_missing", 2)]
