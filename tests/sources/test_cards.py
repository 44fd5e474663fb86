"""Oddities of contact cards: code pages that nobody names, whole addresses in one field, days without a year."""

import pytest

from kmu_crm.sources.importing import import_file

PEOPLE = "SELECT kind, given_name, family_name, company, email, phone, street, postcode, city, country, birth_date FROM party"


def card(desk, *lines: bytes):
    path = desk.folder / "karte.vcf"
    path.write_bytes(b"\r\n".join([b"BEGIN:vCard", *lines, b"END:vCard", b""]))
    report = import_file(desk.db, path)
    (found,) = desk.ask(PEOPLE)
    names = ("kind", "given", "family", "company", "email", "phone", "street", "postcode", "city", "country", "born")
    return dict(zip(names, found, strict=True)), report


def test_quoted_printable_of_an_unnamed_code_page(desk):
    found, _ = card(desk, b"VERSION:2.1", b"N;ENCODING=QUOTED-PRINTABLE:M=FCller;J=FCrgen")
    assert (found["given"], found["family"]) == ("J\u00fcrgen", "M\u00fcller")


def test_half_a_letter_at_the_end_of_a_value_is_told(desk):
    found, report = card(desk, b"VERSION:3.0", b"FN:Uwe Stein", b"NOTE:halb \xc3")
    assert (found["family"], [one.code for one in report.warnings]) == ("Stein", ["damaged_text"])


def test_a_last_letter_of_an_older_character_set_stays_one(desk):
    found, report = card(desk, b"VERSION:3.0", "N:Groß;René".encode("cp1252"))
    assert (found["given"], found["family"], report.warnings) == ("René", "Groß", [])


@pytest.mark.parametrize(
    "line",
    [
        rb"ADR;TYPE=HOME:;Weg 1\n04109 Leipzig\nGermany;;;;;",
        rb"ADR:;;Weg 1\n04109 Leipzig;;;;Deutschland",
        b"ADR:;;Weg 1;Leipzig;;04109;DE",
    ],
)
def test_an_address_wherever_it_stands(desk, line):
    found, _ = card(desk, b"VERSION:3.0", b"N:Muster;Anna", line)
    assert [found[part] for part in ("street", "postcode", "city", "country")] == ["Weg 1", "04109", "Leipzig", "DE"]


@pytest.mark.parametrize(
    ("line", "born", "told"),
    [
        (b"BDAY:--0203", None, ["year_missing"]),
        (b"BDAY:--02-03", None, ["year_missing"]),
        (b"BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-03", None, ["year_missing"]),
        (b"BDAY:03.02.", None, ["year_missing"]),
        (b"BDAY:3. M\xc3\xa4rz", None, ["year_missing"]),
        (b"BDAY:im Mai", None, ["date_invalid"]),
        (b"BDAY:19800203", "1980-02-03", []),
        (b"BDAY:1980-02-03T00:00:00Z", "1980-02-03", []),
    ],
)
def test_a_birthday_without_its_year_is_no_date_of_birth_and_told_as_that(desk, line, born, told):
    found, report = card(desk, b"VERSION:3.0", b"N:Muster;Anna", line)
    assert (found["born"], [one.code for one in report.warnings]) == (born, told)


@pytest.mark.parametrize(("line", "phone"), [(b"TEL;CELL:mobil 0171 1234567", "+491711234567"), (b"TEL:privat", None)])
def test_words_beside_a_number(desk, line, phone):
    assert card(desk, b"VERSION:2.1", b"N:Muster;Anna", line)[0]["phone"] == phone


def test_characters_that_nobody_sees_are_told(desk):
    found, report = card(desk, b"VERSION:3.0", b"N:Stein;U\0we")
    assert (found["given"], [one.code for one in report.warnings]) == ("Uwe", ["control_chars"])


def test_a_first_card_without_its_beginning_is_listed_and_the_others_come_in(desk):
    path = desk.folder / "karten.vcf"
    path.write_bytes(
        b"VERSION:3.0\r\nN:Lang;Ina\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nN:Stein;Uwe\r\nEND:VCARD\r\n"
    )
    report = import_file(desk.db, path)
    assert ([one.code for one in report.refusals], report.tally.new) == (["bad_record"], 1)


def test_a_card_is_never_a_total(desk):
    path = desk.folder / "karten.vcf"
    numbers = (
        "N:Alt;Anna\nTEL:0171 1111111",
        "N:;;;;\nTEL:0171 2222222",
        "N:Summe;;;;\nTEL:0171 3333333",
        "FN:Gesamt",
        "NOTE:100",
    )
    path.write_text("".join(f"BEGIN:VCARD\nVERSION:3.0\n{one}\nEND:VCARD\n" for one in numbers), encoding="utf-8")
    report = import_file(desk.db, path)
    assert (report.tally.new, [(one.row, one.code) for one in report.refusals]) == (4, [(0, "bad_record")])


def test_base64_is_read_where_a_card_says_so(desk):
    found, report = card(
        desk,
        b"VERSION:3.0",
        b"N;ENCODING=B;CHARSET=UTF-8:TcO8bGxl",
        b" cjtKw7xyZ2Vu",
        b"PHOTO;ENCODING=b:AAA=",
        b" BBB=",
    )
    assert (found["given"], found["family"], report.warnings) == ("Jürgen", "Müller", [])


def test_a_group_of_contacts_is_no_customer_and_told(desk):
    path = desk.folder / "karten.vcf"
    group = b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Verein\r\nKIND:group\r\nMEMBER:urn:uuid:1\r\nEND:VCARD\r\n"
    path.write_bytes(b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Uwe Stein\r\nUID:urn:uuid:1\r\nEND:VCARD\r\n" + group)
    report = import_file(desk.db, path)
    assert ([one.code for one in report.warnings], report.tally.new) == (["card_group"], 1)


def test_a_note_of_many_folded_lines_is_read_whole_and_a_folded_picture_left_out(desk):
    folded = [
        b"PHOTO;ENCODING",
        b" =B;TYPE=PNG:AAAA",
        *[b" BBBB"] * 9,
        b"NOTE:Ruft",
        *[b"  an"] * 60_000,
        b"TEL:0351 1",
    ]
    card(desk, b"FN:Anna Berg", *folded)
    assert desk.ask("SELECT length(note) FROM party") == [(4 + 3 * 60_000,)]
