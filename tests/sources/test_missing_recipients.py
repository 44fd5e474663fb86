"""Who was in the newsletter tool's export before and is not in this one may have left there: their number is told."""

import pytest

from kmu_crm.consent.states import states

HEAD = "E-Mail;Vorname;Nachname;Status;Angemeldet am;Bestätigt am"
MAILCHIMP = '"Email Address","First Name","Last Name",MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE'


def row(name: str, status: str = "aktiv") -> str:
    return f"{name}@mail.example;{name};Alt;{status};01.02.2024 10:00;01.02.2024 10:05"


def told(report):
    return [(one.code, one.count) for one in report.warnings if one.code == "recipients_missing"]


@pytest.fixture
def had(desk):
    desk.imports("empfaenger.csv", HEAD, *map(row, ("anna", "max", "eva", "udo")))
    return desk


def test_those_who_are_missing_are_counted_first_of_all_warnings(had):
    report = had.imports("neu.csv", HEAD, *map(row, ("max", "eva")))
    assert told(report) == [("recipients_missing", 2)]
    assert report.warnings[0].code == "recipients_missing"
    assert "2" in report.warnings[0].text
    assert states(had.db, "email", "advertising", ["anna@mail.example"])["anna@mail.example"].state == "yes"


def test_it_is_told_before_anything_is_written(had):
    assert told(had.imports("neu.csv", HEAD, row("max"), dry_run=True)) == [("recipients_missing", 3)]


@pytest.mark.parametrize(
    "rows",
    [
        [row("anna", "abgemeldet"), row("max"), row("eva"), row("udo"), row("neu")],
        [row("gerd"), row("ida"), row("kai")],
        [row("max", "abgemeldet"), row("eva", "abgemeldet")],
    ],
    ids=["nobody is missing", "another group", "those who left"],
)
def test_nothing_is_told_of(had, rows):
    assert told(had.imports("neu.csv", HEAD, *rows)) == []


def test_who_may_not_be_written_to_anyway_is_not_missed(had):
    had.imports("abmeldungen.csv", "E-Mail", "anna@mail.example")
    assert told(had.imports("neu.csv", HEAD, *map(row, ("max", "eva", "udo")))) == []


def test_an_old_export_once_more_misses_nobody(had):
    had.imports("neu.csv", HEAD, *map(row, ("anna", "max", "eva", "udo", "ida")))
    assert told(had.imports("alt.csv", HEAD, *map(row, ("anna", "max", "eva", "udo")))) == []


def test_lists_of_customers_may_be_of_some_of_them(desk):
    head = "Kundennummer;Nachname;E-Mail;Newsletter;Einwilligung am"
    desk.imports("kunden.csv", head, "1;Alt;a@a.example;ja;01.02.2024", "2;Neu;n@n.example;ja;01.02.2024")
    assert told(desk.imports("kunden2.csv", head, "1;Alt;a@a.example;ja;01.02.2024")) == []


def test_a_list_of_subscribed_members_that_grew_shorter(desk):
    one = "{}@mail.example,{},Alt,2,2024-02-01 10:00:00,1.2.3.4,2024-02-01 10:05:00,1.2.3.4,,"
    rows = [one.format(name, name) for name in ("anna", "max")]
    desk.imports("subscribed_members_export_1.csv", MAILCHIMP, *rows)
    assert told(desk.imports("subscribed_members_export_2.csv", MAILCHIMP, rows[1])) == [("recipients_missing", 1)]
