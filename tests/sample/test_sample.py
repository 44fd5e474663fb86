"""The sample business: made from its seed, in true formats, with the planted facts in the files."""

import csv
import hashlib
import json
import subprocess
import sys
from collections import Counter
from datetime import date, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import openpyxl
import pytest

SAMPLE = Path(__file__).parents[2] / "resources" / "sample"
EXPORTS = SAMPLE / "exports"
BATCHES = sorted(EXPORTS.glob("EXTF_Buchungsstapel_*.csv"))
AS_OF = date(2025, 11, 23)
Row = dict[str, str]


def table(name: str, encoding: str = "utf-8", delimiter: str = ",") -> list[Row]:
    with (EXPORTS / name).open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def datev(path: Path) -> list[list[str]]:
    with path.open(encoding="cp1252", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def cents(text: str) -> int:
    return round(float(text.replace(",", ".")) * 100)


@pytest.fixture(scope="module")
def planted() -> dict[str, Any]:
    return dict(json.loads((SAMPLE / "planted.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def orders() -> list[Row]:
    return table("orders_export.csv")


@pytest.fixture(scope="module")
def remade(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    subprocess.run([sys.executable, str(SAMPLE / "make.py"), str(folder)], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def bookings() -> list[tuple[date, list[str]]]:
    """Every booking with its day; the year stands in the head line."""
    out = []
    for path in BATCHES:
        head, _, *rows = datev(path)
        out += [(date(int(head[12][:4]), int(row[9][-2:]), int(row[9][:-2])), row) for row in rows]
    return out


def test_the_script_makes_every_text_file_again_byte_for_byte(remade):
    names = json.loads((SAMPLE / "about.json").read_text(encoding="utf-8"))["files"]
    assert len(names) == 11
    for name in [*(name for name in names if not name.endswith(".xlsx")), "about.json", "planted.json"]:
        assert (remade / name).read_bytes() == (SAMPLE / name).read_bytes(), name


def test_the_script_makes_the_workbook_again_cell_for_cell(remade):
    name = "service_und_reklamationen.xlsx"
    sheets = [openpyxl.load_workbook(folder / "exports" / name).active for folder in (SAMPLE, remade)]
    old, new = ([tuple(cell.value for cell in row) for row in sheet.rows] for sheet in sheets)
    assert len(old) > 300
    assert old == new


def test_about_names_the_firm_its_key_date_and_every_file():
    about = json.loads((SAMPLE / "about.json").read_text(encoding="utf-8"))
    assert (about["name"], about["as_of"]) == ("Kaffeerösterei Lindner", "2025-11-23")
    assert sorted(about["files"]) == sorted(f"exports/{path.name}" for path in EXPORTS.iterdir())
    assert sum(path.stat().st_size for path in EXPORTS.iterdir()) < 6 * 2**20


@pytest.mark.parametrize("path", [EXPORTS / "EXTF_DebKred_Stamm.csv", *BATCHES], ids=lambda path: path.stem)
def test_datev_files_have_the_machine_line_and_whole_rows(path):
    head, columns, *rows = datev(path)
    width = 254 if "DebKred" in path.name else 125
    assert (head[0], head[1], head[10], head[11], head[13], len(head)) == ("EXTF", "700", "12345", "10001", "4", 31)
    assert {len(columns), *(len(row) for row in rows)} == {width}
    assert path.read_bytes().count(b"\r\n") == path.read_bytes().count(b"\n")


@pytest.mark.parametrize(
    ("name", "encoding", "delimiter", "width"),
    [
        ("customers_export.csv", "utf-8", ",", 20),
        ("orders_export.csv", "utf-8", ",", 79),
        ("outlook_kontakte.csv", "cp1252", ",", 92),
        ("newsletter_cleverreach.csv", "utf-8-sig", ";", 8),
        ("artikelliste.csv", "cp1252", ";", 7),
    ],
)
def test_tables_have_the_width_of_their_format_in_every_row(name, encoding, delimiter, width):
    with (EXPORTS / name).open(encoding=encoding, newline="") as file:
        rows = list(csv.reader(file, delimiter=delimiter))
    assert {len(row) for row in rows} == {width}


@pytest.mark.parametrize(
    ("name", "line", "digest"),
    [
        ("EXTF_DebKred_Stamm.csv", 1, "383f71f76298f008"),
        *((path.name, 1, "a4c23ec4e0bf463d") for path in BATCHES),
        ("customers_export.csv", 0, "e1105c4eafbb43fc"),
        ("orders_export.csv", 0, "af2597a9517bf6dd"),
        ("outlook_kontakte.csv", 0, "88e6dbf00f927ee2"),
    ],
)
def test_header_lines_are_those_of_the_true_programs_to_the_byte(name, line, digest):
    header = (EXPORTS / name).read_bytes().split(b"\n")[line].rstrip(b"\r")
    assert hashlib.sha256(header).hexdigest()[:16] == digest


def test_addresses_lie_in_domains_that_nobody_can_own():
    mails = [row["Email"] for row in table("customers_export.csv")]
    mails += [row["E-Mail"] for row in table("newsletter_cleverreach.csv", "utf-8-sig", ";")]
    assert all(mail.endswith(".example") for mail in mails)


def test_about_1200_customers_a_quarter_of_them_firms(planted):
    debtors = {row[0] for row in datev(EXPORTS / "EXTF_DebKred_Stamm.csv")[2:] if row[6] == "2"}
    firms = [
        key
        for key, (_, *cards) in planted["customers"].items()
        if {card.removeprefix("datev:") for card in cards} & debtors
    ]
    assert 1150 < len(planted["customers"]) < 1250
    assert 0.2 < len(firms) / len(planted["customers"]) < 0.3


def test_every_card_of_the_truth_stands_in_its_file(planted):
    debtors = {row[0] for row in datev(EXPORTS / "EXTF_DebKred_Stamm.csv")[2:]}
    shop = {row["Customer ID"].lstrip("'") for row in table("customers_export.csv")}
    contacts = {str(row) for row, _ in enumerate(table("outlook_kontakte.csv", "cp1252"), start=1)}
    mails = {row["E-Mail"] for row in table("newsletter_cleverreach.csv", "utf-8-sig", ";")}
    there = {"datev": debtors, "shopify": shop, "outlook": contacts, "newsletter": mails}
    for _, *cards in planted["customers"].values():
        assert cards
        assert all(key in there[source] for source, key in (card.split(":", 1) for card in cards))


def test_the_order_of_cafe_morgenrot_is_invoiced_under_its_known_numbers(orders, bookings):
    total = {row["Total"] for row in orders if row["Name"] == "#5921" and row["Total"]}
    (invoice,) = [(day, row) for day, row in bookings if row[10] == "RE-2025-1184"]
    assert total == {"412.60"}
    assert (invoice[0], invoice[1][0], "10247" in invoice[1]) == (date(2025, 11, 14), "412,60", True)


def test_an_invoiced_order_has_the_same_gross_amount_within_14_days(planted, orders, bookings):
    ordered = {row["Name"]: (row["Total"], row["Created at"]) for row in orders if row["Total"]}
    invoiced: Counter[str] = Counter()
    days = {}
    for day, row in bookings:
        if row[11] and row[117] != "1":
            invoiced[row[10]] += cents(row[0])
            days[row[10]] = day
    assert len(planted["ordered_and_invoiced"]) > 1000
    for number, invoice in planted["ordered_and_invoiced"]:
        total, created = ordered[number]
        assert cents(total) == invoiced[invoice]
        assert timedelta(0) <= days[invoice] - datetime.fromisoformat(created).date() <= timedelta(days=14)


def test_only_the_planted_invoices_are_overdue_for_more_than_30_days(planted, bookings):
    due, paid = {}, set()
    for _, row in bookings:
        if row[11]:
            due[row[10]] = datetime.strptime(row[11], "%d%m%y").date()
        elif "1200" in row[6:8] or row[117] == "1":
            paid.add(row[10])
    late = [number for number, day in due.items() if number not in paid and (AS_OF - day).days > 30]
    assert sorted(late) == planted["overdue_invoices"]
    assert len(late) == 7


def test_reversals_and_credit_notes_stand_in_the_books(planted, bookings):
    assert {row[10] for _, row in bookings if row[117] == "1"} == set(planted["reversed_invoices"])
    assert {row[10] for _, row in bookings if row[10].startswith("GS-")} == set(planted["credit_notes"])
    assert len(planted["credit_notes"]) > 10


def test_revenue_grows_to_forty_or_fifty_thousand_a_month(orders, bookings):
    year: Counter[int] = Counter()
    for day, row in bookings:
        if row[11] and row[117] != "1":
            year[day.year] += cents(row[0])
    for row in orders:
        if row["Total"] and not row["Cancelled at"] and row["Payment Method"] != "Rechnung":
            year[int(row["Created at"][:4])] += cents(row["Total"])
    assert 24_000 < year[2022] / 1200 < 33_000
    assert 38_000 < year[2025] / 100 / 10.75 < 55_000
    assert 8_000 <= len(orders) <= 12_000


def test_the_hotel_costs_more_service_than_it_leaves_margin(planted):
    sheet = openpyxl.load_workbook(EXPORTS / "service_und_reklamationen.xlsx").active
    minutes = sum(row[8] for row in sheet.iter_rows(min_row=2, values_only=True) if row[2] == "Hotel Bergblick")
    assert minutes == planted["costly_service"]["service_minutes"]
    assert minutes * 100 > planted["costly_service"]["margin_cents"] > 0


def test_some_have_a_birthday_soon_some_are_unhappy_and_some_would_recommend():
    known = [row["Geburtstag"] for row in table("outlook_kontakte.csv", "cp1252") if row["Geburtstag"] != "0.0.00"]
    days = [datetime.strptime(day, "%d.%m.%Y").date().replace(year=2024).timetuple().tm_yday for day in known]
    assert sum(0 <= day - AS_OF.replace(year=2024).timetuple().tm_yday <= 30 for day in days) >= 5
    sheet = openpyxl.load_workbook(EXPORTS / "service_und_reklamationen.xlsx").active
    scores = [row[11] for row in sheet.iter_rows(min_row=2, values_only=True) if row[5] == "Umfrage"]
    assert min(scores.count(9) + scores.count(10), sum(score <= 6 for score in scores)) >= 15


def test_the_six_planted_pairs_have_the_highest_lift(planted, orders):
    baskets: dict[str, set[str]] = {}
    for row in orders:
        baskets.setdefault(row["Name"], set()).add(row["Lineitem sku"])
    single = Counter(sku for basket in baskets.values() for sku in basket)
    both = Counter(pair for basket in baskets.values() for pair in combinations(sorted(basket), 2))
    expected = {pair: single[pair[0]] * single[pair[1]] / len(baskets) for pair in both}
    clear = [
        pair
        for pair, n in both.items()
        if n >= max(5, len(baskets) / 1000) and (n - expected[pair]) / expected[pair] ** 0.5 >= 3.3
    ]
    best = sorted(clear, key=lambda pair: both[pair] / expected[pair], reverse=True)[:6]
    assert set(best) == {tuple(sorted(pair)) for pair in planted["pairs"]}


def test_the_loyal_article_is_small_and_bought_again_by_the_planted_customers(planted, orders):
    sku = planted["loyal_article"]["sku"]
    accounts = {row["Email"]: row["Customer ID"].lstrip("'") for row in table("customers_export.csv")}
    owner = {card.removeprefix("shopify:"): key for key, (_, *cards) in planted["customers"].items() for card in cards}
    buyers = Counter(owner[accounts[row["Email"]]] for row in orders if row["Lineitem sku"] == sku and row["Email"])
    revenue: Counter[str] = Counter()
    for row in orders:
        revenue[row["Lineitem sku"]] += int(row["Lineitem quantity"]) * cents(row["Lineitem price"])
    assert set(buyers) <= set(planted["loyal_article"]["customers"])
    assert sum(count >= 2 for count in buyers.values()) >= 10
    assert revenue[sku] < sorted(revenue.values())[len(revenue) // 3]


def test_opt_outs_and_bounces_contradict_the_shop(planted):
    state = {row["E-Mail"]: row["Status"] for row in table("newsletter_cleverreach.csv", "utf-8-sig", ";")}
    yes = {row["Email"] for row in table("customers_export.csv") if row["Accepts Email Marketing"] == "yes"}
    assert len(planted["opt_outs_the_shop_calls_yes"]) > 20
    assert all(state[mail] == "abgemeldet" and mail in yes for mail in planted["opt_outs_the_shop_calls_yes"])
    assert all(state[mail] == "bounced" for mail in planted["bounced"])
    assert yes - set(state) == set(planted["shop_yes_without_proof"])
