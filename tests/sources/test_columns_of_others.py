"""Columns of small firms' own lists that look like a field of the customer, and are none: another person's telephone, a tour's
days, a legal form, the dioptres of glasses."""

import pytest

from kmu_crm.sources.mapping.recognise import recognise
from kmu_crm.sources.reading.tables import open_table

OWN = "attribute"
ADDRESSES = "Name;Straße;PLZ;Ort;Tel"
AT_HOME = ("Hella Petersen;Dorfstraße 4;24816;Hamweddel;04875 222333", "Jürgen Claussen;Moorweg 11;24819;Todenbüttel;0160 2223344",
           "Anna Kruse;Am Deich 2;24816;Hamweddel;04875 222555")  # fmt: skip


def fields(desk, head, rows):
    found = recognise(open_table(desk.file("l.csv", head, *rows)))
    return {header: field for header, field, _ in found.columns}


def beside(head, rows, *columns):
    """The same list with further columns: a heading, then its cells."""
    return ";".join((head, *(one[0] for one in columns))), [
        ";".join((row, *(one[1][i] for one in columns))) for i, row in enumerate(rows)
    ]


@pytest.mark.parametrize("forms", [("GmbH", "GbR", "Privat"), ("e.K.", "AG", "GmbH & Co. KG")])
def test_a_legal_form_alone_is_no_company(desk, forms):
    names = ("Autohaus Kling GmbH", "Weinhaus Bender GbR", "Roth, Manfred")
    head, rows = beside("Mandantennr.", ("10010", "10044", "20017"), ("Mandant", names), ("Rechtsform", forms))
    assert fields(desk, head, rows) == {"Mandantennr.": "external_id", "Mandant": "full_name", "Rechtsform": OWN}
    desk.imports("m.csv", head, *rows)
    assert ("Autohaus Kling GmbH",) in desk.ask("SELECT company FROM party")


@pytest.mark.parametrize(
    ("heading", "cells", "field"),
    [
        ("Tour", ("Do", "Do", "Fr"), OWN),
        ("Tag", ("MO", "SO", "FR"), OWN),
        ("Betreut von", ("SE", "IT", "MA"), OWN),
        ("Größe", ("A", "D", "B"), OWN),
        ("X", ("DE", "AT", "DE"), "country"),
        ("X", ("Österreich", "Italien", "Polen"), "country"),
        ("Land", ("FR", "IT", "FR"), "country"),
        ("X", ("0431 22334", "0160 998877", "0431 5566"), "mobile"),
    ],
)
def test_short_marks_are_no_country(desk, heading, cells, field):
    assert fields(desk, *beside(ADDRESSES, AT_HOME, (heading, cells)))[heading] == field
