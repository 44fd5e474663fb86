"""A list whose amounts include a VAT that nothing tells: a person says which, and revenue is known."""

import pytest

from kmu_crm.desk.derive import derive
from kmu_crm.sources import choices

SALES = ("Rechnungsnummer;Datum;Name;E-Mail;Betrag", "R1;03.03.2025;Anna Berg;a@x.example;119,00",
         "R2;04.03.2025;Anna Berg;a@x.example;10,00")  # fmt: skip
ITEMS = ("Rechnungsnummer;Datum;Name;E-Mail;Artikelnummer;Menge;Gesamtpreis brutto",
         "R1;03.03.2025;Anna Berg;a@x.example;A1;1;119,00", "R1;03.03.2025;Anna Berg;a@x.example;A2;2;238,00")  # fmt: skip


def revenue(desk) -> tuple[int, int]:
    derive(desk.db, as_of="2025-12-31")
    return tuple(desk.db.execute("SELECT sum(revenue_net), sum(unknown_net) FROM figure").fetchone())


def codes(report) -> list[str]:
    return [one.code for one in report.warnings]


@pytest.mark.parametrize(
    ("lines", "action", "net"),
    [
        (SALES, "tax_19", 10000 + 840),
        (SALES, "tax_0", 11900 + 1000),
        (SALES, "tax_8_1", 11008 + 925),
        (ITEMS, "tax_19", 30000),
    ],
)
def test_the_vat_that_a_person_names_makes_revenue_known(desk, lines, action, net):
    report = desk.imports("r.csv", *lines, choices=[choices.parse(f"net_unknown={action}")])
    assert (codes(report), revenue(desk)) == ([f"read_{action}"], (net, 0))


def test_nobody_said_so_and_revenue_stays_unknown(desk):
    report = desk.imports("r.csv", *SALES)
    assert (codes(report), revenue(desk)) == (["net_unknown"], (0, 2))


def test_a_file_that_tells_its_net_amounts_is_read_as_it_says(desk):
    lines = (SALES[0] + ";Netto", SALES[1] + ";111,21")
    desk.imports("r.csv", *lines, choices=[choices.parse("net_unknown=tax_19")])
    assert revenue(desk) == (11121, 0)


def test_the_same_file_read_with_its_vat_replaces_what_was_unknown(desk):
    desk.imports("r.csv", *SALES)
    report = desk.imports("r2.csv", *SALES, choices=[choices.parse("net_unknown=tax_19")])
    assert report.tally.updated == 2 and revenue(desk) == (10840, 0)
    desk.undoes(report)
    assert revenue(desk) == (0, 2)
