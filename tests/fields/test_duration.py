"""How long something took."""

import pytest

from kmu_crm.fields import duration
from kmu_crm.fields.reading import reader_for


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        ("1,5 h", "90.00"), ("45 Min", "45.00"), ("2 Std", "120.00"), ("2 Std.", "120.00"), ("1:30", "90.00"), ("1 h 15", "75.00"),
        ("1h15", "75.00"), ("1 Std. 15 Min.", "75.00"), ("0:45:00", "45.00"), ("00:03:30", "3.50"), ("90 Sek.", "1.50"),
        ("1:30 h", "90.00"), ("1.25 hours", "75.00"), ("ca. 20 min", "20.00"), ("3:30 min", "3.50"),
        ("2 heures", "120.00"), ("1 ora", "60.00"),
    ],
)  # fmt: skip
def test_a_duration_that_names_its_unit_is_read(cell, minutes):
    assert reader_for("duration", [cell]).read(cell) == (minutes, None)


@pytest.mark.parametrize(
    "cell", ["lang", "1,5", "2", "3:27", "1:75", "0,0625", "halber Tag", "10:30 - 11:00", "-5", "1/2 h"]
)
def test_a_duration_of_which_nobody_knows_how_long_it_is_is_not_taken(cell):
    assert reader_for("duration", [cell]).read(cell) == (None, duration.UNCLEAR)


@pytest.mark.parametrize(
    ("heading", "cells", "wanted"),
    [
        ("Dauer", ["90", "5"], ["90.00", "5.00"]),
        ("Dauer", ["90", "1,5"], [None, None]),
        ("Dauer (h)", ["1,5", "0.25", "45 Min"], ["90.00", "15.00", "45.00"]),
        ("Dauer in Stunden", ["2"], ["120.00"]),
        ("Minuten", ["2"], ["2.00"]),
        ("Dauer Min.", ["7,5"], ["7.50"]),
        ("Dauer", ["1:30", "3:27"], [None, None]),
        ("Dauer (hh:mm)", ["1:27", "0:45", "2"], ["87.00", "45.00", None]),
        ("Dauer hh:mm:ss", ["1:27:30"], ["87.50"]),
        ("Dauer [Std:Min]", ["1:27"], ["87.00"]),
        ("Dauer (h:mm)", ["1:27"], ["87.00"]),
        ("Dauer (mm:ss)", ["1:30", "12:27", "1:00:00"], ["1.50", "12.45", "60.00"]),
        ("Dauer (Min)", ["900", "5"], ["900.00", "5.00"]),
        ("Dauer (Std.)", ["1,5", "1:27"], ["90.00", "87.00"]),
        ("Gesprächsdauer", ["120", "36000"], [None, None]),
        ("Dauer (h)", ["1:27"], ["87.00"]),
    ],
)
def test_the_heading_or_the_whole_column_tells_the_unit(heading, cells, wanted):
    reader = reader_for("duration", cells, unit=duration.unit_of(heading))
    assert [reader.read(cell).value for cell in cells] == wanted
