"""A no to advertising one way only."""

import pytest

from kmu_crm.fields import beside, refusing


@pytest.mark.parametrize(
    ("words", "ways"),
    [
        ("keine Werbung per Brief", "post"), ("Newsletter ok, keine Werbung per Brief", "post"), ("keine Werbeanrufe", "phone"),
        ("keine Werbebriefe, E-Mail ok", "post"), ("wünscht keine Werbemails mehr", "email"), ("keine Werbung per E-Mail", "email"),
        ("keine Werbung per Mail oder Telefon", "email phone"), ("keine Werbung per Brief, Telefon oder Mail", "email phone post"),
        ("keine Werbung per Brief/Telefon", "phone post"), ("keine Postwerbung", "post"), ("Telefonwerbung unerwünscht", "phone"),
        ("keine telefonische Werbung", "phone"), ("keine Werbemailings", "email post"),
        ("keine Werbepost; keine Werbeanrufe", "phone post"), ("Bitte keine Werbung auf dem Postweg", "post"),
        ("Werbung per Post nicht gewünscht", "post"), ("zahlt gut, keine E-Mail-Werbung", "email"),
        ("keine Werbeanrufe seit 3/2024", "phone"), ("keine Werbung, per Post ok", "email phone"),
        ("keine Werbung, nur Brief erlaubt", "email phone"), ("keine Werbung, Newsletter ok", "phone post"),
        ("keine Werbeanrufe, Werbemails", "email phone"), ("keine Werbemails/Werbeanrufe", "email phone"),
        ("keine Werbemails, Werbeanrufe, Werbepost", "email phone post"), ("keine Telefonwerbung, E-Mail-Werbung", "email phone"),
        ("keine Werbeanrufe/-mails", "email phone"), ("keine Werbung per Mails", "email"),
        ("keine Werbemails und Newsletter", "email"), ("keine Werbepost oder Anrufe", "phone post"),
        ("keine Werbeanrufe, Werbemails ok", "phone"),
        ("keine Werbung per Mail, 3.4.2024", "email"), ("keine Werbung per Post (3.4.24)", "post"),
        ("Werbesperre Post", "post"), ("Werbesperre E-Mail und Telefon", "email phone"), ("Werbestopp für Newsletter", "email"),
        ("Werbewiderspruch, Katalog erwünscht", "email phone"), ("Widerspruch, Newsletter ok", "phone post"),
        ("keine Werbung, Katalog erlaubt", "email phone"), ("Werbesperre, Newsletter wieder angemeldet", "phone post"),
    ],
)  # fmt: skip
def test_holds_for_that_way_alone(words, ways):
    assert refusing.ways(words) == set(ways.split())
    assert not refusing.is_objection(words)
    assert not refusing.forbids(words)
    assert refusing.may_forbid(words)


@pytest.mark.parametrize(
    "words", ["keine Werbung per Mail vom 3.4.2025", "Werbewiderspruch per Mail", "keine Werbung laut Brief", "keine Werbezusendungen",
              "keine Werbung; keine Werbeanrufe", "Werbesperre, per Mail 3.4.25", "keine Werbung (Mail 3.4.24)",
              "keine Werbung (Anruf 12.3.2024)", "keine Werbung (tel. 12.03.2024)", "keine Werbung (telefonisch)",
              "möchte keine Werbung mehr (per Mail 12.3.2024)", "keine Werbung - Mail 3.4.24", "keine Werbung Mail 3.4.2024",
              "keine Werbung Anruf 3.4.2024", "keine Werbung (Brief 3.4.2024)", "keine Werbung per Mail 3.4.2024",
              "keine Werbung (per E-Mail)", "Werbesperre Mail 3.4.24", "Werbesperre (Post)", "Werbewiderspruch Brief",
              "keine Werbung telefonisch", "keine Werbung per Post und Mail 3.4.24", "keine Werbung, SMS ok",
              "keine Werbung, Anruf erlaubt", "keine Werbung + Newsletter", "keine Werbung & Newsletter"],
)  # fmt: skip
def test_an_objection_that_came_some_way_is_one_to_all_advertising(words):
    assert refusing.is_objection(words)
    assert refusing.ways(words) == set()


@pytest.mark.parametrize(
    "words", ["keine Werbeanrufe, wieder ok", "keine Werbemails; Newsletter wieder erwünscht", "keine Werbemails, E-Mail jetzt ok",
              "hat keine Werbebriefe bekommen", "kein Interesse an Telefonwerbung", "druckt keine Werbebriefe"],
)  # fmt: skip
def test_one_that_was_lifted_or_only_told_refuses_no_way(words):
    assert refusing.ways(words) == set()
    assert not refusing.is_objection(words)


@pytest.mark.parametrize(
    ("words", "ways", "left"),
    [
        ("keine Werbeanrufe, kein Newsletter", "email phone", ""), ("kein Newsletter, keine Werbeanrufe", "email phone", ""),
        ("keine Werbebriefe, bitte nicht anrufen", "phone post", ""), ("keine Werbeanrufe, Newsletter: nein", "email phone", ""),
        ("keine Werbung per Post, Newsletter abbestellt", "email post", ""), ("Keine Werbeanrufe. Keine Kataloge.", "phone post", ""),
        ("keine Telefonwerbung, vom Newsletter abgemeldet", "email phone", ""), ("keine Werbepost; kein Newsletter", "email post", ""),
        ("keine Werbung, Newsletter ok, bitte nicht anrufen", "phone post", ""),
        ("keine Werbeanrufe, Newsletter abbestellt, Newsletter wieder ok", "phone", ""),
        ("keine Werbeanrufe, aus dem Verteiler nehmen", "email phone post", ""),  # in doubt every way
        ("keine Werbeanrufe, keine SMS", "phone", "keine sms"),
        ("keine Werbeanrufe, Ehemann verstorben", "phone", "ehemann verstorben"), ("keine Werbeanrufe, zahlt gut", "phone", "zahlt gut"),
        ("keine Werbeanrufe, Auto abgemeldet", "phone", "auto abgemeldet"), ("keine Werbepost, gesperrt", "post", "gesperrt"),
        ("keine Werbepost, keine Weihnachtskarte", "post", "keine weihnachtskarte"),
        ("keine Werbepost, Zeitschrift abbestellt", "post", "zeitschrift abbestellt"),
        ("keine Werbeanrufe, keine Einwilligung", "email phone post", ""),
        ("keine Werbepost, nicht kontaktieren wegen Trauer", "email phone post", ""),
        ("keine Werbeanrufe, Rechnung nicht per Post", "phone", "rechnung nicht per post"),
        ("kein Newsletter, bitte nicht anrufen", "", "kein Newsletter, bitte nicht anrufen"),  # no word of advertising: told
        ("keine Werbepost, nicht per Brief sondern per Mail", "post", ""), ("keine Werbeanrufe, kein Telefonat nur Mail", "phone", ""),
        ("keine Werbepost, aber nicht anrufen", "phone post", ""), ("keine Telefon- oder E-Mail-Werbung", "email phone", ""),
    ],
)  # fmt: skip
def test_beside_a_no_to_one_way_others_are_heard_in_any_words(words, ways, left):
    assert refusing.ways(words) == set(ways.split())
    assert refusing.left(words) == left


@pytest.mark.parametrize(
    ("words", "ways"),
    [
        ("keine Werbeanrufe, Mail vom 3.4.24", "phone"), ("keine Werbeanrufe, E-Mail 3.4.24", "phone"),
        ("keine Werbeanrufe (Mail 3.4.24)", "phone"), ("keine Werbeanrufe - Mail 3.4.24", "phone"),
        ("keine Werbepost, Anruf 3.4.24", "post"),
        ("keine Werbung per Post (Anruf 3.4.24)", "post"), ("keine Werbung per Post (per Mail)", "post"),
        ("keine Werbepost lt. Mail 3.4.24", "post"), ("keine Werbung per Post laut Anruf", "post"),
        ("keine Werbeanrufe per Mail vom 3.4.24", "phone"), ("keine Werbung per Brief, Telefon und Mail 3.4.24", "email phone post"),
    ],
)  # fmt: skip
def test_how_and_when_it_was_said_is_no_further_way(words, ways):
    assert refusing.ways(words) == set(ways.split())
    assert beside.ways(f"Huber - {words}") == set(ways.split())
    assert not refusing.may_forbid(refusing.left(words))


@pytest.mark.parametrize("words", ["keine Werbeanrufe, Widerspruch", "keine Werbeanrufe, keine Werbung mehr"])
def test_beside_an_objection_to_everything_one_way_adds_nothing(words):
    assert refusing.is_objection(words)


def test_a_status_forbids_all_where_what_is_left_of_it_does():
    assert refusing.forbids("keine Werbung per Post; laut Frau Kern verstorben")


@pytest.mark.parametrize(
    ("cell", "ways"),
    [
        ("Huber (keine Werbeanrufe)", "phone"), ("Huber - keine Werbung per Brief", "post"), ("Huber keine Werbemails", "email"),
        ("Huber (Werbesperre)", ""), ("Huber (keine Werbeanrufe, wieder ok)", ""), ("Postwerbung Huber GmbH", ""),
        ("Keine Werbeanrufe GmbH", ""), ("Huber", ""), ("Huber (keine Werbung, Post ok)", "email phone"),
        ("Huber - keine Werbung, Newsletter ok", "phone post"), ("Huber (Newsletter ok 2020, Werbewiderspruch 2024)", ""),
        ("keine Werbung per Telefon, Mail, Post", "email phone post"), ("keine Werbung per Post/Mail", "email post"),
        ("Huber keine Werbung per Telefon, Mail", "email phone"), ("Huber (keine Werbung per Brief/Mail)", "email post"),
        ("Huber (keine Telefon- oder E-Mail-Werbung)", "email phone"),
        ("Huber (keine Werbeanrufe/Werbemails)", "email phone"), ("Huber - keine Werbemails, Werbepost", "email post"),
        ("Huber (keine Werbeanrufe, kein Newsletter)", "email phone"), ("Huber - keine Werbeanrufe (kein Newsletter)", "email phone"),
        ("Huber (keine Werbung per Mail 3.4.24)", ""), ("Huber (keine Werbung) - Mail", ""),
        ("Huber (keine Werbung per Mail) 3.4.24", "email"), ("Huber (Werbesperre Post)", "post"), ("Huber Werbesperre Post", "post"),
    ],
)  # fmt: skip
def test_so_it_does_beside_a_name(cell, ways):
    assert beside.ways(cell) == set(ways.split())
    assert not (ways and beside.objects(cell))


@pytest.mark.parametrize(
    "cell",
    ["Huber (keine Werbung per Mail 3.4.24)", "Huber (keine Werbung) - Mail",
     "Huber keine Werbung Mail"],
)  # fmt: skip
def test_beside_a_name_as_well_an_objection_that_came_some_way_is_one_to_all(cell):
    assert beside.objects(cell)


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("Huber (keine Werbeanrufe)", False), ("Huber (keine Werbeanrufe) - tot", True), ("Huber keine Werbeanrufe (+ 2021)", True),
        ("keine Werbepost, Einwilligung fehlt", True), ("Huber (keine Werbeanrufe, kein Newsletter)", False), ("Huber - gesperrt", True),
        ("Huber (keine Werbung)", False), ("Huber blockiert keine Werbemails", True),
    ],
)  # fmt: skip
def test_what_is_left_beside_a_name_is_still_told(cell, told):
    assert beside.may_say_more(cell) == told


@pytest.mark.parametrize(
    ("words", "ways"),
    [
        ("keine Werbepost, aber auch kein Newsletter", {"post", "email"}),
        ("keine Werbung per Post, aber auch keine Mails", {"post", "email"}),
        ("keine Werbeanrufe, Newsletter seit 2020", {"phone"}),
        ("keine Werbeanrufe, abgemeldet am 3.4. vom Yogakurs", {"phone"}),
        ("keine Werbepost, nur per Mail kontaktieren nicht per Telefon", {"post"}),
        ("keine Werbepost, hat sich abgemeldet", {"post", "email", "phone"}),
        ("keine Werbeanrufe, Opt-out", {"post", "email", "phone"}),
        ("keine Werbeanrufe, möchte nichts mehr hören", {"post", "email", "phone"}),
        ("keine Werbeanrufe, Auto abgemeldet", {"phone"}),
        ("keine Werbeanrufe, Mail vom 3.4.24", {"phone"}),
    ],
)
def test_what_else_a_cell_says_no_to_is_heard(words, ways):
    assert refusing.ways(words) == ways or (len(ways) == 3 and refusing.is_objection(words))
