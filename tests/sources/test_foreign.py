"""Exports without a sheet, and those with one that looked-up headings confirm: every column becomes what it says."""

import pytest

from kmu_crm.sources.mapping.recognise import recognise
from kmu_crm.sources.reading.tables import open_table
from tests.sources.foreign import CELLS, FOREIGN

UNMAPPED = (None, "attribute", "ignored")


def _cell(wanted, row):
    known = next((name for name in wanted if name in CELLS), "-")
    return CELLS[known][row]


def _right(field, wanted):
    told = {"invoice_number": "number"}.get(field, field)
    return told in wanted or (field in UNMAPPED and any(name.startswith("-") for name in wanted))


@pytest.mark.parametrize("name", FOREIGN)
def test_every_column_becomes_what_its_heading_says(desk, name):
    columns = [column.rpartition("=") for column in FOREIGN[name].split("|")]
    wanted = [fields.split("/") for _, _, fields in columns]
    rows = [";".join(_cell(one, row) for one in wanted) for row in range(4)]
    found = recognise(open_table(desk.file(f"{name}.csv", ";".join(head for head, _, _ in columns), *rows)))
    wrong = {h: (f, w) for (h, f, _), w in zip(found.columns, wanted, strict=True) if not _right(f, w)}
    assert (wrong, found.importable) == ({}, True)
