"""In a column of contacts a name may stand here, a mail address or a phone number there: each goes where it belongs."""

import json

import pytest

from kmu_crm.desk import looking
from kmu_crm.sources.choices import parse

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
    ("Tel.: 0731/2312588, E-Mail: hans@m.example", None, None, "hans@m.example", "+497312312588"),
    ("Hans Müller Tel. 0731 2312588", "Hans", "Müller", None, "+497312312588"),
    ("0731 2312588 abends", None, None, None, "+497312312588"),
    ("Telefon", None, None, None, None),
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


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [(("Weg 1, 01099 Dresden", "Ring 5, 10115 Berlin", "Am Markt 7, 04109 Leipzig"),
      [("Am Markt 7", "04109", None), ("Ring 5", "10115", None), ("Weg 1", "01099", None)]),
     (("Weg 1, 01099 Dresden", "", ""), [("Weg 1", "01099", None), (None, None, None), (None, None, None)]),
     (("Weg 1 8001 Zürich Schweiz", "12, rue du Lac, 1003 Lausanne", "0171 2345678"),
      [("12 rue du Lac", "1003", None), ("Weg 1", "8001", None), (None, None, "+491712345678")]),
     (("Weg 1, 01099 Dresden, Tel. 0351 4567890", "Ring 5, 10115 Berlin, Deutschland", "0171 2345678"),
      [("Ring 5", "10115", None), ("Weg 1", "01099", "+493514567890"), (None, None, "+491712345678")])],
)  # fmt: skip
def test_a_postal_address_among_the_contacts_is_no_contact_person(desk, cells, wanted):
    names = ("Anna Muster", "Eva Berger", "Hans Klein")
    desk.imports("a.csv", "Name;Kontakt", *(f"{name};{cell}" for name, cell in zip(names, cells, strict=True)))
    assert desk.ask("SELECT street, postcode, phone FROM party WHERE current = 1") == wanted
    assert set(desk.ask("SELECT kind, company FROM party")) == {("person", None)}


def test_an_address_beside_another_one_is_a_further_one_and_a_person_beside_it_stays_one(desk):
    cells = "Hans Müller, Hinterhaus, Weg 1, 01099 Dresden, Deutschland, Tel. 0351 4567890"
    desk.imports("a.csv", "Firma;Straße;PLZ;Ort;Kontakt", f"Öl AG;Gasse 2;80331;München;{cells}")
    found = desk.ask("SELECT company, given_name, family_name, street, phone FROM party")
    assert found == [("Öl AG", "Hans", "Müller", "Gasse 2", "+493514567890")]
    ((more,),) = desk.ask("SELECT json_extract(more, '$.addresses[0].street', '$.addresses[0].city') FROM party")
    assert more == '["Weg 1","Dresden"]'


def test_a_lost_zero_among_the_contacts_is_told_and_repaired_by_choice(desk):
    rows = ["Anna Muster;Weg 1, 4109 Leipzig", "Eva Berger;eva@mail.example"]
    assert [(one.code, one.rows) for one in desk.imports("a.csv", "Name;Kontakt", *rows).warnings] == [
        ("leading_zero_lost", (1,))
    ]
    report = desk.imports("b.csv", "Name;Kontakt", *rows, choices=[parse("leading_zero_lost=repair")])
    assert [one.code for one in report.warnings] == ["leading_zero_repaired"]
    assert ("04109", "Leipzig") in desk.ask("SELECT postcode, city FROM party")


def test_two_numbers_are_two_and_words_that_are_no_name_stay_as_a_remark(desk):
    desk.imports("a.csv", "Name;Kontaktdaten;Notiz", "Anna Berg;0731-2312588 / 0171-2345678 abends;Stammkundin",
                 "Uwe Tal;per mail an uwe@tal.example;")  # fmt: skip
    assert desk.ask("SELECT kind, phone, json_extract(more, '$.phones'), note FROM party") == [
        (
            "person",
            "+497312312588",
            '["+491712345678"]',
            "Stammkundin\nKontaktdaten: 0731-2312588 / 0171-2345678 abends",
        ),
        ("person", None, None, "Kontaktdaten: per mail an uwe@tal.example"),
    ]


@pytest.mark.parametrize(
    "cell", ["0731 5599 / 0171 998877", "0171 998877 / 0731 5599", "0171 998877, 0171 99, 0731 5599"]
)
def test_beside_a_number_that_is_none_the_good_one_is_kept_and_the_other_told(desk, cell):
    report = desk.imports("a.csv", "Name;Telefon", f"Uwe Holl;{cell}", "Ina Lang;0731 998877")
    assert ("Holl", "+497315599") in desk.ask("SELECT family_name, phone FROM party")
    assert [(one.code, one.rows) for one in report.warnings] == [("phone_invalid", (1,))]
    look = looking.look(desk.folder / "a.csv")
    assert [one["code"] for one in look["warnings"]] == ["phone_invalid"]


def test_several_numbers_and_addresses_in_a_cell_are_all_kept(desk):
    report = desk.imports(
        "a.csv",
        "Name;Telefon;Handy;E-Mail;E-Mail 2",
        "Uwe Holl;07331-4455 / 0172-1234567;0171 2345678;u@holl.example;",
        "Ute Kurz;0731 99 88 77 od. 0151 2223334 (AB);;ute@kurz.example / kurz@web.example oder uk@x.example;x@kurz.example",
        "Ina Lang;0731/998877;;ina@lang.example;",
    )
    assert report.warnings == looking.look(desk.folder / "a.csv")["warnings"] == []
    told = desk.ask("SELECT family_name, email, phone, more FROM party ORDER BY 1")
    assert [row[:3] for row in told] == [
        ("Holl", "u@holl.example", "+4973314455"),
        ("Kurz", "ute@kurz.example", "+49731998877"),
        ("Lang", "ina@lang.example", "+49731998877"),
    ]
    assert json.loads(told[0][3]) == {"phones": ["+491712345678", "+491721234567"]}
    assert json.loads(told[1][3]) == {
        "emails": ["x@kurz.example", "kurz@web.example", "uk@x.example"],
        "phones": ["+491512223334"],
    }
