"""Small exports in true layouts, with invented people."""

CUSTOMERS = "Kundennummer;Vorname;Nachname;E-Mail;PLZ;Ort"
ANNA = "1001;Anna;Muster;anna@mail.example;04109;Leipzig"
BERND = "1002;Bernd;Beispiel;bernd@mail.example;1010;Wien"
CLARA = "1003;Clara;Probe;clara@mail.example;8001;Zürich"

ORDERS = "Bestellnummer;Datum;Kundennummer;E-Mail;Gesamtbetrag;Artikel;Menge;Einzelpreis"
INVOICES = "Rechnungsnummer;Bestellnummer;Rechnungsdatum;Kundennummer;Netto;Brutto"
ORDER_1A = "B1;03.02.2025;1001;anna@mail.example;30,00;Kaffee;2;10,00"
ORDER_1B = "B1;03.02.2025;1001;anna@mail.example;30,00;Tasse;1;10,00"
ORDER_2 = "B2;04.02.2025;1002;bernd@mail.example;12,50;Kaffee;1;12,50"

SHOPIFY_HEAD = (
    "Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,Lineitem name,"
    "Lineitem price,Lineitem sku,Billing Name,Billing City,Refunded Amount"
)
SHOPIFY_1A = "#1,anna@mail.example,paid,,EUR,30.00,4.00,5.43,34.00,2025-03-01 10:00:00 +0100,2,Kaffee,10.00,K1,Anna Muster,Leipzig,0.00"
SHOPIFY_1B = "#1,anna@mail.example,,,,,,,,,1,Tasse,10.00,T1,,,"
SHOPIFY_2 = "#2,bernd@mail.example,paid,,EUR,10.00,0.00,1.60,10.00,2025-03-02 23:30:00 +0100,1,Kaffee,10.00,K1,Bernd Beispiel,Wien,4.00"

NEWSLETTER = "E-Mail;Vorname;Nachname;Status;Angemeldet am;Bestätigt am;Abgemeldet am"
READER = "anna@mail.example;Anna;Muster;aktiv;01.02.2024 10:00;01.02.2024 10:05;"
LEAVER = "bernd@mail.example;Bernd;Beispiel;abgemeldet;01.02.2023 10:00;;05.05.2024 09:00"


def datev(category: int, rows: list[dict[int, str]], width: int, account: str = "29098;55003") -> list[str]:
    """A DATEV file of that category: the machine line, the names, and rows given as position -> cell."""
    head = f'"EXTF";700;{category};"X";5;20250102120000000;;"RE";"";"";{account};20250101;4;'
    head += '20250101;20251231;"";"";1;;0;"EUR";;;;;"03";;;""'
    names = ";".join(f'"Feld {i}"' for i in range(1, width + 1))
    return [head, names, *(";".join(row.get(i, "") for i in range(1, width + 1)) for row in rows)]


def debtor(
    number: str, company: str = "", family: str = "", given: str = "", street: str = "", town: str = ""
) -> dict[int, str]:
    return {
        1: number,
        2: f'"{company}"',
        4: f'"{family}"',
        5: f'"{given}"',
        16: f'"{street}"',
        18: '"04109"',
        19: f'"{town}"',
    }


def booking(
    amount: str, side: str, account: str, counter: str, day: str, number: str, text: str = ""
) -> dict[int, str]:
    return {1: amount, 2: f'"{side}"', 7: account, 8: counter, 10: day, 11: f'"{number}"', 14: f'"{text}"'}


# A payment as Stripe tells it.
CHARGE = {"id": "ch_1", "Created (UTC)": "2025-03-01 10:00:00", "Amount": "119.00", "Currency": "eur", "Status": "Paid",
          "Customer Email": "anna@mail.example"}  # fmt: skip
