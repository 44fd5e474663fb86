"""Payments in a list of their own reach the invoices of another list: the files go in through the real import."""

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from kmu_crm.desk.derive import derive
from kmu_crm.profiles import timeline
from kmu_crm.value import queries
from tests.sources.intake_desk import Desk

INVOICES = (
    "Rechnungsnummer;Rechnungsdatum;Kundennummer;Name;Betrag brutto;Betrag netto",
    "RE-1;05.01.2024;1;Otto Abel;119,00;100,00",
    "RE-2;07.02.2024;1;Otto Abel;1.190,00;1.000,00",
)
AGAIN = (
    "Re.-Nr.;Datum;Kunde;Kundennr.;Summe netto;Projekt",
    "RE-1;05.01.2024;Otto Abel;1;100,00;A",
    "RE-2;07.02.2024;Otto Abel;1;1.000,00;B",
)
PAYMENTS = ("Rechnungsnummer;Zahlungsdatum;Zahlbetrag", "RE-1;15.01.2024;119,00", "RE-2;27.02.2024;190,00")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.store.close()


def owed(desk: Desk, *lists: tuple[str, ...]) -> tuple[int, float | None]:
    """Open cents and days to pay of the one customer, once the lists came in."""
    for place, lines in enumerate(lists):
        desk.imports(f"list{place}.csv", *lines)
    derive(desk.db, as_of="2025-12-31")
    return tuple(desk.db.execute("SELECT open_amount, days_to_pay FROM figure WHERE revenue_net > 0").fetchone())


@pytest.mark.parametrize("lists", list(permutations((INVOICES, PAYMENTS))))
def test_what_was_paid_is_not_open_in_whatever_order_the_lists_come(
    desk: Desk, lists: tuple[tuple[str, ...], ...]
) -> None:
    open_amount, days = owed(desk, *lists)
    assert open_amount == 100_000
    assert days == pytest.approx((119 * 10 + 190 * 20) / 309)


def test_an_invoice_told_by_two_lists_is_paid_once(desk: Desk) -> None:
    assert owed(desk, INVOICES, AGAIN, PAYMENTS)[0] == 100_000


@pytest.mark.parametrize("rest", ["1.190,00", "500,00"])
@pytest.mark.parametrize("turned", [False, True], ids=["invoices first", "open ones first"])
def test_what_a_list_of_open_items_says_of_an_invoice_of_another_list_holds(
    desk: Desk, turned: bool, rest: str
) -> None:
    items = (
        "Rechnungsnr.;Datum;Kd.-Nr.;Kunde;Betrag;fällig;offen;Mahnstufe",
        f"RE-2;07.02.2024;1;Otto Abel;1.190,00;21.02.2024;{rest};1",
    )
    open_amount, _days = owed(desk, *((items, INVOICES) if turned else (INVOICES, items)))
    assert open_amount == int(rest.replace(".", "").replace(",", ""))
    assert desk.ask("SELECT due FROM open_item") == [("2024-02-21",)]
    assert desk.ask("SELECT sum(invoices) FROM figure") == [(2,)]


def test_of_two_sales_of_its_number_a_payment_is_of_the_one_it_pays_to_the_cent_or_nobodys(desk: Desk) -> None:
    other = (AGAIN[0], "RE-1;05.06.2023;Ida Dorn;2;777,00;A", "RE-2;07.06.2023;Ida Dorn;2;888,00;B")
    desk.imports("a.csv", *INVOICES)
    desk.imports("b.csv", *other)
    desk.imports("c.csv", *PAYMENTS)
    derive(desk.db, as_of="2025-12-31")
    assert desk.ask("SELECT DISTINCT days_to_pay FROM figure") == [(10.0,), (None,)]


def test_days_to_pay_open_down_to_the_payments_of_the_other_list(desk: Desk) -> None:
    owed(desk, INVOICES, PAYMENTS)
    (profile,) = desk.db.execute("SELECT profile_id FROM figure WHERE revenue_net > 0").fetchone()
    assert sorted(one.adds for one in queries.documents(desk.db, profile, "days_to_pay")) == [11900, 19000]


def test_payments_stand_in_the_timeline_of_whoever_the_invoices_name(desk: Desk) -> None:
    owed(desk, INVOICES, PAYMENTS)
    (profile,) = desk.db.execute("SELECT profile_id FROM figure WHERE revenue_net > 0").fetchone()
    told = [(entry.kind, entry.reference) for entry in timeline.entries(desk.db, profile)]
    assert told == [("payment", "RE-2"), ("invoice", "RE-2"), ("payment", "RE-1"), ("invoice", "RE-1")]
    assert timeline.counts(desk.db, profile) == {"invoice": 2, "payment": 2}


def test_taking_the_payments_back_leaves_the_invoices_as_they_were(desk: Desk) -> None:
    before = owed(desk, INVOICES)
    report = desk.imports("p.csv", *PAYMENTS)
    derive(desk.db, as_of="2025-12-31")
    desk.undoes(report)
    assert owed(desk) == before
