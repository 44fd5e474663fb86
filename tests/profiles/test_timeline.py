"""Everything that happened, newest first, page by page."""

from kmu_crm.consent import addresses, ledger
from kmu_crm.consent.statements import Statement
from kmu_crm.desk import entry
from kmu_crm.profiles import timeline
from tests.desk.desk_town import Town, customer, invoice


def days(town: Town) -> list[str]:
    return [str(one.at)[:10] for one in timeline.entries(town.store.db, 1)]


def test_the_newest_comes_first_whatever_file_it_came_from(town: Town) -> None:
    town.customers(customer("K1", "Anna", "Muster"))
    town.invoices(invoice("R2", "K1", "02.03.2025", "10,00"), invoice("R1", "K1", "01.01.2025", "10,00"))
    entry.new(town.store.db, "note", {"profile": "1", "text": "Ruft zurück", "day": "2025-02-01"})
    assert [(one.kind, one.reference) for one in timeline.entries(town.store.db, 1)] == [
        ("invoice", "R2"), ("note", None), ("invoice", "R1"),
    ]  # fmt: skip


def test_pages_have_neither_gaps_nor_repeats(town: Town) -> None:
    town.customers(customer("K1", "Anna", "Muster"))
    town.invoices(*(invoice(f"R{n}", "K1", f"{n % 28 + 1:02}.{n % 12 + 1:02}.2025", "10,00") for n in range(450)))
    pages = [timeline.entries(town.store.db, 1, offset=offset) for offset in (0, 200, 400, 600)]
    numbers = [one.fact_id for page in pages for one in page]
    assert ([len(page) for page in pages], len(set(numbers))) == ([200, 200, 50, 0], 450)
    moments = [str(one.at)[:10] for page in pages for one in page]
    assert moments == sorted(moments, reverse=True)


def test_kinds_narrow_it_and_are_counted(town: Town) -> None:
    town.customers(customer("K1", "Anna", "Muster", "a@b.example"))
    town.invoices(invoice("R1", "K1", "01.01.2025", "10,00"))
    entry.new(town.store.db, "call", {"profile": "1", "text": "Angerufen", "outcome": "erreicht"})
    town.consent("a@b.example", "given")
    only = [one.kind for kind in ("call", "consent", "invoice") for one in timeline.entries(town.store.db, 1, (kind,))]
    assert only == ["call", "consent", "invoice"]
    assert timeline.counts(town.store.db, 1) == {"invoice": 1, "call": 1, "consent": 1}


def test_what_happened_before_a_merge_stands_with_the_survivor(town: Town) -> None:
    town.customers(customer("K1", "Anna", "Muster"), customer("K2", "Bernd", "Beispiel"))
    town.invoices(invoice("R1", "K1", "01.01.2025", "10,00"), invoice("R2", "K2", "02.01.2025", "10,00"))
    town.decide("merge", 0, 1)
    assert days(town) == ["2025-01-02", "2025-01-01"]


def says_of_the_door(town: Town, *states: str) -> list[tuple[str | None, str | None]]:
    town.customers(("K1", "Anna", "Muster", "", "", "Hauptstr. 5", "04109", "Leipzig", ""))
    door = addresses.post("Hauptstr. 5", "04109")
    assert door
    for day, state in enumerate(states, 1):
        ledger.note(
            town.store.db, Statement(door, "post", state, evidence="Telefonat", at=f"2025-04-0{day}"), "Inhaber"
        )
    return [(one.reference, one.status) for one in timeline.entries(town.store.db, 1, ("consent",))]


def test_a_door_stands_as_people_write_it(town: Town) -> None:
    assert says_of_the_door(town, "withdrawn")[0][0] == "Hauptstr. 5, 04109 Leipzig"


def test_a_no_without_a_yes_before_it_is_an_objection_and_no_withdrawal(town: Town) -> None:
    assert [state for _door, state in says_of_the_door(town, "withdrawn", "given", "withdrawn")] == [
        "withdrawn",
        "given",
        "refused",
    ]
