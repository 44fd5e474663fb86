from hypothesis import given
from hypothesis import strategies as st

from kmu_crm.segments import draft, evaluate
from kmu_crm.segments.draft import Group, Line
from kmu_crm.segments.parser import parse
from kmu_crm.segments.rules import All, Condition, Either, Not, to_text, walk

LINES = st.sampled_from(
    [
        Condition("value_class", "in", ("A", "B")),
        Condition("city", "is", ('Bad "Muster", Nord',)),
        Condition("revenue_12m", "between", ("100", "2000.5")),
        Condition("last_purchase", "older", ("90",)),
        Condition("email", "empty", ()),
    ]
)
RULES = st.recursive(
    LINES,
    lambda part: st.one_of(
        part.map(Not),
        st.lists(part, min_size=2, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(part, min_size=2, max_size=3).map(lambda parts: Either(tuple(parts))),
    ),
    max_leaves=8,
)
DEEP = "(abc is A or (abc is B and (phase is new or phase is lost))) and not (kind is person or kind is company)"


@given(RULES)
def test_every_rule_comes_back_from_its_groups_as_it_was(rule):
    assert draft.rule_of(draft.draft_of(rule)) == rule


@given(RULES)
def test_every_line_leads_to_its_condition_in_the_rule(rule):
    parts = dict(walk(rule))
    lines = [(piece, path) for piece, path in draft.paths(draft.draft_of(rule)) if isinstance(piece, Line)]
    assert len(lines) == sum(isinstance(part, Condition) for part in parts.values())
    assert all(parts[path] == piece.condition() for piece, path in lines)


def test_lines_that_lack_a_value_are_left_out_and_counted():
    group = Group("all", [Line("abc", "is", ["A"]), Line("abc", "in"), Line("revenue", ">=", ["viel"])])
    assert (to_text(draft.rule_of(group)), draft.unfinished(group)) == ("abc is A", 2)
    assert draft.rule_of(Group("none", [Line("abc", "in")])) is None


def test_a_line_steps_into_a_group_and_out_again():
    root = draft.draft_of(parse("abc is A and (phase is new or phase is lost)"))
    line, group = root.parts
    assert draft.step(root, line, 1)
    assert (root.parts, group.parts[0]) == ([group], line)
    assert draft.step(root, line, -1)
    assert (root.parts, len(group.parts)) == ([line, group], 2)
    assert not draft.step(root, line, -1)


def test_pieces_never_lie_too_deep_nor_in_themselves():
    root = draft.draft_of(parse(DEEP))
    either, none = root.parts
    inner = either.parts[1]
    assert draft.level(root, inner.parts[1]) == 4  # typed as text it may be deeper; by hand it gets no deeper
    assert not draft.place(root, none, inner, 0)
    assert not draft.place(root, either, inner, 0)
    before = to_text(draft.rule_of(root))
    assert not draft.step(root, root, 1)
    assert to_text(draft.rule_of(root)) == before


def test_a_group_that_forbids_counts_what_it_takes_away(shop):
    for name, kind in (("Anna", "person"), ("Bert", "person"), ("Carla GmbH", "company")):
        shop.customer(name, kind=kind)
    shop.score()
    root = draft.draft_of(parse("city is empty and not kind is person"))
    hits = evaluate.counts(shop.db, draft.rule_of(root))
    found = {piece: hits[path] for piece, path in draft.paths(root)}
    assert (found[root], found[root.parts[0]], found[root.parts[1]]) == (1, 3, 2)
