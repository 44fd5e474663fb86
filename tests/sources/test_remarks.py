"""What a reader noticed is told by rows, however many cells of a row it concerns."""

from kmu_crm import i18n
from kmu_crm.sources.reading.remarks import Findings


def test_two_cells_of_a_row_are_one_row() -> None:
    i18n.use("de")
    findings = Findings()
    for row in (4, 4, 7):
        findings.note("formula_without_value", row=row)
    (remark,) = findings.remarks(lambda row: row + 1)
    assert (remark.count, remark.rows, remark.lines, "(Zeile 5, 8)" in remark.text) == (2, (4, 7), (5, 8), True)
