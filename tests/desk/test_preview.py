"""What the import page shows before anything is taken in."""

import openpyxl
import pytest

from kmu_crm.desk import columns, preview, trial
from kmu_crm.fields import show
from kmu_crm.i18n import language
from kmu_crm.sources.choices import Choice
from kmu_crm.sources.importing import import_file
from kmu_crm.sources.mapping import recognise, titles
from kmu_crm.sources.mapping.vocabulary import KIND_OF

ORDERS = """Bestellnummer;Datum;Kundennummer;E-Mail;Gesamtbetrag;PLZ
B1;03.02.2025;17;ina@berg.example;1.412,60;01067
B2;04.02.2025;18;kein-zeichen;12,6o;04103
B3;05.02.2025;19;uwe@tal.example;89,00;80331
"""
PEOPLE = "Vorname;Nachname;E-Mail;Newsletter\nIna;Özdemir;ina@berg.example;ja\nUwe;Kranz;uwe@tal.example;nein\n"


@pytest.fixture
def seen(tmp_path):
    def look(text: str, **how):
        (tmp_path / "liste.csv").write_text(text, encoding="utf-8")
        return preview.look(tmp_path / "liste.csv", **how)

    return look


def column(look, header):
    return next(one for one in look.columns if one.header == header)


def test_amounts_and_days_are_shown_as_they_will_be_read(seen):
    look = seen(ORDERS)
    assert column(look, "Gesamtbetrag").examples[0] == columns.Example("1.412,60", show.amount(141260))
    assert column(look, "Datum").examples[0] == columns.Example(
        "03.02.2025", "" if language() == "de" else "3 Feb 2025"
    )


def test_doubtful_cells_are_named_with_their_line(seen):
    (doubt,) = column(seen(ORDERS), "Gesamtbetrag").doubts
    assert (doubt.code, doubt.count, doubt.cells) == ("amount_invalid", 1, ((3, "12,6o"),))


def test_postcodes_keep_their_zeros(seen):
    assert column(seen(ORDERS), "PLZ").verdict == "zeros_kept"


def test_a_box_without_a_date_is_unproven(seen):
    look = preview.assigned(seen(PEOPLE), {"Newsletter": "consent_email"})
    assert column(look, "Newsletter").verdict == "unproven"
    dated = preview.assigned(
        seen(PEOPLE.replace("Vorname", "Datum")), {"Newsletter": "consent_email", "Datum": "consent_at"}
    )
    assert column(dated, "Newsletter").verdict != "unproven"


def test_how_much_of_a_column_is_filled(seen):
    assert column(seen(PEOPLE + "Eva;Lind;;\n"), "E-Mail").filled == pytest.approx(2 / 3)


def test_a_column_put_aside_is_skipped_and_one_that_names_nobody_is_not_enough(seen):
    look = preview.assigned(seen("A;B\nx;y\n"), {"A": "note", "B": None})
    assert not look.importable and column(look, "B").verdict == "skipped"
    assert preview.assigned(look, {"B": "email"}).importable


def test_a_remembered_mapping_is_found_again(seen, store):
    look = preview.assigned(seen("Wer;Wo\nIna;Ulm\n"), {"Wer": "full_name", "Wo": "city"})
    recognise.remember(store.db, look.table, look.recognised, "2025-01-01T00:00:00Z")
    again = seen("Wer;Wo\nUwe;Bonn\n", db=store.db)
    assert again.importable and [one.field for one in again.columns] == ["full_name", "city"]


def test_another_program_can_be_chosen_and_left_again(seen):
    look = seen(PEOPLE, format="shopify_customers")
    assert look.recognised.sheet.id == "shopify_customers"
    assert preview.by_names(look).recognised.sheet.id == "generic"


def tried_out(store, look):
    return trial.judged(look, trial.run(store.db, look.table.file, look.recognised, choices=look.choices))


def test_a_trial_gives_the_numbers_of_the_import_and_leaves_nothing(seen, store):
    look = seen(ORDERS)
    tried = tried_out(store, look)
    assert store.db.execute("SELECT count(*) FROM import").fetchone() == (0,)
    done = import_file(store.db, look.table.file, mapping=look.recognised)
    assert (tried.report.tally, tried.left_out, tried.kind) == (done.tally, len(done.refusals), "documents")


def test_problems_are_grouped_by_cause_with_examples(seen, store):
    causes = {cause.code: cause for cause in tried_out(store, seen(ORDERS)).causes}
    assert causes["amount_invalid"].outcome == "left_out" and causes["amount_invalid"].cells == ((3, "12,6o"),)
    mail = causes["email_invalid"]
    assert (mail.outcome, mail.count, mail.column, trial.without(mail)) == (
        "without_field",
        1,
        "E-Mail",
        titles.title("email"),
    )


def test_the_same_file_again_brings_nothing_new(seen, store):
    look = seen(PEOPLE)
    first = import_file(store.db, look.table.file, mapping=look.recognised)
    again = tried_out(store, look).report
    assert (again.tally.new, again.tally.unchanged) == (0, 2)
    assert again.unproven == first.unproven == {"email": 1}


def test_every_field_has_a_title_and_is_offered():
    offered = [field for _heading, fields in titles.groups() for field in fields]
    assert set(KIND_OF) <= set(offered) and len(offered) == len(set(offered))
    assert all(titles.title(field) for field in offered) and titles.title("hook_day") and titles.title(None)


def amounts(store):
    numbered = "SELECT d.number, f.gross FROM fact AS f JOIN document AS d ON d.id = f.document_id ORDER BY d.number"
    return store.db.execute(numbered).fetchall()


def chosen(look, code, header, action):
    return preview.decided(look, [Choice(header, code, action)])


def test_a_row_whose_amount_cannot_be_read_can_go_in_without_it(seen, store):
    look = chosen(seen(ORDERS), "amount_invalid", "Gesamtbetrag", "keep")
    tried = tried_out(store, look)
    cause = next(cause for cause in tried.causes if cause.code == "amount_invalid")
    assert (cause.outcome, cause.count, cause.cells, tried.left_out) == ("without_field", 1, ((3, "12,6o"),), 0)
    import_file(store.db, look.table.file, mapping=look.recognised, choices=look.choices)
    assert amounts(store) == [("B1", 141260), ("B2", None), ("B3", 8900)]


def test_a_row_whose_address_is_not_valid_can_stay_out(seen, store):
    look = chosen(seen(ORDERS.replace("12,6o", "12,60")), "email_invalid", "E-Mail", "leave_out")
    tried = tried_out(store, look)
    (cause,) = (cause for cause in tried.causes if cause.code == "email_invalid")
    assert (cause.outcome, cause.count, tried.left_out, tried.report.rows) == ("left_out", 1, 1, 3)
    done = import_file(store.db, look.table.file, mapping=look.recognised, choices=look.choices)
    assert amounts(store) == [("B1", 141260), ("B3", 8900)]
    assert [(one.row, one.line, one.code, one.cells[0]) for one in done.refusals] == [(2, 3, "email_invalid", "B2")]


def test_a_document_stays_out_with_all_its_rows(seen, store):
    text = (
        "Belegnummer;Belegdatum;Kundennummer;E-Mail;Brutto;Artikelnummer;Menge\n"
        "R1;03.02.2025;1;ina@berg.example;10,00;A;1\nR2;03.02.2025;2;kaputt;20,00;A;1\nR2;;;;;B;2\nR3;04.02.2025;3;;5,00;A;1\n"
    )
    look = preview.assigned(seen(text), {"Belegnummer": "number", "Belegdatum": "day", "Kundennummer": "customer",
                                         "E-Mail": "email", "Brutto": "gross", "Artikelnummer": "line_article",
                                         "Menge": "line_quantity"})  # fmt: skip
    look = chosen(look, "email_invalid", "E-Mail", "leave_out")
    done = import_file(store.db, look.table.file, mapping=look.recognised, choices=look.choices)
    assert [key for key, _gross in amounts(store)] == ["R1", "R3"]
    assert [one.row for one in done.refusals] == [2, 3]


def test_choices_are_taken_back_and_fall_with_the_target_of_their_column(seen, store):
    plain = seen(ORDERS)
    look = chosen(plain, "email_invalid", "E-Mail", "leave_out")
    assert look.choices == (Choice("E-Mail", "email_invalid", "leave_out"),) and look.rows == plain.rows
    assert preview.decided(look, []).choices == ()
    assert preview.assigned(look, {"E-Mail": None}, store.db).choices == ()
    assert preview.assigned(look, {"PLZ": None}, store.db).choices == look.choices


def test_the_same_file_under_another_choice_is_another_one(seen, store):
    plain = seen(ORDERS)
    import_file(store.db, plain.table.file, mapping=plain.recognised)
    look = chosen(plain, "amount_invalid", "Gesamtbetrag", "keep")
    again = import_file(store.db, look.table.file, mapping=look.recognised, choices=look.choices)
    assert (again.same_as, again.tally.new, again.tally.unchanged) == (None, 1, 2)


def test_another_sheet_of_a_workbook_can_be_chosen(tmp_path, store):
    import xlsxwriter

    file = tmp_path / "messe.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        for title, people in (("Leipzig", ("Ina", "Uwe")), ("Graz", ("Eva",))):
            sheet = book.add_worksheet(title)
            for place, cells in enumerate(
                [("Vorname", "Nachname", "E-Mail"), *((one, "Berg", f"{one}@berg.example") for one in people)]
            ):
                sheet.write_row(place, 0, cells)
    first = preview.look(file, store.db)
    assert (first.table.sheet, first.table.other_sheets) == ("Leipzig", ["Graz"])
    second = preview.look(file, store.db, sheet="Graz")
    import_file(store.db, file, mapping=first.recognised)
    done = import_file(store.db, file, mapping=second.recognised, sheet="Graz")
    assert (done.same_as, done.tally.new) == (None, 1)


ABROAD = """Name;PLZ;Ort;Land;Telefon
Ida Berg;8001;Zürich;CH;044 668 18 00
Uwe Tal;4109;Leipzig;DE;0341 2312514
Eva Alm;1010;Wien;AT;0664 1234567
Ina Alt;1067;Dresden;DE;0351 4567890
"""


def test_a_foreign_postcode_is_no_example_of_a_lost_zero(seen, store):
    look = seen(ABROAD)
    lost = ((3, "4109"), (5, "1067"))
    (doubt,) = column(look, "PLZ").doubts
    assert (doubt.code, doubt.count, doubt.cells) == ("leading_zero_lost", 2, lost)
    (cause,) = tried_out(store, look).causes
    assert (cause.code, cause.count, cause.cells) == ("leading_zero_lost", 2, lost)


def test_an_example_is_read_as_one_of_its_rows_country(seen):
    ida, uwe, eva = column(seen(ABROAD), "Telefon").examples
    assert [one.read[:3] for one in (ida, uwe, eva)] == ["+41", "+49", "+43"]


def test_several_addresses_in_a_cell_are_no_doubt(seen, store):
    look = seen('Name;E-Mail\nIda Berg;"ida@berg.example; info@berg.example"\nUwe Tal;uwe@\n')
    (doubt,) = column(look, "E-Mail").doubts
    (cause,) = tried_out(store, look).causes
    assert doubt.cells == cause.cells == ((3, "uwe@"),) and doubt.count == cause.count == 1


RAGGED = "B9;05.02.2025;19;uwe@tal.example;89,00;80331;zu viel\nSumme;;;;1501,60;\n"


def test_rows_with_several_problems_are_counted_once(seen, store):
    assert tried_out(store, seen(ORDERS + RAGGED)).problem_rows == 2


def test_of_causes_whose_rows_are_not_all_known_no_number_of_rows_is_promised(seen, store):
    many = "".join(f"B{n};04.02.2025;18;kein-zeichen;12,60;kein Ort\n" for n in range(10, 40))
    tried = tried_out(store, seen(ORDERS + many))
    assert tried.problem_rows is None and len(tried.problems) > 1


def test_a_file_has_as_many_rows_before_the_trial_as_in_it(seen, store):
    look = seen(ORDERS + RAGGED)
    assert look.rows == tried_out(store, look).report.rows == 4


def test_rows_left_out_in_any_case_are_told_before_cells_one_may_choose_about(seen, store):
    found = [cause.code for cause in tried_out(store, seen(ORDERS + RAGGED)).causes]
    assert found[0] == "ragged" and found[-1] == "footer"


def test_cells_that_only_leave_their_field_empty_are_a_problem_beside_rows_that_stay_out_for_the_same_reason(
    seen, store
):
    look = seen(
        "Rechnungsnr;Rechnungsdatum;Kunde;Netto;bezahlt am\nR1;30.02.2025;Bär GmbH;10,00;\n"
        "R2;05.03.2025;Bär GmbH;20,00;gestern\nR3;06.03.2025;Bär GmbH;30,00;08.03.2025\n"
    )
    found = tried_out(store, look)
    assert [(one.column, one.code, one.outcome, one.count) for one in found.problems] == [
        ("Rechnungsdatum", "date_invalid", "left_out", 1), ("bezahlt am", "date_invalid", "without_field", 1),
    ]  # fmt: skip
    told = {(one.column, one.code) for one in found.report.warnings if one.column}
    assert told <= {(one.column, one.code) for one in found.causes}


@pytest.mark.parametrize("rows", [4, 5, 6, 30])
def test_all_rows_of_a_small_workbook_are_seen(tmp_path, rows):
    book = openpyxl.Workbook()
    for row in (
        ["Rechnungsnummer", "Datum", "Kunde", "Betrag"],
        *([f"R{n}", "03.02.2025", f"Name {n}", "12,6o"] for n in range(rows)),
    ):
        book.active.append(row)
    book.save(tmp_path / "liste.xlsx")
    look = preview.look(tmp_path / "liste.xlsx")
    (doubt,) = column(look, "Betrag").doubts
    assert (doubt.count, look.whole) == (rows, True)
