"""Who bought in a web shop without an account there, and whom nothing else knows."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kmu_crm.desk import intake
from kmu_crm.desk.derive import derive
from kmu_crm.desk.show import show
from kmu_crm.profiles import guests
from kmu_crm.segments import evaluate
from kmu_crm.segments.parser import parse
from kmu_crm.segments.presets import presets
from kmu_crm.sources.queries import imports
from kmu_crm.sources.undo import undo
from kmu_crm.store.store import Store

ACCOUNTS = """Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Address1,Default Address City,\
Default Address Zip,Total Spent,Total Orders
1001,Anja,Seidel,anja@seidel.example,no,Südhang 8,Leipzig,04275,0,2
"""
ORDERS = """Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,Lineitem name,\
Lineitem price,Billing Name,Billing Zip,Billing City
#1,anja@seidel.example,paid,EUR,412.60,0.00,27.00,412.60,2025-11-12 10:00:00 +0100,4,Decaf,103.15,Anja Seidel,04275,Leipzig
#2,uwe@oezdemir.example,paid,EUR,40.00,0.00,3.00,40.00,2012-03-01 10:00:00 +0100,1,Filter,40.00,Uwe Özdemir,04109,Leipzig
#3,ute@blau.example,paid,EUR,40.00,0.00,3.00,40.00,2025-03-01 10:00:00 +0100,1,Filter,40.00,Ute Blau,10115,Berlin
"""
WOO_ORDERS = """order_number,order_date,status,order_total,total_tax,order_currency,customer_id,billing_first_name,\
billing_last_name,billing_email,billing_postcode,billing_city,billing_country
1,2024-02-01 10:00:00,completed,40.00,2.00,EUR,0,Uwe,Özdemir,uwe@oezdemir.example,04109,Leipzig,DE
2,2024-02-02 10:00:00,completed,40.00,2.00,EUR,7,Doris,Klein,doris@klein.example,10117,Berlin,DE
"""
WOO_CUSTOMERS = """Name,Username,Last Active,Sign Up,Email,Orders,Total Spend,AOV,Country / Region,City,Region,Postal Code
Doris Klein,doris,2025-03-01,2024-01-01,doris@klein.example,2,40.00,20.00,DE,Berlin,,10117
Uwe Özdemir,,2025-03-01,,uwe@oezdemir.example,1,40.00,40.00,DE,Leipzig,,04109
"""

SHOPWARE_5 = """customernumber;email;active;billing_firstname;billing_lastname;billing_street;billing_zipcode;billing_city;\
accountmode;customergroup
20001;anja@seidel.example;1;Anja;Seidel;Südhang 8;04275;Leipzig;0;EK
20002;uwe@oezdemir.example;1;Uwe;Özdemir;Markt 5;04109;Leipzig;1;EK
"""
SHOPWARE_6 = """id;customer_number;first_name;last_name;email;active;guest;customer_group;billing_id;billing_street;\
billing_zipcode;billing_city
a1;10000;Anja;Seidel;anja@seidel.example;1;0;Standard;b1;Südhang 8;04275;Leipzig
a2;10001;Uwe;Özdemir;uwe@oezdemir.example;1;1;Standard;b2;Markt 5;04109;Leipzig
"""


class Town:
    def __init__(self, folder: Path, store: Store):
        self.folder, self.store, self.files = folder, store, 0

    def gets(self, *texts: str) -> int:
        """The number of the last import."""
        files = []
        for text in texts:
            self.files += 1
            files.append(self.folder / f"datei{self.files}.csv")
            files[-1].write_text(text, encoding="utf-8")
        intake.take_in(self.store.db, files)
        return imports(self.store.db)[0].id

    def who(self, rule: str = "guest is yes") -> list[str]:
        db = self.store.db
        found = evaluate.members(db, parse(rule))
        name = "SELECT display_name FROM profile WHERE id = ?"
        return sorted(db.execute(name, (number,)).fetchone()[0] for number in found)

    def shown(self) -> dict[str, object]:
        rows = self.store.db.execute("SELECT id, display_name FROM profile ORDER BY display_name").fetchall()
        return {name: show(self.store.db, number)["guest"] for number, name in rows}


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with Store(tmp_path / "town.kmucrm") as store:
        yield Town(tmp_path, store)


def test_whoever_ordered_without_an_account_is_a_guest(town: Town) -> None:
    town.gets(ACCOUNTS, ORDERS)
    assert town.who() == ["Ute Blau", "Uwe Özdemir"]
    assert town.who("guest is no") == ["Anja Seidel"]
    assert town.shown() == {"Anja Seidel": False, "Ute Blau": True, "Uwe Özdemir": True}


def test_where_a_shop_tells_no_accounts_nobody_knows_who_is_a_guest(town: Town) -> None:
    town.gets(ORDERS)
    assert town.who("guest is empty") == ["Anja Seidel", "Ute Blau", "Uwe Özdemir"]
    assert set(town.shown().values()) == {None}


def test_whom_another_source_knows_is_no_guest(town: Town) -> None:
    town.gets(ACCOUNTS, ORDERS)
    liste = town.gets("Kundennummer;Name;E-Mail;PLZ;Ort\n5;Ute Blau;ute@blau.example;10115;Berlin\n")
    assert town.who() == ["Uwe Özdemir"]
    undo(town.store.db, liste)
    derive(town.store.db)
    assert town.who() == ["Ute Blau", "Uwe Özdemir"]


def test_a_guest_of_one_shop_with_an_account_in_another_is_none(town: Town) -> None:
    town.gets(ACCOUNTS, ORDERS, WOO_ORDERS.replace(",0,Uwe", ",8,Uwe"))
    assert town.who() == ["Ute Blau"]


def test_a_customer_number_of_nought_in_an_order_is_no_account(town: Town) -> None:
    town.gets(WOO_ORDERS)
    assert (town.who(), town.who("guest is no")) == (["Uwe Özdemir"], ["Doris Klein"])


def test_guests_in_the_list_of_customers_of_woocommerce_never_signed_up(town: Town) -> None:
    town.gets(WOO_CUSTOMERS, WOO_ORDERS.replace(",7,", ",0,"))
    assert (town.who(), town.who("guest is no")) == (["Uwe Özdemir"], ["Doris Klein"])


@pytest.mark.parametrize("customers", [SHOPWARE_5, SHOPWARE_6], ids=["5", "6"])
def test_shopware_says_itself_who_is_a_guest_and_numbers_them_all(town: Town, customers: str) -> None:
    town.gets(customers)
    assert (town.who(), town.who("guest is no")) == (["Uwe Özdemir"], ["Anja Seidel"])


def test_a_guest_who_got_an_account_later_is_none(town: Town) -> None:
    town.gets(SHOPWARE_5, SHOPWARE_5.replace("20002", "20003").replace("Leipzig;1", "Leipzig;0"))
    assert town.who() == []


def test_two_ready_lists_name_guests_and_those_of_long_ago(town: Town) -> None:
    town.gets(ACCOUNTS, ORDERS)
    ready = {one.id: one for one in presets()}
    assert town.who(ready["guests"].rule) == ["Ute Blau", "Uwe Özdemir"]
    assert town.who(ready["guests-long-ago"].rule) == ["Uwe Özdemir"]
    assert "§ 147 AO" in ready["guests-long-ago"].about


def test_a_customer_who_is_gone_is_nobodys_guest(town: Town) -> None:
    assert guests.is_guest(town.store.db, 99) is None
