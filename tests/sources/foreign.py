"""Headings of many programs and lists, each with the field it must become.

`-` stays unmapped (`-phone`: though its cells look like telephone numbers); of several fields any is right.
"""

FOREIGN = {
    "sevdesk": (
        "Kunden-Nr.=external_id|Anrede=salutation|Titel=title|Nachname=family_name|Vorname=given_name|"
        "Organisation=company|Namenszusatz=-|Position=-|Kategorie=tags|IBAN=iban|BIC=-|Umsatzsteuer-ID=vat_id|"
        "Strasse=street|PLZ=postcode|Ort=city|Land=country|Adress-Kategorie=-|Telefon=phone|Telefon-Kategorie=-|"
        "Mobil=mobile|Fax=-phone|E-Mail=email|E-Mail-Kategorie=-|Webseite=-|Webseiten-Kategorie=-|"
        "Beschreibung=note/-|Geburtstag=birth_date|Tags=tags/-|Debitoren/Kreditoren-Nr.=customer_number/-number"
    ),
    "lexware_office": (
        "Kundennummer=external_id|Firmenname=company|Steuernummer=-|Umsatzsteuer ID=vat_id|Anrede=salutation|"
        "Vorname=given_name|Nachname=family_name|Straße und Hausnummer=street|Adresszusatz=address_extra|"
        "PLZ=postcode|Ort=city|Land=country|E-Mail=email|Telefon=phone|Notizen=note"
    ),
    "orgamax": (
        "Kundennummer=external_id|Kundenart=party_kind/-|Firmenname=company|Anrede=salutation|Titel=title|"
        "Vorname=given_name|Nachname=family_name|Strasse=street|Plz=postcode|Ort=city|Laenderkuerzel=country|"
        "Telefon1=phone|Telefon2=phone2|Fax=-phone|EMail=email|Geburtstag=birth_date|"
        "Debitorennummer=customer_number/-number|Rabatt=-amount|Anmerkungen=note|Nettorechnung=-|Individuell1=-"
    ),
    "xentral": (
        "kundennummer=external_id|typ=-|name=full_name|ansprechpartner=contact_name/-name|abteilung=department|"
        "adresszusatz=address_extra|strasse=street|plz=postcode|ort=city|land=country|telefon=phone|mobil=mobile|"
        "telefax=-phone|email=email|internetseite=-|ustid=vat_id|zahlungsweise=-"
    ),
    "wiso": (
        "Kunden-Nr.=external_id|Firma/Name=full_name|Namenszusatz=-|Straße=street|PLZ=postcode|Ort=city|"
        "Land=country|Telefon 1=phone|Telefon 2=phone2|Telefax=-phone|Mobilfunk=mobile|E-Mail-Adresse=email|"
        "Internet=-|USt-Id-Nr.=vat_id|Umsatz=-amount|Letzte Rechnung=-day"
    ),
    "papierkram": (
        "Kundennummer=external_id|Name=full_name|Ansprechpartner=contact_name/-name|Straße=street|PLZ=postcode|"
        "Ort=city|Land=country|E-Mail=email|Telefon=phone|Fax=-phone|Webseite=-|UStID=vat_id|Notiz=note"
    ),
    "billomat": (
        "client_number=external_id|name=full_name/company|salutation=salutation|first_name=given_name|"
        "last_name=family_name|street=street|zip=postcode|city=city|state=-|country_code=country|phone=phone|"
        "fax=-phone|mobile=mobile|email=email|www=-|tax_number=-|vat_number=vat_id|note=note"
    ),
    "odoo": (
        "External ID=external_id|Name=full_name|Company Type=party_kind/-|Related Company=-company|Street=street|"
        "Street2=address_extra|City=city|State=-|Zip=postcode|Country=country|Tax ID=vat_id|Phone=phone|"
        "Mobile=mobile|Email=email|Website=-|Notes=note|Tags=tags"
    ),
    "hubspot_en": (
        "Record ID=external_id|First Name=given_name|Last Name=family_name|Email=email|Phone Number=phone|"
        "Mobile Phone Number=mobile|Contact owner=-name|Company Name=company|Street Address=street|City=city|"
        "Postal Code=postcode|Country/Region=country|Lifecycle Stage=-|Lead Status=-|"
        "Create Date=customer_since/-day|Last Activity Date=-day|Marketing contact status=-|"
        "Unsubscribed from all email=consent_refused"
    ),
    "pipedrive": (
        "Person - ID=external_id|Person - Name=full_name/display_name|Person - First name=given_name|"
        "Person - Last name=family_name|Person - Organization=company|Person - Email - Work=email|"
        "Person - Email - Home=email2|Person - Phone - Work=phone|Person - Phone - Mobile=mobile|"
        "Person - Label=tags/-|Person - Owner=-name|Person - Person created=customer_since/-day|"
        "Person - Marketing status=-"
    ),
    "mailerlite": (
        "Email=email|Name=given_name/full_name|Last name=family_name|Company=company|Country=country|City=city|"
        "Phone=phone|Status=consent_status|Subscribed=consent_at|Unsubscribed=consent_withdrawn_at/consent_refused|"
        "Opens count=-number|Clicks count=-number|Groups=tags"
    ),
    "klicktipp": (
        "E-Mail-Adresse=email|Vorname=given_name|Nachname=family_name|Firma=company|Straße 1=street|PLZ=postcode|"
        "Stadt=city|Land=country|Telefon=phone|Status=consent_status|Anmeldedatum=consent_at|"
        "Bestätigungsdatum=consent_confirmed_at|Abmeldedatum=consent_withdrawn_at|Tags=tags"
    ),
    "oxid": (
        "OXCUSTNR=customer_number|OXUSERNAME=email|OXCOMPANY=company|OXSAL=salutation|OXFNAME=given_name|"
        "OXLNAME=family_name|OXSTREET=street|OXSTREETNR=house_number|OXADDINFO=address_extra|OXZIP=postcode|"
        "OXCITY=city|OXFON=phone|OXUSTID=vat_id|OXBIRTHDATE=birth_date|OXPASSWORD=-|OXFAX=-phone|OXMOBFON=mobile|"
        "OXCREATE=customer_since"
    ),
    "woo_snake": (
        "order_id=fact_key|order_number=number|date=day/at|status=status|shipping_total=shipping|tax_total=tax|"
        "discount_total=-amount|order_total=gross|order_currency=currency|payment_method=-|customer_id=customer|"
        "billing_first_name=given_name|billing_last_name=family_name|billing_company=company|billing_email=email|"
        "billing_phone=phone|billing_address_1=street|billing_address_2=address_extra|billing_postcode=postcode|"
        "billing_city=city|billing_country=country|shipping_first_name=-|shipping_last_name=-|"
        "shipping_address_1=street2|shipping_postcode=postcode2|shipping_city=city2|customer_note=text/note/-"
    ),
    "invoicely": ("Date=day|Due=due|Details=-number/text|Client=full_name|Status=status|Total=gross"),
    "rechnungen_at": (
        "Rechnungsnummer=number|Rechnungsdatum=day|Leistungsdatum=-day|Kundenname=full_name|Kunden-UID=vat_id|"
        "Nettobetrag=net|MwSt-Satz=tax_rate/-|MwSt-Betrag=tax|Bruttobetrag=gross|Status=status|"
        "Zahlungseingang=paid_at/-day|Betrag erhalten=paid/-amount"
    ),
    "mitgliederrechnung": (
        "Rechnungsnummer=number|Rechnungsdatum=day|Fälligkeit=due|Mitgliedsnummer=customer|Empfänger=full_name|"
        "Straße=street|PLZ=postcode|Ort=city|Buchungsdatum=-day|Rechnungssumme=gross|Geldeingang=-|Offen=unpaid/-amount|"
        "Kontoinhaber=-name|Bankname=-|BIC=-|IBAN=-iban/iban|Bezahlstatus=status/-|Bezahlart=-"
    ),
    "lexware": (
        "Kunden-Nr=external_id|Matchcode=-|Anrede=salutation|Firma=company|Name=family_name|Vorname=given_name|"
        "Zusatz=address_extra/-|Straße=street|PLZ=postcode|Ort=city|Länderkennzeichen=country|Telefon=phone|"
        "Mobiltelefon=mobile|Telefax=-phone|E-Mail=email|USt-IdNr=vat_id|Bemerkung=note"
    ),
    "jtl": (
        "Kundennummer=external_id|Kundengruppe=tags|Anrede=salutation|Titel=title|Vorname=given_name|"
        "Nachname=family_name|Firma=company|Firmenzusatz=company2|Straße=street|Adresszusatz=address_extra|"
        "PLZ=postcode|Ort=city|Bundesland=-|Land=country|Tel=phone|Mobil=mobile|Fax=-phone|E-Mail=email|"
        "USt-ID=vat_id|Newsletter=consent_email|Geburtstag=birth_date|Homepage=-|Erstellt am=customer_since/-day"
    ),
    "fastbill": (
        "Kundennummer=external_id|Organisation=company|Anrede=salutation|Vorname=given_name|Nachname=family_name|"
        "Adresse=street|Adresse 2=address_extra|Postleitzahl=postcode|Stadt=city|Land=country|Telefon=phone|"
        "Telefon 2=phone2|Fax=-phone|Mobil=mobile|E-Mail=email|Umsatzsteuer-ID=vat_id|Zahlungsziel=-number|"
        "Kommentar=note"
    ),
    "easybill": (
        "number=external_id/-number|company_name=company|salutation=salutation|title=title|first_name=given_name|"
        "last_name=family_name|street=street|zip_code=postcode|city=city|country=country|phone_1=phone|"
        "phone_2=phone2|mobile=mobile|fax=-phone|emails=email|vat_identifier=vat_id|birth_date=birth_date|"
        "note=note|created_at=customer_since/-day"
    ),
    "debitoor": (
        "Kundennr.=external_id|Name=full_name|Adresse=street|PLZ / Ort=postcode_city|Land=country|E-Mail=email|"
        "Telefonnummer=phone|USt-IdNr.=vat_id|Zahlungsbedingungen=-|Notizen=note"
    ),
    "odoo_tech": (
        "id=-number|name=full_name|is_company=-|street=street|street2=address_extra|city=city|zip=postcode|"
        "country_id=country|vat=vat_id|phone=phone|mobile=mobile|email=email|website=-|lang=language/-|"
        "create_date=customer_since/-day"
    ),
    "hubspot_de": (
        "Datensatz-ID=external_id|Vorname=given_name|Nachname=family_name|E-Mail=email|Telefonnummer=phone|"
        "Mobiltelefonnummer=mobile|Kontakt-Inhaber=-name|Unternehmensname=company|Straße und Hausnummer=street|"
        "Stadt=city|Postleitzahl=postcode|Land/Region=country|Lifecycle-Phase=-|Leadstatus=-|"
        "Erstellungsdatum=customer_since/-day|Datum der letzten Aktivität=-day"
    ),
    "rapidmail": (
        "email=email|firstname=given_name|lastname=family_name|gender=salutation|title=title|zip=postcode|"
        "birthdate=birth_date|foreign_id=external_id/-number|status=consent_status|"
        "created=consent_at/customer_since/-day|extra1=-"
    ),
    "activecampaign": (
        "Email=email|First Name=given_name|Last Name=family_name|Phone=phone|Organization=company|Tags=tags|"
        "Date Created=customer_since/-day|IP Address=-|Status=consent_status"
    ),
    "cleverreach_api": (
        "email=email|activated=consent_confirmed_at/consent_at|registered=consent_at|"
        "deactivated=consent_withdrawn_at|bounced=consent_bounced|source=consent_proof|Vorname=given_name|Nachname=family_name"
    ),
    "xtcommerce": (
        "customers_id=external_id|customers_cid=customer_number|customers_gender=salutation|"
        "customers_firstname=given_name|customers_lastname=family_name|customers_dob=birth_date|"
        "customers_email_address=email|customers_telephone=phone|customers_password=-|entry_company=company|"
        "entry_street_address=street|entry_suburb=address_extra/-|entry_postcode=postcode|entry_city=city|"
        "countries_name=country|customers_newsletter=consent_email"
    ),
    "wix": (
        "First Name=given_name|Last Name=family_name|Email 1=email|Email 2=email2|Phone 1=phone|Phone 2=phone2|"
        "Address 1 - Street=street|Address 1 - City=city|Address 1 - Zip=postcode|Address 1 - Country=country|"
        "Company=company|Labels=tags|Email subscriber status=consent_status|Created At (UTC+0)=customer_since/-day|"
        "Birthdate=birth_date"
    ),
    "freshbooks_clients": (
        "Organization=company|First Name=given_name|Last Name=family_name|Email=email|Phone=phone|Street=street|"
        "City=city|Province/State=-|Country=country|Postal Code=postcode|Notes=note"
    ),
    "freshbooks_invoices": (
        "Client Name=full_name|Invoice #=number|Date Issued=day|Invoice Status=status|Date Paid=paid_at/-day|"
        "Item Name=line_name|Item Description=-|Rate=line_unit|Quantity=line_quantity|Discount Percentage=-|"
        "Line Subtotal=line_net|Tax 1 Type=-|Tax 1 Amount=-amount|Line Total=line_gross|Currency=currency"
    ),
    "wave_customers": (
        "customer_name=full_name|email=email|contact_first_name=given_name|contact_last_name=family_name|"
        "customer_currency=-|account_number=customer_number|phone=phone|fax=-phone|mobile=mobile|website=-|"
        "country=country|province/state=-|address_line_1=street|address_line_2=address_extra|city=city|"
        "postal_code/zip_code=postcode|ship-to_address_line_1=street2|ship-to_city=city2|"
        "ship-to_postal_code/zip_code=postcode2|ship-to_country=country2|delivery_instructions=-"
    ),
    "wave_invoices": (
        "Customer=full_name|Invoice Number=number|Invoice Date=day|Due Date=due|Invoice Total=gross|"
        "Invoice Tax Total=tax|Invoice Paid=-amount|Last Payment Date=-day|Currency=currency"
    ),
    "invoice2go": (
        "DocumentType=fact_kind|DocumentNumber=number|DocumentDate=day|Name=full_name|EmailRecipient=email|"
        "DocumentRecipientAddress=full_address|ShipAddress=-|TotalAmount=gross|DocumentStatus=status|"
        "DatePaid=paid_at/-day|Payments=-amount|Currency=currency|Comment=text/note/-|Items=-"
    ),
    "zoho_contacts": (
        "Display Name=full_name/display_name|Company Name=company|Salutation=salutation|First Name=given_name|"
        "Last Name=family_name|EmailID=email|Phone=phone|MobilePhone=mobile|Notes=note|Website=-|"
        "Billing Address=street|Billing Street2=address_extra|Billing City=city|Billing State=-|"
        "Billing Country=country|Billing Code=postcode|Customer ID=external_id|Currency Code=-"
    ),
    "uniconta": (
        "Kundennummer=external_id|Name=full_name|Adresse1=street|Adresse2=address_extra/-|Adresse3=-|Adresse4=-|"
        "Landcode=country|Ust.-idnr=vat_id"
    ),
    "list_at": (
        "Kundennummer=external_id|Name=full_name|Adresse=street|PLZ=postcode|Stadt=city|Land=country|UID=vat_id|"
        "Zahlungsziel=-number|E-Mail=email|EU-Mitglied=-"
    ),
    "list_with_house_number": (
        "Kundennummer=external_id|Name=family_name|Vorname=given_name|Firma=company|Strasse=street|"
        "Hausnummer=house_number|Postleitzahl=postcode|Ort=city"
    ),
    "course_bookings": (
        "Buchungs-ID=-number|Buchungsdatum=-day/customer_since|Termin=-day|E-Mail=email|Handynummer=mobile|"
        "Teilnehmer=-number|Status=-/consent_status|Storniert am=-day|TN-Nr=-number/external_id|Vorname=given_name|"
        "Nachname=family_name|Strasse=street|Hausnr=house_number|PLZ=postcode|Ort=city"
    ),
    "customers_with_bank": (
        "Kundennr=external_id|Vorname=given_name|Nachname=family_name|Strasse=street|PLZ=postcode|Ort=city|"
        "ISOA2Code=-/country|Land=country|Kontonummer=-number|BLZ=-|BIC=-|IBAN=iban|Flag=-"
    ),
    "customers_in_words": (
        "firmenname=company|vorname=given_name|nachname=family_name|strasse=street|hausnummer=house_number|"
        "plz=postcode|ort=city|land=country|email=email|telefon=phone|ust_idnr=vat_id|kundennummer=external_id|"
        "z_hd=contact_name|notizen=note|skonto_prozent=-|skonto_tage=-"
    ),
    "club": (
        "MitgliedID=external_id|Verknüpfung=-|Anrede=salutation|Vorname=given_name|Nachname=family_name|"
        "Strasse=street|PLZ=postcode|Ort=city|Geburtsdatum=birth_date|Geschlecht=-/salutation|"
        "Eintritt_Datum=customer_since|Zahlart=-|Zahler=-name|Email=email|IBAN_Nr=iban|Abteilung_1=department/-"
    ),
    "club_import": (
        "externe_id=-number|mitgliedsnummer=external_id|vorname=given_name|nachname=family_name|strasse=street|"
        "plz=postcode|ort=city|mitgliedstyp=-/party_kind/tags|eintrittsdatum=customer_since|email=email|"
        "abteilungen=-/department|iban=iban"
    ),
    "members_with_consents": (
        "Nummer=-number/external_id|Nachname=family_name|Vorname=given_name|Geburtsdatum=birth_date|"
        "Eintritt=customer_since|Status=-/consent_status|Austritt=-day|Straße=street|PLZ=postcode|Ort=city|"
        "Mail=email|Zustimmung Mail=consent_email|Telefon=phone|Zustimmung Telefon=consent_phone|Strecke=-|Beruf=-|"
        "Bemerkung=note"
    ),
    "group": (
        "Nachname=family_name|Vorname=given_name|Geburtsdatum=birth_date|Geschlecht=salutation|E-Mail=email|"
        "Mobil=mobile|Telefon=phone|Straße=street|PLZ=postcode|Ort=city|Arbeitsgruppe=-/tags"
    ),
    "workshop": (
        "Belegnummer=number|Belegdatum=day|Kunde=full_name|Leistung_Geraet=-/subject/text|Zahlart=-|Zahlstatus=status|"
        "DATEV_Konto_SKR03=-number|USt_Satz=-/tax_rate|Umsatz_Netto_EUR=net|USt_Betrag_EUR=tax|"
        "Umsatz_Brutto_EUR=gross|Material_EK_EUR=-amount|Rohertrag_EUR=-amount"
    ),
    "small_trader": (
        "Belegnummer=number|Belegdatum=day|Zahldatum=paid_at|Kunde=full_name|Netto=net|MwSt-Satz=-/tax_rate|"
        "MwSt-Betrag=tax|Brutto=gross|§19-Kennzeichen=-"
    ),
    "ledger_of_sales": (
        "Belegnummer=number|Belegdatum=day|Faelligkeitsdatum=due|Leistungsdatum=-day|Kundenkontonummer=customer|"
        "Kundenname=full_name|Buchungstext=-/text/subject|Nettobetrag=net|Steuersatz=-/tax_rate|Steuerbetrag=tax|"
        "Bruttobetrag=gross|Waehrung=currency"
    ),
    "firms": (
        "Kd-Nr=external_id|Firma=company|Ansprechpartner=contact_name|E-Mail=email|Straße=street|PLZ=postcode|"
        "Ort=city|Land=country|Telefon=phone|Zahlungsziel=-number"
    ),
    "leads": ("Firma=company|Ansprechpartner=contact_name|E-Mail=email|Telefon=phone|Branche=-|Website=-|Notizen=note"),
    "firms_with_numbers": (
        "Kunden-Nr=external_id|Firma=company|Ansprechpartner=contact_name|Telefon=phone|E-Mail=email|VIP=-|"
        "Version=-number|VM-Nr=-number|Instanz=-"
    ),
    "open_items": ("Rechnungsnr=number|Kundennummer=customer|Betrag=gross|Datum=day|Faellig=due|Waehrung=currency"),
    "sales_en": (
        "transaction_id=-number/number|transaction_date=day/at|customer_id=customer|customer_name=full_name|"
        "customer_email=email|customer_region=-|product_id=line_article/-number|product_name=line_name|"
        "product_category=-|quantity=line_quantity|unit_price=line_unit|total_amount=gross/line_gross|"
        "discount=-amount|payment_method=-|order_status=status"
    ),
    "people_fr": (
        "Nom=family_name|Prénom=given_name|DateNaissance=birth_date|Email=email|Téléphone=phone|Fonction=-|"
        "Statut=-/consent_status"
    ),
    "people_it": (
        "cognome=family_name|nome=given_name|data nascita=birth_date|email=email|indirizzo=street|citta'=city"
    ),
    "invoices_at": (
        "Rechnungsnummer=number|Rechnungsdatum=day|Kundenname=full_name|Firmenname=company|Bruttobetrag=gross|"
        "Status=status|Belegart=fact_kind/-|StornoReferenz=cancelled/-"
    ),
    "clients_ch": (
        "KundenNr=external_id|Anrede=salutation|Titel=title|Nachname=family_name|Vorname=given_name|"
        "Geburtsdatum=birth_date|Geschlecht=-/salutation|Telefon=phone|Mobile=mobile|Email=email|"
        "Status=-/consent_status|Strasse=street|Plz=postcode|Ort=city"
    ),
}

# Invented cells for each field and look: four rows.
CELLS: dict[str, list[str]] = {
    name: cells.split("|")
    for name, cells in (
        ("external_id", "10001|10002|10007|10011"),
        ("customer", "10001|10002|10007|10011"),
        ("customer_number", "20001|20002|20003|20009"),
        ("salutation", "Frau|Herr|Herr|Frau"),
        ("title", "|Dr.||Prof."),
        ("given_name", "Anna|Jürgen|Bernd|Sabine"),
        ("family_name", "Muster|Weiß|Müller|Klein"),
        ("full_name", "Anna Muster|Holzbau Weiß GmbH|Bernd Müller|Sabine Klein"),
        ("contact_name", "|Jürgen Weiß||"),
        ("display_name", "Anna Muster|Jürgen Weiß|Bernd Müller|Sabine Klein"),
        ("company", "|Holzbau Weiß GmbH|Bäckerei Müller|Klein & Partner"),
        ("company2", "|Niederlassung Süd||"),
        ("department", "|Einkauf||Buchhaltung"),
        ("email", "anna@muster.example|j.weiss@post.example|bernd@mueller.example|sabine@klein.example"),
        ("email2", "am@privat.example||bm@privat.example|"),
        ("phone", "0341 2312514|+49 351 445566|089/1234567|040-998877"),
        ("mobile", "0171 2312514|+49 172 445566|0160/1234567|0151-998877"),
        ("phone2", "0341 2312515||089/1234568|"),
        ("street", "Lindenweg 3|Hauptstr. 12a|Am Markt 7|Goethestraße 1"),
        ("house_number", "3|12a|7|1"),
        ("address_extra", "|Hinterhaus||2. OG"),
        ("postcode", "04109|01067|80331|20095"),
        ("city", "Leipzig|Dresden|München|Hamburg"),
        ("country", "DE|DE|DE|DE"),
        ("street2", "Lindenweg 4|||"),
        ("postcode2", "04109|||"),
        ("city2", "Leipzig|||"),
        ("country2", "DE|||"),
        ("birth_date", "12.05.1971|01.02.1985|30.09.1960|"),
        ("vat_id", "DE811569869||DE136695976|"),
        ("iban", "DE02120300000000202051|||"),
        ("customer_since", "12.05.2020|01.02.2021|30.09.2022|01.12.2023"),
        ("language", "de|de|en|de"),
        ("origin", "Messe|Web|Web|"),
        ("tags", "Stammkunde||Laufkunde|Stammkunde"),
        ("note", "mag Tee|||"),
        ("party_kind", "Privat|Firma|Privat|Firma"),
        ("consent_email", "1|0|1|0"),
        ("consent_status", "active|unsubscribed|active|bounced"),
        ("consent_at", "12.05.2020 10:00|01.02.2021 11:00||"),
        ("consent_confirmed_at", "12.05.2020 10:05|01.02.2021 11:05||"),
        ("consent_withdrawn_at", "|01.02.2022 11:05||"),
        ("consent_phone", "ja|nein||"),
        ("fact_kind", "Rechnung|Rechnung|Gutschrift|Rechnung"),
        ("consent_refused", "false|true|false|false"),
        ("number", "R-1|R-2|R-3|R-4"),
        ("day", "12.05.2024|13.05.2024|14.05.2024|15.05.2024"),
        ("at", "12.05.2024|13.05.2024|14.05.2024|15.05.2024"),
        ("due", "12.06.2024|13.06.2024|14.06.2024|15.06.2024"),
        ("paid_at", "13.06.2024|||"),
        ("gross", "119,00|238,00|11,90|59,50"),
        ("net", "100,00|200,00|10,00|50,00"),
        ("tax", "19,00|38,00|1,90|9,50"),
        ("shipping", "4,90|4,90|0,00|4,90"),
        ("currency", "EUR|EUR|EUR|EUR"),
        ("status", "paid|open|paid|paid"),
        ("line_name", "Tee|Kaffee|Tasse|Tee"),
        ("line_quantity", "1|2|1|3"),
        ("line_unit", "10,00|20,00|30,00|5,00"),
        ("line_net", "10,00|40,00|30,00|15,00"),
        ("line_gross", "11,90|47,60|35,70|17,85"),
        ("text", "|bitte klingeln||"),
        ("-", "x|y||z"),
        ("-phone", "0341 2312519||089/1234569|"),
        ("-name", "Eva Berger|Eva Berger|Uwe Stein|Eva Berger"),
        ("-number", "4711|4712|4713|4714"),
        ("-day", "12.07.2024|13.07.2024||15.07.2024"),
        ("-amount", "10,50|0,00|7,25|3,00"),
        ("-company", "|Holzbau Weiß GmbH||"),
        ("-given", "|Eva|Uwe|"),
        ("-iban", "DE02120300000000202051|||"),
    )
}
