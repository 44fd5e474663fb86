"""Consents, objections and blocks noted by hand on a customer's page."""

from datetime import date

import pytest
from desk_town import Town, customer

from kmu_crm.consent import ledger
from kmu_crm.consent.existing import NotAllConditions
from kmu_crm.consent.gate import Gate
from kmu_crm.desk import permitting, steps
from kmu_crm.desk.dossier import dossier
from kmu_crm.outreach import people


def mail(town: Town) -> permitting.Address:
    town.customers(customer("K1", "Anna", "Muster", "anna@muster.example"))
    return next(one for one in dossier(town.store.db, 1).addresses if one.channel == "email")


def answer(town: Town) -> str:
    return next(one.answer for one in dossier(town.store.db, 1).permissions if one.channel == "email")


def test_a_consent_counts_until_it_is_taken_back(town: Town) -> None:
    to = mail(town)
    with steps.recorded(town.store.db, "Erlaubnis", "Lena"):
        permitting.agree(town.store.db, to, "form", "Messe, Ordner 3", "05.01.2025", "Lena")
    assert answer(town) == "yes"
    steps.undo_last(town.store.db, "Lena")
    assert answer(town) == ""


def test_a_consent_needs_its_proof_and_a_day(town: Town) -> None:
    to = mail(town)
    with pytest.raises(ledger.NoEvidence):
        permitting.agree(town.store.db, to, "form", " ", "05.01.2025", "Lena")
    with pytest.raises(ledger.NoMoment):
        permitting.agree(town.store.db, to, "form", "Messe", "neulich", "Lena")


def test_an_objection_stands_until_a_new_consent_of_the_same_day(town: Town) -> None:
    to, today = mail(town), date.today().strftime("%d.%m.%Y")
    permitting.agree(town.store.db, to, "form", "Messe", "05.01.2025", "Lena")
    entry = permitting.refuse(town.store.db, to, "Anruf", "06.01.2025", "Lena")
    assert answer(town) == "no"
    with pytest.raises(ledger.NothingToTakeBack):
        ledger.take_back_entry(town.store.db, entry)
    permitting.agree(town.store.db, to, "form", "Messe", today, "Lena")
    assert answer(town) == "yes"


def test_whoever_is_blocked_gets_nothing_more(town: Town) -> None:
    to = mail(town)
    permitting.agree(town.store.db, to, permitting.DOUBLE_OPT_IN, "Mail", "05.01.2025", "Lena")
    permitting.block(town.store.db, to, "", "Lena")
    assert answer(town) == "no"


def test_an_existing_customer_is_written_to_where_all_conditions_hold(town: Town) -> None:
    to, db = mail(town), town.store.db
    for day, goods, notices in (("", "Kaffee", (1, 1)), ("05.01.2025", "", (1, 1)), ("05.01.2025", "Kaffee", (1, 0))):
        with pytest.raises(NotAllConditions):
            permitting.rely_on_sale(db, to, day, goods, notices, "Lena")
    permitting.rely_on_sale(db, to, "05.01.2025", "Kaffee", (True, True), "Lena")
    (who,) = people.candidates(db, people.people(db, [1]))
    allowed = [
        Gate(db, purpose, "email", "2025-06-01").decide([who])[0].allowed
        for purpose in ("existing-customers", "advertising")
    ]
    assert allowed == [True, False]
