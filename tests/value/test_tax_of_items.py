"""Lists by item that tell the tax: of each item, it is summed as the amounts are; of the whole document, it counts once."""

import pytest

from tests.value.lists import revenue

HEAD = "Rechnungsnr;Datum;Kunde;Artikel;Menge;Betrag;MwSt"
ABEL = ("R1;01.01.2025;Abel GmbH;Kaffee;10;119,00;19,00", "R1;01.01.2025;Abel GmbH;Tee;10;238,00;38,00")
BAUER = ("R2;02.01.2025;Bauer GmbH;Kaffee;10;119,00;19,00", "R2;02.01.2025;Bauer GmbH;Tasse;10;119,00;19,00")


@pytest.mark.parametrize("names", ["Betrag;MwSt", "Gesamtpreis;Steuerbetrag", "Positionsbetrag brutto;USt-Betrag"])
@pytest.mark.parametrize(("rows", "cents"), [(ABEL, 300_00), (BAUER, 200_00), ((*ABEL, *BAUER), 500_00)])
def test_the_tax_of_each_item_is_summed(desk, names, rows, cents):
    if rows is BAUER and names.startswith("Betrag"):
        rows = (*rows, "R2;02.01.2025;Bauer GmbH;Tuch;1;0,00;0,00")  # amounts that never differ would be the document's
    desk.imports("l.csv", HEAD.replace("Betrag;MwSt", names), *rows)
    assert revenue(desk) == cents


def test_items_at_two_rates_are_summed_each_with_its_own(desk):
    desk.imports(
        "l.csv", HEAD, "R1;01.01.2025;Abel GmbH;Brot;1;107,00;7,00", "R1;01.01.2025;Abel GmbH;Tasse;1;119,00;19,00"
    )
    assert revenue(desk) == 200_00


def test_what_is_given_back_lowers_both(desk):
    desk.imports("l.csv", HEAD, *ABEL, "R1;01.01.2025;Abel GmbH;Rabatt;1;-11,90;-1,90")
    assert revenue(desk) == 290_00


def test_beside_net_amounts_of_items_it_changes_nothing(desk):
    desk.imports("l.csv", HEAD.replace("Betrag", "Positionssumme netto"), "R1;01.01.2025;Abel GmbH;Brot;1;100,00;7,00",
                 "R1;01.01.2025;Abel GmbH;Tasse;1;100,00;19,00")  # fmt: skip
    assert revenue(desk) == 200_00
    assert desk.ask("SELECT net, gross FROM line") == [(10000, 10700), (10000, 11900)]


@pytest.mark.parametrize("second", ["57,00", ""])
def test_the_tax_of_the_document_in_every_row_or_the_first_counts_once(desk, second):
    desk.imports(
        "l.csv",
        HEAD,
        "R1;01.01.2025;Abel GmbH;Kaffee;10;119,00;57,00",
        f"R1;01.01.2025;Abel GmbH;Tee;10;238,00;{second}",
    )
    assert revenue(desk) == 300_00


def test_rates_in_that_column_stay_rates(desk):
    desk.imports("l.csv", HEAD, "R1;01.01.2025;Abel GmbH;Brot;1;107,00;7", "R1;01.01.2025;Abel GmbH;Tasse;1;119,00;19")
    assert revenue(desk) == 200_00


@pytest.mark.parametrize("heading", ["Netto gesamt", "Gesamtsumme netto"])
@pytest.mark.parametrize("second", ["R1", "R2"])
def test_a_sum_that_says_so_is_net_beside_items_whose_price_does_not_and_words_as_position_name_them(
    desk, heading, second
):
    rows = ("R1;03.01.2025;Meier GmbH;Arbeit;2;50,00;100,00", f"{second};03.01.2025;Meier GmbH;Material;4;50,00;200,00")
    report = desk.imports("r.csv", f"RE-Nr;Datum;Kunde;Position;Menge;Preis;{heading}", *rows)
    assert (revenue(desk), [one.code for one in report.warnings]) == (300_00, [])
    assert desk.ask("SELECT name FROM line") == [("Arbeit",), ("Material",)]
