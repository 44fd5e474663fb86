"""What an import would change, told by kinds of values and by rows."""

from tests.sources.intake_desk import Desk

HEAD = "Kundennummer;Name;Straße;PLZ;Ort;Telefon;E-Mail"


def test_changed_values_are_counted_by_their_kind_and_shown_before_and_after(desk: Desk):
    desk.imports(
        "a.csv",
        HEAD,
        "1;Ina Berg;Weg 1;01067;Dresden;0351 4444444;ina@berg.example",
        "2;Uwe Tal;;;Ulm;;",
        "3;Eva Lind;;;Bonn;;",
    )
    made = desk.imports(
        "b.csv",
        HEAD,
        "1;Ina Berg;Gasse 2;01067;Dresden;0351 5555555;ina@berg.example",
        "2;Uwe Tal;;;Ulm;;",
        "4;Ida Au;;;Kiel;;",
    )
    assert made.changes.counts == {"address": 1, "phone": 1}
    (updated,) = made.changes.of("updated")
    assert (updated.row, updated.name) == (1, "Ina Berg")
    assert updated.changes == (("phone", "+493514444444", "+493515555555"), ("street", "Weg 1", "Gasse 2"))
    assert [one.name for one in made.changes.of("new")] == ["Ida Au"]
    assert [one.name for one in made.changes.of("unchanged")] == ["Uwe Tal"]


def test_of_documents_their_amounts_are_told(desk: Desk):
    head = "Rechnungsnummer;Rechnungsdatum;Kundennummer;Brutto"
    desk.imports("a.csv", head, "7;03.04.2024;1;10,00")
    made = desk.imports("b.csv", head, "7;03.04.2024;1;12,00")
    assert made.changes.counts == {"amount": 1}
    assert made.changes.of("updated")[0].changes == (("gross", 1000, 1200),)


def test_a_row_said_twice_in_one_file_changes_nothing_that_stood(desk: Desk):
    made = desk.imports("a.csv", HEAD, "1;Ina Berg;;;Ulm;;", "1;Ina Berg;;;Bonn;;")
    assert made.tally.updated == 1 and made.changes.counts == {}
