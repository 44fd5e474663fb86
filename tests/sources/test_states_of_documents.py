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


@pytest.mark.parametrize(
    ("states", "sums", "told"),
    [
        (("versendet", "retourniert"), [178_50, -59_50], [("given_back", (1,))]),
        (("storniert", "versendet"), [178_50, -119_00], [("given_back", (1,))]),
        (("retourniert", "retourniert"), [178_50], []),
        (("storniert", ""), [178_50], []),
        (("versendet", "bezahlt"), [178_50], []),
    ],
)
@pytest.mark.parametrize("between", [(), ("A2;04.02.2024;Ida Kern;Hut;1;20,00;offen",)])
def test_an_item_that_came_back_is_taken_off_its_order(desk, states, sums, told, between):
    head = "Auftragsnr;Datum;Kunde;Artikel;Menge;Einzelpreis;Status"
    row = "A1;03.02.2024;Ulf Damm;{};1;{};{}"
    first, second = row.format("Jacke", "119,00", states[0]), row.format("Hose", "59,50", states[1])
    report = desk.imports("r.csv", head, first, *between, second)
    facts = "SELECT f.gross, f.status FROM fact AS f JOIN document AS d ON d.id IN (f.document_id, f.refers_to)"
    found = desk.ask(f"{facts} WHERE d.number = 'A1'")
    assert [gross for gross, _ in found] == sorted(sums)
    assert (found[-1][1] in ("cancelled", "refunded")) == (not told and states[0] != "versendet")
    assert [(one.code, one.rows) for one in report.warnings if one.code in ("given_back", "cancelled_untold")] == told
    assert desk.ask("SELECT DISTINCT kind FROM line") == [("product",)]


def test_of_an_order_with_a_sum_of_its_own_that_an_item_came_back_is_told(desk):
    row = "A1;03.02.2024;Ulf Damm;{};1;178,50;{}"
    head = "Auftragsnr;Datum;Kunde;Artikel;Menge;Gesamtbetrag;Status"
    report = desk.imports("r.csv", head, row.format("Jacke", "versendet"), row.format("Hose", "retourniert"))
    assert desk.ask("SELECT gross FROM fact") == [(178_50,)]
    assert [one.rows for one in report.warnings if one.code == "cancelled_untold"] == [(1,)]
