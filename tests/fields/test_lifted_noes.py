"""A no that was lifted, that only tells what happened, or that is about a bill: told at most, and bars nobody."""

import pytest

from kmu_crm.fields import beside, refusing


@pytest.mark.parametrize(
    "words",
    [
        "Werbesperre, aufgehoben", "Werbesperre; am 3.4.2024 aufgehoben", "Werbewiderspruch, wurde zurückgenommen",
        "Einwilligung widerrufen, neu erteilt 1.2.2024", "keine Werbung, wieder ok", "keine Werbung / jetzt wieder erwünscht",
        "keine Werbung, Newsletter ok", "Werbesperre, seit 2024 wieder erlaubt", "Werbewiderspruch, irrtümlich",
        "Werbewiderspruch | Widerspruch zurückgezogen", "keine Werbung, aber Newsletter gewünscht", "keine Werbung, Mails jetzt wieder ok",
        "Einwilligung widerrufen 2021, erneut eingewilligt am 3.5.2022", "keine Werbung, Werbesperre hinfällig",
    ],
)  # fmt: skip
def test_a_no_that_a_later_part_lifts_is_told_and_bars_nobody(words):
    assert refusing.may_forbid(words)
    assert not refusing.is_objection(words)


@pytest.mark.parametrize(
    "words",
    [
        "keine Werbung, ok", "keine Werbung, Termin-SMS ok", "keine Werbung, Rechnung per Mail ok",
        "Werbesperre, Newsletter angemeldet",
        "keine Werbung, E-Mail ok", "keine Werbung, Mail möglich", "keine Werbung, Mails ja", "keine Werbung, nur E-Mail erlaubt",
        "Newsletter ok 2020, Werbewiderspruch 2024",
        "Werbesperre aufgehoben, Werbewiderspruch 2025", "keine Werbung, Einwilligung zurückgenommen", "Werbesperre, erledigt",
        "keine Werbung, Newsletter nicht erwünscht", "Kündigung zurückgenommen, keine Werbung", "keine Werbung, gewünscht von Kunde",
        "Werbewiderspruch, Einwilligung zurückgezogen", "keine Werbung, Mahnung aufgehoben", "Werbewiderspruch per Mail",
        "keine Werbung, zahlt ok", "Widerspruch, Werbesperre", "Werbung nicht erwünscht, wieder Kunde seit 2024",
    ],
)  # fmt: skip
def test_a_no_beside_which_other_things_are_ok_still_holds(words):
    assert refusing.is_objection(words)


@pytest.mark.parametrize(
    "words",
    [
        "nicht angeschrieben", "nicht kontaktiert", "nicht mehr beworben", "Kunde hat keine Werbung bekommen",
        "Kundin Abel hat leider keine Werbung erhalten", "hatte keine Werbung erhalten", "Todesfall, Termin verschoben",
        "Widerspruch, Rechnung geprüft", "Rechnung 47, Widerspruch", "Widerspruch; Mahnung gestoppt", "Widerspruch | Vertrag",
    ],
)  # fmt: skip
def test_what_happened_or_is_about_a_bill_bars_nobody(words):
    assert not refusing.is_objection(words)


@pytest.mark.parametrize(
    "words",
    [
        "Todesfall", "Todesfall 3/2024", "Widerspruch", "Kunde hat widersprochen", "VIP, Widerspruch", "Widerspruch, DSGVO-Widerspruch",
        "soll nicht mehr angeschrieben werden", "darf nicht kontaktiert werden", "DSGVO-Widerspruch, Rechnung geprüft",
    ],
)  # fmt: skip
def test_a_bare_no_that_stands_alone_holds(words):
    assert refusing.is_objection(words)


@pytest.mark.parametrize(
    "words",
    [
        "Widerspruch, Rechnung geprüft",
        "Rechnung 47, Widerspruch",
        "Todesfall, Termin verschoben",
        "Widerspruch | Vertrag",
    ],
)
def test_a_bare_no_beside_a_bill_is_told(words):
    assert refusing.may_forbid(words)


@pytest.mark.parametrize("words", ["hat nichts dagegen", "Werbung ok", "Newsletter wieder erlaubt"])
def test_a_yes_is_no_no(words):
    assert not refusing.is_objection(words)
    assert not refusing.may_forbid(words)


@pytest.mark.parametrize(
    "cell",
    [
        "Huber (Werbesperre aufgehoben)", "Huber - Werbesperre, aufgehoben", "Huber, keine Werbung, wieder ok",
        "Huber (Werbesperre, 2024 aufgehoben)", "Huber - keine Werbung, Newsletter ok",
    ],
)  # fmt: skip
def test_so_it_is_beside_a_name(cell):
    assert beside.may_object(cell)
    assert not beside.objects(cell)


def test_beside_a_name_a_consent_taken_back_lifts_nothing():
    assert beside.objects("Huber (Werbewiderspruch, Einwilligung zurückgezogen)")


@pytest.mark.parametrize(
    ("status", "holds"),
    [
        ("Werbesperre", True), ("Werbesperre aufgehoben", False), ("Werbewiderspruch 2024 zurückgenommen", False),
        ("Werbesperre nicht aufgehoben", True),
        ("Werbesperre Newsletter ok", True), ("keine Werbung gewünscht jetzt", True), ("Werbung nicht erwünscht", True),
        ("keine Werbung, Newsletter ok", False),
    ],
)  # fmt: skip
def test_so_it_is_in_a_status(status, holds):
    assert refusing.forbids(status) == holds
    assert refusing.may_forbid(status)
