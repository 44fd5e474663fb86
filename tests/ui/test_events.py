"""How entries of the timeline are shown."""

from dataclasses import replace
from typing import Any

from kmu_crm import i18n
from kmu_crm.profiles.contracts import terms
from kmu_crm.profiles.timeline import Entry
from kmu_crm.ui.pages.customers import events

ORDER = Entry(
    7, "2025-10-15", "order", "#5839", 166488, None, "EUR", "open", None, None, None, None, None, None, "shopify", "o.csv", 1
)  # fmt: skip


def test_an_order_is_open_only_where_money_is_still_owed():
    i18n.use("de")
    owed, paid = events.shown(ORDER, {}, {7}), events.shown(ORDER, {}, set())
    assert ("offen" in owed.spoken(), "offen" in paid.spoken()) == (True, False)


def test_a_mail_says_whether_it_came_or_went():
    i18n.use("de")
    mail = Entry(
        8, "2025-03-09", "email", None, None, None, None, "", None, "Angebot", None, "in", None, None, "mail", "p.mbox", 1
    )  # fmt: skip
    assert events.shown(mail, {}, ()).title == "Angebot – empfangen"


def test_an_invoice_that_is_no_sale_says_so_in_the_word_of_its_list():
    i18n.use("de")
    bill = Entry(
        9, "2025-03-09", "invoice", "X-1", 5950, 5000, "EUR", "unclear", None, None, None, "Sonderbeleg", None, None, "list",
        "b.csv", 2,
    )  # fmt: skip
    assert events.shown(bill, {}, ()).notes[0] == "Rechnung · Sonderbeleg · unklar, ob es ein Verkauf ist"


def test_an_offer_says_what_became_of_it():
    i18n.use("de")
    offer = Entry(
        9, "2025-03-09", "enquiry", "AN-1", 5950, None, "EUR", "", None, None, None, "in Klärung", None, None, "list", "b.csv", 2,
    )  # fmt: skip
    assert "in Klärung" in events.shown(offer, {}, ()).notes[0]


def test_an_objection_names_its_number_as_people_write_it():
    i18n.use("de")
    said = Entry(
        None, "2025-04-03", "consent", "+493412312514", None, None, None, "refused", None, "phone", "Anruf", None, None, None,
        "consent", "", None,
    )  # fmt: skip
    made = events.shown(said, {}, ())
    assert (made.title, made.notes) == ("Widerspruch: Telefon", ("+49 341 2312514 · Anruf",))


def answered(**how: Any) -> events.Shown:
    i18n.use("de")
    return events.shown(
        Entry(9, "2025-11-14", "survey", None, None, None, None, "", None, None, "Zu spät", how.pop("outcome", None), None, None, "list",
              "n.csv", 2, **how), {}, (),
    )  # fmt: skip


def test_an_answer_stands_with_its_scale():
    assert answered(score=3).title == "Zu spät – 3 von 10"
    assert answered(score=9, content=2).title == "Zu spät – 9 von 10 · 2 von 5"
    assert answered(content=1, outcome="Note: 5").title == "Zu spät – Note: 5"


def test_a_contract_says_until_when_it_runs_and_what_notice_it_needs():
    i18n.use("de")
    made = events.shown(
        Entry(9, "2024-01-01", "contract", "V-100", 4900, None, "EUR", "", "2025-12-31", "Wartung", "3 Monate", None, None, None,
              "list", "v.csv", 2), {}, (),
    )  # fmt: skip
    assert (made.title, made.notes) == (
        "V-100 · Wartung",
        ("Vertrag · endet am 31.12.2025 · 49,00 €", "Kündigungsfrist: 3 Monate"),
    )


def test_a_contract_that_went_on_says_its_next_end_and_until_when_notice_can_be_given():
    i18n.use("de")
    goes_on = Entry(
        9, "2024-01-01", "contract", "V-100", None, None, "EUR", "", "2024-12-31", "Wartung", "3", None, None, None, "list", "v.csv", 2,
        terms=terms("2024-01-01", "2024-12-31", "3", "", '{"contract_term": "12 months", "contract_renewal": "1 Jahr"}'),
    )  # fmt: skip
    assert events.shown(goes_on, {}, (), "2025-08-15").notes == (
        "Vertrag · endet am 31.12.2025",
        "Laufzeit: 12 Monate · Verlängerung: 1 Jahr",
        "Kündigungsfrist: 3 Monate · kündbar bis 30.09.2025",
    )
    sure = events.shown(goes_on, {}, (), "2025-10-01").notes  # nobody can give notice to the end of that year any more
    assert sure[0] == "Vertrag · endet am 31.12.2026" and sure[2].endswith("kündbar bis 30.09.2026")
    ended = replace(goes_on, terms=terms("2024-01-01", "2024-12-31", "", "", None))
    assert events.shown(ended, {}, (), "2025-08-15").notes == ("Vertrag · endete am 31.12.2024",)
