"""Which contacts led to the first purchase, told from real files."""

from contextlib import closing

import pytest

from kmu_crm.desk.analysis import analyse
from kmu_crm.insight.paths import paths
from kmu_crm.store.store import Store
from tests.ui import paths_shop
from tests.ui.paths_shop import mail


def told(file):
    with closing(Store(file)) as store:
        return paths(store.db)


def ways(of):
    return [(one.steps, len(one.customers), round(one.share, 2), one.days) for one in of.paths]


def test_the_most_frequent_way_comes_first_and_the_same_contact_again_is_one_step(tmp_path):
    found = told(paths_shop.shop(tmp_path))
    assert ways(found) == [(("call",), 20, 0.8, 10.0), (("enquiry", "appointment"), 5, 0.2, 30.0)]
    assert (found.n, len(found.without), found.other) == (25, 4, None)


def test_whoever_bought_before_contacts_were_written_down_is_left_out(tmp_path):
    found = told(paths_shop.shop(tmp_path))
    assert (found.since, found.before) == ("2025-03-01", 1)


def test_a_few_stray_days_long_before_all_others_are_no_beginning_and_no_step(tmp_path):
    stray = [f"{day};Anruf;Betreff;5;{mail(26)};" for day in ("1970-01-01", "1999-12-31", "2020-01-01")]
    found = told(paths_shop.shop(tmp_path, further=stray))
    assert (found.since, found.before, found.n, len(found.without)) == ("2025-03-01", 1, 25, 4)


def test_many_early_contacts_are_a_beginning(tmp_path):
    early = [f"2019-{month:02}-01;Anruf;Betreff;5;{mail(26)};" for month in range(1, 13)]
    found = told(paths_shop.shop(tmp_path, further=early))
    assert (found.since, found.before, found.n) == ("2019-01-01", 0, 26)


@pytest.mark.parametrize("said", ["abgesagt", "storniert", "ausgefallen", "no show", "nicht erschienen"])
@pytest.mark.parametrize("kind", ["Termin", "Besuch"])
def test_an_appointment_or_a_visit_that_did_not_take_place_is_no_step(tmp_path, kind, said):
    off = [f"2025-03-05;{kind};Betreff;5;{mail(26)};{said}", f"2025-03-06;{kind};Betreff;5;{mail(27)};erledigt"]
    found = told(paths_shop.shop(tmp_path, further=off))
    assert (found.n, len(found.without)) == (26, 3)


def test_of_a_long_way_the_last_three_contacts_are_told(tmp_path):
    longer = [
        f"{day};{kind};Betreff;5;{mail(n)};"
        for n in (26, 27, 28)
        for day, kind in (
            ("2025-02-01", "Anruf"),
            ("2025-02-02", "Besuch"),
            ("2025-02-03", "Anruf"),
            ("2025-02-04", "Termin"),
        )
    ]
    found = told(paths_shop.shop(tmp_path, further=longer))
    (long,) = [one for one in found.paths if one.cut]
    assert (long.steps, len(long.customers), long.days) == (("visit", "call", "appointment"), 3, 58.0)


def test_ways_of_one_or_two_customers_are_told_together(tmp_path):
    rare = [f"2025-03-01;Besuch;Besuch;5;{mail(26)};", f"2025-03-21;Termin;Termin;5;{mail(27)};"]
    found = told(paths_shop.shop(tmp_path, further=rare))
    assert found.other is not None and (len(found.other.customers), found.other.days) == (2, 20.0)


def test_a_call_on_the_day_of_the_purchase_counts_and_a_mail_of_that_day_does_not(tmp_path):
    that_day = [f"2025-03-31;Anruf;Anruf;5;{mail(26)};", f"2025-03-31;E-Mail;Bestätigung;5;{mail(27)};"]
    found = told(paths_shop.shop(tmp_path, further=that_day))
    assert (found.n, len(found.without)) == (26, 3)


def test_with_few_customers_scripts_get_no_paths_but_what_there_is(tmp_path):
    with closing(Store(paths_shop.shop(tmp_path, callers=10))) as store:
        found = analyse(store.db, "paths")
    assert (found["suffices"], found["paths"], found["with_contact"], found["without_contact"]) == (False, [], 15, 4)


def test_scripts_get_the_paths_with_counts_shares_and_days(tmp_path):
    with closing(Store(paths_shop.shop(tmp_path))) as store:
        found = analyse(store.db, "paths")
    assert found["paths"][0] == {"steps": ["call"], "cut": False, "n": 20, "share": 0.8, "median_days": 10.0}
