"""A cancelled invoice or order is none, under whatever heading its state stands."""

import pytest

GONE = [
    "storniert",
    "Storno",
    "annulliert",
    "cancelled",
    "storn.",
    "gelöscht",
    "aufgehoben",
    "stornato",
    "void",
    "annulé",
]


@pytest.mark.parametrize(
    "heading", ["Status", "Stand", "bezahlt?", "Lieferstatus", "State", "Zustand", "Erledigt?", "Bem. Zahlung"]
)
@pytest.mark.parametrize("number", ["Rechnungsnr", "Bestellnummer"])
@pytest.mark.parametrize("word", GONE)
def test_what_was_cancelled_is_no_revenue(desk, number, heading, word):
    desk.imports(
        "liste.csv", f"{number};Datum;Kunde;Betrag;{heading}", "1;24.11.21;Anna Vogt;798,40;erledigt",
        "2;25.11.21;Carl Dorn;100,00;offen", f"3;04.06.22;Rolf Horn;98,63;{word}",
    )  # fmt: skip
    assert desk.ask(
        "SELECT d.number FROM fact AS f JOIN document AS d ON d.id = f.document_id WHERE f.status = 'cancelled'"
    ) == [("3",)]


def test_days_under_paid_tell_when_and_an_empty_one_that_it_is_open(desk):
    desk.imports(
        "liste.csv",
        "Rechnungsnr;Datum;Kunde;Betrag;Bezahlt?",
        "1;24.11.21;Anna Vogt;100,00;01.12.21",
        "2;25.11.21;Carl Dorn;100,00;",
    )
    assert desk.ask("SELECT status FROM fact WHERE kind = 'invoice'") == [("open",), ("paid",)]
