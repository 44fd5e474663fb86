"""The public files of both acceptance sets, where they are at hand: what the reading half owes."""

import json

import pytest

from kmu_crm.sources.reading.tables import open_table
from kmu_crm.sources.refusals import Refused
from tests.beside import SHARED

DATA = SHARED / "data"
TYPED = {"amount_ambiguous", "date_invalid"}  # found by the fields, not by reading


def _files(folder, sheet):
    path = DATA / folder / sheet
    return json.loads(path.read_text(encoding="utf-8"))["files"] if path.exists() else []


@pytest.mark.parametrize("want", _files("badinput", "manifest.json"), ids=lambda want: want["file"])
def test_a_bad_file_is_read_as_wanted(want):
    try:
        table = open_table(DATA / "badinput" / want["file"])
        table.survey()
    except Refused:
        assert "refuse" in [want["expect"], *want.get("expect_any", ())]
        return
    codes = {remark.code for remark in table.remarks}
    if not TYPED & set(want.get("codes", ())):
        assert ("warn" if codes else "accept") in [want["expect"], *want.get("expect_any", ())]
        assert not codes or codes & set(want.get("codes", codes))
    assert table.rows in [want["rows"], *want.get("rows_any", ())]
    assert want.get("delimiter") in (None, table.delimiter)
    rows = {
        n: dict(zip(table.header, row, strict=True))
        for b in table.batches()
        for n, row in zip(b.numbers, b.rows, strict=True)
    }
    texts = [cell for cell in want.get("values_typed", ()) if cell["kind"] == "text"]
    for cell in [*want.get("values", ()), *texts]:
        assert rows[cell["row"] + 1][cell["col"]] == cell["value"]


@pytest.mark.parametrize("want", _files("real", "expected.json"), ids=lambda want: want["file"])
def test_a_real_file_is_read_as_wanted(want):
    table = open_table(DATA / "real" / want["file"])
    table.survey()
    assert (table.rows in want["rows"], table.bad_rows) == (True, [])
    assert want.get("delimiter") in (None, table.delimiter)
    assert want.get("header_row") in (None, table.header_line)
    rows = [dict(zip(table.header, row, strict=True)) for batch in table.batches() for row in batch.rows]
    for cell in want.get("values", ()):
        assert rows[cell["row"]][cell["col"]] == cell["value"]
