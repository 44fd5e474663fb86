"""A list of customers with their firms, and one of invoices that calls everybody “Kunde”: one customer, and one no."""

from pathlib import Path

import pytest

from kmu_crm.desk import intake, rebuilding
from kmu_crm.store.store import Store

FIRMS = """Kundennr;Firma;Straße;PLZ;Ort;E-Mail;Bemerkung
1;Eis Venezia;Postfach 12;89073;Ulm;info@venezia.example;keine Werbung
2;Holz Becker;Weg 6;89073;Ulm;holz@web.de;
3;Goldener Hirsch;Weg 7;89073;Ulm;;
"""
INVOICES = """Rechnungsnummer;Datum;Kundennr;Kunde;Straße;PLZ;Ort;Netto;Brutto
11;01.03.2025;1;Eis Venezia;Ring 5;89073;Ulm;100,00;119,00
12;01.03.2025;2;Holz Becker;Weg 6;89073;Ulm;200,00;238,00
13;01.03.2025;3;Goldener Hirsch;Weg 7;89073;Ulm;300,00;357,00
"""


@pytest.mark.parametrize("turned", [False, True])
def test_they_are_one_each(tmp_path: Path, turned: bool) -> None:
    files = [tmp_path / "kunden.csv", tmp_path / "rechnungen.csv"]
    for path, text in zip(files, (FIRMS, INVOICES), strict=True):
        path.write_text(text, encoding="utf-8")
    with Store(tmp_path / "laden.kmucrm") as store:
        for path in reversed(files) if turned else files:
            intake.take_in(store.db, [path], as_of="2025-12-31")
        rows = store.db.execute(
            "SELECT p.display_name, p.kind, p.post_ok, f.revenue_net FROM profile AS p"
            " JOIN figure AS f ON f.profile_id = p.id ORDER BY 1"
        ).fetchall()
        assert rows == [
            ("Eis Venezia", "company", "no", 100_00),
            ("Goldener Hirsch", "company", "yes", 300_00),
            ("Holz Becker", "company", "yes", 200_00),
        ]
        assert rebuilding.rebuild(store.db).identical
