"""Accounts of many buyers in a list of one's own are no customers; what they bought counts without one."""

import pytest
from exports import datev, debtor

NAMES = [
    "Diverse Debitoren", "Diverse", "Laufkundschaft", "Barverkauf", "Barkunde", "PayPal Sammelkonto", "Sammeldebitor", "Kunden Amazon",
    "CPD",
]  # fmt: skip
KINDS = "SELECT kind FROM party"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("heading", ["Firma", "Name", "Kunde", "Nachname"])
def test_in_a_list_of_customers(desk, heading, name):
    desk.imports(
        "kunden.csv", f"Kundennummer;{heading};PLZ;Ort;E-Mail", f"1;{name};;;", "2;Berg;89073;Ulm;anna@berg.example"
    )
    assert len(desk.ask(KINDS)) == 2
    assert desk.ask(
        "SELECT r.key FROM party AS p JOIN record AS r ON r.id = p.record_id WHERE p.kind = 'collective'"
    ) == [("1",)]


@pytest.mark.parametrize("name", NAMES)
def test_in_a_list_of_sales(desk, name):
    report = desk.imports(
        "rechnungen.csv", "Rechnungsnr;Datum;Kunde;Betrag", f"1;01.02.2025;{name};50,00", "2;02.02.2025;Anna Berg;70,00"
    )
    assert desk.ask(KINDS) == [("collective",), ("person",)]
    assert desk.ask("SELECT gross FROM fact") == [(5000,), (7000,)]
    (told,) = (one for one in report.warnings if one.code == "collective_debtor")
    assert (told.rows, told.column) == ((1,), "Kunde")


@pytest.mark.parametrize("name", ["Diverse Objekte GmbH", "Bar Kunde", "Sammler GmbH", "Otto", "CPD GmbH", "Amazon"])
def test_a_true_name_stays_one(desk, name):
    desk.imports(
        "kunden.csv", "Kundennummer;Name;Ort;E-Mail", f"1;{name};Ulm;a@firma.example", "2;Berg;Ulm;b@berg.example"
    )
    assert ("collective",) not in desk.ask(KINDS)


def test_who_has_an_address_or_a_name_beside_is_somebody(desk):
    desk.imports(
        "kunden.csv", "Firma;Vorname;Nachname;Straße;PLZ;Ort", "Diverse;;;Weg 1;89073;Ulm", "Diverse;Anna;Berg;;;", "Diverse;;;;;",
    )  # fmt: skip
    assert len(desk.ask("SELECT 1 FROM party WHERE kind = 'collective'")) == 1


@pytest.mark.parametrize("name", NAMES)
def test_datev_s_own_list_knows_the_same_names(desk, name):
    desk.imports("stamm.csv", *datev(16, [debtor("10900", name)], 254))
    assert desk.ask(KINDS) == [("collective",)]


def test_a_buyer_over_the_counter_with_an_address_of_his_own_is_a_customer(desk):
    rows = (
        "1;01.02.2025;Barkunde;hans@post.example;20,00",
        "2;02.02.2025;Barkunde;;30,00",
        "3;03.02.2025;PayPal Kunden;pay@post.example;5,00",
    )
    desk.imports("r.csv", "Bestellnummer;Datum;Kunde;E-Mail;Netto", *rows)
    assert sorted(desk.ask("SELECT kind, coalesce(email, '') FROM party")) == [
        ("collective", ""), ("collective", "pay@post.example"), ("person", "hans@post.example")]  # fmt: skip


@pytest.mark.parametrize(
    "name", ["Diverse Debitoren", "Laufkundschaft", "PayPal Sammelkonto", "Sammelkonto Barverkauf"]
)
def test_an_account_with_the_address_of_the_business_is_nobody_still(desk, name):
    desk.imports(
        "kunden.csv",
        "Kundennr;Name;Straße;PLZ;Ort",
        f"10000;{name};Hauptstr. 1;01099;Dresden",
        "2;Ina Berg;Weg 1;01099;Dresden",
    )
    assert sorted(desk.ask(KINDS)) == [("collective",), ("person",)]
    desk.imports("stamm.csv", *datev(16, [debtor("10900", name, street="Hauptstr. 1", town="Dresden")], 254))
    assert len(desk.ask("SELECT 1 FROM party WHERE kind = 'collective'")) == 2
