"""The same invoice in two lists, one of which says that it was cancelled: it is no revenue, whichever came first."""

import pytest

from tests.value.lists import revenue

PLAIN = (
    "rechnungen.csv", "Rechnungsnr;Datum;Kundennr;Kunde;Netto;MwSt;Brutto",
    "R1;01.02.2025;1;Ina Lang;100,00;19,00;119,00", "R2;01.03.2025;1;Ina Lang;200,00;38,00;238,00",
)  # fmt: skip
STATUS = (
    "neu.csv", "Rechnungsnummer;Rechnungsdatum;Kundennummer;Kunde;Nettobetrag;Bruttobetrag;Zahlstatus",
    "R1;01.02.2025;1;Ina Lang;100,00;119,00;bezahlt", "R2;01.03.2025;1;Ina Lang;200,00;238,00;{}",
)  # fmt: skip
NAMED = "Stornierte Rechnungen.csv"
HEAD = PLAIN[1]
LISTS = {
    "status": STATUS,
    "the same columns": (NAMED, HEAD, PLAIN[3]),
    "below nothing": (NAMED, HEAD, "R2;01.03.2025;1;Ina Lang;-200,00;-38,00;-238,00"),
    "nothing left": (NAMED, HEAD, "R2;01.03.2025;1;Ina Lang;0,00;0,00;0,00"),
    "further column": (NAMED, f"{HEAD};Grund", f"{PLAIN[3]};doppelt"),
    "gross alone": (NAMED, "Rechnungsnummer;Rechnungsdatum;Kunde;Betrag brutto", "R2;01.03.2025;Ina Lang;238,00"),
    "a date": ("export.csv", "Rechnungsnummer;Rechnungsdatum;Kunde;Betrag brutto;Storno am", "R2;01.03.2025;Ina Lang;238,00;05.03.2025"),
    "the day of cancelling": (NAMED, HEAD, "R2;05.09.2025;1;Ina Lang;200,00;38,00;238,00"),
}  # fmt: skip
both_ways = pytest.mark.parametrize("turned", [False, True], ids=["cancelled last", "cancelled first"])


def imports(desk, *files, turned: bool):
    return [desk.imports(name, *lines) for name, *lines in (reversed(files) if turned else files)]


def with_word(word: str) -> tuple[str, ...]:
    return tuple(line.format(word) for line in STATUS)


@both_ways
@pytest.mark.parametrize("which", LISTS)
def test_a_cancelled_invoice_counts_in_no_list(desk, which, turned):
    name, *lines = LISTS[which]
    reports = imports(desk, PLAIN, (name, *(line.format("storniert") for line in lines)), turned=turned)
    assert revenue(desk) == 100_00
    assert desk.ask("SELECT sum(invoices) FROM figure") == [(1,)]
    desk.undoes(reports[0 if turned else 1])
    assert revenue(desk) == 300_00


@both_ways
def test_a_refunded_invoice_counts_in_no_list(desk, turned):
    imports(desk, PLAIN, with_word("erstattet"), turned=turned)
    assert revenue(desk) == 100_00


@both_ways
def test_with_a_credit_note_of_a_part_the_documents_speak(desk, turned):
    note = (
        "g.csv",
        "Gutschrift-Nr.;Datum;Kundennr;Kunde;Rechnungsnr;Netto;MwSt;Brutto",
        "G1;05.03.2025;1;Ina Lang;R2;50,00;9,50;59,50",
    )
    imports(desk, PLAIN, note, with_word("erstattet"), turned=turned)
    assert revenue(desk) == 250_00


@both_ways
@pytest.mark.parametrize("word", ["offen", "bezahlt", ""])
def test_other_words_leave_it_a_sale(desk, word, turned):
    imports(desk, PLAIN, with_word(word), turned=turned)
    assert revenue(desk) == 300_00


@both_ways
def test_what_cancels_it_leaves_with_it(desk, turned):
    plain = (*PLAIN, "S1;05.03.2025;1;Ina Lang;-200,00;-38,00;-238,00")
    imports(desk, plain, with_word("storniert"), turned=turned)
    assert revenue(desk) == 100_00


@both_ways
@pytest.mark.parametrize(
    "other",
    ["R2;01.03.2025;2;Uwe Tal;70,00;13,30;83,30", "R2;07.09.2024;1;Ina Lang;200,00;38,00;238,00",
     "R3;01.03.2025;1;Ina Lang;200,00;38,00;238,00"],
    ids=["another customer", "another year", "another number"],
)  # fmt: skip
def test_another_invoice_stays_a_sale(desk, other, turned):
    imports(desk, PLAIN, (NAMED, HEAD, other), turned=turned)
    assert revenue(desk) == 300_00


@both_ways
def test_a_draft_that_became_an_invoice_counts(desk, turned):
    imports(desk, PLAIN, ("Entwürfe.csv", HEAD, PLAIN[3]), turned=turned)
    assert revenue(desk) == 300_00


@both_ways
def test_an_order_that_another_list_has_as_cancelled_counts_in_neither(desk, turned):
    plain = ("b.csv", "Bestellnummer;Datum;Kundennr;Kunde;Netto;Brutto", "71;01.03.2025;1;Ina Lang;200,00;238,00")
    marked = (
        "c.csv",
        "Bestellnummer;Bestelldatum;Kundennr;Kunde;Betrag;MwSt;Storniert",
        "71;01.03.2025;1;Ina Lang;238,00;38,00;x",
    )
    imports(desk, plain, marked, turned=turned)
    assert revenue(desk) == 0
