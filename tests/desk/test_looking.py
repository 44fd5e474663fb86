"""`inspect` says what an import would read, and warns only of what one must know."""

import pytest

from kmu_crm.desk.looking import look

HEAD = "Kundennummer;Vorname;Nachname;PLZ;Ort;Telefon;E-Mail"


def file(folder, *lines):
    path = folder / "kunden.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def codes(found):
    return {warning["code"] for warning in found["warnings"]}


def test_a_sound_list_is_accepted_with_its_mapping(tmp_path):
    found = look(file(tmp_path, HEAD, "1;Anna;Muster;04109;Leipzig;0341 2312514;anna@mail.example"))
    assert (found["verdict"], found["importable"], found["rows"], found["delimiter"]) == ("accept", True, 1, ";")
    assert found["mapping"][3] == {"column": "PLZ", "field": "postcode", "confidence": 0.95}
    assert found["preview"][0]["read"]["Telefon"] == "+493412312514"
    assert found["preview"][0]["line"] == 2


def test_of_several_mail_addresses_in_a_cell_the_first_is_shown_as_it_is_taken(tmp_path):
    found = look(file(tmp_path, HEAD, '1;Anna;Muster;04109;Leipzig;;"anna@mail.example, a.muster@firma.example"'))
    assert (found["warnings"], found["preview"][0]["read"]["E-Mail"]) == ([], "anna@mail.example")


def test_a_number_that_the_import_drops_is_told_and_is_no_doubt_about_the_file(tmp_path):
    found = look(file(tmp_path, HEAD, "1;Anna;Muster;04109;Leipzig;0341;anna@mail.example"))
    assert (codes(found), found["verdict"]) == ({"phone_invalid"}, "accept")


@pytest.mark.parametrize(("postcode", "town"), [("1010", "Wien"), ("8001", "Zürich"), ("9490", "Vaduz")])
def test_four_digits_are_right_where_the_town_lies_abroad(tmp_path, postcode, town):
    found = look(file(tmp_path, HEAD, f"1;Anna;Muster;{postcode};{town};;"))
    assert (found["verdict"], found["preview"][0]["read"]["PLZ"]) == ("accept", postcode)


def test_a_lost_zero_is_told_when_no_zero_was_kept(tmp_path):
    assert codes(look(file(tmp_path, HEAD, "1;Anna;Muster;4109;Leipzig;;"))) == {"leading_zero_lost"}
    kept = look(file(tmp_path, HEAD, "1;Anna;Muster;04109;Leipzig;;", "2;Bernd;Beispiel;4020;Irgendwo;;"))
    assert kept["verdict"] == "accept"


@pytest.mark.parametrize("rows", [
    [(4109, "Leipzig", ""), ("04109", "Leipzig", ""), (1010, "Wien", ""), (4020, "Irgendwo", "")],
    [(4109, "LEIPZIG ", ""), ("04275", "Leipzig", "Deutschland"), (8001, "Zürich", "Schweiz"), (4020, "Leipzig", "Österreich")],
])  # fmt: skip
def test_a_numeric_postcode_in_a_workbook_is_told_although_others_kept_their_zero(tmp_path, rows):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["Kundennummer", "Vorname", "Nachname", "PLZ", "Ort", "Land"])
    for number, row in enumerate(rows, start=1):
        book.active.append([number, "Anna", f"Muster{number}", *row])
    book.save(tmp_path / "kunden.xlsx")
    found = look(tmp_path / "kunden.xlsx")
    (warning,) = found["warnings"]
    assert (warning["code"], warning["rows"], warning["column"]) == ("leading_zero_lost", [1], "PLZ")
    assert found["preview"][0]["read"]["PLZ"] == "4109"


def test_a_telephone_that_cannot_be_read_stays_empty_without_a_warning(tmp_path):
    found = look(file(tmp_path, HEAD, "1;Anna;Muster;04109;Leipzig;ruft selbst an 1;"))
    assert (found["verdict"], found["preview"][0]["read"]["Telefon"]) == ("accept", None)


def test_an_address_that_is_none_is_told_with_its_row(tmp_path):
    (warning,) = look(file(tmp_path, HEAD, "1;Anna;Muster;04109;Leipzig;;anna(at)mail"))["warnings"]
    assert (warning["code"], warning["rows"], warning["column"], warning["count"]) == (
        "email_invalid",
        [1],
        "E-Mail",
        1,
    )


def test_a_forced_kind_reads_a_column_and_tells_what_it_cannot(tmp_path):
    found = look(file(tmp_path, "Name;Wert", "Anna;1.234,56", "Bernd;viel"), kinds={"Wert": "amount"})
    assert [row["read"]["Wert"] for row in found["preview"]] == ["1234.56", None]
    assert codes(found) == {"amount_invalid"}


def test_rows_that_will_be_left_out_stand_in_the_preview(tmp_path):
    found = look(
        file(tmp_path, HEAD, "1;A;B;04109;Leipzig;;", "2;zu;viele;04109;Leipzig;;;x;y", "3;C;D;04109;Leipzig;;")
    )
    assert [(row["row"], bool(row["read"])) for row in found["preview"]] == [(1, True), (2, False), (3, True)]
    assert "ragged" in codes(found)


def test_the_preview_is_as_long_as_asked(tmp_path):
    path = file(tmp_path, HEAD, *(f"{n};A;B;04109;Leipzig;;" for n in range(30)))
    assert [len(look(path, rows)["preview"]) for rows in (5, 20, 0)] == [5, 20, 30]


def test_a_bank_statement_is_refused_with_the_reason(tmp_path):
    found = look(
        file(tmp_path, "Buchungstag;Valuta;Verwendungszweck;IBAN;Betrag", "01.02.2025;01.02.2025;Miete;DE1;-5,00")
    )
    assert (found["verdict"], found["refusal"]["code"], found["format"]) == ("refuse", "unsupported", "bank_statement")
    assert "Bank" in found["refusal"]["text"]


def test_a_file_that_is_no_table_is_refused(tmp_path):
    path = tmp_path / "bild.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    found = look(path)
    assert (found["verdict"], found["refusal"]["code"], found["importable"]) == ("refuse", "not_a_table", False)
