"""A box that another list of one's own leaves unticked: of the same customer it silences the yes, of a stranger it is told."""

import pytest

from kmu_crm.consent.states import states

KUNDEN = ("Kundennummer;Vorname;Nachname;E-Mail;Newsletter;Einwilligung am;Nachweis",
          "K1;Anna;Berg;anna@berg.example;ja;01.02.2024;Formular 17", "7;Uwe;Tal;uwe@tal.example;;;")  # fmt: skip
BERG = "K1;Anna;Berg;anna@berg.example"
OTHER = "K2;Bert;Busch;b@b.example"
PAIRS = [("f", "t"), ("0", "1"), ("false", "true")]


def state(desk):
    return states(desk.db, "email", "advertising", ["anna@berg.example"])["anna@berg.example"].state


def told(report):
    codes = ("consent_gone_elsewhere", "consent_stands")
    return [(one.code, one.column, one.rows) for one in report.warnings if one.code in codes]


@pytest.fixture
def agreed(desk):
    desk.imports("kunden.csv", *KUNDEN)
    assert state(desk) == "yes"
    return desk


@pytest.mark.parametrize("heading", ["Newsletter", "Mailing", "Rundbrief"])
@pytest.mark.parametrize(("no", "yes"), PAIRS)
def test_the_same_number_and_address_make_the_yes_unproven_until_the_import_is_undone(agreed, heading, no, yes):
    report = agreed.imports(
        "neu.csv", f"Kundennummer;Vorname;Nachname;E-Mail;{heading}", f"{BERG};{no}", f"{OTHER};{yes}"
    )
    assert state(agreed) == "unproven"
    assert told(report) == [("consent_gone_elsewhere", heading, (1,))]
    agreed.undoes(report)
    assert state(agreed) == "yes"


@pytest.mark.parametrize(("no", "yes"), [("n", "j"), ("N", "J"), ("n", "ja")])
def test_a_no_written_as_a_letter_beside_a_written_yes_withdraws(agreed, no, yes):
    agreed.imports(
        "neu.csv",
        "Kundennummer;Nachname;E-Mail;Newsletter",
        f"K1;Berg;anna@berg.example;{no}",
        f"K2;Busch;b@b.example;{yes}",
    )
    assert state(agreed) == "no"


def test_a_later_yes_of_the_first_list_ends_it(agreed):
    agreed.imports("neu.csv", "Kundennummer;Nachname;E-Mail;Newsletter", "K1;Berg;anna@berg.example;n")
    agreed.imports("kunden2.csv", *KUNDEN[:2], "K3;Eva;Au;eva@au.example;;;")
    assert state(agreed) == "yes"


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("E-Mail;Newsletter", "anna@berg.example;n"),
        ("Kundennummer;Nachname;E-Mail;Newsletter", "7;Berg;anna@berg.example;0"),
        ("Kundennummer;Nachname;E-Mail;Newsletter", "K99;Berg;anna@berg.example;0"),
    ],
)
def test_without_the_same_number_the_yes_stands_and_that_is_told(agreed, head, row):
    report = agreed.imports("messe.csv", head, row)
    assert state(agreed) == "yes"
    assert [(code, rows) for code, _column, rows in told(report)] == [("consent_stands", (1,))]


def test_a_yes_in_another_row_of_the_file_stays(agreed):
    head = "Kundennummer;Nachname;E-Mail;Newsletter"
    report = agreed.imports("neu.csv", head, "K1;Berg;anna@berg.example;0", "K9;Berg;anna@berg.example;1")
    assert (state(agreed), told(report)) == ("yes", [])


def test_where_nobody_said_yes_nothing_is_told(desk):
    report = desk.imports("neu.csv", "Kundennummer;Nachname;E-Mail;Newsletter", "K1;Berg;anna@berg.example;n")
    assert told(report) == []


@pytest.mark.parametrize("no", ["n", "0", "N", "false"])
def test_the_yes_of_a_newsletter_tool_stands_and_that_is_told(desk, no):
    mailchimp = "Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LEID,EUID"
    agreed = "anna@berg.example,Anna,Berg,2,2025-01-01 10:00:00,192.0.2.1,2025-01-01 10:05:00,192.0.2.1,1,a1"
    desk.imports("subscribed.csv", mailchimp, agreed)
    assert state(desk) == "yes"
    report = desk.imports("kunden.csv", "Kundennummer;Nachname;E-Mail;Newsletter", f"K1;Berg;anna@berg.example;{no}")
    assert state(desk) == "yes"
    assert told(report) == [("consent_stands", "Newsletter", (1,))]
