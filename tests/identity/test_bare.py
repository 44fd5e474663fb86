"""Records that are a customer number and nothing else join the one customer who bears it."""

from identity_town import Town

from kmu_crm.identity import match as matching
from kmu_crm.identity import queries, reasons, verdicts


def known(town: Town, number: str, name: str = "Auerfels", system: str = "list") -> int:
    return town.says(system, number, given_name="Anna", family_name=name)


def bare(town: Town, number: str) -> int:
    """An invoice of an own list that gives a number and no name."""
    (source,) = town.db.execute(
        "INSERT INTO source (system, account, title) VALUES ('list', 'invoices', '')"
        " ON CONFLICT DO UPDATE SET title = '' RETURNING id"
    ).fetchone()
    town.db.execute("INSERT INTO record (source_id, key) VALUES (?, ?)", (source, number))
    (record,) = town.db.execute("SELECT max(id) FROM record").fetchone()
    if not town.db.execute("SELECT 1 FROM import").fetchone():
        town.source("list")
    town.db.execute(
        "INSERT INTO fact (source_id, kind, key, import_id, row, hash, record_id, day)"
        " SELECT :source, 'invoice', :record, min(id), 1, x'00', :record, '2025-02-01' FROM import",
        {"source": source, "record": record},
    )
    town.db.execute("INSERT OR IGNORE INTO changed_record VALUES (?)", (record,))
    return int(record)


def test_a_number_reaches_the_customer_of_that_number(town: Town) -> None:
    one, two = known(town, "1"), known(town, "2", "Birnstiel")
    assert town.profiles() == [[one], [two]]
    invoice = bare(town, "0001")
    assert town.profiles() == [[one, invoice], [two]]
    (bond,) = queries.why_one(town.db, one)
    (line,) = bond.evidence
    assert (line.left, line.right, line.reason) == ("1", "0001", "number.only")
    assert reasons.sentence(line.reason) != line.reason
    before = town.derived()
    matching.rebuild(town.db)
    assert town.derived() == before


def test_the_customer_may_come_later_and_go_again(town: Town) -> None:
    known(town, "9", "Cordshagen")
    invoice = bare(town, "1")
    assert [invoice] in town.profiles()
    one = known(town, "1")
    assert [invoice, one] in town.profiles()
    town.takes_back(one)
    assert [invoice] in town.profiles()


def test_of_two_customers_with_the_number_people_are_asked(town: Town) -> None:
    one, invoice = known(town, "1"), bare(town, "1")
    assert [one, invoice] in town.profiles()
    town.db.execute("UPDATE source SET account = 'a' WHERE system = 'list' AND account = ''")
    other = known(town, "1", "Zwirner")
    assert town.profiles() == [[one], [invoice], [other]]
    assert queries.count_review(town.db) == 2
    before = town.derived()
    matching.rebuild(town.db)
    assert town.derived() == before


def test_two_lists_with_the_same_name_at_the_number_name_one_customer(town: Town) -> None:
    one = known(town, "1")
    town.db.execute("UPDATE source SET account = 'a' WHERE system = 'list' AND account = ''")
    known(town, "1")
    invoice = bare(town, "1")
    assert any({one, invoice} <= set(members) for members in town.profiles())


def test_numbers_of_a_single_program_count_and_those_of_two_do_not(town: Town) -> None:
    one, invoice = known(town, "1", system="shop"), bare(town, "1")
    assert [one, invoice] in town.profiles()
    known(town, "7", system="till")
    assert [invoice] in town.profiles()


def test_what_people_keep_apart_stays_apart(town: Town) -> None:
    one, invoice = known(town, "1"), bare(town, "1")
    town.match()
    verdicts.split(town.db, one, [invoice], "me")
    assert town.profiles() == [[one], [invoice]]
