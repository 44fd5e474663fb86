"""Words of a column such as “Belegart”, as people write them."""

import pytest

from kmu_crm.sources.mapping.document_words import Said, part, read


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("invoice", "Rechnung|RE|Rg.|Rechnung Nr. 5|RE-2025-0017|Ausgangsrechnung|Teilrechnung|Restrechnung|Rechnung zu Angebot 7|"
                    "Rechnung laut Auftrag|Auftragsrechnung|Invoice|Sales invoice|Facture|Fattura|Verkauf|Kassenbon|Honorarnote|"
                    "Sammelrechnung|Schlussrechnung|Anzahlung|Debit note|Vorkasserechnung|Rechnung/Lieferschein|Nachforderung"),
        ("credit_note", "Gutschrift|GS|Rechnungskorrektur|Korrekturrechnung|Stornogutschrift|Storno-Gutschrift|Gutschrift (Storno)|"
                        "Gutschrift zu RE-1|Gutschrift Anzahlung|Credit note|Credit memo|Refund|Avoir|Note de crédit|Nota di credito|"
                        "Retoure|Facture rectificative|Rechnungsberichtigung"),
        ("cancellation", "Storno|Stornorechnung|Rechnungsstorno|Rechnungs-Storno|Storno zu RE-1|STORNO|Stornierung|Stornobeleg|"
                         "Cancellation|Cancellation invoice|Invoice reversal|Annulation|Annullamento fattura|Storno Rechnung 17"),
        ("order", "Auftrag|Auftragsbestätigung|Auftragsbestaetigung|AB|Bestellung|Reparaturauftrag|Verkaufsauftrag|"
                  "Order confirmation|Sales order|"
                  "Confirmation de commande|Conferma d'ordine"),
        ("enquiry", "Angebot|Kostenvoranschlag|Offerte|Quote|Quotation|Estimate|Devis|Offerta|Preventivo|Angebotsstorno"),
        ("note", "Mahnung|1. Mahnung|Zahlungsaufforderung|Zahlungserinnerung|Payment reminder|Rappel"),
        ("payment", "Zahlung|Zahlungseingang|Teilzahlung|Payment"),
    ],
)  # fmt: skip
def test_a_word_names_the_kind_of_its_document(kind, words):
    assert {word: read(word) for word in words.split("|")} == dict.fromkeys(words.split("|"), Said(kind))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Said("invoice", "proforma"), "Proforma|Proformarechnung|Pro-forma-Rechnung|Pro forma Rechnung|Proforma invoice|Facture pro forma"),
        (Said("invoice", "draft"), "Entwurf|Rechnungsentwurf|Rechnung (Entwurf)|Draft|Draft invoice|Brouillon|Bozza"),
        (Said("enquiry", "draft"), "Angebotsentwurf"),
        (Said("invoice", "cancelled"), "Rechnung (storniert)|stornierte Rechnung|storniert|Cancelled invoice|Facture annulée"),
        (Said("credit_note", "cancelled"), "stornierte Gutschrift"),
        (Said("cancellation", raises=True), "Storno der Gutschrift|Storno zu Gutschrift GS-1|Gutschriftstorno|Gutschrift-Storno"),
        (Said("cancellation", of_order=True), "Auftragsstorno|Stornierung Bestellung|Storno zu Auftrag 7"),
        (Said(skip="purchase"), "Eingangsrechnung|Lieferantenrechnung|Lieferantengutschrift|ER|Kreditorenrechnung|Supplier invoice|"
                                "Vendor bill|Purchase order|Facture fournisseur|Fattura fornitore|Einkaufsrechnung"),
        (Said(skip="delivery_note"), "Lieferschein|LS|Delivery note|Bon de livraison|Bolla di consegna"),
        (Said(skip="own_payment"), "Zahlungsausgang|Auszahlung"),
    ],
)  # fmt: skip
def test_a_word_tells_what_is_no_sale(said, words):
    assert {word: read(word) for word in words.split("|")} == dict.fromkeys(words.split("|"), said)


@pytest.mark.parametrize(
    "word", ["Sonderbeleg", "Ware", "Privat", "Firma", "Kreditkarte", "Überweisung", "bar", "Forderung", "X", "17", ""]
)
def test_a_word_that_nobody_knows_is_no_kind(word):
    assert read(word) is None


@pytest.mark.parametrize(
    ("which", "words"),
    [
        ("advance", "Abschlagsrechnung|2. Abschlagsrechnung|Anzahlungsrechnung|Akontorechnung|A-conto-Rechnung|Vorauszahlungsrechnung|"
                    "Deposit invoice|Advance invoice|Down payment invoice|Facture d'acompte|Fattura di acconto"),
        ("final", "Schlussrechnung|Schluss-Rechnung|Schlußrechnung|Endrechnung|Final invoice|Facture finale|"
                  "Schlussrechnung abzgl. Anzahlung|Schlussabrechnung"),
        ("", "Rechnung|Teilrechnung|Restrechnung|Anschlussrechnung|Wochenendrechnung|Gutschrift Anzahlung|Anzahlungsrechnung (Entwurf)"),
    ],
)  # fmt: skip
def test_a_word_tells_invoices_in_advance_and_the_final_one(which, words):
    assert {word: part(word) for word in words.split("|")} == dict.fromkeys(words.split("|"), which)
