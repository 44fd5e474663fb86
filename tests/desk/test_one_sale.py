"""A business that keeps its customers in one list and its invoices in another, and has a shop besides."""

from desk_town import Town

PEOPLE = ("Kundennummer", "Vorname", "Nachname", "E-Mail", "Straße", "PLZ", "Ort")
BILLS = ("Rechnungsnummer", "Datum", "Kundennummer", "Kunde", "Nettobetrag", "Bruttobetrag")
ORDERS = ("Bestellnummer", "Bestelldatum", "E-Mail", "Vorname", "Nachname", "Nettobetrag", "Bruttobetrag")


def test_a_sale_counts_once_where_only_number_and_name_tie_the_invoice_to_its_customer(town: Town) -> None:
    mail = "anna.auerfels@gmx.de"
    town.file("kunden", PEOPLE, (("10101", "Anna", "Auerfels", mail, "Am Anger 1", "04109", "Leipzig"),))
    town.file("bestellungen", ORDERS, (("B-1", "04.03.2025", mail, "Anna", "Auerfels", "100,00", "119,00"),))
    town.file("rechnungen", BILLS, (("RE-1", "05.03.2025", "10101", "Anna Auerfels", "100,00", "119,00"),))
    assert town.names() == ["Anna Auerfels"]
    assert town.store.db.execute("SELECT revenue_net, purchase_days FROM figure").fetchall() == [(10000, 1)]
