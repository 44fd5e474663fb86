"""The same file once more, or with one row changed: over the files of the sample business and exports of every kind."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from kmu_crm import assets
from kmu_crm.desk.intake import take_in
from kmu_crm.profiles import queries as profiles
from kmu_crm.sources.importing import Declined, NotRecognised, import_file
from kmu_crm.sources.refusals import Refused
from kmu_crm.store import backup
from tests.beside import SHARED
from tests.sources import exports as x
from tests.sources.intake_desk import Desk

SAMPLE = assets.path("sample/exports")
REAL = SHARED / "data/real"
OWN = {
    "kunden.csv": (x.CUSTOMERS, x.ANNA, x.BERND, x.CLARA),
    "bestellungen.csv": (x.ORDERS, x.ORDER_1A, x.ORDER_1B, x.ORDER_2),
    "shopify.csv": (x.SHOPIFY_HEAD, x.SHOPIFY_1A, x.SHOPIFY_1B, x.SHOPIFY_2),
    "newsletter.csv": (x.NEWSLETTER, x.READER, x.LEAVER),
}
# In one row: what stands there, and what shall.
CHANGES = {
    "EXTF_Buchungsstapel_2025.csv": ('271,20;"S"', '281,20;"S"'),
    "EXTF_DebKred_Stamm.csv": ("Café Morgenrot", "Café Abendrot"),
    "artikelliste.csv": (";27,94;", ";28,94;"),
    "customers_export.csv": (",Zirbelhang 3,", ",Zirbelhang 33,"),
    "newsletter_cleverreach.csv": (";Margarete;Weidlich;", ";Margarethe;Weidlich;"),
    "orders_export.csv": ("no,EUR,552.40,0.00,44.43,552.40", "no,EUR,542.40,0.00,44.43,542.40"),
    "outlook_kontakte.csv": ("(089) 99998120", "(089) 99998121"),
    "kunden.csv": (";Wien", ";Graz"),
    "bestellungen.csv": (";12,50;Kaffee;1;12,50", ";13,50;Kaffee;1;13,50"),
    "shopify.csv": ("EUR,10.00,0.00,1.60,10.00", "EUR,11.00,0.00,1.60,11.00"),
    "newsletter.csv": (";Bernd;", ";Bernhard;"),
}
# Rows without a number of their own: other content is another record, which matching lays together with the one before.
WITHOUT_NUMBER = {"newsletter_cleverreach.csv", "outlook_kontakte.csv", "newsletter.csv"}
MOST_LINES = 400


def lines_of(name: str) -> str:
    """The text of an export, of a long one the beginning."""
    if name in OWN:
        return "\r\n".join(OWN[name]) + "\r\n"
    raw = (SAMPLE / name).read_bytes()
    text = raw.decode("utf-8-sig" if raw.startswith(b"\xef\xbb\xbf") or b"\xc3" in raw else "cp1252")
    return "\r\n".join(text.splitlines()[:MOST_LINES]) + "\r\n"


def counts(desk: Desk) -> list[int]:
    found = desk.db.execute(
        "SELECT (SELECT count(*) FROM record), (SELECT count(*) FROM document), (SELECT count(*) FROM consent_event),"
        " (SELECT count(*) FROM party WHERE current = 1), (SELECT count(*) FROM fact WHERE current = 1),"
        " (SELECT count(*) FROM article WHERE current = 1), (SELECT count(*) FROM line AS l JOIN fact AS f ON f.id = l.fact_id"
        " AND f.current = 1)"
    ).fetchone()
    return list(found)


@pytest.mark.parametrize("name", CHANGES)
def test_the_same_rows_again_make_nothing_new(desk: Desk, name: str) -> None:
    text = lines_of(name)
    first = import_file(desk.db, desk.file(name, text))
    before, stored = desk.state(), counts(desk)
    again = import_file(desk.db, desk.folder / name)
    assert (again.same_as, again.tally.new, again.tally.updated) == (first.id, 0, 0)
    longer = import_file(desk.db, desk.file(name, text, ""))  # other bytes, the same rows
    assert (longer.same_as, longer.tally.new, longer.tally.updated) == (None, 0, 0)
    assert (desk.state(), counts(desk), backup.check(desk.db)) == (before, stored, [])


@pytest.mark.parametrize("name", sorted(CHANGES.keys() - WITHOUT_NUMBER))
def test_one_changed_row_is_one_change_and_no_double(desk: Desk, name: str) -> None:
    text, (stood, stands) = lines_of(name), CHANGES[name]
    assert stood in text
    first = import_file(desk.db, desk.file(name, text))
    stored = counts(desk)
    changed = import_file(desk.db, desk.file(name, text.replace(stood, stands, 1)))
    assert (changed.tally.new, changed.tally.updated) == (0, 1)
    assert changed.tally.unchanged == first.tally.new + first.tally.updated + first.tally.unchanged - 1
    assert (counts(desk), backup.check(desk.db)) == (stored, [])


@pytest.mark.parametrize("name", sorted(WITHOUT_NUMBER))
def test_one_changed_row_without_a_number_makes_no_second_customer(desk: Desk, name: str) -> None:
    text, (stood, stands) = lines_of(name), CHANGES[name]
    take_in(desk.db, [desk.file(name, text)])
    before = profiles.count(desk.db)
    delivery = take_in(desk.db, [desk.file(name, text.replace(stood, stands, 1))])
    assert (delivery.done[0].tally.new, delivery.done[0].tally.updated) == (1, 0)
    assert profiles.count(desk.db) == before


def test_a_workbook_again_makes_nothing_new_and_one_changed_cell_is_one_change(desk: Desk, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in OWN["kunden.csv"]:
        book.active.append(line.split(";"))
    book.save(tmp_path / "kunden.xlsx")
    assert import_file(desk.db, tmp_path / "kunden.xlsx").tally.new == 3
    stored = counts(desk)
    for town, updated in (("Zürich", 0), ("Genf", 1)):
        book.active.cell(4, 6).value = town
        book.properties.title = town  # other bytes in any case
        book.save(tmp_path / "kunden.xlsx")
        again = import_file(desk.db, tmp_path / "kunden.xlsx")
        assert (again.same_as, again.tally.new, again.tally.updated) == (None, 0, updated)
    assert counts(desk) == stored


def test_the_workbook_of_the_sample_again_makes_nothing_new(desk: Desk, tmp_path: Path) -> None:
    source = SAMPLE / "service_und_reklamationen.xlsx"
    import_file(desk.db, source)
    before, stored = desk.state(), counts(desk)
    book = openpyxl.load_workbook(source)
    book.save(tmp_path / "service.xlsx")
    again = import_file(desk.db, tmp_path / "service.xlsx")
    assert (again.same_as, again.tally.new, again.tally.updated) == (None, 0, 0)
    assert (desk.state(), counts(desk)) == (before, stored)


@pytest.mark.parametrize("file", sorted(REAL.glob("*.*")), ids=lambda file: file.name)
def test_a_real_export_twice_makes_nothing_new(desk: Desk, file: Path, tmp_path: Path) -> None:
    once = taken(lambda: import_file(desk.db, file))
    if not once:
        pytest.skip("not importable as it stands")
    before, stored = desk.state(), counts(desk)
    (tmp_path / file.name).write_bytes(file.read_bytes().rstrip() + b"\r\n\r\n")
    again = import_file(desk.db, tmp_path / file.name)
    assert (again.tally.new, again.tally.updated) == (0, 0)
    assert (desk.state(), counts(desk)) == (before, stored)


def taken(call: Callable[[], object]) -> bool:
    try:
        call()
    except (Refused, NotRecognised, Declined):
        return False
    return True
