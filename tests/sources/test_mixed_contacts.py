"""In a column of contacts a name may stand here, a mail address or a phone number there: each goes where it belongs."""

import pytest

SAID = "SELECT company, given_name, family_name, full_name, email, phone FROM party WHERE current = 1"

CELLS = [
    ("hans@m.example", None, None, "hans@m.example", None),
    ("0731 2312588", None, None, None, "+497312312588"),
    ("+43 316 123456", None, None, None, "+43316123456"),
    ("Hans Müller", "Hans", "Müller", None, None),
    ("Hans Müller, 0731 2312588", "Hans", "Müller", None, "+497312312588"),
    ("Hans Müller 0731 2312588", "Hans", "Müller", None, "+497312312588"),
    ("Hans Müller <hans@m.example>", "Hans", "Müller", "hans@m.example", None),
    ("Hans Müller / Tel.: 0731/2312588 / hans@m.example", "Hans", "Müller", "hans@m.example", "+497312312588"),
    ("Mobil 0171 2345678", None, None, None, "+491712345678"),
    ("hans@m.example; 0731 2312588", None, None, "hans@m.example", "+497312312588"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "given", "family", "mail", "phone"), CELLS)
@pytest.mark.parametrize(
    "more", [(), ("Bau AG;Köln;Ina Lang", "Kern KG;Bonn;ina@berg.example", "Tal GmbH;Kiel;0431 567890")]
)
def test_each_cell_goes_where_its_content_says(desk, cell, given, family, mail, phone, more):
    desk.imports("a.csv", "Firma;Ort;Kontakt", f'Öl AG;Ulm;"{cell}"', *more)
    found = [row[1:] for row in desk.ask(SAID) if row[0] == "Öl AG"]
    assert found == [(given, family, None, mail, phone)]


def test_what_stands_in_columns_of_its_own_goes_before_it(desk):
    desk.imports(
        "a.csv", "Firma;E-Mail;Telefon;Kontakt", "Öl AG;info@oel.example;0731 1112223;ina@oel.example 0731 2312588"
    )
    assert desk.ask("SELECT email, phone FROM party") == [("info@oel.example", "+497311112223")]
    ((more,),) = desk.ask("SELECT more FROM party")
    assert "ina@oel.example" in more and "+497312312588" in more


def test_a_number_that_is_none_is_told_and_is_no_name(desk):
    report = desk.imports("a.csv", "Firma;Ort;Kontakt", "Öl AG;Ulm;0099 1234567")
    assert [one.code for one in report.warnings] == ["phone_invalid"]
    assert desk.ask(SAID) == [("Öl AG", None, None, None, None, None)]


def test_a_number_belongs_to_the_country_of_its_row(desk):
    desk.imports("a.csv", "Firma;Land;Kontakt", "Öl AG;AT;0316 123456", "Kö KG;DE;Ina Lang")
    assert ("Öl AG", None, None, None, None, "+43316123456") in desk.ask(SAID)


def test_a_customer_with_nothing_but_a_contact_is_still_one(desk):
    desk.imports("a.csv", "Kunde;Adresse;Kontakt", "Hans Müller;Weg 12, 01067 Dresden;hans@m.example",
                 "Öl AG;Gasse 3, A-8010 Graz;+43 316 123456")  # fmt: skip
    assert desk.ask(SAID) == [
        ("Öl AG", None, None, None, None, "+43316123456"), (None, "Hans", "Müller", None, "hans@m.example", None),
    ]  # fmt: skip
