import pytest
from hypothesis import given, settings
from hypothesis.strategies import builds, dates, decimals, integers, lists, one_of, recursive, sampled_from, text

from kmu_crm import i18n
from kmu_crm.segments import fields, operators, values
from kmu_crm.segments.parser import EmptyRule, RuleSyntax, UnknownField, parse
from kmu_crm.segments.rules import All, Condition, Either, Not, to_text
from kmu_crm.segments.words import words

A_OR_B = Condition("value_class", "in", ("A", "B"))
LATE = Condition("last_purchase", "older", ("90",))
LOST = Condition("phase", "is", ("lost",))


def a_value(field, operator):
    if operator.name in ("older", "within"):
        return integers(0, 99999).map(str)
    if field.kind in ("day", "coming", "birthday"):
        return dates().map(lambda day: day.isoformat())
    if field.kind in operators.NUMBERS:
        return decimals(-(10**9), 10**9, places=2).map(str)
    return sampled_from(field.choices) if field.choices else text(min_size=1, max_size=12).filter(str.strip)


def conditions():
    def some(pair):
        field, operator = pair
        n = sum(word == operators.VALUE for word in operator.pattern)
        several = operators.VALUES in operator.pattern
        found = lists(a_value(field, operator), min_size=1 if several else n, max_size=4 if several else n)
        return found.map(lambda given: Condition(field.name, operator.name, tuple(
            values.clean(field, operator.name, value) for value in given
        )))  # fmt: skip

    pairs = [(field, operator) for field in fields.ALL.values() for operator in operators.for_kind(field.kind)]
    return sampled_from(pairs).flatmap(some)


def rules():
    def groups(inner):
        parts = lists(inner, min_size=2, max_size=3).map(tuple)
        return one_of(builds(All, parts), builds(Either, parts), builds(Not, inner))

    return recursive(conditions(), groups, max_leaves=6)


@settings(max_examples=300, deadline=None)
@given(rules())
def test_a_rule_read_back_from_its_text_is_the_same(rule):
    assert parse(to_text(rule)) == rule


@settings(max_examples=50, deadline=None)
@given(rules())
def test_every_rule_can_be_said_in_words(rule):
    assert words(rule)


@given(text(max_size=60))
def test_any_text_is_a_rule_or_a_clear_error(typed):
    try:
        parse(typed)
    except (EmptyRule, RuleSyntax, UnknownField, values.BadValue) as error:
        assert str(error)


def test_not_binds_closer_than_and_and_closer_than_or():
    assert parse("not phase is lost and value_class in (A, B) or last_purchase older than 90 days") == Either(
        (All((Not(LOST), A_OR_B)), LATE)
    )


def test_brackets_group():
    rule = parse("value_class in (A, B) and (last_purchase older than 90 days or not phase is lost)")
    assert rule == All((A_OR_B, Either((LATE, Not(LOST)))))
    assert to_text(rule) == "value_class in (A, B) and (last_purchase older than 90 days or not phase is lost)"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("PHASE IS Lost", "phase is lost"),
        ("  revenue   >=  1000.50 ", "revenue >= 1000.5"),
        ("city is Köln", "city is Köln"),
        ('city is "Bad Homburg"', 'city is "Bad Homburg"'),
        ('tag is "and"', 'tag is "and"'),
        ('tag is "empty"', 'tag is "empty"'),
        ("email is empty", "email is empty"),
        ("revenue between 1 and 2", "revenue between 1 and 2"),
    ],
)
def test_the_text_has_one_spelling(typed, stored):
    assert to_text(parse(typed)) == stored


@pytest.mark.parametrize("nothing", ["", "   ", "\n"])
def test_an_empty_rule_says_what_to_write(nothing):
    with pytest.raises(EmptyRule, match="value_class"):
        parse(nothing)


def test_an_unknown_field_gets_a_suggestion_and_a_place():
    with pytest.raises(UnknownField) as caught:
        parse("phase is lost and revenu > 5")
    assert caught.value.facts["position"] == 19
    assert "revenue" in str(caught.value)


@pytest.mark.parametrize(
    ("typed", "position"),
    [
        ("phase", 6),
        ("(phase is lost", 15),
        ("phase is lost)", 14),
        ("phase is lost phase is new", 15),
        ("value_class in (A B)", 19),
        ("phase is lost and", 18),
        ('city is "Ber', 9),
        ("and phase is lost", 1),
        ("(" * 200 + "phase is lost", 52),
    ],
)
def test_a_slip_is_shown_where_it_stands(typed, position):
    with pytest.raises((RuleSyntax, UnknownField)) as caught:
        parse(typed)
    assert caught.value.facts["position"] == position


@pytest.mark.parametrize(
    "typed",
    ["phase is hot", "revenue > viel", "revenue > NaN", "revenue > 1e99", "last_purchase older than x days",
     "last_purchase before 31.12.2025", "last_purchase within 9999999 days", 'city is " "'],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_refused_with_examples(typed):
    with pytest.raises(values.BadValue, match="expected"):
        parse(typed)


@pytest.mark.parametrize(
    ("typed", "field"), [("umsatz", "revenue_12m"), ("Ort", "city"), ("offene", "open_amount"), ("revenu", "revenue")]
)
def test_an_unknown_field_is_met_with_those_of_that_name_in_the_own_language(typed: str, field: str) -> None:
    i18n.use("de")
    with pytest.raises(UnknownField) as caught:
        parse(f"{typed} > 100")
    assert f": {field} (" in str(caught.value)


def test_what_is_expected_is_told_in_the_own_language() -> None:
    i18n.use("de")
    with pytest.raises(RuleSyntax) as caught:
        parse("phase ist lost")
    assert "„is empty“ oder „is <Wert>“ oder „in (Werte)“" in str(caught.value)


@pytest.mark.parametrize(
    ("language", "typed", "told"),
    [
        (
            "de",
            "phase is lost and last_purchase before gestern",
            "„gestern“ passt nicht zu „Letzter Kauf“ (Stelle 40: …lost and last_purchase before →gestern)",
        ),
        ("en", "phase is hot", "“hot” does not fit “Phase” (position 10: phase is →hot); expected: prospect"),
        ("de", "phase is hot", "lost (Verloren)"),
        (
            "de",
            "revenue ist 5",
            "„ist“ kann nicht auf „Umsatz gesamt“ folgen (Stelle 9: revenue →ist 5). Möglich sind: ",
        ),
        (
            "en",
            "revenue older than 5 days",
            "“older” cannot follow “Revenue in total” (position 9: revenue →older than 5 days).",
        ),
        ("de", "phase is lost und city is Ulm", "Stelle 15 nicht lesbar (phase is lost →und city is Ulm)"),
        ("de", "phase is lost and revenu > 5", "(Stelle 19: phase is lost and →revenu > 5). Meinten Sie: revenue ("),
        ("en", "phase is", "position 9 (phase is→): “…” stands where “is empty” or “is <value>” is expected."),
        ("en", "last_purchase older 90 days", "“90” stands where “older than <value> days” is expected."),
        ("de", "source is datev", "Meinten Sie: system (Herkunft)"),
        ("de", "plz is 04103", "postcode (PLZ)"),
        ("de", "kundennummer is 7", "customer_number (Kundennummer)"),
        ("de", "tags is vip", "tag ("),
    ],
)
def test_a_slip_shows_its_place_and_what_would_be_right(language: str, typed: str, told: str) -> None:
    i18n.use(language)
    with pytest.raises((RuleSyntax, UnknownField, values.BadValue)) as caught:
        parse(typed)
    assert told in str(caught.value)
