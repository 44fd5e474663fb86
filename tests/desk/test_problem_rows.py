"""The rows behind a problem, as the import page lists them."""

import pytest

from kmu_crm.desk import preview, trial
from kmu_crm.desk.problem_rows import left_out, of_cause
from kmu_crm.sources.choices import Choice

TEXT = "Kundennummer;Name;PLZ;Ort;E-Mail\n1;Ina Berg;1067;Dresden;ina@berg.example\n2;JÃ¶rg Tal;80331;Ulm;kein-zeichen\n3;;;;\n"


@pytest.fixture
def tried(tmp_path, store):
    def judge(choices=()):
        (tmp_path / "liste.csv").write_text(TEXT, encoding="utf-8")
        look = preview.decided(preview.look(tmp_path / "liste.csv", store.db), choices, store.db)
        report = trial.run(store.db, look.table.file, look.recognised, choices=look.choices)
        return look, trial.judged(look, report)

    return judge


def rows(store, look, judged, code):
    (cause,) = (one for one in judged.causes if one.code == code)
    found = of_cause(store.db, look, judged.report, cause)
    return [(one.row, one.line, one.column, one.text) for one in found]


def test_cells_taken_over_with_a_doubt_are_found_by_reading_the_file_again(tried, store):
    look, judged = tried()
    assert rows(store, look, judged, "leading_zero_lost") == [(1, 2, "PLZ", "1067")]
    assert rows(store, look, judged, "email_invalid") == [(2, 3, "E-Mail", "kein-zeichen")]
    assert rows(store, look, judged, "mojibake") == [(2, 3, "Name", "JÃ¶rg Tal")]


def test_rows_left_out_come_from_the_trial_and_what_was_repaired_is_shown_too(tried, store):
    look, judged = tried([Choice("E-Mail", "email_invalid", "leave_out"), Choice("PLZ", "leading_zero_lost", "repair")])
    assert rows(store, look, judged, "email_invalid") == [(2, 3, "E-Mail", "kein-zeichen")]
    assert [one.open for one in left_out(judged.report)] == [True]
    assert rows(store, look, judged, "leading_zero_lost") == [(1, 2, "PLZ", "1067")]
