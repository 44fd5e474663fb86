"""However a list says that somebody wants no mail, the ledger hears it."""

import pytest

from kmu_crm.desk.derive import derive

SAYS_SO = {
    "Newsletter": ("abgemeldet", "Abgemeldet am 03.05.2025", "nicht mehr", "DSGVO-Widerruf", "will keine Post", "Nein danke"),
    "Newsletter-Status": ("abgemeldet", "gesperrt"),
    "Newsletter?": ("nein",),
    "Werbung": ("nein", "Werbewiderspruch"),
    "Werbesperre": ("ja", "x", "seit 2024"),
    "Opt-out": ("ja", "1"),
    "Abgemeldet": ("ja", "03.05.2025"),
    "Keine Werbung": ("ja",),
    "Werbewiderspruch": ("ja", "telefonisch"),
    "Unsubscribed": ("yes",),
    "Newsletter abgemeldet am": ("03.05.2025", "im Mai"),
    "Status": ("widerrufen", "Widerspruch", "keine Werbung", "Nein danke", "gesperrt", "kein Newsletter", "abgemeldet"),
}  # fmt: skip


def states(desk, channel="email"):
    return desk.ask(f"SELECT state FROM consent_event WHERE channel = '{channel}'")


@pytest.mark.parametrize(("header", "word"), [(header, word) for header, words in SAYS_SO.items() for word in words])
def test_an_opt_out_is_a_withdrawal_under_any_heading(desk, header, word):
    desk.imports(
        "liste.csv",
        f"E-Mail;Nachname;Einwilligung;Angemeldet am;{header}",
        f"anna@mail.example;Alt;ja;01.02.2024;{word}",
    )
    assert states(desk) == [("withdrawn",)]


@pytest.mark.parametrize("header", ["Werbesperre", "Opt-out", "Abgemeldet", "Keine Werbung", "Unsubscribed"])
@pytest.mark.parametrize("word", ["", "nein", "0", "false", "-"])
def test_a_no_to_the_opt_out_says_nothing(desk, header, word):
    desk.imports("liste.csv", f"E-Mail;Nachname;Ort;{header}", f"anna@mail.example;Alt;Ulm;{word}")
    assert states(desk) == []


@pytest.mark.parametrize(
    ("header", "word"),
    [("Werbesperre", "ja"), ("Newsletter", "keine Werbung"), ("Newsletter", "Widerspruch"), ("Werbung erlaubt", "nein"),
     ("Werbung", "keine"), ("Werbung erwünscht", "nein, 3.4.2024"), ("Werbung (x = nein)", "x"), ("Werbung zulässig", "nein"),
     ("Marketing", "abgemeldet"), ("Pubblicità", "no")],
)  # fmt: skip
def test_a_general_objection_holds_for_letters_and_calls_too(desk, header, word):
    head = f"E-Mail;Nachname;Telefon;Straße;PLZ;Ort;{header}"
    desk.imports("liste.csv", head, f"anna@mail.example;Alt;0341 2312514;Weg 1;04109;Leipzig;{word}")
    assert [states(desk, channel) for channel in ("email", "phone", "post")] == [[("withdrawn",)]] * 3


@pytest.mark.parametrize(
    ("header", "word", "said"),
    [("Werbeeinwilligung", "nein", "withdrawn"), ("Einwilligung Werbung", "nein, 3.4.2024", "withdrawn"),
     ("Werbezustimmung", "nein", "withdrawn"), ("Werbeerlaubnis", "nein", "withdrawn"), ("Accepts Marketing", "no", "withdrawn"),
     ("Marketing Opt-In", "no", "withdrawn"), ("Opt-In Marketing", "false", "declined"), ("Marketing consent", "no", "withdrawn")],
)  # fmt: skip
def test_a_consent_that_was_not_given_is_no_objection_to_letters_and_calls(desk, header, word, said):
    head = f"E-Mail;Nachname;Telefon;Straße;PLZ;Ort;{header}"
    row = "anna@mail.example;Alt;0341 2312514;Weg 1;04109;Leipzig"
    desk.imports("liste.csv", head, f"{row};{word}", f"{row.replace('anna', 'b')};yes")
    assert desk.ask("SELECT channel, state FROM consent_event WHERE row = 1") == [("email", said)] * (
        said != "declined"
    )
    assert desk.ask("SELECT count(*) FROM objection") == [(0,)]


def test_a_no_to_all_advertising_needs_no_mail_address_and_a_yes_is_one_to_mails_alone(desk):
    head = "E-Mail;Nachname;Telefon;Straße;PLZ;Ort;Werbung"
    rows = ";Alt;0341 2312514;Weg 1;04109;Leipzig;nein", "b@mail.example;Neu;0341 2312515;Weg 2;04109;Leipzig;ja"
    report = desk.imports("liste.csv", head, *rows)
    said = [("email", "claimed"), ("phone", "withdrawn"), ("post", "withdrawn")]
    assert desk.ask("SELECT channel, state FROM consent_event") == said
    assert lost(report) == of_person(report) == ()


def test_letters_need_no_yes_and_heed_a_no(desk):
    desk.imports(
        "liste.csv", "E-Mail;Nachname;Straße;PLZ;Ort;Newsletter", "a@mail.example;Alt;Weg 1;04109;Leipzig;abgemeldet"
    )
    assert (states(desk), states(desk, "post")) == ([("withdrawn",)], [])


CLEVERREACH = "E-Mail;Vorname;Nachname;Status;Angemeldet am;Bestätigt am;Abgemeldet am;Quelle"


@pytest.mark.parametrize(
    ("status", "confirmed", "state"),
    [
        ("inaktiv", "02.02.2024 10:00", "withdrawn"), ("inaktiv", "", "claimed"), ("widerrufen", "02.02.2024 10:00", "withdrawn"),
        ("gesperrt", "02.02.2024 10:00", "withdrawn"), ("aktiv", "02.02.2024 10:00", "confirmed"),
    ],
)  # fmt: skip
def test_the_status_of_a_newsletter_tool_goes_before_its_dates(desk, status, confirmed, state):
    desk.imports("empfaenger.csv", CLEVERREACH, f"anna@mail.example;Anna;Alt;{status};;{confirmed};;Formular")
    assert states(desk) == [(state,)]


def test_an_empty_box_takes_nothing_back_in_whatever_order_and_however_often(desk):
    a, b = "a@mail.example;Alt;0", "a@mail.example;Alt;1"
    for _again in range(2):
        desk.imports("a.csv", "E-Mail;Nachname;Newsletter", a)
        desk.imports("b.csv", "E-Mail;Nachname;Newsletter", b, "c@mail.example;Cern;1")
    assert {state for (state,) in states(desk)} == {"claimed"}


@pytest.mark.parametrize("cell", ["sina2@s.example, Sina@S.example", "sina2@s.example; Sina@S.example"])
def test_a_no_beside_two_addresses_in_one_cell_holds_for_both(desk, cell):
    head = "Kundennummer;Vorname;Nachname;E-Mail;Status"
    desk.imports("ab.csv", head, f'15;Sina;Salz;"{cell}";abgemeldet')
    said = desk.ask("SELECT address, state FROM consent_event WHERE taken_back_at IS NULL")
    assert said == [("sina2@s.example", "withdrawn"), ("sina@s.example", "withdrawn")]


def test_the_day_an_account_was_made_proves_no_consent(desk):
    head = "Kundennummer;Vorname;Nachname;E-Mail;Anmeldedatum;Newsletter"
    desk.imports("konten.csv", head, "S1;Reg;Eins;reg@shop.example;05.05.2021;ja")
    assert desk.ask("SELECT state FROM consent_event") == [("claimed",)]
    assert desk.ask("SELECT customer_since FROM party") == [("2021-05-05",)]


def lost(report, code="refusal_lost"):
    """Rows whose opt-out is told to reach nobody, if that is the first thing told."""
    told, rows = next(((one.code, one.rows) for one in report.warnings), ("", ()))
    return rows if told == code else ()


def of_person(report):
    """Rows whose opt-out is told to hold for the person, for want of an address."""
    return lost(report, "refusal_of_person")


NAMED = "Vorname;Nachname;E-Mail;Newsletter"


@pytest.mark.parametrize("row", [";;;abgemeldet", ";;udo@;nein"])
def test_an_opt_out_that_reaches_nobody_is_told_first(desk, row):
    report = desk.imports("liste.csv", NAMED, "Ada;Abt;ada@a.example;ja", row, "Eva;Egger;eva@e.example;?")
    assert lost(report) == (2,)
    assert len(report.warnings) > 1  # the unclear answer is told after it


@pytest.mark.parametrize(
    "row", ["Udo;Ude;;abgemeldet", "Udo;Ude;udo@;abgemeldet", "Udo;Ude;udo@;nein", "Udo;Ude;;nein"]
)
def test_an_opt_out_without_an_address_is_that_of_the_person_and_told_first(desk, row):
    report = desk.imports("liste.csv", NAMED, "Ada;Abt;ada@a.example;ja", row, "Eva;Egger;eva@e.example;?")
    assert of_person(report) == (2,)
    whose = "SELECT p.given_name, o.channel FROM objection AS o JOIN party AS p ON p.record_id = o.record_id"
    assert desk.ask(whose) == [("Udo", "email")]


def test_the_words_say_what_to_do(desk):
    report = desk.imports("liste.csv", NAMED, "Udo;Ude;;abgemeldet", "Eva;Egger;;abgemeldet", ";;;abgemeldet")
    gone, kept = report.warnings[:2]
    assert (gone.count, gone.column) == (1, "Newsletter") and "reaches nobody" in gone.text
    assert (kept.count, kept.column) == (2, "Newsletter") and "kept for the person" in kept.text


@pytest.mark.parametrize(
    ("head", "row", "columns"),
    [("E-Mail;Mailing;Post", "udo@a.example;nein;nein", ["Post"]), ("E-Mail;Mailing;Post", ";abgemeldet;nein", ["Mailing", "Post"]),
     ("E-Mail;Newsletter;Keine Briefe;Werbesperre", ";ja;;ja", ["Werbesperre"])],
)  # fmt: skip
def test_what_has_no_address_is_told_of_the_column_that_says_it(desk, head, row, columns):
    report = desk.imports("liste.csv", f"Vorname;Nachname;{head}", f"Udo;Ude;{row}")
    assert [one.column for one in report.warnings if one.code == "refusal_of_person"] == columns


def test_an_objection_to_everything_is_told_only_where_no_address_is_known_at_all(desk):
    head = "Vorname;Nachname;E-Mail;Telefon;Werbesperre"
    report = desk.imports("liste.csv", head, "Udo;Ude;;0341 2312514;ja", "Eva;Egger;;;ja")
    assert of_person(report) == (2,)


def test_a_box_that_nobody_ticked_beside_no_address_says_nothing(desk):
    report = desk.imports("liste.csv", NAMED, "Udo;Ude;;0", "Eva;Egger;eva@e.example;abgemeldet", "Ada;Abt;;FALSE")
    assert lost(report) == of_person(report) == ()
    assert desk.ask("SELECT 1 FROM objection") == []


REACH = {
    "email": ("E-Mail", "udo@u.example"),
    "phone": ("Telefon", "0341 2312514"),
    "post": ("Straße;PLZ;Ort", "Weg 1;04109;Leipzig"),
}


@pytest.mark.parametrize(
    ("heading", "way"),
    [("Newsletter", "email"), ("Rundmail", "email"), ("E-Mail-Werbung", "email"), ("Werbung Telefon", "phone"), ("Werbung Post", "post")],
)  # fmt: skip
def test_a_plain_no_without_an_address_holds_for_one_that_a_later_list_brings(desk, heading, way):
    (columns, address), nothing = REACH[way], REACH[way][1].count(";") * ";"
    rows = (f"1;Udo;Ude;{nothing};nein", f"2;Eva;Egger;{address.replace('u', 'v').replace('1', '2')};ja")
    report = desk.imports("alt.csv", f"Kundennummer;Vorname;Nachname;{columns};{heading}", *rows)
    assert of_person(report) == (1,)
    told = f"Kundennummer;Vorname;Nachname;{columns};{heading};Einwilligung am"
    desk.imports("neu.csv", told, f"1;Udo;Ude;{address};ja;03.02.2019")
    derive(desk.db, as_of="2025-01-01")
    assert desk.ask(f"SELECT {way}_ok FROM profile WHERE given_name = 'Udo'") == [("no",)]


def test_an_opt_out_in_a_row_that_is_left_out_is_lost_too(desk):
    head = "Rechnungsnummer;Rechnungsdatum;Vorname;Nachname;E-Mail;Bruttobetrag;Newsletter"
    report = desk.imports(
        "verkauf.csv",
        head,
        "R1;01.03.2025;Udo;Ude;udo@u.example;11,90;abgemeldet",
        "R2;gestern;Eva;Egger;eva@e.example;11,90;abgemeldet",
    )
    assert (lost(report), [one.row for one in report.refusals]) == ((2,), [2])


@pytest.mark.parametrize("rows", [1, 4])
def test_a_subscriber_is_an_address_where_one_stands_there(desk, rows):
    lines = [f"a{n}@mail.example,2024-01-01 10:00:00,2025-01-01 10:00:00,Alt" for n in range(rows)]
    desk.imports("export.csv", "Subscriber,Subscribed,Unsubscribed,Name", *lines)
    assert states(desk) == [("withdrawn",)] * rows


@pytest.mark.parametrize("heading", ["bounce_type", "Bounce", "Bounce-Typ", "Bounce Type", "Bounced", "Bounce-Art"])
@pytest.mark.parametrize("word", ["hard", "Hard Bounce", "permanent", "Permanent failure", "hardbounce"])
def test_a_hard_bounce_holds(desk, heading, word):
    desk.imports("b.csv", f"email;{heading};bounce_date", f"anna@mail.example;{word};2025-02-01")
    assert states(desk) == [("bounced",)]


@pytest.mark.parametrize("word", ["soft", "Soft Bounce", "temporary", "transient", "", "none", "mailbox full"])
def test_a_soft_bounce_does_not(desk, word):
    lines = (f"anna@mail.example;{word};2025-02-01", "bert@mail.example;hard;2025-02-01")
    desk.imports("b.csv", "email;bounce_type;bounce_date", *lines)
    assert desk.ask("SELECT address, state FROM consent_event") == [("bert@mail.example", "bounced")]


@pytest.mark.parametrize(
    "word",
    ["abused", "abuse", "complained", "spam complaint", "Spam-Beschwerde", "marked as spam"],
)
def test_a_complaint_is_a_withdrawal(desk, word):
    desk.imports(
        "rapidmail.csv",
        "email;firstname;lastname;status;activated",
        f"anna@mail.example;Anna;Alt;{word};",
        "bert@mail.example;Bert;Neu;active;2024-01-01",
    )
    assert ("anna@mail.example", "withdrawn") in desk.ask("SELECT address, state FROM consent_event")


def test_a_status_of_the_customer_withdraws_only_in_words_of_lists(desk):
    words = (
        "aktiv",
        "Mahnsperre",
        "Vertrag gekündigt",
        "kein Rabatt",
        "Auftrag storniert",
        "No-Show",
        "abgemeldet",
        "Werbesperre",
    )
    rows = [f"{n};Alt{n};n{n}@mail.example;ja;01.02.2024;{word}" for n, word in enumerate(words)]
    desk.imports("liste.csv", "Kundennummer;Nachname;E-Mail;Newsletter;Newsletter seit;Status", *rows)
    left = desk.ask(
        "SELECT DISTINCT address FROM consent_event WHERE channel = 'email' AND state = 'withdrawn' ORDER BY 1"
    )
    assert left == [("n6@mail.example",), ("n7@mail.example",)]
