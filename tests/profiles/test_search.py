"""Search finds people as they are typed, and never stumbles over what is typed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_crm.profiles import queries, search
from kmu_crm.store.store import Store
from tests.desk.desk_town import Town, customer, invoice

PEOPLE = (
    customer("K-1001", "Jürgen", "Müller", "j.mueller@werkstatt.example", phone="+49 341 2312514", city="Köln"),
    customer(
        "K-1002", "Petra", "Weiß", "petra_weiss@weiss.example", street="Großstr. 5", postcode="04109", city="Leipzig"
    ),
    customer("K-1003", "Max", "Muster", phone="030 99998888", city="Wien"),
)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder: Path = tmp_path_factory.mktemp("search")
    with Store(folder / "town.kmucrm") as store:
        town = Town(folder, store)
        town.customers(*PEOPLE)
        town.invoices(invoice("RE-2025-77", "K-1003", "01.03.2025", "500,00"))
        yield town


def found_in_list(town: Town, typed: str) -> list[int]:
    fit = search.ids(town.store.db, typed)
    return [number for number in queries.everybody(town.store.db) if fit is None or number in fit]


def found(town: Town, typed: str) -> list[str]:
    hits, listed = search.find(town.store.db, typed), found_in_list(town, typed)
    assert sorted(hit.profile_id for hit in hits) == sorted(listed)
    assert search.among(town.store.db, typed, queries.everybody(town.store.db)) == listed
    assert search.few(town.store.db, typed, len(listed)) == set(listed)
    assert not listed or search.few(town.store.db, typed, 0) is None or typed.startswith(("RE", "re"))
    return [hit.display_name for hit in hits]


@pytest.mark.parametrize(
    "typed", ["Müller", "Mueller", "MULLER", "mülle", "jürgen mül", "Müller, Jürgen", "koeln", "Koln"]
)
def test_umlauts_are_found_in_every_spelling(town: Town, typed: str) -> None:
    assert found(town, typed) == ["Jürgen Müller"]


@pytest.mark.parametrize(
    ("typed", "why"),
    [("Muller", "name"), ("mueller", "name"), ("Koln", "city"), ("Werkstatt", "email"), ("2312514", "record")],
)
def test_a_hit_tells_where_it_was_found(town: Town, typed: str, why: str) -> None:
    assert [hit.why for hit in search.find(town.store.db, typed)] == [why]


@pytest.mark.parametrize("typed", ["Weiß", "weiss", "WEISS petra", "Großstr", "grossstr 5", "04109"])
def test_sharp_s_and_places_are_found(town: Town, typed: str) -> None:
    assert found(town, typed) == ["Petra Weiß"]


@pytest.mark.parametrize(
    "typed",
    [
        "+49 341 2312514",
        "0049 341 2312514",
        "0341/2312514",
        "(0341) 231 25-14",
        "+49 (0)341 2312514",
        "03412312",
        "2312514",
    ],
)
def test_phone_numbers_are_found_in_any_notation(town: Town, typed: str) -> None:
    assert found(town, typed) == ["Jürgen Müller"]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("petra_weiss@weiss.example", "email"),
        ("K-1002", "number"),
        ("Leipzig", "city"),
        ("Petra", "name"),
        ("04109", "record"),
    ],
)
def test_a_hit_says_what_the_words_were_found_in(town: Town, typed: str, why: str) -> None:
    assert [(hit.display_name, hit.why) for hit in search.find(town.store.db, typed)] == [("Petra Weiß", why)]


def test_documents_are_found_by_the_order_of_their_numbers(town: Town) -> None:
    asked: list[str] = []
    town.store.db.set_trace_callback(asked.append)
    assert [hit.number for hit in search.documents(town.store.db, "re-2025")] == ["RE-2025-77"]
    assert search.documents(town.store.db, "muller") == []
    town.store.db.set_trace_callback(None)
    steps = [row[3] for row in town.store.db.execute(f"EXPLAIN QUERY PLAN {asked[0]}")]
    assert not any("AUTOMATIC" in step or step.startswith("SCAN f") for step in steps)  # else each key reads all facts


@pytest.mark.parametrize("typed", ["RE-2025-77", "re-2025-77"])
def test_a_document_leads_to_its_customer(town: Town, typed: str) -> None:
    assert [(hit.display_name, hit.why) for hit in search.find(town.store.db, typed)] == [("Max Muster", "document")]


def test_one_or_two_letters_look_at_the_beginning_of_names(town: Town) -> None:
    begins = [search.ids(town.store.db, typed) for typed in ("m", "Mu", "w", "wö", "x")]
    assert [len(ids or ()) for ids in begins] == [2, 2, 1, 0, 0]


def test_the_list_is_in_the_order_of_the_dictionary(town: Town) -> None:
    db = town.store.db
    listed = list(queries.everybody(db, "name", descending=False))
    assert [search.find(db, name)[0].profile_id for name in ("Müller", "Muster", "Weiß")] == listed


@pytest.mark.parametrize("typed", ["", "  ", "K-100"])
def test_what_everybody_has_leaves_everybody_in(town: Town, typed: str) -> None:
    assert search.ids(town.store.db, typed) is None


def test_of_several_the_one_with_more_revenue_comes_first(town: Town) -> None:
    assert next(hit.display_name for hit in search.find(town.store.db, "K")) == "Max Muster"


@pytest.mark.parametrize(
    "typed", ["Nirgendwer", "%", "*", '"', "' OR 1=1 --", "NEAR(", "a AND", "^", "\ud800", "x" * 5000]
)
def test_what_nobody_has_finds_nobody(town: Town, typed: str) -> None:
    assert found(town, typed) == []


PIECES = ("mu", "müller", "0341", "2312514", "+49", "leipzig", "weiss", "04109", "k", "1002", "re", "2025", "77", "g")


@given(
    typed=st.lists(st.sampled_from(PIECES), max_size=4),
    between=st.sampled_from((" ", "-", "/", "")),
)
def test_one_by_one_the_same_are_found_as_by_the_index(town: Town, typed: list[str], between: str) -> None:
    text, everybody = between.join(typed), queries.everybody(town.store.db)
    assert search.among(town.store.db, text, everybody) == found_in_list(town, text)


@given(typed=st.text(st.characters()) | st.text("0123456789+()/- ") | st.text('"*:^()+-{}aM ', min_size=3))
def test_no_text_makes_it_stumble(town: Town, typed: str) -> None:
    search.find(town.store.db, typed)
    search.ids(town.store.db, typed)
