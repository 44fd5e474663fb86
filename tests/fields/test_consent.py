"""Only a clear yes is a yes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_crm.fields import consent


@pytest.mark.parametrize(
    "typed",
    [
        "ja",
        "JA",
        "x",
        "X",
        "1",
        "true",
        "WAHR",
        "yes",
        "Double-Opt-In",
        "subscribed",
        "angemeldet",
        "✓",
        "oui",
        "Opt-in",
        "ja, 12.01.2024",
        "Ja seit 12.01.2024",
        "ja (12.01.24)",
        "yes since 2024-01-12",
        "eingewilligt am 3. Januar 2024",
        "x 12.01.2024 14:30",
        "ja, bis auf Widerruf",
        "erteilt (bis auf jederzeitigen Widerruf)",
    ],
)
def test_a_yes(typed):
    assert consent.read(typed) == ("yes", None)


@pytest.mark.parametrize(
    "typed",
    ["nein", "0", "FALSE", "abgemeldet", "unsubscribed", "opt-out", "Opted out", "cleaned", "no", "Widerspruch"],
)
def test_a_no(typed):
    assert consent.read(typed) == ("no", None)


@pytest.mark.parametrize(
    "typed",
    [
        "nein (03/25)", "Nein - Anruf 3.4.25", "nein lt. Mail", "nein, Anruf 3.4.25", "nein (Brief vom 2.5.)", "nein, erst ab Mai",
        "nein, nur Rechnungen", "nein, nicht abgemeldet", "NEIN!!", "N (Telefonat)", "nö, danke", "no, by phone",
        "nein, bis auf Widerruf", "ja, bis zum Widerruf am 3.4.24",
    ],
)  # fmt: skip
def test_a_no_stays_one_whatever_is_added(typed):
    assert consent.read(typed) == ("no", None)


@pytest.mark.parametrize(
    "typed",
    [
        "nicht erwünscht", "unerwünscht", "kein Interesse", "keine Werbung", "gekündigt", "storniert", "bitte löschen", "entfernt",
        "raus", "verstorben", "widersprochen", "Werbewiderspruch", "gesperrt", "ausgetragen", "Einwilligung entzogen",
        "bitte nicht", "auf keinen Fall", "lehnt ab", "will keine Post", "hat zurückgezogen", "nix", "not wanted", "declined by phone",
        "noch keine Post", "noch nicht anschreiben", "removed", "deceased", "no longer wanted",
        "please do not write", "opted out in May", "nicht gesperrt, aber keine Werbung",
    ],
)  # fmt: skip
def test_a_no_in_peoples_own_words(typed):
    assert consent.read(typed) == ("no", None)


@pytest.mark.parametrize(
    "typed",
    [
        "nicht gesperrt", "keine Einschränkung", "kein Widerspruch", "keine Werbesperre", "nicht abgemeldet", "keine Angabe",
        "noch nicht gefragt", "nicht bekannt", "n/a", "nicht bestätigt", "not set", "Notar", "Noten", "Norbert", "total",
    ],
)  # fmt: skip
def test_what_denies_a_no_or_knows_nothing_is_neither(typed):
    assert consent.read(typed) == (None, "consent_unknown")


@pytest.mark.parametrize(
    "typed",
    [
        "weiß nicht", "Weiß ich leider nicht", "weiß er noch nicht", "wissen wir nicht", "don't know", "I don’t know yet", "dont know",
        "do not know", "doesn't know", "no idea", "not yet", "not yet asked", "not decided", "nicht entschieden", "noch nicht entschieden",
    ],
)  # fmt: skip
def test_who_does_not_know_has_not_said_no(typed):
    assert consent.state(typed) is None and consent.read(typed) == (None, "consent_unknown")


@pytest.mark.parametrize(
    "typed",
    [
        "weiß nicht, bitte nicht anrufen", "don't know, but don't write", "er will nicht", "weiß Bescheid: will nicht",
        "not yet a customer, no mail",
    ],
)  # fmt: skip
def test_a_no_beside_not_knowing_stays_a_no(typed):
    assert consent.state(typed) == "withdrawn"


@pytest.mark.parametrize(
    "typed", ["nein, will nicht mehr", "kein Newsletter", "nicht mehr", "abgelehnt", "ja", "03.04.2025"]
)
def test_under_a_heading_of_refusals_only_a_bare_no_is_none(typed):
    assert consent.objects(typed) and not consent.objects("Nein") and not consent.objects("0")


@pytest.mark.parametrize(
    "typed", ["ja?", "?", "vielleicht", "unbekannt", "2", "offen", "pending", "unconfirmed", "ja?nein", "nur Post"]
)
def test_anything_else_is_unknown(typed):
    assert consent.read(typed) == (None, "consent_unknown")


def test_an_empty_cell_says_nothing():
    assert consent.read("") == consent.read("-") == (None, None)


@given(st.text(st.characters()))
def test_no_text_breaks_the_reader(typed):
    assert consent.clean(typed) in ("yes", "no", None)
