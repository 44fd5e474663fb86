"""Reviews and payments that name an order alone: a "#" before its number does not matter, and what nobody bears is told."""

from pathlib import Path

import pytest

from kmu_crm.desk import intake
from kmu_crm.profiles import told_of
from kmu_crm.sources.recording.oddities import Oddity
from kmu_crm.store.store import Store

SHOP = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,"
    "Lineitem name,Lineitem price,Lineitem sku,Billing Name,Billing City,Refunded Amount"
)
OTHER = "Bestellnummer;Datum;Name;E-Mail;Betrag brutto"
REVIEWS = "Bestellnummer;Datum;Sterne;Kommentar"


def sold(number: str, who: str = "anna") -> str:
    return (
        f"{number},{who}@mail.example,paid,2025-11-01 10:00:00 +0100,fulfilled,EUR,34.00,4.00,5.43,34.00,2025-11-01 10:00:00 +0100,"
        f"1,Kaffee,30.00,K1,{who.title()} Muster,Leipzig,0.00"
    )


def take(store: Store, folder: Path, name: str, *lines: str) -> list[Oddity]:
    """What is told of the file about numbers that nobody knows."""
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    delivery = intake.take_in(store.db, [folder / name], as_of="2025-12-31")
    assert not delivery.refused
    return [one for one in delivery.done[0].warnings if one.code == "document_missing"]


def reviewers(store: Store) -> list[str | None]:
    sql = f"""SELECT (SELECT p.email FROM party AS p WHERE p.record_id = {told_of.RECORD} AND p.current = 1)
        FROM fact AS f WHERE f.kind = 'survey' AND f.current = 1 ORDER BY f.row"""
    return [who for (who,) in store.db.execute(sql)]


@pytest.mark.parametrize(("borne", "named"), [("#5748", "5748"), ("5748", "#5748"), ("#57481", "57481")])
@pytest.mark.parametrize("first", ["orders", "reviews"])
def test_a_sign_before_the_number_does_not_matter(
    store: Store, tmp_path: Path, borne: str, named: str, first: str
) -> None:
    files = [("shop.csv", SHOP, sold(borne)), ("reviews.csv", REVIEWS, f"{named};20.11.2025;1;Kaputt")]
    for name, *lines in files if first == "orders" else reversed(files):
        take(store, tmp_path, name, *lines)
    assert reviewers(store) == ["anna@mail.example"]


def test_a_number_that_a_list_bears_as_it_is_written_is_that_one(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "shop.csv", SHOP, sold("#57481"))
    take(store, tmp_path, "orders.csv", OTHER, "57481;03.11.2025;Bert Kranz;bert@kranz.example;80,00")
    take(store, tmp_path, "reviews.csv", REVIEWS, "57481;20.11.2025;1;Kaputt")
    assert reviewers(store) == ["bert@kranz.example"]


def test_a_number_of_two_with_the_sign_is_that_of_nobody(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "shop.csv", SHOP, sold("#57481"))
    take(store, tmp_path, "orders.csv", OTHER, "#57481;03.11.2025;Bert Kranz;bert@kranz.example;80,00")
    told = take(store, tmp_path, "reviews.csv", REVIEWS, "57481;20.11.2025;1;Kaputt")
    assert reviewers(store) == [None] and [one.count for one in told] == [1]


def test_what_was_paid_for_the_number_without_the_sign_is_paid(store: Store, tmp_path: Path) -> None:
    take(
        store, tmp_path, "orders.csv", OTHER.replace("Bestell", "Rechnungs"), "#57481;03.11.2025;Bert;b@k.example;80,00"
    )
    take(store, tmp_path, "paid.csv", "Rechnungsnummer;Zahlungsdatum;Zahlbetrag", "57481;10.11.2025;80,00")
    assert store.db.execute("SELECT open_amount FROM figure").fetchall() == [(0,)]


def test_reviews_whose_number_nobody_knows_are_told_with_their_lines(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "shop.csv", SHOP, sold("#5748"))
    (told,) = take(
        store,
        tmp_path,
        "reviews.csv",
        REVIEWS,
        "5748;20.11.2025;5;Gut",
        "9001;20.11.2025;1;Kaputt",
        "9002;20.11.2025;2;Spät",
    )
    assert (told.count, told.lines) == (2, (3, 4))
    assert told.text.startswith("2 reviews, complaints or returns")


def test_where_all_are_known_nothing_is_told(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "shop.csv", SHOP, sold("#5748"))
    assert take(store, tmp_path, "reviews.csv", REVIEWS, "5748;20.11.2025;5;Gut") == []
