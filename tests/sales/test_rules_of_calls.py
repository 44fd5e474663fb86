"""Whom the rules call, and in which words they say why: one test a rule."""

import pytest
from calling_shop import DAY, Phones

from kmu_crm import i18n, settings
from kmu_crm.decisions import journal, tasks
from kmu_crm.sales.calls import finding, rules
from kmu_crm.store.place import own_sheets

A = {"value_class": "A", "revenue_12m": 500_000, "revenue_net": 900_000, "purchase_days": 9}


def test_a_follow_up_is_called_on_its_day_and_until_it_is_done_or_revoked(phones: Phones) -> None:
    anna = phones.customer()
    number = phones.task(anna, "Angebot nachfassen", DAY)
    phones.task(anna, "Erst im Januar", "2026-01-01")
    assert phones.told() == [("Anna Muster", "Angebot nachfassen")]
    (task,) = tasks.due(phones.db, DAY)
    done = tasks.finish(phones.db, task, "Lena")
    assert phones.told() == []
    journal.revoke(phones.db, done, "Lena")
    assert phones.told() == [("Anna Muster", "Angebot nachfassen")]
    journal.revoke(phones.db, number, "Lena")
    assert phones.told() == []


def test_an_open_complaint_is_spoken_about_before_anything_is_offered(phones: Phones) -> None:
    anna = phones.customer()
    phones.figures(
        anna, **A, lifecycle="at_risk", next_purchase_at="2025-11-01", last_purchase="2025-08-09", median_gap=60.4
    )
    phones.shop.fact("complaint", anna, "2025-11-14", subject="Mahlgrad", status="open",
                     document_id=phones.shop.document("R-0191", "complaint"))  # fmt: skip
    (line,) = phones.lines()
    assert (line.reason, line.further) == (
        "Reklamation R-0191 vom 14.11.2025: Mahlgrad",
        ("seit 144 Tagen kein Kauf, üblich sind 60", "A-Kunde, noch kein Kontakt vermerkt"),
    )


@pytest.mark.parametrize(("status", "day", "on"), [
    ("closed", "2025-12-20", False), ("erledigt", "2025-12-20", False), ("", "2025-12-20", True), ("", "2025-10-20", False),
    ("open", "2025-10-20", True), ("open", "2024-10-20", False), ("open", "2026-01-01", False),
])  # fmt: skip
def test_a_complaint_counts_while_it_is_open_or_new_and_nobody_says_so(
    phones: Phones, status: str, day: str, on: bool
) -> None:
    phones.shop.fact("complaint", phones.customer(), day, subject="Bruch", status=status)
    assert bool(phones.told()) is on


def test_a_complaint_that_was_spoken_about_later_is_called_for_no_more(phones: Phones) -> None:
    anna = phones.customer()
    phones.shop.fact("complaint", anna, "2025-12-20", subject="Bruch", status="open")
    phones.call(anna, "2025-12-20")  # how it came in
    phones.call(anna, "2025-12-28", "not_reached")
    assert len(phones.told()) == 1
    phones.call(anna, "2025-12-29", "reached")
    assert phones.told() == []


def test_a_contract_is_spoken_about_before_it_ends(phones: Phones) -> None:
    for name, end in (("Anna", "2026-02-01"), ("Bert", "2026-06-01"), ("Carl", "2025-12-30")):
        phones.shop.fact("contract", phones.customer(name), "2024-02-01", due=end, subject="Wartung",
                         document_id=phones.shop.document(f"V-{name}", "contract"))  # fmt: skip
    assert phones.told() == [("Anna", "Vertrag V-Anna endet am 01.02.2026: Wartung")]


def test_a_contract_is_spoken_about_before_its_last_day_of_notice(phones: Phones) -> None:
    for name, end, notice in (
        ("Anna", "2026-04-30", "3 Monate zum Ende"),
        ("Bert", "2026-06-30", "3 Monate zum Ende"),  # there is time until March
        ("Carl", "2026-03-30", "3 Monate zum Ende"),  # nothing can be done about it any more, and its end is not near
        ("Dora", "2026-02-15", "4 Wochen"),
    ):
        phones.shop.fact("contract", phones.customer(name), "2024-02-01", due=end, subject="Wartung", text=notice,
                         document_id=phones.shop.document(f"V-{name}", "contract"))  # fmt: skip
    assert phones.told() == [
        ("Anna", "Vertrag V-Anna kündbar bis 31.01.2026, endet am 30.04.2026: Wartung"),
        ("Dora", "Vertrag V-Dora kündbar bis 18.01.2026, endet am 15.02.2026: Wartung"),
    ]
    i18n.use("en")
    assert phones.told()[1] == (
        "Dora", "Contract V-Dora can be cancelled until 18 Jan 2026, ends on 15 Feb 2026: Wartung",
    )  # fmt: skip


def test_a_sheet_of_before_says_of_a_contract_what_it_always_said(phones: Phones) -> None:
    phones.shop.fact(
        "contract", phones.customer("Dora"), "2024-02-01", due="2026-02-15", subject="Wartung", text="4 Wochen"
    )
    sheet = own_sheets("calls") / "rules.toml"
    sheet.parent.mkdir(parents=True)
    shipped = rules.resources.files("kmu_crm.sales.calls").joinpath("rules.toml").read_text("utf-8")
    lines = [line for line in shipped.splitlines() if not line.startswith("notice_")]
    sheet.write_text("\n".join(lines), "utf-8")
    assert phones.told() == [("Dora", "Vertrag endet am 15.02.2026: Wartung")]


def test_an_invoice_that_stayed_unpaid_after_a_reminder_is_spoken_about(phones: Phones) -> None:
    for name, due, cents in (
        ("Anna", "2025-11-20", 41_260),
        ("Bert", "2025-12-20", 90_000),  # in time for a reminder
        ("Carl", "2024-11-20", 90_000),
        ("Dora", "2025-11-30", 99_900),
        ("Emil", "2025-11-20", -500),
    ):
        phones.owes(phones.customer(name), f"RE-{name}", due, cents)
    assert phones.told() == [
        ("Anna", "Rechnung RE-Anna seit 41 Tagen überfällig, offen 412,60 €"),
        ("Dora", "Rechnung RE-Dora seit 31 Tagen überfällig, offen 999,00 €"),
    ]


def test_several_unpaid_invoices_are_one_reason_with_their_sum(phones: Phones) -> None:
    anna = phones.customer()
    for number, due in (("RE-2", "2025-12-01"), ("RE-1", "2025-11-01")):
        phones.owes(anna, number, due, 10_000)
    assert phones.told() == [("Anna Muster", "Rechnung RE-1 seit 60 Tagen überfällig, offen 200,00 €")]


def test_an_offer_is_followed_up_until_somebody_answered(phones: Phones) -> None:
    for name, day, more in (
        ("Anna", "2025-12-01", {}),
        ("Bert", "2025-12-29", {}),
        ("Carl", "2025-06-01", {}),
        ("Dora", "2025-12-01", {"status": "Abgelehnt"}),
        ("Emil", "2025-12-01", {"outcome": "Closed Won"}),
        ("Fred", "2025-12-02", {"outcome": "Qualified"}),
    ):
        document = phones.shop.document(f"AN-{name}", "offer")
        phones.shop.fact("enquiry", phones.customer(name), day, subject="Mühle", document_id=document, **more)
    assert phones.told() == [
        (name, f"Angebot AN-{name} vom {day} nachfassen: Mühle")
        for name, day in (("Anna", "01.12.2025"), ("Fred", "02.12.2025"))
    ]


def test_whoever_is_overdue_by_the_own_rhythm_is_called_the_most_valuable_first(phones: Phones) -> None:
    late = {"lifecycle": "at_risk", "next_purchase_at": "2025-11-01", "last_purchase": "2025-10-02", "median_gap": 30.0}
    phones.figures(phones.customer("Bert"), value_class="B", revenue_12m=300, **late)
    phones.figures(phones.customer("Anna"), value_class="A", revenue_12m=100, last_contact=DAY, **late)
    phones.figures(phones.customer("Carl"), value_class="A", revenue_12m=200, last_contact=DAY, **late)
    phones.figures(phones.customer("Dora"), value_class="D", **late)
    assert phones.told() == [(name, "seit 90 Tagen kein Kauf, üblich sind 30") for name in ("Carl", "Anna", "Bert")]


def test_an_a_customer_without_contact_for_months_is_called(phones: Phones) -> None:
    for name, letter, contact in (
        ("Anna", "A", "2025-05-02"),
        ("Bert", "B", "2025-05-02"),
        ("Carl", "A", "2025-12-01"),
    ):
        phones.figures(phones.customer(name), **A | {"value_class": letter}, lifecycle="regular", last_contact=contact)
    assert phones.told() == [("Anna", "A-Kunde, kein Kontakt seit 02.05.2025")]


def test_a_first_purchase_is_followed_by_a_question(phones: Phones) -> None:
    for name, day, contact in (
        ("Anna", "2025-12-15", None),
        ("Bert", "2025-12-28", None),
        ("Carl", "2025-12-15", "2025-12-18"),
    ):
        phones.figures(phones.customer(name), value_class="C", lifecycle="new", purchase_days=1, first_purchase=day,
                       last_purchase=day, last_contact=contact)  # fmt: skip
    assert phones.told() == [("Anna", "Erstkauf am 15.12.2025: zufrieden?")]


def test_valued_customers_who_left_are_asked_back_but_not_after_years(phones: Phones) -> None:
    left = {"lifecycle": "lost", "revenue_net": 1_234_500}
    for name, letter, day in (("Anna", "A", "2024-12-31"), ("Bert", "C", "2024-12-31"), ("Carl", "A", "2021-12-31")):
        phones.figures(phones.customer(name), value_class=letter, last_purchase=day, **left)
    assert phones.told() == [("Anna", "seit 365 Tagen kein Kauf, zuvor 12.345 € Umsatz")]


def test_a_list_is_as_long_as_a_day_allows_and_tells_its_times(phones: Phones) -> None:
    for place in range(15):
        phones.figures(phones.customer(f"Kunde {place:02}"), **A | {"revenue_12m": 1000 - place}, lifecycle="regular")
    settings.write(phones.db, "calls.a_day", "14")
    lines = phones.lines()
    assert [lines[place].time for place in (0, 11, 12, 13)] == ["09:00", "11:45", "13:00", "13:15"]
    assert (len(lines), lines[0].name, lines[-1].name) == (14, "Kunde 00", "Kunde 13")


def test_what_was_called_today_stays_on_the_list_as_done(phones: Phones) -> None:
    anna = phones.customer()
    phones.task(anna, "Nachfassen", DAY)
    phones.call(anna, DAY, "reached", at=f"{DAY}T08:12")
    (line,) = phones.lines()
    assert (line.done, line.outcome, line.time, line.title) == (True, "reached", "08:12", "Heute angerufen")


def test_settings_go_before_the_sheet(phones: Phones) -> None:
    phones.figures(phones.customer(), **A, lifecycle="regular", last_contact="2025-10-01")
    assert phones.told() == []
    settings.write(phones.db, "calls.no_contact_months", "2")
    assert phones.told() == [("Anna Muster", "A-Kunde, kein Kontakt seit 01.10.2025")]


def test_a_sheet_of_ones_own_goes_before_the_one_that_comes_with_the_program(phones: Phones) -> None:
    phones.task(phones.customer(), "Nachfassen", DAY)
    sheet = own_sheets("calls") / "rules.toml"
    sheet.parent.mkdir(parents=True)
    shipped = rules.resources.files("kmu_crm.sales.calls").joinpath("rules.toml").read_text("utf-8")
    sheet.write_text(shipped.replace('says_de = "{text}"', 'says_de = "Heute dran: {text}"'), "utf-8")
    assert phones.told() == [("Anna Muster", "Heute dran: Nachfassen")]
    for broken in (
        "[list",
        shipped.replace("a_day = 20", ""),
        shipped.replace("{days}", "{tage}"),
        shipped.replace('"task"', '"tasks"'),
    ):
        sheet.write_text(broken, "utf-8")
        with pytest.raises(rules.BadSheet, match=r"rules\.toml"):
            phones.lines()


def test_every_rule_speaks_german_and_english(phones: Phones) -> None:
    phones.figures(phones.customer(), **A, lifecycle="regular", last_contact="2025-05-02")
    i18n.use("en")
    assert phones.told() == [("Anna Muster", "A customer, no contact since 2 May 2025")]
    for one in rules.rules(phones.db).rules:
        assert {key.removesuffix("_en") for key in one.words if key.endswith("_en")} == {
            key.removesuffix("_de") for key in one.words if key.endswith("_de")
        }


def test_the_list_is_the_same_however_many_may_be_called(phones: Phones, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where few may be called their figures are looked at, else the best figures of all: both ways find the same."""
    for place in range(60):
        phase = ("at_risk", "regular", "lost", "dormant", "new")[place % 5]
        phones.figures(phones.customer(f"Kunde {place:02}", country="CH" if place % 3 else "DE"), value_class="ABCD"[place % 4],
                       revenue_12m=place * 7 % 50, lifecycle=phase, last_purchase="2025-12-10", first_purchase="2025-12-10",
                       purchase_days=1 + place % 2, median_gap=5.0, next_purchase_at="2025-12-20")  # fmt: skip
    few = phones.lines()
    monkeypatch.setattr(finding, "_MANY", 0)
    assert phones.lines() == few and len({one.code for one in few}) > 2
