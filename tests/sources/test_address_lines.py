"""Addresses of several lines in the true headers of exports: every line stays, and stands once."""

import pytest

from kmu_crm.sources.importing import import_file
from tests.sources.test_true_layouts import pytestmark

__all__ = ["pytestmark"]


def test_shopify_tells_the_second_line_of_an_address_once(desk, take):
    order = {"Name": "#1", "Email": "anna@mail.example", "Total": "34.00", "Created at": "2025-03-01 10:00:00 +0100"}
    order |= {
        "Billing Name": "Anna Muster",
        "Billing Street": "Weg 1, Hof",
        "Billing Address1": "Weg 1",
        "Billing Address2": "Hof",
    }
    take("shopify-orders.csv", order | {"Lineitem name": "Tasse", "Lineitem quantity": "1"})
    assert desk.ask("SELECT street, address_extra FROM party") == [("Weg 1", "Hof")]


def test_shopify_orders_that_tell_an_address_in_one_column_keep_it(desk, tmp_path):
    file = tmp_path / "orders.csv"
    file.write_text(
        "Name,Email,Financial Status,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Billing Name,Billing Street\n"
        '#1,a@mail.example,paid,EUR,20.00,2025-01-01 10:00:00 +0100,1,Tasse,20.00,Anna Muster,"Weg 1, Hof"\n'
    )
    assert import_file(desk.db, file).format == "shopify_orders"
    assert desk.ask("SELECT street, address_extra FROM party") == [("Weg 1, Hof", None)]


@pytest.mark.parametrize(
    ("name", "row"),
    [("shopware5-addresses.csv", {"userID": "1", "customernumber": "1", "additionalAddressLine1": "Hof",
                                  "additionalAddressLine2": "Tor 3"}),
     ("shopware5-orders-main.csv", {"orderNumber": "1", "invoiceAmount": "9", "orderTime": "2012-08-30 10:15:54",
                                    "billingAdditionalAddressLine1": "Hof", "billingAdditionalAddressLine2": "Tor 3"}),
     ("amazon-orders-vat-variant.txt", {"order-id": "1", "purchase-date": "2025-03-01T10:00:00+00:00", "item-price": "9",
                                        "bill-address-1": "Weg 1", "bill-address-2": "Hof", "bill-address-3": "Tor 3"})],
)  # fmt: skip
def test_every_line_of_an_address_stays(desk, take, name, row):
    mail = "buyer-email" if "amazon" in name else "email"
    take(name, row | {mail: "anna@mail.example"})
    assert desk.ask("SELECT address_extra FROM party") == [("Hof, Tor 3",)]
