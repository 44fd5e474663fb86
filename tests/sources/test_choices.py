"""What a person chose about a file: doubtful cells, damaged text, cells corrected by hand."""

import pytest

from kmu_crm.sources import choices
from kmu_crm.sources.choices import BadChoice, Choice, Mend, parse, spread
from kmu_crm.sources.reading.cleaning import set_right
from tests.sources.intake_desk import Desk

HEAD = "Kundennummer;Name;PLZ;Ort;Kunde seit"
BILLS = "Rechnungsnummer;Rechnungsdatum;Kundennummer;Brutto"


def told(report):
    return {(one.code, one.column): one.count for one in report.warnings}


def ask(desk: Desk, column: str):
    return [value for (value,) in desk.db.execute(f"SELECT {column} FROM party WHERE current = 1 ORDER BY id")]


def test_lost_zeros_are_put_back_only_where_a_person_says_so(desk: Desk):
    rows = (HEAD, "1;Ina Berg;1067;Dresden;", "2;Uwe Tal;5109;Irgendwo;", "3;Eva Lind;1010;Wien;")
    plain = desk.imports("a.csv", *rows)
    assert ask(desk, "postcode") == ["1067", "5109", "1010"] and told(plain)["leading_zero_lost", "PLZ"] == 2
    mended = desk.imports("a.csv", *rows, choices=[Choice("PLZ", "leading_zero_lost", "repair")])
    assert ask(desk, "postcode") == ["5109", "1010", "01067"]
    assert (told(mended)["leading_zero_repaired", "PLZ"], told(mended)["leading_zero_lost", "PLZ"]) == (1, 1)


@pytest.mark.parametrize(
    ("action", "day"), [("day_first", "2024-04-03"), ("month_first", "2024-03-04"), ("keep", None)]
)
def test_the_order_of_day_and_month_is_chosen_for_the_whole_column(desk: Desk, action, day):
    made = desk.imports(
        "a.csv", HEAD, "1;Ina Berg;;;03/04/2024", choices=[Choice("Kunde seit", "date_ambiguous", action)]
    )
    assert ask(desk, "customer_since") == [day]
    assert told(made) == {("read_" + action if day else "date_ambiguous", "Kunde seit"): 1}


@pytest.mark.parametrize(("action", "cents"), [("comma", 150000), ("point", 150), ("keep", None)])
def test_the_decimal_mark_is_chosen_for_the_whole_column(desk: Desk, action, cents):
    made = desk.imports("a.csv", BILLS, "7;03.04.2024;1;1.500", choices=[Choice("Brutto", "amount_ambiguous", action)])
    assert desk.ask("SELECT gross FROM fact WHERE current = 1") == [(cents,)]
    assert ("read_" + action if cents else "amount_ambiguous", "Brutto") in told(made)


def test_text_that_was_read_wrongly_before_is_set_right_by_choice(desk: Desk):
    rows = (HEAD, "1;JÃ¶rg MÃ¼ller;;KÃ¶ln;", "2;Eva Größe;;Ulm;")
    assert told(desk.imports("a.csv", *rows))["mojibake", None] == 1
    made = desk.imports("a.csv", *rows, choices=[Choice("", "mojibake", "repair")])
    assert ("Jörg", "Müller", "Köln") in desk.ask("SELECT given_name, family_name, city FROM party WHERE current = 1")
    assert told(made)["mojibake_repaired", None] == 1 and ("mojibake", None) not in told(made)


@pytest.mark.parametrize("text", ["Müller", "Łódź", "Ö–Z", "12 °C", "Ã", "naïve", "Â"])
def test_sound_text_is_left_as_it_is(text):
    assert set_right(text) == text


@pytest.mark.parametrize("text", ["Müller-Größe", "5 € – „ja“", "Àéî", "Straße"])
def test_what_was_read_twice_comes_back_whole(text):
    open_places = {0x81, 0x8D, 0x8F, 0x90, 0x9D}  # of Windows-1252
    damaged = "".join(chr(one) if one in open_places else bytes((one,)).decode("cp1252") for one in text.encode())
    assert set_right(damaged) == text
    assert set_right(damaged + " größer") == text + " größer"


def test_a_choice_and_a_corrected_cell_make_the_file_another_one_and_are_kept_with_it(desk: Desk):
    rows = (HEAD, "1;Ina Berg;1067;Dresden;")
    first = desk.imports("a.csv", *rows)
    how = {"choices": [Choice("PLZ", "leading_zero_lost", "repair")], "mends": [Mend(1, "Ort", "Radebeul")]}
    again = desk.imports("a.csv", *rows, **how)
    assert again.same_as is None and desk.imports("a.csv", *rows, **how).same_as == again.id
    kept = desk.db.execute("SELECT id, choices FROM import ORDER BY id").fetchmany(2)
    assert kept == [(first.id, "[]"), (again.id, '[["PLZ", "leading_zero_lost", "repair"]]')]


def test_a_cell_corrected_by_hand_is_read_in_its_place_and_taken_back_with_the_import(desk: Desk):
    rows = (HEAD, "1;Ina Berg;01067;Dresden;", "2;Uwe Tal;80331;Mynchen;")
    desk.imports("a.csv", *rows)
    before = desk.state()
    made = desk.imports("a.csv", *rows, mends=[Mend(2, "Ort", "München")])
    assert ask(desk, "city") == ["Dresden", "München"] and told(made)["mended_by_hand", None] == 1
    assert desk.ask("SELECT row, column_name, field FROM mended_cell") == [(2, "Ort", "city")]
    desk.undoes(made)
    assert desk.state() == before


def test_a_corrected_amount_brings_back_the_row_it_left_out(desk: Desk):
    rows = (BILLS, "7;03.04.2024;1;12,6o", "8;03.04.2024;1;5,00")
    assert len(desk.imports("a.csv", *rows).refusals) == 1
    made = desk.imports("a.csv", *rows, mends=[Mend(1, "Brutto", "12,60")])
    assert made.refusals == [] and desk.ask("SELECT gross FROM fact WHERE current = 1") == [(1260,), (500,)]


def test_a_choice_is_written_in_one_line_and_wrong_ones_name_the_right_ones():
    assert parse("date_ambiguous:Tag=day_first") == Choice("Tag", "date_ambiguous", "day_first")
    assert parse("mojibake=repair") == Choice("", "mojibake", "repair")
    for wrong in ("date_ambiguous=sideways", "ragged=keep", "keep"):
        with pytest.raises(BadChoice):
            parse(wrong)


def test_a_choice_for_every_column_gives_way_to_one_that_names_its_column():
    made = spread([parse("email_invalid=leave_out"), parse("email_invalid:B=keep")], ["A", "B"])
    assert [(one.column, one.action) for one in made] == [("A", "leave_out"), ("B", "keep")]


def test_every_problem_of_a_cell_can_be_left_out_or_kept():
    assert all({"keep", "leave_out"} <= set(choices.actions(code)) for code in choices.OF_CELLS)
