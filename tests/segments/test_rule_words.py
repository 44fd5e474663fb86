from kmu_crm.segments import words
from kmu_crm.segments.parser import parse


def test_customers_named_one_by_one_are_only_counted():
    assert words.words(parse("profile in (3, 17, 4)")) == "3 chosen customers"
    assert words.words(parse("profile in (17)")) == "1 chosen customer"
    assert words.words(parse("profile in (0)")) == "0 chosen customers"


def test_a_rule_reads_as_a_sentence():
    assert words.words(parse("value_class is A and not city is Halle")) == "Value class is A and not: City is “Halle”"
