"""Imports say what is new, and nothing twice."""

import json

import pytest

from kmu_crm.errors import Cancelled, KmuError
from kmu_crm.progress import Progress
from kmu_crm.sources import queries
from kmu_crm.sources.importing import import_file
from kmu_crm.sources.recording import registry
from tests.sources import exports as x
from tests.sources.intake_desk import FACTS, PARTIES


def counts(report):
    return report.tally.new, report.tally.updated, report.tally.unchanged


def test_the_same_file_twice_changes_nothing(desk):
    first = desk.imports("kunden.csv", x.CUSTOMERS, x.ANNA, x.BERND)
    before = desk.state()
    second = desk.imports("kopie.csv", x.CUSTOMERS, x.ANNA, x.BERND)
    assert (counts(first), counts(second), second.same_as) == ((2, 0, 0), (0, 0, 2), first.id)
    assert desk.state() == before


def test_one_changed_row_updates_one(desk):
    desk.imports("a.csv", x.CUSTOMERS, x.ANNA, x.BERND)
    report = desk.imports("b.csv", x.CUSTOMERS, x.ANNA, x.BERND.replace("Wien", "Graz"))
    assert counts(report) == (0, 1, 1)
    assert [row[9] for row in desk.ask(PARTIES)] == ["Leipzig", "Graz"]


def test_an_older_file_imported_again_speaks_as_the_newest(desk):
    for town in ("Wien", "Graz", "Wien"):
        desk.imports("a.csv", x.CUSTOMERS, x.BERND.replace("Wien", town))
    assert [row[9] for row in desk.ask(PARTIES)] == ["Wien"]


def test_numbers_forgotten_in_memory_are_found_in_the_store(desk, monkeypatch):
    monkeypatch.setattr(registry, "FORGET_AT", 3)
    lines = [f"B{n};03.02.2025;{n % 7};mail{n % 7}@mail.example;9,00;Tee;1;9,00" for n in range(12_000)]
    assert desk.imports("auftrag.csv", x.ORDERS, *lines).facts == 12_000
    assert desk.ask("SELECT count(*) FROM document") == [(12_000,)]


def test_what_stands_is_looked_up_by_the_whole_key(desk):
    desk.imports("auftrag.csv", x.ORDERS, x.ORDER_1A, x.ORDER_1B)
    asked: list[str] = []
    desk.db.set_trace_callback(asked.append)
    assert counts(desk.imports("auftrag.csv", x.ORDERS, x.ORDER_1A, x.ORDER_2)) == (1, 1, 0)
    desk.db.set_trace_callback(None)
    (question,) = [sql for sql in asked if sql.startswith("SELECT kind, key, id, hash FROM fact")]
    plan = [row[3] for row in desk.db.execute("EXPLAIN QUERY PLAN " + question)]
    assert "(source_id=? AND kind=? AND key=?)" in plan[0]


def test_rows_that_moved_are_unchanged(desk):
    desk.imports("a.csv", x.CUSTOMERS, x.ANNA, x.BERND)
    assert counts(desk.imports("b.csv", x.CUSTOMERS, x.CLARA, x.BERND, x.ANNA)) == (1, 0, 2)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_orders_may_come_before_their_customers(desk, tmp_path_factory, order):
    files = [("kunden.csv", x.CUSTOMERS, x.ANNA, x.BERND), ("auftrag.csv", x.ORDERS, x.ORDER_1A, x.ORDER_1B, x.ORDER_2)]
    for place in order:
        desk.imports(*files[place])
    assert [(row[4], row[7], row[10]) for row in desk.ask(FACTS)] == [
        ("B1", 3000, "Kaffee20002000,Tasse10001000"),
        ("B2", 1250, "Kaffee10001250"),
    ]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_bookings_may_come_before_the_debtors_they_speak_of(desk, order):
    files = [
        ("stamm.csv", *x.datev(16, [x.debtor("10000", "Holz Muster GmbH", street="Am Markt 1", town="Leipzig")], 254)),
        ("stapel.csv", *x.datev(21, [x.booking("119,00", "S", "10000", "8400", "0302", "R1")], 125)),
    ]
    for place in order:
        desk.imports(*files[place])
    (fact,) = desk.ask(FACTS)
    (party,) = desk.ask(PARTIES)
    assert fact[1:9] == ("invoice", "R1", "10000", "R1", None, "2025-02-03", 11900, 10000)
    assert (party[2], party[6]) == (fact[3], "Holz Muster GmbH")


def test_an_order_over_several_rows_counts_once(desk):
    report = desk.imports("orders_export.csv", x.SHOPIFY_HEAD, x.SHOPIFY_1A, x.SHOPIFY_1B)
    (fact,) = desk.ask(FACTS)
    assert (report.format, report.facts, report.lines, fact[4], fact[7]) == ("shopify_orders", 1, 2, "#1", 3400)


def test_the_day_of_an_order_is_the_one_its_shop_wrote(desk):
    desk.imports("orders_export.csv", x.SHOPIFY_HEAD, x.SHOPIFY_2)
    assert desk.ask("SELECT day, at FROM fact WHERE kind = 'order'") == [("2025-03-02", "2025-03-02T22:30:00Z")]


def test_a_refund_becomes_a_credit_note_that_refers_to_its_order(desk):
    desk.imports("orders_export.csv", x.SHOPIFY_HEAD, x.SHOPIFY_2)
    assert [(row[1], row[5], row[7]) for row in desk.ask(FACTS)] == [("credit_note", "#2", -400), ("order", None, 1000)]


def test_an_order_that_runs_over_a_block_of_rows_stays_one(desk):
    lines = [f"B{n // 3};03.02.2025;1001;anna@mail.example;9,00;Tee {n % 3};1;3,00" for n in range(15_000)]
    report = desk.imports("auftrag.csv", x.ORDERS, *lines)
    assert (report.facts, report.lines) == (5_000, 15_000)
    assert desk.ask("SELECT DISTINCT count(*) FROM line GROUP BY fact_id") == [(3,)]


def test_rows_without_a_number_continue_the_order_above(desk):
    continued = ";;;;;Tasse;1;10,00"
    desk.imports("auftrag.csv", x.ORDERS, x.ORDER_1A, continued, x.ORDER_2)
    assert [row[10] for row in desk.ask(FACTS)] == ["Kaffee20002000,Tasse10001000", "Kaffee10001250"]


def test_unreadable_rows_are_listed_with_their_place_and_reason(desk):
    report = desk.imports("auftrag.csv", x.ORDERS, x.ORDER_1A, x.ORDER_2.replace("12,50;K", "viel;K"))
    (left_out,) = report.refusals
    assert (left_out.row, left_out.line, left_out.column, left_out.code, left_out.value) == (
        2, 3, "Gesamtbetrag", "amount_invalid", "viel",
    )  # fmt: skip
    assert queries.refused(desk.db, report.id)[0]["cells"][0] == "B2"
    assert queries.header(desk.db, report.id) == x.ORDERS.split(";")


def test_where_the_first_row_of_an_order_is_left_out_its_other_rows_are_listed_too(desk):
    broken, more = x.ORDER_2.replace("12,50;K", "viel;K"), x.ORDER_2.replace("Kaffee", "Tasse")
    report = desk.imports("auftrag.csv", x.ORDERS, x.ORDER_1A, broken, more, more)
    assert [(one.row, one.column, one.code) for one in report.refusals] == [
        (2, "Gesamtbetrag", "amount_invalid"), (3, "Gesamtbetrag", "amount_invalid"), (4, "Gesamtbetrag", "amount_invalid"),
    ]  # fmt: skip
    assert (report.rows, report.facts, report.lines) == (4, 1, 1)


def test_an_amount_of_the_whole_order_counts_from_its_first_row(desk):
    unreadable_below = x.ORDER_2.replace("12,50;K", "viel;K")
    report = desk.imports("auftrag.csv", x.ORDERS, x.ORDER_2, unreadable_below)
    assert (report.refusals, report.facts, report.lines) == ([], 1, 2)
    assert [row[7] for row in desk.ask(FACTS)] == [1250]


def test_a_list_of_invoices_counts_invoices_and_joins_them_with_the_orders_they_name(desk):
    desk.imports("auftrag.csv", x.ORDERS, x.ORDER_2)
    report = desk.imports("rechnungen.csv", x.INVOICES, "X-1;B2;05.02.2025;1002;10,50;12,50")
    assert (report.facts, desk.ask("SELECT kind, key, subject FROM fact")) == (
        1, [("invoice", "X-1/2025", "B2"), ("order", "B2/2025", None)],
    )  # fmt: skip


def test_rows_of_one_invoice_add_up_and_the_same_row_twice_counts_once(desk):
    parts = ["R-9;;05.02.2025;1;100,00;119,00", "R-9;;05.02.2025;1;50,00;59,50", "R-10;;05.02.2025;1;30,00;35,70"]
    report = desk.imports("rechnungen.csv", x.INVOICES, *parts, parts[-1])
    assert desk.ask("SELECT key, net, gross FROM fact") == [("R-10/2025", 3000, 3570), ("R-9/2025", 15000, 17850)]
    assert {(one.code, one.rows) for one in report.warnings} == {("rows_summed", (2,)), ("row_repeated", (4,))}


def test_an_order_without_an_amount_of_its_own_comes_to_what_its_lines_come_to(desk):
    head = "Bestellnummer;Datum;Kundennummer;Artikel;Menge;Einzelpreis;Gesamtpreis"
    desk.imports("auftrag.csv", head, "B1;03.02.2025;1;Tee;2;10,00;20,00", "B1;03.02.2025;1;Tasse;1;5,00;5,00")
    assert desk.ask("SELECT gross FROM fact") == [(2500,)]


def test_of_a_file_that_ends_in_the_middle_of_a_row_the_others_come_in_and_that_is_told(desk):
    report = import_file(desk.db, desk.torn("kunden.csv", x.CUSTOMERS, x.ANNA, x.BERND[:12]))
    told = [one.code for one in report.warnings]
    assert (report.tally.new, [one.code for one in report.refusals], "row_maybe_cut" in told) == (1, ["ragged"], True)


def test_the_same_file_again_says_what_it_said_before(desk):
    lines = (x.CUSTOMERS, x.ANNA, x.ANNA, ";;;;04109;Leipzig")
    first, again = desk.imports("kunden.csv", *lines), desk.imports("kunden.csv", *lines)
    assert (again.rows, again.tally.unchanged, again.refusals) == (3, 2, first.refusals)


def test_the_same_file_again_tells_again_what_was_left_out_and_what_was_odd(desk):
    bills = [
        x.booking("119,00", "S", "10000", "8400", "0302", "R1"), x.booking("10,70", "S", "10000", "8300", "0302", "R1"),
        x.booking("50,00", "S", "1200", "4400", "0402", "X9"),
    ]  # fmt: skip
    lines = x.datev(21, bills, 125)
    first, again = desk.imports("a.csv", *lines), desk.imports("kopie.csv", *lines)
    assert (first.rows, first.tally.new, first.skipped, first.joined) == (3, 1, {"no_customer_account": 1}, 1)
    assert (again.skipped, again.joined, again.tally.unchanged) == (first.skipped, 1, 1)
    warned = (x.CUSTOMERS, x.ANNA.replace("anna@mail", "anna@@mail"))
    assert desk.imports("b.csv", *warned).warnings == desk.imports("kopie.csv", *warned).warnings != []


def test_lines_of_one_document_are_told_as_joined(desk):
    report = desk.imports("auftrag.csv", x.ORDERS, x.ORDER_1A, x.ORDER_1B, x.ORDER_2)
    assert (report.rows, report.tally.new, report.joined) == (3, 2, 1)


def test_a_document_that_goes_to_another_customer_leaves_nobody_behind(desk):
    head = "Auftragsnummer;Datum;Kundennummer;Netto"
    desk.imports("auftrag.csv", head, "Z-1;03.02.2025;9001;10,00")
    desk.db.execute("DELETE FROM changed_record")
    desk.imports("neu.csv", head, "Z-1;03.02.2025;9002;10,00")
    assert desk.ask("SELECT r.key FROM changed_record JOIN record AS r ON r.id = record_id") == [("9001",), ("9002",)]


@pytest.mark.parametrize("word", ["abgemeldet", "widerrufen", "Widerspruch", "keine Werbung", "nein", "opt-out"])
def test_a_no_in_an_own_list_is_a_withdrawal(desk, word):
    desk.imports("liste.csv", "E-Mail;Nachname;Newsletter", f"anna@mail.example;Alt;{word}")
    assert desk.ask("SELECT address, state FROM consent_event") == [("anna@mail.example", "withdrawn")]


def test_who_stands_in_a_file_twice_has_not_withdrawn(desk):
    lines = ("E-Mail;Nachname;Newsletter;Kundennummer", "a@mail.example;Alt;0;1", "a@mail.example;Alt;1;2")
    for _again in range(2):
        desk.imports("liste.csv", *lines)
        desk.imports("andere.csv", *lines, "c@mail.example;Cern;1;3")
    assert set(desk.ask("SELECT address, state FROM consent_event")) == {
        ("a@mail.example", "claimed"), ("c@mail.example", "claimed"),
    }  # fmt: skip


def test_a_row_that_names_nobody_is_left_out(desk):
    report = desk.imports("kunden.csv", x.CUSTOMERS, x.ANNA, ";;;;04109;Leipzig")
    assert [(one.row, one.code) for one in report.refusals] == [(2, "empty_name")]


def test_a_dry_run_says_the_same_and_leaves_nothing(desk):
    before = desk.ask("SELECT count(*) FROM record UNION ALL SELECT count(*) FROM import")
    report = desk.imports("kunden.csv", x.CUSTOMERS, x.ANNA, dry_run=True)
    assert (report.id, counts(report)) == (None, (1, 0, 0))
    assert desk.ask("SELECT count(*) FROM record UNION ALL SELECT count(*) FROM import") == before


def test_cancelling_leaves_the_store_as_it_was(desk):
    class Impatient(Progress):
        def report(self, done, total):
            if done > 5_000:
                raise Cancelled

    lines = [f"{n};Vor{n};Name{n};mail{n}@mail.example;04109;Leipzig" for n in range(20_000)]
    with pytest.raises(Cancelled):
        desk.imports("kunden.csv", x.CUSTOMERS, *lines, progress=Impatient())
    assert desk.ask("SELECT count(*) FROM party UNION ALL SELECT count(*) FROM record") == [(0,), (0,)]


def test_documents_that_are_written_only_once_all_are_read_can_be_stopped_while_they_are(desk):
    class Impatient(Progress):
        def report(self, done, total):
            shares.append((done, total))
            if desk.db.execute("SELECT count(*) FROM fact").fetchone()[0] > 5_000:
                raise Cancelled

    shares: list[tuple[int, int]] = []
    lines = [f"R{n};03.02.2025;{n};mail{n}@mail.example;9,00" for n in range(12_000)]
    with pytest.raises(Cancelled):
        desk.imports(
            "auftrag.csv", "Rechnungsnummer;Datum;Kundennummer;E-Mail;Gesamtbetrag", *lines, progress=Impatient()
        )
    assert desk.ask("SELECT count(*) FROM fact") == [(0,)]
    assert all(done <= total for done, total in shares if total) and 6_000 < shares[-1][0] < 12_000


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("leer.csv", b""),
        ("bericht.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj << >> endobj"),
        ("abgeschnitten.xlsx", b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00" + bytes(200)),
        ("notiz.csv", b"Guten Tag, hier steht nur Text.\nNoch eine Zeile.\n"),
        ("fremd.csv", b"Spalte A;Spalte B\n1;2\n3;4\n"),
    ],
)
def test_a_file_that_cannot_be_used_is_declined_in_one_sentence(desk, name, content):
    path = desk.folder / name
    path.write_bytes(content)
    with pytest.raises(KmuError) as declined:
        import_file(desk.db, path)
    assert name in str(declined.value)
    assert desk.ask("SELECT count(*) FROM import UNION ALL SELECT count(*) FROM source") == [(0,), (0,)]


def test_an_encoding_that_does_not_exist_is_refused(desk):
    with pytest.raises(KmuError, match=r"kunden\.csv"):
        desk.imports("kunden.csv", x.CUSTOMERS, x.CLARA, encoding="klingonisch")
    assert desk.ask("SELECT count(*) FROM import") == [(0,)]


def test_the_log_keeps_what_was_odd(desk):
    report = desk.imports("kunden.csv", x.CUSTOMERS, x.ANNA.replace("anna@mail", "anna(at)mail"), x.BERND)
    (warning,) = json.loads(desk.ask(f"SELECT warnings FROM import WHERE id = {report.id}")[0][0])
    assert (warning["code"], warning["column"]) == ("email_invalid", "E-Mail")
    assert (warning["rows"], warning["lines"]) == ([1], [2])


def test_sources_are_listed_with_their_last_file_and_the_last_day_they_speak_of(desk):
    desk.imports("kunden.csv", "Kundennummer;Name", "1;Ina Berg")
    head = "Rechnungsnummer;Rechnungsdatum;Kundennummer;Brutto"
    desk.imports("alt.csv", head, "7;03.04.2024;1;10,00")
    desk.imports("neu.csv", head, "8;05.06.2024;1;10,00", "9;05.06.2025;1;10,00", mode="update")
    found = {one.file: (one.last_day, one.mode) for one in queries.sources(desk.db, "2025-01-01")}
    assert found == {"kunden.csv": ("", "fill"), "neu.csv": ("2024-06-05", "update")}


def test_a_source_of_sales_is_known_up_to_its_newest_sale_and_others_up_to_their_import(desk):
    desk.imports("kunden.csv", "Kundennummer;Name", "1;Ina Berg")
    desk.imports("verkauf.csv", "Rechnungsnummer;Rechnungsdatum;Kundennummer;Brutto", "7;03.04.2024;1;10,00")
    (imported,) = desk.ask("SELECT DISTINCT substr(at, 1, 10) FROM import")
    found = queries.freshness(desk.db, "2025-01-01")
    assert [day for _title, day in found] == ["2024-04-03", *imported]
    assert [title.rpartition(" ")[2] for title, _day in found] == ["(verkauf.csv)", "(kunden.csv)"]  # both own lists
    left = {since: queries.freshness(desk.db, "2025-01-01", since) for since in ("2024-04-03", "2024-04-04", "9999")}
    assert left == {"2024-04-03": [], "2024-04-04": found[:1], "9999": found}
