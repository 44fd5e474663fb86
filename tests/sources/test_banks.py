"""Statements of banks are recognised by the kinds of their columns, and politely declined; lists of payments are not."""

import pytest

from kmu_crm.sources.importing import Declined
from kmu_crm.sources.mapping.recognise import recognise
from kmu_crm.sources.reading.tables import open_table

BANKS = {
    "ing": "Buchung;Wertstellungsdatum;Auftraggeber/Empfänger;Buchungstext;Verwendungszweck;Saldo;Währung;Betrag;Währung",
    "ing_short": "Buchung;Valuta;Auftraggeber/Empfänger;Buchungstext;Verwendungszweck;Betrag;Währung",
    "sparkasse": "Auftragskonto;Buchungstag;Valutadatum;Buchungstext;Verwendungszweck;Beguenstigter/Zahlungspflichtiger;Kontonummer;"
    "BLZ;Betrag;Waehrung;Info",
    "sparkasse_camt": "Auftragskonto;Buchungstag;Valutadatum;Buchungstext;Verwendungszweck;Glaeubiger ID;Mandatsreferenz;"
    "Kundenreferenz (End-to-End);Beguenstigter/Zahlungspflichtiger;Kontonummer/IBAN;BIC (SWIFT-Code);Betrag;Waehrung;Info",
    "volksbank": "Bezeichnung Auftragskonto;IBAN Auftragskonto;BIC Auftragskonto;Bankname Auftragskonto;Buchungstag;Valutadatum;"
    "Name Zahlungsbeteiligter;IBAN Zahlungsbeteiligter;Buchungstext;Verwendungszweck;Betrag;Waehrung;Saldo nach Buchung",
    "volksbank_old": "Buchungstag;Valuta;Auftraggeber/Zahlungsempfänger;Empfänger/Zahlungspflichtiger;Konto-Nr.;IBAN;BLZ;BIC;"
    "Vorgang/Verwendungszweck;Kundenreferenz;Währung;Umsatz;Soll/Haben",
    "olb": "Inhaberkonto;Buchungsdatum;Valuta;Empfänger/Auftraggeber;IBAN;BIC;Verwendungszweck;Betrag;Währung;Kundenreferenz",
    "hvb": "Kontonummer;Buchungsdatum;Valuta;Empfaenger 1;Empfaenger 2;Verwendungszweck;Betrag;Waehrung",
    "hvb_new": "Kontonummer;Buchungsdatum;Valuta;Verwendungszweck;Betrag;Waehrung",
    "dkb": "Buchungsdatum;Wertstellung;Status;Zahlungspflichtige*r;Zahlungsempfänger*in;Verwendungszweck;Umsatztyp;IBAN;Betrag (€);"
    "Gläubiger-ID;Mandatsreferenz;Kundenreferenz",
    "dkb_old": "Buchungstag;Wertstellung;Buchungstext;Auftraggeber / Begünstigter;Verwendungszweck;Kontonummer;BLZ;Betrag (EUR)",
    "comdirect": "Buchungstag;Wertstellung (Valuta);Vorgang;Buchungstext;Umsatz in EUR",
    "commerzbank": "Buchungstag;Wertstellung;Umsatzart;Buchungstext;Betrag;Währung;IBAN Kontoinhaber;Kategorie",
    "deutsche_bank": "Buchungstag;Wert;Umsatzart;Begünstigter / Auftraggeber;Verwendungszweck;IBAN;BIC;Kundenreferenz;Betrag;Soll;Haben",
    "consors": "Buchungstag;Valuta;Sender / Empfänger;IBAN / Konto-Nr.;BIC / BLZ;Buchungstext;Verwendungszweck;Kategorie;Betrag in EUR",
    "n26": "Booking Date;Value Date;Partner Name;Partner Iban;Type;Payment Reference;Account Name;Amount (EUR)",
    "n26_old": "Date;Payee;Account number;Transaction type;Payment reference;Amount (EUR)",
    "erste": "Buchungsdatum;Partner Name;Partner IBAN;BIC/SWIFT;Partner Kontonummer;Betrag;Währung;Buchungs-Details;Buchungsreferenz",
    "bank_austria": "Buchungsdatum;Valutadatum;Buchungstext;Interne Notiz;Währung;Betrag;Belegdaten;Belegnummer;Auftraggebername;"
    "Auftraggeberkonto;Empfängername;Zahlungsgrund",
    "ubs": "Abschlussdatum;Abschlusszeit;Buchungsdatum;Valutadatum;Währung;Belastung;Gutschrift;Einzelbetrag;Saldo;Transaktions-Nr.;"
    "Beschreibung1;Beschreibung2;Beschreibung3;Fussnoten",
    "postfinance": "Datum;Bewegungstyp;Avisierungstext;Gutschrift in CHF;Lastschrift in CHF;Label;Kategorie",
    "postfinance_old": "Buchungsdatum;Avisierungstext;Gutschrift;Lastschrift;Valuta;Saldo",
    "postfinance_fr": "Date;Type de mouvement;Texte de notification;Crédit en CHF;Débit en CHF;Label;Catégorie",
    "zkb": "Datum;Buchungstext;Whg;Betrag Detail;ZKB-Referenz;Belastung CHF;Gutschrift CHF;Valuta;Saldo CHF;Zahlungszweck",
    "kantonalbank": "Buchungsdatum;Valuta;Buchungstext;Details;Betrag Detail;Belastung;Gutschrift;Saldo CHF",
    "raiffeisen_ch": "IBAN;Booked At;Text;Credit/Debit Amount;Balance;Valuta Date",
    "credit_suisse": "Buchungsdatum;Text;Belastung;Gutschrift;Valutadatum;Saldo",
    "revolut": "Type;Product;Started Date;Completed Date;Description;Amount;Fee;Currency;State;Balance",
}
PAYMENTS = {
    "incoming": "Zahlungseingang;Rechnungsnr.;Kunde;Betrag;Zahlungsart",
    "with_account": "Rechnungsnummer;Datum;Kunde;Betrag;IBAN;BIC;Verwendungszweck;Mandatsreferenz",
    "donations": "Spender;Datum;Betrag;IBAN;Verwendungszweck",
    "debits": "Mitgliedsnummer;Vorname;Nachname;IBAN;BIC;Mandatsreferenz;Gläubiger-ID;Betrag;Verwendungszweck",
    "sales": "Datum;Kunde;Beschreibung;Soll;Haben;Saldo",
}


@pytest.mark.parametrize("name", BANKS)
def test_a_statement_is_recognised_whatever_the_bank(desk, name):
    row = ";".join("x" for _ in BANKS[name].split(";"))
    found = recognise(open_table(desk.file(f"{name}.csv", BANKS[name], row, row)))
    assert (found.sheet.system, found.sheet.declined) == ("bank", True)


@pytest.mark.parametrize("name", PAYMENTS)
def test_a_list_of_payments_is_no_statement(desk, name):
    row = ";".join("x" for _ in PAYMENTS[name].split(";"))
    assert recognise(open_table(desk.file(f"{name}.csv", PAYMENTS[name], row, row))).sheet.system != "bank"


def test_a_statement_is_declined_below_the_lines_that_name_the_account(desk):
    lines = [
        "Umsatzanzeige;Datei erstellt am: 19.06.2026 02:15",
        "",
        "IBAN;DE02 1203 0000 0000 2020 51",
        "Kontoname;Girokonto",
        "",
    ]
    rows = ["19.06.2026;19.06.2026;Anna Muster;Gutschrift;Rechnung 7;31,35;EUR;5,40;EUR"] * 2
    with pytest.raises(Declined, match=r"Kontoauszug|Bank statement"):
        desk.imports("umsaetze.csv", *lines, BANKS["ing"], *rows)


def test_a_journal_of_bookings_is_declined(desk):
    with pytest.raises(Declined):
        desk.imports(
            "j.csv", "Belegdatum;Konto;Gegenkonto;Buchungstext;Soll;Haben", "01.02.2025;8400;1200;Erlös;10,00;"
        )
