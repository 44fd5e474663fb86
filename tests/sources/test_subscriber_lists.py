"""Lists of newsletter tools: the status rules who may be written to, the day of its confirmation is that of the consent."""

import pytest

STATES = "SELECT address, state, substr(at, 1, 10) FROM consent_event"
HEADS = {
    "rapidmail": ("email,firstname,lastname,status,created,activated,deleted", "active|new|deleted|bounced|abused"),
    "German": ("E-Mail,Vorname,Nachname,Status,Angelegt am,Aktiviert am,Gelöscht", "aktiv|neu|gelöscht|gebounct|unerwünscht"),
    "MailerLite": ("Email,Name,Last name,Status,Subscribed,Confirmed,Location", "Active|Unconfirmed|Unsubscribed|Bounced|Junk"),
}  # fmt: skip


@pytest.mark.parametrize("tool", HEADS)
def test_the_status_of_a_subscriber_rules_the_permission(desk, tool):
    head, words = HEADS[tool]
    rows = [
        f"{who}@mail.example,{name},Muster,{word},2025-01-02 10:00:00,{'' if who == 'b' else '2025-01-03 11:00:00'},"
        for who, name, word in zip("abcde", ("Anna", "Bernd", "Carla", "Doris", "Emil"), words.split("|"), strict=True)
    ]
    report = desk.imports("export.csv", head, *rows)
    assert [one[:2] for one in desk.ask(STATES)] == [
        ("a@mail.example", "confirmed"), ("c@mail.example", "withdrawn"), ("d@mail.example", "bounced"), ("e@mail.example", "withdrawn"),
    ]  # fmt: skip
    assert ("a@mail.example", "confirmed", "2025-01-03") in desk.ask(STATES)
    assert report.warnings == []
    assert ("Anna", "Muster", None) in desk.ask("SELECT given_name, family_name, company FROM party")


def test_an_active_subscriber_who_confirmed_nothing_is_merely_claimed(desk):
    desk.imports("export.csv", HEADS["rapidmail"][0], "a@mail.example,A,Muster,active,2025-01-02 10:00:00,,")
    assert desk.ask(STATES) == [("a@mail.example", "claimed", None)]


def test_a_new_customer_is_no_subscriber(desk):
    desk.imports(
        "kunden.csv",
        "Name,E-Mail,Status,Newsletter",
        "Anna Muster,a@mail.example,neu,",
        "Bo Klein,b@mail.example,aktiv,",
    )
    assert desk.ask(STATES) == []
