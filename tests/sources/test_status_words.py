"""Words of a status column of orders and invoices, as people write them."""

import pytest

from kmu_crm.sources.mapping.status_words import read


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("cancelled", "Storniert, Ersatzrechnung RE-12|Storniert (Ersatzrechnung folgt)|cancelled - replaced by 12|"
                      "Storniert 12.05.|Storniert am 12.05.2025 um 14.30 Uhr|Storniert am 03.04.25|storniert 12.03.2024 10:15|"
                      "Storniert am 3.2.|wurde storniert|gelöscht|abgelehnt|Auftrag widerrufen|abgesagt|annulliert|"
                      "Canceled by customer|voided|abgebrochen (Kunde)|ungültig|Storno|nicht zustande gekommen|declined|"
                      "Storniert - nicht bezahlt|Storniert per Telefon|Cancelled (out of stock)|Auftrag storniert auf Kundenwunsch|"
                      "Storniert mit GS-2025-003|storniert (ersetzt durch RE-10)|Bestellung storniert, Geld zurück|storniert - Lager leer|"
                      "storniert (Lieferverzug)|Storno RE-12|Storniert - keine Zahlung|Storniert (nicht lieferbar)|Cancelled - no payment|"
                      "Storniert: Artikel nicht verfügbar|Storniert - Kunde zahlt nicht|Storniert, Zahlung erstattet|"
                      "Storniert, Erstattung ausstehend|Storniert (Zahlung abgelehnt)|storniert wegen Versandkosten|"
                      "wc-cancelled|Rückgängig gemacht|Papierkorb|Trash|wc-trash|in den Papierkorb verschoben"),
        ("refunded", "gutgeschrieben|Retoure|retourniert|voll erstattet|Zurückgesendet|returned|fully refunded|rückabgewickelt|"
                     "Gutschrift erstellt|Zahlung zurückgezahlt|Ware zurückgeschickt|remboursé|"
                     "Erstattet (PayPal)|wc-refunded|refunded to customer card|Retourniert, Karton fehlt"),
        ("draft", "Warenkorb|im Warenkorb|abandoned cart|Checkout|nicht abgeschlossen|Entwurf v2|draft|unvollständig"),
        ("unpaid", "Zahlung fehlgeschlagen|Zahlung abgelehnt|Kreditkarte abgelehnt|Zahlungsfrist abgelaufen|expired|"
                   "payment failed|Zahlungsfehler|Lastschrift geplatzt|Lastschrift zurückgegeben"),
        ("partly", "teilweise erstattet|Teilretoure|partially refunded|Storno angefragt|Rückgabe beantragt|Retoure unterwegs|"
                   "Erstattung ausstehend|teilstorniert|50 % erstattet|Versandkosten erstattet|Überzahlung erstattet|Pfand erstattet|"
                   "Kaution zurückgezahlt|Rest storniert|Bonus gutgeschrieben|Gutschein storniert|gelöscht aus OP-Liste|Abo widerrufen|"
                   "Altgerät zurückgenommen|Reklamation abgelehnt|Erstattet: Versandkosten|refunded shipping|Storniert, Rest geliefert|"
                   "storniert, wieder aktiv|Storno nicht möglich|Widerruf nicht anerkannt|Storniert (teilweise)|"
                   "Erstattet: 15,00 EUR|Erstattet 12.50.|"
                   "Rückerstattet 20 EUR|Refunded 5.00 EUR|Storniert: 1 von 3 Artikeln|Erstattet – Kulanz 10 €|"
                   "Retourniert 1 Artikel|Retourniert - Umtausch|Retourniert, Ersatz verschickt|Refunded $5.00|"
                   "zurückgegeben|Rückgabe|zurückgebracht am 3.4."),
        ("", "offen|in Bearbeitung|versendet|abgeschlossen|bezahlt|nicht storniert|verbucht|geliefert|Neu|fertig|ausgeliefert|"
             "Zahlung ausstehend|uneinbringlich|gemahnt|nicht bezahlt|keine Retoure|Versand vorbereitet|abgeholt|Mahnung storniert|"
             "Zahlung gutgeschrieben|Widerruf abgelehnt|Retoure abgelehnt|Storno abgelehnt|Storno zurückgezogen|stornierbar|"
             "Rückgabefrist läuft|Retourenlabel gesendet|fehlerfrei|Vorlage an Inkasso|Storniert: nein|storniert nicht|kein Storno"),
    ],
)  # fmt: skip
def test_a_status_says_whether_it_was_taken_back(state, words):
    assert {word: read(word) for word in words.split("|")} == dict.fromkeys(words.split("|"), state)
