"""Text files as they come from shops, banks and old programs: what each is read as."""

import gzip
import random

import pytest

from kmu_crm.sources.reading.cleaning import set_right
from kmu_crm.sources.reading.tables import open_table
from kmu_crm.sources.refusals import Refused
from tests.sources.nasty import HEADER, UNICODE, cells, codes, people, text


@pytest.mark.parametrize("encoding", [*UNICODE, "cp1252", "iso8859-15", "cp850", "mac_roman"])
@pytest.mark.parametrize("change", [str, str.upper])
def test_each_encoding_gives_the_same_names(read, encoding, change):
    rows = [[change(cell).replace("STRASSE", "STRAßE") for cell in row] for row in people(20)]
    table = read(text(rows), encoding=encoding)
    assert (codes(table), cells(table, "Nachname")) == ([], [row[2] for row in rows])


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "mac_roman"])
def test_a_single_late_umlaut_decides(read, encoding):
    rows = [[str(i), "Meier", "Berlin"] for i in range(300)] + [["300", "Schröder", "Berlin"]]
    table = read(text(rows, ["Nr", "Name", "Ort"]), encoding=encoding)
    assert (codes(table), cells(table, "Name")[-1]) == ([], "Schröder")


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("cp1250", "Wałęsa Łódź Żukowska Gdańsk"),
        ("cp1250", "Müller Weiß Größe Jiří Dvořák Köln Jürgen Strauß Änne Düsseldorf Zoë Ölweg"),
        ("cp1250", "Müller Weiß Größe Němec Köln Jürgen Strauß Änne Düsseldorf Ölweg Hütte Bäcker"),
        ("cp1251", "Иванов Москва Петрова Казань"),
        ("cp1254", "Yılmaz Şahin Doğan Eskişehir"),
        ("gb18030", "王小明 北京 李雷 上海"),
    ],
)
def test_a_character_set_of_elsewhere_is_never_taken_for_sure(read, encoding, names):
    table = read(text([[name, "Meier"] for name in names.split()], ["Ort", "Name"]), encoding=encoding)
    assert codes(table) == ["encoding_uncertain"]


@pytest.mark.parametrize(
    "word",
    ["René Lefèvre", "Søren Øster Jørgensen", "£ 12.50", "„Zur Post“", "5 m² – 20 °C", "Bjørn Åkesson"],
)
def test_signs_and_accents_of_the_west_are_sure(read, word):
    assert codes(read(text([[str(i), word] for i in range(20)], ["Nr", "Name"]), encoding="cp1252")) == []


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends_do_not_matter(read, mark, end):
    rows = [[cell.replace(",", ".") for cell in row] for row in people()]
    table = read(text(rows, mark=mark, end=end))
    assert (table.delimiter, table.rows, codes(table)) == (mark, 12, [])
    assert cells(table, "Datum") == [row[-1] for row in rows]


@pytest.mark.parametrize(
    ("before", "header_line"),
    [
        ("sep=;\n", 2),
        ("\n\n", 3),
        ("Kundenliste\n", 2),
        ("Kundenliste;;;;;;;;\nStand;01.02.2026;;;;;;;\n;;;;;;;;\n", 4),
    ],
)
def test_lines_before_the_header_are_no_data(read, before, header_line):
    table = read(before + text(end="\n"))
    assert (table.header, table.header_line, table.rows, codes(table)) == (HEADER, header_line, 12, [])


@pytest.mark.parametrize(
    ("after", "code"),
    [
        ("Summe;;;;;;;98.765,50;\n", "footer"),
        (";;;;;;;98.765,50;\n", "footer"),
        (";;;;;;Gesamt;98.765,50;\n", "footer"),
        ("\nGesamt: 12 Kunden\n", "footer"),
        ("12 record(s) downloaded\n", "footer"),
        ("Ende der Liste\n", "footer"),
        (";".join(HEADER) + "\n", "repeated_header"),
        ("\nArtikelnr;Bezeichnung;Preis\n1;Kabel;12,50\n2;Maus;9,00\n", "two_tables"),
    ],
)
def test_what_follows_the_data_is_named_and_left_out(read, after, code):
    table = read(text(end="\n") + after)
    assert (codes(table), table.rows) == ([code], 12)


def test_page_heads_in_the_middle_are_left_out(read):
    lines = text(end="\n").splitlines()
    table = read("\n".join([*lines[:6], "", "Seite 2 von 2", lines[0], *lines[6:]]))
    assert (codes(table), table.rows) == (["footer", "repeated_header"], 12)


def test_blank_and_separator_only_rows_are_no_data(read):
    lines = text(end="\n").splitlines()
    table = read("\n".join([*lines[:4], "", ";" * 8, *lines[4:], ";" * 8, ""]))
    assert (codes(table), table.rows, cells(table, "Kundennr")[-1]) == ([], 12, "10012")


def test_a_file_without_header_gets_numbered_columns(read):
    table = read(text(header=None))
    assert (codes(table), table.rows, table.header[:2]) == (["no_header"], 12, ["Spalte 1", "Spalte 2"])


def test_names_only_without_header_are_seen_by_their_repeats(read):
    table = read("Anna;Vogel;Köln\nMax;Groß;Köln\nUlrike;Vogel;Wien\n")
    assert (codes(table), table.rows) == (["no_header"], 3)


def test_doubled_and_empty_names_stay_both(read):
    table = read("Nr;Name;Name;;Ort\n1;a;b;c;Köln\n2;d;e;f;Bonn\n")
    assert table.header == ["Nr", "Name", "Name (2)", "Spalte 4", "Ort"]
    assert codes(table) == ["duplicate_header", "empty_name"]


def test_a_header_over_two_lines_in_quotes(read):
    table = read('Nr;"Vor-\nname";Ort\n1;Anna;Köln\n2;Max;Bonn\n')
    assert (table.header, codes(table), table.rows) == (["Nr", "Vor- name", "Ort"], [], 2)
    assert [list(batch.lines) for batch in table.batches()] == [[3, 4]]


def test_separators_at_line_ends_make_no_column(read):
    table = read("Nr;Name;Ort;\n1;Anna;Köln;\n2;Max;Bonn;\n")
    assert (table.header, codes(table)) == (["Nr", "Name", "Ort"], [])


def test_an_unclosed_quote_names_its_line_and_swallows_nothing(read):
    rows = [[str(i), "Kabel", "Köln"] for i in range(2000)]
    rows[700][1], rows[900][1] = '"27 Zoll', '"Maus; schwarz"'
    table = read(text(rows, ["Nr", "Artikel", "Ort"]))
    assert (codes(table), table.rows, table.remarks[0].rows) == (["unclosed_quote"], 2000, (701,))
    assert cells(table, "Artikel")[898:901] == ["Kabel", "Maus; schwarz", "Kabel"]
    assert [(bad.row, bad.line, bad.cells) for bad in table.bad_rows] == [(701, 702, ("700", '"27 Zoll', "Köln"))]


def test_quotes_inside_quotes_stay_text(read):
    table = read('Nr;Artikel;Ort\n1;"27" Monitor";Köln\n2;"a ""b"" c";Bonn\n3;15" Rad;Wien\n')
    assert cells(table, "Artikel") == ['27" Monitor', 'a "b" c', '15" Rad']


def test_apostrophes_as_quotes(read):
    table = read("Nr;Name;Notiz\n1;'Anna Maria';'kommt; geht'\n2;'Max Otto';'ruft an'\n")
    assert (cells(table, "Notiz"), codes(table)) == (["kommt; geht", "ruft an"], [])


def test_blanks_after_separators_belong_to_the_separator(read):
    table = read('Nr; Name; Ort\n1; "Vogel; Anna"; Köln\n2; Groß; Bonn\n3; König; Wien\n')
    assert (table.header, cells(table, "Name")) == (["Nr", "Name", "Ort"], ["Vogel; Anna", "Groß", "König"])


def test_tabs_are_read_without_quoting(read):
    table = read('order-id\tname\tcity\n1\t"Zum Hirsch\tUlm\n2\tB & Co\tBonn\n', "orders.txt")
    assert (cells(table, "name"), codes(table)) == (['"Zum Hirsch', "B & Co"], [])


def test_line_ends_within_cells_of_every_kind(read):
    table = read('Nr;Notiz;Ort\r\n1;"a\nb";Köln\r\n2;"c\r\nd\u2028e";Bonn\r\n3;f\u2028g;Wien')
    assert cells(table, "Notiz") == ["a\nb", "c\r\nd\u2028e", "f\u2028g"]
    assert [list(batch.lines) for batch in table.batches()] == [[2, 4, 6]]


def test_the_end_mark_of_dos_is_no_row(read):
    assert (read(text() + "\x1a").rows, codes(read(text() + "\x1a"))) == (12, [])


@pytest.mark.parametrize("odd", ["\x00", "\u200b", "\u202e", "\x07", "\u00ad"])
def test_invisible_characters_go_with_a_note(read, odd):
    rows = people()
    rows[4][2] = f"Mül{odd}ler"
    table = read(text(rows))
    assert (codes(table), table.remarks[0].rows, cells(table, "Nachname")[4]) == (["control_chars"], (5,), "Müller")


def test_zero_bytes_at_the_end_lose_no_row(read):
    assert read(text().encode() + b"\x00" * 4096).rows == 12


@pytest.mark.parametrize("charset", ["cp1252", "cp850", "mac_roman"])
@pytest.mark.parametrize("name", ["Müller", "Köln", "Käthe", "Groß", "René"])
def test_unicode_taken_for_another_character_set_is_told_and_can_be_set_right(read, charset, name):
    wrong = name.encode().decode(charset, "replace")
    (told,) = read(text([["1", "Weiß"], ["2", wrong]], ["Nr", "Name"])).remarks
    assert (told.code, told.rows, set_right(wrong)) == ("mojibake", (2,), name)


@pytest.mark.parametrize(
    "name", ["M³ller", "K÷ln", "M¸ller", "Kˆln", "K‰the", "K„the", "K”ln", "Stra§e", "Gro▀", "M\x81ller"]
)
def test_signs_within_words_are_told(read, name):
    (told,) = read(text([["1", "Weiß"], ["2", name]], ["Nr", "Name"])).remarks
    assert (told.code, told.rows) == ("damaged_text", (2,))


@pytest.mark.parametrize(
    "name", ["Gasthaus „Zur Post“", "100 m³ Erde", "§ 5", "3 ÷ 4", "90 ‰", "√ 2", "m³/Tag", "Groß, Öhr"]
)
def test_signs_that_belong_where_they_stand_are_no_damage(read, name):
    assert codes(read(text([["1", "Weiß"], ["2", name]], ["Nr", "Name"]))) == []


LOST = ("M?ller", "M\ufffdller", "M=C3=BCller", "M%C3%BCller", "M\\u00fcller", "M+APw-ller")


@pytest.mark.parametrize(("wrong", "code"), [("MÃ¼ller", "mojibake"), *[(wrong, "damaged_text") for wrong in LOST]])
def test_damage_from_before_is_counted(read, wrong, code):
    rows = people()
    rows[2][2] = rows[5][2] = wrong
    table = read(text(rows))
    assert [(remark.code, remark.rows, remark.count) for remark in table.remarks] == [(code, (3, 6), 2)]


def test_two_encodings_in_one_file(read):
    half = text(people(6)).encode() + text(people(6), None).encode("cp1252")
    table = read(half)
    assert (codes(table), cells(table, "Nachname")[6:]) == (["mixed_encoding"], [row[2] for row in people(6)])


def test_a_cut_character_at_the_end(read):
    table = read(text(people(5)).encode() + (";".join(people(6)[5]) + "ö").encode()[:-1])
    assert "mixed_encoding" in codes(table) and (table.rows, table.bad_rows) == (6, [])


PLAIN = [[str(n), "Anna", "Muster", "Weg 1", "01067", "Ulm", "a@mail.example", "1,00", "01.01.2020"] for n in range(9)]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(text(people(5)).encode() + "10006;Jürgen;Müller;Weg 1;01067;Kö".encode()[:-1], id="utf-8"),
        pytest.param(
            text(PLAIN).encode() + "10;Anna;Muster;Weg 1;01067;Kö".encode()[:-1], id="the first sign of utf-8"
        ),
        pytest.param((text(people(5)) + "10006;Jürgen;Mü").encode("utf-16")[:-1], id="half a sign of utf-16"),
        pytest.param((text(people(5)) + "1").encode("utf-16")[:-1], id="half a sign of utf-16 after a line"),
        pytest.param(text([]).encode() + b"10001;Anna;Must", id="the only row"),
        pytest.param(text([]).encode() + b"100", id="the first cell of the only row"),
    ],
)
def test_a_file_cut_in_its_last_row_is_refused(read, content):
    with pytest.raises(Refused) as refusal:
        read(content)
    assert refusal.value.code == "truncated"


@pytest.mark.parametrize("end", ["Kö".encode()[:-1], "5 €".encode()[:-1]])
def test_a_plain_file_cut_inside_a_character_is_utf8(read, end):
    table = read(b"Nr;Name;Ort\r\n1;Anna;Ulm\r\n2;Max;" + end)
    assert (table.encoding, cells(table, "Ort")[-1]) == ("utf-8", end.decode(errors="replace"))


@pytest.mark.parametrize("end", ["Groß", "Café"])
def test_a_last_letter_of_an_older_character_set_stays_one(read, end):
    table = read(f"Nr;Name\r\n1;Anna\r\n2;{end}", encoding="cp1252")
    assert cells(table, "Name")[-1] == end


def test_rows_that_leave_out_empty_cells_need_no_line_end(read):
    rows = [row if n % 3 else row[:7] for n, row in enumerate(PLAIN)]
    table = read(text([*rows, PLAIN[0], PLAIN[1][:7]]).rstrip("\r\n"))
    assert table.rows == 11


def test_lone_surrogates_keep_their_row(read):
    table = read(text().encode() + b"10013;Anna;Vo\xed\xa0\x80gel;Weg 1;01067;Ulm;a@example.de;1,00;01.01.2020\r\n")
    assert table.rows == 13 and {"mixed_encoding", "damaged_text"} & set(codes(table))


def test_macos_umlauts_become_nfc(read):
    table = read("Nr;Name\n1;Mu\u0308ller\n2;Ko\u0308nig\n")
    assert (cells(table, "Name"), codes(table)) == (["Müller", "König"], [])


@pytest.mark.parametrize(
    "cell",
    [
        "01067",
        "Null",
        "NA",
        "None",
        "nan",
        "True",
        "1E5",
        "1-2",
        "MAI",
        "SEPT1",
        "4,91711E+11",
        '=HYPERLINK("x")',
        "%s {0}",
    ],
)
def test_cells_stay_as_written(read, cell):
    rows = [[row[0], cell.replace('"', "'"), row[2]] for row in people()]
    assert set(cells(read(text(rows, ["Nr", "Wert", "Name"])), "Wert")) == {cell.replace('"', "'")}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\n\n \n", "empty"),
        (b"Nr;Vorname;Nachname;Ort\n", "no_rows"),
        (b";;;\n;;;\n", "no_rows"),
        (b'[{"name": "Anna"}, {"name": "Max"}]', "not_a_table"),
        (b'{"kunden": [\n {"name": "Anna"}\n]}', "not_a_table"),
        (b"<!DOCTYPE html><html><body><p>Hallo</p></body></html>", "not_a_table"),
        (b"<?xml version='1.0'?>\n<kunden><k>Anna</k></kunden>", "not_a_table"),
        (b"-- MySQL dump 10.13\nCREATE TABLE kunden (id int);\nINSERT INTO kunden VALUES (1,'a');\n", "not_a_table"),
        (b"%PDF-1.7\n1 0 obj", "not_a_table"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not_a_table"),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(100), "not_a_table"),
        (gzip.compress(b"a;b\n1;2\n", mtime=0), "unsupported"),
        (b"kunden.csv".ljust(257, b"\0") + b"ustar\x0000".ljust(255, b"\0") + text().encode(), "unsupported"),
        ("From: a@x.de\nDate: Sun, 09 Mar 2025 14:05:00 +0100\n\nHallo\n".encode("utf-16"), "unsupported"),
        (b"SQLite format 3\x00" + bytes(100), "not_a_table"),
        (bytes(5000), "empty"),
        (random.Random(1).randbytes(5000), "not_a_table"),
        ("".join(f"{i:<8}{'Müller':<20}{'Köln':<12}{i * 7:>8}\n" for i in range(20)).encode(), "not_a_table"),
        (text(people()).encode("cp500"), "not_a_table"),
        (b"Sehr geehrte Damen und Herren,\nwir senden Ihnen wie besprochen die Liste der Kunden.\n" * 3, "not_a_table"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_a_sentence(read, content, code):
    with pytest.raises(Refused) as refusal:
        read(content)
    assert refusal.value.code == code and len(str(refusal.value)) > 30


def test_a_folder_and_a_missing_file_are_refused(tmp_path):
    for path in (tmp_path, tmp_path / "fehlt.csv"):
        with pytest.raises(Refused):
            open_table(path)


def test_a_csv_named_xls_is_read_with_a_remark(read):
    table = read(text(), "kunden.xls")
    assert (codes(table), table.rows) == (["wrong_extension"], 12)


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ("Nr;Notiz;Ort\n1;" + "x" * 1_000_000 + ";Köln\n2;b;Bonn\n", 2),
        (";".join(f"s{i}" for i in range(20_000)) + "\n" + (";".join("1" * 20_000) + "\n") * 3, 3),
        ("Nr;Notiz;Ort\n1;" + '"' * 200_000 + ";Köln\n2;b;Bonn\n3;c;Ulm\n", 3),
        ("Nr;Notiz;Ort\n" + '1;"auf;Köln\n' * 100_000, 100_000),
        ("Nr;Notiz;Ort\n1;" + "a\u0301" + "\u0301" * 1000 + ";Köln\n2;b;Bonn\n", 2),
        ("Nr;Notiz;Ort\n1;a" + "\u0301\u0323" * 500_000 + ";Köln\n2;b;Bonn\n", 2),
        ("Nr;Notiz;Ort\n1;" + "a," * 2_500_000 + ";Köln\n2;b;Bonn\n", 2),
    ],
)
def test_huge_things_end_in_time(read, content, rows):
    assert read(content).rows == rows


def test_a_single_column_of_amounts_stays_one(read):
    assert cells(read("Wert\n1.500,00\n2,50\n"), "Wert") == ["1.500,00", "2,50"]


def test_datev_is_read_below_its_machine_line(read):
    table = read(
        '"EXTF";700;16;"Debitoren/Kreditoren";5;20240130\nKonto;Name;Leerfeld;Leerfeld\n10000;"Müller";;\n',
        encoding="cp1252",
    )
    assert (table.head[:3], table.header_line, table.rows) == (["EXTF", "700", "16"], 2, 1)
    assert table.header == ["Konto", "Name", "Leerfeld", "Leerfeld (2)"]
    assert next(table.batches()).lines[0] == 3


def test_all_rows_wider_than_the_header_keep_their_places(read):
    table = read("Date,Name,Total\n09/03/26,Jane,76.00,shop,online\n09/04/26,Bob,30.30,shop,online\n")
    assert (cells(table, "Total"), table.header[3:]) == (["76.00", "30.30"], ["Spalte 4", "Spalte 5"])


def test_batches_can_be_taken_again_and_are_numbered(read):
    table = read(text(people(2500)))
    for _again in range(2):
        batches = list(table.batches(400))
        assert [n for batch in batches for n in batch.numbers] == list(range(1, 2501))
        assert [n for batch in batches for n in batch.lines] == list(range(2, 2502))


def test_a_file_that_changed_is_refused(read):
    table = read(text())
    table.file.write_bytes(b"anders;jetzt\n1;2\n")
    with pytest.raises(Refused):
        next(table.batches())
