"""Relations of a customer in words and in figures, as the page, `show` and the journal tell them."""

import pytest
from desk_town import Town, customer, invoice

from kmu_crm.decisions import journal
from kmu_crm.desk import decided, related
from kmu_crm.desk.dossier import dossier
from kmu_crm.desk.related import NoSuchKind
from kmu_crm.desk.show import show

DOOR = ("", "Am Hang 8", "04275", "Leipzig")


@pytest.fixture
def family(town: Town) -> Town:
    anna, karl = customer("K1", "Anna", "Huber", "", ""), customer("K2", "Karl", "Huber", "", "")
    town.customers((*anna[:4], *DOOR, ""), (*karl[:4], *DOOR, ""))
    town.invoices(invoice("R1", "K1", "01.03.2025", "100,00"), invoice("R2", "K2", "01.04.2025", "50,00"))
    return town


def test_a_household_is_told_with_its_reason_and_its_sum(family: Town) -> None:
    told = show(family.store.db, 1)
    assert [(one["name"], one["kind"], one["role"]) for one in told["relations"]] == [
        ("Karl Huber", "lives_with", "same household")
    ]
    assert told["relations"][0]["why"] == "same address, same surname"
    assert (told["together"]["customers"], told["together"]["revenue_net"]) == (2, "150.00")
    assert dossier(family.store.db, 2).relations[0].name == "Anna Huber"


def test_a_company_counts_with_those_who_work_there_and_not_the_other_way(family: Town) -> None:
    related.relate(family.store.db, 2, "works_at", 1, "test")
    (at,), (here,) = related.related(family.store.db, 2), related.related(family.store.db, 1)
    assert ((at.role, at.here), (here.role, here.here)) == (("works at", True), ("works here", False))
    together = related.together(family.store.db, 1, [here])
    assert together is not None
    assert (together.customers, together.revenue_net) == (2, 15_000)
    assert related.together(family.store.db, 2, [at]) is None


def test_revenue_that_no_document_tells_is_named_and_not_counted_as_nought(town: Town) -> None:
    town.customers(customer("K1", "Anna", "Huber", "", ""), customer("K2", "Karl", "Kurz", "", ""))
    town.invoices(("R1", "K1", "01.03.2025", "", "119,00"), invoice("R2", "K2", "01.04.2025", "50,00"))
    related.relate(town.store.db, 1, "lives_with", 2, "test")
    together = related.together(town.store.db, 2, related.related(town.store.db, 2))
    assert together is not None
    assert (together.revenue_net, together.unknown) == (5_000, 1)


def test_what_somebody_says_needs_no_figure_anew_and_stands_in_the_journal(family: Town) -> None:
    db = family.store.db
    related.relate(db, 1, "none", 2, "test")
    related.relate(db, 1, "owns", 2, "test")
    assert db.execute("SELECT count(*) FROM changed_record").fetchone() == (0,)
    told = decided.sentences(db, journal.everything(db), journal.everything(db))
    assert told == ["No relation: Anna Huber / Karl Huber", "Anna Huber – owner of: Karl Huber"]


@pytest.mark.parametrize(("author", "told"), [("cli", "command line"), ("Sie", "you"), ("Eva", "Eva")])
def test_who_said_so_is_named_in_words(family: Town, author: str, told: str) -> None:
    related.relate(family.store.db, 1, "owns", 2, author)
    assert [one.why for one in related.related(family.store.db, 1)] == [f"said by {told}"]


def test_an_unknown_kind_is_refused_with_those_there_are(family: Town) -> None:
    with pytest.raises(NoSuchKind, match="“loves” is no kind"):
        related.relate(family.store.db, 1, "loves", 2, "test")
