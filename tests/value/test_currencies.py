"""What a list says of its currency: in a column, beside an amount; what is in another one is told and counts nothing."""

import pytest

from kmu_crm import settings
from kmu_crm.sources.recording.problems import LOUD
from tests.value.lists import revenue

HEAD = "Rechnungsnummer;Rechnungsdatum;Kunde;Netto;Brutto"
COLUMN = f"{HEAD};Währung"
FACTS = (
    "SELECT d.number, f.gross, f.currency FROM fact AS f JOIN document AS d ON d.id = f.document_id WHERE f.current = 1"
)


def bills(*currencies: str) -> list[str]:
    """One invoice of 100 net for each, with what stands in its column."""
    return [
        COLUMN,
        *(f"R{i};01.03.2025;Huber {i} AG;100,00;119,00;{word}" for i, word in enumerate(currencies, start=1)),
    ]


def said(desk):
    return {number: currency for number, _, currency in desk.ask(FACTS)}


def told(report):
    return [(one.code, one.count, one.rows) for one in report.warnings if one.code in LOUD]


@pytest.mark.parametrize(
    ("own", "words"), [("EUR", ("€", "Euro", "EURO", "euro")), ("CHF", ("Fr.", "SFr.", "Schweizer Franken"))]
)
def test_every_word_for_the_own_currency_counts(desk, own, words):
    report = desk.imports("r.csv", *bills(own, *words, own))
    assert set(said(desk).values()) == {own}
    assert (told(report), revenue(desk)) == ([], 100_00 * (len(words) + 2))


@pytest.mark.parametrize(
    ("country", "own", "other"), [("DE", "EUR", "CHF"), ("CH", "CHF", "EUR"), ("AT", "EUR", "USD")]
)
def test_amounts_of_lists_that_name_no_currency_are_in_that_of_the_country(desk, country, own, other):
    settings.write(desk.db, "business.country", country)
    plain = [line.rpartition(";")[0] for line in bills(*[""] * 5)]
    desk.imports("r.csv", *plain)
    report = desk.imports(
        "orders.csv",
        *(line.replace("R1;", "B1;").replace("R2;", "B2;").replace("R3;", "B3;") for line in bills(own, other, other)),
    )
    assert revenue(desk) == 600_00
    assert told(report) == [("currency_foreign", 2, (2, 3))]


def test_an_unknown_currency_is_told_and_kept_as_it_is(desk):
    report = desk.imports("r.csv", *bills("EUR", "EUR", "Taler"))
    assert said(desk)["R3"] == "TALER"
    assert ("currency_unknown", "Währung", (3,)) in [(one.code, one.column, one.rows) for one in report.warnings]
    assert revenue(desk) == 200_00
