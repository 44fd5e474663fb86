"""Headings under which a yes is a refusal: of the one way they name, or of all."""

import pytest

HEAD = "Kundennummer;Vorname;Nachname;E-Mail;Telefon;Straße;PLZ;Ort"
OTTO = "1;Otto;Abel;otto@abc.de;0351 4567890;Weg 1;01067;Dresden"
EVA = "2;Eva;Blau;eva@abc.de;0351 4567891;Weg 2;01067;Dresden"
ALL = ("email", "phone", "post")
MEANT = {
    ("post",): (
        "Briefsperre", "Postsperre", "keine Post", "Post nein", "Keine Briefe", "Post nicht erwünscht",
        "Keine Werbung per Post", "Postwerbung nein", "Post gesperrt", "Poststopp", "keine_post",
        "Opt-out Post", "Post abbestellt", "Katalog abbestellt", "Kein Katalog",
    ),
    ("phone",): (
        "Telefonsperre", "Keine Anrufe", "Anrufsperre", "Telefon nein", "Bitte nicht anrufen", "Kein Telefon",
        "Opt-out Telefon", "Telefonwerbung abgelehnt", "Telefonnummer gesperrt",
        "DoNotCall", "Telefon-Sperrliste",
    ),
    ("email",): (
        "E-Mail-Sperre", "Newsletter nein", "Keine Werbung per E-Mail", "Newsletter-Abmeldung", "Mailsperre", "HasOptedOutOfEmail",
        "Kündigung Newsletter", "Newsletter gekündigt", "DoNotEmail", "Email Blacklist",
    ),
    ALL: (
        "DSGVO-Sperre", "Werbestopp", "Werbung nein", "Mailing-Sperre", "Bitte nicht anschreiben", "Verstorben",
        "Nicht kontaktieren", "Werbung gesperrt", "Keine Werbung per Post und Telefon", "Keine Werbung", "Kontaktverbot",
        "Werbeeinwilligung verweigert", "Werbeverzicht", "Blacklist", "Blacklisted", "Sperrliste", "Auf Sperrliste", "Ausgetragen",
        "Zustimmung entzogen", "Einverständnis entzogen", "Einwilligung zurückgezogen", "Abmeldung", "Austragung", "DNC",
        "Löschantrag", "Tot", "Do Not Mail", "DoNotMail", "lehnt Werbung ab", "Sperrliste (ja/nein)",
    ),
}  # fmt: skip
HEADINGS = [(heading, ways) for ways, headings in MEANT.items() for heading in headings]


def said(desk):
    return desk.ask("SELECT channel, state FROM consent_event")


@pytest.mark.parametrize(("heading", "ways"), HEADINGS)
@pytest.mark.parametrize("word", ["ja", "x", "1"])
def test_a_yes_under_a_turned_heading_is_a_refusal_of_what_it_names(desk, heading, ways, word):
    report = desk.imports("liste.csv", f"{HEAD};{heading}", f"{OTTO};{word}", f"{EVA};")
    assert said(desk) == [(way, "withdrawn") for way in ways]
    assert {one.code for one in report.warnings} & {"consent_unread", "refusal_lost"} == set()
    assert desk.ask("SELECT phone, email FROM party WHERE given_name = 'Otto'") == [("+493514567890", "otto@abc.de")]


@pytest.mark.parametrize(("heading", "ways"), HEADINGS)
def test_a_no_there_is_neither_a_refusal_nor_a_consent(desk, heading, ways):
    desk.imports("liste.csv", f"{HEAD};{heading}", f"{OTTO};nein", f"{EVA};0")
    assert said(desk) == []


@pytest.mark.parametrize(
    ("heading", "cell"),
    [("Verstorben", "am 03.05.2025"), ("Todestag", "03.05.2025"), ("Tot", "03.05.25"), ("verst.", "2025")],
)
def test_whoever_has_died_is_written_to_no_more(desk, heading, cell):
    desk.imports("liste.csv", f"{HEAD};{heading}", f"{OTTO};{cell}", f"{EVA};")
    assert said(desk) == [(way, "withdrawn") for way in ALL]


@pytest.mark.parametrize(
    "heading", ["Sperrliste", "Zustimmung entzogen", "Abmeldung", "Kündigung Newsletter", "DNC", "Do Not Mail"]
)
@pytest.mark.parametrize("cell", ["03.04.2025", "lt. Anruf", "true"])
def test_a_day_or_a_remark_under_such_a_heading_is_a_refusal_too(desk, heading, cell):
    desk.imports("liste.csv", f"{HEAD};{heading}", f"{OTTO};{cell}", f"{EVA};")
    assert ("email", "withdrawn") in said(desk) and {state for _way, state in said(desk)} == {"withdrawn"}


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Gesperrt", "ja"),
        ("Sperrkennzeichen", "x"),
        ("Kein Kontakt seit", "120 Tagen"),
        ("Bounced", "03.04.2025"),
        ("Bounced", "ja"),
        ("Fax Opt Out", "ja"),
        ("HasOptedOutOfFax", "true"),
        ("Gelöscht", "ja"),
    ],
)
def test_what_cannot_be_decided_is_told_first(desk, heading, cell):
    report = desk.imports("liste.csv", f"{HEAD};{heading};Mail 2", f"{OTTO};{cell};otto@", f"{EVA};;")
    assert (report.warnings[0].code, report.warnings[0].column) == ("consent_unread", heading)
    assert said(desk) == []


@pytest.mark.parametrize(
    "heading",
    [
        "Mahnsperre",
        "Liefersperre",
        "Postensperre",
        "Keine Lieferung per Post",
        "Postfach",
        "Stoppuhr",
        "E-Mail nicht vorhanden",
        "Kreditsperrliste",
        "inaktiv",
    ],
)
def test_locks_of_the_bookkeeping_refuse_no_advertising(desk, heading):
    desk.imports("liste.csv", f"{HEAD};{heading}", f"{OTTO};ja", f"{EVA};")
    assert said(desk) == []


def test_a_total_buries_nobody(desk):
    desk.imports("liste.csv", f"{HEAD};Tot.", f"{OTTO};1'203.50", f"{EVA};12")
    assert said(desk) == []


@pytest.mark.parametrize("heading", ["Post (ja/nein)", "Telefon ja/nein"])
def test_a_heading_that_asks_is_not_turned(desk, heading):
    desk.imports("liste.csv", f"{HEAD.replace(';Telefon;', ';Rufnummer;')};{heading}", f"{OTTO};ja", f"{EVA};nein")
    assert [state for _way, state in said(desk) if state != "claimed"] == ["withdrawn"]


SHOPIFY = (
    "First Name,Last Name,Email,Accepts Email Marketing,Default Address Address1,Default Address Zip,Phone,Total Spent"
)
WOO = "Name,Username,Last Active,Sign Up,Email,Orders,Total Spend,AOV,Country / Region,City,Region,Postal Code"
SHOPS = {
    SHOPIFY: ("Otto,Abel,otto@abc.de,no,Weg 1,01067,0351 4567890,0", "Eva,Blau,eva@abc.de,no,Weg 2,01067,,0"),
    WOO: ("Otto Abel,otto,2025-01-01,2024-01-01,otto@abc.de,0,0,0,DE,Dresden,,01067",
          "Eva Blau,eva,2025-01-01,2024-01-01,eva@abc.de,0,0,0,DE,Dresden,,01067"),
}  # fmt: skip
ADDED = [
    "Werbesperre", "Newsletter gesperrt", "Keine Werbung", "Werbewiderspruch", "E-Mail-Sperre", "Do not contact",
]  # fmt: skip


@pytest.mark.parametrize("head", SHOPS)
@pytest.mark.parametrize("heading", ADDED)
def test_a_lock_added_to_a_programs_file_is_held_as_in_an_own_list(desk, head, heading):
    otto, eva = SHOPS[head]
    report = desk.imports("export.csv", f"{head},{heading}", f"{otto},ja", f"{eva},")
    assert report.format.startswith(("shopify", "woocommerce"))
    refused = desk.ask("SELECT DISTINCT address FROM consent_event WHERE state = 'withdrawn' AND channel = 'email'")
    assert refused == [("otto@abc.de",)]
    assert {one.code for one in report.warnings} & {"consent_unread", "refusal_lost"} == set()


ORDERS = (
    "Order Number;Order Date;Order Status;First Name (Billing);Last Name (Billing);Email (Billing);Order Total Amount"
)


@pytest.mark.parametrize(("heading", "refused"), [("Werbesperre", [("otto@abc.de",)]), ("Widerruf", [])])
def test_a_lock_added_to_orders_is_held_and_a_purchase_revoked_is_none(desk, heading, refused):
    row = "1;2025-01-02;completed;Otto;Abel;otto@abc.de;11.90;ja"
    report = desk.imports("orders.csv", f"{ORDERS};{heading}", row)
    assert report.format == "woocommerce_orders"
    assert desk.ask("SELECT address FROM consent_event WHERE state = 'withdrawn' AND channel = 'email'") == refused


@pytest.mark.parametrize("head", SHOPS)
@pytest.mark.parametrize("heading", ["Gesperrt", "Sperrkennzeichen"])
def test_a_lock_there_that_may_be_of_the_bookkeeping_is_told_first(desk, head, heading):
    otto, eva = SHOPS[head]
    report = desk.imports("export.csv", f"{head},{heading}", f"{otto},ja", f"{eva},")
    assert (report.warnings[0].code, report.warnings[0].column) == ("consent_unread", heading)
    assert desk.ask("SELECT 1 FROM consent_event WHERE state = 'withdrawn'") == []


@pytest.mark.parametrize("heading", ["Mahnsperre", "Liefersperre", "Lieblingsfarbe"])
def test_what_else_was_added_there_refuses_nothing(desk, heading):
    otto, eva = SHOPS[SHOPIFY]
    report = desk.imports("export.csv", f"{SHOPIFY},{heading}", f"{otto},ja", f"{eva},")
    assert desk.ask("SELECT 1 FROM consent_event WHERE state = 'withdrawn'") == []
    assert "consent_unread" not in {one.code for one in report.warnings}
