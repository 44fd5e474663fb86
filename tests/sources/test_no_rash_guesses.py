"""What a cell or a heading only may mean is not taken for it."""

import pytest


@pytest.mark.parametrize("answers", ["xoo", "jso"])
def test_a_letter_that_is_a_yes_in_another_language_alone_is_none(desk, answers):
    desk.imports(
        "n.csv", "E-Mail;Name;Newsletter", *(f"k{n}@x.example;Name {n};{one}" for n, one in enumerate(answers))
    )
    said = desk.ask("SELECT address FROM consent_event WHERE state = 'claimed'")
    assert said == [("k0@x.example",)]


@pytest.mark.parametrize(
    "contact", ["Emil Kurz, geb. 04.05.1980", "Emil Kurz (ab 01.02.2024)", "Emil Kurz seit 2024-02-01"]
)
def test_a_day_beside_a_name_is_no_phone_number(desk, contact):
    lines = (f"E GmbH;{contact};Köln", "F GmbH;Bert Lang 0731 2312588;Ulm", "G GmbH;Ina Berg;Ulm")
    desk.imports("k.csv", "Firma;Ansprechpartner;Ort", *(f'"{line}"'.replace(";", '";"') for line in lines))
    assert desk.ask("SELECT phone FROM party WHERE phone IS NOT NULL") == [("+497312312588",)]


def test_sales_that_tell_only_when_they_were_paid_wait_for_a_person(desk):
    from kmu_crm.sources.importing import NotRecognised

    rows = ("Anna Berg;Haarschnitt;100,00;03.04.2024", "Bert Kurz;Farbe;50,00;05.04.2024", "Cara Lang;Schnitt;70,00;")
    with pytest.raises(NotRecognised):
        desk.imports("l.csv", "Kunde;Leistung;Betrag;Bezahlt am", *rows)


@pytest.mark.parametrize(
    ("heading", "beside"), [("Value", "EUR"), ("Deal value", "Hof"), ("Potenzial", "Hof"), ("X", "EUR")]
)
def test_money_is_no_postcode(desk, heading, beside):
    rows = (f"a{n}@mail.example,Anna Alt{n},{money},{beside}" for n, money in enumerate((8500, 2400, 15000, 1200)))
    desk.imports("k.csv", f"E-Mail,Name,{heading},Y", *rows)
    assert set(desk.ask("SELECT postcode, city FROM party")) == {(None, None)}


def test_numbers_filled_with_noughts_are_no_phone_numbers(desk):
    desk.imports("k.csv", "Nr.;Name;E-Mail", *(f"00000{n};Anna Alt{n};a{n}@mail.example" for n in range(1, 5)))
    assert {one for (one,) in desk.ask("SELECT phone FROM party")} == {None}


def test_months_are_no_phone_numbers_and_a_heading_of_two_lines_is_read(desk):
    rows = ["Ruth Albrecht;0551 33221;03/2026", "Igor Petrow;0551 808080;05/2026", "Ina Lang;0551 9090;12/2026"]
    report = desk.imports("k.csv", '"Name\r\n(voll)";Tel;nächste', *rows)
    assert desk.ask("SELECT family_name, phone FROM party") == [
        ("Albrecht", "+4955133221"),
        ("Lang", "+495519090"),
        ("Petrow", "+49551808080"),
    ]
    assert report.warnings == []
