"""What a reader noticed is told by rows, however many cells of a row it concerns."""

from kmu_crm import i18n
from kmu_crm.settings import ALL as SETTINGS
from kmu_crm.sources.reading.remarks import TEXTS, Findings


def test_two_cells_of_a_row_are_one_row() -> None:
    i18n.use("de")
    findings = Findings()
    for row in (4, 4, 7):
        findings.note("formula_without_value", row=row)
    (remark,) = findings.remarks(lambda row: row + 1)
    assert (remark.count, remark.rows, remark.lines, "(Zeile 5, 8)" in remark.text) == (2, (4, 7), (5, 8), True)


def test_remarks_name_settings_in_the_words_of_their_page_and_not_by_their_keys() -> None:
    assert [text for text in TEXTS.values() if any(key in text for key in SETTINGS)] == []
    for code in ("owner_guessed", "owner_unknown"):
        assert "“Business”" in TEXTS[code] and "mail addresses of the business" in TEXTS[code]
