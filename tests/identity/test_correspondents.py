"""An address out of mail or a calendar follows the customer who has it, and is nobody by itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kmu_crm.desk import entry
from kmu_crm.desk.rebuilding import rebuild
from kmu_crm.identity import match, model, queries, verdicts
from kmu_crm.profiles import timeline
from kmu_crm.sources import losses
from kmu_crm.sources.queries import imports, named_rows
from kmu_crm.store.store import Store
from tests.desk.desk_town import AS_OF, Town, customer, derive

OURS, ANNA, HANS = "laden@firma.example", "anna@muster.example", "hans@weber.example"
OFFER, ANSWER = (OURS, f"{ANNA}, {HANS}", "2025-03-01", "Angebot"), (ANNA, OURS, "2025-03-02", "Re: Angebot")


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with Store(tmp_path / "town.kmucrm") as store:
        yield Town(tmp_path, store)
        assert rebuild(store.db).identical


def mails_of(town: Town, name: str) -> list[str]:
    entries = timeline.entries(town.store.db, town.profile(name)["id"], ("email", "appointment"))
    return sorted(one.subject or "" for one in entries)


def test_strangers_are_no_customers(town: Town) -> None:
    town.mailbox(OFFER, ANSWER)
    town.calendar(("2025-05-06", "Aufmaß", HANS))
    assert town.names() == []
    assert list(named_rows(town.store.db)) == []


@pytest.mark.parametrize("order", ["mail first", "customers first"])
def test_the_mails_of_a_customer_stand_in_the_timeline_whatever_came_first(town: Town, order: str) -> None:
    deliveries = [lambda: town.mailbox(OFFER, ANSWER), lambda: town.customers(customer("K1", "Anna", "Muster", ANNA))]
    for deliver in deliveries if order == "mail first" else deliveries[::-1]:
        deliver()
    town.calendar(("2025-05-06", "Aufmaß", ANNA))
    assert town.names() == ["Anna Muster"]
    assert mails_of(town, "Anna Muster") == ["Angebot", "Aufmaß", "Re: Angebot"]


def test_a_customer_taken_back_leaves_the_mails_waiting(town: Town) -> None:
    town.customers(customer("K1", "Anna", "Muster", ANNA))
    town.mailbox(OFFER)
    town.undo(1)  # the customers: the log begins with the newest
    assert town.names() == []
    town.customers(customer("K7", "Annette", "Neu", ANNA))
    assert mails_of(town, "Annette Neu") == ["Angebot"]


def test_a_mailbox_taken_back_leaves_the_customer(town: Town) -> None:
    town.customers(customer("K1", "Anna", "Muster", ANNA))
    town.mailbox(OFFER)
    assert losses.of(town.store.db, imports(town.store.db)[0].id).customers == 0
    town.undo(0)
    assert (town.names(), mails_of(town, "Anna Muster")) == (["Anna Muster"], [])


def test_mails_follow_an_address_that_changes_hands(town: Town) -> None:
    town.mailbox(OFFER)
    town.customers(customer("K1", "Anna", "Muster", ANNA), customer("K2", "Bea", "Kurz"))
    town.customers(customer("K1", "Anna", "Muster", "neu@muster.example"), customer("K2", "Bea", "Kurz", ANNA))
    assert (mails_of(town, "Anna Muster"), mails_of(town, "Bea Kurz")) == ([], ["Angebot"])


def test_mails_say_nothing_about_the_customer_but_what_happened(town: Town) -> None:
    town.mailbox(OFFER)
    before = [dict(row) for row in town.customers(customer("K1", "Anna", "Muster", ANNA)) and town.profiles()]
    town.undo(1)
    assert [dict(row, id=0) for row in town.profiles()] == [dict(row, id=0) for row in before]


def test_mails_that_a_person_took_out_stay_out(town: Town) -> None:
    town.customers(customer("K1", "Anna", "Muster", ANNA))
    town.mailbox(OFFER)
    db, profile = town.store.db, int(town.profile("Anna Muster")["id"])
    (mail,) = members_of(town, profile) - {profile}
    verdicts.split(db, profile, [mail], "test")
    derive(db, as_of=AS_OF)
    assert (town.names(), mails_of(town, "Anna Muster")) == (["Anna Muster"], [])


def members_of(town: Town, profile: int) -> set[int]:
    rows = town.store.db.execute("SELECT record_id FROM membership WHERE profile_id = ?", (profile,))
    return {record for (record,) in rows}


def test_what_a_person_enters_hangs_on_the_customer_not_on_the_address(town: Town) -> None:
    town.mailbox(OFFER)
    town.customers(customer("K1", "Anna", "Muster", ANNA))
    number = town.profile("Anna Muster")["id"]
    made = entry.new(town.store.db, "note", {"profile": str(number), "text": "ruft an", "day": "2025-06-01"})
    assert (made["record_id"], verdicts.records_of(town.store.db, number)) == (number, [number])
    assert len(members_of(town, number)) == 2


def test_an_address_bridges_no_decisions(town: Town) -> None:
    """Merged with one customer and later at home with another, it does not make them one."""
    town.mailbox(OFFER)
    town.customers(customer("K1", "Anna", "Muster", ANNA), customer("K2", "Bea", "Kurz"), customer("K3", "Cem", "Lang"))
    db = town.store.db
    verdicts.merge(db, town.profile("Anna Muster")["id"], town.profile("Bea Kurz")["id"], "test")
    derive(db, as_of=AS_OF)
    town.customers(customer("K1", "Anna", "Muster", "neu@muster.example"), customer("K3", "Cem", "Lang", ANNA))
    town.customers(customer("K4", "Dora", "Ernst"))
    verdicts.merge(db, town.profile("Cem Lang")["id"], town.profile("Dora Ernst")["id"], "test")
    derive(db, as_of=AS_OF)
    assert len(town.names()) == 2


def test_why_the_mails_are_here_is_told(town: Town) -> None:
    town.mailbox(OFFER)
    town.customers(customer("K1", "Anna", "Muster", ANNA))
    (bond,) = queries.why_one(town.store.db, town.profile("Anna Muster")["id"])
    assert [(one.reason, one.left) for one in bond.evidence] == [("mail.same", ANNA)]


def weights(town: Town) -> tuple[int, dict[str, dict[str, int]]]:
    fitted = model.load(town.store.db)
    assert fitted is not None
    return fitted.records, fitted.steps


def test_a_full_mailbox_neither_renews_the_model_nor_counts_as_records(town: Town) -> None:
    town.customers(*(customer(f"K{n}", "Anna", f"Muster{n}", f"a{n}@x.example") for n in range(5)))
    before = weights(town)
    town.mailbox(*((OURS, f"fremd{n}@y.example, a{n % 5}@x.example", "2025-03-01", "Angebot") for n in range(40)))
    assert weights(town) == before
    assert queries.merged_safely(town.store.db) == 0
    assert match.update(town.store.db).touched == set()
