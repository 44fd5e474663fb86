"""Whatever was merged: nothing that anybody said of a customer is lost or changed, and taking it back gives what was."""

import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from desk_town import AS_OF, Town
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kmu_crm.consent import ledger
from kmu_crm.decisions import journal
from kmu_crm.desk import deciding, related
from kmu_crm.desk.deciding import Wish
from kmu_crm.desk.derive import derive
from kmu_crm.errors import KmuError
from kmu_crm.outreach import export, log
from kmu_crm.outreach.plan import Request, plan
from kmu_crm.profiles import build, queries, timeline
from kmu_crm.profiles.golden import says
from kmu_crm.profiles.relations import said
from kmu_crm.store.store import Store
from tests.desk.test_rebuilding import FILES, PLACE, actions
from tests.taking_back import take_back

pairs = st.lists(st.tuples(PLACE, PLACE), min_size=1, max_size=4)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(actions, min_size=3, max_size=7), pairs, pairs)
def test_counts_before_are_counts_after_and_back_again(
    steps: list[tuple[Any, ...]], ties: list[tuple[int, int]], merges: list[tuple[int, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "town.kmucrm") as store:
        town = Town(Path(folder), store)
        for verb, *words in steps:
            if verb == "decide" and words[0] == "email" and not words[-1]:
                continue  # whoever says that there is no address hides that of the other one, too
            call = getattr(town, str(verb))
            call(*words[:-1], *words[-1]) if verb in FILES else call(*words)
        for a, b in ties:
            told(town, a, b)
        mailed(town, Path(folder))
        before, drawn = held(town), town.profiles()
        made = [number for a, b in merges if (number := merged(town, a, b)) is not None]
        after = held(town)
        assert after == before
        for number in reversed(made):
            take_back(store.db, number, "test")
        derive(store.db, as_of=AS_OF)
        assert (held(town), town.profiles()) == (before, drawn)


def told(town: Town, a: int, b: int) -> None:
    one, other = two(town, a, b)
    if one != other:
        related.relate(town.store.db, one, "lives_with", other, "test")


def mailed(town: Town, folder: Path) -> None:
    """Everybody who may be written to, and a control group, in a campaign."""
    ids = tuple(queries.everybody(town.store.db))
    asked = Request("Sommer", ids, "alle", "advertising", "email", "cleverreach", control=0.3, seed=7, as_of=AS_OF)
    try:
        export.write(town.store.db, plan(town.store.db, asked), folder / "liste.csv", "test")
    except KmuError as error:
        town.refused.append(error)


def merged(town: Town, a: int, b: int) -> int | None:
    one, other = two(town, a, b)
    if one == other:
        return None
    try:
        return deciding.carry_out_each(town.store.db, [Wish(one, other, True)], "test")[0]
    except KmuError as error:  # a standing decision says that they are two
        town.refused.append(error)
        return None


def two(town: Town, a: int, b: int) -> tuple[int, int]:
    ids = sorted(queries.everybody(town.store.db)) or [0]
    return ids[a % len(ids)], ids[b % len(ids)]


def held(town: Town) -> dict[str, object]:
    """All that is said of anybody, by records and addresses, which no merge touches."""
    db = town.store.db
    numbers = sorted(queries.everybody(db))
    entries = [entry for number in numbers for entry in timeline.entries(db, number, limit=10_000)]
    addresses = sorted({one for number in numbers for one in timeline.addresses_of(db, number)})
    tags = {tag for number in numbers for tag in str(queries.profile(db, number)["tags"]).split("|") if tag}
    campaigns = [one.id for one in log.campaigns(db)]
    return {
        "facts": Counter(entry.fact_id for entry in entries if entry.fact_id),
        "consents": [event.id for event in ledger.history(db, addresses)],
        "tags": tags,
        "campaigns": [
            (one.record_id, one.address, one.arm) for number in campaigns for one in log.recipients(db, number)
        ],
        "nobody's": sum(one.profile_id is None for number in campaigns for one in log.recipients(db, number)),
        "relations": [one.id for one in journal.standing(db, journal.ASIDE)],
        "values": {value for number in numbers for value in visible(town, number)},
    }


def visible(town: Town, number: int) -> set[tuple[str, str]]:
    """Every value of every record stands in the profile, as the one that speaks or as another; what a person put right speaks. A list
    that brings new customers alone says nothing of one whom others know."""
    words = build.words_of(town.store.db, number)
    choices = build.choices_of(town.store.db, words)
    found = set()
    for field in ("email", "phone", "city", "customer_since"):
        shown = (
            {choices[field].value, *(value for value, _word in choices[field].others)} if field in choices else set()
        )
        for value in {value for word in words if word.mode != "new" for value in says(word, field)}:
            assert value.casefold() in {one.casefold() for one in shown}, f"{field} {value} is not shown of {number}"
            found.add((field, value))
    return found


def test_a_told_relation_of_two_who_became_one_comes_back_with_them(town: Town) -> None:
    town.customers(("K1", "Anna", "Muster", "", "", "", "", "", ""), ("K2", "Karl", "Kurz", "", "", "", "", "", ""))
    related.relate(town.store.db, 1, "lives_with", 2, "test")
    number = merged(town, 0, 1)
    assert number is not None
    assert said.of(town.store.db) == []
    take_back(town.store.db, number, "test")
    assert [(one.a, one.b) for one in said.of(town.store.db)] == [(1, 2)]
