"""Links to groups: contradictions count for the whole group, and no order of rows changes the outcome."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kmu_crm.decisions.journal import Decision
from kmu_crm.identity.clusters import Link, resolve
from kmu_crm.identity.table import Flags, Ints


def forbidden(*pairs: tuple[int, int]):
    def vetoes(a: Ints, b: Ints) -> Flags:
        return np.array([(x, y) in pairs or (y, x) in pairs for x, y in zip(a.tolist(), b.tolist(), strict=True)], bool)

    return vetoes


def test_a_chain_cannot_bridge_a_contradiction() -> None:
    links = [(9.0, 1, 2), (8.0, 2, 3)]
    assert resolve([1, 2, 3], links, [], forbidden((1, 3))) == {1: 1, 2: 1, 3: 3}
    assert resolve([1, 2, 3], links, [], forbidden()) == {1: 1, 2: 1, 3: 1}


def test_decisions_may_hold_live_records_together_through_one_that_is_gone() -> None:
    decisions = [
        Decision(1, "", "", "one", {"left": [2], "right": [5]}, None),
        Decision(2, "", "", "one", {"left": [5], "right": [7]}, None),
    ]
    assert resolve([2, 7], [], decisions, forbidden()) == {2: 2, 7: 2}


_LINKS = st.lists(st.tuples(st.sampled_from([5.0, 6.0, 7.5]), st.integers(1, 6), st.integers(7, 12)), max_size=12)


@given(_LINKS, st.sets(st.tuples(st.integers(1, 6), st.integers(1, 12))), st.randoms())
def test_the_order_of_rows_changes_nothing(links: list[Link], vetoes: set[tuple[int, int]], chance) -> None:
    records = list(range(1, 13))
    links = [link for link in links if link[1:] not in vetoes and link[:0:-1] not in vetoes]  # never weighed as one
    first = resolve(records, links, [], forbidden(*vetoes))
    chance.shuffle(records)
    chance.shuffle(links)
    assert resolve(records, links, [], forbidden(*vetoes)) == first
    assert all(first[a] != first[b] for a, b in vetoes if a != b)
    assert all(profile == min(r for r in first if first[r] == profile) for profile in first.values())


def test_where_people_made_one_of_a_contradiction_later_rows_like_either_side_belong_to_it() -> None:
    one = [Decision(1, "", "", "one", {"left": [1], "right": [2]}, None)]
    links = [(9.0, 2, 3)]
    assert resolve([1, 2, 3], links, one, forbidden((1, 2), (1, 3))) == {1: 1, 2: 1, 3: 1}
    both = forbidden((1, 2), (1, 3), (2, 4), (3, 4))
    assert resolve([1, 2, 3, 4], [*links, (8.0, 1, 4)], one, both) == {1: 1, 2: 1, 3: 1, 4: 1}


def test_what_people_made_one_takes_in_nobody_else_who_contradicts_a_part_of_it() -> None:
    one = [Decision(1, "", "", "one", {"left": [1], "right": [2]}, None)]
    links = [(9.0, 2, 3)]
    assert resolve([1, 2, 3], links, one, forbidden((1, 3))) == {1: 1, 2: 1, 3: 3}
    assert resolve([1, 2, 3, 4], [*links, (8.0, 1, 4)], one, forbidden((1, 4), (2, 4), (3, 4))) == {
        1: 1,
        2: 1,
        3: 1,
        4: 4,
    }


def test_records_that_say_the_very_same_contradict_as_one() -> None:
    links = [(9.0, 1, 2), (8.0, 2, 4), (7.0, 3, 4)]
    assert resolve([1, 2, 3, 4], links, [], forbidden((1, 4)), {1: 1, 2: 2, 3: 1, 4: 4}) == {1: 1, 2: 1, 3: 3, 4: 4}


_MADE_ONE = st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)).filter(lambda two: two[0] != two[1]), max_size=2)


@given(
    _LINKS,
    st.sets(st.tuples(st.integers(1, 12), st.integers(1, 12)).filter(lambda two: two[0] < two[1]), max_size=6),
    _MADE_ONE,
    st.lists(st.integers(1, 12), min_size=12, max_size=12),
)
def test_groups_without_a_contradiction_come_out_as_if_they_were_joined_link_by_link(
    links: list[Link], vetoes: set[tuple[int, int]], made_one: list[tuple[int, int]], alike: list[int]
) -> None:
    records = list(range(1, 13))
    first = {record: min(record, like) for record, like in zip(records, alike, strict=True)}
    said = {record: first[like] for record, like in first.items()}
    said = {record: said[one] for record, one in said.items()}
    links = [link for link in links if link[1:] not in vetoes]
    decided = [
        Decision(number, "", "", "one", {"left": [a], "right": [b]}, None) for number, (a, b) in enumerate(made_one, 1)
    ]
    about_all = Decision(99, "", "", "apart", {"left": [], "right": [], "records": records}, None)
    drawn = resolve(records, links, decided, forbidden(*vetoes), said)
    assert drawn == resolve(records, links, [*decided, about_all], forbidden(*vetoes), said)


_SIDES = st.tuples(
    st.sampled_from(["one", "apart", "split"]),
    st.lists(st.integers(1, 6), min_size=2, max_size=5, unique=True),
    st.integers(1, 4),
)


@given(_LINKS, st.lists(_SIDES, max_size=4))
def test_two_sides_are_kept_apart_as_each_of_one_from_each_of_the_other(links: list[Link], said) -> None:
    whole, each = list[Decision](), list[Decision]()
    for at, (kind, records, cut) in enumerate(said, start=1):
        left, right = records[: min(cut, len(records) - 1)], records[min(cut, len(records) - 1) :]
        whole.append(Decision(100 * at, "", "", kind, {"left": left, "right": right}, None))
        if kind == "one":
            each.append(whole[-1])
            continue
        ties = [side for side in (left, right) if kind == "split"]
        each += [
            Decision(100 * at + 91 - n, "", "", "one", {"left": [side[0]], "right": side}, None)
            for n, side in enumerate(ties)
        ]
        pairs = [(a, b) for a in left for b in right]
        each += [
            Decision(100 * at + n, "", "", "apart", {"left": [a], "right": [b]}, None) for n, (a, b) in enumerate(pairs)
        ]
    records = range(1, 13)
    assert resolve(records, links, whole, forbidden()) == resolve(records, links, each, forbidden())
