"""Texts that begin with a credit or a cancelling are never taken for nothing, whatever follows; what is told says so."""

import pytest

from kmu_crm.sources.mapping.in_words import read
from kmu_crm.sources.recording.problems import LOUD
from tests.value.lists import revenue

HEAD = "Rechnungsnr;Datum;Kundennr;Kunde;Netto;Brutto;{}"
SALES = ("RE-1;01.03.2025;1;Abel GmbH;1000,00;1190,00;{}", "RE-2;02.03.2025;1;Abel GmbH;1000,00;1190,00;")


def kinds(words: str) -> dict[str, str]:
    return {text: read(text).kind for text in words.split("|")}


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("cancelled", "Rechnung storniert, ersetzt durch RE-101|Storniert und neu geschrieben|storniert - neue Rechnung RE-109|storniert"
                      "|storniert ohne Ersatz|Wurde storniert, da doppelt|Storno und neu geschrieben|Storniert am 3.3., neu: RE-8"),
        ("cancellation", "Storno RE-1, neue Rechnung RE-2|Storno wg. nicht bezahlt|Storno"),
        ("credit_note", "Kulanzgutschrift zu RE-104|Bonusgutschrift|Treuegutschrift|Reklamationsgutschrift|Wertgutschrift|Skontogutschrift"
                        "|Gutschr. zu RE-106|GS zu RE-5|Gutschrift, da Ware nicht geliefert|Gutschrift nach Reklamation zu RE-99"
                        "|Credit note for RE-1|Gutschrift, neue Rechnung RE-5 folgt"),
        ("doubt", "Gutschrift mit Rückgabe der Ware|Gutschrift ohne Bezug|Gutschrift neue Preise|Storno auf Wunsch, keine Lieferung"
                  "|Gutschrift verrechnet|Gutschrift erstellt|Credit note software, licence|Korrektur der Rechnung RE-112"
                  "|Korrektur zur Rechnung 7|fehlerhaft, storniert ohne Ersatz|keine Lieferung, Auftrag storniert|ungültig"
                  "|Provisionsgutschrift März|Ware zurück, Gutschrift erstellt|Stornierte Rechnung, siehe RE-7"),
        ("", "abzgl. Gutschrift|Lieferung ohne Gutschrift|Lieferung, Gutschrift GU-1 angerechnet|Neue Rechnung nach Storno RE-1"
             "|Ersatz für stornierte Rechnung RE-1|nicht storniert|Keine Stornierung|Zinsgutschrift|Rechnung mit Gutschrift verrechnet"),
    ],
)  # fmt: skip
def test_what_stands_before_the_word_may_silence_it_and_what_follows_may_not(kind, words):
    assert kinds(words) == dict.fromkeys(words.split("|"), kind)


@pytest.mark.parametrize(
    "words",
    [
        "Ware zurückgeschickt|retourniert|Rückabwicklung|Kauf rückgängig|Vertrag widerrufen|vom Kauf zurückgetreten|nicht gültig"
        "|Testrechnung"
        "|Doppelt erfasst|Duplikat|Fehlbuchung|irrtümlich erstellt|Geld zurück|Ware zurück|Annahme verweigert|hinfällig|abgebrochen"
        "|Kunde hat Auftrag abgebrochen|Zurückgegeben am 05.03.2025|Rechnung ungültig|Duplikat zu RE-1"
    ],
)
def test_other_words_of_what_was_undone_are_a_doubt(words):
    assert kinds(words) == dict.fromkeys(words.split("|"), "doubt")


@pytest.mark.parametrize(
    "words",
    [
        "Gutschein|Storno-Versicherung|Retourenkissen|Wertgutschein 50 EUR|Duplikatsschlüssel|Ersatzteil|Testrechnung Labor|Ersatzlieferung"
        "|Rückgaberecht verlängert|Schraube abgebrochen entfernt|nicht zurückgegeben|Leihgerät zurückgegeben|Newsletter widerrufen"
        "|Korrektur der Zähne|neu berechnet|Termin abgesagt|doppelte Ausführung|Schlüssel zurückgegeben|Widerrufsbelehrung"
        "|Testrechnungen prüfen"
        "|Gutscheinkarte neu|Stornoschutz|Retourenlabel|Duplikat Führerschein"
    ],
)
def test_names_of_what_is_sold_say_nothing(words):
    assert kinds(words) == dict.fromkeys(words.split("|"), "")


@pytest.mark.parametrize("heading", ["Bemerkung", "Titel", "Zusatz", "Kommentar intern", "Text", "Sonstiges"])
@pytest.mark.parametrize("text", ["storniert, ersetzt durch RE-2", "Rechnung storniert und neu geschrieben"])
def test_an_invoice_that_was_written_anew_counts_once(desk, heading, text):
    desk.imports("r.csv", HEAD.format(heading), SALES[0].format(text), SALES[1])
    assert revenue(desk) == 1000_00


def test_a_credit_note_under_a_heading_that_may_be_a_persons_title_lowers_revenue(desk):
    desk.imports("r.csv", HEAD.format("Titel"), SALES[0].format(""), SALES[1] + "Gutschrift")
    assert revenue(desk) == 0
    assert desk.ask("SELECT DISTINCT title FROM party WHERE current = 1") == [(None,)]


@pytest.mark.parametrize(
    ("heading", "cell"),
    [("Zahlungsart", "Gutschrift"), ("Mahnstatus", "storniert"), ("Versandart", "Retoure"), ("Zahlungsbedingung", "Gutschrift"),
     ("Mahnung", "storniert")],
)  # fmt: skip
def test_how_it_was_paid_sent_or_reminded_of_says_nothing(desk, heading, cell):
    report = desk.imports("r.csv", HEAD.format(heading), SALES[0].format(cell), SALES[1])
    assert (revenue(desk), [one.code for one in report.warnings if one.code in LOUD]) == (2000_00, [])


@pytest.mark.parametrize(("heading", "cell"), [("Lieferstand", "storniert"), ("Zahlung", "storniert")])
def test_what_was_taken_back_of_paying_or_shipping_is_told(desk, heading, cell):
    report = desk.imports("r.csv", HEAD.format(heading), SALES[0].format(cell), SALES[1])
    assert (revenue(desk), [one.code for one in report.warnings if one.code in LOUD]) == (
        2000_00,
        ["credit_spoken_of"],
    )


def test_of_two_further_texts_the_clear_one_speaks(desk):
    desk.imports(
        "r.csv",
        HEAD.format("Text;Bemerkung;Hinweis"),
        SALES[0].format("Lieferung;storniert;Frau Meier fragen"),
        SALES[1] + "Lieferung;;",
    )
    assert revenue(desk) == 1000_00
