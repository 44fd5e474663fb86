"""The sheet to call with: everything on it was drawn from facts, and names its document or day."""

import pytest
from calling_shop import DAY, Phones

from kmu_crm.consent import ledger
from kmu_crm.consent.statements import Statement
from kmu_crm.desk import call_paper
from kmu_crm.profiles.queries import NoSuchProfile
from kmu_crm.sales.calls import fitting
from kmu_crm.sales.calls.sheet import CallSheet, sheet, spoken
from kmu_crm.sales.calls.ways import closed

HOSTILE = '<b onclick="x()">=HYPERLINK("http://x")</b>\u202egnp.exe\u200b\x07$\\frac{1}{0}$ {name} %s'
HARMLESS = '<b onclick="x()">=HYPERLINK("http://x")</b>gnp.exe$\\frac{1}{0}$ {name} %s'


def of(phones: Phones, number: int) -> CallSheet:
    return sheet(phones.db, number, DAY, fitting.pairs(phones.db, DAY))


def test_complaints_come_before_what_is_open_and_that_before_what_is_new(phones: Phones) -> None:
    anna, shop = phones.customer(email="anna@muster.example"), phones.shop
    shop.fact("complaint", anna, "2025-12-14", subject="Mahlwerk", status="closed",
              document_id=shop.document("R-0187", "complaint"))  # fmt: skip
    shop.fact("complaint", anna, "2025-12-01", subject="Dichtung", status="open")
    shop.fact(
        "enquiry", anna, "2025-09-02", subject="Wartung", gross=3900, document_id=shop.document("AN-077", "offer")
    )
    shop.fact("contract", anna, "2025-01-01", subject="Miete", due="2026-03-01")
    shop.fact("note", anna, "2025-09-11", text="War zufrieden. Neue Filiale im Frühjahr? Mal sehen")
    phones.call(anna, "2025-11-19", "reached", text="Fragt nach Wartungsvertrag")
    phones.task(anna, "Muster schicken", "2026-02-01")
    told = [(one.kind, one.title, one.text) for one in of(phones, anna).points]
    assert told == [
        ("complaint", "Nachfragen: Dichtung", "Reklamation vom 01.12.2025, offen: zuerst ansprechen"),
        ("complaint", "Nachfragen: Mahlwerk", "Reklamation R-0187 vom 14.12.2025, gelöst: fragen, ob alles gut ist"),
        ("offer", "Angebot AN-077 nachfassen: Wartung", "Angebot vom 02.09.2025, 39,00 €"),
        ("contract", "Vertrag verlängern: Miete", "Vertrag endet am 01.03.2026"),
        ("task", "Muster schicken", "Wiedervorlage vom 01.02.2026"),
        ("question", "Fragt nach Wartungsvertrag", "Anruf vom 19.11.2025"),
        ("question", "Neue Filiale im Frühjahr?", "Notiz vom 11.09.2025"),
        ("consent", "Einwilligung auffrischen", "Fehlt: E-Mail. Nur fragen, wenn es passt"),
    ]


def test_what_is_overdue_is_spoken_of_before_anything_is_offered(phones: Phones) -> None:
    anna, shop = phones.customer(), phones.shop
    phones.figures(anna)
    phones.owes(anna, "RE-1", "2025-11-20", 41_260)
    phones.owes(anna, "RE-2", "2026-01-20", 100)
    shop.fact("enquiry", anna, "2025-12-02", subject="Mühle", document_id=shop.document("AN-1", "offer"))
    assert [(one.kind, one.title, one.text) for one in of(phones, anna).points] == [
        ("invoice", "Offene Rechnung RE-1 ansprechen", "412,60 €, seit 41 Tagen überfällig"),
        ("offer", "Angebot AN-1 nachfassen: Mühle", "Angebot vom 02.12.2025"),
    ]


def test_an_offer_that_was_accepted_or_is_long_ago_is_no_point(phones: Phones) -> None:
    anna, shop = phones.customer(), phones.shop
    for day, status, outcome in (
        ("2025-11-01", "accepted", ""),
        ("2025-11-02", "", "Verloren"),
        ("2025-02-01", "open", ""),
    ):
        offer = shop.document(day, "offer")
        shop.fact("enquiry", anna, day, subject="Wartung", status=status, outcome=outcome, document_id=offer)
    assert [one for one in of(phones, anna).points if one.kind == "offer"] == []


def test_what_is_due_by_the_own_gap_and_what_others_buy_with_it_is_offered(phones: Phones) -> None:
    shop, anna = phones.shop, phones.customer()
    shop.article("FILTER", 100, name="Filterpapier")
    shop.article("KAFFEE", 100, name="Haustrunk")
    for place in range(40):
        fact = shop.invoice(shop.customer(f"Kunde {place}"), "2025-06-01", 1000)
        shop.line(fact, "FILTER" if place < 12 else f"X{place}", 500)
        if place < 12:
            shop.line(fact, "KAFFEE", 500)
    for day in ("2025-06-10", "2025-08-10", "2025-10-10"):
        shop.line(shop.invoice(anna, day, 1000), "FILTER", 500)
    shop.score()
    due, fit = of(phones, anna).fits
    assert (due.name, due.last, due.gap, due.is_due) == ("Filterpapier", "2025-10-10", 61, True)
    assert (fit.name, fit.because, fit.lift > 2, fit.is_due) == ("Haustrunk", "Filterpapier", True, False)
    assert [(one.kind, one.title) for one in of(phones, anna).points] == [
        ("due", "Wieder fällig: Filterpapier"), ("fits", "Anbieten: Haustrunk"),
    ]  # fmt: skip


def test_the_head_tells_who_it_is_whether_it_is_allowed_and_when_they_are_in(phones: Phones) -> None:
    anna = phones.customer("Café Morgenrot", kind="company", given_name="Anja", family_name="Seidel", number="10247")
    phones.figures(anna, value_class="A", lifecycle="regular", days_to_pay=9.0)
    for day, hour in (("2025-10-01", 9), ("2025-10-02", 10), ("2025-10-03", 15)):
        phones.call(anna, day, "reached", at=f"{day}T{hour:02}:20")
    found = of(phones, anna)
    assert (found.name, found.contact, found.customer_numbers, found.value_class, found.phase, found.best_hours) == (
        "Café Morgenrot", "Anja Seidel", ("10247",), "A", "regular", "9–11",
    )  # fmt: skip
    assert (found.allowed, found.phone.startswith("+41"), found.days_to_pay) == (True, True, 9.0)
    assert found.allowed_why == "Telefon erlaubt: Kein Sperrvermerk (Schweiz)"


def test_a_sheet_of_somebody_who_may_not_be_called_has_no_number(phones: Phones) -> None:
    found = of(phones, phones.customer(country="DE", kind="person"))
    assert (found.phone, found.allowed, found.allowed_why) == ("", False, "Einwilligung Telefon fehlt")


def test_whoever_dropped_out_is_told_of_in_the_notices(phones: Phones) -> None:
    anna = phones.customer()
    phones.call(anna, "2025-12-01", "no_interest")
    assert of(phones, anna).notices == ("Nicht auf der Liste: kein Interesse am 01.12.2025; Pause bis 01.06.2026",)


def test_every_way_to_them_is_told_with_its_answer(phones: Phones) -> None:
    anna = phones.customer(email="anna@muster.example", street="Am Hang 8", postcode="8001", city="Zürich")
    ledger.note(
        phones.db,
        Statement("anna@muster.example", "email", "withdrawn", "advertising", "form", "", "2025-12-01"),
        "Lena",
    )
    found = of(phones, anna)
    call, *others = ((one.channel, one.answer, one.text) for one in found.ways)
    assert call[:2] == ("phone", "yes") and call[2].startswith("Anruf erlaubt, geprüft ")
    assert others == [
        ("email", "no", "Keine E-Mail: Einwilligung widerrufen oder widersprochen (Lena)"),
        ("post", "yes", "Post: Briefe sind erlaubt, bis jemand widerspricht"),
        ("sms", "no", "Keine SMS: keine Einwilligung dazu bekannt"),
    ]
    assert closed(found.ways) == "Kein Kontakt per E-Mail, SMS"
    (head, *_rest) = call_paper.of_sheet(found)
    assert head.below_right == (found.allowed_why, "Kein Kontakt per E-Mail, SMS")


def test_of_whoever_has_no_telephone_nothing_is_said_of_text_messages(phones: Phones) -> None:
    anna = phones.customer(country="DE", kind="person")
    for table in ("party", "profile"):
        phones.db.execute(f"UPDATE {table} SET phone = NULL")
    found = of(phones, anna)
    assert [(one.channel, one.text) for one in found.ways] == [("phone", "Keine Telefonnummer")] and closed(
        found.ways
    ) == ""


def test_contacts_are_told_with_what_came_of_them(phones: Phones) -> None:
    anna = phones.customer()
    phones.call(anna, "2025-12-01", "not_reached", subject="Rückruf")
    assert [spoken(one) for one in of(phones, anna).contacts] == ["Rückruf · Nicht erreicht"]


def test_what_customers_wrote_stays_plain_text_in_one_line(phones: Phones) -> None:
    anna = phones.customer(f"{HOSTILE} {'x' * 10_000}")
    phones.task(anna, f"{HOSTILE}\nzweite Zeile", DAY)
    phones.shop.fact("complaint", anna, "2025-12-30", subject=HOSTILE, status="open")
    phones.shop.fact("note", anna, "2025-12-30", text=f"{HOSTILE} ?")
    (line,) = phones.lines()
    assert (line.reason, line.name) == (f"{HARMLESS} zweite Zeile", f"{HARMLESS} {'x' * 10_000}")
    told = [one.title for one in of(phones, anna).points]
    assert told[0] == f"Nachfragen: {HARMLESS}" and f"{HARMLESS} zweite Zeile" in told
    assert not set("\n\x07\u202e\u200b") & set("".join([*told, line.reason, line.name, *line.further]))


def test_nobody_has_no_sheet(phones: Phones) -> None:
    with pytest.raises(NoSuchProfile):
        of(phones, 99)
