"""A column that tells on which way a yes holds: “Kanal” beside “Einwilligung”."""

import pytest

HEAD = "Name;Straße;PLZ;Ort;E-Mail;Telefon"
WAYS = ("Brief", "E-Mail", "Telefon", "Mail + Telefon", "", "SMS")


def agreed(desk, *columns):
    rows = (f"Eva Blau{n};Weg {n};04109;Leipzig;eva{n}@abc.de;0341 445566{n};ja;{way}" for n, way in enumerate(WAYS, 1))
    report = desk.imports(
        "karten.csv", ";".join((HEAD, *columns)), *rows, "Udo Abel;Weg 9;04109;Leipzig;u@abc.de;;nein;Post"
    )
    said = desk.ask("SELECT channel, row FROM consent_event WHERE state = 'claimed'")
    told = [(one.column, one.lines) for one in report.warnings if one.code == "consent_way_unknown"]
    return said, told


@pytest.mark.parametrize(
    ("asks", "tells"), [("Einwilligung", "Kanal"), ("Werbeeinwilligung", "Weg"), ("Werbung", "per")]
)
def test_a_yes_holds_on_the_way_beside_it_and_on_none_where_that_cannot_be_read(desk, asks, tells):
    said, told = agreed(desk, asks, tells)
    assert said == [("email", 2), ("email", 4), ("phone", 3), ("phone", 4)]
    assert told == [(tells, (6, 7))]
    noes = desk.ask("SELECT DISTINCT address FROM consent_event WHERE state = 'withdrawn' AND channel = 'email'")
    assert noes == [("u@abc.de",)]


@pytest.mark.parametrize("beside", ["Datum Einverständnis;Kanal;Bemerkung", "Datum Einverständnis;Kanal;Nachweis"])
def test_beside_its_day_or_proof_it_may_be_how_the_yes_came_and_proves_none_but_to_mails(desk, beside):
    head = f"{HEAD};Einverständnis Werbung;{beside}"
    row = "Eva Blau;Weg 1;04109;Leipzig;eva@abc.de;0341 445566;Ja;01.12.2021"
    ways = [f"{row.replace('eva', f'eva{n}')};{way};12" for n, way in enumerate(("Post", "Telefon", "E-Mail"))]
    report = desk.imports("karten.csv", head, *ways)
    said = desk.ask("SELECT channel, address, state, at FROM consent_event")
    assert said == [("email", "eva2@abc.de", "given", "2021-12-01")]
    assert [one.lines for one in report.warnings if one.code == "consent_way_unsure"] == [(2, 3)]


@pytest.mark.parametrize(
    ("way", "refused"),
    [
        ("keine Mail, nur Post", ["email"]), ("E-Mail (kein Telefon!)", ["phone"]), ("keine Post", ["post"]),
        ("Post, Werbung unerwünscht", ["email", "phone", "post"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("said", ["ja", ""])
def test_a_no_to_a_way_that_stands_there_holds(desk, way, refused, said):
    row = f"Eva Blau;Weg 1;04109;Leipzig;eva@abc.de;0341 445566;{said};{way}"
    others = [f"Udo Abel;Weg 2;04109;Leipzig;u{n}@abc.de;;ja;Post" for n in range(3)]
    desk.imports("karten.csv", f"{HEAD};Einwilligung;Kanal", row, *others)
    noes = desk.ask("SELECT channel FROM consent_event WHERE state = 'withdrawn' ORDER BY channel")
    assert [one for (one,) in noes] == refused


@pytest.mark.parametrize(
    ("asks", "tells"),
    [
        ("Einwilligung", "Einwilligung per"),
        ("Einwilligung", "Herkunft"),
        ("Werbung per Mail", "Kanal"),
        ("Newsletter", "Kanal"),
        ("Newsletter-Einwilligung", "Weg"),
    ],
)
def test_how_it_was_given_is_no_such_way_nor_where_the_yes_names_its_own(desk, asks, tells):
    said, told = agreed(desk, asks, tells)
    assert [one for one in said if one[0] == "email"] == [("email", n) for n in range(1, len(WAYS) + 1)]
    assert told == []


def test_a_channel_that_tells_where_customers_came_from_is_none(desk):
    rows = (f"Eva {n};;;;eva{n}@abc.de;;ja;{where}" for n, where in enumerate(("Messe", "Laden", "Post")))
    desk.imports("karten.csv", f"{HEAD};Einwilligung;Kanal", *rows)
    assert [way for (way,) in desk.ask("SELECT channel FROM consent_event")] == ["email"] * 3
