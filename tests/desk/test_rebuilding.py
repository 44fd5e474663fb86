"""The program's best test: whatever people did, everything derived anew equals what was derived step by step."""

import tempfile
from pathlib import Path

from desk_town import Town, customer, invoice
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kmu_crm.desk.rebuilding import rebuild
from kmu_crm.store.store import Store

GIVEN = st.sampled_from(["Anna", "Hans", "Jürgen", "Juergen", "A."])
FAMILY = st.sampled_from(["Müller", "Mueller", "Weiß", "Weber"])
MAIL = st.sampled_from(
    ["", "anna@muster.example", "info@muster.example", "hans@weber.example", "j.mueller@firma.example"]
)
NUMBER = st.sampled_from(["", "K1", "K2", "K3", "K4", "K5"])
PHONE = st.sampled_from(["", "0341 2312514", "+49 89 99998888"])
STREET = st.sampled_from(["", "Lindenweg 3", "Hauptstr. 12a"])
SAID = st.sampled_from(["", "", "ja", "nein"])
PLACE = st.integers(0, 30)
FILES = ("customers", "invoices", "sales", "contacts", "mailbox", "calendar")


@st.composite
def people(draw: st.DrawFn) -> tuple[str, ...]:
    street = draw(STREET)
    where = {"street": street, "postcode": "04109", "city": "Leipzig"} if street else {}
    return customer(draw(NUMBER), draw(GIVEN), draw(FAMILY), draw(MAIL), draw(SAID), phone=draw(PHONE), **where)


bills = st.builds(
    invoice,
    st.sampled_from(["RE-1", "RE-2", "RE-3"]),
    st.sampled_from(["K1", "K2", "K9"]),
    st.dates().map(lambda day: f"{day.day:02}.{day.month:02}.20{day.year % 26:02}"),
    st.sampled_from(["10,00", "99,90", "1000,00"]),
)
sales = st.tuples(
    st.sampled_from(["RE-7", "RE-8"]), st.just("02.03.2025"), GIVEN, FAMILY, st.sampled_from(["10,00", "99,90"])
)
contacts = st.tuples(GIVEN, FAMILY, MAIL, PHONE)
OWN = "laden@firma.example"
letters = st.tuples(st.just(OWN), MAIL.filter(bool), st.sampled_from(["2025-03-01", "2025-04-02"]), st.just("Angebot"))
answers = st.tuples(
    MAIL.filter(bool), st.just(OWN), st.sampled_from(["2025-03-03", "2025-04-04"]), st.just("Re: Angebot")
)
meetings = st.tuples(st.sampled_from(["2025-05-06", "2025-06-07"]), st.just("Aufmaß"), MAIL.filter(bool))
verbs = st.sampled_from(["merge", "merge", "apart", "split", "revoke", "tag", "note"])
consents = st.sampled_from(["claimed", "given", "confirmed", "withdrawn"])
actions = st.one_of(
    st.tuples(st.just("customers"), st.lists(people(), min_size=1, max_size=6)),
    st.tuples(st.just("invoices"), st.lists(bills, min_size=1, max_size=3)),
    st.tuples(st.just("sales"), st.lists(sales, min_size=1, max_size=3)),
    st.tuples(
        st.just("contacts"), st.sampled_from(["fill", "update", "new"]), st.lists(contacts, min_size=1, max_size=3)
    ),
    st.tuples(st.just("mailbox"), st.lists(letters | answers, min_size=1, max_size=6)),
    st.tuples(st.just("calendar"), st.lists(meetings, min_size=1, max_size=3)),
    st.tuples(st.just("undo"), PLACE),
    st.tuples(st.just("decide"), verbs, PLACE, PLACE),
    st.tuples(st.just("decide"), st.just("email"), PLACE, PLACE, MAIL),
    st.tuples(st.just("decide"), st.just("family_name"), PLACE, PLACE, FAMILY),
    st.tuples(st.just("consent"), MAIL.filter(bool), consents),
)


# Few words, so that those out of mail and those of customers meet: addresses come, go, and change hands.
writers = st.sampled_from(["anna@muster.example", "hans@weber.example", "info@muster.example"])
known = st.builds(customer, st.sampled_from(["K1", "K2", "K3"]), GIVEN, FAMILY, writers | st.just(""))
post = st.one_of(
    st.tuples(st.just("customers"), st.lists(known, min_size=1, max_size=3)),
    st.tuples(st.just("customers"), st.lists(known, min_size=1, max_size=3)),
    st.tuples(st.just("mailbox"), st.lists(st.tuples(st.just(OWN), writers, st.just("2025-03-01"), GIVEN), min_size=1)),
    st.tuples(st.just("calendar"), st.lists(st.tuples(st.just("2025-05-06"), GIVEN, writers), min_size=1, max_size=3)),
    st.tuples(st.just("undo"), PLACE),
    st.tuples(st.just("decide"), verbs, PLACE, PLACE),
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(post, min_size=3, max_size=9))
def test_rebuilding_gives_the_same_homes_to_addresses_out_of_mail(steps: list[tuple[object, ...]]) -> None:
    follow(steps)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(actions, min_size=2, max_size=9))
def test_rebuilding_gives_what_was_derived_step_by_step(steps: list[tuple[object, ...]]) -> None:
    follow(steps)


def follow(steps: list[tuple[object, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "town.kmucrm") as store:
        town = Town(Path(folder), store)
        for verb, *words in steps:
            call = getattr(town, str(verb))
            call(*words[:-1], *words[-1]) if verb in FILES else call(*words)  # type: ignore[misc]
        assert rebuild(store.db).differences == ()
        assert strangers_in_profiles(store) == []


def strangers_in_profiles(store: Store) -> list[str]:
    """Addresses out of mail in a profile of which no other record says the address."""
    found = store.db.execute(
        "SELECT c.email FROM party AS c JOIN membership AS g ON g.record_id = c.record_id WHERE c.kind = 'correspondent'"
        " AND c.current = 1 AND NOT EXISTS (SELECT 1 FROM party AS h JOIN membership AS m ON m.record_id = h.record_id"
        " WHERE m.profile_id = g.profile_id AND h.current = 1 AND h.kind <> 'correspondent' AND h.email = c.email)"
    )
    return [address for (address,) in found]


def test_rebuilding_finds_and_mends_what_does_not_fit(town: Town) -> None:
    town.customers(customer("K1", "Anna", "Muster"))
    town.store.db.execute("UPDATE profile SET city = 'Nirgends'")
    assert rebuild(town.store.db).differences == ("profile",)
    assert rebuild(town.store.db).identical
