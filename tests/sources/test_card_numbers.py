"""Numbers of payment cards in free text are cut to their last four figures; other long numbers stay."""

import pytest

from kmu_crm.desk import leftovers, looking, preview, problem_rows, trial

HEAD = "Kundennummer;Name;Ort;Bemerkung;Lieblingsfarbe"


def noted(desk) -> str:
    return str(desk.ask("SELECT note, attributes FROM party"))


@pytest.mark.parametrize("column", ["{};", ";{}"])
@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("4242 4242 4242 4242", "**** 4242"),
        ("Karte 4242424242424242 gemerkt", "Karte **** 4242 gemerkt"),
        ("MC 5555-5555-5555-4444, bis 12/27", "MC **** 4444, bis 12/27"),
        ("2223 0031 2200 3222", "**** 3222"),
        ("Amex 3782 822463 10005", "Amex **** 0005"),
    ],
)
def test_a_card_number_is_cut_and_told(desk, column, text, kept):
    report = desk.imports("k.csv", HEAD, f"A1;Uwe Kö;Ulm;{column.format(text)}")
    assert kept in noted(desk) and text not in noted(desk)
    assert [(one.code, one.rows) for one in report.warnings] == [("card_number", (1,))]


@pytest.mark.parametrize(
    "text",
    [
        "4242424242424242",
        "Karte 4242 4242 4242 4243",
        "IBAN DE89 3704 0044 0532 0130 00",
        "EAN 4006381333931",
        "Tel. 0049 351 4961 2000 12",
        "Bestellung 9000 0000 0000 0001",
        "ID 42424242424242421",
        "4111 1111 1111 1111 1",
    ],
)
def test_other_long_numbers_stay_as_written(desk, text):
    report = desk.imports("k.csv", HEAD, f"A1;Uwe Kö;Ulm;{text};")
    assert text in noted(desk)
    assert [one.code for one in report.warnings] == []


def test_a_row_left_out_keeps_no_card_number(desk):
    head = "Rechnungsnr;Datum;Kunde;Netto;Brutto;Bemerkung"
    report = desk.imports("r.csv", head, "R1;31.02.2026;Öl AG;1,00;1,19;Karte 4242 4242 4242 4242")
    assert report.refusals and "4242 4242" not in str(report.refusals)


def test_a_number_shortened_by_a_spreadsheet_is_told_in_own_columns_too(desk):
    report = desk.imports("k.csv", "Kundennummer;Name;EAN", "A1;Uwe Kö;4,00123E+12", "A2;Eva Öl;4001234567890")
    assert [(one.code, one.column, one.rows) for one in report.warnings] == [("scientific", "EAN", (1,))]


def test_a_card_number_is_shown_nowhere_nor_kept_with_the_rows_left_out(desk, tmp_path):
    card, masked = "4242 4242 4242 4242", "**** 4242"
    rows = (
        f"R1;05.01.2025;Tal KG;5,00;{card}",
        f"R2;05.01.2025;Tal KG;zu {card};x",
        f"R3;05.01.2025;Tal KG;5,00;x;{card}",
        f"R4;05.01.2025;Tal KG;5,00;MÃ¼ller {card}",
        "5555-5555-5555-4444;05.01.2025;Tal KG;x;bears a number of its own",
    )
    file = desk.file("r.csv", "Rechnungsnummer;Datum;Kunde;Netto;Notiz", *rows)
    look = preview.look(file, desk.db)
    report = trial.run(desk.db, file, look.recognised)
    judged = trial.judged(look, report)
    open_rows = [
        problem_rows.of_cause(desk.db, look, report, one) for one in judged.causes if one.code != "card_number"
    ]
    imported = desk.imports("r.csv", "Rechnungsnummer;Datum;Kunde;Netto;Notiz", *rows)
    leftovers.write(desk.db, imported.id, tmp_path / "left.csv")
    shown = {
        "examples": look.columns,
        "causes": judged.causes,
        "rows": open_rows,
        "command": looking.look(file),
        "store": desk.ask("SELECT * FROM refused_row"),
        "file": (tmp_path / "left.csv").read_text("utf-8-sig"),
    }
    assert {name for name, what in shown.items() if card in str(what)} == set()
    assert {name for name, what in shown.items() if masked in str(what)} == shown.keys()
    assert [one.cells[0] for one in imported.refusals] == ["R2", "R3", "5555-5555-5555-4444"]
