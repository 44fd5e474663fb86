"""Words that may be a no: to the way that they plainly name, in doubt to every way."""

import pytest

from kmu_crm.fields import possible_noes
from kmu_crm.fields.one_way import EVERY_WAY

EMAIL, PHONE, POST = frozenset({"email"}), frozenset({"phone"}), frozenset({"post"})


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("keine Anrufe", PHONE), ("bitte nicht mehr anrufen", PHONE), ("nicht anrufen, nur E-Mail", PHONE),
        ("kein Newsletter mehr", EMAIL), ("möchte keinen Newsletter", EMAIL), ("Newsletter abbestellt", EMAIL),
        ("bitte keine Post", POST), ("keine Kataloge", POST), ("keine Post, alles per Mail", POST),
        ("kein Newsletter, keine Anrufe", EMAIL | PHONE), ("nur noch telefonisch", EMAIL | POST), ("nur Post", EMAIL | PHONE),
        ("nur per Mail", PHONE | POST), ("keine Mails, nur noch Post", EMAIL), ("Mail kommt zurück", EMAIL), ("nur SMS", EVERY_WAY),
        ("keine Werbeanrufe, kein Newsletter mehr", EMAIL | PHONE),
    ],
)  # fmt: skip
def test_a_plain_no_is_to_the_way_it_names(text: str, ways: frozenset[str]) -> None:
    assert possible_noes.ways(text) == ways


@pytest.mark.parametrize(
    "text",
    [
        "bitte löschen", "nicht mehr anschreiben", "Bitte nicht mehr anrufen oder schreiben", "lt. Anruf der Tochter verstorben",
        "Tel. 12.3. möchte nichts mehr von uns hören", "Mail vom 4.4.: bitte alle Daten löschen", "Hat per E-Mail abbestellt",
        "kein Newsletter, bitte auch sonst nichts mehr schicken", "Nicht anrufen. Bitte aus dem Verteiler nehmen",
        "Anruf 3.5.: will nicht mehr angeschrieben werden", "Telefon: bitte nicht mehr kontaktieren",
    ],
)  # fmt: skip
def test_in_doubt_it_is_to_every_way(text: str) -> None:
    assert possible_noes.ways(text) == EVERY_WAY


@pytest.mark.parametrize(
    "text", ["", "ruft gern an", "zahlt pünktlich", "Lieferung nur vormittags", "Mail vom 3.4. beantwortet"]
)
def test_other_words_are_none(text: str) -> None:
    assert possible_noes.ways(text) == frozenset()


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("nein, bitte keine Post", POST), ("No - keine Anrufe, kein Newsletter", EMAIL | PHONE), ("N – keine Mails", EMAIL),
        ("keine Post", frozenset()), ("nein", frozenset()), ("nein, keine Zeit", frozenset()), ("nein, keine Post gekommen", frozenset()),
    ],
)  # fmt: skip
def test_behind_a_bare_no_it_is_an_answer(text: str, ways: frozenset[str]) -> None:
    assert possible_noes.answered(text) == ways
