"""Whose word counts is a rule set, and each value says by which of its rules it won."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_golden import of_source, word

from kmu_crm import i18n
from kmu_crm.profiles import trust
from kmu_crm.profiles.golden import choose
from kmu_crm.profiles.precedence import sentence
from kmu_crm.profiles.word import Word


@pytest.fixture(autouse=True)
def in_german() -> None:
    i18n.use("de")


def told(field: str, *words: Word, permitted: tuple[str, ...] = (), **settings: str) -> tuple[str, str]:
    """The value that holds, and why."""
    rules = trust.of({f"trust.{group}": text for group, text in settings.items()})
    found = choose(words, {}, permitted, rules, told=True)[field]
    assert found.why is not None
    return found.value, sentence(found.why)


def test_the_reason_names_the_kinds_of_sources_that_won_and_lost() -> None:
    words = word("shopify", phone="+491"), word("datev", phone="+492")
    assert told("phone", *words) == ("+492", "gilt, weil Buchhaltung vor Shop geht")
    assert told("phone", *words, phone="shop") == ("+491", "gilt, weil Shop vor Buchhaltung geht")


def test_an_order_set_for_one_group_leaves_the_others_alone() -> None:
    words = [
        word(system, phone="+49" + n, company=n, email=n + "@b.example")
        for system, n in (("datev", "1"), ("shopify", "2"))
    ]
    rules = trust.of({"trust.phone": "shop"})
    assert {field: choose(words, {}, (), rules)[field].value for field in ("phone", "company")} == {
        "phone": "+492",
        "company": "1",
    }
    rules = trust.of({"trust.all": "shop"})
    assert choose(words, {}, (), rules)["company"].value == "2"


def test_the_order_of_the_sheet_for_a_group_stands_against_one_set_for_all() -> None:
    assert trust.of({"trust.all": "accounting,list"}).orders["email"] == trust.AS_DELIVERED.orders["email"]


def test_kinds_that_an_order_leaves_out_follow_as_in_the_sheet_and_what_was_typed_in_goes_first() -> None:
    assert trust.of({"trust.name": "newsletter, list"}).orders["name"] == (
        "entry", "newsletter", "list", "accounting", "shop", "contacts", "orders",
    )  # fmt: skip


def test_of_equal_sources_the_first_holds_or_the_newest_or_the_fullest_record() -> None:
    one = of_source(1, word("list", "A", phone="+491"))
    full = of_source(2, word("list", "B", phone="+492", city="Ulm", company="Kranz"))
    new = of_source(3, word("list", "C", phone="+493"))
    assert told("phone", one, full, new) == ("+491", "gilt, weil seine Quelle zuerst da war")
    assert told("phone", one, full, new, equals="newest") == ("+493", "gilt, weil es der neueste Stand ist")
    assert told("phone", one, full, new, equals="fullest") == (
        "+492",
        "gilt, weil sein Datensatz der vollständigste ist",
    )
    assert told("phone", one, of_source(1, word("list", "D", phone="+494")))[1] == "gilt: neuester Stand dieser Quelle"


@pytest.mark.parametrize(
    ("field", "words", "permitted", "reason"),
    [
        ("phone", (word(phone="+491"),), (), "einzige Angabe"),
        ("phone", (word(phone="+491"), word("datev", phone="+491")), (), "alle Angaben stimmen überein"),
        ("phone", (word("datev", phone="+491"), word("kmu_crm", phone="+492")), (), "von Hand eingetragen"),
        ("phone", (word("datev", phone="+491"), of_source(2, word("list", phone="+492"), "update")), (),
         "gilt, weil seine Quelle andere ersetzen soll, wie beim Import gewählt"),
        ("phone", (word("list", phone="+491"), of_source(2, word("datev", phone="+492"), "new")), (),
         "gilt, weil die andere Quelle nur neue Kunden bringt"),
        ("email", (word("shopify", email="a@b.example"), word("list", email="c@d.example")), ("c@d.example",),
         "gilt, weil dorthin geschrieben werden darf"),
        ("city", (word("datev", street="Weg 1", city="Ulm"), word("list", street="Hang 2", city="Köln")),
         (), "aus demselben Datensatz wie der Wert, zu dem er gehört"),
        ("family_name", (word("datev", family_name="K."), word("list", family_name="Kranz")), (),
         "gilt, weil es der volle Name ist"),
        ("company", (word("datev", company="M?ller"), word("list", company="Müller")), (),
         "gilt, weil der anderen Angabe Buchstaben fehlen"),
        ("street", (word("datev", street="Am Hang 8"), word("list", street="Talweg 2", postcode="04275", city="Leipzig")), (),
         "gilt, weil eine Postleitzahl dabei steht"),
        ("street", (word("kmu_crm", street="Am Hang 8"), word("datev", street="Weg 1"), word("list", city="Leipzig")), (),
         "von Hand eingetragen"),
    ],
)  # fmt: skip
def test_each_reason_in_words(field: str, words: tuple[Word, ...], permitted: tuple[str, ...], reason: str) -> None:
    assert told(field, *words, permitted=permitted)[1] == reason
    assert told(field, *reversed(words), permitted=permitted)[1] == reason


def test_what_a_person_put_right_says_so() -> None:
    found = choose([word(phone="+491")], {"phone": "+492"}, told=True)["phone"]
    assert found.why and sentence(found.why) == "von Hand korrigiert"


@given(
    st.lists(st.tuples(st.sampled_from(["datev", "shopify", "list", "outlook"]), st.sampled_from(["+491", "+492", "+493"])), min_size=2),
    st.permutations(["shop", "accounting", "contacts", "list"]),
)  # fmt: skip
def test_where_a_kind_is_said_to_have_won_the_order_says_so(said: list[tuple[str, str]], order: list[str]) -> None:
    rules = trust.of({"trust.phone": ",".join(order)})
    why = choose(
        [word(system, str(n), phone=phone) for n, (system, phone) in enumerate(said)], {}, (), rules, told=True
    )["phone"].why
    assert why is not None
    if why.code == "rank":
        assert (why.winner, why.loser) in combinations(order, 2)
    else:
        assert why.code in ("newest", "agreed")
