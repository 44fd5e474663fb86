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


@pytest.mark.parametrize(("asks", "tells"), [("Einwilligung", "Kanal"), ("Newsletter", "Weg"), ("Werbung", "per")])
def test_a_yes_holds_on_the_way_beside_it_and_on_none_where_that_cannot_be_read(desk, asks, tells):
    said, told = agreed(desk, asks, tells)
    assert said == [("email", 2), ("email", 4), ("phone", 3), ("phone", 4)]
    assert told == [(tells, (6, 7))]
    noes = desk.ask("SELECT DISTINCT address FROM consent_event WHERE state = 'withdrawn' AND channel = 'email'")
    assert noes == [("u@abc.de",)]


def test_behind_its_day_too_and_dated_by_it(desk):
    head = f"{HEAD};Einverständnis Werbung;Datum Einverständnis;Kanal"
    row = "Eva Blau;Weg 1;04109;Leipzig;eva@abc.de;0341 445566;Ja;01.12.2021"
    desk.imports("karten.csv", head, f"{row};Post", f"{row.replace('eva', 'udo')};Telefon")
    assert desk.ask("SELECT channel, state, at FROM consent_event") == [("phone", "given", "2021-12-01")]


@pytest.mark.parametrize(
    ("asks", "tells"),
    [("Einwilligung", "Einwilligung per"), ("Einwilligung", "Herkunft"), ("Werbung per Mail", "Kanal")],
)
def test_how_it_was_given_is_no_such_way_nor_where_the_yes_names_its_own(desk, asks, tells):
    said, told = agreed(desk, asks, tells)
    assert [one for one in said if one[0] == "email"] == [("email", n) for n in range(1, len(WAYS) + 1)]
    assert told == []


def test_a_channel_that_tells_where_customers_came_from_is_none(desk):
    rows = (f"Eva {n};;;;eva{n}@abc.de;;ja;{where}" for n, where in enumerate(("Messe", "Laden", "Post")))
    desk.imports("karten.csv", f"{HEAD};Einwilligung;Kanal", *rows)
    assert [way for (way,) in desk.ask("SELECT channel FROM consent_event")] == ["email"] * 3
