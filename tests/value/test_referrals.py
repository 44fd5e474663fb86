"""Whoever recommended us is told, and what the recruited bring stands apart."""

from pathlib import Path

import pytest

from kmu_crm import settings
from kmu_crm.desk import intake
from kmu_crm.profiles import queries
from kmu_crm.store.store import Store
from kmu_crm.value import referrals

CUSTOMERS = "Kundennummer;Vorname;Nachname;Geworben von\nK1;Anna;Muster;\nK2;Bert;Kranz;K1\nK3;Carla;Stein;K1\nK4;Dora;Lenz;K4\n"
INVOICES = (
    "Rechnungsnummer;Kundennummer;Rechnungsdatum;Nettobetrag;Bruttobetrag\n"
    "R1;K2;02.03.2025;100,00;119,00\nR2;K3;03.03.2025;40,00;47,60\n"
)


@pytest.fixture
def store(tmp_path: Path):
    with Store(tmp_path / "k.kmucrm") as made:
        settings.write(made.db, "figures.key_date", "2025-12-31")
        for name, text in (("kunden.csv", CUSTOMERS), ("rechnungen.csv", INVOICES)):
            (tmp_path / name).write_text(text, encoding="utf-8")
            assert not intake.take_in(made.db, [tmp_path / name], as_of="2025-12-31").refused
        yield made


def of(store: Store, name: str) -> referrals.Referrals:
    (number,) = [one for one in queries.everybody(store.db) if queries.profile(store.db, one)["display_name"] == name]
    return referrals.of(store.db, number)


def test_the_recruited_stand_with_what_they_bring_the_most_valuable_first(store: Store) -> None:
    found = of(store, "Anna Muster")
    assert [(one.name, one.revenue_net) for one in found.recruited] == [("Bert Kranz", 10000), ("Carla Stein", 4000)]
    assert found.revenue_net == 14000 and found.by is None
    (kept,) = store.db.execute("SELECT referral_revenue FROM figure WHERE referral_revenue > 0").fetchone()
    assert kept == found.revenue_net


def test_the_recruited_tell_who_recommended_us(store: Store) -> None:
    assert of(store, "Bert Kranz").by is not None and of(store, "Bert Kranz").by[1] == "Anna Muster"


def test_nobody_recommends_themselves(store: Store) -> None:
    assert of(store, "Dora Lenz") == referrals.Referrals(None, ())
