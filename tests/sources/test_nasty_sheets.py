"""Workbooks and contact cards with what people and programs do to them."""

import datetime
import zipfile

import openpyxl
import pytest
import xlsxwriter

from kmu_crm.sources.reading.tables import open_table, open_tables
from kmu_crm.sources.refusals import Refused


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "kunden.xlsx"
    workbook = openpyxl.Workbook()
    workbook.active.append(["Nr", "Name", "PLZ"])
    workbook.active.append([10001, "Müller", "01067"])
    workbook.active.append([10002, "Groß", 80331])

    def saved(name="kunden.xlsx"):
        workbook.save(tmp_path / name)
        return tmp_path / name

    workbook.target, workbook.saved = path, saved
    return workbook


def read(path):
    table = open_table(path)
    table.survey()
    return table


def rows(table):
    return [row for batch in table.batches() for row in batch.rows]


def codes(table):
    return sorted(remark.code for remark in table.remarks)


def repacked(path, change):
    """The same archive with its members changed by `change(name, data)`."""
    with zipfile.ZipFile(path) as old:
        members = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in members.items():
            new.writestr(name, change(name, data))
    return path


def test_numbers_are_written_as_people_see_them(book):
    assert rows(read(book.saved())) == [("10001", "Müller", "01067"), ("10002", "Groß", "80331")]


def test_postcode_formats_and_dates(book):
    sheet = book.active
    sheet["C3"].number_format = "00000"
    sheet["C3"] = 1067
    sheet["D1"], sheet["D2"], sheet["D3"] = "Datum", datetime.date(2025, 3, 9), datetime.datetime(2025, 3, 9, 14, 30)
    assert [row[2:] for row in rows(read(book.saved()))] == [("01067", "2025-03-09"), ("01067", "2025-03-09 14:30:00")]


@pytest.mark.parametrize("padded", [False, True])
def test_dates_counted_from_1904(tmp_path, padded):
    with xlsxwriter.Workbook(tmp_path / "mac.xlsx", {"date_1904": True}) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["Nr", "Datum"])
        sheet.write(1, 0, 7, workbook.add_format({"num_format": "0000"}) if padded else None)
        sheet.write_datetime(1, 1, datetime.datetime(2025, 3, 9), workbook.add_format({"num_format": "dd.mm.yyyy"}))
    assert rows(read(tmp_path / "mac.xlsx")) == [("0007" if padded else "7", "2025-03-09")]


def test_errors_and_formulas_without_value_are_counted(book):
    book.active["D1"], book.active["D2"], book.active["D3"] = "Wert", "#REF!", "=A1+1"
    table = read(book.saved())
    assert (codes(table), [row[3] for row in rows(table)]) == (["error_cell", "formula_without_value"], ["", ""])


def test_hidden_and_several_sheets_are_told(book):
    hidden = [f"Alt {n}" for n in range(12)]
    for name in hidden:
        book.create_sheet(name).append(["x", "y"])
        book[name].sheet_state = "hidden"
    book.create_sheet("Artikel").append(["Nr", "Preis"])
    book["Artikel"].append([1, 2])
    path = book.saved()
    table = read(path)
    assert (codes(table), table.rows) == (["hidden_sheet", "several_sheets"], 2)
    assert ", ".join(hidden) in next(one.text for one in table.remarks if one.code == "hidden_sheet")
    assert [one.sheet for one in open_tables(path)] == ["Sheet", "Artikel"]
    assert open_table(path, sheet="Artikel").header == ["Nr", "Preis"]


def test_a_heading_over_merged_cells(tmp_path):
    workbook = openpyxl.Workbook()
    for row in (["Nr", "Name", None, "Ort"], [None, "Vorname", "Nachname", None], [1, "Anna", "Vogel", "Ulm"]):
        workbook.active.append(row)
    workbook.active.merge_cells("B1:C1")
    workbook.save(tmp_path / "kopf.xlsx")
    table = read(tmp_path / "kopf.xlsx")
    assert (codes(table), table.header) == (["merged_header"], ["Nr", "Vorname", "Nachname", "Ort"])
    assert rows(table) == [("1", "Anna", "Vogel", "Ulm")]


def test_far_cells_are_left_out(book):
    book.active["XFD1048576"] = "x"
    table = read(book.saved())
    assert (codes(table), table.rows, len(table.header)) == (["sparse"], 2, 3)


@pytest.mark.parametrize(
    "ref", [b"Quatsch", b"", b"A0:C3", b"A1:ZZZZ9", b"A1:C99999999999", b"C3:A1", b"A1:C1", b"a1:c3"]
)
def test_what_a_sheet_says_of_its_size_does_not_count(book, ref):
    size = b'<dimension ref="A1:C3"/>'

    def lying(name, data):
        return data.replace(size, b'<dimension ref="' + ref + b'"/>') if name.endswith("sheet1.xml") else data

    path = book.saved()
    with zipfile.ZipFile(path) as archive:
        data = archive.read("xl/worksheets/sheet1.xml").replace(b" />", b"/>")
    assert size in data
    repacked(path, lambda name, old: lying(name, data if name.endswith("sheet1.xml") else old))
    assert rows(read(path)) == [("10001", "Müller", "01067"), ("10002", "Groß", "80331")]


def test_title_rows_above_the_header(book):
    book.active.insert_rows(1, 3)
    book.active["A1"] = "Kundenliste"
    table = read(book.saved())
    assert (table.header, table.header_line, codes(table)) == (["Nr", "Name", "PLZ"], 4, [])


def test_a_renamed_workbook_is_read_by_its_content(book):
    for name in ("kunden.csv", "kunden.xls"):
        table = read(book.saved().rename(book.target.parent / name))
        assert (codes(table), table.rows) == (["wrong_extension"], 2)


def test_a_definition_of_entities_is_refused(book):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    path = repacked(book.saved(), lambda name, data: data.replace(b"<worksheet", bomb + b"<worksheet", 1))
    assert _refused(path) == "xml_entity"


def test_an_archive_that_swells_is_refused(book):
    def swollen(name, data):
        return data + b" " * (30 << 20) if name.endswith("sheet1.xml") else data

    assert _refused(repacked(book.saved(), swollen)) == "too_big"


@pytest.mark.parametrize("keep", [0.3, 0.9])
def test_a_cut_workbook_is_refused(book, keep):
    path = book.saved()
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * keep)])
    assert _refused(path) == "truncated"


def test_a_flipped_byte_is_refused_or_read_but_never_raises(book):
    data = book.saved().read_bytes()
    for at in range(30, len(data), len(data) // 12):
        book.target.write_bytes(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])
        assert _refused(book.target) in (
            None,
            "too_big",
            "corrupt",
            "truncated",
            "unsupported",
            "password",
            "empty",
            "not_a_table",
            "no_rows",
        )


def test_a_protected_workbook_asks_to_remove_the_password(tmp_path):
    path = tmp_path / "geheim.xlsx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    )
    assert _refused(path) == "password"


def test_an_old_workbook(tmp_path):
    xlwt = pytest.importorskip("xlwt")
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("Kunden")
    for r, row in enumerate([["Nr", "Name", "Ort"], [10001, "Müller", "Köln"], [10002, "Groß", "Ulm"]]):
        for c, value in enumerate(row):
            sheet.write(r, c, value)
    workbook.save(str(tmp_path / "kunden.xls"))
    table = read(tmp_path / "kunden.xls")
    assert (rows(table), codes(table)) == ([("10001", "Müller", "Köln"), ("10002", "Groß", "Ulm")], [])


def _refused(path):
    try:
        read(path)
    except Refused as refusal:
        return refusal.code
    return None


CARD = """BEGIN:VCARD
VERSION:{v}
N:Müller;Jürgen;;Herr Dr.;
FN:Jürgen Müller
ORG:Beispiel GmbH;Einkauf
TEL;TYPE=FAX:+49 30 1
TEL;TYPE=WORK:+49 30 2
EMAIL;TYPE=INTERNET:a@example.de
EMAIL;TYPE=PREF:b@example.de
ADR;TYPE=WORK:;;Weg 1;Köln;;50667;Deutschland
NOTE:eins\\nzwei\\, drei
PHOTO;VALUE=URI:http://x.example/p.jpg
END:VCARD
"""
READ = {
    "Vorname": "Jürgen",
    "Nachname": "Müller",
    "Firma": "Beispiel GmbH",
    "E-Mail": "b@example.de",
    "E-Mail 2": "a@example.de",
    "Telefon": "+49 30 2",
    "Fax": "+49 30 1",
    "Strasse": "Weg 1",
    "PLZ": "50667",
    "Ort": "Köln",
    "Land": "Deutschland",
    "Anrede": "Herr",
    "Titel": "Dr.",
    "Notiz": "eins\nzwei, drei",
}


def cards(tmp_path, data):
    path = tmp_path / "kontakte.vcf"
    path.write_bytes(data)
    table = read(path)
    return table, [dict(zip(table.header, row, strict=True)) for row in rows(table)]


@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252", "cp850", "mac_roman"])
def test_a_card_of_each_version_and_encoding(tmp_path, version, encoding):
    table, (card,) = cards(tmp_path, CARD.format(v=version).encode(encoding))
    assert ({name: card[name] for name in READ}, codes(table)) == (READ, [])


def test_folding_inside_a_character(tmp_path):
    name = "N:Größer;Käthe".encode()
    cut = name.index(b"\xc3") + 1
    _table, (card,) = cards(
        tmp_path, b"BEGIN:VCARD\r\nVERSION:3.0\r\n" + name[:cut] + b"\r\n " + name[cut:] + b"\r\nEND:VCARD\r\n"
    )
    assert (card["Nachname"], card["Vorname"]) == ("Größer", "Käthe")


def test_quoted_printable_in_another_code_page(tmp_path):
    _table, (card,) = cards(
        tmp_path, b"BEGIN:VCARD\nVERSION:2.1\nN;ENCODING=QUOTED-PRINTABLE:Gr=F6=DFer;J=\n=FCrgen\nEND:VCARD\n"
    )
    assert (card["Nachname"], card["Vorname"]) == ("Größer", "Jürgen")


def test_a_bad_card_spoils_no_other(tmp_path):
    good = CARD.format(v="3.0").encode()
    table, found = cards(
        tmp_path, good + b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Halb;\r\n" + good + b"BEGIN:VCARD\r\nEND:VCARD\r\n"
    )
    assert (len(found), codes(table), len(table.bad_rows)) == (2, ["bad_record"], 2)


def test_a_file_without_a_card_is_refused(tmp_path):
    with pytest.raises(Refused):
        cards(tmp_path, b"BEGIN:VCARD\r\nVERSION:3.0\r\n")


def test_the_sheet_that_is_read_is_told_by_its_name(book, desk):
    import openpyxl

    from kmu_crm.sources.reading.tables import open_table

    made = openpyxl.Workbook()
    made.active.title = "Kunden"
    for sheet in (made.active, made.create_sheet("Partner")):
        sheet.append(["Kundennummer", "Name", "Ort"])
        sheet.append(["A1", "Uwe Kö", "Ulm"])
    made.save(desk.folder / "k.xlsx")
    table = open_table(desk.folder / "k.xlsx", sheet="Partner")
    table.survey()
    assert ["“Partner” is read" in one.text or "„Partner“" in one.text for one in table.remarks] == [True]
