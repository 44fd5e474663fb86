"""A complaint or a low score is a task until somebody has seen to it."""

from pathlib import Path

import pytest

from kmu_crm import i18n, settings
from kmu_crm.decisions import journal
from kmu_crm.desk import dossier, entry, intake, looping, steps
from kmu_crm.desk.derive import derive
from kmu_crm.sales.loops.open import rules
from kmu_crm.sources.queries import imports
from kmu_crm.sources.undo import undo
from kmu_crm.store.store import Store

DAY = "2025-11-24"
CUSTOMERS = (
    "Kundennummer;Vorname;Nachname;E-Mail\nK1;Anna;Muster;anna@muster.example\nK2;Bert;Kranz;bert@kranz.example\n"
)
SURVEYS = "Kundennummer;Datum;NPS;Zufriedenheit\nK1;20.11.2025;3;4\nK2;20.11.2025;9;5\n"


@pytest.fixture
def store(tmp_path: Path):
    with Store(tmp_path / "k.kmucrm") as made:
        settings.write(made.db, "figures.key_date", DAY)
        take(made, tmp_path, "kunden.csv", CUSTOMERS)
        yield made


def take(store: Store, folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    delivery = intake.take_in(store.db, [folder / name], as_of=DAY)
    assert not delivery.refused


def complain(store: Store, day: str, text: str = "Lieferung unvollständig", profile: int = 1) -> None:
    entry.new(store.db, "complaint", {"profile": str(profile), "text": text, "day": day, "status": "open"})


def told(store: Store, profile: int | None = None) -> list[str]:
    return [looping.told(one) for one in looping.open_loops(store.db, profile)]


def test_a_complaint_is_due_within_the_days_of_the_sheet(store: Store) -> None:
    complain(store, "2025-11-20")
    (loop,) = looping.open_loops(store.db)
    assert (loop.name, loop.due) == ("Anna Muster", "2025-11-22") and rules()["complaint"]["within_days"] == 2
    i18n.use("de")
    assert looping.due(loop, DAY) == "2 Tage überfällig"
    assert looping.told(loop) == "Reklamation vom 20.11.2025: Lieferung unvollständig"


def test_a_low_score_from_a_file_is_a_task_and_a_good_one_is_none(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "umfragen.csv", SURVEYS)
    i18n.use("de")
    assert told(store) == ["Bewertung 3 von 10 am 20.11.2025"]
    assert told(store, 2) == []


@pytest.mark.parametrize(
    ("kind", "outcome", "day", "closes"),
    [
        ("call", "reached", "2025-11-21", True),
        ("call", "not_reached", "2025-11-21", False),
        ("call", "reached", "2025-11-20", False),  # how it came in
        ("call", "", "2025-11-21", False),  # nobody knows what came of it
        ("visit", "", "2025-11-22", True),
        ("visit", "nicht angetroffen", "2025-11-22", False),
        ("appointment", "", "2025-11-22", True),
        ("email", "", "2025-11-22", False),
    ],
)
def test_who_was_spoken_to_later_is_seen_to(store: Store, kind: str, outcome: str, day: str, closes: bool) -> None:
    complain(store, "2025-11-20")
    entry.new(store.db, kind, {"profile": "1", "text": "Ersatz geschickt", "day": day, "outcome": outcome})
    assert (told(store) == []) is closes


def test_closing_by_hand_can_be_taken_back(store: Store) -> None:
    complain(store, "2025-11-20")
    before = looping.open_loops(store.db)
    with steps.recorded(store.db, "Erledigt", "test"):
        looping.close(store.db, before[0], "test")
    assert looping.open_loops(store.db) == []
    steps.undo_last(store.db, "test")
    assert looping.open_loops(store.db) == before


def test_the_owner_is_who_was_named_last(store: Store) -> None:
    complain(store, "2025-11-20")
    for owner in ("Jana", "Tom"):
        looping.give(store.db, looping.open_loops(store.db)[0], owner, "test")
    assert [one.owner for one in looping.open_loops(store.db)] == ["Tom"]


def test_it_stays_closed_when_the_file_is_taken_back_and_comes_again(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "umfragen.csv", SURVEYS)
    looping.close(store.db, looping.open_loops(store.db)[0], "test")
    undo(store.db, max(one.id for one in imports(store.db)))
    derive(store.db)
    assert told(store) == []
    take(store, tmp_path, "umfragen2.csv", SURVEYS)
    assert told(store) == []


def test_what_customers_write_is_one_plain_line(store: Store) -> None:
    complain(store, "2025-11-20", "<b>weg</b>\u202e\nzweite Zeile")
    assert "\n" not in told(store)[0] and "\u202e" not in told(store)[0]


def test_nothing_else_waits_for_a_decision_about_a_loop(store: Store) -> None:
    complain(store, "2025-11-20")
    looping.close(store.db, looping.open_loops(store.db)[0], "test")
    assert not store.db.execute("SELECT 1 FROM changed_record").fetchone()
    assert [one.kind for one in journal.standing(store.db)] == ["loop_closed"]


ORDERS = "Bestellnummer;Datum;Kundennummer;Betrag brutto\nB-1001;12.11.2025;K1;119,00\nB-1002;13.11.2025;K2;59,50\n"
REVIEWS = "Datum;Bestellnummer;Sterne;Kommentar\n20.11.2025;B-1001;1;Paket kam kaputt an\n21.11.2025;B-1002;5;Prima\n"


@pytest.mark.parametrize("first", ["orders", "reviews"])
def test_a_poor_review_that_names_an_order_alone_is_a_task_about_its_customer(
    store: Store, tmp_path: Path, first: str
) -> None:
    files = [("bestellungen.csv", ORDERS), ("bewertungen.csv", REVIEWS)]
    for name, text in files if first == "orders" else reversed(files):
        take(store, tmp_path, name, text)
    i18n.use("de")
    assert told(store) == told(store, 1) == ["Bewertung 1 von 5 am 20.11.2025: Paket kam kaputt an"]
    assert told(store, 2) == []


def test_a_task_of_a_review_goes_with_the_orders_and_is_closed_by_hand(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "bestellungen.csv", ORDERS)
    take(store, tmp_path, "bewertungen.csv", REVIEWS)
    (loop,) = looping.open_loops(store.db)
    decision = looping.close(store.db, loop, "Lena")
    assert told(store) == []
    journal.revoke(store.db, decision, "Lena")
    orders = next(one.id for one in imports(store.db) if one.file == "bestellungen.csv")
    undo(store.db, orders)
    derive(store.db)
    assert told(store) == [] == told(store, 1)


def test_a_number_of_two_customers_tells_of_none(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "bestellungen.csv", ORDERS.replace("B-1002", "B-1001"))
    take(store, tmp_path, "bewertungen.csv", REVIEWS)
    assert told(store) == []


def test_an_appointment_that_was_called_off_sees_to_nothing_and_is_no_contact(store: Store, tmp_path: Path) -> None:
    complain(store, "2025-11-20")
    (tmp_path / "termine.ics").write_text(
        "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1@x\nDTSTART:20251121T090000Z\nDTEND:20251121T100000Z\nSUMMARY:Besuch\n"
        "STATUS:CANCELLED\nATTENDEE:mailto:anna@muster.example\nEND:VEVENT\nEND:VCALENDAR\n",
        encoding="utf-8",
    )
    assert not intake.take_in(store.db, [tmp_path / "termine.ics"], as_of=DAY).refused
    assert len(told(store)) == 1
    contact = "SELECT last_contact FROM figure WHERE profile_id = 1"
    assert store.db.execute(contact).fetchone() == ("2025-11-20",)  # the complaint itself
    assert dossier.dossier(store.db, 1).contacts.last.keys() == {"service"}
    entry.new(store.db, "visit", {"profile": "1", "text": "", "day": "2025-11-22", "outcome": "abgesagt"})
    assert len(told(store)) == 1 and store.db.execute(contact).fetchone() == ("2025-11-20",)
    entry.new(store.db, "visit", {"profile": "1", "text": "war da", "day": "2025-11-22"})
    assert told(store) == [] and store.db.execute(contact).fetchone() == ("2025-11-22",)
