"""What the best customers have in common: each trait's share among them against its share among all buyers."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain
from sqlite3 import Connection
from typing import Any

from kmu_crm.fields.company import legal_form
from kmu_crm.insight.statistics import adjusted, two_proportions, wilson

LEAST_CUSTOMERS, LEAST_P = 20, 0.05
_MOST_VALUES = 200  # a column with more different values is a name or a number, no trait

Trait = tuple[int, str, str]  # profile, field, value

_BUYERS = "SELECT profile_id, abc = 'A' FROM figure WHERE purchase_days > 0"
_ATTRIBUTES = """
    SELECT m.profile_id, j.key, j.value FROM party AS p JOIN membership AS m ON m.record_id = p.record_id,
        json_each(p.attributes) AS j
    WHERE p.current = 1 AND p.attributes <> '' AND trim(j.value) <> ''"""
# A column that a field took keeps its header in the mapping of its import.
_ORIGINS = """
    SELECT m.profile_id, coalesce((
               SELECT j.key FROM json_each(i.mapping) AS j WHERE j.value = 'origin' LIMIT 1), 'origin'), p.origin
    FROM party AS p JOIN membership AS m ON m.record_id = p.record_id JOIN import AS i ON i.id = p.import_id
    WHERE p.current = 1 AND trim(p.origin) <> ''"""


# What every store knows of a customer, whatever its sources: field, value.
_KNOWN = (
    "SELECT id, 'kind', kind FROM profile WHERE kind IN ('person', 'company')",
    "SELECT id, 'country', country FROM profile WHERE country <> ''",
    "SELECT id, 'region', country || ' ' || substr(postcode, 1, 2) FROM profile WHERE country <> '' AND postcode <> ''",
    "SELECT profile_id, 'first_quarter', 'Q' || ((substr(first_purchase, 6, 2) + 2) / 3) FROM figure"
    " WHERE first_purchase > (SELECT date(min(first_purchase), '+92 days') FROM figure)",  # before: customers all along
    """
    SELECT DISTINCT c.profile_id, 'first_article', coalesce(nullif(l.name, ''), l.article)
    FROM figure AS g JOIN counted AS c ON c.profile_id = g.profile_id AND c.day = g.first_purchase AND c.purchase = 1
    JOIN line AS l ON l.fact_id = c.lines_fact WHERE l.kind = 'product' AND l.article <> ''""",
)


def traits(db: Connection, as_of: str) -> dict[str, Any]:
    """`traits`: a row a value of every attribute; `field` is the source's own header.

    best = ABC class A among buyers; `lift` = share of the best within the trait / share of the best among all.
    “More often”, not “because”.
    """
    return _compared(db, as_of, (_ATTRIBUTES, _ORIGINS))


def known_traits(db: Connection, as_of: str) -> dict[str, Any]:
    """The same for what is known without attributes; `field` is kind, country, region (country and the first two
    figures of the postcode), first_quarter (Q1 to Q4 of the first purchase), first_article (in it), name_word (in the
    names of companies)."""
    return _compared(db, as_of, _KNOWN, _name_words(db))


def _name_words(db: Connection) -> list[Trait]:
    """Words that many companies have in their names tell what they do: “Café”, “Hotel”."""
    found = [
        (profile, "name_word", word)
        for profile, name in db.execute("SELECT id, display_name FROM profile WHERE kind = 'company'")
        for word in set(name.split())
        if len(word) > 3 and word.isalpha() and not legal_form(word)
    ]
    often = Counter(word for _, _, word in found)
    return [trait for trait in found if often[trait[2]] >= LEAST_CUSTOMERS]


def _compared(db: Connection, as_of: str, statements: Sequence[str], further: Sequence[Trait] = ()) -> dict[str, Any]:
    best = {profile: bool(is_best) for profile, is_best in db.execute(_BUYERS)}
    holders: dict[tuple[str, str], set[int]] = defaultdict(set)
    for profile, field, value in chain(further, *(db.execute(statement) for statement in statements)):
        if profile in best:
            holders[field, str(value)].add(profile)
    values: dict[str, int] = defaultdict(int)
    for field, _ in holders:
        values[field] += 1
    telling = {key: who for key, who in sorted(holders.items()) if 1 < values[key[0]] <= _MOST_VALUES}
    found = [_trait(field, value, who, best) for (field, value), who in telling.items()]
    for trait, p in zip(found, adjusted([trait["p_vs_rest"] for trait in found]), strict=True):
        trait |= {"p_adjusted": p, "sure": trait["customers"] >= LEAST_CUSTOMERS and p < LEAST_P}
    return {"asof": as_of, "buyers": len(best), "best": sum(best.values()), "traits": found}


def _trait(field: str, value: str, who: set[int], best: dict[int, bool]) -> dict[str, Any]:
    n, k, all_n, all_k = len(who), sum(best[profile] for profile in who), len(best), sum(best.values())
    overall = all_k / all_n
    low, high = wilson(k, n)
    return {
        "field": field,
        "value": value,
        "customers": n,
        "best": k,
        "share": k / n,
        "lift": k / n / overall if overall else None,
        "lift_ci": [low / overall, high / overall] if overall else None,
        "p_vs_rest": two_proportions(k, n, all_k - k, all_n - n),
    }
