"""Rows on their way from the process that reads a workbook."""

import pytest

from kmu_crm.sources.reading import pieces
from kmu_crm.sources.reading.cleaning import clean
from kmu_crm.sources.reading.pieces import Kept, joined, piece

STRANGE = [
    "a\u0308",
    "soft\u00adhyphen",
    "\ud800",
    "a\x1fb\x1ec",
    "eins\x0bzwei",
    "\u200b",
    "\ufb01",
    "\u2126",
    "Zeile\n2",
]


def packed(*columns, first=1):
    return piece(range(first, first + len(columns[0])), list(map(joined, columns)))


@pytest.mark.parametrize("text", STRANGE)
def test_cells_are_cleaned_as_everywhere(text):
    rows = packed(["Köln", text], [text, "Ulm"]).rows()
    assert rows == [("Köln", clean(text)), (clean(text), "Ulm")]


@pytest.mark.parametrize("text", ["Müller?", "MÃ¼ller", "\ufffd", "x" * 40_000])
def test_what_may_be_damaged_is_marked(text):
    assert packed([text, "Ulm"]).suspect
    assert not packed(["Müller", "Ulm"]).suspect


def test_pieces_of_a_big_table_are_kept_packed(monkeypatch):
    monkeypatch.setattr(pieces, "PACKED_FROM", 5_000)
    kept, rows = Kept(), []
    for number in range(20):
        part = packed([f"Anna {number}"] * 100, ["Köln"] * 100, first=100 * number)
        rows += part.rows()
        kept.add(part)
    assert [row for part in kept for row in part.rows()] == rows
    assert [row for part in kept for row in part.rows(1)] == [row[:1] for row in rows]
