"""Merges that are all taken back leave every permission as if nobody had ever merged, whatever came and went meanwhile."""

from contextlib import suppress
from random import Random
from typing import Any

import pytest
from desk_town import Town, customer
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kmu_crm.desk import deciding, entry, steps
from kmu_crm.desk.deciding import Wish
from kmu_crm.desk.rebuilding import rebuild
from kmu_crm.errors import KmuError
from kmu_crm.profiles import queries
from kmu_crm.store.store import Store

PEOPLE = {
    "A": ("Reto", "Kälin", "reto@bluewin.ch", {"phone": "055 412 11 11"}),
    "B": ("Fredi", "Schönbächler", "fredi@gmx.ch", {"phone": "055 412 22 22"}),
    "C": ("Vreni", "Ochsner", "vreni@gmx.ch", {"phone": "055 412 33 33"}),
}

rows = st.tuples(st.sampled_from([*PEOPLE]), st.sampled_from(["ja", "nein", ""]), st.booleans())
places = st.integers(0, 4)
actions = st.lists(
    st.one_of(
        st.tuples(st.just("import"), st.lists(rows, min_size=1, max_size=3, unique_by=lambda row: row[0])),
        st.tuples(st.just("typed"), st.sampled_from([*PEOPLE])),
        st.tuples(st.just("undo"), places),
        st.tuples(st.just("merge"), places, places),
        st.tuples(st.just("step back"), places),
        st.tuples(st.just("step again"), places),
    ),
    min_size=3,
    max_size=7,
)
FIRST = ("import", [("A", "ja", False), ("B", "nein", False), ("C", "", False)])


def does(town: Town, action: tuple[Any, ...], merging: bool) -> None:
    db, verb = town.store.db, action[0]
    if verb == "import":
        town.customers(*(row(town.files, *one) for one in action[1]))
    elif verb == "undo":
        town.undo(action[1])
    elif verb == "typed":
        given, family, mail, _more = PEOPLE[action[1]]
        entry.new(db, "customer", {"given_name": given, "family_name": family, "email": mail})
    elif merging:
        with suppress(KmuError):
            merges(town, verb, *action[1:])


def row(file: int, who: str, newsletter: str, elsewhere: bool) -> tuple[str, ...]:
    """One person in one file; `elsewhere`: under another mail address than in the others."""
    given, family, mail, more = PEOPLE[who]
    return customer(f"{who}{file}", given, family, f"privat.{mail}" if elsewhere else mail, newsletter, **more)


def merges(town: Town, verb: str, a: int, b: int = 0) -> None:
    db = town.store.db
    ids = sorted(queries.everybody(db))
    if verb == "merge":
        if ids:
            with steps.recorded(db, "merged", "test"):
                deciding.carry_out(db, [Wish(ids[a % len(ids)], ids[b % len(ids)], True)], "test")
    elif verb == "step again":
        steps.redo_last(db, "test")
    elif standing := [one.id for one in steps.all_of(db) if one.undone is None]:
        steps.undo(db, standing[a % len(standing)], "test")


def permissions(town: Town) -> list[tuple[Any, ...]]:
    assert rebuild(town.store.db).identical
    return town.store.db.execute(
        "SELECT m.record_id, m.profile_id, p.email_ok, p.phone_ok, p.post_ok FROM membership AS m"
        " JOIN profile AS p ON p.id = m.profile_id ORDER BY m.record_id"
    ).fetchall()


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example([("import", [("A", "", False), ("B", "", False)]), ("merge", 0, 1), ("undo", 1)], Random(1))
@example([("merge", 0, 1), ("undo", 0), ("import", [("A", "ja", False)])], Random(1))
@given(actions, st.randoms())
def test_permissions_are_as_if_nobody_had_merged(
    tmp_path_factory: pytest.TempPathFactory, todo: list[Any], chance: Random
) -> None:
    found = []
    for merging in (True, False):
        folder = tmp_path_factory.mktemp("town")
        with Store(folder / "town.kmucrm") as store:
            town = Town(folder, store)
            for action in (FIRST, *todo):
                does(town, action, merging)
            while merging and (left := [one.id for one in steps.all_of(store.db) if steps.stands(store.db, one.id)]):
                steps.undo(store.db, chance.choice(left), "test")
            found.append(permissions(town))
    assert found[0] == found[1]
