"""OpenDocument tables (ODS), as LibreOffice writes them."""

import zipfile
from pathlib import Path

import pytest

from kmu_crm.sources.reading.table import Table
from kmu_crm.sources.reading.tables import open_table
from kmu_crm.sources.refusals import Refused
from tests.sources.nasty import codes

SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
    for short in ("office", "table", "text", "style")
)
HEAD = "<table:table-row>" + "".join(
    f'<table:table-cell office:value-type="string"><text:p>{name}</text:p></table:table-cell>'
    for name in ("Nr", "Nachname", "Tag")
) + "</table:table-row>"  # fmt: skip


def said(content: str, more: str = 'office:value-type="string"') -> str:
    return f"<table:table-cell {more}>{content}</table:table-cell>"


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def ods(folder: Path, *rows: str, kind: str = SPREADSHEET, before: str = "", further: str = "") -> Table:
    path = folder / "kunden.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {NAMES}><office:body><office:spreadsheet>'
            f'<table:table table:name="Kunden">{HEAD}{"".join(rows)}</table:table>{further}'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return open_table(path)


def cells(table: Table) -> list[tuple[str, ...]]:
    table.survey()
    return [found for batch in table.batches() for found in batch.rows]


@pytest.mark.parametrize(
    ("content", "read"),
    [
        ("<text:p>Weiß</text:p>", "Weiß"),
        ("<text:p>Weiß</text:p><text:p>Zeile 2</text:p>", "Weiß\nZeile 2"),
        ('<text:p>Anna<text:s/>Weiß<text:s text:c="2"/>A</text:p>', "Anna Weiß  A"),
        ("<text:p>Anna<text:tab/>Weiß</text:p>", "Anna\tWeiß"),
        ("<text:p>Weg 1<text:line-break/>Hinterhaus</text:p>", "Weg 1\nHinterhaus"),
        ("<text:p>An<text:span>na<text:s/></text:span>Weiß</text:p>", "Anna Weiß"),
        ("<text:p>" + "<text:span>" * 2000 + "Weiß" + "</text:span>" * 2000 + "</text:p>", "Weiß"),
        ("<office:annotation><text:p>geheim</text:p></office:annotation><text:p>Weiß</text:p>", "Weiß"),
    ],
)
def test_a_cell_is_read_as_it_is_shown(tmp_path: Path, content: str, read: str) -> None:
    table = ods(
        tmp_path,
        row(said("<text:p>1</text:p>"), said(content)),
        row(said("<text:p>2</text:p>"), said("<text:p>B</text:p>")),
    )
    assert cells(table)[0][1] == read


@pytest.mark.parametrize(
    ("more", "shown", "read"),
    [
        ('office:value-type="date" office:date-value="1980-02-03"', "3.2.80", "1980-02-03"),
        ('office:value-type="date" office:date-value="1980-02-03T14:05:00"', "3.2.80", "1980-02-03 14:05:00"),
        ('office:value-type="float" office:value="1067"', "01067", "01067"),
        ('office:value-type="float" office:value="1234.5"', "1.234,50", "1234.5"),
        ('office:value-type="boolean" office:boolean-value="true"', "WAHR", "true"),
    ],
)
def test_behind_a_day_or_number_stands_its_value(tmp_path: Path, more: str, shown: str, read: str) -> None:
    table = ods(
        tmp_path, row(said("<text:p>1</text:p>"), said("<text:p>B</text:p>"), said(f"<text:p>{shown}</text:p>", more))
    )
    assert cells(table) == [("1", "B", read)]


def test_rows_and_cells_that_only_fill_the_sheet_cost_nothing(tmp_path: Path) -> None:
    empty = row(
        '<table:table-cell table:number-columns-repeated="16384"/>', more='table:number-rows-repeated="1048574"'
    )
    table = ods(tmp_path, row(said("<text:p>1</text:p>"), said("<text:p>B</text:p>")), empty)
    assert (len(cells(table)), codes(table)) == (1, [])


def test_rows_that_repeat_are_all_there(tmp_path: Path) -> None:
    twice = row(said("<text:p>1</text:p>"), said("<text:p>B</text:p>"), more='table:number-rows-repeated="2"')
    assert len(cells(ods(tmp_path, twice))) == 2


def test_a_cell_filled_a_million_times_is_told(tmp_path: Path) -> None:
    many = row(
        said("<text:p>x</text:p>", 'table:number-columns-repeated="16000"'), more='table:number-rows-repeated="1000000"'
    )
    table = ods(tmp_path, row(said("<text:p>1</text:p>"), said("<text:p>B</text:p>")), many)
    assert (len(cells(table)), codes(table)) == (2, ["sparse"])


def test_further_sheets_are_told(tmp_path: Path) -> None:
    further = f'<table:table table:name="Notizen">{row(said("<text:p>a</text:p>"))}</table:table>'
    table = ods(tmp_path, row(said("<text:p>1</text:p>"), said("<text:p>B</text:p>")), further=further)
    assert (len(cells(table)), codes(table), table.other_sheets) == (1, ["several_sheets"], ["Notizen"])


def test_definitions_and_other_documents_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="DOCTYPE"):
        ods(tmp_path, before='<!DOCTYPE x [<!ENTITY a "aaaa">]>')
    with pytest.raises(Refused, match="text document"):
        ods(tmp_path, kind="application/vnd.oasis.opendocument.text")
