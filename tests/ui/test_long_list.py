"""Of thousands of customers the list shows the first before it knows them all: nothing that was done meanwhile is lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from kmu_crm.desk import listing
from kmu_crm.store.store import Store
from kmu_crm.ui.pages.customers.listing import CustomerList
from kmu_crm.ui.session import Session
from kmu_crm.ui.work import Work

MANY = 700


class Held(Session):
    """Questions wait until they are let go, the newest alone."""

    waiting: tuple[object, ...] | None = None

    def ask(self, *question):
        self.waiting = question
        return Work(lambda _progress: None)

    def let(self):
        question, self.waiting = self.waiting, None
        super().ask(*question)


@pytest.fixture
def session(tmp_path, monkeypatch):
    for name, customers in (("AT_ONCE", 500), ("SOON", 300), ("FEW", 40)):
        monkeypatch.setattr(listing, name, customers)
    store = Store(tmp_path / "laden.kmucrm")
    store.db.execute("BEGIN")
    for number in range(1, MANY + 1):
        add(store, number)
    store.db.execute("COMMIT")
    made = Held(store)
    yield made
    made.close()


def add(store: Store, number: int, revenue: int | None = None) -> None:
    """The first number has the highest revenue and the last name."""
    name = f"Laden {MANY - number:04}"
    folded = f"{name.lower()} {'jena' if number % 2 else 'gera'}"
    store.db.execute(
        "INSERT INTO profile (id, kind, display_name, sort_key, records, systems, folded) VALUES (?, 'company', ?, ?, 1, '', ?)",
        (number, name, name.lower(), folded),
    )
    store.db.execute("INSERT INTO profile_search (rowid, folded) VALUES (?, ?)", (number, folded))
    cents = MANY - number + 1 if revenue is None else revenue
    store.db.execute("INSERT INTO figure (profile_id, as_of, revenue_12m) VALUES (?, '2025-11-24', ?)", (number, cents))


class Begun:
    """A list of which the first rows are there, and the rest is held."""

    def __init__(self, qtbot, session):
        self.qtbot, self.session, self.list, self.chosen = qtbot, session, CustomerList(session), []
        self.list.chosen.connect(self.chosen.append)
        qtbot.addWidget(self.list)
        self.list.resize(700, 600)
        self.list.show()
        self.let()

    def let(self):
        self.qtbot.waitUntil(lambda: self.session.waiting is not None)
        with self.qtbot.waitSignal(self.list.answered):
            self.session.let()

    def ids(self):
        return list(self.list.model.ids())


@pytest.fixture
def begun(qtbot, session):
    return Begun(qtbot, session)


def test_the_first_rows_are_there_and_the_bar_knows_how_many_follow(begun):
    model = begun.list.model
    assert (begun.ids(), model.rowCount()) == (list(range(1, 257)), MANY)
    assert (model.line(0).display_name, model.index(MANY - 1, 1).data()) == ("Laden 0699", None)
    assert begun.list.count.text() == "700 customers" and begun.list.table.current_id() == 1
    begun.let()
    assert begun.ids() == list(range(1, MANY + 1)) and "Revenue 12 m" in begun.list.count.text()


def test_who_jumped_to_the_end_stands_on_the_last_customer_once_they_are_there(begun):
    table = begun.list.table
    begun.qtbot.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    at = table.verticalScrollBar().value()
    assert table.currentIndex().row() == MANY - 1 and table.current_id() is None
    begun.let()
    assert (table.current_id(), begun.chosen[-1], table.verticalScrollBar().value()) == (MANY, MANY, at)
    assert begun.list.model.line(MANY - 1).id == MANY


def test_who_chose_a_row_meanwhile_stays_on_it(begun):
    begun.list.table.selectRow(7)
    begun.let()
    assert begun.list.table.current_id() == 8


def test_the_customer_one_stood_on_is_found_again_far_down_in_another_order(begun):
    begun.let()
    begun.list.choose(3)
    begun.list._sort_by("name", False)
    begun.let()
    assert begun.list.table.current_id() is None and begun.chosen[-1] == 3
    begun.let()
    assert begun.list.table.current_id() == 3 and begun.list.place_of(3) == (MANY - 2, MANY)


def test_a_customer_wanted_meanwhile_is_stood_on_with_the_rest(begun):
    begun.list.choose(600)
    begun.let()
    assert begun.list.table.current_id() == 600


def test_another_order_asked_for_meanwhile_is_the_one_that_stays(begun):
    begun.list._sort_by("name", False)
    begun.let()
    assert begun.ids()[0] == MANY
    begun.let()
    assert begun.ids() == list(range(MANY, 0, -1))


def test_what_changed_meanwhile_is_in_the_list_that_follows(begun, session):
    add(session.store, MANY + 1, revenue=10_000)
    session.store.db.execute("DELETE FROM profile WHERE id = 5")
    session.store.db.execute("DELETE FROM figure WHERE profile_id = 5")
    begun.let()
    assert begun.ids() == [MANY + 1, 1, 2, 3, 4, *range(6, MANY + 1)] and begun.list.table.current_id() == 1


def test_after_a_change_who_stands_far_down_stays_there_while_the_list_is_asked_anew(begun):
    begun.let()
    begun.list.choose(600)
    begun.list.refresh()
    assert begun.list.table.current_id() == 600
    begun.let()
    assert begun.list.table.current_id() == 600 and begun.list.model.is_whole()


def test_all_are_ticked_once_they_are_there_and_ticks_without_a_place_are_copied(begun):
    model = begun.list.model
    model.set_checked({600, 2})
    begun.list.ticked.copy()
    assert [line.split("\t")[0] for line in QGuiApplication.clipboard().text().split("\n")[1:]] == [
        "Laden 0698",
        "Laden 0100",
    ]
    model.check_all()
    assert model.checked() == {600, 2}
    begun.let()
    assert model.checked() == set(range(1, MANY + 1))


def test_the_first_who_fit_what_is_typed_are_shown_before_all_are_counted(begun):
    begun.let()
    begun.list.search.setText("jena")
    begun.let()
    odd = list(range(1, MANY + 1, 2))
    assert begun.ids() == odd[: len(begun.ids())] and len(begun.ids()) >= listing.A_SCREEN
    begun.let()
    assert begun.ids() == odd and begun.list.count.text().startswith("350 of 700 customers")


def test_of_those_whom_the_index_tells_at_once_the_bar_knows_how_many_there_are(begun):
    begun.let()
    begun.list.search.setText("laden 01")
    begun.let()
    wanted = [number for number in range(1, MANY + 1) if 100 <= MANY - number < 200]
    assert begun.list.listing.follows and begun.list.model.rowCount() == 100
    assert begun.ids() == wanted[: len(begun.ids())]
    begun.let()
    assert begun.ids() == wanted and begun.list.count.text().startswith("100 of 700 customers")


def test_a_few_are_shown_with_their_sums_at_once(begun):
    begun.let()
    begun.list.search.setText("laden 001 jena")
    begun.let()
    assert begun.ids() == [681, 683, 685, 687, 689] and not begun.list.listing.follows
    assert begun.list.count.text().startswith("5 of 700 customers")


def test_neighbours_are_those_of_the_whole_list(begun):
    begun.let()
    assert (begun.list.neighbour(256, 1), begun.list.neighbour(MANY, 1), begun.list.place_of(257)) == (
        257,
        None,
        (257, MANY),
    )
