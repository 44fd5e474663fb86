"""How healthy a relationship is: each part by its rule, the whole as its worst part, and nothing where nothing is known."""

import pytest
from calling_shop import Phones

from kmu_crm import i18n, settings
from kmu_crm.desk.dossier import dossier
from kmu_crm.desk.show import show
from kmu_crm.sales.health import words
from kmu_crm.sales.health.lights import Health, worst
from kmu_crm.value import base
from tests.value.shop import AS_OF


@pytest.fixture(autouse=True)
def key_date(phones: Phones) -> None:
    settings.write(phones.db, "figures.key_date", AS_OF)


def of(phones: Phones, whose: int) -> Health:
    base.refresh(phones.db, AS_OF)
    return dossier(phones.db, whose).health


def lights(found: Health) -> dict[str, str]:
    return {part.code: part.light for part in found.parts}


@pytest.fixture
def regular(phones: Phones) -> int:
    """Buys every month, as much as in the year before."""
    anna = phones.customer()
    for year in (2024, 2025):
        for month in range(1, 13):
            phones.shop.invoice(anna, f"{year}-{month:02}-15", 100_00)
    return anna


def test_who_buys_as_ever_and_complains_of_nothing_is_healthy(phones, regular):
    found = of(phones, regular)
    assert found.light == "green"
    assert lights(found) == {"purchases": "green", "trend": "green", "complaints": "green", "satisfaction": ""}


def test_the_whole_is_as_its_worst_part(phones, regular):
    phones.shop.fact("survey", regular, "2025-12-01", score=7)
    assert of(phones, regular).light == "amber"
    phones.shop.fact("survey", regular, "2025-12-20", score=6)
    found = of(phones, regular)
    assert (found.light, lights(found)["satisfaction"]) == ("red", "red")
    assert words.told(found.parts[3]) == "6 von 10 Punkten"


def test_an_answer_of_long_ago_says_nothing(phones, regular):
    phones.shop.fact("survey", regular, "2024-12-30", score=2)
    assert of(phones, regular).light == "green"


def test_half_the_revenue_of_the_year_before_is_a_danger(phones):
    bert = phones.customer("Bert Kranz")
    for day, net in (("2024-03-01", 400_00), ("2024-09-01", 400_00), ("2025-03-01", 200_00), ("2025-09-01", 200_00)):
        phones.shop.invoice(bert, day, net)
    found = of(phones, bert)
    assert lights(found)["trend"] == "red"
    i18n.use("en")
    assert words.told(found.parts[1]) == "−50% on the 12 months before"


def test_a_small_sum_before_is_no_trend(phones):
    bert = phones.customer("Bert Kranz")
    phones.shop.invoice(bert, "2024-09-01", 199_99)
    phones.shop.invoice(bert, "2025-12-01", 1_00)
    assert lights(of(phones, bert))["trend"] == ""


def test_open_complaints_turn_the_light_and_a_talk_turns_it_back(phones, regular):
    phones.shop.fact("complaint", regular, "2025-12-20", status="offen")
    assert of(phones, regular).light == "amber"
    phones.shop.fact("complaint", regular, "2025-12-21", status="offen")
    assert of(phones, regular).light == "red"
    phones.call(regular, "2025-12-22")
    assert of(phones, regular).light == "green"


def test_who_never_bought_has_no_light(phones):
    found = of(phones, phones.customer())
    assert found.light == "" and words.light(found) == "Noch nicht bekannt"
    assert words.told(found.parts[0]) == "noch kein Kauf"


def test_a_complaint_of_who_never_bought_counts(phones):
    anna = phones.customer()
    phones.shop.fact("complaint", anna, "2025-12-20", status="offen")
    assert of(phones, anna).light == "amber"


def test_without_any_part_there_is_no_light():
    assert worst([]) == ""


def test_the_last_contact_by_each_way_is_told_the_newest_first(phones):
    anna = phones.customer()
    for kind, day in (("call", "2025-03-01"), ("call", "2025-05-01"), ("email", "2025-06-01"), ("visit", "2026-02-01")):
        phones.shop.fact(kind, anna, day)
    base.refresh(phones.db, AS_OF)
    found = show(phones.db, anna)
    assert list(found["last_contacts"].items()) == [("email", "2025-06-01"), ("phone", "2025-05-01")]
    assert found["health"]["light"] == ""
