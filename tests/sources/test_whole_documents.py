"""A document is taken whole or not at all: what one of its rows lacks would be missing in silence."""

import pytest

from kmu_crm import i18n
from kmu_crm.desk import leftovers
from kmu_crm.sources.importing import import_file
from tests.sources.intake_desk import FACTS

ITEMS = "Rechnungsnummer;Datum;Kundennummer;Name;Artikelnummer;Menge;Positionsbetrag netto"


def rows(number, *amounts):
    return [f"{number};03.02.2025;{number};Ina Berg;A{n};1;{amount}" for n, amount in enumerate(amounts)]


def documents(desk):
    return [fact[2] for fact in desk.ask(FACTS)]


def test_with_one_of_its_rows_a_document_is_left_out_and_all_rows_are_listed(desk):
    report = desk.imports(
        "a.csv", ITEMS, *rows(1, "20,00", "30,00"), *rows(2, "20,00", "3o,00", "5,00"), *rows(3, "1,00")
    )
    assert [(one.row, one.code, one.value) for one in report.refusals] == [
        (3, "amount_invalid", None),
        (4, "amount_invalid", "3o,00"),
        (5, "amount_invalid", None),
    ]
    assert documents(desk) == ["1/2025", "3/2025"] and report.tally.new == 2


def test_documents_that_run_over_the_end_of_a_block_are_left_out_whole_too(desk):
    lines = [line for n in range(1, 5_001) for line in rows(n, "1,00", "2,00", "3o,00" if n % 2 else "3,00")]
    report = desk.imports("a.csv", ITEMS, *lines)
    assert len(report.refusals) == 7_500 and sorted({one.row for one in report.refusals})[:4] == [1, 2, 3, 7]
    assert (report.tally.new, report.facts, report.lines) == (2_500, 2_500, 7_500)


@pytest.mark.parametrize(("total", "left"), [("", [1, 2]), (";Gesamt netto", [])])
def test_a_price_of_one_that_cannot_be_read_leaves_a_document_out_only_where_nothing_else_tells_its_amount(
    desk, total, left
):
    lines = (
        "1;03.02.2025;1;Ina Berg;Öl;2;1o,00{};20,00",
        "1;03.02.2025;1;Ina Berg;Tuch;2;5,00/Stk{};10,00",
        "2;03.02.2025;1;Ina Berg;Seil;2;4,00{};8,00",
    )
    rows = [line.format("") if total else line.rpartition("{}")[0] for line in lines]
    report = desk.imports(
        "a.csv", f"Rechnungsnummer;Datum;Kundennummer;Name;Artikel;Menge;Einzelpreis netto{total}", *rows
    )
    assert [one.row for one in report.refusals] == left
    assert ("1/2025" in documents(desk)) is bool(total)


@pytest.mark.parametrize("between", [[], ["2;04.02.2025;2;Uwe Tal;uwe@tal.example;A1;1;1,00"] * 9_999])
@pytest.mark.parametrize("further", [[], ["3;05.02.2025;1;Ina Berg;ina@berg.example;A1;1;1,00"]])
def test_who_is_named_by_rows_left_out_alone_becomes_no_customer(desk, between, further):
    head = "Rechnungsnummer;Datum;Kundennummer;Name;E-Mail;Artikelnummer;Menge;Positionsbetrag netto"
    sound, doubtful = (
        "1;03.02.2025;1;Ina Berg;ina@berg.example;A1;1;1,00",
        "1;03.02.2025;1;Ina Berg;ina@berg.example;A2;1;3o,00",
    )
    desk.imports("a.csv", head, *between, sound, *between[:1], doubtful, *further)
    named = {name for (name,) in desk.ask("SELECT coalesce(full_name, family_name) FROM party WHERE current = 1")}
    assert named == {*["Tal"] * bool(between), *["Berg"] * bool(further)}


@pytest.mark.parametrize("between", [0, 1, 5_000])
@pytest.mark.parametrize("further", [False, True])
def test_what_rows_left_out_alone_permit_is_not_permitted_and_what_they_forbid_stays_forbidden(desk, between, further):
    head = (
        "Rechnungsnummer;Datum;Kundennummer;Name;E-Mail;Positionsbetrag netto;Newsletter;Newsletter seit;Abgemeldet am"
    )
    other = ["{};04.02.2025;2;Uwe Tal;uwe@tal.example;1,00;ja;02.01.2025;"] * between
    sound, no = (
        "1;03.02.2025;1;Ina Berg;ina@berg.example;{};ja;01.01.2025;",
        "3;03.02.2025;3;Bea Ohm;bea@ohm.example;{};;;03.01.2025",
    )
    again = [sound.format("1,00").replace("1;03", "9;03", 1)] * further
    rows = [one.format(n) for n, one in enumerate(other, 10)]
    first, second = ([one.format(amount) for one in (sound, no)] for amount in ("1,00", "3o,00"))
    report = desk.imports("a.csv", head, *first, *rows, *second, *again)
    assert [one.row for one in report.refusals] == [1, 2, 3 + between, 4 + between]
    said = "SELECT address, state, row FROM consent_event WHERE taken_back_at IS NULL"
    wanted = [("bea@ohm.example", "withdrawn", 2)]
    wanted += [("ina@berg.example", "given", 5 + between)] * further + [("uwe@tal.example", "given", 3)] * bool(between)
    assert desk.ask(said) == wanted


def mended(desk, number, wrong, right, ending="csv"):
    """The rows an import left out, as a person gives them back."""
    out = desk.folder / f"rest.{ending}"
    leftovers.write(desk.db, number, out)
    out.write_text(out.read_text("utf-8-sig").replace(wrong, right), "utf-8-sig")
    return out


def test_rows_left_out_and_mended_complete_the_list_they_stood_in(desk):
    sound, doubtful = rows(1, "20,00", "30,00"), rows(2, "20,00", "3o,00", "5,00")
    desk.imports("a.csv", ITEMS, *sound, *doubtful)
    import_file(desk.db, mended(desk, 1, "3o,00", "30,00"))
    assert [fact[2] for fact in desk.ask(FACTS)] == ["1/2025", "2/2025"]
    assert desk.ask("SELECT count(*) FROM line") == [(5,)]
    again = desk.imports("b.csv", ITEMS, *sound, *(line.replace("3o", "30") for line in doubtful))
    assert (again.tally.new, again.tally.updated, again.tally.unchanged) == (0, 0, 2)


def test_rows_that_stay_wrong_are_listed_again_below_the_same_columns(desk):
    desk.imports("a.csv", ITEMS, *rows(1, "20,00"), *rows(2, "3o,00"), rows(3, "4,00")[0] + ";;x", *rows(4, "5o,00"))
    second = import_file(desk.db, mended(desk, 1, "3o,00", "30,00"))
    assert [(one.code, one.row) for one in second.refusals] == [("ragged", 2), ("amount_invalid", 3)]
    head = mended(desk, 2, "5o,00", "50,00").read_text("utf-8-sig").splitlines()[0]
    assert head == ITEMS + ";;;Reason" and desk.ask("SELECT count(*) FROM source") == [(1,)]


@pytest.mark.parametrize(("written", "read"), [("de", "en"), ("en", "de")])
def test_rows_left_out_are_known_again_after_the_language_was_changed(desk, written, read):
    desk.imports("a.csv", ITEMS, *rows(1, "20,00"), *rows(2, "3o,00"))
    i18n.use(written)
    file = mended(desk, 1, "3o,00", "30,00")
    i18n.use(read)
    import_file(desk.db, file)
    assert documents(desk) == ["1/2025", "2/2025"] and desk.ask("SELECT count(*) FROM source") == [(1,)]


def test_a_list_may_have_reasons_of_its_own(desk):
    desk.imports("a.csv", "Kundennummer;Name;E-Mail;Reason", "1;Ina Berg;ina@berg.example;moved away")
    assert "moved away" in str(desk.ask("SELECT attributes, note, raw FROM party"))
