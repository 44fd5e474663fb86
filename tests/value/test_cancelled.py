"""An invoice that is marked as cancelled and the document that cancels it give nothing together, linked or not."""

import pytest

from tests.value.lists import revenue

HEAD = "Rechnungsnummer;Belegart;Rechnungsdatum;Kundennummer;Kunde;Status;Netto;Brutto"
GONE = "RE-1001;Rechnung;06.03.2025;K1;Ina Lang;storniert;100,00;119,00"
SUBJECTS = "Rechnungsnummer;Datum;Kunde;Betreff;Status;Netto"


@pytest.mark.parametrize("amounts", ["-100,00;-119,00", "100,00;119,00"])
@pytest.mark.parametrize("status", ["bezahlt", "offen", "erledigt", ""])
@pytest.mark.parametrize("kind", ["Stornorechnung", "Storno", "Rechnungskorrektur", "Gutschrift"])
def test_the_cancelled_and_the_cancelling_leave_together(desk, kind, status, amounts):
    desk.imports("r.csv", HEAD, GONE, f"RE-1002;{kind};07.03.2025;K1;Ina Lang;{status};{amounts}")
    assert revenue(desk) == 0


@pytest.mark.parametrize("subject", ["Storno zu Rechnung 1001", "Storno 1001", "Rückabwicklung"])
@pytest.mark.parametrize("first", ["storniert", "bezahlt"])
def test_an_invoice_below_nothing_may_be_what_cancels(desk, subject, first):
    rows = (f"1001;06.03.2025;Ina Lang;Wartung;{first};100,00", f"1002;07.03.2025;Ina Lang;{subject};bezahlt;-100,00")
    desk.imports("r.csv", SUBJECTS, *rows)
    assert revenue(desk) == 0


def test_what_names_the_invoice_is_about_it_whenever_it_came(desk):
    rows = ("1001;06.03.2025;Ina Lang;Wartung;storniert;100,00", "1007;07.03.2025;Ina Lang;Wartung;storniert;100,00",
            "1002;07.09.2025;Ina Lang;Storno zu Rechnung 1001;bezahlt;-100,00")  # fmt: skip
    desk.imports("r.csv", SUBJECTS, *rows)
    assert revenue(desk) == 0


@pytest.mark.parametrize("turned", [False, True])
def test_the_cancelling_document_may_stand_in_another_list(desk, turned):
    files = [
        ("rechnungen.csv", "Rechnungsnummer;Datum;Kundennummer;Kunde;Status;Netto", "14;06.03.2025;K1;Ina Lang;storniert;100,00"),
        ("stornos.csv", "Belegnummer;Belegart;Datum;Kundennummer;Kunde;Netto", "15;Storno;07.06.2025;K1;Ina Lang;-100,00"),
    ]  # fmt: skip
    for name, *lines in reversed(files) if turned else files:
        desk.imports(name, *lines)
    assert revenue(desk) == 0


def test_a_second_cancelling_document_finds_no_second_invoice(desk):
    back = "{};Storno;07.03.2025;K1;Ina Lang;;-100,00;-119,00"
    desk.imports("r.csv", HEAD, GONE, back.format("S-1"), back.format("S-2"))
    assert revenue(desk) == -100_00


@pytest.mark.parametrize(
    "other",
    [
        "S-1;Storno;07.03.2025;K1;Ina Lang;;-50,00;-59,50",
        "S-1;Storno;05.03.2025;K1;Ina Lang;;-100,00;-119,00",
        "S-1;Storno;07.03.2025;K2;Uwe Tal;;-100,00;-119,00",
        "G-1;Gutschrift;07.09.2025;K1;Ina Lang;;-100,00;-119,00",
    ],
    ids=["another amount", "came before", "another customer", "a credit note of months later"],
)
def test_what_may_be_about_something_else_reduces(desk, other):
    desk.imports("r.csv", HEAD, GONE, "RE-9;Rechnung;01.02.2025;K1;Ina Lang;;400,00;476,00", other)
    assert revenue(desk) == (350_00 if "-50" in other else 300_00)


@pytest.mark.parametrize("kind", ["Gutschrift", "Rechnungskorrektur"])
def test_a_refunded_invoice_and_its_credit_note_give_nothing(desk, kind):
    refunded = GONE.replace("storniert", "erstattet")
    desk.imports("r.csv", HEAD, refunded, f"RE-1002;{kind};07.03.2025;K1;Ina Lang;offen;-100,00;-119,00")
    assert revenue(desk) == 0
