"""Taking an import back leaves what the others said."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kmu_crm.sources.undo import NoSuchImport
from tests.sources import exports as x
from tests.sources.intake_desk import PARTIES, PERMISSIONS, Desk


def towns(desk):
    return [row[9] for row in desk.ask(PARTIES)]


def test_undo_gives_superseded_words_their_voice_back(desk):
    desk.imports("a.csv", x.CUSTOMERS, x.ANNA, x.BERND)
    later = desk.imports("b.csv", x.CUSTOMERS, x.BERND.replace("Wien", "Graz"))
    assert towns(desk) == ["Leipzig", "Graz"]
    desk.undoes(later)
    assert towns(desk) == ["Leipzig", "Wien"]


def test_undo_of_an_older_import_leaves_the_newer_word(desk):
    older = desk.imports("a.csv", x.CUSTOMERS, x.ANNA, x.BERND)
    desk.imports("b.csv", x.CUSTOMERS, x.BERND.replace("Wien", "Graz"))
    desk.undoes(older)
    assert towns(desk) == ["Graz"]


def test_rows_of_the_same_file_stay_with_its_second_import(desk):
    first = desk.imports("a.csv", x.CUSTOMERS, x.ANNA, x.BERND)
    second = desk.imports("b.csv", x.CUSTOMERS, x.ANNA, x.BERND)
    before = desk.state()
    desk.undoes(first)
    assert desk.state() == before
    assert desk.ask("SELECT id, file, rows, new, state FROM import") == [
        (1, "a.csv", 2, 2, "undone"),
        (2, "b.csv", 2, 2, "done"),
    ]
    desk.undoes(second)
    assert desk.state() == [[], [], []]


def test_a_row_that_a_later_file_confirmed_stays_with_that_file(desk):
    first = desk.imports("a.csv", x.CUSTOMERS, x.ANNA, x.BERND)
    desk.imports("b.csv", x.CUSTOMERS, x.CLARA, x.BERND)
    desk.undoes(first)
    assert towns(desk) == ["Wien", "Zürich"]
    assert desk.ask("SELECT i.file, p.row, p.line FROM party AS p JOIN import AS i ON i.id = p.import_id") == [
        ("b.csv", 1, 2),
        ("b.csv", 2, 3),
    ]


def test_orders_go_with_their_lines(desk):
    report = desk.imports("auftrag.csv", x.ORDERS, x.ORDER_1A, x.ORDER_1B)
    desk.undoes(report)
    assert desk.ask("SELECT count(*) FROM fact UNION SELECT count(*) FROM line") == [(0,)]


def test_what_changed_stands_in_line_to_be_drawn_anew(desk):
    report = desk.imports("a.csv", x.CUSTOMERS, x.ANNA)
    desk.db.execute("DELETE FROM changed_record")
    desk.undoes(report)
    assert desk.ask("SELECT r.key FROM changed_record AS c JOIN record AS r ON r.id = c.record_id") == [("1001",)]


def test_permissions_go_and_withdrawals_stay(desk):
    report = desk.imports("liste.csv", x.NEWSLETTER, x.READER, x.LEAVER)
    assert desk.ask(PERMISSIONS) == [("anna@mail.example", "email", "confirmed")]
    desk.undoes(report)
    assert desk.ask(PERMISSIONS) == []
    assert desk.ask("SELECT address, state FROM consent_event WHERE taken_back_at IS NULL") == [
        ("bernd@mail.example", "withdrawn")
    ]


def test_a_permission_that_two_lists_hold_stays_with_the_other(desk):
    first = desk.imports("a.csv", x.NEWSLETTER, x.READER)
    desk.imports("b.csv", x.NEWSLETTER, x.LEAVER, x.READER)
    desk.undoes(first)
    assert len(desk.ask(PERMISSIONS)) in (1, 2)
    assert desk.ask(PERMISSIONS)[0] == ("anna@mail.example", "email", "confirmed")


@pytest.mark.parametrize("number", [0, 99])
def test_only_a_standing_import_can_be_taken_back(desk, number):
    with pytest.raises(NoSuchImport):
        desk.undoes(type("Report", (), {"id": number})())


def test_an_import_is_taken_back_once(desk):
    report = desk.imports("a.csv", x.CUSTOMERS, x.ANNA)
    desk.undoes(report)
    with pytest.raises(NoSuchImport):
        desk.undoes(report)


# Files that overlap in every way: the same rows, changed rows, other rows, customers and orders.
FILES = [
    (x.CUSTOMERS, x.ANNA, x.BERND),
    (x.CUSTOMERS, x.BERND, x.CLARA),
    (x.CUSTOMERS, x.ANNA.replace("Leipzig", "Halle"), x.CLARA),
    (x.ORDERS, x.ORDER_1A, x.ORDER_1B, x.ORDER_2),
    (x.ORDERS, x.ORDER_1A.replace("30,00", "20,00"), x.ORDER_2),
    (x.NEWSLETTER, x.READER),
]
steps = st.lists(st.tuples(st.booleans(), st.integers(0, len(FILES) - 1)), max_size=9)


@given(steps)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_imports_and_undos_equal_importing_only_what_remains(tmp_path_factory, steps):
    desk, fresh = (Desk(tmp_path_factory.mktemp("desk")) for _ in range(2))
    standing = []
    for undoes, which in steps:
        if undoes and standing:
            desk.undoes(standing.pop(which % len(standing))[0])
        else:
            standing.append((desk.imports("datei.csv", *FILES[which]), which))
    for _, which in standing:
        fresh.imports("datei.csv", *FILES[which])
    try:
        assert desk.state() == fresh.state()
    finally:
        desk.store.close()
        fresh.store.close()
