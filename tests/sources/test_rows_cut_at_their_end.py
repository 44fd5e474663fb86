"""Rows that leave out their last empty cells are whole; the line of the names tells how wide the table is."""

import pytest

from kmu_crm.sources.refusals import Refused
from tests.sources.nasty import cells, codes, people, text

HEAD = ["Name", "Straße", "PLZ", "Ort", "Telefon", "E-Mail", "Notiz"]
FULL = ["Hans Müller", "Weg 1", "01067", "Dresden", "0351 4961200", "h@m.example", "ok"]
SHORT = [
    ["Hans Müller", "Weg 1", "01067", "Dresden"],
    ["Eva Öl", "Gasse 2", "04109", "Leipzig", "0341 123456"],
    ["Uwe Kö", "Ring 3", "80331", "München"],
]


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
@pytest.mark.parametrize("rows", [SHORT, [FULL, *SHORT], [FULL, *SHORT, *SHORT], [SHORT[0], SHORT[1]]])
def test_rows_that_end_early_are_whole_rows(read, mark, rows):
    table = read(text(rows, HEAD, mark))
    assert (codes(table), table.rows, table.bad_rows, table.delimiter) == ([], len(rows), [], mark)
    assert cells(table, "Ort") == [row[3] for row in rows] and table.header == HEAD


def test_single_short_rows_among_full_ones_are_listed(read):
    rows = [FULL, FULL, SHORT[0], FULL, FULL, FULL]
    assert [bad.row for bad in read(text(rows, HEAD)).bad_rows] == [3]


def test_rows_torn_within_a_text_are_no_rows_that_end_early(read):
    rows = people()
    torn = [part for row in rows[:7] for part in ([*row[:3], "Mühl"], ["weg", *row[4:]])]
    table = read(text([*torn, *rows[7:]]))
    assert "ragged" in codes(table)


def test_amazon_may_cut_its_last_columns(desk, take):
    from tests.sources.conftest import COLUMNS

    names = (COLUMNS / "amazon-orders-merchant-fulfilled.txt").read_text("utf-8").strip().split("\t")
    order = {
        "order-id": "302-1",
        "order-item-id": "1",
        "purchase-date": "2025-03-01T10:00:00+00:00",
        "quantity-purchased": "1",
    }
    order |= {
        "currency": "EUR",
        "item-price": "20.00",
        "item-tax": "3.19",
        "recipient-name": "Ilse Groß",
        "ship-country": "DE",
    }
    rows = [[(order | {"order-item-id": item}).get(name, "") for name in names] for item in ("1", "2")]
    rows[1] = rows[1][: names.index("ship-country") + 1]
    rows[0] = [*rows[1], "02381 55 66"]
    report = desk.imports("orders.txt", "\t".join(names), *map("\t".join, rows))
    assert (report.format, report.refusals) == ("amazon_orders", [])
    assert len(desk.ask("SELECT * FROM fact")) == 1


def test_rows_that_all_lack_a_cell_are_told_and_refused_where_mails_stand_under_another_name(read):
    rows = [["Uwe Kö", "Weg 1", "01067", "Dresden", "0351 4961200", f"{name}@m.example"] for name in ("a", "b")]
    assert codes(read(text(rows, HEAD))) == ["all_short"]
    with pytest.raises(Refused) as refusal:
        read(text([[*row[:4], row[5], "ja"] for row in rows], HEAD))
    assert refusal.value.code == "ragged"
