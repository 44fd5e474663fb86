"""Who has what in hand: by owner, the late counted, nobody's last."""

import pytest
from calling_shop import Phones

from kmu_crm import i18n, settings
from kmu_crm.decisions import tasks
from kmu_crm.desk import analysis, looping
from kmu_crm.sales.leads import deciding
from kmu_crm.sales.team import team
from kmu_crm.value import base
from tests.value.shop import AS_OF


@pytest.fixture
def anna(phones: Phones) -> int:
    settings.write(phones.db, "figures.key_date", AS_OF)
    return phones.customer()


def told(phones: Phones) -> dict[str, tuple[int, int, int, int, int]]:
    return {one.owner: (one.leads, one.loops, one.tasks, one.late, one.talks) for one in team(phones.db, AS_OF)}


def test_complaints_are_in_the_hands_of_whom_they_name_and_late_after_their_day(phones, anna):
    phones.shop.fact("complaint", anna, "2025-12-01", status="offen", author="Berg")
    phones.shop.fact("complaint", anna, "2025-12-31", status="offen")
    assert told(phones) == {"Berg": (0, 1, 0, 1, 0), "": (0, 1, 0, 0, 0)}
    (loop, _other) = looping.open_loops(phones.db)
    looping.close(phones.db, loop, "Berg")
    assert told(phones) == {"": (0, 1, 0, 0, 0)}


def test_follow_ups_are_in_the_hands_of_who_noted_them(phones, anna):
    phones.task(anna, "Angebot nachfassen", "2025-12-30")
    phones.task(anna, "Muster schicken", "2026-01-30")
    assert told(phones) == {"Lena": (0, 0, 2, 1, 0)}
    tasks.finish(phones.db, tasks.due(phones.db, AS_OF)[0], "Lena")
    assert told(phones) == {"Lena": (0, 0, 1, 0, 0)}


def test_whoever_sits_before_the_window_is_one_in_both_languages(phones, anna):
    for author in ("You", "Sie"):
        phones.call(anna, "2025-12-20", author=author)
    assert told(phones) == {"Sie": (0, 0, 0, 0, 2)}


def test_only_talks_of_the_last_month_count(phones, anna):
    phones.call(anna, "2025-12-20", "erreicht", author="Lena")
    phones.call(anna, "2025-12-21", "nicht erreicht", author="Lena")
    phones.call(anna, "2025-11-20", "erreicht", author="Lena")
    assert told(phones) == {"Lena": (0, 0, 0, 0, 1)}


def test_leads_are_in_the_hands_of_their_owner(phones, anna):
    base.refresh(phones.db, AS_OF)
    deciding.hand_over(phones.db, anna, "Berg", "Lena")
    assert told(phones) == {"Berg": (1, 0, 0, 0, 0)}
    deciding.reject(phones.db, anna, "later", "", "Berg")
    assert told(phones) == {}


def test_the_most_in_hand_stands_first_and_nobodys_last(phones, anna):
    for day in ("2025-12-29", "2025-12-30", "2025-12-31"):
        phones.shop.fact("complaint", anna, day, status="offen")
    phones.task(anna, "Anrufen", "2025-12-31")
    i18n.use("en")
    assert [one["owner"] for one in analysis.analyse(phones.db, "team")["team"]] == ["Lena", ""]
