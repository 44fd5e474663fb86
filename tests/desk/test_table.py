"""Profiles as a table, in the columns and spellings that scripts rely on."""

import csv
from pathlib import Path

import pytest
from desk_town import AS_OF, Town, customer, invoice

from kmu_crm.desk import table
from kmu_crm.desk.derive import bring_to_today

PROMISED = (
    "profile_id,type,display_name,salutation,title,given_name,family_name,company,email,phone,street,postcode,city,country,"
    "birth_date,vat_id,customer_numbers,customer_since,first_purchase,last_purchase,invoices,purchase_days,revenue_net,"
    "revenue_12m,cogs,db1,shipping,service_minutes,service_cost,campaign_cost,db2,currency,recency_days,r,f,m,abc,complaints,"
    "referral_revenue,days_to_pay,p_alive,activity,expected_purchases_12m,value_per_purchase,clv_12m,next_purchase_at,"
    "lifecycle,lead_stage,satisfaction,open_amount,email_ok,phone_ok,post_ok,preferred_channel,next_best_offer,record_count"
)


@pytest.fixture
def sold(town: Town) -> Town:
    town.customers(customer("K1", "Anna", "Muster"), customer("K2", "Bernd", "Beispiel"))
    town.invoices(invoice("R1", "K1", "01.03.2025", "1234,50"), invoice("R2", "K1", "01.03.2023", "0,05"))
    return town


def rows(town: Town, ids: list[int] | None = None) -> list[dict[str, str]]:
    out: Path = town.folder / "profiles.csv"
    assert table.write(town.store.db, out, ids) == len(out.read_text(encoding="utf-8").splitlines()) - 1
    with out.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_promised_column_is_there_in_its_order(sold: Town) -> None:
    assert ",".join(rows(sold)[0]).startswith(PROMISED + ",")


def test_money_is_a_decimal_string_and_days_are_iso(sold: Town) -> None:
    anna = rows(sold)[0]
    said = {
        key: anna[key]
        for key in ("type", "customer_numbers", "first_purchase", "last_purchase", "revenue_net", "revenue_12m")
    }
    assert said == {
        "type": "person", "customer_numbers": "K1", "first_purchase": "2023-03-01", "last_purchase": "2025-03-01",
        "revenue_net": "1234.55", "revenue_12m": "1234.50",
    }  # fmt: skip


def test_what_is_not_known_is_empty(sold: Town) -> None:
    bernd = rows(sold)[1]
    assert {bernd[key] for key in ("last_purchase", "clv_12m", "company", "lead_stage")} == {""}


def test_another_key_date_gives_the_figures_of_that_day(sold: Town) -> None:
    assert bring_to_today(sold.store.db, "2023-12-31")
    assert (rows(sold)[0]["revenue_net"], rows(sold)[0]["recency_days"]) == ("0.05", "305")
    assert bring_to_today(sold.store.db, AS_OF)
    assert not bring_to_today(sold.store.db, AS_OF)


def test_given_profiles_come_in_the_order_asked_for(sold: Town) -> None:
    assert [row["profile_id"] for row in rows(sold, [2, 1])] == ["2", "1"]


@pytest.mark.parametrize(
    ("cents", "text"), [(0, "0.00"), (5, "0.05"), (-5, "-0.05"), (-123450, "-1234.50"), (None, None)]
)
def test_cents_are_written_exactly(cents: int | None, text: str | None) -> None:
    assert table.money(cents) == text


def test_a_list_of_some_holds_only_addresses_that_may_be_used(town: Town) -> None:
    where = {"street": "Lindenweg 3", "postcode": "04109", "city": "Leipzig"}
    town.customers(
        customer("K1", "Anna", "Muster", "anna@darf.example", phone="0341 2312514", **where),
        customer("K2", "Bernd", "Beispiel", "bernd@nein.example", phone="0341 2312515", **where),
    )
    town.consent("anna@darf.example", "confirmed")
    town.consent("bernd@nein.example", "withdrawn")
    everybody = [int(row["profile_id"]) for row in rows(town)]
    assert [(row["email"], row["phone"], row["street"]) for row in rows(town, everybody)] == [
        ("anna@darf.example", "", "Lindenweg 3"),
        ("", "", "Lindenweg 3"),
    ]


def test_a_cell_never_runs_as_a_formula_and_a_phone_number_stays_one(town: Town) -> None:
    town.customers(customer("K1", "=cmd|x", "@SUM(A1)", phone="0341 2312514", city="-Dorf"))
    (said,) = rows(town)
    assert (said["given_name"], said["city"], said["phone"]) == ("'=cmd|x", "'-Dorf", "+493412312514")
    assert said["family_name"] == "'@SUM(A1)" and said["display_name"].startswith("'=")
