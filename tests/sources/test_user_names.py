"""Whoever orders at a marketplace has a name there: it stays theirs when they move, marry or get another alias of their mail."""

import pytest

SPEAKING = (
    "SELECT r.id, p.given_name, p.family_name, p.city, p.customer_number FROM record AS r JOIN party AS p ON p.record_id = r.id"
    " WHERE p.current = 1"
)
HOLDERS = "SELECT count(DISTINCT record_id) FROM fact WHERE current = 1"

EBAY = {"Buyer Username": "bob_x", "Buyer Name": "Bob Stein", "Total Price": "$45.99"}
EBAY_DE = {"Mitgliedsname": "bob_x", "Vollständiger Name des Käufers": "Bob Stein", "Gesamtpreis": "EUR 44,90"}
ETSY = {
    "Buyer User ID": "bob_x",
    "First Name": "Bob",
    "Last Name": "Stein",
    "Order Value": "30.00",
    "Order Total": "34.00",
}


def _ebay(number, day, city, **more):
    return EBAY | {"Order Number": number, "Sales Record Number": number, "Sale Date": day, "Buyer City": city} | more


def _ebay_de(number, day, city, **more):
    day = day.replace("Jul-21-25", "21-Jul-25").replace("Aug-02-25", "02-Aug-25")
    return (
        EBAY_DE
        | {"Bestellnummer": number, "Verkaufsprotokollnummer": number, "Verkaufsdatum": day, "Ort des Käufers": city}
        | more
    )


def _etsy(number, day, city, **more):
    day = day.replace("Jul-21-25", "07/21/25").replace("Aug-02-25", "08/02/25")
    return ETSY | {"Order ID": number, "Sale Date": day, "Ship City": city} | more


SHOPS = pytest.mark.parametrize(
    ("name", "order", "user"),
    [("ebay-orders-en.csv", _ebay, "Buyer Username"), ("ebay-orders-de-legacy.csv", _ebay_de, "Mitgliedsname"),
     ("etsy-sold-orders.csv", _etsy, "Buyer User ID")],
)  # fmt: skip


@SHOPS
def test_who_has_moved_is_the_customer_of_the_month_before(desk, take, name, order, user):
    take(name, order("11-1", "Jul-21-25", "Ulm"))
    take(name, order("11-2", "Aug-02-25", "Köln"))
    assert [row[1:] for row in desk.ask(SPEAKING)] == [("Bob", "Stein", "Köln", "bob_x")]
    assert desk.ask(HOLDERS) == [(1,)]


@SHOPS
def test_an_older_export_that_comes_later_moves_nobody_back(desk, take, name, order, user):
    def cities():
        return [row[3] for row in desk.ask(SPEAKING)]

    newer = take(name, order("11-2", "Aug-02-25", "Köln"))
    older = take(name, order("11-1", "Jul-21-25", "Ulm"))
    assert cities() == ["Köln"]
    desk.undoes(newer)
    assert cities() == ["Ulm"]
    take(name, order("11-2", "Aug-02-25", "Köln"), order("11-3", "Aug-02-25", "Köln"))
    take(name, order("11-1", "Jul-21-25", "Ulm"), order("11-0", "Jul-21-25", "Ulm"))
    assert cities() == ["Köln"]
    desk.undoes(older)
    assert cities() == ["Köln"]


@SHOPS
@pytest.mark.parametrize("turned", [False, True])
def test_of_the_orders_of_one_file_the_newest_tells_where_they_live(desk, take, name, order, user, turned):
    orders = [order("11-1", "Jul-21-25", "Ulm"), order("11-2", "Aug-02-25", "Köln")]
    take(name, *(orders[::-1] if turned else orders))
    assert [row[3] for row in desk.ask(SPEAKING)] == ["Köln"]
    assert desk.ask(HOLDERS) == [(1,)]


@SHOPS
def test_two_user_names_are_two_customers_though_all_else_is_the_same(desk, take, name, order, user):
    take(name, order("11-1", "Jul-21-25", "Ulm"), order("11-2", "Jul-21-25", "Ulm", **{user: "other"}))
    assert len(desk.ask(SPEAKING)) == 2


@SHOPS
def test_without_a_user_name_the_content_of_an_order_tells_whose_it_is(desk, take, name, order, user):
    take(name, *(order(f"11-{n}", "Jul-21-25", city, **{user: ""}) for n, city in enumerate(["Ulm", "Ulm", "Köln"])))
    assert sorted(row[3] for row in desk.ask(SPEAKING)) == ["Köln", "Ulm"]


@SHOPS
def test_who_was_known_without_the_user_name_is_not_there_twice_once_it_is_told(desk, take, name, order, user):
    take(name, order("11-1", "Jul-21-25", "Ulm", **{user: ""}))
    take(name, order("11-1", "Jul-21-25", "Ulm"))
    assert [row[1:] for row in desk.ask(SPEAKING)] == [("Bob", "Stein", "Ulm", "bob_x")]


@SHOPS
def test_the_customer_is_gone_with_the_import_of_their_only_order(desk, take, name, order, user):
    desk.undoes(take(name, order("11-1", "Jul-21-25", "Ulm")))
    assert desk.ask(SPEAKING) == []
