"""A column may tell in words whether an invoice is paid: who owes is not taken for one that has paid."""

import pytest

from kmu_crm.desk.derive import derive

OPEN = "SELECT f.key, o.open FROM open_item AS o JOIN fact AS f ON f.id = o.fact_id"
STATES = "SELECT key, status FROM fact WHERE current = 1 AND kind IN ('invoice', 'order')"
HEAD = "{};Datum;Kunde;Brutto;{}"
PART, UNTOLD = "part_untold", "paid_untold"
# Heading, cells; what is open by row, and what is told of which row.
TOLD = [
    ("Bezahlt", ("ja", "nein", "ja"), {2}, []), ("bezahlt?", ("x", "", "x"), {2}, []), ("bez.", ("ja", "nein", "ja"), {2}, []),
    ("Paid", ("yes", "no", "yes"), {2}, []), ("Bezahlt (ja/nein)", ("nein", "ja", "ja"), {1}, []),
    ("Bezahlt", ("ja", "-", "ja"), {2}, []), ("bezahlt", ("✓", "☐", "✓"), {2}, []), ("Bezahlt", ("ja", "offen", ""), {2, 3}, []),
    ("Bezahlt", ("ja", "teilweise", "ja"), {2}, [(PART, (2,))]), ("Bezahlt", ("ja", "50 %", "ja"), {2}, [(PART, (2,))]),
    ("Bezahlt", ("12.03.2025", "nein", "bar"), {2}, []), ("Bezahlt", ("12.03.2025", "", "bar 14.03.2025"), {2}, []),
    ("Bezahlt", ("ja", "hm", "ja"), set(), [(UNTOLD, (2,))]), ("Bezahlt", ("nein", "", "nein"), {1, 3}, [(UNTOLD, (2,))]),
    ("bezahlt am", ("ja", "nein", "ja"), {2}, []),
    ("Status", ("bez.", "verrechnet", "offen"), {3}, []), ("Status", ("bez.", "", "offen"), {3}, [(UNTOLD, (2,))]),
    ("Status", ("bez.", "bei Frau Huber", "offen"), {3}, [(UNTOLD, (2,))]),
    ("offen?", ("nein", "ja", "nein"), {2}, []), ("Offen", ("", "x", ""), {2}, []), ("offen?", ("", "ja", "nein"), {2}, [(UNTOLD, (1,))]),
    ("Status;Bezahlt", ("versendet;ja", "erledigt;nein", "versendet;x"), {2}, []),
    ("Status;Bezahlt", ("versendet;12.03.2025", "bei Frau Huber;nein", "versendet;ja"), {2}, []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "heading", "cells", "owed", "told"),
    [("Rechnungsnr", *one) for one in TOLD] + [("Bestellnummer", *one) for one in TOLD[:4]],
)
def test_what_is_not_said_to_be_paid_is_open_or_told(desk, number, heading, cells, owed, told):
    rows = [f"R-{i};0{i}.03.2025;Kunde {i} Abel;119,00;{cell}" for i, cell in enumerate(cells, 1)]
    report = desk.imports("r.csv", HEAD.format(number, heading), *rows)
    derive(desk.db, as_of="2025-12-31")
    assert desk.ask(OPEN) == [(f"R-{i}/2025", 119_00) for i in sorted(owed)]
    assert [(one.code, one.rows) for one in report.warnings if one.code in (PART, UNTOLD)] == told
