"""Weights stand on a kept model: coarse frequencies, renewed only when the store has doubled or on demand."""

from identity_town import Town

from kmu_crm.identity import match as matching
from kmu_crm.identity import model, words


def fill(town: Town, count: int, start: int = 0) -> None:
    for number in range(start, start + count):
        town.says("buch", str(number), given_name="Anna", family_name="Müller" if number % 2 else f"Selten{number}")


def weights(town: Town) -> tuple[int, dict[str, dict[str, int]]]:
    fitted = model.load(town.db)
    assert fitted is not None
    return fitted.records, fitted.steps


def test_common_values_weigh_less_than_rare_ones(town: Town) -> None:
    fill(town, 40)
    fitted = model.fit(list(words.of(town.db, None, frozenset())), 0.95, 0.55)
    common, rare = fitted.rarity("family", ["muller", "einmalig"])
    assert common > rare and fitted.count("family", "muller") == 16 and fitted.count("family", "selten2") == 1


def test_what_is_unique_weighs_more_the_larger_the_store(town: Town) -> None:
    small = model.Model(1000, 10, {}, frozenset(), 0.95, 0.55)
    large = model.Model(1_000_000, 20, {}, frozenset(), 0.95, 0.55)
    assert large.rarity("mails", ["a@gmx.de"]) < small.rarity("mails", ["a@gmx.de"]) - 7


def test_the_model_is_kept_until_the_store_has_doubled(town: Town) -> None:
    fill(town, 10)
    town.match()
    kept = weights(town)
    fill(town, 9, start=10)
    town.match()
    assert weights(town) == kept
    fill(town, 1, start=19)
    town.match()
    assert weights(town) != kept and weights(town)[0] == 20


def test_undoing_the_import_that_doubled_the_store_brings_the_model_before_back(town: Town) -> None:
    fill(town, 10)
    town.match()
    before, drawn = weights(town), town.derived()
    late = [town.says("shop", str(number), given_name="Otto", family_name="Müller") for number in range(20)]
    town.match()
    assert weights(town)[0] == 30
    for record in late:
        town.takes_back(record)
    town.db.execute("UPDATE import SET state = 'undone' WHERE id = 2")
    town.match()
    assert (weights(town), town.derived()) == (before, drawn)


def test_full_renews_the_model_at_once(town: Town) -> None:
    fill(town, 10)
    town.match()
    fill(town, 5, start=10)
    matching.update(town.db, full=True)
    renewed = model.load(town.db)
    assert renewed is not None and renewed.records == 15


def test_a_host_of_many_strangers_is_found_to_be_public(town: Town) -> None:
    for number in range(12):
        town.says("news", str(number), family_name=f"Fremd{'abcdefghijkl'[number] * 2}",
                  email=f"kunde{number}@stadtnetz.example")  # fmt: skip
    assert len(town.profiles()) == 12
