"""Text that is no table, whatever it is called: one sentence says what it is."""

import zipfile
from pathlib import Path

import pytest

from kmu_crm.sources.reading.tables import open_table
from kmu_crm.sources.refusals import Refused

STATEMENT = ":25:10010010/0123456789\n:28C:00001/001\n:60F:C250101EUR1000,00\n:61:2501020102DR50,00N033NONREF\n:86:106?00A?20B, C\n-\n"
TEXTS = [
    *[
        ("bank statement", text)
        for text in (
            ":20:STARTUMSE\n" + STATEMENT,
            "\r\n" + f":20:STARTUMSE\n:21:NONREF\n{STATEMENT}".replace("\n", "\r\n"),
            "{1:F01BANKDEFFXXXX0000000000}{2:I940BANKDEFFXXXXN}{4:\n:20:STARTUMSE\n" + STATEMENT,
            "!Type:Bank\nD03/01/25\nT-50.00\nPMiete\n^\nD03/02/25\nT100.00\nPAnna\n^\n",
            "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\n\n<OFX>\n</OFX>\n",
        )
    ],
    ("print file", "%!PS-Adobe-3.0\n%%Title: Kunden\n72 720 moveto (Kunden; Liste) show\nshowpage\n"),
    ("text document", "{\\rtf1\\ansi Kunden; Liste\\par}"),
    ("text document", "\\documentclass{letter}\n\\begin{document}\nHallo, Welt; da\n\\end{document}\n"),
    ("address book", "dn: cn=Anna,ou=Kunden\nobjectclass: person\ncn: Anna\nmail: a@x.de\n\ndn: cn=Otto\ncn: Otto\n"),
    *[
        ("program code", text)
        for text in (
            "import csv\nfrom pathlib import Path\n\ndef lesen(pfad, trenner=';'):\n    print(pfad, trenner)\n",
            "from pathlib import Path\n\nprint(1, 2)\nprint(3, 4)\n",
            "const fs = require('fs');\nfunction lies(a, b) {\n  return a + b;\n}\n",
            "function lies(a, b) {\n  return a + b;\n}\n",
            "<?php\n$a = 1;\necho $a, $b;\n",
            "#!/bin/bash\nset -e\nfor f in *.csv; do\n  echo $f; cat $f\ndone\n",
            "@echo off\nset A=1\ncopy x.csv y.csv\n",
            '#include <stdio.h>\nint main(int argc, char **argv) {\n  printf("%d, %d", 1, 2);\n}\n',
            "package de.firma;\n\nimport java.util.List;\n\npublic class Kunde {\n  private String name;\n}\n",
            "using System;\nnamespace A {\n  class B { }\n}\n",
            "Sub Export()\n  Dim a As String, b As String\n  Print #1, a; b\nEnd Sub\n",
            "body {\n  margin: 0;\n  font-family: Arial, sans-serif;\n}\n",
            "[Allgemein]\nName=Firma\nOrt=Ulm\n[Export]\nTrenner=;\n",
        )
    ],
    *[
        ("plain text", text)
        for text in (
            "Max Muster\nWeg 1\n04109 Leipzig\n\nFirma GmbH\n\nLeipzig, den 3. März 2025\n\nSehr geehrte Frau Müller,\n\nvielen"
            " Dank für Ihr Schreiben, das mich, wie Sie wissen, freut.\n\nMit freundlichen Grüßen\n\nMax Muster\n",
            "Liebe Anna,\n\nwie geht es dir, was macht Ulm?\nHier ist alles gut, das Wetter, die Kinder.\nBis bald, dein Otto\n",
            "Sehr geehrte Damen und Herren,\nich kündige meinen Vertrag, Kundennummer 123.\nBitte bestätigen Sie, dass Sie es"
            " erhalten haben.\nMit freundlichen Grüßen\nAnna\n",
            "Dear Mr Miller,\nthank you for your letter; it was good.\nWe will come, you know.\nYours,\nAnna\n",
        )
    ],
]
TABLES = [
    ("Sehr geehrte Damen und Herren,\nanbei die Liste:\n\nNr;Name;Ort\n1;Anna;Ulm\n2;Otto;Köln\n", 2),
    ("Sehr geehrte Frau Müller;Anna;a@x.de\nSehr geehrter Herr Groß;Otto;o@x.de\n", 2),
    ('Nr;Name;Notiz\n1;Anna;"\nLiebe Ina,\ndanke"\n2;Otto;\n', 2),
    ("Firma\nHallo Pizza\nLiebe Zeit!\nLieber Otto,\n", 3),
    ("import;export;land\n1;2;DE\n3;4;AT\n", 2),
    ("class,name,city\n1,Anna,Ulm\n2,Otto,Bonn\n", 2),
    (
        "25\n\nKundennummer;Nachname;Vorname;E-Mail;PLZ;Firma\n1;Anna;Ulm;a@x.de;89073;Holz\n2;Otto;Bonn;o@x.de;53111;Tee\n",
        2,
    ),
    (":20:;Name;Ort\n1;Anna;Ulm\n2;Otto;Bonn\n", 2),
    ("dn: x;Name;Ort\n1;Anna;Ulm\n2;Otto;Bonn\n", 2),
    ("[Kunden]\nNr;Name;Ort\n1;Anna;Ulm\n2;Otto;Bonn\n", 2),
    ("function;name;mail\nChefin;Anna;a@x.de\nBote;Otto;o@x.de\n", 2),
]


@pytest.mark.parametrize("name", ["kunden.csv", "kunden.txt", "kunden.xlsx"])
@pytest.mark.parametrize(("what", "content"), TEXTS)
def test_a_sentence_says_what_it_is(read, what: str, content: str, name: str) -> None:
    with pytest.raises(Refused) as refusal:
        read(content, name)
    assert (refusal.value.code, what in str(refusal.value)) == ("not_a_table", True), str(refusal.value)


@pytest.mark.parametrize(("content", "rows"), TABLES)
def test_tables_with_such_words_stay_tables(read, content: str, rows: int) -> None:
    assert read(content).rows == rows


@pytest.mark.parametrize(
    "text",
    [
        'id;absender;betreff;text\n1;a@x.example;Frage;"Hallo Frau Müller,\nwann haben Sie offen?"\n2;b@x.example;Bitte;"Gern"\n',
        "Hallo Frau Meier,\n\nKunde;Produkt;wann\nBerger;Rad;1.2.2024\nMüller;Helm;2.2.2024\n",
        "import kunden\nKundennummer;Name\n1;Anna\n2;Udo\n",
        "package name\nKundennummer;Name\n1;Anna\n2;Udo\n",
        "Klasse:\nKundennummer;Name\n1;Anna\n2;Udo\n",
    ],
)
def test_tables_that_look_a_little_like_it_are_tables(read, text):
    assert read(text).rows == 2


@pytest.mark.timeout(20)
def test_many_lines_that_begin_with_a_word_and_a_colon_take_no_time(read):
    lines = "".join(f"Name{n}: Anna; Telefon: 0341 {n}; Ort: Leipzig\r\n" for n in range(400))
    assert read(lines).rows >= 399


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
DBASE = (
    b"\x03\x7d\x01\x0f\x01\0\0\0\x41\0\x0b\0" + bytes(20) + b"NAME\0\0\0\0\0\0\0C" + bytes(20) + b"\r Anna      \x1a"
)
PAGE = b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n<table>"


@pytest.mark.parametrize(
    ("what", "content"),
    [("dBase", DBASE), ("web page", PAGE), ("Outlook", b"!BDN" + bytes(600)),
     ("Outlook", OLE + "__substg1.0_0037001F".encode("utf-16-le") + bytes(600)),
     ("presentation", OLE + "PowerPoint Document".encode("utf-16-le") + bytes(600))],
)  # fmt: skip
@pytest.mark.parametrize("name", ["kunden.csv", "kunden.xls"])
def test_files_of_other_programs_are_called_what_they_are(tmp_path: Path, what: str, content: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused, match=what):
        open_table(tmp_path / name)


@pytest.mark.parametrize("member", ["Index/Document.iwa", "Index.zip"])
def test_documents_of_apple_are_no_archives_of_tables(tmp_path: Path, member: str) -> None:
    with zipfile.ZipFile(tmp_path / "kunden.numbers", "w") as archive:
        archive.writestr(member, b"x")
        archive.writestr("Metadata/Properties.plist", b"x")
    with pytest.raises(Refused, match="Numbers"):
        open_table(tmp_path / "kunden.numbers")
